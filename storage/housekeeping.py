"""What has served its time is thrown away, a little at a time, so that nobody waits for the broom."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, select, tuple_, update

from messages.memory import AlertState
from storage.tables import alerts, answers, checkins, facts, judgements, measures, nudges, outbox, receipts, slots

RECEIPTS = timedelta(days=7)
"""Telegram delivers an update again for a day at most."""
DELIVERED = timedelta(days=30)
"""How long ids of sent messages are kept; their words are gone since they were delivered."""
MAYBE = timedelta(days=1)
SLOTS = timedelta(days=90)
RETENTION = timedelta(days=730)
"""How far back people's own data goes: 24 months."""
BATCH = 1000


def sweep(tx: Connection, now: datetime) -> int:
    """Throw away up to a thousand rows of each kind that are past their time; return how many went."""
    old = now - RETENTION
    rules: tuple[tuple[Table, ColumnElement[bool]], ...] = (
        (receipts, receipts.c.at < now - RECEIPTS),
        (outbox, and_(outbox.c.settled_at < now - DELIVERED, outbox.c.state != "waiting")),
        (slots, slots.c.at < now - SLOTS),
        (answers, answers.c.at < old),
        (facts, facts.c.at < old),
        (measures, measures.c.at < old),
        (judgements, judgements.c.at < old),
        (checkins, checkins.c.day < old.date()),
        (nudges, nudges.c.sent_at < old),
        (alerts, and_(alerts.c.opened_at < old, alerts.c.state == AlertState.RESOLVED.value)),
    )
    scrub = update(outbox).where(outbox.c.state == "maybe", outbox.c.settled_at < now - MAYBE)
    tx.execute(scrub.values(state="sent", body={}))
    return sum(_delete_some(tx, table, past) for table, past in rules)


def _delete_some(tx: Connection, table: Table, past: ColumnElement[bool]) -> int:
    keys: list[Any] = list(table.primary_key)
    some = tx.execute(select(*keys).where(past).limit(BATCH)).all()
    if not some:
        return 0
    tx.execute(delete(table).where(tuple_(*keys).in_([tuple(row) for row in some])))
    return len(some)
