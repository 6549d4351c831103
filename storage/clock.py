"""The time: the only place in the product that reads it.

Everything else is told what time it is. That is why a day can pass in a test or in
the sandbox within milliseconds, and why all rows of one turn agree on the moment.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Return this moment, aware, in UTC."""


class SystemClock:
    """The machine's own time. Machines that share a database need their clocks kept in step."""

    def now(self) -> datetime:
        """Return this moment, aware, in UTC."""
        return datetime.now(UTC)


class TravelClock:
    """A clock that can be moved forward, for the sandbox and for tests. It never goes back.

    Running, it goes on by itself from wherever it was moved to; standing, it only moves
    when told, so that a test sees the same instants every time.
    """

    def __init__(self, at: datetime | None = None, *, standing: bool = False) -> None:
        """Start at ``at`` (aware), or at the machine's own time."""
        real = datetime.now(UTC)
        start = real if at is None else _utc(at)
        self._offset = start - real
        self._standing_at = start if standing else None

    def now(self) -> datetime:
        """Return this moment, aware, in UTC."""
        if self._standing_at is not None:
            return self._standing_at
        return datetime.now(UTC) + self._offset

    def advance(self, delta: timedelta) -> None:
        """Let ``delta`` pass at once; raise ValueError if it is negative."""
        if delta < timedelta():
            raise ValueError("a clock does not go back")
        self._offset += delta
        if self._standing_at is not None:
            self._standing_at += delta

    def move_to(self, instant: datetime) -> None:
        """Let time pass until ``instant`` (aware). An instant that is already past changes nothing."""
        ahead = _utc(instant) - self.now()
        if ahead > timedelta():
            self.advance(ahead)


def monotonic() -> float:
    """Return seconds on a clock that nobody sets, for pacing and measuring; its zero means nothing."""
    return time.monotonic()


def processor_seconds() -> float:
    """Return the processor time that this process has used, for measuring."""
    return time.process_time()


def _utc(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise ValueError("an instant needs a zone")
    return instant.astimezone(UTC)
