"""Telegram asks for a pause (429) and does not say whether one chat had too much, or the bot."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection

from messages.effects import Lane
from storage import meta
from storage.outgoing import Outgoing

CHAT_AT_MOST = timedelta(minutes=1)
"""A longer pause than this is never about one chat."""


def flooded(tx: Connection, message: Outgoing, after: timedelta, now: datetime) -> None:
    """Note that ``message`` was refused for ``after``; let its lane rest if that concerns everybody.

    It does when two chats were told so at the same time, or when the pause is long. Otherwise
    the chat alone waits, for its message comes before its later ones: whoever hammers on
    buttons must not silence the others. URGENT never rests as a lane.
    """
    if message.lane is Lane.URGENT:
        return
    until = now + after
    noted = meta.get(tx, _key(message.lane))
    chat_id, since = noted.split() if noted is not None else ("", "")
    alone = noted is None or int(chat_id) == message.chat_id or datetime.fromisoformat(since) <= now
    if after > CHAT_AT_MOST or not alone:
        meta.pause_lane(tx, message.lane, until)
    else:
        meta.put(tx, _key(message.lane), f"{message.chat_id} {until.astimezone(UTC).isoformat()}")


def _key(lane: Lane) -> str:
    return f"flood.{lane.name}"
