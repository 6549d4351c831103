"""PTB's JobQueue with one daily job per nudge. It lives in memory: at a restart all must be planned again."""

from __future__ import annotations

from datetime import time, timedelta
from time import perf_counter
from typing import Any
from zoneinfo import ZoneInfo

import apscheduler.schedulers.base
from apscheduler.schedulers.base import BaseScheduler
from telegram.ext import Application, JobQueue

from benchmarks.peers.conversation import offline_bot
from benchmarks.setting import people
from benchmarks.setting.figures import median
from benchmarks.setting.running import Size
from benchmarks.waiting import PER_PERSON, Waiting, dues
from benchmarks.waiting import apscheduler_store as store
from benchmarks.waiting.watching import memory, watched

ZONE = ZoneInfo(store.ZONE)


async def _nudge(_: Any) -> None:
    await store.nudge()


async def measure(waiting: int, size: Size) -> Waiting:
    """Plan, tick, move. Starting again is planning again."""
    rounds = size.pick(smoke=1, default=5)
    apscheduler.schedulers.base.datetime = store.Travelled
    created = size.pick(smoke=200, default=10_000, full=waiting)
    queue: Any = JobQueue()
    app: Any = Application.builder().bot(offline_bot()).updater(None).job_queue(queue).build()
    await app.initialize()
    queue.scheduler.start(paused=True)
    before = memory()
    begun = perf_counter()
    jobs = [
        queue.run_daily(
            _nudge, time(12 + number % 10, number % 60, tzinfo=ZONE), job_kwargs={"misfire_grace_time": None}
        )
        for number in range(created)
    ]
    share = waiting / created
    create = (perf_counter() - begun) * share
    found = Waiting(waiting, create=create, created=created)
    grown = int((memory() - before) * share)
    for due in dues(size):
        took, stood = [], []
        for number in range(rounds):
            at = store.Travelled.at = people.START + timedelta(minutes=number + 1)
            for job in jobs[:due]:
                job.job.modify(next_run_time=at)
            ran = await _processed(queue.scheduler, min(due, created))
            took.append(ran[0])
            stood.append(ran[1])
        found.ticks[str(due)], found.stalls[str(due)] = median(took), median(stood)
    begun = perf_counter()
    for job in jobs[:PER_PERSON]:
        job.schedule_removal()
        queue.run_daily(_nudge, time(23, 0, tzinfo=ZONE))
    replan = perf_counter() - begun
    queue.scheduler.shutdown(wait=False)
    return Waiting(waiting, found.ticks, found.stalls, {}, {}, create, created, replan, create, grown)


async def _processed(scheduler: Any, due: int) -> tuple[float, float]:
    store._ran, store._wanted = 0, due
    store._all_ran.clear()

    async def process() -> None:
        BaseScheduler._process_jobs(scheduler)
        if due:
            await store._all_ran.wait()

    scheduler.state = 1
    seconds = await watched(process)
    scheduler.state = 2
    return seconds
