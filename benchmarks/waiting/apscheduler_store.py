"""APScheduler with one job per nudge in its SQLAlchemyJobStore, each daily by a CronTrigger."""

from __future__ import annotations

import asyncio
import pickle
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from time import perf_counter
from typing import Any

import apscheduler.schedulers.base
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.schedulers.base import BaseScheduler
from apscheduler.triggers.cron import CronTrigger
from sqlalchemy import create_engine, text

from benchmarks.setting import people, places
from benchmarks.setting.figures import median
from benchmarks.setting.running import Size
from benchmarks.waiting import PER_PERSON, Waiting, dues
from benchmarks.waiting.watching import memory, watched

ZONE = "Europe/London"
_ran = 0
_wanted = 0
_all_ran = asyncio.Event()


async def nudge() -> None:
    """Do nothing: only what the scheduler costs is measured."""
    global _ran  # noqa: PLW0603 - jobs are stored by name and have no other way to tell
    _ran += 1
    if _ran >= _wanted:
        _all_ran.set()


class Travelled(datetime):
    """The scheduler's clock, which can be moved."""

    at = people.START

    @classmethod
    def now(cls, tz: Any = None) -> Any:
        """The moment it was moved to."""
        return cls.at.astimezone(tz)


async def measure(kind: str, waiting: int, size: Size) -> Waiting:
    """Plan, tick, move, start again."""
    rounds = size.pick(smoke=1, default=5)
    apscheduler.schedulers.base.datetime = Travelled
    with places.empty(kind) as url:
        address = url.replace("postgresql://", "postgresql+psycopg://")
        scheduler = _scheduler(address)
        scheduler.start(paused=True)
        before = memory()
        created = size.pick(smoke=20, default=300, full=waiting)
        begun = perf_counter()
        for number in range(created):
            _add(scheduler, number)
        create = (perf_counter() - begun) * waiting / created
        grown = memory() - before
        _fill(address, created, waiting)
        found = Waiting(waiting, create=create, created=created, memory=grown)
        for due in dues(size):
            await _tick(scheduler, address, due, rounds, found)
        ids = [f"{people.FIRST}.{part}" for part in range(PER_PERSON)]
        replan = median([_seconds(lambda: _move(scheduler, ids)) for _ in range(rounds)])
        scheduler.shutdown(wait=False)
        restart = median([_seconds(lambda: _start_again(address)) for _ in range(rounds)])
        return Waiting(waiting, found.ticks, found.stalls, {}, {}, create, created, replan, restart, grown)


def _scheduler(address: str) -> AsyncIOScheduler:
    stores = {"default": SQLAlchemyJobStore(url=address)}
    defaults = {"misfire_grace_time": None, "coalesce": True}
    return AsyncIOScheduler(jobstores=stores, job_defaults=defaults, timezone=ZONE)


def trigger(number: int) -> CronTrigger:
    """Every day at a minute of its own, none of them in the hour of the measurement."""
    return CronTrigger(hour=12 + number % 10, minute=number % 60, timezone=ZONE)


def _id(number: int) -> str:
    return f"{people.FIRST + number // PER_PERSON}.{number % PER_PERSON}"


def _add(scheduler: AsyncIOScheduler, number: int) -> Any:
    return scheduler.add_job(nudge, trigger(number), id=_id(number))


def _fill(address: str, first: int, end: int) -> None:
    """Store the other jobs as the store itself would write them, but many in one transaction.

    How long planning takes is known by then; planning all of them takes minutes.
    """
    if first >= end:
        return
    rows = [_row(number, people.START + timedelta(hours=3, seconds=number % 36_000)) for number in range(first, end)]
    engine = create_engine(address)
    with engine.begin() as tx:
        tx.execute(text("INSERT INTO apscheduler_jobs (id, next_run_time, job_state) VALUES (:id, :at, :state)"), rows)
    engine.dispose()


@cache
def _sample() -> dict[str, Any]:
    idle = AsyncIOScheduler(timezone=ZONE)
    idle.start(paused=True)
    state: dict[str, Any] = _add(idle, 0).__getstate__()
    idle.shutdown(wait=False)
    return state | {"misfire_grace_time": None}


def _row(number: int, at: datetime) -> dict[str, Any]:
    state = _sample() | {"id": _id(number), "trigger": trigger(number), "next_run_time": at}
    return {"id": _id(number), "at": at.timestamp(), "state": pickle.dumps(state, pickle.HIGHEST_PROTOCOL)}


def _make_due(address: str, due: int, at: datetime) -> None:
    if not due:
        return
    engine = create_engine(address)
    update = text("UPDATE apscheduler_jobs SET next_run_time = :at, job_state = :state WHERE id = :id")
    with engine.begin() as tx:
        tx.execute(update, [_row(number, at) for number in range(due)])
    engine.dispose()


async def _tick(scheduler: AsyncIOScheduler, address: str, due: int, rounds: int, found: Waiting) -> None:
    """Let ``due`` jobs be due and process them."""
    global _ran, _wanted
    took, stood = [], []
    for number in range(rounds):
        at = Travelled.at = people.START + timedelta(minutes=number + 1)
        _make_due(address, due, at)
        _ran, _wanted = 0, due
        _all_ran.clear()

        async def process() -> None:
            BaseScheduler._process_jobs(scheduler)  # what its timer calls, on the loop
            if due:
                await _all_ran.wait()

        scheduler.state = 1
        seconds, stall = await watched(process)
        scheduler.state = 2
        took.append(seconds)
        stood.append(stall)
    found.ticks[str(due)], found.stalls[str(due)] = median(took), median(stood)


def _move(scheduler: AsyncIOScheduler, ids: list[str]) -> None:
    for each in ids:
        scheduler.reschedule_job(each, trigger=CronTrigger(hour=23, timezone=ZONE))


def _start_again(address: str) -> None:
    scheduler = _scheduler(address)
    scheduler.start(paused=True)
    scheduler.state = 1
    BaseScheduler._process_jobs(scheduler)
    scheduler.shutdown(wait=False)


def _seconds(work: Callable[[], object]) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun
