"""What is remembered of a person is read, all of it at one moment, after the person was locked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import BigInteger, Column, ColumnElement, Connection, bindparam, union_all

from messages.memory import Alert, CheckIn, Memory, NudgeRecord, Person
from messages.profile import profile_of
from messages.triage.vocabulary import Answer, Case, Fact, Measure, MeasureKind, Origin
from storage import outbox
from storage.engine.columns import UtcDateTime, Words
from storage.engine.statements import Ask, Prepared, Rows, ask, first
from storage.person import people
from storage.person.remembered import COLUMNS, DIARY, FACT, HISTORY, RECENT, part, remembered, unproven, windows
from storage.schema.tables import facts

D = TypeVar("D", CheckIn, Alert, NudgeRecord)
Seen = dict[str, Rows]
"""Rows of one person by kind; of what is planned only moment, topic and key."""


@dataclass(frozen=True, slots=True)
class Recalled:
    """What a turn begins with."""

    memory: Memory
    planned: dict[tuple[str, str], datetime]
    """What ``memory.agenda`` shows: the turn of something due begins by taking it off."""
    unsent: outbox.Unsent
    unproven: bool
    """The message whose button was pressed is not known, and may be one of those nobody reported as delivered."""


def load(tx: Connection, chat_id: int, now: datetime) -> Memory:
    """Lock the person, who is new if we never met, and return what is remembered of them."""
    person = people.lock_or_create(tx, chat_id, now)
    return recalled(tx, by_kind(ask(tx, asked(chat_id, now))), person, now).memory


def asked(chat_id: int, now: datetime, *, pressed: int = 0) -> Ask:
    """Return what asks for all that is remembered of a person; the caller holds their lock when it is run.

    One question, for a way to the database costs more than what is brought. ``pressed`` is the
    message whose button was pressed, if one was.
    """
    return _EVERYTHING(me=chat_id, pressed=pressed, **windows(now))


def by_kind(rows: Rows) -> Seen:
    """Return the answer to :func:`asked` as :func:`recalled` understands it."""
    found: Seen = {}
    for row in rows:
        if (same := found.get(row[0])) is None:
            found[row[0]] = [row]
        else:
            same.append(row)
    if (planned := found.get("plan")) is not None:
        found["plan"] = [row[_PLANNED] for row in planned]
    return found


def recalled(tx: Connection, found: Seen, person: Person, now: datetime) -> Recalled:
    """Return what was seen of a person as the dialogue knows it."""
    of = found.get
    notes, serious = _answers(of("answer", _NOTHING))
    today = person.today(now)
    planned = {(topic, key): at for at, topic, key in sorted(of("plan", _NOTHING))}  # the earliest first
    memory = Memory(
        person,
        Case(
            profile_of(person, today),
            _facts(tx, person.chat_id, of("fact", _NOTHING), now),
            _measures(of("measure", _NOTHING)),
            person.zone,
            person.country,
            serious,
        ),
        checkins=_since(today - DIARY, _newest(CheckIn, of("checkin", _NOTHING), lambda each: each.day)),
        alerts=_newest(Alert, of("alert", _NOTHING), lambda each: each.opened_at),
        nudges=_newest(NudgeRecord, of("nudge", _NOTHING), lambda each: each.sent_at),
        notes=notes,
        agenda=planned,
    )
    return Recalled(memory, planned, outbox.Unsent(_unsent(of("unsent", _NOTHING))), unproven="unproven" in found)


def _newest(shape: type[D], rows: Rows, when: Callable[[D], date]) -> tuple[D, ...]:
    if not rows:
        return ()
    # The model reads the text faster than a driver would, and than it reads what a driver made of it.
    return tuple(sorted([shape.model_validate_json(row[_BODY]) for row in rows], key=when, reverse=True))


def _since(day: date, kept: tuple[CheckIn, ...]) -> tuple[CheckIn, ...]:
    return tuple(each for each in kept if each.day >= day) if kept else ()


def _answers(rows: Rows) -> tuple[tuple[tuple[datetime, str], ...], tuple[datetime, ...]]:
    """Return notes, the newest first, and uses of /serious, the oldest first."""
    if not rows:
        return (), ()
    rows.sort(key=_age, reverse=True)
    notes = tuple((at, value) for _, _, at, question, value, *_ in rows if question == "note")
    return notes, tuple(at for _, _, at, question, *_ in reversed(rows) if question == "serious.started")


def _facts(tx: Connection, chat_id: int, rows: Rows, now: datetime) -> tuple[Fact, ...]:
    if not rows:
        return ()
    until = now - RECENT
    for flag in sorted({row[3] for row in rows if row[2] < until}):  # rare: how the old trouble stood when last asked
        rows = rows + ask(tx, _LAST_OLD_FACT(me=chat_id, since=now - HISTORY, until=until, flag=flag))
    unique = {row[1]: row for row in rows}
    return tuple(
        Fact(flag, Answer(answer), at, Origin(origin), words, rule, yes)
        for _, _, at, flag, answer, origin, words, rule, _, yes, *_ in sorted(unique.values(), key=_age)
    )


def _measures(rows: Rows) -> tuple[Measure, ...]:
    if not rows:
        return ()
    return tuple(
        Measure(MeasureKind(kind), number, at, Origin(origin))
        for _, _, at, kind, origin, _, _, _, number, *_ in sorted(rows, key=_age)
    )


def _unsent(rows: Rows) -> Iterable[outbox.UnsentText]:
    if not rows:
        return ()
    return [
        outbox.unsent_text(number, slot, topic, lane, leased_until, body)
        for _, number, leased_until, slot, topic, _, _, _, lane, _, body, *_ in sorted(
            rows, key=lambda row: int(row[1])
        )
    ]


def _age(row: tuple[Any, ...]) -> tuple[datetime, int]:
    return row[2], row[1]


_NOTHING: Rows = []
_PLANNED = slice(2, 5)
_BODY = len(COLUMNS)
"""Where the document stands in a row; the kind stands first, the columns of all kinds follow."""
_ME = bindparam("me", type_=BigInteger())


def _mine(chat: Column[int]) -> ColumnElement[bool]:
    return chat == _ME


_EVERYTHING = Prepared(union_all(*remembered(_mine), unproven(_mine)))
_LAST_OLD_FACT = Prepared(
    first(
        part("fact", FACT)
        .where(facts.c.chat_id == _ME, facts.c.at >= bindparam("since", type_=UtcDateTime()))
        .where(facts.c.at < bindparam("until", type_=UtcDateTime()), facts.c.flag == bindparam("flag", type_=Words()))
        .order_by(facts.c.at.desc(), facts.c.id.desc()),
        1,
    )
)
