"""How much may be sent now: paced for everybody, with a reserve that only urgent messages may use.

Nothing sleeps here. It is told the time in seconds and answers with numbers.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from messages.effects import Lane

FOREVER = 1e9


@dataclass(frozen=True, slots=True)
class Limits:
    """What Telegram bears. The defaults stay below its 30 messages a second: 24 and a burst of 6."""

    per_second: float = 24.0
    burst: int = 6
    reserve: int = 3
    """Of the burst: left for URGENT."""
    in_flight: int = 24
    reserve_in_flight: int = 4
    """Of those in flight: left for URGENT."""
    chat_per_second: float = 1.0
    chat_burst: int = 5
    debt: int = 30
    """How far URGENT may run ahead of the pace; the others then wait until it is made up."""


UNPACED = Limits(per_second=FOREVER, burst=10**6, chat_per_second=FOREVER, chat_burst=10**6)
"""For a server that is not Telegram's."""


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: float

    def refill(self, now: float, per_second: float, burst: float) -> None:
        self.tokens = min(burst, self.tokens + max(0.0, now - self.at) * per_second)
        self.at = now


class Limiter:
    """Counts what is sent and says what may still be."""

    def __init__(self, limits: Limits, seconds: Callable[[], float]) -> None:
        """``seconds`` is a clock that only goes forward."""
        self.limits = limits
        self._seconds = seconds
        self._all = _Bucket(float(limits.burst), seconds())
        self._chats: dict[int, _Bucket] = {}

    def allowance(self, *, urgent: bool, in_flight: int) -> int:
        """Return how many messages may be claimed now, with ``in_flight`` on their way."""
        self._refill()
        limits = self.limits
        if urgent:
            free = limits.in_flight - in_flight
            return max(0, min(free, math.floor(self._all.tokens) + limits.debt))
        free = limits.in_flight - limits.reserve_in_flight - in_flight
        return max(0, min(free, math.floor(self._all.tokens) - limits.reserve))

    def spend(self, chat_id: int, lane: Lane) -> None:
        """Note that a message is sent to a chat. Urgent ones count, but are never held up by it."""
        del lane
        now = self._seconds()
        self._all.tokens -= 1
        bucket = self._chats.setdefault(chat_id, _Bucket(float(self.limits.chat_burst), now))
        bucket.refill(now, self.limits.chat_per_second, self.limits.chat_burst)
        bucket.tokens -= 1

    def resting(self) -> frozenset[int]:
        """Return the chats that had their share for now."""
        self._refill()
        return frozenset(chat_id for chat_id, bucket in self._chats.items() if bucket.tokens < 1)

    def wait(self) -> float | None:
        """Return the seconds until somebody who is held back by the pace may go on; None if nobody is."""
        self._refill()
        waits = [
            (1 - bucket.tokens) / self.limits.chat_per_second for bucket in self._chats.values() if bucket.tokens < 1
        ]
        missing = self.limits.reserve + 1 - self._all.tokens
        if missing > 0:
            waits.append(missing / self.limits.per_second)
        return min(waits, default=None)

    def _refill(self) -> None:
        now, limits = self._seconds(), self.limits
        self._all.refill(now, limits.per_second, limits.burst)
        for chat_id, bucket in list(self._chats.items()):
            bucket.refill(now, limits.chat_per_second, limits.chat_burst)
            if bucket.tokens >= limits.chat_burst:  # forgotten, so that this stays as small as what was just sent
                del self._chats[chat_id]
