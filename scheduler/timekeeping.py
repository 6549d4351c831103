"""Watches the machine's own clock: when somebody sets it back, what was planned by the old time must not be late."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from storage.clock import Clock, TravelClock, monotonic
from storage.engine.database import Database
from storage.outbox import APART
from storage.watch import high_water

log = logging.getLogger(__name__)


class Timekeeper:
    """Compares the clock with what it showed before, and with a clock that nobody sets."""

    def __init__(self, database: Database, clock: Clock, seconds: Callable[[], float] = monotonic) -> None:
        """``seconds`` is a clock that only goes forward."""
        self._database = database
        self._clock = clock
        self._seconds = seconds
        self._travels = isinstance(clock, TravelClock)
        self._last: tuple[datetime, float] | None = None

    async def look(self) -> None:
        """Note what the clock shows. Call it before each tick; raises Unavailable."""
        now, ran = self._clock.now(), self._seconds()
        fell, leapt_from = True, None  # at the start nobody knows what happened before
        if self._last is not None:
            shown, then = self._last
            fell = now < shown - APART
            ahead = now - shown - timedelta(seconds=ran - then) > APART
            leapt_from = shown if ahead and not self._travels else None
        jump = await self._database.run(lambda tx: high_water.note(tx, now, fell=fell, leapt_from=leapt_from))
        self._last = now, ran
        if jump is not None:
            log.warning("the clock was set back", extra={"by_s": round(jump.by.total_seconds())})
