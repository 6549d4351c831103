from __future__ import annotations

import asyncio
import threading
from datetime import timedelta

import pytest
from sqlalchemy import Connection, select

from messages.effects import Lane, Say
from messages.memory import Person
from scheduler.sending.dispatch import Delivered, Dispatcher, Later, Maybe, Outcome, Outgoing, Refused
from scheduler.sending.limiter import Limits
from storage import outbox
from storage.clock import TravelClock
from storage.engine.database import POSTGRES_THREADS, Database
from storage.person import people
from storage.points import Point, listen
from storage.schema import tables
from tests.scheduler.phone import START, Phone, queue
from tests.storage.acts import ADA, BEN, KEY, put, turn

EVE = 1003
HASTY = Limits(per_second=100)


async def test_one_drain_sends_everything_that_is_due_in_order(
    database: Database, dispatcher: Dispatcher, phone: Phone
) -> None:
    await queue(database, "n", lane=Lane.NUDGE)
    await queue(database, "r1", "r2", "r3", "r4", "r5", "r6", "r7", "r8")
    await queue(database, "u", lane=Lane.URGENT)

    assert await dispatcher.drain() == 10
    assert phone.texts == ["u", *(f"r{n}" for n in range(1, 9)), "n"]
    assert await dispatcher.drain() == 0


async def test_different_people_are_served_side_by_side(
    database: Database, dispatcher: Dispatcher, phone: Phone
) -> None:
    for chat_id in range(1, 31):
        await queue(database, "hello", chat_id=chat_id)

    await dispatcher.drain()

    assert len(phone.texts) == 30
    assert 10 <= phone.most_together <= Limits().in_flight


async def test_a_message_that_could_not_be_sent_comes_later_and_before_the_next(
    database: Database, dispatcher: Dispatcher, phone: Phone, clock: TravelClock
) -> None:
    await queue(database, "one", "two")
    phone.answers[ADA].extend([Later("no connection"), Later("no connection")])

    await dispatcher.drain()
    assert phone.texts == []
    for _ in range(2):
        following = await dispatcher.next_due()
        assert following is not None
        clock.move_to(following)
        await dispatcher.drain()

    assert phone.texts == ["one", "two"]


async def test_when_telegram_asks_for_a_pause_only_that_lane_rests(
    database: Database, dispatcher: Dispatcher, phone: Phone, clock: TravelClock
) -> None:
    await queue(database, "nudge", lane=Lane.NUDGE)
    await queue(database, "eve's nudge", chat_id=EVE, lane=Lane.NUDGE)
    for chat_id in (ADA, EVE):
        phone.answers[chat_id].append(Later("flood control", timedelta(seconds=30)))
    await dispatcher.drain()
    await queue(database, "ben's nudge", chat_id=BEN, lane=Lane.NUDGE)
    await queue(database, "ben's reply", chat_id=BEN)
    await queue(database, "ben's alarm", chat_id=BEN, lane=Lane.URGENT)

    await dispatcher.drain()
    assert phone.texts == ["ben's alarm", "ben's reply"]
    assert await dispatcher.next_due() == START + timedelta(seconds=30)

    clock.advance(timedelta(seconds=30))
    await dispatcher.drain()
    assert sorted(phone.texts[2:]) == ["ben's nudge", "eve's nudge", "nudge"]


async def test_one_chat_that_had_too_much_waits_alone(
    database: Database, dispatcher: Dispatcher, phone: Phone, clock: TravelClock
) -> None:
    await queue(database, "one", "two")
    phone.answers[ADA].extend([Later("flood control", timedelta(seconds=30))] * 2)
    await dispatcher.drain()
    await queue(database, "ben's", chat_id=BEN)

    await dispatcher.drain()
    assert phone.texts == ["ben's"]
    for _ in range(2):
        clock.advance(timedelta(seconds=30))
        await dispatcher.drain()
    assert phone.texts == ["ben's", "one", "two"]


async def test_a_pause_of_hours_is_kept_in_every_process(database: Database, phone: Phone, clock: TravelClock) -> None:
    await queue(database, "one", lane=Lane.NUDGE)
    phone.answers[ADA].append(Later("flood control", timedelta(hours=3)))
    await Dispatcher(database, phone, clock).drain()
    await queue(database, "two", chat_id=BEN, lane=Lane.NUDGE)

    for _ in range(2):
        assert await Dispatcher(database, phone, clock).drain() == 0
        clock.advance(timedelta(minutes=89))
    clock.advance(timedelta(minutes=3))
    assert await Dispatcher(database, phone, clock).drain() == 2


async def test_what_is_urgent_tries_by_itself_after_a_429(
    database: Database, dispatcher: Dispatcher, phone: Phone, clock: TravelClock
) -> None:
    await queue(database, "alarm", lane=Lane.URGENT)
    await queue(database, "ben's alarm", chat_id=BEN, lane=Lane.URGENT)
    phone.answers[ADA].append(Later("flood control", timedelta(seconds=3)))

    await dispatcher.drain()
    assert phone.texts == ["ben's alarm"]
    clock.advance(timedelta(seconds=3))
    await dispatcher.drain()
    assert phone.texts == ["ben's alarm", "alarm"]


async def test_what_is_urgent_is_tried_again_soon_however_long_telegram_asks_to_wait(
    database: Database, dispatcher: Dispatcher, phone: Phone, clock: TravelClock
) -> None:
    await queue(database, "alarm", lane=Lane.URGENT)
    phone.answers[ADA].extend([Later("flood control", timedelta(hours=2))] * 8)
    tried = []
    for second in range(0, 1800, 10):
        tried += [second] * await dispatcher.drain()
        clock.advance(timedelta(seconds=10))

    assert tried == [0, 30, 90, 210, 450, 750, 1050, 1350, 1650]
    assert phone.texts == ["alarm"]


async def test_while_a_warning_meets_a_pause_of_hours_nudges_keep_it_and_answers_do_not(
    database: Database, dispatcher: Dispatcher, phone: Phone, clock: TravelClock
) -> None:
    await queue(database, "alarm", lane=Lane.URGENT)
    phone.answers[ADA].append(Later("flood control", timedelta(hours=2)))
    await dispatcher.drain()
    await queue(database, "nudge", chat_id=BEN, lane=Lane.NUDGE)
    await queue(database, "answer", chat_id=EVE)

    await dispatcher.drain()
    assert phone.texts == ["answer"]
    clock.advance(timedelta(seconds=30))
    await dispatcher.drain()
    assert phone.texts == ["answer", "alarm"]
    clock.advance(timedelta(hours=2))
    await dispatcher.drain()
    assert phone.texts == ["answer", "alarm", "nudge"]


class Slow:
    """A clock for the pace that moves on only while it is looked at, so that no machine is too slow to reach it."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone
        self.at = 0.0

    def __call__(self) -> float:
        self.at += 0.0001 if len(self.phone.texts) < 36 else 0.0025
        return self.at


async def test_more_warnings_at_once_than_may_run_ahead_of_the_pace_go_at_the_pace_without_a_rest(
    database: Database, phone: Phone, clock: TravelClock
) -> None:
    """After an outage, or a bad release."""
    await database.run(lambda tx: [put(tx, "alarm", chat_id=n, lane=Lane.URGENT) for n in range(1, 46)])
    sending = Dispatcher(database, phone, clock, limits=HASTY, seconds=Slow(phone), idle_seconds=3600)

    await sending.start()
    await phone.until(lambda: len(phone.texts) == 45)
    await sending.stop()


async def test_a_drain_leaves_no_warning_that_only_the_pace_holds_back(
    database: Database, phone: Phone, clock: TravelClock
) -> None:
    await database.run(lambda tx: [put(tx, "alarm", chat_id=n, lane=Lane.URGENT) for n in range(1, 46)])

    assert await Dispatcher(database, phone, clock, limits=HASTY, seconds=Slow(phone)).drain() == 45


async def test_a_warning_waits_for_no_thread_while_all_others_wait_for_rows(
    database: Database, dispatcher: Dispatcher, phone: Phone
) -> None:
    """Five deliveries of each update at once hold threads until the first of them has committed."""
    if database.alone:
        pytest.skip("one thread, and what is urgent goes first there")
    await queue(database, "alarm", lane=Lane.URGENT)
    held, settled = threading.Event(), asyncio.Event()
    waiting = [asyncio.ensure_future(database.run(lambda _: held.wait(30))) for _ in range(3 * POSTGRES_THREADS)]

    def hear(point: Point, _: str) -> None:
        if point is Point.SETTLED:
            settled.set()

    listen(hear)
    try:
        async with asyncio.timeout(20):
            await dispatcher.start()
            await phone.until(lambda: phone.texts == ["alarm"])
            await settled.wait()
    finally:
        listen(None)
    assert not await database.run(lambda tx: outbox.anything_due(tx, [Lane.URGENT], START), first=True)
    assert not any(each.done() for each in waiting)
    held.set()
    await asyncio.gather(*waiting)
    await dispatcher.stop()


async def test_a_warning_goes_before_all_that_waits_for_the_one_writer(database: Database) -> None:
    if not database.alone:
        pytest.skip("several threads")
    order: list[str] = []
    begun, held = threading.Event(), threading.Event()

    def hold(_: Connection) -> None:
        begun.set()
        held.wait(30)

    waiting = [asyncio.ensure_future(database.run(hold))]
    await asyncio.to_thread(begun.wait, 30)
    waiting += [asyncio.ensure_future(database.run(lambda _: order.append("turn"))) for _ in range(50)]
    await asyncio.sleep(0)
    waiting.append(asyncio.ensure_future(database.run(lambda _: order.append("warning"), first=True)))
    await asyncio.sleep(0)
    held.set()
    await asyncio.gather(*waiting)

    assert order == ["warning"] + 50 * ["turn"]


async def test_somebody_who_blocked_us_becomes_unreachable(
    database: Database, dispatcher: Dispatcher, phone: Phone
) -> None:
    await database.run(lambda tx: turn(tx, Say(KEY)))
    phone.answers[ADA].append(Refused("bot was blocked by the user"))

    await dispatcher.drain()

    person = await database.run(lambda tx: people.lock(tx, ADA))
    assert person is not None
    assert not person.reachable


async def test_a_dialogue_that_stumbles_over_a_refusal_does_not_bring_the_message_back(
    database: Database, dispatcher: Dispatcher, phone: Phone, clock: TravelClock
) -> None:
    def spoil(tx: Connection) -> None:
        turn(tx, Say(KEY))
        broken = Person(chat_id=ADA, created_at=START).model_dump(mode="json") | {"zone": "Nowhere/Land"}
        tx.execute(tables.people.update().values(body=broken))

    await database.run(spoil)
    phone.answers[ADA].append(Refused("blocked"))

    await dispatcher.drain()
    clock.advance(timedelta(hours=1))

    assert await dispatcher.drain() == 0
    states = await database.run(lambda tx: tx.execute(select(tables.outbox.c.state)).scalars().all())
    assert states == ["failed"]


async def test_a_sender_that_stumbles_loses_nothing(database: Database, clock: TravelClock) -> None:
    class Stumbling(Phone):
        async def send(self, message: Outgoing) -> Outcome:
            if not self.tried:
                self.tried.append(message)
                raise LookupError("words that must not be logged")
            return await super().send(message)

    phone = Stumbling(clock)
    dispatcher = Dispatcher(database, phone, clock)
    await queue(database, "hello")
    await dispatcher.drain()
    clock.advance(timedelta(seconds=5))
    await dispatcher.drain()

    assert phone.texts == ["hello"]


async def test_a_nudge_that_may_have_arrived_is_not_repeated_but_a_reply_is(
    database: Database, dispatcher: Dispatcher, phone: Phone, clock: TravelClock
) -> None:
    await queue(database, "nudge", lane=Lane.NUDGE)
    await queue(database, "reply", chat_id=BEN)
    for chat_id in (ADA, BEN):
        phone.answers[chat_id].append(Maybe("silence"))

    await dispatcher.drain()
    clock.advance(timedelta(minutes=2))
    await dispatcher.drain()

    assert phone.texts == ["reply"]


async def test_delivered_is_the_end_of_it(database: Database, dispatcher: Dispatcher, phone: Phone) -> None:
    await queue(database, "hello")
    phone.answers[ADA].append(Delivered(42))
    await dispatcher.drain()

    found = await database.run(lambda tx: tx.execute(select(tables.outbox.c.message_id, tables.outbox.c.state)).one())
    assert tuple(found) == (42, "sent")
