"""A stored row becomes a message, aimed at the one in the chat that it changes."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Row

from messages.effects import Lane
from storage.outbox.slots import Slot
from storage.outgoing import Kind, Outgoing, buttons_of

TARGETED = (Kind.STRIP, Kind.REMOVE, Kind.PIN, Kind.UNPIN)
"""Kinds that are nothing without a message to act on."""


class Leased(NamedTuple):
    """A row of the outbox as it is leased."""

    id: int
    chat_id: int
    lane: int
    kind: str
    key: str
    slot: str
    topic: str
    body: Any
    attempts: int
    farewell: bool
    created_at: datetime


def target(kind: Kind, body: dict[str, Any], held: Slot | None) -> int | None:
    """Return the message to act on; None where a new one must be sent, or nothing is to be done.

    ``held`` is the message that holds the row's slot now.
    """
    if "target" in body:
        return int(body["target"])
    if held is None:
        return None
    if kind is Kind.STRIP:
        return held.message_id if held.has_buttons else None
    if kind in TARGETED:
        return held.message_id
    alike = held.editable and held.picture == body.get("picture", "")
    return held.message_id if alike and not body.get("fresh") else None


def outgoing(row: Leased | Row[Any], held: Slot | None) -> Outgoing:
    """Return a row of the outbox as a message."""
    body, kind = row.body, Kind(row.kind)
    return Outgoing(
        id=row.id,
        chat_id=row.chat_id,
        lane=Lane(row.lane),
        kind=kind,
        key=row.key,
        attempts=row.attempts,
        message_id=target(kind, body, held),
        text=body.get("text", ""),
        html=body.get("html", False),
        rows=buttons_of(body),
        slot=row.slot,
        topic=row.topic,
        fresh=body.get("fresh", False),
        silent=body.get("silent", False),
        picture=body.get("picture", ""),
        ask_location=body.get("ask_location", False),
        drop_keyboard=body.get("drop_keyboard", False),
        protect=body.get("protect", False),
        filename=body.get("filename", ""),
        content=body.get("content", ""),
        pin=body.get("pin", False),
        farewell=row.farewell,
        created_at=row.created_at,
    )
