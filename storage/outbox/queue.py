"""Messages are queued, in the transaction that decided on them, and sometimes taken back."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    ColumnElement,
    Connection,
    Text,
    and_,
    bindparam,
    case,
    cast,
    delete,
    literal,
    literal_column,
    select,
    update,
)

from messages.effects import Lane
from storage.engine.columns import UtcDateTime, Words
from storage.engine.statements import Ask, Prepared, ask, ask_all
from storage.outbox import slots
from storage.outbox.aim import target
from storage.outbox.unsent import Unsent, UnsentText
from storage.outbox.waiting import WAITING
from storage.outgoing import Kind
from storage.schema.tables import outbox


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
    unsent = Unsent(unsent_text(*row) for row in ask(tx, _UNSENT(me=chat_id))) if slot else Unsent()
    more: dict[str, Any] = {"key": key, "slot": slot, "topic": topic, "expires_at": expires_at}
    *_, ((number, _),) = ask_all(tx, queued(unsent, chat_id, kind, body, now, lane=lane, **more))
    return int(number)


def queued(
    unsent: Unsent,
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
) -> list[Ask]:
    """Return what queues one message. The last of it is :data:`PUT`, which tells the id and the chat."""
    asks: list[Ask] = []
    held = unsent.holding(slot) if slot else []
    text = slot != "" and kind in _TEXT_KINDS
    if held and (text or kind is Kind.REMOVE):
        if text:
            body, lane = _in_place_of(held, body, lane)
        asks.append(_SUPERSEDED(me=chat_id, place=slot, moment=now))
        unsent.replaced(slot)
    elif held and kind is Kind.STRIP:
        asks.extend(_stripped(chat_id, held))
    if text and lane is not Lane.URGENT:
        unsent.add(UnsentText(None, slot, topic, lane, leased=False, body=body))
    row = {"chat_id": chat_id, "lane": int(lane), "kind": kind.value, "key": key, "topic": topic, "slot": slot}
    times = {"created_at": now, "due_at": now, "expires_at": expires_at}
    state = {"state": "waiting", "attempts": 0, "farewell": False, "failure": ""}
    return [*asks, (PUT, row | times | state | {"body": body})]


def withdrawn(unsent: Unsent, chat_id: int, topic: str, now: datetime) -> Ask:
    """Return what takes back what is unsent under a topic; what is being sent this moment is not sent a second time."""
    unsent.withdrawn(topic)
    return _WITHDRAWN(me=chat_id, subject=topic, moment=now)


def unsent_text(
    number: int, slot: str, topic: str, lane: float, leased_until: datetime | None, body: str
) -> UnsentText:
    """Return one row of the outbox as a text that waits in a slot."""
    return UnsentText(number, slot, topic, Lane(int(lane)), leased_until is not None, json.loads(body))


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


def _in_place_of(held: Sequence[UnsentText], body: dict[str, Any], lane: Lane) -> tuple[dict[str, Any], Lane]:
    """Let a newer text take the place of unsent ones in its slot, and be at least as noticeable.

    Otherwise an older text that waits in a slower lane would arrive later and
    overwrite the newer one. What is urgent is never replaced: it goes out first.
    """
    for each in held:
        if each.leased:
            continue
        inherited = {name: True for name in ("fresh", "pin") if each.body.get(name)}
        body = body | inherited
        if not each.body.get("silent"):
            body = {name: value for name, value in body.items() if name != "silent"}
        lane = min(lane, each.lane)
    return body, lane


def _stripped(chat_id: int, held: Sequence[UnsentText]) -> Iterator[Ask]:
    """Take the buttons off texts that are not sent yet."""
    newest = max((each.id for each in held if each.id is not None), default=0)
    for each in held:
        first, last = (newest + 1, _LARGEST) if each.id is None else (each.id, each.id)
        body = {name: value for name, value in each.body.items() if name != "rows"}
        yield _STRIPPED(me=chat_id, place=each.slot, first=first, last=last, document=body)


_NOTHING: ColumnElement[Any] = literal_column("'{}'", JSON())


def _taking_back(which: ColumnElement[bool], state: str) -> Prepared:
    """Let what is being sent expire, and settle what nobody sends yet."""
    moment = bindparam("moment", type_=UtcDateTime())
    leased = outbox.c.leased_until > moment
    return Prepared(
        update(outbox)
        .where(WAITING, which)
        .values(
            expires_at=case((leased, moment), else_=outbox.c.expires_at),
            state=case((leased, outbox.c.state), else_=literal(state, Words())),
            settled_at=case((leased, outbox.c.settled_at), else_=moment),
            body=case((leased, outbox.c.body), else_=_NOTHING),
        )
    )


_LARGEST = 2**63 - 1
_TEXT_KINDS = (Kind.TEXT, Kind.PICTURE)
_TEXTS = outbox.c.kind.in_([each.value for each in _TEXT_KINDS])
MINE = outbox.c.chat_id == bindparam("me", type_=BigInteger())
_REPLACEABLE = and_(outbox.c.lane != int(Lane.URGENT), _TEXTS)
"""What a newer text in its slot takes the place of; nothing takes the place of what is urgent."""
IN_SLOTS = (WAITING, outbox.c.slot != "", _REPLACEABLE)
"""Those of them that wait, in whatever slot."""
UNSENT = (
    outbox.c.id,
    outbox.c.slot,
    outbox.c.topic,
    outbox.c.lane,
    outbox.c.leased_until,
    cast(outbox.c.body, Text),
)
"""What :func:`unsent_text` wants to know of each."""
_SLOT = and_(MINE, outbox.c.slot == bindparam("place"), _REPLACEABLE)
_UNSENT = Prepared(select(*UNSENT).where(MINE, *IN_SLOTS).order_by(outbox.c.id))
_SUPERSEDED = _taking_back(_SLOT, "superseded")
_WITHDRAWN = _taking_back(and_(MINE, outbox.c.topic == bindparam("subject")), "withdrawn")
_STRIPPED = Prepared(
    update(outbox)
    .where(WAITING, _SLOT, outbox.c.id >= bindparam("first", type_=BigInteger()))
    .where(outbox.c.id <= bindparam("last", type_=BigInteger()))
    .values(body=bindparam("document", type_=JSON()))
)
_MESSAGE = ("chat_id", "lane", "kind", "key", "topic", "slot", "body")
_STATE = ("state", "created_at", "due_at", "expires_at", "attempts", "farewell", "failure")
PUT = Prepared(outbox.insert().returning(outbox.c.id, outbox.c.chat_id), (*_MESSAGE, *_STATE))
"""Queues a message and tells its id and its chat."""
