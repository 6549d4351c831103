"""Which updates took effect: written in the same transaction, so that a second delivery changes nothing."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, update

from storage.engine.statements import Ask, ask, put_once
from storage.schema.tables import receipts


def write(tx: Connection, update_id: int, chat_id: int | None, now: datetime, *, outcome: str = "passed over") -> bool:
    """Note that an update takes effect; False if it did so before, then do nothing."""
    return bool(ask(tx, written(update_id, chat_id, now, outcome=outcome)))


def written(update_id: int, chat_id: int | None, now: datetime, *, outcome: str) -> Ask:
    """Return what notes that an update takes effect; it tells a row, or none if it did so before."""
    return _WRITTEN(update_id=update_id, chat_id=chat_id, at=now, outcome=outcome)


_WRITTEN = put_once(receipts, "update_id", "chat_id", "at", "outcome")


def forget_whose(tx: Connection, chat_id: int) -> None:
    """Keep the receipts of a person who is forgotten, but no longer whose they were or what they were answered."""
    tx.execute(update(receipts).where(receipts.c.chat_id == chat_id).values(chat_id=None, toast=None))
