"""What one look into the outbox may claim: as much as the pace allows, ours or that of all processes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from messages.effects import Lane
from scheduler.sending.limiter import Allowance
from storage import outbox
from storage.engine.database import Tx
from storage.outgoing import Outgoing

BUSY_SECONDS = 0.01
"""How soon one looks again after another process was just taking from the pace of all."""


@dataclass(frozen=True, slots=True)
class Look:
    """What one look into the outbox found."""

    messages: list[Outgoing]
    next_at: datetime | None = None
    """When more may be claimed than now."""
    wait: float | None = None
    """Seconds until more may be claimed, where it is the pace that holds something back."""
    paid: int = 0
    """Messages sent without leave that all processes now know of."""

    def found_nothing(self, next_at: datetime | None, held: float | None) -> Look:
        """Return the same, with when to look again; ``held`` says how long the pace keeps URGENT back, if it does."""
        waits = [each for each in (self.wait, held) if each is not None]
        return replace(self, next_at=next_at, wait=min(waits, default=None))


def paced(
    tx: Tx, now: datetime, lanes: Sequence[Lane], allowance: Allowance, pace: outbox.Pace | None, owed: int
) -> Look:
    """Claim what the pace allows: ours, and with ``pace`` that of all processes, who hear of ``owed`` by it."""
    if pace is None:
        messages = _take(tx, now, lanes, allowance)
        return Look(messages, wait=allowance.wait(lanes, allowance.tokens - len(messages)))
    purse = outbox.open_purse(tx, pace, now)
    if purse is None:
        return Look([], wait=BUSY_SECONDS)
    purse.pay(owed)
    limits = allowance.limits
    window = timedelta(seconds=limits.chat_burst / limits.chat_per_second)
    crowded = outbox.crowded(tx, limits.chat_burst, window, now)
    messages = _take(tx, now, lanes, allowance.resting_too(crowded), purse.tokens)
    purse.pay(len(messages))
    purse.close()
    waits = [allowance.wait(lanes, purse.tokens), *((each - now).total_seconds() for each in crowded.values())]
    return Look(messages, wait=min((each for each in waits if each is not None), default=None), paid=owed)


def _take(
    tx: Tx, now: datetime, lanes: Sequence[Lane], allowance: Allowance, tokens: float = math.inf
) -> list[Outgoing]:
    room = {lane: allowance.room(lane, tokens) for lane in lanes}
    return outbox.take(tx, lanes, room, now, resting=allowance.resting)
