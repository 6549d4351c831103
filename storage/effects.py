"""What a turn decided becomes rows, in the order it was decided, in the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import assert_never

from sqlalchemy import Connection

from messages.catalogue import render, text_of
from messages.effects import (
    Consented,
    Document,
    Effect,
    Export,
    Forget,
    Judged,
    KeepAlert,
    KeepCheckIn,
    KeepNudge,
    Lane,
    Learn,
    Plan,
    Record,
    Remove,
    Say,
    Strip,
    Toast,
    Unpin,
    Unplan,
    Withdraw,
)
from messages.memory import Person
from storage import agenda, export, judgements, outbox, tables
from storage.database import upsert
from storage.forget import forget
from storage.outgoing import Kind, body_of
from storage.people import sound


@dataclass(frozen=True, slots=True)
class RenderedToast:
    """A short answer to a pressed button, ready to be shown."""

    text: str
    alert: bool


@dataclass(frozen=True, slots=True)
class Applied:
    """What the edge must know of a turn that took effect."""

    toasts: tuple[RenderedToast, ...] = ()
    urgent: bool = False
    """Something must go out at once."""


@dataclass(slots=True)
class _Sheet:
    """What is gathered while effects are applied."""

    recorded: frozenset[str]
    """Words that are written down as an answer or a note in this turn."""
    toasts: list[RenderedToast] = field(default_factory=list)
    queued: list[int] = field(default_factory=list)
    urgent: bool = False


def apply(tx: Connection, person: Person, effects: Iterable[Effect], now: datetime) -> Applied:
    """Write down everything in ``effects`` and return what must be told to the edge.

    ``person`` is the person after the turn, saved already; the caller holds their lock.
    Messages are rendered here: a text that cannot be rendered raises CatalogueError and
    with that undoes the turn.
    """
    every = tuple(effects)
    sheet = _Sheet(frozenset(each.value for each in every if isinstance(each, Record)))
    for plans, some in groupby(every, lambda each: isinstance(each, Plan)):
        if plans:
            _plan(tx, person, some)
        else:
            for effect in some:
                _apply_one(tx, person, effect, now, sheet)
    return Applied(tuple(sheet.toasts), sheet.urgent)


def _apply_one(tx: Connection, person: Person, effect: Effect, now: datetime, sheet: _Sheet) -> None:
    me = person.chat_id
    match effect:
        case Say():
            _say(tx, person, effect, now, sheet)
        case Document():
            sheet.queued.append(_document(tx, person, effect, now))
        case Strip(slot=slot):
            sheet.queued.append(outbox.put(tx, me, Kind.STRIP, {}, now, lane=Lane.REPLY, slot=slot))
        case Remove(slot=slot):
            sheet.queued.append(outbox.put(tx, me, Kind.REMOVE, {}, now, lane=Lane.REPLY, slot=slot))
        case Unpin(slot=slot):
            sheet.queued.append(outbox.put(tx, me, Kind.UNPIN, {}, now, lane=Lane.REPLY, slot=slot))
        case Withdraw(topic=topic):
            outbox.withdraw(tx, me, topic, now)
        case Toast(key=key, params=params, alert=alert):
            sheet.toasts.append(RenderedToast(text_of(person.locale, key, params), alert))
        case Plan():
            _plan(tx, person, [effect])
        case Unplan(topic=topic, key=key):
            agenda.unplan(tx, me, topic, key)
        case Export():
            # Without words: the dialogue says what is coming in a message of its own.
            document = Document("", export.filename(person, now), export.gather(tx, person, now))
            sheet.queued.append(_document(tx, person, document, now))
        case Forget():
            forget(tx, me, now, farewells=sheet.queued)
        case _:
            _keep(tx, person, effect, now, sheet.recorded)


def _plan(tx: Connection, person: Person, plans: Iterable[Effect]) -> None:
    """Plan everything that is decided in one breath with one statement; of the same moment, the last word counts."""
    moments = {(each.topic, each.key): each.due_at for each in plans if isinstance(each, Plan)}
    agenda.plan_all(tx, [(person.chat_id, topic, key, due_at) for (topic, key), due_at in moments.items()])


def _keep(
    tx: Connection,
    person: Person,
    effect: Record | Learn | Judged | KeepAlert | KeepCheckIn | KeepNudge | Consented,
    now: datetime,
    recorded: frozenset[str],
) -> None:
    me = person.chat_id
    match effect:
        case Record():
            values = {name: getattr(effect, name) for name in ("question", "value", "day", "origin", "run", "late")}
            tx.execute(tables.answers.insert().values(chat_id=me, at=now, **values))
        case Learn():
            _learn(tx, me, effect)
        case Judged():
            judgements.write(tx, me, effect, now, recorded)
        case KeepAlert(alert=alert):
            seen = {"level": alert.level, "state": alert.state.value, "opened_at": alert.opened_at}
            upsert(tx, tables.alerts, chat_id=me, id=alert.id, body=sound(alert), **seen)
        case KeepCheckIn(checkin=checkin):
            upsert(tx, tables.checkins, chat_id=me, day=checkin.day, state=checkin.state.value, body=sound(checkin))
        case KeepNudge(nudge=nudge):
            seen = {"kind": nudge.kind, "state": nudge.state.value, "sent_at": nudge.sent_at}
            upsert(tx, tables.nudges, chat_id=me, run=nudge.run, body=sound(nudge), **seen)
        case Consented(version=version, given=given):
            tx.execute(tables.consents.insert().values(chat_id=me, at=now, version=version, given=given))
        case _:
            assert_never(effect)


def _say(tx: Connection, person: Person, say: Say, now: datetime, sheet: _Sheet) -> None:
    expires_at = None if say.expires_after is None else now + say.expires_after
    sheet.urgent = sheet.urgent or say.lane is Lane.URGENT
    row = outbox.put(
        tx,
        person.chat_id,
        Kind.PICTURE if say.picture else Kind.TEXT,
        body_of(say, render(person.locale, say)),
        now,
        lane=say.lane,
        key=say.key,
        slot=say.slot,
        topic=say.topic,
        expires_at=expires_at,
    )
    sheet.queued.append(row)


def _document(tx: Connection, person: Person, document: Document, now: datetime) -> int:
    caption = text_of(person.locale, document.key) if document.key else ""
    body = {"text": caption, "filename": document.filename, "content": document.content}
    return outbox.put(tx, person.chat_id, Kind.DOCUMENT, body, now, lane=document.lane, key=document.key)


def _learn(tx: Connection, chat_id: int, learn: Learn) -> None:
    if learn.facts:
        names = ("flag", "at", "words", "rule", "unchanged_and_checked")
        rows = [
            {"chat_id": chat_id, "answer": each.answer.value, "origin": each.origin.value}
            | {name: getattr(each, name) for name in names}
            for each in learn.facts
        ]
        tx.execute(tables.facts.insert(), rows)
    if learn.measures:
        tx.execute(
            tables.measures.insert(),
            [
                {"chat_id": chat_id, "kind": m.kind.value, "value": m.value, "at": m.at, "origin": m.origin.value}
                for m in learn.measures
            ],
        )
