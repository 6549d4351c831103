"""What is remembered of a person is read, all of it at one moment, after the person was locked.

Windows are as long as the rules that look into them need (days, weeks, months; never
everything), so that a turn costs the same after two years as after a week.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import BigInteger, Connection, Date, bindparam, literal, or_, select, union_all

from messages.memory import Alert, AlertState, CheckIn, Memory, NudgeRecord, Person
from messages.profile import profile_of
from messages.triage.vocabulary import Answer, Case, Fact, Measure, MeasureKind, Origin
from storage import agenda, people
from storage.columns import UtcDateTime, Words
from storage.tables import alerts, answers, checkins, facts, measures, nudges

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
    documents = _documents(tx, person, now)
    notes, serious = _answers(tx, person.chat_id, now)
    case = Case(
        profile=profile_of(person, person.today(now)),
        facts=_facts(tx, person.chat_id, now),
        measures=_measures(tx, person.chat_id, now),
        zone=person.zone,
        country=person.country,
        serious_checks=serious,
    )
    return Memory(
        person=person,
        case=case,
        checkins=_newest(map(CheckIn.model_validate, documents["checkin"]), lambda each: each.day),
        alerts=_newest(map(Alert.model_validate, documents["alert"]), lambda each: each.opened_at),
        nudges=_newest(map(NudgeRecord.model_validate, documents["nudge"]), lambda each: each.sent_at),
        notes=notes,
        agenda=agenda.planned(tx, person.chat_id),
    )


def _newest(kept: Iterable[D], when: Callable[[D], date]) -> tuple[D, ...]:
    return tuple(sorted(kept, key=when, reverse=True))


def _documents(tx: Connection, person: Person, now: datetime) -> dict[str, list[Any]]:
    """Read check-ins, alerts and nudges in one go."""
    windows = {"since": now - DIARY, "first_day": person.today(now) - DIARY, "lately": now - NUDGES}
    found: dict[str, list[Any]] = {"checkin": [], "alert": [], "nudge": []}
    for kind, body in tx.execute(_DOCUMENTS, {"me": person.chat_id, **windows}):
        found[kind].append(body)
    return found


def _answers(
    tx: Connection, chat_id: int, now: datetime
) -> tuple[tuple[tuple[datetime, str], ...], tuple[datetime, ...]]:
    rows = tx.execute(_ANSWERS, {"me": chat_id, "since": now - DIARY}).all()
    notes = tuple((at, value) for question, at, value in rows if question == "note")
    return notes, tuple(at for question, at, _ in reversed(rows) if question == "serious.started")


def _facts(tx: Connection, chat_id: int, now: datetime) -> tuple[Fact, ...]:
    window = {"me": chat_id, "since": now - HISTORY, "until": now - RECENT}
    found = tx.execute(_KNOWN_FACTS, window | {"recent": now - RECENT}).all()
    rows = list(found)
    positive = [row for row in found if row.at < window["until"]]
    for flag in sorted({row.flag for row in positive}):  # rare: how the old trouble stood when it was last asked
        rows += tx.execute(_LAST_OLD_FACT, window | {"flag": flag})
    unique = {row.id: row for row in rows}
    return tuple(
        Fact(row.flag, Answer(row.answer), row.at, Origin(row.origin), row.words, row.rule, row.unchanged_and_checked)
        for row in sorted(unique.values(), key=lambda row: (row.at, row.id))
    )


def _measures(tx: Connection, chat_id: int, now: datetime) -> tuple[Measure, ...]:
    rows = tx.execute(_MEASURES, {"me": chat_id, "since": now - HISTORY, "recent": now - RECENT}).all()
    return tuple(Measure(MeasureKind(kind), value, at, Origin(origin)) for kind, value, at, origin in reversed(rows))


# Built once: each runs in every turn, and building a statement costs more than running it.

_ME = bindparam("me", type_=BigInteger())
_SINCE = bindparam("since", type_=UtcDateTime())
_BEFORE = bindparam("until", type_=UtcDateTime())

_DOCUMENTS = union_all(
    select(literal("checkin"), checkins.c.body).where(
        checkins.c.chat_id == _ME, checkins.c.day >= bindparam("first_day", type_=Date())
    ),
    select(literal("alert"), alerts.c.body).where(
        alerts.c.chat_id == _ME, or_(alerts.c.opened_at >= _SINCE, alerts.c.state != AlertState.RESOLVED.value)
    ),
    select(literal("nudge"), nudges.c.body).where(
        nudges.c.chat_id == _ME, nudges.c.sent_at >= bindparam("lately", type_=UtcDateTime())
    ),
)

_ANSWERS = (
    select(answers.c.question, answers.c.at, answers.c.value)
    .where(answers.c.chat_id == _ME, answers.c.question.in_(["note", "serious.started"]), answers.c.at >= _SINCE)
    .order_by(answers.c.at.desc(), answers.c.id.desc())
    .limit(MOST)
)

_FACTS = (
    select(
        facts.c.id,
        facts.c.flag,
        facts.c.answer,
        facts.c.at,
        facts.c.origin,
        facts.c.words,
        facts.c.rule,
        facts.c.unchanged_and_checked,
    )
    .where(facts.c.chat_id == _ME, facts.c.at >= _SINCE)
    .order_by(facts.c.at.desc(), facts.c.id.desc())
)
_RECENT_FACTS = _FACTS.where(facts.c.at >= bindparam("recent", type_=UtcDateTime())).limit(MOST)
_OLD_POSITIVE_FACTS = _FACTS.where(facts.c.at < _BEFORE, facts.c.answer.in_(_POSITIVE)).limit(MOST)
_KNOWN_FACTS = union_all(select(_RECENT_FACTS.subquery()), select(_OLD_POSITIVE_FACTS.subquery()))
_LAST_OLD_FACT = _FACTS.where(facts.c.at < _BEFORE, facts.c.flag == bindparam("flag", type_=Words())).limit(1)

_MEASURES = (
    select(measures.c.kind, measures.c.value, measures.c.at, measures.c.origin)
    .where(measures.c.chat_id == _ME, measures.c.at >= _SINCE)
    .where(
        or_(
            measures.c.at >= bindparam("recent", type_=UtcDateTime()),
            measures.c.kind == MeasureKind.WEIGHT_KG.value,
        )
    )
    .order_by(measures.c.at.desc(), measures.c.id.desc())
    .limit(MOST)
)
