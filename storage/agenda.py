"""What is planned: one row per person, topic and key, which comes due at one instant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Integer,
    Select,
    Text,
    bindparam,
    cast,
    delete,
    func,
    select,
    update,
)

from storage.engine.columns import UtcDateTime
from storage.engine.many.rows import put_columns
from storage.engine.statements import Ask, Prepared, ask, first, put_in_place
from storage.schema.tables import agenda, people

RETRY = timedelta(minutes=1)
"""How long a row rests after its turn failed; a row that keeps failing rests longer each time."""
LONGEST_RETRY = timedelta(hours=1)
FIRST = 60
PART = 250
"""Rows that are brought to the database at once where many are planned; fewer at first, so that it has work soon."""


@dataclass(frozen=True, slots=True)
class DueRow:
    """Something whose moment has come. Its person is locked until the transaction ends."""

    chat_id: int
    topic: str
    key: str
    due_at: datetime
    """When it was planned for, UTC; long past after an outage."""
    attempts: int
    person: str = field(default="", repr=False)
    """The document of the person, as it is stored."""


def plan(tx: Connection, chat_id: int, topic: str, key: str, due_at: datetime) -> None:
    """Let (topic, key) come due at ``due_at``; moves it if it is planned already."""
    ask(tx, planned(chat_id, topic, key, due_at))


def plan_all(tx: Connection, rows: Iterable[tuple[int, str, str, datetime]]) -> None:
    """Do the same for many (chat_id, topic, key, due_at) at once; they are taken as they come."""
    put_columns(tx, _PLANNED, _columns(iter(rows)))


def _columns(rows: Iterator[tuple[int, str, str, datetime]]) -> Iterator[dict[str, list[Any]]]:
    size = FIRST
    while some := list(islice(rows, size)):
        size = PART
        chats, topics, keys, moments = map(list, zip(*some, strict=True))
        columns = {"chat_id": chats, "topic": topics, "key": keys, "due_at": moments, "next_at": moments}
        yield columns | {"attempts": [0] * len(some)}


def planned(chat_id: int, topic: str, key: str, due_at: datetime) -> Ask:
    """Return what :func:`plan` does."""
    return _PLANNED(chat_id=chat_id, topic=topic, key=key, due_at=due_at, next_at=due_at, attempts=0)


def unplanned(chat_id: int, topic: str, key: str | None = None) -> Ask:
    """Return what forgets what is planned under ``topic``; with ``key`` None, all of it."""
    return _UNPLANNED_TOPIC(me=chat_id, which=topic) if key is None else _UNPLANNED(me=chat_id, which=topic, part=key)


def without_detours(asks: list[Ask]) -> list[Ask]:
    """Leave out of what one turn writes that a row is forgotten which is planned again after that."""
    again: set[tuple[str, str]] = set()
    kept = []
    for prepared, values in reversed(asks):
        if prepared is _PLANNED:
            again.add((values["topic"], values["key"]))
        elif prepared is _UNPLANNED and (values["which"], values["part"]) in again:
            continue
        kept.append((prepared, values))
    return kept[::-1]


def claim(tx: Connection, limit: int, now: datetime) -> list[DueRow]:
    """Lock the people of up to ``limit`` due rows and return the rows, the earliest first.

    It is the people who are locked, never the rows: a turn locks its person before it
    plans anything, so locking rows first could leave the two waiting for each other.
    People who are in the middle of a turn are left for the next call.
    """
    return [DueRow(*row) for row in ask(tx, _DUE(moment=now, most=limit))]


def push(tx: Connection, row: DueRow, now: datetime) -> None:
    """Let a row whose turn failed rest before it is tried again. It keeps the instant it was due."""
    attempts = row.attempts + 1
    rest = min(RETRY * attempts, LONGEST_RETRY)
    where = (agenda.c.chat_id == row.chat_id, agenda.c.topic == row.topic, agenda.c.key == row.key)
    tx.execute(update(agenda).where(*where).values(next_at=now + rest, attempts=attempts))


def next_due(tx: Connection) -> datetime | None:
    """Return when the next row comes due (perhaps long past); None when nothing is planned."""
    earliest: datetime | None = tx.execute(_EARLIEST).scalar_one()
    return earliest


_UNPLAN = delete(agenda).where(
    agenda.c.chat_id == bindparam("me", type_=BigInteger()), agenda.c.topic == bindparam("which")
)
_UNPLANNED_TOPIC = Prepared(_UNPLAN)
_UNPLANNED = Prepared(_UNPLAN.where(agenda.c.key == bindparam("part")))
_PLANNED = put_in_place(agenda, "chat_id", "topic", "key", "due_at", "next_at", "attempts")


def _due(dialect: str) -> Select[Any]:
    def columns(of: Any) -> list[ColumnElement[Any]]:
        return [of.chat_id, of.topic, of.key, of.due_at, of.attempts, cast(people.c.body, Text)]

    def order(of: Any) -> list[ColumnElement[Any]]:
        return [of.next_at, of.chat_id, of.topic, of.key]

    most = bindparam("most", type_=Integer())
    waiting = agenda.c.next_at <= bindparam("moment", type_=UtcDateTime())
    # Put in order before people join: else everybody is looked up of whom something is due, and documents are sorted.
    due = select(agenda).where(waiting).order_by(*order(agenda.c))
    if dialect == "sqlite":  # where nobody is locked, so that the first are known before anybody joins
        theirs = first(due, most).subquery("due")
        return select(*columns(theirs.c)).join(people, people.c.chat_id == theirs.c.chat_id).order_by(*order(theirs.c))
    every = due.subquery("due")
    joined = select(*columns(every.c)).join(people, people.c.chat_id == every.c.chat_id)
    return first(joined.order_by(*order(every.c)), most).with_for_update(of=people, skip_locked=True, key_share=True)


_DUE = Prepared(_due)
_EARLIEST = select(func.min(agenda.c.next_at))
