from __future__ import annotations

from datetime import timedelta
from functools import partial

from messages.effects import Lane
from messages.events import Commanded, Said
from scheduler import ticks
from scheduler.sending.dispatch import Dispatcher
from storage.clock import TravelClock
from storage.engine.database import Database
from storage.person.memory import load
from storage.turn.turns import take_turn
from storage.watch.audit import troubles
from tests.scheduler.journey import travel
from tests.scheduler.phone import START, Phone
from tests.storage.acts import ADA, BEN, turning


async def test_a_stranger_in_danger_is_warned_first_and_reminded_at_its_moments(database: Database) -> None:
    clock = TravelClock(START, standing=True)
    phone = Phone(clock)
    dispatcher = Dispatcher(database, phone, clock)
    text = Said("I am numb between my legs and I can't pee since this morning")

    result = await database.run(lambda tx: take_turn(tx, ADA, text, START, update_id=1))
    await dispatcher.drain()

    assert result.applied is not None
    assert result.applied.urgent
    assert phone.tried[0].lane is Lane.URGENT
    told = len(phone.heard)

    await travel(database, dispatcher, clock, START + timedelta(minutes=61))

    assert {at - START for at, _, _ in phone.heard[told:]} == {timedelta(minutes=15), timedelta(minutes=60)}
    assert await database.run(lambda tx: troubles(tx, clock.now())) == []


async def test_a_week_with_somebody_who_never_answers_leaves_nothing_wrong(database: Database) -> None:
    clock = TravelClock(START, standing=True)
    phone = Phone(clock)
    dispatcher = Dispatcher(database, phone, clock)
    await database.run(
        turning(onboarded=True, consent_version="1", zone="Europe/Berlin", country="DE", age=50, checkin_at="09:00")
    )
    for name in ("checkin", "habits", "settings", "privacy", "log"):
        await database.run(partial(take_turn, chat_id=ADA, event=Commanded(name), now=clock.now(), update_id=None))
        await dispatcher.drain()

    await travel(database, dispatcher, clock, START + timedelta(days=7))

    assert await database.run(lambda tx: troubles(tx, clock.now())) == []
    memory = await database.run(lambda tx: load(tx, ADA, clock.now()))
    assert memory.person.reachable
    assert phone.heard


async def test_after_three_days_without_power_open_warnings_go_on_at_once_and_nobody_is_flooded(
    database: Database,
) -> None:
    clock = TravelClock(START, standing=True)
    phone = Phone(clock)
    dispatcher = Dispatcher(database, phone, clock)
    grown_up = {"onboarded": True, "consent_version": "1", "zone": "UTC", "country": "DE", "age": 50}
    for person in (ADA, BEN):
        await database.run(turning(chat_id=person, checkin_at="09:00", **grown_up))
        for name in ("checkin", "habits", "settings"):
            await database.run(partial(take_turn, chat_id=person, event=Commanded(name), now=START, update_id=None))
    red = Said("I am numb between my legs and I can't pee since this morning")
    await database.run(lambda tx: take_turn(tx, ADA, red, START, update_id=1))
    await dispatcher.drain()
    before = len(phone.heard)

    clock.advance(timedelta(days=3, hours=4))  # nothing ran: 13:00, long past every nudge of the morning
    for _ in range(5):
        await ticks.tick(database, clock.now())
        await dispatcher.drain()
    said = [person for _, person, text in phone.heard[before:] if text]

    assert 1 <= said.count(ADA) <= 2, "the warning, and at most one thing more"
    assert said.count(BEN) <= 1
    assert phone.tried[before].lane is Lane.URGENT
    assert await database.run(lambda tx: troubles(tx, clock.now())) == []
