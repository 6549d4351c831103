"""Judgements: every one is kept with what it rested on, and can be put before later rules again.

A row holds no copy of what is stored already. Facts and numbers only ever grow in number, so their
count says which of them were known; a text that also became a note is looked up there. The
fingerprint tells whether all of it is still as it was.
"""

from __future__ import annotations

import hmac
import secrets
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, Connection, Row, bindparam, select

from messages.effects import Judged
from messages.triage.matter import in_full
from messages.triage.vocabulary import (
    Action,
    Answer,
    Case,
    Fact,
    Level,
    Matter,
    Measure,
    MeasureKind,
    Occasion,
    Origin,
    Profile,
)
from storage.engine.columns import clean
from storage.engine.statements import Ask, put
from storage.person.remembered import DIARY, HISTORY, RECENT
from storage.schema.tables import answers, facts, judgements, measures

_SALT_BYTES = 16
_POSITIVE = (Answer.YES, Answer.NOT_SURE)


def written(chat_id: int, judged: Judged, now: datetime, recorded: Collection[str] = ()) -> Ask:
    """Return what keeps one judgement. Words that are among those ``recorded`` in its turn are not stored again."""
    verdict, matter = judged.verdict, judged.matter
    rules = [
        {"rule": each.rule, "flag": each.flag, "level": int(each.level), "source": each.source}
        for each in verdict.findings
    ]
    return _WRITTEN(
        chat_id=chat_id,
        at=now,
        source=judged.source,
        input_hash="" if matter is None else _fingerprint(matter, secrets.token_bytes(_SALT_BYTES)),
        level=int(verdict.level),
        action=verdict.action.value,
        rules=rules,
        rules_version=verdict.rules_version,
        words="" if judged.words in recorded else judged.words,
        given=None if matter is None else _given(matter),
    )


_WRITTEN = put(
    judgements,
    *("chat_id", "at", "source", "input_hash", "level", "action", "rules", "rules_version", "words", "given"),
)


def _fingerprint(matter: Matter, salt: bytes) -> str:
    """Return a keyed hash with its key, which is drawn anew for each row: equal inputs cannot be told to be equal."""
    text = clean(matter.text)
    whole = in_full(matter if text == matter.text else replace(matter, text=text))
    return f"{salt.hex()}:{hmac.digest(salt, whole.encode(errors='replace'), 'sha256').hex()}"


def _is_print_of(matter: Matter, fingerprint: str) -> bool:
    salt = fingerprint.partition(":")[0]
    return hmac.compare_digest(_fingerprint(matter, bytes.fromhex(salt)), fingerprint)


def _given(matter: Matter) -> dict[str, Any]:
    case = matter.case
    given: dict[str, Any] = {"facts": len(case.facts), "measures": len(case.measures), **_person(case)}
    if case.serious_checks:
        given["serious"] = len(case.serious_checks)
    for name, at in (("fresh_after", matter.fresh_after), ("numbers_at", matter.numbers_at)):
        if at is not None:
            given[name] = at.isoformat()
    if matter.before is not None:
        given["before"] = _person(matter.before)
    return given


def _person(case: Case) -> dict[str, Any]:
    who = case.profile
    person = {
        "age": who.age,
        "sex": who.sex,
        "risks": sorted(who.risk_factors),
        "dates": {name: day.isoformat() for name, day in sorted(who.dates.items())},
        "zone": case.zone,
        "country": case.country,
    }
    return {name: value for name, value in person.items() if value not in (None, [], {})}


class Gone(StrEnum):
    """Why a stored judgement cannot be made again."""

    NEVER_KEPT = "never kept"
    """Before consent, about somebody else, or from a release that did not keep it."""
    NOT_WHOLE = "no longer whole"
    """Something it rested on is past its time or was changed."""


@dataclass(frozen=True, slots=True)
class Stored:
    """One judgement as it was made, and what it rested on."""

    id: int
    chat_id: int
    at: datetime
    source: str
    level: Level
    action: Action
    rules: frozenset[tuple[str, str]]
    """(rule, flag) of every finding."""
    rules_version: str
    words: str
    matter: Matter | Gone


def people_judged(tx: Connection, since: datetime | None = None) -> tuple[int, ...]:
    """Return the chats with judgements at or after ``since``, in order."""
    found = select(judgements.c.chat_id).distinct().order_by(judgements.c.chat_id)
    return tuple(tx.execute(found if since is None else found.where(judgements.c.at >= since)).scalars())


def stored_of(tx: Connection, chat_id: int, since: datetime | None = None) -> tuple[Stored, ...]:
    """Return the judgements of one person at or after ``since``, oldest first."""
    found = select(judgements).where(judgements.c.chat_id == chat_id).order_by(judgements.c.at, judgements.c.id)
    rows = tx.execute(found if since is None else found.where(judgements.c.at >= since)).all()
    known = _Known.of(tx, chat_id) if rows else None
    return tuple(_stored(row, known) for row in rows if known is not None)


def _stored(row: Row[Any], known: _Known) -> Stored:
    matter, words = _matter(row, known)
    return Stored(
        id=row.id,
        chat_id=row.chat_id,
        at=row.at,
        source=row.source,
        level=Level(row.level),
        action=Action(row.action),
        rules=frozenset((each["rule"], each["flag"]) for each in row.rules),
        rules_version=row.rules_version,
        words=words,
        matter=matter,
    )


def _matter(row: Row[Any], known: _Known) -> tuple[Matter | Gone, str]:
    """Return what the judgement rested on and its words, each as far as it can be had."""
    if row.given is None:
        return Gone.NEVER_KEPT, row.words
    case = known.case_at(row.at, row.given)
    before = row.given.get("before")
    matter = Matter(
        occasion=Occasion(row.source),
        case=case,
        now=row.at,
        fresh_after=_instant(row.given.get("fresh_after")),
        numbers_at=_instant(row.given.get("numbers_at")),
        before=None if before is None else _with_person(case, before),
    )
    if matter.occasion is not Occasion.TEXT:
        return (matter if _is_print_of(matter, row.input_hash) else Gone.NOT_WHOLE), row.words
    for words in (row.words,) if row.words else known.said_at(row.at):
        whole = replace(matter, text=words)
        if _is_print_of(whole, row.input_hash):
            return whole, words
    return Gone.NOT_WHOLE, row.words


def _instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _with_person(case: Case, person: Mapping[str, Any]) -> Case:
    dates = {name: date.fromisoformat(day) for name, day in person.get("dates", {}).items()}
    profile = Profile(person.get("age"), person.get("sex"), frozenset(person.get("risks", ())), dates)
    return replace(case, profile=profile, zone=person["zone"], country=person.get("country"))


@dataclass(frozen=True, slots=True)
class _Known:
    """All that is stored of one person's answers, by the instant they are about; each with its row's id."""

    facts: Sequence[tuple[int, Fact]]
    fact_times: Sequence[datetime]
    positive: Sequence[tuple[int, Fact]]
    measures: Sequence[tuple[int, Measure]]
    measure_times: Sequence[datetime]
    weights: Sequence[tuple[int, Measure]]
    serious: Sequence[datetime]
    said: Mapping[datetime, tuple[str, ...]]

    @classmethod
    def of(cls, tx: Connection, chat_id: int) -> _Known:
        """Read it."""
        told = [(row.id, _fact(row)) for row in tx.execute(_FACTS, {"me": chat_id})]
        counted = [
            (row.id, Measure(MeasureKind(row.kind), row.value, row.at, Origin(row.origin)))
            for row in tx.execute(_MEASURES, {"me": chat_id})
        ]
        said: dict[datetime, tuple[str, ...]] = {}
        serious: list[datetime] = []
        for row in tx.execute(_ANSWERS, {"me": chat_id}):
            said[row.at] = (*said.get(row.at, ()), row.value)
            if row.question == "serious.started":
                serious.append(row.at)
        return cls(
            facts=told,
            fact_times=[each.at for _, each in told],
            positive=[(number, each) for number, each in told if each.answer in _POSITIVE],
            measures=counted,
            measure_times=[each.at for _, each in counted],
            weights=[(number, each) for number, each in counted if each.kind is MeasureKind.WEIGHT_KG],
            serious=serious,
            said=said,
        )

    def said_at(self, at: datetime) -> tuple[str, ...]:
        """Return the answers and notes written down at that instant."""
        return self.said.get(at, ())

    def case_at(self, at: datetime, given: Mapping[str, Any]) -> Case:
        """Return the case of that instant: of what storage would have read then, as many as were known then."""
        seen_facts = _first(self._facts_at(at), given["facts"])
        seen_measures = _first(self._measures_at(at), given["measures"])
        serious = [each for each in self.serious if each >= at - DIARY]
        case = Case(
            facts=tuple(sorted(seen_facts, key=lambda each: each.at)),
            measures=tuple(sorted(seen_measures, key=lambda each: each.at)),
            serious_checks=tuple(serious[: given.get("serious", 0)]),
        )
        return _with_person(case, given)

    def _facts_at(self, at: datetime) -> Iterator[tuple[int, Fact]]:
        """Every fact of late; of longer ago those answered yes or not sure, and how each of them stood last."""
        recent, now = bisect_left(self.fact_times, at - RECENT), bisect_right(self.fact_times, at)
        yield from self.facts[recent:now]
        old = {number: each for number, each in self.positive if at - HISTORY <= each.at < at - RECENT}
        flags = {each.flag for each in old.values()}
        last = {each.flag: (number, each) for number, each in self.facts[:recent] if each.flag in flags} if old else {}
        yield from (old | dict(last.values())).items()

    def _measures_at(self, at: datetime) -> Iterator[tuple[int, Measure]]:
        recent, now = bisect_left(self.measure_times, at - RECENT), bisect_right(self.measure_times, at)
        yield from self.measures[recent:now]
        yield from ((number, each) for number, each in self.weights if at - HISTORY <= each.at < at - RECENT)


def _first(rows: Iterator[tuple[int, Any]], count: int) -> list[Any]:
    """Return the ``count`` rows that were written first."""
    return [each for _, each in sorted(rows, key=lambda row: row[0])[:count]]


def _fact(row: Row[Any]) -> Fact:
    return Fact(
        row.flag, Answer(row.answer), row.at, Origin(row.origin), row.words, row.rule, row.unchanged_and_checked
    )


_ME = bindparam("me", type_=BigInteger())
_FACTS = select(facts).where(facts.c.chat_id == _ME).order_by(facts.c.at, facts.c.id)
_MEASURES = select(measures).where(measures.c.chat_id == _ME).order_by(measures.c.at, measures.c.id)
_ANSWERS = (
    select(answers.c.at, answers.c.question, answers.c.value).where(answers.c.chat_id == _ME).order_by(answers.c.id)
)
