"""Messages are leased to whoever sends them: the most urgent first, and in order within a chat.

The statements are built once: they run many times a second, and building one costs more
than running it.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    Connection,
    Integer,
    Row,
    Select,
    Update,
    and_,
    bindparam,
    delete,
    exists,
    func,
    literal_column,
    or_,
    select,
    update,
)

from messages.effects import Lane
from storage.engine.columns import UtcDateTime
from storage.engine.statements import Prepared, ask, first
from storage.outbox import slots
from storage.outbox.aim import TARGETED, Leased, outgoing, target
from storage.outbox.slots import Slot
from storage.outbox.waiting import WAITING
from storage.outgoing import Kind, Outgoing
from storage.schema.tables import outbox

log = logging.getLogger(__name__)

URGENT_LEASE = timedelta(seconds=10)
LEASE = timedelta(seconds=60)

UNREADABLE = (KeyError, TypeError, ValueError)
"""What a row raises that this release does not understand. It must cost nobody else their message."""

_NOW = bindparam("moment", type_=UtcDateTime())
_UNTIL = bindparam("until", type_=UtcDateTime())
_MOST = bindparam("most", type_=Integer())
_RESTING: BindParameter[Any] = bindparam("resting", expanding=True, type_=BigInteger())
_LANES: BindParameter[Any] = bindparam("lanes", expanding=True, type_=Integer())


def claim(
    tx: Connection,
    lanes: Collection[Lane],
    limit: int,
    now: datetime,
    lease: timedelta | None = None,
    *,
    resting: Collection[int] = (),
) -> list[Outgoing]:
    """Lease up to ``limit`` messages that are due, the most urgent first.

    A lease, not a lock: the transaction ends before anything is sent, and a worker that
    dies leaves its messages to be claimed again when the lease runs out (10 s for URGENT,
    60 s otherwise; a nudge of its own is never claimed twice, see :func:`stirring`). Within
    a chat a message waits for earlier ones of its lane and for anything more urgent, so
    nobody is asked the next question before they were warned. Chats in ``resting`` get
    only what is urgent.
    """
    return take(tx, stirring(tx, now).intersection(lanes), dict.fromkeys(Lane, limit), now, lease, resting=resting)


def take(
    tx: Connection,
    lanes: Collection[Lane],
    room: Mapping[Lane, int],
    now: datetime,
    lease: timedelta | None = None,
    *,
    resting: Collection[int] = (),
) -> list[Outgoing]:
    """Do as :func:`claim` does, in lanes that are known to stir.

    ``room`` says for each lane how many messages may have been claimed in all before it gets
    no more: the lower it is, the more is left for those above.
    """
    claimed: list[Outgoing] = []
    for lane in sorted(lanes):
        while len(claimed) < room[lane]:
            rows = _lease(tx, lane, room[lane] - len(claimed), now, lease, resting)
            ready = _aimed(tx, rows, now)
            claimed.extend(ready)
            if len(ready) == len(rows):  # otherwise some had nothing to do any more, and others may now be free
                break
    return claimed


def stirring(tx: Connection, now: datetime) -> set[Lane]:
    """Return the lanes in which something is due, free or not, after what is over was put aside.

    Over is what expired, and what somebody leased who never said what became of it: such a
    message may have arrived. A nudge is then not sent again; anything else is free again, for
    twice is better than never. One look that costs next to nothing when there is nothing.
    """
    ((some_late, some_lost, *some_due),) = ask(tx, _STIRRING(moment=now))
    if some_lost is not None:
        _let_go(tx, now)
    if some_late is not None:
        _expire(tx, now)
    return {lane for lane, some in zip(Lane, some_due, strict=True) if some is not None}


def next_due(tx: Connection, now: datetime, lanes: Collection[Lane] = tuple(Lane)) -> datetime | None:
    """Return the first moment after ``now`` at which more may be claimed than now; None if there is none."""
    moments = tx.execute(_NEXT_DUE, {"moment": now, "lanes": [int(lane) for lane in lanes]}).one()
    return min((each for each in moments if each is not None), default=None)


def free_leases(tx: Connection) -> None:
    """End what a killed process had leased. Only where no other process can be sending: on SQLite, at start."""
    leased = update(outbox).where(WAITING, outbox.c.leased_until.is_not(None))
    tx.execute(leased.values(leased_until=datetime.min.replace(tzinfo=UTC)))


def anything_due(tx: Connection, lanes: Collection[Lane], now: datetime) -> bool:
    """Return whether a message could be claimed now."""
    found = tx.execute(_ANYTHING_DUE, {"moment": now, "lanes": [int(lane) for lane in lanes]})
    return found.first() is not None


def _let_go(tx: Connection, now: datetime) -> None:
    rows: Sequence[Row[Any]] = tx.execute(_LOST, {"moment": now}).all()
    held = slots.find(tx, {(row.chat_id, row.slot) for row in rows if row.slot})
    for row in rows:
        row_itself = update(outbox).where(outbox.c.id == row.id)
        if row.lane == int(Lane.NUDGE) and _new(row, held.get((row.chat_id, row.slot))):
            values = {"state": "maybe", "settled_at": now, "failure": "nobody knows whether it arrived"}
            tx.execute(row_itself.values(leased_until=None, **values))
        else:
            tx.execute(row_itself.values(leased_until=None))


def _new(row: Row[Any], held: Slot | None) -> bool:
    """Whether a row is a message of its own; a change to one that is there may be made twice."""
    try:
        return Kind(row.kind).speaks and target(Kind(row.kind), row.body, held) is None
    except UNREADABLE:
        return True


def _expire(tx: Connection, now: datetime) -> None:
    ids = tx.execute(_TOO_LATE, {"moment": now}).scalars().all()
    if ids:
        tx.execute(delete(outbox).where(outbox.c.id.in_(ids), outbox.c.farewell.is_(True)))
        tx.execute(update(outbox).where(outbox.c.id.in_(ids)).values(state="expired", settled_at=now, body={}))


def _lease(
    tx: Connection, lane: Lane, most: int, now: datetime, lease: timedelta | None, resting: Collection[int]
) -> list[Leased]:
    until = now + (lease or (URGENT_LEASE if lane is Lane.URGENT else LEASE))
    values: dict[str, Any] = {"moment": now, "until": until, "most": most}
    if lane is Lane.URGENT:
        rows: Iterable[Any] = ask(tx, _LEASE_URGENT(**values))
    else:
        rows = tx.execute(_LEASES[lane], values | {"resting": list(resting)})
    return sorted(map(Leased._make, rows), key=lambda row: row.id)  # RETURNING has no order


def _aimed(tx: Connection, rows: list[Leased], now: datetime) -> list[Outgoing]:
    """Find the message each row is about. What has no message to act on is done already."""
    held = slots.find(tx, {(row.chat_id, row.slot) for row in rows if row.slot})
    ready = []
    for row in rows:
        try:
            message = outgoing(row, held.get((row.chat_id, row.slot)))
        except UNREADABLE as error:  # written by a newer release, perhaps: its lease gives it to somebody else
            log.error("a message cannot be read; it rests", extra={"outbox_id": row.id, "error": type(error).__name__})
            continue
        if message.kind in TARGETED and message.message_id is None:
            tx.execute(update(outbox).where(outbox.c.id == row.id).values(state="sent", settled_at=now, body={}))
            tx.execute(delete(outbox).where(outbox.c.id == row.id, outbox.c.farewell.is_(True)))
        else:
            ready.append(message)
    return ready


def _free() -> ColumnElement[bool]:
    return or_(outbox.c.leased_until.is_(None), outbox.c.leased_until <= _NOW)


def _must_wait() -> ColumnElement[bool]:
    other = outbox.alias("other")
    same_slot = and_(
        outbox.c.lane != literal_column(str(int(Lane.URGENT))),
        outbox.c.slot != literal_column("''"),
        other.c.slot == outbox.c.slot,
        other.c.id < outbox.c.id,
        other.c.leased_until > _NOW,  # its message id is not known yet, so the edit has to wait for it
    )
    earlier = and_(other.c.lane == outbox.c.lane, other.c.id < outbox.c.id)
    return exists().where(
        other.c.chat_id == outbox.c.chat_id,
        other.c.state == literal_column("'waiting'"),
        or_(other.c.lane < outbox.c.lane, earlier, same_slot),
    )


def _lease_of(lane: Lane) -> Update:
    due = select(outbox.c.id).where(
        WAITING, outbox.c.lane == int(lane), outbox.c.due_at <= _NOW, _free(), ~_must_wait()
    )
    if lane is not Lane.URGENT:
        due = due.where(outbox.c.chat_id.not_in(_RESTING))
    due = first(due.order_by(outbox.c.due_at, outbox.c.id), _MOST).with_for_update(skip_locked=True)
    return (
        update(outbox)
        .where(outbox.c.id.in_(select(due.cte("due").c.id)))
        .values(leased_until=_UNTIL, attempts=outbox.c.attempts + 1)
        .returning(*(outbox.c[name] for name in Leased._fields))
    )


def _look() -> Select[Any]:
    """The earliest of each, not EXISTS: asked for an order, both databases walk the index and stop at its first row."""
    late = select(outbox.c.id).where(WAITING, outbox.c.expires_at <= _NOW).order_by(outbox.c.expires_at)
    due = [
        select(outbox.c.id)
        .where(WAITING, outbox.c.lane == int(lane), outbox.c.due_at <= _NOW)
        .order_by(outbox.c.due_at, outbox.c.id)
        for lane in Lane
    ]
    lost = select(outbox.c.id).where(WAITING, outbox.c.leased_until <= _NOW).order_by(outbox.c.leased_until)
    return select(*(first(each, 1).scalar_subquery() for each in (late, lost, *due)))


def _next() -> Select[Any]:
    mine = outbox.c.lane.in_(_LANES)
    due = select(func.min(outbox.c.due_at)).where(WAITING, mine, outbox.c.due_at > _NOW)
    leased = select(func.min(outbox.c.leased_until)).where(WAITING, mine, outbox.c.leased_until > _NOW)
    return select(due.scalar_subquery(), leased.scalar_subquery())


_LEASES = {lane: _lease_of(lane) for lane in Lane if lane is not Lane.URGENT}
_LEASE_URGENT = Prepared(_lease_of(Lane.URGENT))
_STIRRING = Prepared(_look())
_NEXT_DUE = _next()
_TOO_LATE = select(outbox.c.id).where(WAITING, outbox.c.expires_at <= _NOW, _free()).with_for_update(skip_locked=True)
_LOST: Select[Any] = (
    select(outbox.c.id, outbox.c.chat_id, outbox.c.lane, outbox.c.kind, outbox.c.slot, outbox.c.body)
    .where(WAITING, outbox.c.leased_until <= _NOW)
    .with_for_update(skip_locked=True)
)
_ANYTHING_DUE = (
    select(outbox.c.id)
    .where(WAITING, outbox.c.lane.in_(_LANES), outbox.c.due_at <= _NOW, _free(), ~_must_wait())
    .limit(1)
)
