"""Telegram asks for a pause (429) and does not say whether one chat had too much, or the bot."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, bindparam, select

from messages.effects import Lane
from storage import meta
from storage.engine.database import insert_once
from storage.outgoing import Outgoing
from storage.schema.tables import meta as table

CHAT_AT_MOST = timedelta(minutes=1)
"""A longer pause than this is never about one chat."""


def flooded(tx: Connection, message: Outgoing, after: timedelta, now: datetime) -> None:
    """Note that ``message`` was refused for ``after``; let its lane rest if that concerns everybody.

    It does when two chats were told so at the same time, or when the pause is long. Otherwise
    the chat alone waits, for its message comes before its later ones: whoever hammers on
    buttons must not silence the others. URGENT never rests as a lane; but a long pause asked of it
    is kept by nudges, so that nothing makes it longer while the warning is tried again and again.
    """
    until = now + after
    if message.lane is Lane.URGENT:
        if after > CHAT_AT_MOST:
            meta.pause_lane(tx, Lane.NUDGE, until)
        return
    insert_once(tx, table, key=_key(message.lane), value="")
    # Locked: of two chats that are told so at the same time the second must see the first.
    noted = tx.execute(_NOTED, {"which": _key(message.lane)}).scalar_one()
    chat_id, since = noted.split() if noted else ("", "")
    alone = not noted or int(chat_id) == message.chat_id or datetime.fromisoformat(since) <= now
    if after > CHAT_AT_MOST or not alone:
        meta.pause_lane(tx, message.lane, until)
    else:
        meta.put(tx, _key(message.lane), f"{message.chat_id} {until.astimezone(UTC).isoformat()}")


_NOTED = select(table.c.value).where(table.c.key == bindparam("which")).with_for_update()


def _key(lane: Lane) -> str:
    return f"flood.{lane.name}"
