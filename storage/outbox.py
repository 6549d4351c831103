"""What must still be said: messages wait here, in lanes, until Telegram has taken them.

Rows are written in the transaction that decided on them. States: ``waiting``, then one of
``sent``, ``failed`` (refused for good), ``maybe`` (handed over, no answer), ``expired``,
``withdrawn`` and ``superseded`` (a newer text for the same slot took its place).
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, exists, func, literal_column, or_, select, update

from messages.effects import Lane
from storage import slots
from storage.outgoing import Kind, Outgoing, buttons_of
from storage.tables import outbox

URGENT_LEASE = timedelta(seconds=10)
LEASE = timedelta(seconds=60)

WAITING = outbox.c.state == literal_column("'waiting'")
"""Spelled out in the SQL, not bound: only then do both databases use the indexes of waiting rows."""

_TARGETED = (Kind.STRIP, Kind.REMOVE, Kind.PIN, Kind.UNPIN)


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
    row = tx.execute(
        outbox.insert()
        .values(chat_id=chat_id, lane=int(lane), kind=kind.value, key=key, topic=topic, slot=slot, body=body)
        .values(state="waiting", created_at=now, due_at=now, expires_at=expires_at, attempts=0, farewell=False)
        .values(failure="")
        .returning(outbox.c.id)
    )
    return int(row.scalar_one())


def withdraw(tx: Connection, chat_id: int, topic: str, now: datetime) -> None:
    """Take back what is unsent under a topic; what is being sent this moment is not sent a second time."""
    _take_back(tx, and_(outbox.c.chat_id == chat_id, outbox.c.topic == topic), "withdrawn", now)


def claim(
    tx: Connection,
    lanes: Collection[Lane],
    limit: int,
    now: datetime,
    lease: timedelta | None = None,
    *,
    reserve: int = 0,
    resting: Collection[int] = (),
) -> list[Outgoing]:
    """Lease up to ``limit`` messages that are due, the most urgent first.

    A lease, not a lock: the transaction ends before anything is sent, and a worker that
    dies leaves its messages to be claimed again when the lease runs out (10 s for URGENT,
    60 s otherwise). Within a chat a message waits for earlier ones of its lane and for
    anything more urgent, so nobody is asked the next question before they were warned.
    Of the limit, ``reserve`` is left for URGENT; chats in ``resting`` get nothing else.
    """
    stirring = _stirring(tx, now)
    claimed: list[Outgoing] = []
    for lane in sorted(stirring.intersection(lanes)):
        most = limit if lane is Lane.URGENT else limit - reserve
        while len(claimed) < most:
            rows = _lease(tx, lane, most - len(claimed), now, lease, resting)
            ready = _aimed(tx, rows, now)
            claimed.extend(ready)
            if len(ready) == len(rows):  # otherwise some had nothing to do any more, and others may now be free
                break
    return claimed


def next_due(tx: Connection, now: datetime, lanes: Collection[Lane] = tuple(Lane)) -> datetime | None:
    """Return the first moment after ``now`` at which more may be claimed than now; None if there is none."""
    wanted = outbox.c.lane.in_([int(lane) for lane in lanes])
    due = select(func.min(outbox.c.due_at)).where(WAITING, wanted, outbox.c.due_at > now)
    leased = select(func.min(outbox.c.leased_until)).where(WAITING, wanted, outbox.c.leased_until > now)
    moments = tx.execute(select(due.scalar_subquery(), leased.scalar_subquery())).one()
    return min((each for each in moments if each is not None), default=None)


def anything_due(tx: Connection, lanes: Collection[Lane], now: datetime) -> bool:
    """Return whether a message could be claimed now."""
    free = or_(outbox.c.leased_until.is_(None), outbox.c.leased_until <= now)
    mine = outbox.c.lane.in_([int(lane) for lane in lanes])
    query = select(outbox.c.id).where(WAITING, mine, outbox.c.due_at <= now, free, ~_must_wait(now)).limit(1)
    return tx.execute(query).first() is not None


def part_from(tx: Connection, chat_id: int, farewells: Collection[int], now: datetime) -> None:
    """Erase a person's outbox, except the farewells: they still go out within a day, and leave nothing behind."""
    tx.execute(delete(outbox).where(outbox.c.chat_id == chat_id, outbox.c.id.not_in(farewells)))
    query = select(outbox.c.id, outbox.c.kind, outbox.c.slot, outbox.c.body)
    rows = tx.execute(query.where(outbox.c.id.in_(farewells))).all()
    held = slots.find(tx, {(chat_id, row.slot) for row in rows if row.slot})
    for row in rows:
        target = _target(Kind(row.kind), row.body, held.get((chat_id, row.slot)))
        body = row.body if target is None else row.body | {"target": target}
        values = {"body": body, "farewell": True, "expires_at": now + timedelta(days=1)}
        tx.execute(update(outbox).where(outbox.c.id == row.id).values(**values))


def _supersede(
    tx: Connection, chat_id: int, slot: str, body: dict[str, Any], lane: Lane, now: datetime
) -> tuple[dict[str, Any], Lane]:
    """Let a newer text take the place of unsent ones in its slot, and be at least as noticeable.

    Otherwise an older text that waits in a slower lane would arrive later and
    overwrite the newer one. What is urgent is never replaced: it goes out first.
    """
    rows = tx.execute(
        select(outbox.c.id, outbox.c.body, outbox.c.lane)
        .where(WAITING, outbox.c.chat_id == chat_id, outbox.c.slot == slot, outbox.c.leased_until.is_(None))
        .where(outbox.c.lane != int(Lane.URGENT), outbox.c.kind.in_([Kind.TEXT.value, Kind.PICTURE.value]))
    ).all()
    for row in rows:
        inherited = {name: True for name in ("fresh", "pin") if row.body.get(name)}
        body = body | inherited
        if not row.body.get("silent"):
            body = {name: value for name, value in body.items() if name != "silent"}
        lane = min(lane, Lane(row.lane))
    same = and_(outbox.c.chat_id == chat_id, outbox.c.slot == slot, outbox.c.lane != int(Lane.URGENT))
    _take_back(tx, and_(same, outbox.c.kind.in_([Kind.TEXT.value, Kind.PICTURE.value])), "superseded", now)
    return body, lane


def _strip_unsent(tx: Connection, chat_id: int, slot: str) -> None:
    rows = tx.execute(
        select(outbox.c.id, outbox.c.body)
        .where(WAITING, outbox.c.chat_id == chat_id, outbox.c.slot == slot)
        .where(outbox.c.lane != int(Lane.URGENT), outbox.c.kind.in_([Kind.TEXT.value, Kind.PICTURE.value]))
    ).all()
    for row in rows:
        body = {name: value for name, value in row.body.items() if name != "rows"}
        tx.execute(update(outbox).where(outbox.c.id == row.id).values(body=body))


def _take_back(tx: Connection, which: ColumnElement[bool], state: str, now: datetime) -> None:
    leased = outbox.c.leased_until > now
    unsent = or_(outbox.c.leased_until.is_(None), ~leased)
    tx.execute(update(outbox).where(WAITING, which, leased).values(expires_at=now))
    tx.execute(update(outbox).where(WAITING, which, unsent).values(state=state, settled_at=now, body={}))


def _stirring(tx: Connection, now: datetime) -> set[Lane]:
    """Return the lanes in which something is due, free or not, after what is too late was put aside.

    One look that costs next to nothing, so that looking into an idle outbox does.
    """
    # The earliest of each, not EXISTS: asked for an order, both databases walk the index and stop at its first row.
    late = select(outbox.c.id).where(WAITING, outbox.c.expires_at <= now).order_by(outbox.c.expires_at).limit(1)
    due = [
        select(outbox.c.id)
        .where(WAITING, outbox.c.lane == int(lane), outbox.c.due_at <= now)
        .order_by(outbox.c.due_at, outbox.c.id)
        .limit(1)
        for lane in Lane
    ]
    some_late, *some_due = tx.execute(select(*(each.scalar_subquery() for each in (late, *due)))).one()
    if some_late is not None:
        _expire(tx, now)
    return {lane for lane, some in zip(Lane, some_due, strict=True) if some is not None}


def _expire(tx: Connection, now: datetime) -> None:
    free = or_(outbox.c.leased_until.is_(None), outbox.c.leased_until <= now)
    late = select(outbox.c.id).where(WAITING, outbox.c.expires_at <= now, free).with_for_update(skip_locked=True)
    ids = tx.execute(late).scalars().all()
    if ids:
        farewell = outbox.c.farewell.is_(True)
        tx.execute(delete(outbox).where(outbox.c.id.in_(ids), farewell))
        tx.execute(update(outbox).where(outbox.c.id.in_(ids)).values(state="expired", settled_at=now, body={}))


def _must_wait(now: datetime) -> ColumnElement[bool]:
    other = outbox.alias("other")
    same_slot = and_(
        outbox.c.lane != int(Lane.URGENT),
        outbox.c.slot != literal_column("''"),
        other.c.slot == outbox.c.slot,
        other.c.id < outbox.c.id,
        other.c.leased_until > now,  # its message id is not known yet, so the edit has to wait for it
    )
    earlier = and_(other.c.lane == outbox.c.lane, other.c.id < outbox.c.id)
    return exists().where(
        other.c.chat_id == outbox.c.chat_id,
        other.c.state == literal_column("'waiting'"),
        or_(other.c.lane < outbox.c.lane, earlier, same_slot),
    )


def _lease(
    tx: Connection, lane: Lane, limit: int, now: datetime, lease: timedelta | None, resting: Collection[int]
) -> list[Row[Any]]:
    free = or_(outbox.c.leased_until.is_(None), outbox.c.leased_until <= now)
    due = (
        select(outbox.c.id)
        .where(WAITING, outbox.c.lane == int(lane), outbox.c.due_at <= now, free, ~_must_wait(now))
        .order_by(outbox.c.due_at, outbox.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    if resting and lane is not Lane.URGENT:
        due = due.where(outbox.c.chat_id.not_in(resting))
    until = now + (lease or (URGENT_LEASE if lane is Lane.URGENT else LEASE))
    leased = (
        update(outbox)
        .where(outbox.c.id.in_(select(due.cte("due").c.id)))
        .values(leased_until=until, attempts=outbox.c.attempts + 1)
        .returning(
            outbox.c.id,
            outbox.c.chat_id,
            outbox.c.lane,
            outbox.c.kind,
            outbox.c.key,
            outbox.c.slot,
            outbox.c.body,
            outbox.c.attempts,
            outbox.c.farewell,
        )
    )
    return sorted(tx.execute(leased).all(), key=lambda row: int(row.id))  # RETURNING has no order


def _aimed(tx: Connection, rows: list[Row[Any]], now: datetime) -> list[Outgoing]:
    """Find the message each row is about. What has no message to act on is done already."""
    held = slots.find(tx, {(row.chat_id, row.slot) for row in rows if row.slot})
    ready = []
    for row in rows:
        message = outgoing(row, held.get((row.chat_id, row.slot)))
        if message.kind in _TARGETED and message.message_id is None:
            tx.execute(update(outbox).where(outbox.c.id == row.id).values(state="sent", settled_at=now, body={}))
            tx.execute(delete(outbox).where(outbox.c.id == row.id, outbox.c.farewell.is_(True)))
        else:
            ready.append(message)
    return ready


def _target(kind: Kind, body: dict[str, Any], held: slots.Slot | None) -> int | None:
    """Return the message to act on; None where a new one must be sent, or nothing is to be done."""
    if "target" in body:
        return int(body["target"])
    if held is None:
        return None
    if kind is Kind.STRIP:
        return held.message_id if held.has_buttons else None
    if kind in _TARGETED:
        return held.message_id
    alike = held.editable and held.picture == body.get("picture", "")
    return held.message_id if alike and not body.get("fresh") else None


def outgoing(row: Row[Any], held: slots.Slot | None) -> Outgoing:
    """Return a row of the outbox as a message, aimed at the one that holds its slot now."""
    body, kind = row.body, Kind(row.kind)
    return Outgoing(
        id=row.id,
        chat_id=row.chat_id,
        lane=Lane(row.lane),
        kind=kind,
        key=row.key,
        attempts=row.attempts,
        message_id=_target(kind, body, held),
        text=body.get("text", ""),
        html=body.get("html", False),
        rows=buttons_of(body),
        slot=row.slot,
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
    )
