"""People who went through onboarding, and what they send in a day: taps of a check-in and a few typed words."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select

from bot.edge.translate import translate
from messages.memory import Person
from storage.engine.database import Database
from storage.person.people import spelt
from storage.schema import tables
from storage.turn.turns import take_turn

START = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
"""A Tuesday; nothing here depends on it."""
FIRST = 1_000_000
TAPS = ("3", "Same", "None of these", "2", "4", "OK 😐")
TYPED = ("slept ok, a bit stiff this morning", "walked to the shop and back, was fine")
CHUNK = 5_000


def person(chat_id: int, now: datetime = START) -> Person:
    """Somebody in London who has agreed to everything."""
    facts: dict[str, Any] = {
        "created_at": now - timedelta(days=30),
        "zone": "Europe/London",
        "zone_given": True,
        "country": "GB",
        "age": 40,
        "onboarded": True,
        "consent_version": "1",
    }
    return Person(chat_id=chat_id, **facts)


def settle(tx: Connection, count: int, now: datetime = START, first: int = FIRST) -> range:
    """Store ``count`` people, many at a time; return their chats."""
    chats = range(first, first + count)
    body = json.loads(spelt(person(first, now)))
    for some in (chats[at : at + CHUNK] for at in range(0, count, CHUNK)):
        rows = [{"chat_id": chat, "created_at": now, "body": body | {"chat_id": chat}} for chat in some]
        tx.execute(tables.people.insert(), rows)
    return chats


@dataclass(frozen=True, slots=True)
class Day:
    """The updates of one person's check-in, without their ids. The same taps fit everybody who is as far."""

    parts: tuple[dict[str, Any], ...]

    def updates(self, chat: int, first_id: int) -> Iterator[dict[str, Any]]:
        """The updates as ``chat`` sends them."""
        for number, part in enumerate(self.parts):
            yield _addressed(part, chat, first_id + number)


def _addressed(part: dict[str, Any], chat: int, update_id: int) -> dict[str, Any]:
    sender = {"id": chat, "is_bot": False, "first_name": "P", "language_code": "en"}
    place = {"id": chat, "type": "private", "first_name": "P"}
    if "data" in part:
        message = {"message_id": 1, "date": int(START.timestamp()), "chat": place}
        query = {"id": str(update_id), "from": sender, "chat_instance": "1", "data": part["data"], "message": message}
        return {"update_id": update_id, "callback_query": query}
    message = {
        "message_id": update_id % 1_000_000 + 1,
        "date": int(START.timestamp()),
        "chat": place,
        "from": sender,
        "text": part["text"],
    }
    if part["text"].startswith("/"):
        message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(part["text"])}]
    return {"update_id": update_id, "message": message}


def _learn_day(tx: Connection, chat: int, now: datetime = START) -> Day:
    """Let ``chat`` do one check-in, pressing what is shown, and return what was sent."""
    parts: list[dict[str, Any]] = [{"text": "/checkin"}]

    def play(part: dict[str, Any]) -> None:
        incoming = translate(1, _addressed(part, chat, 1))
        assert incoming.event is not None
        take_turn(tx, chat, incoming.event, now, update_id=None)

    play(parts[0])
    for label in TAPS:
        part = {"data": _button(tx, chat, label)}
        play(part)
        parts.append(part)
    for words in TYPED:
        parts.append({"text": words})
        play(parts[-1])
    return Day(tuple(parts))


def _button(tx: Connection, chat: int, label: str) -> str:
    query = select(tables.outbox.c.body).where(tables.outbox.c.chat_id == chat).order_by(tables.outbox.c.id.desc())
    for body in tx.execute(query).scalars():
        for row in body.get("rows", ()):
            for button in row:
                if button["text"].startswith(label):
                    return str(button["data"])
    raise LookupError(f"no button {label!r} is shown")


class _Undo(Exception):
    """Nothing of it is to stay."""


def day(database: Database, chat: int = FIRST, now: datetime = START) -> Day:
    """The day that everybody who was just settled can have; leaves no trace in the database."""
    learned: list[Day] = []

    def work(tx: Connection) -> None:
        learned.append(_learn_day(tx, chat, now))
        raise _Undo

    with contextlib.suppress(_Undo):
        database.run_sync(work)
    return learned[0]
