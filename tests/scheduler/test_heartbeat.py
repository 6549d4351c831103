from __future__ import annotations

import asyncio
import shutil
import threading
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from messages.dialogue import Turn, step
from messages.effects import Lane, Plan
from messages.events import Event
from messages.memory import Memory
from scheduler.audit import Auditor
from scheduler.heartbeat import Heartbeat
from scheduler.sending.dispatch import Dispatcher
from storage import agenda, outbox
from storage.clock import TravelClock
from storage.engine.database import Database, Tx, Unavailable
from storage.outgoing import Refused
from storage.points import Point, listen
from storage.watch.audit import Trouble
from tests.scheduler.phone import START, Phone
from tests.storage.acts import after, claim, put, turn


class Ears:
    """Where alarms and signs of life arrive."""

    def __init__(self) -> None:
        self.told: list[list[str]] = []
        self.signs: list[bool] = []
        self.deaf = False

    async def alarm(self, troubles: Sequence[Trouble]) -> bool:
        self.told.append([each.code for each in troubles])
        return not self.deaf

    async def report(self, well: bool) -> None:
        self.signs.append(well)


class Stopwatch:
    """Seconds that pass when told."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


def heart(database: Database, clock: TravelClock, ears: Ears | None = None, **more: Any) -> Heartbeat:
    dispatcher = Dispatcher(database, Phone(clock), clock)
    outside: dict[str, Any] = {} if ears is None else {"alarm": ears.alarm, "report": ears.report}
    return Heartbeat(database, dispatcher, clock, **outside, **more)


async def planned_long_ago(database: Database) -> None:
    await database.run(lambda tx: turn(tx, Plan("topic-of-long-ago", "k", START)))


async def test_what_was_missed_while_away_happens_at_the_start(database: Database) -> None:
    await planned_long_ago(database)
    clock, ears = TravelClock(after(days=1), standing=True), Ears()
    beating = heart(database, clock, ears)

    await beating.start()
    await beating.stop()

    assert await database.run(agenda.next_due) is None
    assert beating.beat_at == clock.now()
    assert ears.told == [], "nobody is alarmed by what is made up for at once"


async def test_the_operator_hears_once_of_a_trouble_and_once_of_its_end(database: Database) -> None:
    await planned_long_ago(database)
    ears, clock = Ears(), TravelClock(after(days=1), standing=True)
    beating = heart(database, clock, ears)

    await beating.audit()
    await beating.audit()
    await beating.tick()
    await beating.audit()
    clock.advance(timedelta(minutes=5))
    await beating.audit()
    await beating.audit()

    assert ears.told == [["planned-moment-overdue"], []]


async def test_several_workers_tell_the_operator_once(database: Database) -> None:
    await planned_long_ago(database)
    ears, clock = Ears(), TravelClock(after(days=1), standing=True)

    await asyncio.gather(*(heart(database, clock, ears).audit() for _ in range(4)))

    assert ears.told == [["planned-moment-overdue"]]


async def test_an_operator_who_could_not_be_reached_is_told_with_the_next_beat(database: Database) -> None:
    await planned_long_ago(database)
    ears = Ears()
    beating = heart(database, TravelClock(after(days=1), standing=True), ears)

    ears.deaf = True
    await beating.audit()
    ears.deaf = False
    await beating.audit()
    await beating.audit()

    assert ears.told == 2 * [["planned-moment-overdue"]]


async def test_an_all_clear_that_did_not_arrive_is_told_again(database: Database) -> None:
    await planned_long_ago(database)
    ears, clock = Ears(), TravelClock(after(days=1), standing=True)
    beating = heart(database, clock, ears)

    await beating.audit()
    await beating.tick()
    clock.advance(timedelta(minutes=5))
    ears.deaf = True
    await beating.audit()
    ears.deaf = False
    await beating.audit()
    await beating.audit()

    assert ears.told == [["planned-moment-overdue"], [], []]


async def test_an_alarm_that_stumbles_is_rung_again(database: Database) -> None:
    await planned_long_ago(database)
    rung: list[int] = []

    async def alarm(troubles: Sequence[Trouble]) -> bool:
        rung.append(len(troubles))
        if len(rung) == 1:
            raise RuntimeError("not like this")
        return True

    clock = TravelClock(after(days=1), standing=True)
    beating = Heartbeat(database, Dispatcher(database, Phone(clock), clock), clock, alarm=alarm)

    for _ in range(3):
        await beating.audit()

    assert rung == [1, 1]


async def test_the_outside_hears_that_all_is_well_only_while_it_is(database: Database) -> None:
    ears, clock = Ears(), TravelClock(START, standing=True)
    beating = heart(database, clock, ears)

    await beating.report()  # nothing looked yet: nobody knows
    await beating.tick()
    await beating.audit()
    await beating.report()
    await planned_long_ago(database)
    clock.advance(timedelta(days=1))
    await beating.audit()
    await beating.report()
    await beating.tick()
    await beating.audit()
    await beating.report()

    assert ears.signs == [False, True, False, True]


@pytest.mark.parametrize("missing", ["tick", "audit"])
async def test_the_outside_hears_nothing_good_of_a_heart_that_stands_still(database: Database, missing: str) -> None:
    ears, seconds = Ears(), Stopwatch()
    beating = heart(database, TravelClock(START, standing=True), ears, seconds=seconds)
    await beating.tick()
    await beating.audit()
    seconds.at += 61

    await (beating.audit() if missing == "tick" else beating.tick())
    await beating.report()

    assert ears.signs == [False]
    assert beating.fresh is (missing == "audit")


async def test_a_refusal_by_one_person_does_not_make_the_machine_sick(database: Database) -> None:
    def blocked(tx: Tx) -> None:
        put(tx, "alarm", lane=Lane.URGENT)
        (message,) = claim(tx)
        outbox.settle(tx, message, Refused("blocked"), START)

    await database.run(blocked)
    ears = Ears()
    beating = heart(database, TravelClock(START, standing=True), ears)

    await beating.tick()
    await beating.audit()
    await beating.report()

    assert ears.told == [["urgent-message-refused-in-every-form"]]
    assert ears.signs == [True]


async def test_what_a_sense_finds_counts_at_once_and_no_longer_than_it_lasts(database: Database) -> None:
    ears, found = Ears(), [Trouble("nobody-listens", 1)]

    async def sense() -> Trouble | None:
        return found[0] if found else None

    beating = heart(database, TravelClock(START, standing=True), ears, senses=[sense])
    await beating.tick()
    await beating.audit()

    await beating.report()
    found.clear()
    await beating.report()

    assert ears.told == [["nobody-listens"]]
    assert ears.signs == [False, True]


async def test_the_operator_hears_of_a_database_that_stays_away_and_of_its_return(
    tmp_path: Path, sqlite_template: Path
) -> None:
    folder = tmp_path / "var"
    folder.touch()  # a file where the folder should be: nothing can be opened in it
    database = Database(f"sqlite:///{folder}/backcheck.db")
    ears, seconds = Ears(), Stopwatch()
    auditor = Auditor(database, TravelClock(START, standing=True), alarm=ears.alarm, seconds=seconds)

    for _ in range(5):
        with pytest.raises(Unavailable):
            await auditor.look()
        seconds.at += 30
    folder.unlink()
    folder.mkdir()
    shutil.copy(sqlite_template, folder / "backcheck.db")
    ears.deaf = True
    await auditor.look()
    ears.deaf = False
    for _ in range(2):
        await auditor.look()

    assert ears.told == [["database-out-of-reach"], [], []]
    assert auditor.well
    database.dispose()


async def test_every_tick_is_counted_and_timed(database: Database) -> None:
    await planned_long_ago(database)
    heard: list[tuple[int, float]] = []
    seconds = Stopwatch()

    def decide(memory: Memory, event: Event, now: datetime) -> Turn:
        seconds.at += 2.5
        return step(memory, event, now)

    beating = heart(
        database,
        TravelClock(after(days=1), standing=True),
        decide=decide,
        seconds=seconds,
        ticked=lambda counts, lasted: heard.append((counts.taken, lasted)),
    )

    await beating.tick()
    seconds.at += 5
    await beating.tick()

    assert heard == [(1, 2.5), (0, 0.0)]


async def test_a_heart_goes_on_beating_without_a_database() -> None:
    away = Database("postgresql://nobody@127.0.0.1:1/nothing")
    beating = heart(away, TravelClock(START, standing=True))

    await beating.start()
    await beating.stop()

    assert beating.beat_at is None
    away.dispose()


async def test_stopping_lets_the_tick_under_way_finish(database: Database) -> None:
    await planned_long_ago(database)
    beating = heart(database, TravelClock(after(days=1), standing=True))
    loop, under_way, asked_to_stop = asyncio.get_running_loop(), asyncio.Event(), threading.Event()

    def hear(point: Point, _: str) -> None:
        if point is Point.DUE_CLAIMED:
            loop.call_soon_threadsafe(under_way.set)
            assert asked_to_stop.wait(30)

    listen(hear)
    try:
        starting = asyncio.create_task(beating.start())
        await under_way.wait()
        stopping = asyncio.create_task(beating.stop())
        loop.call_soon(asked_to_stop.set)
        await asyncio.gather(starting, stopping)
    finally:
        asked_to_stop.set()
        listen(None)

    assert await database.run(agenda.next_due) is None


async def test_a_heart_may_be_stopped_twice(database: Database) -> None:
    beating = heart(database, TravelClock(START, standing=True))
    await beating.start()

    await beating.stop()
    await beating.stop()
