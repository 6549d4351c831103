"""procrastinate with one deferred job per nudge; it has no daily jobs of its own, so each defers the next one."""

from __future__ import annotations

from datetime import timedelta
from time import perf_counter
from typing import Any

import procrastinate
from procrastinate import jobs

from benchmarks.setting import people, places
from benchmarks.setting.figures import median
from benchmarks.setting.running import Size
from benchmarks.waiting import Waiting, dues
from benchmarks.waiting.watching import memory, watched
from storage.clock import SystemClock

CONCURRENCY = 6
"""As many connections as ours has."""
DAY = timedelta(days=1)


async def measure(waiting: int, size: Size) -> Waiting:
    """Plan, tick, move, start again."""
    rounds = size.pick(smoke=1, default=5)
    with places.empty("postgresql") as url:
        app = _app(url)
        async with app.open_async():
            await app.schema_manager.apply_schema_async()
            before = memory()
            created = size.pick(smoke=min(waiting, 1_000), default=min(waiting, 10_000), full=waiting)
            create = await _plan(app, created)
            grown = memory() - before
            await _fill(app, waiting - created)
            found = Waiting(waiting, create=create * waiting / created, created=created)
            for due in dues(size):
                await _tick(app, due, rounds, found)
            replan = await _replan(app)
        begun = perf_counter()
        again = _app(url)
        async with again.open_async():
            await _work(again)
        restart = perf_counter() - begun
        return Waiting(waiting, found.ticks, found.stalls, {}, {}, found.create, created, replan, restart, grown)


def _app(url: str) -> Any:
    app: Any = procrastinate.App(
        connector=procrastinate.PsycopgConnector(conninfo=url, min_size=1, max_size=CONCURRENCY)
    )

    @app.task(name="nudge")
    async def nudge(person: int) -> None:
        at = SystemClock().now() + DAY
        await app.configure_task("nudge", schedule_at=at).defer_async(person=person)

    return app


async def _plan(app: procrastinate.App, count: int) -> float:
    """Plan nudges, a thousand in one statement; return the seconds."""
    now = SystemClock().now()
    begun = perf_counter()
    for first in range(0, count, 1_000):
        some = [
            jobs.Job(
                id=None,
                queue="default",
                lock=None,
                queueing_lock=None,
                task_name="nudge",
                task_kwargs={"person": people.FIRST + number},
                scheduled_at=now + DAY + timedelta(seconds=number % 86_400),
            )
            for number in range(first, min(first + 1_000, count))
        ]
        await app.job_manager.batch_defer_jobs_async(some)
    return perf_counter() - begun


async def _fill(app: procrastinate.App, count: int) -> None:
    """Store the others as its own function would, in one statement; how long planning takes is known by then."""
    if count <= 0:
        return
    await app.connector.execute_query_async(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, priority, args, scheduled_at) "
        "SELECT 'default', 'nudge', 0, jsonb_build_object('person', n), now() + INTERVAL '1 day' + n %% 86400 "
        "* INTERVAL '1 second' FROM generate_series(1, %(count)s) AS n",
        count=count,
    )
    await app.connector.execute_query_async("ANALYZE")


async def _tick(app: procrastinate.App, due: int, rounds: int, found: Waiting) -> None:
    took, stood = [], []
    for _ in range(rounds):
        await app.connector.execute_query_async(
            "UPDATE procrastinate_jobs SET scheduled_at = now() - INTERVAL '1 second' WHERE id IN "
            "(SELECT id FROM procrastinate_jobs WHERE status = 'todo' ORDER BY id LIMIT %(count)s)",
            count=due,
        )

        async def process() -> None:
            await _work(app)

        seconds, stall = await watched(process)
        took.append(seconds)
        stood.append(stall)
    found.ticks[str(due)], found.stalls[str(due)] = median(took), median(stood)


async def _work(app: procrastinate.App) -> None:
    """Do everything that is due, and stop."""
    await app.run_worker_async(wait=False, concurrency=CONCURRENCY, install_signal_handlers=False, listen_notify=False)


async def _replan(app: procrastinate.App) -> float:
    """Cancel four and defer them again: a deferred job cannot be moved."""
    rows = await app.connector.execute_query_all_async(
        "SELECT id FROM procrastinate_jobs WHERE status = 'todo' ORDER BY id DESC LIMIT 4"
    )
    at = SystemClock().now() + DAY
    begun = perf_counter()
    for row in rows:
        await app.job_manager.cancel_job_by_id_async(row["id"], delete_job=True)
        await app.configure_task("nudge", schedule_at=at).defer_async(person=1)
    return perf_counter() - begun
