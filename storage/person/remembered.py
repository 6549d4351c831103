"""Which rows are remembered of people, in one statement: for one person, or for many whose turns are due together.

Windows are as long as the rules that look into them need (days, weeks, months; never
everything), so that a turn costs the same after two years as after a week.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    BindParameter,
    Boolean,
    Column,
    ColumnElement,
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
)
from sqlalchemy.types import TypeEngine

from messages.memory import AlertState
from messages.triage.vocabulary import Answer, MeasureKind
from storage import outbox
from storage.engine.columns import UtcDateTime, Words
from storage.engine.statements import first
from storage.schema.tables import agenda, alerts, answers, checkins, facts, measures, nudges
from storage.schema.tables import outbox as messages

DIARY = timedelta(days=60)
"""Check-ins, notes, resolved alerts, uses of /serious."""
NUDGES = timedelta(days=14)
RECENT = timedelta(days=100)
"""Every fact and number: covers the longest rule over daily values (twelve weeks)."""
HISTORY = timedelta(days=730)
"""What was ever answered yes or not sure, how that stood last, and weights."""
MOST = 2000
"""Rows of one kind; a bound for the time a turn takes, reached only by rubbish."""
KINDS = ("fact", "measure", "answer", "checkin", "alert", "nudge", "plan", "unsent", "unproven")

Whose = Callable[[Column[int]], ColumnElement[bool]]
"""Makes of the column that names the person the condition that it is one of those asked for."""
_Columns = Mapping[str, ColumnElement[Any]]

_POSITIVE = (Answer.YES.value, Answer.NOT_SURE.value)


def windows(now: datetime) -> dict[str, Any]:
    """Return what :func:`remembered` wants bound beside the people."""
    return {
        "since": now - DIARY,
        "first_day": (now - DIARY).date() - timedelta(days=1),  # the person's own day may be the one before
        "lately": now - NUDGES,
        "history": now - HISTORY,
        "recent": now - RECENT,
    }


def remembered(whose: Whose, *, many: BindParameter[int] | None = None) -> list[Select[Any]]:
    """Return what brings all rows that a turn begins with, a part for each kind; to be joined by UNION ALL.

    Of one person the newest :data:`MOST` of a kind. For ``many`` it is the most rows of a part for all
    together, whichever they are, and each row ends with its person; what is planned is asked by :func:`planned`.
    """
    plan = {"at": agenda.c.due_at, "a": agenda.c.topic, "b": agenda.c.key}
    plans = [part("plan", plan).where(whose(agenda.c.chat_id))] if many is None else []
    return [
        *(_newest_of(whose, many, *each) for each in _LONG),
        _part("checkin", {"body": cast(checkins.c.body, Text)}, checkins, many).where(
            whose(checkins.c.chat_id), checkins.c.day >= bindparam("first_day", type_=Date())
        ),
        _part("alert", {"body": cast(alerts.c.body, Text)}, alerts, many).where(
            whose(alerts.c.chat_id), or_(alerts.c.opened_at >= _SINCE, alerts.c.state != AlertState.RESOLVED.value)
        ),
        _part("nudge", {"body": cast(nudges.c.body, Text)}, nudges, many).where(
            whose(nudges.c.chat_id), nudges.c.sent_at >= bindparam("lately", type_=UtcDateTime())
        ),
        *plans,
        _part("unsent", _UNSENT, messages, many).where(whose(messages.c.chat_id), *outbox.IN_SLOTS),
    ]


def planned(whose: Whose) -> Select[Any]:
    """Return what brings all that is planned for many: person, moment, topic, key.

    Everybody has such rows, most have no others: by themselves they are as narrow as they are.
    """
    return select(agenda.c.chat_id, agenda.c.due_at, agenda.c.topic, agenda.c.key).where(whose(agenda.c.chat_id))


def unproven(whose: Whose) -> Select[Any]:
    """Return what tells whether the message ``pressed`` may be one of those nobody reported as delivered."""
    pressed = outbox.may_have_arrived(bindparam("pressed", type_=BigInteger()))
    return part("unproven", {"id": messages.c.id}).where(whose(messages.c.chat_id), *pressed)


def part(kind: str, filled: _Columns) -> Select[Any]:
    """Return rows of one kind, with NULL for what it does not fill."""
    # PostgreSQL takes the types of all parts from the first. Its driver reads a short text faster than a long one.
    row = (_SHAPES if kind == KINDS[0] else _NOTHING) | dict(filled)
    return select(literal(kind, Words()).label("kind"), *(column.label(name) for name, column in row.items()))


def _part(kind: str, filled: _Columns, table: Table, many: BindParameter[int] | None) -> Select[Any]:
    rows = part(kind, filled)
    return rows if many is None else rows.with_only_columns(*rows.selected_columns, table.c.chat_id)


def _newest_of(
    whose: Whose,
    many: BindParameter[int] | None,
    kind: str,
    columns: _Columns,
    table: Table,
    *which: ColumnElement[bool],
) -> Select[Any]:
    named = (column.label(name) for name, column in columns.items())
    mine = select(table.c.chat_id, *named).where(whose(table.c.chat_id), *which)
    ordered = mine.order_by(table.c.at.desc(), table.c.id.desc())
    found = (first(ordered, MOST) if many is None else first(mine, many)).subquery()
    rows = part(kind, {name: found.c[name] for name in columns})
    return rows if many is None else rows.with_only_columns(*rows.selected_columns, found.c.chat_id)


_SINCE = bindparam("since", type_=UtcDateTime())
_RECENTLY = bindparam("recent", type_=UtcDateTime())
_HISTORY = bindparam("history", type_=UtcDateTime())
COLUMNS: dict[str, TypeEngine[Any]] = {
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
_SHAPES = {name: cast(null(), shape) for name, shape in COLUMNS.items()}
_NOTHING: dict[str, ColumnElement[Any]] = {name: null() for name in COLUMNS}

FACT: dict[str, ColumnElement[Any]] = {
    "id": facts.c.id,
    "at": facts.c.at,
    "a": facts.c.flag,
    "b": facts.c.answer,
    "c": facts.c.origin,
    "d": facts.c.words,
    "e": facts.c.rule,
    "yes": facts.c.unchanged_and_checked,
}
"""Where a fact stands in such a row."""
_OLD_POSITIVE = (facts.c.at >= _HISTORY, facts.c.at < _RECENTLY, facts.c.answer.in_(_POSITIVE))
_MEASURE: dict[str, ColumnElement[Any]] = {
    "id": measures.c.id,
    "at": measures.c.at,
    "a": measures.c.kind,
    "b": measures.c.origin,
    "number": measures.c.value,
}
_LATELY_OR_WEIGHT = or_(measures.c.at >= _RECENTLY, measures.c.kind == MeasureKind.WEIGHT_KG.value)
_ANSWER: dict[str, ColumnElement[Any]] = {
    "id": answers.c.id,
    "at": answers.c.at,
    "a": answers.c.question,
    "b": answers.c.value,
}
_ASKED_FOR = answers.c.question.in_(["note", "serious.started"])
_LONG: tuple[tuple[Any, ...], ...] = (
    ("fact", FACT, facts, facts.c.at >= _RECENTLY),
    ("fact", FACT, facts, *_OLD_POSITIVE),
    ("measure", _MEASURE, measures, measures.c.at >= _HISTORY, _LATELY_OR_WEIGHT),
    ("answer", _ANSWER, answers, _ASKED_FOR, answers.c.at >= _SINCE),
)
"""Kinds that grow for ever, of which a turn reads the newest."""
_NUMBER, _SLOT, _TOPIC, _LANE, _LEASED, _BODY = outbox.UNSENT
_UNSENT: dict[str, ColumnElement[Any]] = {
    "id": _NUMBER,
    "at": _LEASED,
    "a": _SLOT,
    "b": _TOPIC,
    "number": cast(_LANE, Float),
    "body": _BODY,
}
