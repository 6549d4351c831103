from __future__ import annotations

import asyncio
from collections.abc import Sequence

from messages.effects import Plan
from scheduler.dispatch import Dispatcher
from scheduler.heartbeat import Heartbeat
from storage import agenda
from storage.audit import Trouble
from storage.clock import TravelClock
from storage.database import Database
from tests.scheduler.phone import START, Phone
from tests.storage.acts import after, turn


def heart(database: Database, clock: TravelClock, told: list[list[str]] | None = None) -> Heartbeat:
    async def alarm(troubles: Sequence[Trouble]) -> None:
        assert told is not None
        told.append([each.code for each in troubles])

    dispatcher = Dispatcher(database, Phone(clock), clock)
    return Heartbeat(database, dispatcher, clock, alarm=None if told is None else alarm)


async def test_what_was_missed_while_away_happens_at_the_start(database: Database) -> None:
    await database.run(lambda tx: turn(tx, Plan("topic-of-long-ago", "k", START)))
    clock = TravelClock(after(days=1), standing=True)
    beating = heart(database, clock)

    await beating.start()
    await beating.stop()

    assert await database.run(agenda.next_due) is None
    assert beating.beat_at == clock.now()


async def test_the_operator_hears_once_of_a_trouble_and_once_of_its_end(database: Database) -> None:
    await database.run(lambda tx: turn(tx, Plan("topic-of-long-ago", "k", START)))
    told: list[list[str]] = []
    beating = heart(database, TravelClock(after(days=1), standing=True), told)

    await beating.audit()
    await beating.audit()
    await beating.tick()
    await beating.audit()
    await beating.audit()

    assert told == [["planned-moment-overdue"], []]


async def test_a_heart_goes_on_beating_without_a_database() -> None:
    away = Database("postgresql://nobody@127.0.0.1:1/nothing")
    beating = heart(away, TravelClock(START, standing=True))

    await beating.start()
    await beating.stop()

    assert beating.beat_at is None
    away.dispose()


async def test_stopping_lets_the_tick_under_way_finish(database: Database) -> None:
    await database.run(lambda tx: turn(tx, Plan("topic-of-long-ago", "k", START)))
    beating = heart(database, TravelClock(after(days=1), standing=True))
    starting = asyncio.create_task(beating.start())
    await asyncio.sleep(0)

    await beating.stop()
    await starting
    await beating.stop()

    assert await database.run(agenda.next_due) is None
