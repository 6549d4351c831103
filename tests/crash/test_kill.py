"""Killed with SIGKILL at any moment and started again: no answer is lost, none counts twice, the warning arrives."""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.rehearsal import Rehearsal
from bot.sandbox import Person, Sandbox
from tests.process.conftest import Start
from tests.process.program import Program, at
from tests.set_up import set_up

RED = "no fever but I cannot pee since last night"
DATABASE = "kept.db"
CHECKIN = ("3", "Same", "None of these", "2", "4", "OK 😐")


@pytest.fixture
async def ada(sandbox: Sandbox, tmp_path: Path) -> Person:
    """Somebody who went through onboarding; the bot does not run any more."""
    host = Rehearsal(sandbox, sandbox.clock, f"sqlite:///{tmp_path / DATABASE}")  # type: ignore[arg-type]
    await host.start()
    person = sandbox.person("Ada", zone="Europe/London")
    await set_up(sandbox, person)
    await person.says("pause for a week")  # these tests run on the machine's time: nothing planned may come between
    await sandbox.idle()
    await host.stop()
    sandbox.settled = sandbox.next_due = sandbox.on_travel = None
    return person


async def running(start: Start, sandbox: Sandbox) -> Program:
    return await start("embedded", **at(sandbox), DATABASE_URL=f"sqlite:///{DATABASE}")


def stored(folder: Path, query: str) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(folder / DATABASE)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def warnings(person: Person) -> int:
    return sum(
        shown.from_bot and "999" in shown.text[:60] and "You told me" in shown.text for shown in person.chat.messages
    )


def called(sandbox: Sandbox, times: int) -> bool:
    return len(sandbox.requests) >= times


def reads(person: Person, words: str) -> bool:
    return any(words in shown.text for shown in person.chat.messages)


def replies(person: Person) -> int:
    return sum("your log" in shown.text for shown in person.chat.messages if shown.from_bot)


async def confirmed(sandbox: Sandbox) -> None:
    """Return when the bot has taken every update and says so to Telegram."""
    await sandbox.until(lambda: not sandbox.world.updates.pending)


async def test_a_warning_under_way_when_killed_arrives_after_the_start(
    sandbox: Sandbox, start: Start, ada: Person
) -> None:
    sandbox.faults.slow(60.0, methods=["sendMessage"])
    program = await running(start, sandbox)
    await ada.says(RED)
    await sandbox.until(lambda: sandbox.calls_under_way > 0)
    await program.kill()
    assert warnings(ada) == 0

    sandbox.faults.clear()
    await running(start, sandbox)
    await sandbox.until(lambda: any(shown.pinned for shown in ada.chat.messages))

    assert warnings(ada) == 1


async def test_a_kill_between_the_warning_and_its_pin_does_not_warn_twice(
    sandbox: Sandbox, start: Start, ada: Person
) -> None:
    sandbox.faults.slow(60.0, methods=["pinChatMessage"])
    program = await running(start, sandbox)
    await ada.says(RED)
    await sandbox.until(lambda: warnings(ada) == 1 and sandbox.calls_under_way > 0)
    await program.kill()

    sandbox.faults.clear()
    await running(start, sandbox)
    await sandbox.until(lambda: any(shown.pinned for shown in ada.chat.messages))
    await confirmed(sandbox)

    assert warnings(ada) == 1


async def test_a_kill_before_the_commit_makes_telegram_deliver_the_red_flag_again(
    sandbox: Sandbox, start: Start, ada: Person, tmp_path: Path
) -> None:
    program = await running(start, sandbox)
    await sandbox.listened_to()
    await program.says("polling")
    lock = sqlite3.connect(tmp_path / DATABASE, isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")  # so that the turn cannot commit
    fetched = len(sandbox.requests)
    await ada.says(RED)
    await sandbox.until(lambda: len(sandbox.requests) > fetched)
    await program.kill()
    lock.execute("ROLLBACK")
    lock.close()
    assert warnings(ada) == 0

    await running(start, sandbox)
    await sandbox.until(lambda: any(shown.pinned for shown in ada.chat.messages))

    assert warnings(ada) == 1
    assert stored(tmp_path, "SELECT count(*) FROM alerts") == [(1,)]


async def test_killed_again_and_again_no_word_is_lost_and_none_counts_twice(
    sandbox: Sandbox, start: Start, ada: Person, tmp_path: Path
) -> None:
    chance = random.Random(2)
    notes = [f"carried box number {chr(ord('a') + each)} upstairs" for each in range(8)]
    kills, program = 0, await running(start, sandbox)
    await sandbox.listened_to()

    for note in notes:
        before = len(sandbox.requests)
        await ada.says(note)
        if chance.random() < 0.5:
            further = chance.randint(0, 2)
            await sandbox.until(partial(called, sandbox, before + further))
            await program.kill()
            kills += 1
            program = await running(start, sandbox)
    await sandbox.until(lambda: replies(ada) >= len(notes))
    await confirmed(sandbox)
    await program.stop()

    kept = Counter(value for (value,) in stored(tmp_path, "SELECT value FROM answers WHERE question = 'note'"))
    assert kept == Counter(notes)
    assert len(notes) <= replies(ada) <= len(notes) + kills
    assert kills > 0


async def test_a_check_in_goes_on_where_it_was_killed(
    sandbox: Sandbox, start: Start, ada: Person, tmp_path: Path
) -> None:
    program = await running(start, sandbox)
    await ada.command("checkin")
    for number, label in enumerate(CHECKIN, 1):
        await sandbox.until(partial(reads, ada, f"{number} of"))
        await ada.presses(label)
        if number in (2, 4):
            await program.kill()  # the press may or may not have been taken: that is the point
            program = await running(start, sandbox)
    await confirmed(sandbox)
    await program.stop()

    answered = Counter(
        name for (name,) in stored(tmp_path, "SELECT question FROM answers WHERE question LIKE 'checkin.%'")
    )
    assert stored(tmp_path, "SELECT state FROM checkins") == [("done",)]
    assert set(answered.values()) == {1}, answered
    assert sum("checkin" in name for name in answered) >= len(CHECKIN)
