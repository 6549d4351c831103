"""Messages are queued, in the transaction that decided on them, and sometimes taken back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Connection, Update, and_, bindparam, delete, or_, select, update

from messages.effects import Lane
from storage.columns import UtcDateTime
from storage.outbox import slots
from storage.outbox.aim import target
from storage.outbox.waiting import WAITING
from storage.outgoing import Kind
from storage.tables import outbox

_PUT = outbox.insert().returning(outbox.c.id)
_TEXTS = outbox.c.kind.in_([Kind.TEXT.value, Kind.PICTURE.value])


def put(
    tx: Connection,
    chat_id: int,
    kind: Kind,
    body: dict[str, Any],
    now: datetime,
    *,
    lane: Lane,
    key: str = "",
    slot: str = "",
    topic: str = "",
    expires_at: datetime | None = None,
) -> int:
    """Queue one message and return its id. The caller holds the person's lock, so ids follow the order of decisions."""
    if slot and kind in (Kind.TEXT, Kind.PICTURE):
        body, lane = _supersede(tx, chat_id, slot, body, lane, now)
    elif slot and kind is Kind.REMOVE:
        _supersede(tx, chat_id, slot, {}, lane, now)
    elif slot and kind is Kind.STRIP:
        _strip_unsent(tx, chat_id, slot)
    row = {"chat_id": chat_id, "lane": int(lane), "kind": kind.value, "key": key, "topic": topic, "slot": slot}
    times = {"created_at": now, "due_at": now, "expires_at": expires_at}
    state = {"state": "waiting", "attempts": 0, "farewell": False, "failure": ""}
    return int(tx.execute(_PUT, row | times | state | {"body": body}).scalar_one())


def withdraw(tx: Connection, chat_id: int, topic: str, now: datetime) -> None:
    """Take back what is unsent under a topic; what is being sent this moment is not sent a second time."""
    _take_back(tx, _WITHDRAW, {"me": chat_id, "subject": topic}, now)


def part_from(tx: Connection, chat_id: int, farewells: Collection[int], now: datetime) -> None:
    """Erase a person's outbox, except the farewells: they still go out within a day, and leave nothing behind."""
    tx.execute(delete(outbox).where(outbox.c.chat_id == chat_id, outbox.c.id.not_in(farewells)))
    query = select(outbox.c.id, outbox.c.kind, outbox.c.slot, outbox.c.body)
    rows = tx.execute(query.where(outbox.c.id.in_(farewells))).all()
    held = slots.find(tx, {(chat_id, row.slot) for row in rows if row.slot})
    for row in rows:
        aim = target(Kind(row.kind), row.body, held.get((chat_id, row.slot)))
        body = row.body if aim is None else row.body | {"target": aim}
        values = {"body": body, "farewell": True, "expires_at": now + timedelta(days=1)}
        tx.execute(update(outbox).where(outbox.c.id == row.id).values(**values))


def _supersede(
    tx: Connection, chat_id: int, slot: str, body: dict[str, Any], lane: Lane, now: datetime
) -> tuple[dict[str, Any], Lane]:
    """Let a newer text take the place of unsent ones in its slot, and be at least as noticeable.

    Otherwise an older text that waits in a slower lane would arrive later and
    overwrite the newer one. What is urgent is never replaced: it goes out first.
    """
    rows = tx.execute(_HOLDERS, {"me": chat_id, "place": slot}).all()
    if not rows:  # the usual case; nothing comes to wait for a slot while we hold its person
        return body, lane
    for row in rows:
        if row.leased_until is not None:
            continue
        inherited = {name: True for name in ("fresh", "pin") if row.body.get(name)}
        body = body | inherited
        if not row.body.get("silent"):
            body = {name: value for name, value in body.items() if name != "silent"}
        lane = min(lane, Lane(row.lane))
    _take_back(tx, _SUPERSEDE, {"me": chat_id, "place": slot}, now)
    return body, lane


def _strip_unsent(tx: Connection, chat_id: int, slot: str) -> None:
    rows = tx.execute(
        select(outbox.c.id, outbox.c.body)
        .where(WAITING, outbox.c.chat_id == chat_id, outbox.c.slot == slot)
        .where(outbox.c.lane != int(Lane.URGENT), _TEXTS)
    ).all()
    for row in rows:
        body = {name: value for name, value in row.body.items() if name != "rows"}
        tx.execute(update(outbox).where(outbox.c.id == row.id).values(body=body))


def _take_back(tx: Connection, statements: tuple[Update, Update], whose: dict[str, Any], now: datetime) -> None:
    for statement in statements:
        tx.execute(statement, whose | {"moment": now})


def _taking_back(which: ColumnElement[bool], state: str) -> tuple[Update, Update]:
    """Statements that let what is being sent expire, and settle what nobody sends yet."""
    moment = bindparam("moment", type_=UtcDateTime())
    leased = outbox.c.leased_until > moment
    unsent = or_(outbox.c.leased_until.is_(None), ~leased)
    return (
        update(outbox).where(WAITING, which, leased).values(expires_at=moment),
        update(outbox).where(WAITING, which, unsent).values(state=state, settled_at=moment, body={}),
    )


# Built once: these run in nearly every turn, and building a statement costs more than running it.

_MINE = outbox.c.chat_id == bindparam("me", type_=BigInteger())
_SLOT = and_(_MINE, outbox.c.slot == bindparam("place"), outbox.c.lane != int(Lane.URGENT), _TEXTS)
_HOLDERS = select(outbox.c.id, outbox.c.body, outbox.c.lane, outbox.c.leased_until).where(WAITING, _SLOT)
_SUPERSEDE = _taking_back(_SLOT, "superseded")
_WITHDRAW = _taking_back(and_(_MINE, outbox.c.topic == bindparam("subject")), "withdrawn")
