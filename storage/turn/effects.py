"""What a turn decided becomes rows, in the order it was decided, in the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

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
from messages.triage.reading import by_network, by_rules
from storage import agenda, outbox
from storage.engine.statements import Ask, put, put_in_place
from storage.outbox import Unsent
from storage.outgoing import Kind, body_of
from storage.person import export
from storage.person.people import spelt
from storage.schema import tables
from storage.turn import judgements
from storage.turn.forget import forget
from storage.turn.sheet import Sheet


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


def write_down(sheet: Sheet, unsent: Unsent, person: Person, effects: Iterable[Effect], now: datetime) -> Applied:
    """Add everything in ``effects`` to ``sheet`` and return what must be told to the edge.

    ``person`` is the person after the turn, on the sheet already; the caller holds their lock.
    Messages are rendered here: a text that cannot be rendered raises CatalogueError and
    with that undoes the turn.
    """
    every = tuple(effects)
    recorded = [each.value for each in every if isinstance(each, Record)]
    toasts: list[RenderedToast] = []
    urgent = False
    for effect in every:
        match effect:
            case Toast(key=key, params=params, alert=alert):
                toasts.append(RenderedToast(text_of(person.locale, key, params), alert))
            case Export():
                sheet.hand_over()
                gathered = export.gather(sheet.tx, person, now)
                file = Document("rights.export_file", export.filename(person, now), gathered)
                sheet.add(_document(unsent, person, file, now))
            case Forget():
                sheet.hand_over()
                forget(sheet.tx, person.chat_id, now, farewells=sheet.queued_for(person.chat_id))
                by_rules.cache_clear()  # nobody knows whose texts these are: the last of everybody
                by_network.cache_clear()
            case Say() | Document() | Strip() | Remove() | Unpin() | Withdraw():
                sheet.add(_to_the_chat(unsent, person, effect, now))
                urgent = urgent or (isinstance(effect, Say) and effect.lane is Lane.URGENT)
            case _:
                sheet.add(_keep(person.chat_id, effect, now, recorded))
    return Applied(tuple(toasts), urgent)


def _to_the_chat(
    unsent: Unsent, person: Person, effect: Say | Document | Strip | Remove | Unpin | Withdraw, now: datetime
) -> Sequence[Ask]:
    me = person.chat_id
    match effect:
        case Say():
            return _say(unsent, person, effect, now)
        case Document():
            return _document(unsent, person, effect, now)
        case Strip(slot=slot):
            return outbox.queued(unsent, me, Kind.STRIP, {}, now, lane=Lane.REPLY, slot=slot)
        case Remove(slot=slot):
            return outbox.queued(unsent, me, Kind.REMOVE, {}, now, lane=Lane.REPLY, slot=slot)
        case Unpin(slot=slot):
            return outbox.queued(unsent, me, Kind.UNPIN, {}, now, lane=Lane.REPLY, slot=slot)
        case Withdraw(topic=topic):
            return (outbox.withdrawn(unsent, me, topic, now),)
        case _:
            assert_never(effect)


def _keep(
    me: int,
    effect: Record | Learn | Judged | KeepAlert | KeepCheckIn | KeepNudge | Plan | Unplan | Consented,
    now: datetime,
    recorded: Sequence[str],
) -> Sequence[Ask]:
    match effect:
        case Record():
            return (_RECORD(chat_id=me, at=now, **{name: getattr(effect, name) for name in _RECORDED}),)
        case Learn():
            return _learnt(me, effect)
        case Judged():
            return (judgements.written(me, effect, now, recorded),)
        case Plan(topic=topic, key=key, due_at=due_at):
            return (agenda.planned(me, topic, key, due_at),)
        case Unplan(topic=topic, key=key):
            return (agenda.unplanned(me, topic, key),)
        case _:
            return (_document_kept(me, effect, now),)


def _document_kept(me: int, effect: KeepAlert | KeepCheckIn | KeepNudge | Consented, now: datetime) -> Ask:
    match effect:
        case KeepAlert(alert=alert):
            seen = {"level": alert.level, "state": alert.state.value, "opened_at": alert.opened_at}
            return _ALERT(chat_id=me, id=alert.id, body=spelt(alert), **seen)
        case KeepCheckIn(checkin=checkin):
            return _CHECKIN(chat_id=me, day=checkin.day, state=checkin.state.value, body=spelt(checkin))
        case KeepNudge(nudge=nudge):
            seen = {"kind": nudge.kind, "state": nudge.state.value, "sent_at": nudge.sent_at}
            return _NUDGE(chat_id=me, run=nudge.run, body=spelt(nudge), **seen)
        case Consented(version=version, given=given):
            return _CONSENT(chat_id=me, at=now, version=version, given=given)
        case _:
            assert_never(effect)


def _say(unsent: Unsent, person: Person, say: Say, now: datetime) -> list[Ask]:
    return outbox.queued(
        unsent,
        person.chat_id,
        Kind.PICTURE if say.picture else Kind.TEXT,
        body_of(say, render(person.locale, say)),
        now,
        lane=say.lane,
        key=say.key,
        slot=say.slot,
        topic=say.topic,
        expires_at=None if say.expires_after is None else now + say.expires_after,
    )


def _document(unsent: Unsent, person: Person, document: Document, now: datetime) -> list[Ask]:
    caption = text_of(person.locale, document.key) if document.key else ""
    body = {"text": caption, "filename": document.filename, "content": document.content}
    return outbox.queued(unsent, person.chat_id, Kind.DOCUMENT, body, now, lane=document.lane, key=document.key)


def _learnt(me: int, learn: Learn) -> list[Ask]:
    told = [
        _FACT(
            chat_id=me,
            at=fact.at,
            flag=fact.flag,
            answer=fact.answer.value,
            origin=fact.origin.value,
            words=fact.words,
            rule=fact.rule,
            unchanged_and_checked=fact.unchanged_and_checked,
        )
        for fact in learn.facts
    ]
    measured = [
        _MEASURE(chat_id=me, at=each.at, kind=each.kind.value, value=each.value, origin=each.origin.value)
        for each in learn.measures
    ]
    return told + measured


_RECORDED = ("question", "value", "day", "origin", "run", "late")
_RECORD = put(tables.answers, "chat_id", "at", *_RECORDED)
_FACT = put(tables.facts, "chat_id", "at", "flag", "answer", "origin", "words", "rule", "unchanged_and_checked")
_MEASURE = put(tables.measures, "chat_id", "at", "kind", "value", "origin")
_CONSENT = put(tables.consents, "chat_id", "at", "version", "given")
_ALERT = put_in_place(tables.alerts, "chat_id", "id", "level", "state", "opened_at", "body")
_CHECKIN = put_in_place(tables.checkins, "chat_id", "day", "state", "body")
_NUDGE = put_in_place(tables.nudges, "chat_id", "run", "kind", "state", "sent_at", "body")
