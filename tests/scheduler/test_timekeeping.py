"""A clock that was set back is noticed once, by whoever sees it first; seconds, journeys and other machines are not."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from messages.dialogue.set_back import TOPIC, Jump
from messages.effects import Plan
from scheduler.timekeeping import Timekeeper
from storage.engine.database import Database, Tx
from storage.schema import migrate
from storage.schema.tables import agenda
from storage.watch import high_water
from tests.scheduler.phone import START
from tests.storage.acts import ADA, BEN, after, turn

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


class Machine:
    """A machine's clock, which somebody sets, and its seconds since it was switched on, which nobody does."""

    def __init__(self) -> None:
        self.shows = START
        self.ran = 500.0

    def now(self) -> datetime:
        return self.shows

    def seconds(self) -> float:
        return self.ran

    def runs(self, delta: timedelta) -> None:
        self.shows += delta
        self.ran += delta.total_seconds()

    def sleeps(self, delta: timedelta) -> None:
        """Let time pass without the seconds noticing, as when a machine is suspended, or set ahead."""
        self.shows += delta


def keeper(database: Database, machine: Machine) -> Timekeeper:
    return Timekeeper(database, machine, machine.seconds)


def warn(tx: Tx) -> None:
    """One person waits for a repeat of a warning, one for a nudge."""
    turn(tx, Plan("ladder", "a", after(hours=9)))
    turn(tx, Plan("nudge", "stretch", after(hours=9)), chat_id=BEN)


def jumps(database: Database) -> list[tuple[int, Jump | None]]:
    """Return who is to be moved, and by which jumps."""
    query = agenda.select().where(agenda.c.topic == TOPIC).order_by(agenda.c.chat_id, agenda.c.key)
    return [(row.chat_id, Jump.of(row.key)) for row in database.run_sync(lambda tx: tx.execute(query).all())]


async def test_an_hour_back_moves_who_waits_for_a_step_of_an_escalation_and_nobody_else(database: Database) -> None:
    machine = Machine()
    watch = keeper(database, machine)
    await database.run(warn)
    await watch.look()
    machine.runs(5 * MINUTE)
    await watch.look()

    machine.shows -= HOUR
    await watch.look()
    await watch.look()

    assert jumps(database) == [(ADA, Jump(after(minutes=5), after(minutes=-55)))]


async def test_a_day_back_moves_everybody(database: Database) -> None:
    machine = Machine()
    watch = keeper(database, machine)
    await database.run(warn)
    await watch.look()

    machine.shows -= DAY
    await watch.look()

    assert [chat_id for chat_id, _ in jumps(database)] == [ADA, BEN]


@pytest.mark.parametrize("seconds", [1, 30, 60])
async def test_a_correction_of_seconds_is_no_jump(database: Database, seconds: int) -> None:
    machine = Machine()
    watch = keeper(database, machine)
    await database.run(warn)
    await watch.look()

    machine.shows -= timedelta(seconds=seconds)
    await watch.look()

    assert jumps(database) == []


async def test_whoever_starts_after_the_clock_was_set_back_notices_it(database: Database) -> None:
    machine = Machine()
    await database.run(warn)
    await keeper(database, machine).look()

    machine.shows -= HOUR
    await keeper(database, machine).look()

    assert jumps(database) == [(ADA, Jump(START, START - HOUR))]


async def test_of_several_processes_on_one_machine_one_moves_what_was_planned(database: Database) -> None:
    machine = Machine()
    watches = [keeper(database, machine) for _ in range(3)]
    await database.run(warn)
    for watch in watches:
        await watch.look()

    machine.shows -= HOUR
    for watch in watches:
        await watch.look()
        machine.runs(MINUTE)

    assert len(jumps(database)) == 1


async def test_a_second_machine_whose_clock_is_minutes_behind_moves_nothing_at_each_beat(database: Database) -> None:
    ahead, behind = Machine(), Machine()
    behind.shows -= 3 * MINUTE
    first, second = keeper(database, ahead), keeper(database, behind)
    await database.run(warn)
    await second.look()
    for _ in range(10):
        for machine, watch in ((ahead, first), (behind, second)):
            machine.runs(timedelta(seconds=5))
            await watch.look()

    assert jumps(database) == []


async def test_a_leap_ahead_that_is_taken_back_is_remembered_by_the_jump(database: Database) -> None:
    machine = Machine()
    watch = keeper(database, machine)
    await database.run(warn)
    await watch.look()
    machine.runs(MINUTE)
    await watch.look()
    machine.sleeps(3 * HOUR)
    await watch.look()
    machine.runs(MINUTE)
    await watch.look()

    machine.shows -= 3 * HOUR
    await watch.look()

    assert [jump.right_until for _, jump in jumps(database) if jump is not None] == [after(minutes=1)]


async def test_a_machine_that_slept_and_is_set_back_by_something_else_has_no_leap_to_take_back(
    database: Database,
) -> None:
    machine = Machine()
    watch = keeper(database, machine)
    await database.run(warn)
    await watch.look()
    machine.sleeps(3 * HOUR)
    await watch.look()

    machine.shows -= HOUR
    await watch.look()

    assert [jump.right_until for _, jump in jumps(database) if jump is not None] == [None]


@given(
    st.lists(
        st.tuples(st.sampled_from(["runs", "back", "restarts"]), st.integers(0, 2), st.integers(62, 200_000)),
        min_size=1,
        max_size=12,
    )
)
@settings(max_examples=30, deadline=None)
def test_whatever_happens_in_whatever_order_each_jump_is_noted_once(steps: list[tuple[str, int, int]]) -> None:
    """Three processes of one machine; after each step one of them looks, sooner or later all."""
    database = Database("sqlite://")
    migrate.upgrade(database)
    database.run_sync(warn)
    machine = Machine()

    async def plays() -> list[timedelta]:
        watches = [keeper(database, machine) for _ in range(3)]
        for watch in watches:
            await watch.look()
        back: list[timedelta] = []
        for what, which, seconds in steps:
            if what == "runs":
                machine.runs(timedelta(seconds=seconds))
            elif what == "back":
                machine.shows -= timedelta(seconds=seconds)
                back.append(timedelta(seconds=seconds))
            else:
                watches[which] = keeper(database, machine)
            for watch in (watches[which], *watches):
                await watch.look()
        return back

    back = asyncio.run(plays())
    found = sorted(jump.by for chat_id, jump in jumps(database) if jump is not None and chat_id == ADA)
    database.dispose()
    assert [round(each.total_seconds()) for each in found] == sorted(round(each.total_seconds()) for each in back)


def test_the_mark_never_goes_down_by_itself(database: Database) -> None:
    for minutes in (0, 5, 3, 4):
        database.run_sync(partial(high_water.note, now=after(minutes=minutes), fell=False))

    jump = database.run_sync(lambda tx: high_water.note(tx, after(minutes=2), fell=True))

    assert jump is not None
    assert jump.by == 3 * MINUTE
