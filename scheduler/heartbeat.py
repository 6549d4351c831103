"""The metronome: a few jobs in memory that beat, and own nothing. What is due stands in the database."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from messages.dialogue import step
from scheduler import housekeeping, ticks
from scheduler.audit import STALE_SECONDS, Alarm, Auditor
from scheduler.faults import described
from scheduler.sending.dispatch import Dispatcher
from scheduler.timekeeping import Timekeeper
from storage.clock import Clock, monotonic
from storage.engine.database import Database, Unavailable
from storage.turn.turns import Decide
from storage.watch.audit import Trouble

log = logging.getLogger(__name__)

TICK_SECONDS = 5
REPORT_SECONDS = 60
HOUSEKEEPING_SECONDS = 3600
STOP_SECONDS = 1.5
"""How long a tick under way may still take when we stop."""

Sense = Callable[[], Awaitable[Trouble | None]]
"""Looks for a trouble that the database does not know of."""
Report = Callable[[bool], Awaitable[None]]
"""Tells somebody outside, once a minute, whether all is well here. Never raises."""
Ticked = Callable[[ticks.Counts, float], None]
"""Hears what each tick did, and how many seconds it took."""


class Heartbeat:
    """Beats in one process. Several processes may beat at once: rows are claimed, so nothing happens twice."""

    def __init__(
        self,
        database: Database,
        dispatcher: Dispatcher,
        clock: Clock,
        *,
        alarm: Alarm | None = None,
        senses: Sequence[Sense] = (),
        report: Report | None = None,
        ticked: Ticked | None = None,
        decide: Decide = step,
        seconds: Callable[[], float] = monotonic,
    ) -> None:
        """``seconds`` is a clock that only goes forward."""
        self._database = database
        self._dispatcher = dispatcher
        self._clock = clock
        self._senses = senses
        self._report = report
        self._ticked = ticked
        self._decide = decide
        self._seconds = seconds
        self._timekeeper = Timekeeper(database, clock, seconds)
        self._running: set[asyncio.Task[None]] = set()
        self._scheduler: AsyncIOScheduler | None = None
        self._beat_at = seconds()
        self.auditor = Auditor(database, clock, alarm=alarm, seconds=seconds)
        self.beat_at: datetime | None = None
        """When the last tick that ended well began, UTC."""

    @property
    def age(self) -> float:
        """Seconds since the last tick that ended well, or since we were made."""
        return self._seconds() - self._beat_at

    @property
    def fresh(self) -> bool:
        """Whether ticks come as they should."""
        return self.age <= STALE_SECONDS

    @property
    def well(self) -> bool:
        """Whether ticks come as they should and a recent audit found nothing."""
        return self.fresh and self.beat_at is not None and self.auditor.well

    async def start(self) -> None:
        """Begin to beat; the first tick comes at once, for what was missed while we were away."""
        scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )
        jobs = (
            (self.beat, TICK_SECONDS),
            (self.report, REPORT_SECONDS),
            (self.housekeep, HOUSEKEEPING_SECONDS),
        )
        for work, seconds in jobs:
            scheduler.add_job(self._beat, "interval", args=(work,), seconds=seconds, id=work.__name__)
        scheduler.start()
        self._scheduler = scheduler
        await self._beat(self.beat)

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

    async def beat(self) -> None:
        """Look at the clock, tick, then look what is wrong: what is late is taken before anybody is alarmed by it."""
        await self._survive(self._timekeeper.look)
        await self._survive(self.tick)
        await self._survive(self.audit)

    async def tick(self) -> None:
        """Take the turns that are due and let their messages go out."""
        now, began = self._clock.now(), self._seconds()
        counts = await ticks.tick(self._database, now, decide=self._decide)
        if counts.taken:
            self._dispatcher.kick()
        self.beat_at, self._beat_at = now, self._seconds()
        if self._ticked is not None:
            self._ticked(counts, self._beat_at - began)

    async def audit(self) -> None:
        """Look for what must never be true, and tell the operator when that changes."""
        await self.auditor.look()

    async def report(self) -> None:
        """Look beyond the database, then tell the outside whether all is well; a sick heart tells nobody it is."""
        found = [await sense() for sense in self._senses]
        sensed = tuple(each for each in found if each is not None)
        if sensed != self.auditor.sensed:
            self.auditor.sensed = sensed
            with contextlib.suppress(Unavailable):  # the audit says so
                await self.auditor.look()
        if self._report is not None:
            await self._report(self.well)

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
