"""The metronome: a few jobs in memory that beat, and own nothing. What is due stands in the database."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from scheduler import audit, housekeeping, ticks
from scheduler.dispatch import Dispatcher
from scheduler.faults import described
from storage.audit import Trouble
from storage.clock import Clock
from storage.database import Database, Unavailable

log = logging.getLogger(__name__)

TICK_SECONDS = 5
AUDIT_SECONDS = 60
HOUSEKEEPING_SECONDS = 3600
STOP_SECONDS = 1.5
"""How long a tick under way may still take when we stop."""

Alarm = Callable[[list[Trouble]], Awaitable[None]]
"""Tells the operator; called once for each new set of troubles, with an empty list when all is well again."""


class Heartbeat:
    """Beats in one process. Several processes may beat at once: rows are claimed, so nothing happens twice."""

    def __init__(self, database: Database, dispatcher: Dispatcher, clock: Clock, *, alarm: Alarm | None = None) -> None:
        self._database = database
        self._dispatcher = dispatcher
        self._clock = clock
        self._alarm = alarm
        self._told: frozenset[str] = frozenset()
        self._running: set[asyncio.Task[None]] = set()
        self._scheduler: AsyncIOScheduler | None = None
        self.beat_at: datetime | None = None
        """When the last tick ended well, UTC; a health page can tell a stalled heart by it."""

    async def start(self) -> None:
        """Begin to beat; the first tick comes at once, for what was missed while we were away."""
        scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )
        jobs = ((self.tick, TICK_SECONDS), (self.audit, AUDIT_SECONDS), (self.housekeep, HOUSEKEEPING_SECONDS))
        for work, seconds in jobs:
            scheduler.add_job(self._beat, "interval", args=(work,), seconds=seconds, id=work.__name__)
        scheduler.start()
        self._scheduler = scheduler
        await self._beat(self.tick)

    async def stop(self) -> None:
        """Stop beating and let the ticks under way finish for a moment; shutting APScheduler down would cancel them."""
        if self._scheduler is None:
            return
        self._scheduler.pause()
        if self._running:
            _, late = await asyncio.wait(set(self._running), timeout=STOP_SECONDS)
            for task in late:  # it stops between two transactions; what is left is still due at the next start
                task.cancel()
        self._scheduler.shutdown(wait=False)
        self._scheduler = None

    async def tick(self) -> None:
        """Take the turns that are due and let their messages go out."""
        now = self._clock.now()
        counts = await ticks.tick(self._database, now)
        if counts.taken:
            self._dispatcher.kick()
        self.beat_at = now

    async def audit(self) -> None:
        """Look for what must never be true, and tell the operator when that changes."""
        found = await audit.tick(self._database, self._clock.now())
        codes = frozenset(each.code for each in found)
        if codes != self._told and self._alarm is not None:
            await self._alarm(found)
        self._told = codes

    async def housekeep(self) -> None:
        """Throw away what has served its time."""
        await housekeeping.tick(self._database, self._clock.now())

    async def _beat(self, work: Callable[[], Awaitable[None]]) -> None:
        task = asyncio.create_task(self._survive(work))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        await asyncio.shield(task)

    async def _survive(self, work: Callable[[], Awaitable[None]]) -> None:
        name = getattr(work, "__name__", "?")
        try:
            await work()
        except Unavailable:
            log.warning("the database cannot be reached; the next beat tries again", extra={"tick": name})
        except Exception as error:  # a heart that stops at the first error is no heart
            log.error("tick failed", extra={"tick": name} | described(error))
