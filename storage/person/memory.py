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
from storage.person.remembered import DIARY, FACT, HISTORY, KINDS, RECENT, part, remembered, unproven, windows
from storage.schema.tables import facts

D = TypeVar("D", CheckIn, Alert, NudgeRecord)


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
    return _EVERYTHING(me=chat_id, pressed=pressed, **windows(now))


def recalled(tx: Connection, rows: Rows, person: Person, now: datetime) -> Recalled:
    """Return what the answer to :func:`asked` says."""
    found: dict[str, Rows] = {kind: [] for kind in KINDS}
    for row in rows:
        found[row[0]].append(row[1:])
    notes, serious = _answers(found["answer"])
    today = person.today(now)
    first_day = today - DIARY
    kept = [each for each in _documents(CheckIn, found["checkin"]) if each.day >= first_day]
    memory = Memory(
        person=person,
        case=Case(
            profile=profile_of(person, today),
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
    unsent = outbox.Unsent(_unsent(found["unsent"])) if found["unsent"] else outbox.Unsent()
    return Recalled(memory, unsent, unproven=bool(found["unproven"]))


def _documents(shape: type[D], rows: Rows) -> list[D]:
    # The model reads the text faster than a driver would, and than it reads what a driver made of it.
    return [shape.model_validate_json(row[-1]) for row in rows]


def _newest(kept: list[D], when: Callable[[D], date]) -> tuple[D, ...]:
    return tuple(sorted(kept, key=when, reverse=True)) if kept else ()


def _answers(rows: Rows) -> tuple[tuple[tuple[datetime, str], ...], tuple[datetime, ...]]:
    """Return notes, the newest first, and uses of /serious, the oldest first."""
    if not rows:
        return (), ()
    rows.sort(key=_age, reverse=True)
    notes = tuple((at, value) for _, at, question, value, *_ in rows if question == "note")
    return notes, tuple(at for _, at, question, *_ in reversed(rows) if question == "serious.started")


def _facts(tx: Connection, chat_id: int, rows: Rows, now: datetime) -> tuple[Fact, ...]:
    if not rows:
        return ()
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
    if not rows:
        return ()
    return tuple(
        Measure(MeasureKind(kind), number, at, Origin(origin))
        for _, at, kind, origin, _, _, _, number, _, _ in sorted(rows, key=_age)
    )


def _agenda(rows: Rows) -> dict[tuple[str, str], datetime]:
    """Return what is planned, the earliest first."""
    planned = sorted([row[1:4] for row in rows])
    return {(topic, key): at for at, topic, key in planned}


def _unsent(rows: Rows) -> Iterable[outbox.UnsentText]:
    for number, leased_until, slot, topic, _, _, _, lane, _, body in sorted(rows, key=lambda row: int(row[0])):
        yield outbox.unsent_text(number, slot, topic, lane, leased_until, body)


def _age(row: tuple[Any, ...]) -> tuple[datetime, int]:
    return row[1], row[0]


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
