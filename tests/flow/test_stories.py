"""The stories under ``tests/stories``, played over HTTP with the real bot, once on each database."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.rehearsal import play_story
from bot.sandbox.stories import load_story

STORIES = sorted((Path(__file__).parents[1] / "stories").glob("*.yaml"))


def test_there_are_stories() -> None:
    assert len(STORIES) >= 8


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
async def test_the_story_goes_as_it_is_told(path: Path, database_url: str) -> None:
    transcript = await play_story(load_story(path), database_url)

    assert transcript.passed, f"\n{transcript.text()}"
