"""What is remembered of a person is read, all of it at one moment, after the person was locked.

Windows are as long as the rules that look into them need (days, weeks, months; never
everything), so that a turn costs the same after two years as after a week.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    ColumnElement,
    Connection,
    Date,
    Float,
    Row,
    Select,
    Table,
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
from storage import people
from storage.columns import UtcDateTime, Words
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


def load(tx: Connection, chat_id: int, now: datetime) -> Memory:
    """Lock the person, who is new if we never met, and return what is remembered of them."""
    return recall(tx, people.lock_or_create(tx, chat_id, now), now)


def recall(tx: Connection, person: Person, now: datetime) -> Memory:
    """Return what is remembered of ``person``. The caller holds their lock."""
    found = _everything(tx, person, now)
    notes, serious = _answers(found["answer"])
    case = Case(
        profile=profile_of(person, person.today(now)),
        facts=_facts(tx, person.chat_id, found["fact"], now),
        measures=_measures(found["measure"]),
        zone=person.zone,
        country=person.country,
        serious_checks=serious,
    )
    return Memory(
        person=person,
        case=case,
        checkins=_newest((CheckIn.model_validate(row.body) for row in found["checkin"]), lambda each: each.day),
        alerts=_newest((Alert.model_validate(row.body) for row in found["alert"]), lambda each: each.opened_at),
        nudges=_newest((NudgeRecord.model_validate(row.body) for row in found["nudge"]), lambda each: each.sent_at),
        notes=notes,
        agenda=_agenda(found["plan"]),
    )


def _newest(kept: Iterable[D], when: Callable[[D], date]) -> tuple[D, ...]:
    return tuple(sorted(kept, key=when, reverse=True))


def _everything(tx: Connection, person: Person, now: datetime) -> dict[str, list[Row[Any]]]:
    """Read all of it with one question, sorted into kinds: a way to the database costs more than what is brought."""
    windows = {
        "since": now - DIARY,
        "first_day": person.today(now) - DIARY,
        "lately": now - NUDGES,
        "history": now - HISTORY,
        "recent": now - RECENT,
    }
    found: dict[str, list[Row[Any]]] = {kind: [] for kind in _KINDS}
    for row in tx.execute(_EVERYTHING, {"me": person.chat_id, **windows}):
        found[row.kind].append(row)
    return found


def _answers(rows: list[Row[Any]]) -> tuple[tuple[tuple[datetime, str], ...], tuple[datetime, ...]]:
    """Return notes, the newest first, and uses of /serious, the oldest first."""
    rows.sort(key=_age, reverse=True)
    notes = tuple((row.at, row.b) for row in rows if row.a == "note")
    return notes, tuple(row.at for row in reversed(rows) if row.a == "serious.started")


def _facts(tx: Connection, chat_id: int, rows: list[Row[Any]], now: datetime) -> tuple[Fact, ...]:
    until = now - RECENT
    window = {"me": chat_id, "since": now - HISTORY, "until": until}
    for flag in sorted({row.a for row in rows if row.at < until}):  # rare: how the old trouble stood when last asked
        rows = rows + list(tx.execute(_LAST_OLD_FACT, window | {"flag": flag}))
    unique = {row.id: row for row in rows}
    return tuple(
        Fact(row.a, Answer(row.b), row.at, Origin(row.c), row.d, row.e, row.yes)
        for row in sorted(unique.values(), key=_age)
    )


def _measures(rows: list[Row[Any]]) -> tuple[Measure, ...]:
    return tuple(Measure(MeasureKind(row.a), row.number, row.at, Origin(row.b)) for row in sorted(rows, key=_age))


def _agenda(rows: list[Row[Any]]) -> dict[tuple[str, str], datetime]:
    """Return what is planned, the earliest first."""
    return {(row.a, row.b): row.at for row in sorted(rows, key=lambda row: (row.at, row.a, row.b))}


def _age(row: Row[Any]) -> tuple[datetime, int]:
    return row.at, row.id


# Built once: each runs in every turn, and building a statement costs more than running it.

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
    "body": JSON(),
}
"""What a row of any kind has room for; each kind fills its own."""
_KINDS = ("fact", "measure", "answer", "checkin", "alert", "nudge", "plan")


def _part(kind: str, **filled: ColumnElement[Any]) -> Select[Any]:
    """Return rows of one kind. What it does not fill is NULL, with a type: PostgreSQL compares the parts' types."""
    row = (filled.get(name, cast(null(), shape)).label(name) for name, shape in _COLUMNS.items())
    return select(literal(kind, Words()).label("kind"), *row)


def _newest_of(part: Select[Any], table: Table) -> Select[Any]:
    return select(part.order_by(table.c.at.desc(), table.c.id.desc()).limit(MOST).subquery())


_FACT = _part(
    "fact",
    id=facts.c.id,
    at=facts.c.at,
    a=facts.c.flag,
    b=facts.c.answer,
    c=facts.c.origin,
    d=facts.c.words,
    e=facts.c.rule,
    yes=facts.c.unchanged_and_checked,
).where(facts.c.chat_id == _ME)
_OLD_POSITIVE = (facts.c.at >= _HISTORY, facts.c.at < _RECENTLY, facts.c.answer.in_(_POSITIVE))
_MEASURE = (
    _part(
        "measure",
        id=measures.c.id,
        at=measures.c.at,
        a=measures.c.kind,
        b=measures.c.origin,
        number=measures.c.value,
    )
    .where(measures.c.chat_id == _ME, measures.c.at >= _HISTORY)
    .where(or_(measures.c.at >= _RECENTLY, measures.c.kind == MeasureKind.WEIGHT_KG.value))
)
_ANSWER = _part("answer", id=answers.c.id, at=answers.c.at, a=answers.c.question, b=answers.c.value).where(
    answers.c.chat_id == _ME, answers.c.question.in_(["note", "serious.started"]), answers.c.at >= _SINCE
)
_EVERYTHING = union_all(
    _newest_of(_FACT.where(facts.c.at >= _RECENTLY), facts),
    _newest_of(_FACT.where(*_OLD_POSITIVE), facts),
    _newest_of(_MEASURE, measures),
    _newest_of(_ANSWER, answers),
    _part("checkin", body=checkins.c.body).where(
        checkins.c.chat_id == _ME, checkins.c.day >= bindparam("first_day", type_=Date())
    ),
    _part("alert", body=alerts.c.body).where(
        alerts.c.chat_id == _ME, or_(alerts.c.opened_at >= _SINCE, alerts.c.state != AlertState.RESOLVED.value)
    ),
    _part("nudge", body=nudges.c.body).where(
        nudges.c.chat_id == _ME, nudges.c.sent_at >= bindparam("lately", type_=UtcDateTime())
    ),
    _part("plan", at=agenda.c.due_at, a=agenda.c.topic, b=agenda.c.key).where(agenda.c.chat_id == _ME),
)
_LAST_OLD_FACT = (
    _FACT.where(facts.c.at >= _SINCE, facts.c.at < bindparam("until", type_=UtcDateTime()))
    .where(facts.c.flag == bindparam("flag", type_=Words()))
    .order_by(facts.c.at.desc(), facts.c.id.desc())
    .limit(1)
)
