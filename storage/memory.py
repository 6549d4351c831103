"""What is remembered of a person is read, all of it at one moment, after the person was locked.

Windows are as long as the rules that look into them need (days, weeks, months; never
everything), so that a turn costs the same after two years as after a week.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import (
    BigInteger,
    Boolean,
    ColumnElement,
    Connection,
    Date,
    Float,
    Select,
    Table,
    Text,
    bindparam,
    cast,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.types import TypeEngine

from messages.memory import Alert, AlertState, CheckIn, Memory, NudgeRecord, Person
from messages.profile import profile_of
from messages.triage.vocabulary import Answer, Case, Fact, Measure, MeasureKind, Origin
from storage import outbox, people
from storage.columns import UtcDateTime, Words
from storage.statements import Ask, Prepared, Rows, ask, first
from storage.tables import agenda, alerts, answers, checkins, facts, measures, nudges

D = TypeVar("D", CheckIn, Alert, NudgeRecord)

DIARY = timedelta(days=60)
"""Check-ins, notes, resolved alerts, uses of /serious."""
NUDGES = timedelta(days=14)
RECENT = timedelta(days=100)
"""Every fact and number: covers the longest rule over daily values (twelve weeks)."""
HISTORY = timedelta(days=730)
"""What was ever answered yes or not sure, how that stood last, and weights."""
MOST = 2000
"""Rows of one kind; a bound for the time a turn takes, reached only by rubbish."""

_POSITIVE = (Answer.YES.value, Answer.NOT_SURE.value)


@dataclass(frozen=True, slots=True)
class Recalled:
    """What a turn begins with."""

    memory: Memory
    unsent: outbox.Unsent
    unproven: bool
    """The message whose button was pressed is not known, and may be one of those nobody reported as delivered."""


def load(tx: Connection, chat_id: int, now: datetime) -> Memory:
    """Lock the person, who is new if we never met, and return what is remembered of them."""
    person = people.lock_or_create(tx, chat_id, now)
    return recalled(tx, ask(tx, asked(chat_id, now)), person, now).memory


def asked(chat_id: int, now: datetime, *, pressed: int = 0) -> Ask:
    """Return what asks for all that is remembered of a person; the caller holds their lock when it is run.

    One question, for a way to the database costs more than what is brought. ``pressed`` is the
    message whose button was pressed, if one was.
    """
    return _EVERYTHING(
        me=chat_id,
        since=now - DIARY,
        first_day=(now - DIARY).date() - timedelta(days=1),  # the person's own day may be the one before
        lately=now - NUDGES,
        history=now - HISTORY,
        recent=now - RECENT,
        pressed=pressed,
    )


def recalled(tx: Connection, rows: Rows, person: Person, now: datetime) -> Recalled:
    """Return what the answer to :func:`asked` says."""
    found: dict[str, Rows] = {kind: [] for kind in _KINDS}
    for kind, *row in rows:
        found[kind].append(tuple(row))
    notes, serious = _answers(found["answer"])
    first_day = person.today(now) - DIARY
    kept = (each for each in _documents(CheckIn, found["checkin"]) if each.day >= first_day)
    memory = Memory(
        person=person,
        case=Case(
            profile=profile_of(person, person.today(now)),
            facts=_facts(tx, person.chat_id, found["fact"], now),
            measures=_measures(found["measure"]),
            zone=person.zone,
            country=person.country,
            serious_checks=serious,
        ),
        checkins=_newest(kept, lambda each: each.day),
        alerts=_newest(_documents(Alert, found["alert"]), lambda each: each.opened_at),
        nudges=_newest(_documents(NudgeRecord, found["nudge"]), lambda each: each.sent_at),
        notes=notes,
        agenda=_agenda(found["plan"]),
    )
    return Recalled(memory, outbox.Unsent(_unsent(found["unsent"])), unproven=bool(found["unproven"]))


def _documents(shape: type[D], rows: Rows) -> Iterable[D]:
    # The model reads the text faster than a driver would, and than it reads what a driver made of it.
    return (shape.model_validate_json(body) for *_, body in rows)


def _newest(kept: Iterable[D], when: Callable[[D], date]) -> tuple[D, ...]:
    return tuple(sorted(kept, key=when, reverse=True))


def _answers(rows: Rows) -> tuple[tuple[tuple[datetime, str], ...], tuple[datetime, ...]]:
    """Return notes, the newest first, and uses of /serious, the oldest first."""
    rows.sort(key=_age, reverse=True)
    notes = tuple((at, value) for _, at, question, value, *_ in rows if question == "note")
    return notes, tuple(at for _, at, question, *_ in reversed(rows) if question == "serious.started")


def _facts(tx: Connection, chat_id: int, rows: Rows, now: datetime) -> tuple[Fact, ...]:
    until = now - RECENT
    for flag in sorted({row[2] for row in rows if row[1] < until}):  # rare: how the old trouble stood when last asked
        last = ask(tx, _LAST_OLD_FACT(me=chat_id, since=now - HISTORY, until=until, flag=flag))
        rows = rows + [row[1:] for row in last]
    unique = {row[0]: row for row in rows}
    return tuple(
        Fact(flag, Answer(answer), at, Origin(origin), words, rule, yes)
        for _, at, flag, answer, origin, words, rule, _, yes, _ in sorted(unique.values(), key=_age)
    )


def _measures(rows: Rows) -> tuple[Measure, ...]:
    return tuple(
        Measure(MeasureKind(kind), number, at, Origin(origin))
        for _, at, kind, origin, _, _, _, number, _, _ in sorted(rows, key=_age)
    )


def _agenda(rows: Rows) -> dict[tuple[str, str], datetime]:
    """Return what is planned, the earliest first."""
    planned = sorted((at, topic, key) for _, at, topic, key, *_ in rows)
    return {(topic, key): at for at, topic, key in planned}


def _unsent(rows: Rows) -> Iterable[outbox.UnsentText]:
    for number, leased_until, slot, topic, _, _, _, lane, _, body in sorted(rows, key=lambda row: int(row[0])):
        yield outbox.unsent_text(number, slot, topic, lane, leased_until, body)


def _age(row: tuple[Any, ...]) -> tuple[datetime, int]:
    return row[1], row[0]


_ME = bindparam("me", type_=BigInteger())
_SINCE = bindparam("since", type_=UtcDateTime())
_RECENTLY = bindparam("recent", type_=UtcDateTime())
_HISTORY = bindparam("history", type_=UtcDateTime())
_COLUMNS: dict[str, TypeEngine[Any]] = {
    "id": BigInteger(),
    "at": UtcDateTime(),
    "a": Words(),
    "b": Words(),
    "c": Words(),
    "d": Words(),
    "e": Words(),
    "number": Float(),
    "yes": Boolean(),
    "body": Text(),
}
"""What a row of any kind has room for; each kind fills its own."""
_KINDS = ("fact", "measure", "answer", "checkin", "alert", "nudge", "plan", "unsent", "unproven")


_SHAPES = {name: cast(null(), shape) for name, shape in _COLUMNS.items()}
_NOTHING: dict[str, ColumnElement[Any]] = {name: null() for name in _COLUMNS}


def _part(kind: str, filled: Mapping[str, ColumnElement[Any]]) -> Select[Any]:
    """Return rows of one kind, with NULL for what it does not fill."""
    # PostgreSQL takes the types of all parts from the first. Its driver reads a short text faster than a long one.
    row = (_SHAPES if kind == _KINDS[0] else _NOTHING) | dict(filled)
    return select(literal(kind, Words()).label("kind"), *(column.label(name) for name, column in row.items()))


def _newest_of(
    kind: str, columns: Mapping[str, ColumnElement[Any]], table: Table, *which: ColumnElement[bool]
) -> Select[Any]:
    named = (column.label(name) for name, column in columns.items())
    newest = select(*named).where(table.c.chat_id == _ME, *which).order_by(table.c.at.desc(), table.c.id.desc())
    found = first(newest, MOST).subquery()
    return _part(kind, {name: found.c[name] for name in columns})


_FACT: dict[str, ColumnElement[Any]] = {
    "id": facts.c.id,
    "at": facts.c.at,
    "a": facts.c.flag,
    "b": facts.c.answer,
    "c": facts.c.origin,
    "d": facts.c.words,
    "e": facts.c.rule,
    "yes": facts.c.unchanged_and_checked,
}
_OLD_POSITIVE = (facts.c.at >= _HISTORY, facts.c.at < _RECENTLY, facts.c.answer.in_(_POSITIVE))
_MEASURE = {
    "id": measures.c.id,
    "at": measures.c.at,
    "a": measures.c.kind,
    "b": measures.c.origin,
    "number": measures.c.value,
}
_LATELY_OR_WEIGHT = or_(measures.c.at >= _RECENTLY, measures.c.kind == MeasureKind.WEIGHT_KG.value)
_ANSWER = {"id": answers.c.id, "at": answers.c.at, "a": answers.c.question, "b": answers.c.value}
_ASKED_FOR = answers.c.question.in_(["note", "serious.started"])
_NUMBER, _SLOT, _TOPIC, _LANE, _LEASED, _BODY = outbox.UNSENT
_EVERYTHING = Prepared(
    union_all(
        _newest_of("fact", _FACT, facts, facts.c.at >= _RECENTLY),
        _newest_of("fact", _FACT, facts, *_OLD_POSITIVE),
        _newest_of("measure", _MEASURE, measures, measures.c.at >= _HISTORY, _LATELY_OR_WEIGHT),
        _newest_of("answer", _ANSWER, answers, _ASKED_FOR, answers.c.at >= _SINCE),
        _part("checkin", {"body": cast(checkins.c.body, Text)}).where(
            checkins.c.chat_id == _ME, checkins.c.day >= bindparam("first_day", type_=Date())
        ),
        _part("alert", {"body": cast(alerts.c.body, Text)}).where(
            alerts.c.chat_id == _ME, or_(alerts.c.opened_at >= _SINCE, alerts.c.state != AlertState.RESOLVED.value)
        ),
        _part("nudge", {"body": cast(nudges.c.body, Text)}).where(
            nudges.c.chat_id == _ME, nudges.c.sent_at >= bindparam("lately", type_=UtcDateTime())
        ),
        _part("plan", {"at": agenda.c.due_at, "a": agenda.c.topic, "b": agenda.c.key}).where(agenda.c.chat_id == _ME),
        _part(
            "unsent",
            {"id": _NUMBER, "at": _LEASED, "a": _SLOT, "b": _TOPIC, "number": cast(_LANE, Float), "body": _BODY},
        ).where(outbox.MINE, *outbox.IN_SLOTS),
        _part("unproven", {"id": _NUMBER}).where(
            outbox.MINE, *outbox.may_have_arrived(bindparam("pressed", type_=BigInteger()))
        ),
    )
)
_LAST_OLD_FACT = Prepared(
    first(
        _part("fact", _FACT)
        .where(facts.c.chat_id == _ME, facts.c.at >= _SINCE)
        .where(facts.c.at < bindparam("until", type_=UtcDateTime()), facts.c.flag == bindparam("flag", type_=Words()))
        .order_by(facts.c.at.desc(), facts.c.id.desc()),
        1,
    )
)
