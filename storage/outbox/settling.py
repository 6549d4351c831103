"""What became of a message is written down: it is done, tried again, or given up."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from html import unescape
from typing import Any, assert_never

from sqlalchemy import BigInteger, ColumnElement, Connection, bindparam, delete, exists, literal_column, select, update

from messages.effects import Lane
from storage.engine.columns import UtcDateTime
from storage.outbox import slots
from storage.outbox.aim import outgoing
from storage.outbox.queue import put
from storage.outbox.waiting import WAITING
from storage.outgoing import Delivered, Kind, Later, Maybe, Outcome, Outgoing, Refused
from storage.schema.tables import outbox as table
from storage.schema.tables import slots as held

URGENT_LONGEST = timedelta(seconds=8)
LONGEST = timedelta(minutes=1)
"""How long a message rests at most after the network failed; it starts with a second and doubles."""

PROBE = timedelta(seconds=30)
LONGEST_PROBE = timedelta(minutes=5)
"""How long something urgent rests at first and at most, however long a pause Telegram asks for: pauses end early,
and one request in five minutes makes none longer."""


def settle(tx: Connection, message: Outgoing, outcome: Outcome, now: datetime) -> None:
    """Write down what became of ``message``. Safe to call late or twice.

    What was delivered is scrubbed: key and ids stay, words go. A nudge that may have
    arrived is not repeated; anything else that may have arrived is, for a message
    twice is better than an answer or an alarm never.
    """
    match outcome:
        case Delivered(message_id=message_id):
            _delivered(tx, message, message_id, now)
        case Later(reason=reason, after=after):
            _again(tx, message, reason, now + (_rest(message) if after is None else _pause(message, after)))
        case Maybe(reason=reason):
            if message.lane is Lane.NUDGE and message.message_id is None:
                _close(tx, message, "maybe", reason, now)
            else:
                _again(tx, message, reason, now + _rest(message))
        case Refused(reason=reason, gone=gone):
            if gone or not _simplify(tx, message, reason, now):
                _close(tx, message, "failed", reason, now)
        case _:
            assert_never(outcome)


def given_up(tx: Connection, message: Outgoing) -> bool:
    """Return whether ``message`` was refused for good and will not be tried again."""
    state = tx.execute(select(table.c.state).where(table.c.id == message.id)).scalar_one_or_none()
    return state in (None, "failed")


def proven(tx: Connection, chat_id: int, message_id: int, data: str, now: datetime) -> None:
    """A button was pressed on a message nobody reported as delivered: so it did arrive.

    It takes its slot, and it is not sent again.
    """
    if tx.execute(_KNOWN, {"me": chat_id, "pressed": message_id}).first() is not None:
        return
    for row in tx.execute(_UNPROVEN, {"me": chat_id}).all():
        message = outgoing(row, None)
        if message.kind.speaks and any(each.data == data for line in message.rows for each in line):
            _delivered(tx, message, message_id, now)
            return


def _delivered(tx: Connection, message: Outgoing, message_id: int | None, now: datetime) -> None:
    if message.farewell:
        tx.execute(delete(table).where(table.c.id == message.id))
        return
    stands = message_id if message_id is not None else message.message_id
    values = {"row": message.id, "at": now, "stands": stands}
    if tx.execute(_SENT, values).rowcount == 0 or stands is None:
        return
    match message.kind:
        case Kind.TEXT | Kind.PICTURE:
            if message.slot:
                _take_slot(tx, message, stands, now)
            if message.pin:
                _follow_up(tx, message, Kind.PIN, stands, now)
        case Kind.STRIP:
            slots.stripped(tx, message.chat_id, stands)
        case Kind.REMOVE:
            slots.removed(tx, message.chat_id, stands)
        case Kind.DOCUMENT | Kind.PIN | Kind.UNPIN:
            pass
        case _:
            assert_never(message.kind)


def _take_slot(tx: Connection, message: Outgoing, message_id: int, now: datetime) -> None:
    before = slots.find(tx, {(message.chat_id, message.slot)}).get((message.chat_id, message.slot))
    slots.hold(tx, message, message_id, now)
    if before is None or before.message_id == message_id:
        return
    if not message.fresh:  # it should have been edited but could not be: the old one makes room
        _follow_up(tx, message, Kind.REMOVE, before.message_id, now)
    elif before.has_buttons:
        _follow_up(tx, message, Kind.STRIP, before.message_id, now)


def _follow_up(tx: Connection, message: Outgoing, kind: Kind, target: int, now: datetime) -> None:
    lane = max(message.lane, Lane.REPLY)
    put(tx, message.chat_id, kind, {"target": target}, now, lane=lane, key=message.key)


def _rest(message: Outgoing) -> timedelta:
    longest = URGENT_LONGEST if message.lane is Lane.URGENT else LONGEST
    return min(timedelta(seconds=2 ** min(message.attempts - 1, 10)), longest)


def _pause(message: Outgoing, asked: timedelta) -> timedelta:
    if message.lane is not Lane.URGENT:
        return asked
    return min(asked, PROBE * (1 << min(message.attempts - 1, 10)), LONGEST_PROBE)


def _ours(message: Outgoing) -> tuple[Any, ...]:
    """The row as this worker leased it: had the lease run out, somebody else may be sending it now."""
    return (table.c.id == message.id, WAITING, table.c.attempts == message.attempts)


def _again(tx: Connection, message: Outgoing, reason: str, due_at: datetime) -> None:
    values = {"due_at": due_at, "leased_until": None, "failure": reason}
    tx.execute(update(table).where(*_ours(message)).values(**values))


def _close(tx: Connection, message: Outgoing, state: str, reason: str, now: datetime) -> None:
    if message.farewell:
        tx.execute(delete(table).where(table.c.id == message.id))
        return
    values: dict[str, Any] = {"state": state, "settled_at": now, "leased_until": None, "failure": reason}
    if state != "maybe":  # a button pressed on it can still prove that it arrived
        values["body"] = {}
    tx.execute(update(table).where(*_ours(message)).values(**values))


def _simplify(tx: Connection, message: Outgoing, reason: str, now: datetime) -> bool:
    """Queue a malformed message in a simpler form: without markup, then without buttons. False if it has none left.

    What must be said is worth more than how it looks.
    """
    if message.kind not in (Kind.TEXT, Kind.PICTURE):
        return False
    body = tx.execute(select(table.c.body).where(*_ours(message))).scalar_one_or_none()
    if body is None:
        return False
    decorated = body.get("html") or body.get("picture") or message.message_id is not None
    if not decorated and "rows" not in body:
        return False
    kept = ("silent", "protect", "pin") if not decorated else ("silent", "protect", "pin", "rows")
    words = _without_markup(body["text"]) if body.get("html") else body["text"]
    simple = {"text": words, "fresh": True} | {name: body[name] for name in kept if name in body}
    values = {"kind": Kind.TEXT.value, "body": simple, "due_at": now, "leased_until": None, "failure": reason}
    tx.execute(update(table).where(*_ours(message)).values(**values))
    return True


def _without_markup(html: str) -> str:
    return unescape(re.sub(r"<[^<>]*>", "", html))


_SENT = (
    update(table)
    .where(table.c.id == bindparam("row", type_=BigInteger()), table.c.state != "sent")
    .values(state="sent", settled_at=bindparam("at", type_=UtcDateTime()), leased_until=None, body={}, failure="")
    .values(message_id=bindparam("stands", type_=BigInteger()))
)

_KNOWN = select(held.c.slot).where(
    held.c.chat_id == bindparam("me", type_=BigInteger()),
    held.c.message_id == bindparam("pressed", type_=BigInteger()),
)
_NOT_REPORTED = (
    table.c.slot != "",
    table.c.settled_at.is_(None) | (table.c.state == "maybe"),
    table.c.attempts > 0,
    table.c.state.in_(["waiting", "maybe"]),
    table.c.farewell.is_(False),
)
_UNPROVEN = (
    select(table).where(table.c.chat_id == bindparam("me", type_=BigInteger()), *_NOT_REPORTED).order_by(table.c.id)
)


def not_reported() -> tuple[ColumnElement[bool], ...]:
    """Return what holds of messages that may have arrived though nobody reported it, whatever was pressed."""
    return _NOT_REPORTED


def may_have_arrived(pressed: ColumnElement[int]) -> tuple[ColumnElement[bool], ...]:
    """Return what holds of messages that :func:`proven` would look at if ``pressed`` is where a button was pressed."""
    return (pressed > literal_column("0"), ~exists(_KNOWN), *_NOT_REPORTED)
