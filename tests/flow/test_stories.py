"""The stories under ``tests/stories``, played over HTTP with the real bot, once on each database, and judged again."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.rehearsal import play_story
from bot.sandbox.stories import load_story
from storage.engine.database import Database
from tests.flow.replayed import replayed

STORIES = sorted((Path(__file__).parents[1] / "stories").glob("*.yaml"))
JUDGED = {"checkins": 50, "danger_questions": 8, "words_and_pictures": 12}
"""Stories that are judged again after they were played, by the least number of judgements in each."""


def test_there_are_stories() -> None:
    assert len(STORIES) >= 8
    assert set(JUDGED) <= {path.stem for path in STORIES}


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
async def test_the_story_goes_as_it_is_told_and_the_same_rules_judge_it_again_as_they_did_live(
    path: Path, database_url: str
) -> None:
    transcript = await play_story(load_story(path), database_url)

    assert transcript.passed, f"\n{transcript.text()}"
    if path.stem in JUDGED:
        await _is_judged_as_it_was(database_url, at_least=JUDGED[path.stem])


async def _is_judged_as_it_was(database_url: str, *, at_least: int) -> None:
    database = Database(database_url)
    status, lines = await asyncio.to_thread(replayed, database)
    database.dispose()

    assert status == 0
    assert "0 other reasons only, 0 higher, 0 lower" in lines[0]
    assert int(lines[0].split()[0]) >= at_least
    assert not any("no longer whole" in line for line in lines)
