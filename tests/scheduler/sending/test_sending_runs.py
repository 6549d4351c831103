from __future__ import annotations

import asyncio
import logging
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Self

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from messages.effects import Lane
from scheduler.sending import dispatch
from scheduler.sending.dispatch import Dispatcher
from scheduler.sending.limiter import Limits
from storage.clock import TravelClock
from storage.engine.database import Database, Unavailable
from storage.outgoing import Delivered, Outcome, Outgoing
from storage.schema import tables
from tests.scheduler.phone import Phone, queue
from tests.storage.acts import BEN


async def test_running_it_sends_what_is_committed_without_being_asked_twice(
    database: Database, dispatcher: Dispatcher, phone: Phone
) -> None:
    await dispatcher.start()
    await queue(database, "hello")
    dispatcher.kick()
    await phone.until(lambda: bool(phone.texts))
    await dispatcher.stop()

    assert phone.texts == ["hello"]


async def test_something_urgent_does_not_wait_for_slow_sends(
    database: Database, phone: Phone, clock: TravelClock
) -> None:
    dispatcher = Dispatcher(database, phone, clock)
    phone.hold = asyncio.Event()
    for chat_id in range(1, 40):
        await queue(database, "slow", chat_id=chat_id, lane=Lane.NUDGE)
    await dispatcher.start()
    await phone.until(lambda: phone.together >= 20)
    await queue(database, "alarm", chat_id=77, lane=Lane.URGENT)
    dispatcher.kick()
    await phone.until(lambda: any(each.text == "alarm" for each in phone.tried))
    phone.hold.set()
    await dispatcher.stop()


async def test_stopping_waits_for_what_is_in_flight_and_claims_nothing_more(
    database: Database, dispatcher: Dispatcher, phone: Phone
) -> None:
    phone.hold = asyncio.Event()
    await queue(database, "one", "two")
    await dispatcher.start()
    await phone.until(lambda: phone.together > 0)
    stopping = asyncio.create_task(dispatcher.stop())
    await asyncio.sleep(0)
    phone.hold.set()
    await stopping

    assert phone.texts == ["one"]
    states = await database.run(
        lambda tx: tx.execute(select(tables.outbox.c.state).order_by(tables.outbox.c.id)).scalars().all()
    )
    assert states == ["sent", "waiting"]


async def test_an_abandoned_message_comes_back_when_its_lease_runs_out(
    database: Database, phone: Phone, clock: TravelClock
) -> None:
    phone.hold = asyncio.Event()
    dying = Dispatcher(database, phone, clock)
    await queue(database, "hello")
    await dying.start()
    await phone.until(lambda: phone.together > 0)
    dying.abandon()
    await dying.stop()
    phone.hold = None

    another = Dispatcher(database, phone, clock)
    assert await another.drain() == 0
    clock.advance(timedelta(seconds=60))
    await another.drain()
    assert phone.texts == ["hello"]


async def test_a_web_process_leaves_nudges_to_the_workers(database: Database, phone: Phone, clock: TravelClock) -> None:
    web = Dispatcher(database, phone, clock, lanes=(Lane.URGENT, Lane.REPLY))
    await queue(database, "nudge", lane=Lane.NUDGE)
    await queue(database, "reply", chat_id=BEN)

    await web.drain()
    assert phone.texts == ["reply"]


async def test_two_dispatchers_on_one_database_send_everything_once(
    database: Database, database_url: str, phone: Phone, clock: TravelClock
) -> None:
    other_database = Database(database_url)
    for chat_id in range(1, 21):
        await queue(database, f"{chat_id}-1", f"{chat_id}-2", chat_id=chat_id)

    both = Dispatcher(database, phone, clock), Dispatcher(other_database, phone, clock)
    await asyncio.gather(*(each.drain() for each in both))
    await both[0].drain()
    other_database.dispose()

    assert len(phone.texts) == len(set(phone.texts)) == 40
    for chat_id in range(1, 21):
        mine = [text for _, chat, text in phone.heard if chat == chat_id]
        assert mine == [f"{chat_id}-1", f"{chat_id}-2"]


async def test_with_a_pace_a_burst_is_spread_and_nothing_is_forgotten(
    database: Database, phone: Phone, clock: TravelClock
) -> None:
    limits = Limits(per_second=200, burst=4, reserve=1, chat_per_second=200, chat_burst=2)
    dispatcher = Dispatcher(database, phone, clock, limits=limits)
    await queue(database, *(f"{n}" for n in range(12)))

    await dispatcher.drain()

    assert phone.texts == [f"{n}" for n in range(12)]


async def test_without_a_database_it_says_so_and_goes_on_when_it_is_back(
    clock: TravelClock, phone: Phone, tmp_path: Path, sqlite_template: Path
) -> None:
    folder = tmp_path / "var"
    folder.touch()  # a file where the folder should be: nothing can be opened in it
    away, said = Database(f"sqlite:///{folder}/backcheck.db"), Said("the outbox cannot be reached")
    dispatcher = Dispatcher(away, phone, clock)

    with pytest.raises(Unavailable):
        await dispatcher.drain()
    with said:
        await dispatcher.start()
        async with asyncio.timeout(20):
            await said.heard.wait()
    folder.unlink()
    folder.mkdir()
    shutil.copy(sqlite_template, folder / "backcheck.db")
    await queue(away, "hello")
    dispatcher.kick()
    await phone.until(lambda: phone.texts == ["hello"])

    await dispatcher.stop()
    away.dispose()


async def test_an_outcome_that_cannot_be_written_is_told_before_its_lease_brings_the_message_back(
    database: Database, clock: TravelClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dispatch, "SETTLE_PAUSE_SECONDS", 0.0)

    class Breaking:
        async def send(self, message: Outgoing) -> Outcome:
            await database.run(lambda tx: tx.execute(text("ALTER TABLE outbox RENAME TO elsewhere")))
            return Delivered(5)

    await queue(database, "hello")
    with Said("outcome lost") as said, pytest.raises(DBAPIError):
        await Dispatcher(database, Breaking(), clock).drain()

    assert said.heard.is_set()


class Said(logging.Handler):
    """Hears whether the dispatcher logs a sentence."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words
        self.heard = asyncio.Event()

    def emit(self, record: logging.LogRecord) -> None:
        if self._words in record.getMessage():
            self.heard.set()

    def __enter__(self) -> Self:
        dispatch.log.addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        dispatch.log.removeHandler(self)
