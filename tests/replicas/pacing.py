"""A Telegram that bears thirty messages a second and not one more, and a sender that hands everything to it."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from bot.sandbox.faults import Fault, FaultKind, Faults
from storage.clock import monotonic
from storage.outgoing import Delivered, Later, Outcome, Outgoing

A_SECOND = 30


@dataclass
class Gauge:
    """Counts what came within the last second."""

    seconds: Callable[[], float] = monotonic
    fullest: int = 0
    refused: int = 0
    taken: int = 0
    _recent: deque[float] = field(default_factory=deque)

    def takes(self) -> bool:
        """Return whether one more is borne now, and count it if so."""
        now = self.seconds()
        while self._recent and self._recent[0] <= now - 1.0:
            self._recent.popleft()
        if len(self._recent) >= A_SECOND:
            self.refused += 1
            return False
        self._recent.append(now)
        self.taken += 1
        self.fullest = max(self.fullest, len(self._recent))
        return True


class Strict(Faults):
    """The faults of a sandbox that enforces the limit itself."""

    def __init__(self, gauge: Gauge) -> None:
        super().__init__()
        self.gauge = gauge

    def striking(self, method: str, chat_id: object) -> list[Fault]:
        """Return 429 for a message too many, and whatever else is in force."""
        struck = super().striking(method, chat_id)
        if method.startswith("send") and not self.gauge.takes():
            struck.append(Fault(FaultKind.TOO_MANY, retry_after=1))
        return struck


class Line:
    """A sender whose messages take a while, as on the way to Telegram."""

    def __init__(self, gauge: Gauge, seconds: float = 0.05) -> None:
        self.gauge = gauge
        self.seconds = seconds
        self.place: dict[str, int] = {}
        """How many were handed over up to each text."""
        self.arrived = asyncio.Event()

    async def send(self, message: Outgoing) -> Outcome:
        """Hand one over."""
        if not self.gauge.takes():
            return Later("flood control", timedelta(seconds=1))
        self.place[message.text] = self.gauge.taken
        self.arrived.set()
        await asyncio.sleep(self.seconds)
        return Delivered(1000 + self.gauge.taken)

    async def until(self, seen: Callable[[], bool]) -> None:
        """Wait until something is so, looking again whenever a message is handed over."""
        while not seen():
            self.arrived.clear()
            await self.arrived.wait()
