"""History that a real bot stored is judged again: other rules show their difference. That the same say the same is
asked of the stories themselves, in ``test_stories``.
"""

from __future__ import annotations

import asyncio
from argparse import Namespace
from pathlib import Path

import pytest
from sqlalchemy import Connection, select, update

from bot.judging.commands import run
from bot.rehearsal import play_story
from bot.sandbox.stories import load_story
from bot.settings import Mode, read_settings
from messages.triage.vocabulary import Action, Level
from storage.engine.database import Database
from storage.schema import tables
from tests.flow.replayed import replayed

STORIES = Path(__file__).parents[1] / "stories"


async def told(name: str, url: str) -> Database:
    await play_story(load_story(STORIES / f"{name}.yaml"), url)
    return Database(url)


async def test_a_judgement_that_would_be_less_urgent_now_is_shown_without_words_and_fails(database_url: str) -> None:
    database = await told("words_and_pictures", database_url)

    def judged_higher_then(tx: Connection) -> tuple[int, str]:
        table = tables.judgements
        calm = (
            select(table.c.id, table.c.words).where(table.c.action == "none", table.c.words != "").order_by(table.c.id)
        )
        number, words = tx.execute(calm).first() or (0, "")
        was = update(table).where(table.c.id == number)
        tx.execute(was.values(level=int(Level.SAME_DAY), action=Action.ESCALATE.value, rules_version="older"))
        return number, words

    number, words = await database.run(judged_higher_then)
    status, lines = await asyncio.to_thread(replayed, database)
    loud = (await asyncio.to_thread(replayed, database, words=True))[1]
    nobody = (await asyncio.to_thread(replayed, database, person=1))[1]
    database.dispose()

    assert status == 1
    assert lines[0].startswith(f"lower: judgement {number} of person")
    assert "rules older: SAME_DAY escalate -> " in lines[0]
    assert "0 higher, 1 lower" in lines[1]
    assert words
    assert words not in "\n".join(lines)
    assert repr(words) in loud[0]
    assert nobody[0].startswith("0 judged again")


async def test_a_judgement_that_would_be_more_urgent_now_is_shown_and_does_not_fail(database_url: str) -> None:
    database = await told("danger_questions", database_url)

    def missed_then(tx: Connection) -> None:
        was = update(tables.judgements).where(tables.judgements.c.level == int(Level.EMERGENCY_NOW))
        tx.execute(was.values(level=0, action="none", rules=[]))

    await database.run(missed_then)
    status, lines = await asyncio.to_thread(replayed, database)
    database.dispose()

    assert status == 0
    assert lines[0].startswith("higher: ")
    assert "| +row:" in lines[0]


def test_the_command_says_when_there_is_no_database_yet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)

    options = Namespace(since=None, person=None, words=False)

    assert run(Mode.REPLAY, read_settings(None), options) == 1
    assert "python -m bot migrate" in capsys.readouterr().err
    assert not (tmp_path / "var").exists()
