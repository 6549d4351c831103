"""How much waits, and for how long: numbers over everybody, for whoever watches the machine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select

from messages.effects import Lane
from storage import agenda, meta
from storage.outbox.waiting import WAITING
from storage.schema.tables import outbox

NOTHING = timedelta()


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits now. Every lane has its number."""

    waiting: Mapping[Lane, int]
    oldest: Mapping[Lane, timedelta]
    """Age of the oldest message that waits."""
    paused: Mapping[Lane, timedelta]
    """How long Telegram still wants the lane to rest."""
    overdue: timedelta
    """How long the earliest planned moment has been waiting to be taken."""


def backlog(tx: Connection, now: datetime) -> Backlog:
    """Return what waits at ``now``."""
    rows = {Lane(lane): (count, oldest) for lane, count, oldest in tx.execute(_LANES)}
    paused = meta.paused_until(tx)
    due = agenda.next_due(tx)
    return Backlog(
        waiting={lane: rows[lane][0] if lane in rows else 0 for lane in Lane},
        oldest={lane: max(NOTHING, now - rows[lane][1]) if lane in rows else NOTHING for lane in Lane},
        paused={lane: max(NOTHING, paused.get(lane, now) - now) for lane in Lane},
        overdue=NOTHING if due is None else max(NOTHING, now - due),
    )


_LANES = select(outbox.c.lane, func.count(), func.min(outbox.c.created_at)).where(WAITING).group_by(outbox.c.lane)
