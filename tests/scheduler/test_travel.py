from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from messages.dialogue import Turn
from messages.effects import Plan, Say
from messages.events import Due, Event
from messages.memory import Memory
from scheduler.sending.dispatch import Dispatcher, Later
from scheduler.upcoming import next_moment
from storage.clock import TravelClock, monotonic
from storage.engine.database import Database
from tests.scheduler.journey import StuckInTime, travel
from tests.scheduler.phone import START, Phone
from tests.storage.acts import ADA, BEN, KEY, turn, turning


def every_four_hours(memory: Memory, event: Event, now: datetime) -> Turn:
    assert isinstance(event, Due)
    return Turn(memory.person, (Say(KEY), Plan("nudge", event.key, event.due_at + timedelta(hours=4))))


def stage(database: Database) -> tuple[TravelClock, Phone, Dispatcher]:
    clock = TravelClock(START, standing=True)
    phone = Phone(clock)
    return clock, phone, Dispatcher(database, phone, clock)


async def test_each_thing_happens_and_arrives_at_its_own_moment(database: Database) -> None:
    clock, phone, dispatcher = stage(database)
    await database.run(lambda tx: turn(tx, Plan("nudge", "a", START + timedelta(hours=1))))

    taken = await travel(database, dispatcher, clock, START + timedelta(days=1), decide=every_four_hours)

    moments = [at for at, _, _ in phone.heard]
    assert moments == [START + timedelta(hours=h) for h in (1, 5, 9, 13, 17, 21)]
    assert taken == 6
    assert clock.now() == START + timedelta(days=1)


async def test_one_long_journey_and_many_short_ones_end_the_same(database: Database) -> None:
    heard = []
    for chat_id, steps in ((ADA, 1), (BEN, 48)):
        clock, phone, dispatcher = stage(database)
        await database.run(turning(Plan("nudge", "a", START), chat_id=chat_id))
        for step in range(1, steps + 1):
            until = START + timedelta(days=2) / steps * step
            await travel(database, dispatcher, clock, until, decide=every_four_hours)
        heard.append([at for at, chat, _ in phone.heard if chat == chat_id])

    assert heard[0] == heard[1]
    assert len(heard[0]) == 13


async def test_what_could_not_be_sent_is_tried_again_on_the_way(database: Database) -> None:
    clock, phone, dispatcher = stage(database)
    await database.run(lambda tx: turn(tx, Say(KEY)))
    phone.answers[ADA].extend([Later("no connection")] * 3 + [Later("flood control", timedelta(minutes=2))])

    await travel(database, dispatcher, clock, START + timedelta(hours=1))

    assert [at - START for at, _, _ in phone.heard] == [timedelta(minutes=2, seconds=7)]


async def test_a_month_of_nudges_passes_in_seconds(database: Database) -> None:
    clock, phone, dispatcher = stage(database)
    await database.run(lambda tx: turn(tx, Plan("nudge", "a", START)))
    began = monotonic()

    await travel(database, dispatcher, clock, START + timedelta(days=30), decide=every_four_hours)

    assert len(phone.heard) == 181
    assert monotonic() - began < 30  # on a quiet machine about one


async def test_an_empty_year_costs_nothing(database: Database) -> None:
    clock, _, dispatcher = stage(database)

    assert await travel(database, dispatcher, clock, START + timedelta(days=366)) == 0
    assert clock.now() == START + timedelta(days=366)


async def test_something_that_plans_itself_for_its_own_moment_is_noticed(database: Database) -> None:
    def stuck(memory: Memory, event: Event, now: datetime) -> Turn:
        return Turn(memory.person, (Plan("t", "k", now),))

    clock, _, dispatcher = stage(database)
    await database.run(lambda tx: turn(tx, Plan("t", "k", START)))

    with pytest.raises(StuckInTime):
        await travel(database, dispatcher, clock, START + timedelta(days=1), decide=stuck)


async def test_a_broken_row_does_not_stop_time(database: Database) -> None:
    def broken(memory: Memory, event: Event, now: datetime) -> Turn:
        raise LookupError

    clock, _, dispatcher = stage(database)
    await database.run(lambda tx: turn(tx, Plan("t", "k", START)))

    await travel(database, dispatcher, clock, START + timedelta(hours=3), decide=broken)
    assert clock.now() == START + timedelta(hours=3)


async def test_the_next_moment_is_the_first_of_what_is_planned_and_what_waits(database: Database) -> None:
    _, phone, dispatcher = stage(database)
    assert await next_moment(database, dispatcher) is None

    await database.run(lambda tx: turn(tx, Say(KEY), Plan("t", "k", START + timedelta(hours=1))))
    phone.answers[ADA].append(Later("flood control", timedelta(minutes=1)))
    await dispatcher.drain()
    assert await next_moment(database, dispatcher) == START + timedelta(minutes=1)
