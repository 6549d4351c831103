"""Everything stored about a person, as one file they can read and take elsewhere."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, Table, select

from messages.memory import Person
from storage.schema import tables

SECTIONS: tuple[tuple[str, Table, tuple[str, ...]], ...] = (
    ("consents", tables.consents, ("at", "id")),
    ("answers", tables.answers, ("at", "id")),
    ("facts", tables.facts, ("at", "id")),
    ("measures", tables.measures, ("at", "id")),
    ("judgements", tables.judgements, ("at", "id")),
    ("checkins", tables.checkins, ("day",)),
    ("alerts", tables.alerts, ("opened_at", "id")),
    ("nudges", tables.nudges, ("sent_at", "run")),
    ("agenda", tables.agenda, ("due_at", "topic", "key")),
    ("messages", tables.outbox, ("id",)),
    ("slots", tables.slots, ("slot",)),
    ("receipts", tables.receipts, ("at", "update_id")),
)


def filename(person: Person, now: datetime) -> str:
    """Return a name for the file, with the person's local date."""
    return f"backcheck-{person.today(now).isoformat()}.json"


def gather(tx: Connection, person: Person, now: datetime) -> str:
    """Return everything stored about ``person`` as readable JSON; instants are in UTC."""
    found: dict[str, Any] = {"exported_at": now.isoformat(), "person": person.model_dump(mode="json")}
    for name, table, order in SECTIONS:
        columns = [column for column in table.c if column.name != "chat_id"]
        rows = tx.execute(
            select(*columns).where(table.c.chat_id == person.chat_id).order_by(*(table.c[each] for each in order))
        )
        found[name] = [_entry(columns, tuple(row)) for row in rows]
    return json.dumps(found, ensure_ascii=False, indent=2)


def _entry(columns: list[Column[Any]], values: tuple[Any, ...]) -> dict[str, Any]:
    """A row as a person reads it: a stored document stands for the whole row."""
    row = dict(zip((column.name for column in columns), values, strict=True))
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in row.items()}
