"""However many processes send, together they keep Telegram's pace, and what is urgent waits for none of it."""

from __future__ import annotations

import itertools
import math
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, text

from messages.effects import Lane
from scheduler.sending.dispatch import Dispatcher
from storage import meta, outbox
from storage.clock import SystemClock
from storage.engine.database import Database, Tx
from storage.outbox import Pace
from storage.outgoing import Delivered
from tests.databases import TEMPLATE, Postgres
from tests.replicas.pacing import A_SECOND, Gauge, Line
from tests.storage.acts import ADA, START, claim, put

BIG = os.environ.get("BACKCHECK_REPLICAS") == "big"
NUDGES = 2000 if BIG else 150
OVERTAKE = 15
"""So many nudges at most go out while something more urgent is on its way from the database: half a second's worth."""
Pair = tuple[Database, Database]
_days = itertools.count(1)
WAITING_FOR_A_LOCK = text(
    "SELECT count(*) FROM pg_sleep(0.02), pg_stat_activity"  # the server pauses: who looks again and again slows it
    " WHERE wait_event_type = 'Lock' AND datname = current_database()"
)
PACE = Pace(per_second=10.0, burst=5, debt=20)


@pytest.fixture
def url(postgres: Postgres) -> Iterator[str]:
    name = postgres.create(template=TEMPLATE)
    yield postgres.url(name)
    postgres.drop(name)


@pytest.fixture
def pair(url: str) -> Iterator[Pair]:
    """Two processes' worth of connections."""
    both = Database(url), Database(url)
    yield both
    for each in both:
        each.dispose()


@pytest.mark.timeout(300)
async def test_two_workers_together_keep_the_pace_and_an_alarm_waits_for_none_of_it(url: str) -> None:
    gauge, clock = Gauge(), SystemClock()
    databases = [Database(url) for _ in range(3)]
    line = Line(gauge)
    workers = [Dispatcher(each, line, clock) for each in databases[:2]]
    web = Dispatcher(databases[2], line, clock, lanes=(Lane.URGENT, Lane.REPLY))
    now, seconds = clock.now(), gauge.seconds
    for first in range(0, NUDGES, 500):
        numbers = range(first, min(first + 500, NUDGES))
        await databases[0].run(
            lambda tx, numbers=numbers: [  # type: ignore[misc]
                put(tx, f"nudge {n}", chat_id=n + 1, lane=Lane.NUDGE, now=now) for n in numbers
            ]
        )
    async with AsyncExitStack() as stack:
        for each in (*workers, web):
            await each.start()
            stack.push_async_callback(each.stop)
        began = seconds()
        for number, lane in enumerate((Lane.URGENT, Lane.REPLY) * 3):
            part = (number + 1) * NUDGES // 10
            await line.until(lambda part=part: gauge.taken >= part)  # type: ignore[misc]
            text, before = f"{lane.name} {number}", gauge.taken
            await databases[2].run(partial(put, text=text, chat_id=10**6 + number, lane=lane))
            web.kick()
            await line.until(lambda text=text: text in line.place)  # type: ignore[misc]
            assert line.place[text] - before <= OVERTAKE, f"{text} waited"
        await line.until(lambda: len(line.place) == NUDGES + 6)
        took = seconds() - began
    for database in databases:
        database.dispose()

    assert gauge.refused == 0, "Telegram would have answered 429"
    assert gauge.fullest <= A_SECOND
    assert NUDGES / took > 10, "slower than need be"


async def taken(database: Database, messages: int, now: datetime) -> float | None:
    """Take from the pace of all; return what was there before, None if somebody else was at it."""

    def work(tx: Tx) -> float | None:
        purse = outbox.open_purse(tx, PACE, now)
        if purse is None:
            return None
        before = purse.tokens
        purse.pay(messages)
        purse.close()
        return before

    return await database.run(work)


async def test_what_one_process_takes_the_others_do_not_have_and_time_brings_it_back(pair: Pair) -> None:
    first, second = pair

    assert await taken(first, 3, START) == pytest.approx(5)
    assert await taken(second, 4, START) == pytest.approx(2)
    assert await taken(first, 0, START) == pytest.approx(-2)
    assert await taken(second, 0, START + timedelta(seconds=0.5)) == pytest.approx(3)
    assert await taken(second, 0, START + timedelta(hours=1)) == pytest.approx(5)


async def test_nobody_ever_waits_for_the_pace(pair: Pair) -> None:
    first, second = pair
    await taken(first, 0, START)
    held = first.engine.connect()
    with held.begin():
        assert outbox.open_purse(held, PACE, START) is not None
        assert await taken(second, 1, START) is None
    held.close()

    assert await taken(second, 1, START) == pytest.approx(5)


async def test_a_machine_whose_clock_is_ahead_stops_nobody_for_long(pair: Pair) -> None:
    first, second = pair
    await taken(first, 5, START + timedelta(hours=1))

    deepest = await taken(second, 0, START)
    assert deepest == pytest.approx(-PACE.debt)
    later = START + timedelta(seconds=(PACE.debt + 3) / PACE.per_second)
    assert await taken(second, 0, later) == pytest.approx(3)


@given(st.lists(st.tuples(st.integers(0, 1), st.floats(0.0, 0.4), st.integers(0, 6)), max_size=30))
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_two_processes_together_pass_the_pace(pair: Pair, steps: list[tuple[int, float, int]]) -> None:
    now = START + timedelta(days=next(_days))
    sent: list[datetime] = []

    def work(tx: Tx, wanted: int) -> int:
        purse = outbox.open_purse(tx, PACE, now)
        assert purse is not None
        allowed = max(0, min(wanted, math.floor(purse.tokens)))
        purse.pay(allowed)
        purse.close()
        return allowed

    for who, passed, wanted in steps:
        now += timedelta(seconds=passed)
        sent += [now] * pair[who].run_sync(partial(work, wanted=wanted))

    for begin in sent:
        assert sum(begin <= at < begin + timedelta(seconds=1) for at in sent) <= PACE.burst + PACE.per_second


async def test_a_chat_that_had_its_share_from_one_process_rests_in_all(pair: Pair) -> None:
    def work(tx: Tx) -> dict[int, datetime]:
        for number in range(5):
            put(tx, "words", now=START)
            (message,) = claim(tx)
            outbox.settle(tx, message, Delivered(number + 1), START + timedelta(seconds=number / 10))
        return outbox.crowded(tx, 5, timedelta(seconds=5), START + timedelta(seconds=1))

    assert await pair[0].run(work) == {ADA: START + timedelta(seconds=5)}
    later = START + timedelta(seconds=5)
    assert await pair[1].run(lambda tx: outbox.crowded(tx, 5, timedelta(seconds=5), later)) == {}


async def test_what_a_chat_got_before_the_clock_was_set_back_does_not_hold_it_up(pair: Pair) -> None:
    def work(tx: Tx) -> dict[int, datetime]:
        for number in range(5):
            put(tx, "words", now=START)
            (message,) = claim(tx)
            outbox.settle(tx, message, Delivered(number + 1), START + timedelta(hours=1))
        return outbox.crowded(tx, 5, timedelta(seconds=5), START)

    assert await pair[0].run(work) == {}


async def test_of_two_pauses_asked_for_at_the_same_time_the_later_one_is_kept(pair: Pair) -> None:
    """Each process has read the pause of before; whoever writes last must not cut the other's."""
    first, second = pair
    longer, shorter = START + timedelta(hours=3), START + timedelta(minutes=5, microseconds=1)
    await first.run(lambda tx: meta.pause_lane(tx, Lane.NUDGE, START))
    one, other = first.engine.connect(), second.engine.connect()
    with ThreadPoolExecutor(1) as thread:
        with one.begin():
            meta.pause_lane(one, Lane.NUDGE, longer)
            waits = thread.submit(_pauses, other, shorter)
            while not await second.run(lambda tx: tx.execute(WAITING_FOR_A_LOCK).scalar_one()):
                pass
        waits.result()
    one.close()
    other.close()

    assert await first.run(meta.paused_until) == {Lane.NUDGE: longer}


def _pauses(connection: Connection, until: datetime) -> None:
    with connection.begin():
        meta.pause_lane(connection, Lane.NUDGE, until)
