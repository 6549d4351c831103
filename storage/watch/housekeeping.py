"""What has served its time is thrown away, a little at a time, so that nobody waits for the broom."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, select, tuple_, update

from messages.memory import AlertState
from storage.schema.tables import (
    alerts,
    answers,
    checkins,
    facts,
    judgements,
    measures,
    nudges,
    outbox,
    receipts,
    slots,
)

RECEIPTS = timedelta(days=7)
"""Telegram delivers an update again for a day at most."""
DELIVERED = timedelta(days=30)
"""How long ids of sent messages are kept; their words are gone since they were delivered."""
MAYBE = timedelta(days=1)
SLOTS = timedelta(days=90)
RETENTION = timedelta(days=730)
"""How far back people's own data goes: 24 months."""
BATCH = 200
"""Rows in one bite: on SQLite all who write wait behind it, and one of them may be in danger."""


def _scrub(tx: Connection, now: datetime) -> int:
    """Forget the words of messages of which nobody will ever know whether they arrived."""
    past = and_(outbox.c.state == "maybe", outbox.c.settled_at < now - MAYBE)
    some = tx.execute(select(outbox.c.id).where(past).limit(BATCH)).scalars().all()
    if some:
        tx.execute(update(outbox).where(outbox.c.id.in_(some)).values(state="sent", body={}))
    return len(some)


def _old(table: Table, past: Callable[[datetime], ColumnElement[bool]]) -> Callable[[Connection, datetime], int]:
    """Return what throws away a bite of the rows of ``table`` that are past their time."""
    keys: list[Any] = list(table.primary_key)

    def broom(tx: Connection, now: datetime) -> int:
        some = tx.execute(select(*keys).where(past(now)).limit(BATCH)).all()
        if some:
            tx.execute(delete(table).where(tuple_(*keys).in_([tuple(row) for row in some])))
        return len(some)

    return broom


_BROOMS: Mapping[str, Callable[[Connection, datetime], int]] = MappingProxyType(
    {
        "words": _scrub,
        "receipts": _old(receipts, lambda now: receipts.c.at < now - RECEIPTS),
        "outbox": _old(outbox, lambda now: and_(outbox.c.settled_at < now - DELIVERED, outbox.c.state != "waiting")),
        "slots": _old(slots, lambda now: slots.c.at < now - SLOTS),
        "answers": _old(answers, lambda now: answers.c.at < now - RETENTION),
        "facts": _old(facts, lambda now: facts.c.at < now - RETENTION),
        "measures": _old(measures, lambda now: measures.c.at < now - RETENTION),
        "judgements": _old(judgements, lambda now: judgements.c.at < now - RETENTION),
        "checkins": _old(checkins, lambda now: checkins.c.day < (now - RETENTION).date()),
        "nudges": _old(nudges, lambda now: nudges.c.sent_at < now - RETENTION),
        "alerts": _old(
            alerts,
            lambda now: and_(alerts.c.opened_at < now - RETENTION, alerts.c.state == AlertState.RESOLVED.value),
        ),
    }
)
KINDS = tuple(_BROOMS)
"""What there is to throw away, each in a transaction of its own."""


def sweep(tx: Connection, kind: str, now: datetime) -> int:
    """Throw away one bite of ``kind`` that is past its time at ``now``; return how many rows were in it."""
    return _BROOMS[kind](tx, now)
