"""How much may be sent now: paced for everybody, with reserves that only the more urgent lanes may use.

Nothing sleeps here. It is told the time in seconds and answers with numbers. What it
counts is what this process sends; what all processes may send together is kept in the
database (``storage.outbox.pacing.pace``) and handed in where it is known.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from messages.effects import Lane

FOREVER = 1e9


@dataclass(frozen=True, slots=True)
class Limits:
    """What Telegram bears. The defaults stay below its 30 messages a second: 24 and a burst of 6."""

    per_second: float = 24.0
    burst: int = 6
    reserve: int = 2
    """Of the burst: left for URGENT."""
    reserve_reply: int = 2
    """Of the rest: left for REPLY, so that an answer does not wait behind nudges."""
    in_flight: int = 28
    reserve_in_flight: int = 4
    """Of those in flight: left for URGENT, and as many again for REPLY."""
    chat_per_second: float = 1.0
    chat_burst: int = 5
    debt: int = 30
    """How far URGENT may run ahead of the pace; the others then wait until it is made up."""

    def kept_from(self, lane: Lane) -> int:
        """Return how much of the burst is left to lanes above ``lane``."""
        return {Lane.URGENT: 0, Lane.REPLY: self.reserve, Lane.NUDGE: self.reserve + self.reserve_reply}[lane]


UNPACED = Limits(per_second=FOREVER, burst=10**6, chat_per_second=FOREVER, chat_burst=10**6)
"""For a server that is not Telegram's."""


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: float

    def refill(self, now: float, per_second: float, burst: float) -> None:
        self.tokens = min(burst, self.tokens + max(0.0, now - self.at) * per_second)
        self.at = now


@dataclass(frozen=True, slots=True)
class Allowance:
    """What may be sent at one moment. Safe to carry to another thread."""

    limits: Limits
    tokens: float
    in_flight: int
    resting: frozenset[int] = frozenset()
    """Chats that had their share for now."""
    rest: float | None = None
    """Seconds until the first of them may go on."""

    def room(self, lane: Lane, tokens: float = math.inf) -> int:
        """Return how many messages may be claimed up to and in ``lane``, with ``tokens`` left for all processes."""
        limits = self.limits
        free = limits.in_flight - limits.reserve_in_flight * int(lane) - self.in_flight
        if lane is Lane.URGENT:
            return max(0, min(free, math.floor(self.tokens) + limits.debt))
        return max(0, min(free, math.floor(min(self.tokens, tokens)) - limits.kept_from(lane)))

    def wait(self, lanes: Collection[Lane], tokens: float = math.inf) -> float | None:
        """Return the seconds until the first of what the pace holds back, ``lanes`` or chats, may go on; or None."""
        missing = [self.limits.kept_from(lane) + 1 - min(self.tokens, tokens) for lane in lanes]
        waits = [each / self.limits.per_second for each in missing if each > 0]
        return min([*waits, *([] if self.rest is None else [self.rest])], default=None)

    def wait_urgent(self) -> float | None:
        """Return the seconds until URGENT, as far ahead of the pace as it may be, may go on; None: it may now."""
        missing = 1 - self.limits.debt - self.tokens
        return missing / self.limits.per_second if missing > 0 else None

    def resting_too(self, chats: Collection[int]) -> Allowance:
        """Return the same with further chats that had their share, in another process."""
        return replace(self, resting=self.resting.union(chats))


class Limiter:
    """Counts what is sent and says what may still be."""

    def __init__(self, limits: Limits, seconds: Callable[[], float]) -> None:
        """``seconds`` is a clock that only goes forward."""
        self.limits = limits
        self._seconds = seconds
        self._all = _Bucket(float(limits.burst), seconds())
        self._chats: dict[int, _Bucket] = {}

    def allowance(self, in_flight: int) -> Allowance:
        """Return what may be sent now, with ``in_flight`` on their way."""
        self._refill()
        short = {chat_id: 1 - bucket.tokens for chat_id, bucket in self._chats.items() if bucket.tokens < 1}
        rest = min(short.values()) / self.limits.chat_per_second if short else None
        return Allowance(self.limits, self._all.tokens, in_flight, frozenset(short), rest)

    def spend(self, chat_id: int) -> None:
        """Note that a message is sent to a chat. Urgent ones count, but are never held up by it."""
        now = self._seconds()
        self._all.tokens -= 1
        bucket = self._chats.setdefault(chat_id, _Bucket(float(self.limits.chat_burst), now))
        bucket.refill(now, self.limits.chat_per_second, self.limits.chat_burst)
        bucket.tokens -= 1

    def _refill(self) -> None:
        now, limits = self._seconds(), self.limits
        self._all.refill(now, limits.per_second, limits.burst)
        for chat_id, bucket in list(self._chats.items()):
            bucket.refill(now, limits.chat_per_second, limits.chat_burst)
            if bucket.tokens >= limits.chat_burst:  # forgotten, so that this stays as small as what was just sent
                del self._chats[chat_id]
