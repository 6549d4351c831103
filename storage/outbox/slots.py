"""Which message in a chat holds which named slot, so that it can be edited in place later."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select, tuple_, update

from storage.engine.database import upsert
from storage.outgoing import Outgoing
from storage.schema.tables import people, slots


@dataclass(frozen=True, slots=True)
class Slot:
    """The message that holds a slot now."""

    message_id: int
    has_buttons: bool
    picture: str
    editable: bool


def find(tx: Connection, wanted: Collection[tuple[int, str]]) -> dict[tuple[int, str], Slot]:
    """Return the messages that hold the wanted (chat_id, slot) pairs; those nobody holds are missing."""
    if not wanted:
        return {}
    query = select(
        slots.c.chat_id, slots.c.slot, slots.c.message_id, slots.c.has_buttons, slots.c.picture, slots.c.editable
    ).where(tuple_(slots.c.chat_id, slots.c.slot).in_(sorted(wanted)))
    return {(chat_id, slot): Slot(*rest) for chat_id, slot, *rest in tx.execute(query)}


def hold(tx: Connection, message: Outgoing, message_id: int, now: datetime) -> None:
    """Note that ``message`` now holds its slot. Nothing is noted of people who are forgotten."""
    if tx.execute(select(people.c.chat_id).where(people.c.chat_id == message.chat_id)).first() is None:
        return
    upsert(
        tx,
        slots,
        chat_id=message.chat_id,
        slot=message.slot,
        message_id=message_id,
        has_buttons=bool(message.rows),
        picture=message.picture,
        editable=not (message.ask_location or message.drop_keyboard),
        at=now,
    )


def stripped(tx: Connection, chat_id: int, message_id: int) -> None:
    """Note that a message has lost its buttons."""
    where = (slots.c.chat_id == chat_id, slots.c.message_id == message_id)
    tx.execute(update(slots).where(*where).values(has_buttons=False))


def removed(tx: Connection, chat_id: int, message_id: int) -> None:
    """Note that a message is gone from the chat."""
    tx.execute(delete(slots).where(slots.c.chat_id == chat_id, slots.c.message_id == message_id))
