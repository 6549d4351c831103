"""Our agenda: rows with a due moment, and a tick that takes those whose moment has come."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from time import perf_counter
from typing import Any

from sqlalchemy import Connection, text

from benchmarks.setting import people, places
from benchmarks.setting.figures import median
from benchmarks.setting.running import Size
from benchmarks.waiting import COMPARED, PER_PERSON, Waiting, dues
from benchmarks.waiting.watching import memory, watched
from messages.content import Kind
from messages.dialogue import Turn, step
from messages.dialogue.habits.planning.plan import TOPIC, WAIT, copy_key
from messages.effects import Plan
from messages.events import Due, Event
from messages.memory import Memory
from messages.triage.reading import prepare
from scheduler import ticks
from storage import agenda
from storage.engine.database import Database
from storage.person.people import spelt

KINDS = ("breathing", "hydration", "sleep", "stretching")
DAY = timedelta(days=1)
WAITED = copy_key(Kind.STRETCHING, WAIT)
"""A nudge that is sent now, whatever the person's hours: each of these people gets theirs once."""
FEWEST = 5_000
"""People; with fewer nudges waiting than that some have none."""
WARM = 10
"""Ticks before the first that is measured: after so many a driver keeps statements prepared, whatever waits."""
LATER = people.START + timedelta(hours=2)
"""Everything that is not to be due waits for the day that begins here."""


async def measure(kind: str, waiting: int, size: Size) -> Waiting:
    """Plan, tick, move, start again."""
    rounds = size.pick(smoke=1, default=5)
    prepare()
    with places.migrated(kind) as database:
        database.run_sync(partial(_settle, count=max(waiting // PER_PERSON, FEWEST)))
        before = memory()
        created = min(waiting, 100_000)
        create = await _plan(database, created)
        grown = memory() - before
        database.run_sync(partial(_fill, first=created // PER_PERSON, end=waiting // PER_PERSON))
        places.analysed(database)
        found = Waiting(waiting, create=create * waiting / created, created=created, memory=grown)
        for _ in range(WARM):
            await ticks.tick(database, people.START)
        for due in dues(size):
            await _tick(database, due, rounds, found)
        return Waiting(
            **{name: getattr(found, name) for name in ("waiting", "ticks", "stalls", "whole", "whole_stalls")},
            **{name: getattr(found, name) for name in ("create", "created", "memory")},
            replan=await _replan(database, rounds),
            restart=await _restart(database, rounds),
        )


async def _plan(database: Database, count: int) -> float:
    """Plan nudges, a thousand in one transaction; return the seconds."""
    begun = perf_counter()
    for first in range(0, count, 1_000):
        await database.run(partial(_plan_some, numbers=range(first, min(first + 1_000, count))))
    return perf_counter() - begun


def _plan_some(tx: Connection, numbers: range) -> None:
    agenda.plan_all(tx, ((_chat(number), TOPIC, KINDS[number % PER_PERSON], _moment(number)) for number in numbers))


def _chat(number: int) -> int:
    return people.FIRST + number // PER_PERSON


def _moment(number: int) -> datetime:
    return LATER + timedelta(seconds=number * 7919 % 86_400)


async def _tick(database: Database, due: int, rounds: int, found: Waiting) -> None:
    alone: list[float] = []
    stalls: list[float] = []
    whole: list[float] = []
    whole_stalls: list[float] = []
    for number in range(rounds):
        for decide, took, stood in ((_move_on, alone, stalls), (step, whole, whole_stalls)):
            if decide is step and (found.waiting > COMPARED or (due > 100 and number)):
                continue  # whole turns are slow enough to be measured once, and do not know what waits
            now = people.START + timedelta(minutes=number)
            key, first = ("stretching", 0) if decide is _move_on else (WAITED, due * (number + 1))
            await database.run(partial(_make_due, key=key, numbers=range(first, first + due), now=now))
            tick = partial(ticks.tick, database, now, decide=decide)
            seconds, stall = await watched(tick)
            took.append(seconds)
            stood.append(stall)
            left = await database.run(agenda.next_due)
            assert left is not None
            assert left > now, "something due was left"
            assert await database.run(_said) == (due if decide is step else 0)
    found.ticks[str(due)], found.stalls[str(due)] = median(alone), median(stalls)
    if whole:
        found.whole[str(due)], found.whole_stalls[str(due)] = median(whole), median(whole_stalls)


def _move_on(memory: Memory, event: Event, now: datetime) -> Turn:
    """Only what a scheduler does: the nudge is planned for the next day."""
    assert isinstance(event, Due)
    return Turn(memory.person, (Plan(event.topic, event.key, event.due_at + DAY),))


def _make_due(tx: Connection, key: str, numbers: range, now: datetime) -> None:
    """Let one nudge each of some people be due, and nothing else."""
    tx.execute(text("DELETE FROM outbox"))
    agenda.plan_all(tx, [(people.FIRST + number, TOPIC, key, now) for number in numbers])


def _said(tx: Connection) -> int:
    return int(tx.execute(text("SELECT count(*) FROM outbox")).scalar_one())


async def _replan(database: Database, rounds: int) -> float:
    took = []
    for number in range(rounds * 5):
        rows = [(people.FIRST + number, TOPIC, kind, LATER + timedelta(hours=3)) for kind in KINDS]
        begun = perf_counter()
        await database.run(partial(agenda.plan_all, rows=rows))
        took.append(perf_counter() - begun)
    return median(took)


async def _restart(database: Database, rounds: int) -> float:
    took = []
    for _ in range(rounds):
        begun = perf_counter()
        again = Database(database.url.render_as_string(hide_password=False))
        await ticks.tick(again, people.START)
        took.append(perf_counter() - begun)
        again.dispose()
    return median(took)


def _settle(tx: Connection, count: int) -> None:
    """Store people by one statement: a quarter of a million of them one by one would take a minute."""
    body = spelt(
        people.person(0).model_copy(update={"nudges": {kind: {"on": True, "times": ["11:00"]} for kind in KINDS}})
    )
    head, tail = body.split('"chat_id":0', 1)
    created = people.START.replace(tzinfo=None).isoformat(" ") + ".000000"
    values: dict[str, Any] = {"head": f'{head}"chat_id":', "tail": tail, "created": created}
    cast = "CAST({} AS json)" if tx.dialect.name == "postgresql" else "{}"
    moment = "CAST(:created AS timestamp) AT TIME ZONE 'UTC'" if tx.dialect.name == "postgresql" else ":created"
    body_of = cast.format("CAST(:head AS text) || n || CAST(:tail AS text)")
    _insert(tx, f"people (chat_id, created_at, body) SELECT n, {moment}, {body_of} FROM numbers", 0, count, **values)  # noqa: S608 - constants


def _fill(tx: Connection, first: int, end: int) -> None:
    """Plan the nudges of further people by one statement; how long planning takes is known by then."""
    if first >= end:
        return
    moment = {
        "postgresql": "CAST(:later AS timestamp) AT TIME ZONE 'UTC'"
        " + (CAST(n AS bigint) * 7919 % 86400) * INTERVAL '1 second'",
        "sqlite": "strftime('%Y-%m-%d %H:%M:%S', :later, '+' || (n * 7919 % 86400) || ' seconds') || '.000000'",
    }[tx.dialect.name]
    for kind in KINDS:
        rows = f"SELECT n, '{TOPIC}', '{kind}', {moment}, {moment}, 0 FROM numbers"  # noqa: S608 - constants
        into = f"agenda (chat_id, topic, key, due_at, next_at, attempts) {rows}"
        _insert(tx, into, first, end, later=LATER.replace(tzinfo=None).isoformat(" "))


def _insert(tx: Connection, into: str, first: int, end: int, **values: Any) -> None:
    numbers = "SELECT :first UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < :end"
    with_numbers = f"WITH RECURSIVE numbers(n) AS ({numbers})"
    statement = f"INSERT INTO {into}".replace("SELECT n", f"{with_numbers} SELECT n", 1)
    bounds = {"first": people.FIRST + first, "end": people.FIRST + end}
    tx.execute(text(statement), bounds | values)
