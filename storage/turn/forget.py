"""A person is forgotten: everything stored about them goes, at once and for good."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, delete

from storage import outbox
from storage.schema.tables import people
from storage.turn import receipts


def forget(tx: Connection, chat_id: int, now: datetime, *, farewells: Collection[int] = ()) -> None:
    """Erase everything about a person. Nothing is left but receipts that no longer say whose they were.

    ``farewells`` are outbox ids that still go out within a day and are erased when they
    have. The outbox goes before the person: a worker that writes down a delivery holds its
    row and then looks at the person, and neither must wait for the other.
    """
    outbox.part_from(tx, chat_id, farewells, now)
    receipts.forget_whose(tx, chat_id)
    tx.execute(delete(people).where(people.c.chat_id == chat_id))
