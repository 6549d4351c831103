"""Findings from the rows of the table: answered, raised by a modifier, or composed with the profile."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache, lru_cache

from messages.triage.evidence.history import History
from messages.triage.evidence.known import Known, members
from messages.triage.evidence.wording import names_one_of
from messages.triage.flags import Flag, Modifier, When, channel_at, table
from messages.triage.sweep import screens
from messages.triage.vocabulary import (
    Answer,
    Channel,
    Fact,
    Finding,
    Level,
    MeasureKind,
    Origin,
    Status,
)

MODERATE_PAIN = 6
"""Up to here pain counts as moderate (reference 1.3, ``sev_unrelieved``)."""

_CHANNELS = (
    Channel.AMB,
    Channel.ED,
    Channel.CRISIS,
    Channel.POISON,
    Channel.MAT,
    Channel.ONC,
    Channel.EYE,
    Channel.CLIN,
    Channel.PHARM,
)


@dataclass(frozen=True, slots=True)
class Raised:
    """A row with the level it stands at, and what lifted it there."""

    level: Level
    channel: Channel
    rule: str
    by: Modifier | None = None


def row_findings(history: History, before: History | None, fresh_after: datetime | None) -> tuple[Finding, ...]:
    """Return one finding for every row that holds, each at the highest level anything supports."""
    known, composed = completed(history)

    @cache
    def then() -> _Completed:  # looked for only where it decides
        return completed(before) if before is not None else (Known(), {})

    def is_fresh(fact: Fact) -> bool:
        return fresh_after is None or fact.at >= fresh_after

    result = []
    for name, fact in history.active.items():
        row = table().flags[name]
        stands = raised(row, fact, history, known)
        fresh = is_fresh(fact) or _newly(row, stands, before, then)
        result.append(_finding(row, stands, fact, fresh))
    for name, signs in composed.items():
        row = table().flags[name]
        stands = raised(row, None, history, known)
        told = fresh_after is None or any(map(is_fresh, signs))
        fresh = told or name not in then()[1] or _newly(row, stands, before, then)
        result.append(_finding(row, stands, _joined(name, signs), fresh))
    return (*result, *_unsure(history, is_fresh))


_Completed = tuple[Known, dict[str, tuple[Fact, ...]]]


def completed(history: History) -> _Completed:
    """Return what is known with the rows that profile and signs make true together, and those rows' signs."""
    known, composed = history.known, dict[str, tuple[Fact, ...]]()
    while True:
        found = {
            row.id: _signs(row, known, history)
            for row, begins in _composing()
            if (begins is None or not known.active.isdisjoint(begins))
            and row.id not in history.active
            and row.id not in composed
            and _composed(row, known)
        }
        if not found:
            return known, composed
        composed |= found
        known = replace(known, active=known.active | frozenset(found))


@lru_cache(maxsize=1)
def _composing() -> tuple[tuple[Flag, frozenset[str] | None], ...]:
    """Return the rows that can be composed, each with the flags of which it needs one; None where it needs none."""
    rows = [row for row in table().flags.values() if row.composed]
    return tuple((row, _begins(part.sign for part in row.composed)) for row in rows)


def _begins(signs: Iterable[When]) -> frozenset[str] | None:
    every = tuple(signs)
    return frozenset[str]().union(*map(_flags_in, every)) if all(map(_needs_a_flag, every)) else None


def _needs_a_flag(when: When) -> bool:
    """Return whether nothing but a flag, alone or with something else, makes the condition true."""
    alone = when.model_copy(update={"flags": (), "groups": (), "all": ()})
    return alone == When() and (not when.all or any(map(_needs_a_flag, when.all)))


def _composed(row: Flag, known: Known) -> bool:
    return any(known.holds(part.known) and known.holds(part.sign) for part in row.composed)


def _signs(row: Flag, known: Known, history: History) -> tuple[Fact, ...]:
    holding = [p for p in row.composed if known.holds(p.known) and known.holds(p.sign)]
    named = frozenset[str]().union(*(_flags_in(part.sign) for part in holding))
    return tuple(fact for name, fact in history.active.items() if name in named)


def _flags_in(when: When) -> frozenset[str]:
    own = frozenset(when.flags).union(*(members(group) for group in when.groups))
    return own.union(*(_flags_in(part) for part in when.all))


def raised(row: Flag, fact: Fact | None, history: History, known: Known) -> Raised:
    """Return where the row stands: its own level, lowered only on two explicit answers, raised by what holds."""
    level, rule = row.level, f"row:{row.id}"
    if row.strict_in_gb and history.case.country == "GB":
        level = max(level, Level.SAME_DAY)
    if row.lower is not None and fact is not None and _lowered(row, fact, history):
        level = row.lower.to
    best = Raised(level, channel_at(row, level), rule)
    others = replace(known, active=known.active - {row.id})
    for modifier in row.modifiers:
        if _holds(row, modifier, history, others) and _stronger(row, modifier, best):
            channel = channel_at(row, modifier.raise_to, modifier.channel)
            best = Raised(modifier.raise_to, channel, f"mod:{row.id}", modifier)
    return best


def _holds(row: Flag, modifier: Modifier, history: History, others: Known) -> bool:
    """Return whether everything that the modifier asks for is so."""
    if modifier.when is not None and not others.holds(modifier.when):
        return False
    if modifier.words:
        told = history.said((row.id, *modifier.in_words_of), days=row.stays_days)
        if not any(names_one_of(fact.words, modifier.words) for fact in told):
            return False
    if modifier.said_days_ago is not None:
        told = history.said((row.id,), days=modifier.said_days_ago + row.stays_days)
        return any(history.days_ago(fact.at) >= modifier.said_days_ago for fact in told)
    return True


def _newly(row: Flag, stands: Raised, before: History | None, then: Callable[[], _Completed]) -> bool:
    """Return whether what lifts the row did not hold before."""
    if before is None or stands.by is None:
        return False
    old, _ = then()
    return not _holds(row, stands.by, before, replace(old, active=old.active - {row.id}))


def _stronger(row: Flag, modifier: Modifier, best: Raised) -> bool:
    """A modifier wins by level; at the same level by the more urgent place, so an ambulance beats a walk."""
    channel = channel_at(row, modifier.raise_to, modifier.channel)
    return (modifier.raise_to, -_CHANNELS.index(channel)) > (best.level, -_CHANNELS.index(best.channel))


def _lowered(row: Flag, fact: Fact, history: History) -> bool:
    if row.lower is None:
        return False
    if row.lower.when == "unchanged_and_checked":
        return fact.unchanged_and_checked
    numbers = [
        m.value
        for m in history.measures
        if m.kind == MeasureKind.PAIN_0_10 and history.now - m.at < timedelta(hours=24)
    ]
    return bool(numbers) and max(numbers) <= MODERATE_PAIN


def _finding(row: Flag, stands: Raised, fact: Fact, fresh: bool) -> Finding:
    return Finding(
        flag=row.id,
        words=fact.words or row.short,
        rule=stands.rule,
        source=", ".join(row.sources),
        status=Status.UNSURE if fact.answer == Answer.NOT_SURE else Status.CURRENT,
        level=stands.level,
        channel=stands.channel,
        fresh=fresh,
    )


def _joined(name: str, signs: tuple[Fact, ...]) -> Fact:
    words = "; ".join(dict.fromkeys(s.words or table().flags[s.flag].short for s in signs))
    return Fact(name, Answer.YES, signs[-1].at if signs else datetime.min, Origin.TEXT, words)  # noqa: DTZ901


def _unsure(history: History, is_fresh: Callable[[Fact], bool]) -> tuple[Finding, ...]:
    """What is neither yes nor no is not nothing: it is mentioned, at SOON at most."""
    open_: dict[str, Fact] = {}
    for fact in history.facts:
        row = table().flags.get(fact.flag)
        if row is None or history.days_ago(fact.at) > row.stays_days:
            continue
        if fact.answer == Answer.NOT_SURE and _speaks_softly(row, fact):
            open_[fact.flag] = fact
        elif fact.answer == Answer.NO:
            open_.pop(fact.flag, None)
    return tuple(
        _finding(table().flags[name], _soft(table().flags[name]), fact, is_fresh(fact))
        for name, fact in open_.items()
        if name not in history.active
    )


def _speaks_softly(row: Flag, fact: Fact) -> bool:
    """A tapped "not sure" to a same-day row, and an unclear word about a lesser one, are worth advice."""
    return row.level < Level.SAME_DAY if unclear(fact) else row.level == Level.SAME_DAY


def _soft(row: Flag) -> Raised:
    return Raised(min(row.level, Level.SOON), Channel.CLIN, f"row:{row.id}")


def unclear(fact: Fact) -> bool:
    """Return whether the fact is something a text said unclearly: asked about at once, and no yes."""
    return fact.answer == Answer.NOT_SURE and fact.origin == Origin.TEXT


@lru_cache(maxsize=1)
def _order() -> dict[str, int]:
    """Rank the rows by the screening order of ``/serious``, then by the table."""
    asked = [option.flag for step in screens().serious.steps for option in step.options]
    return {name: rank for rank, name in enumerate(dict.fromkeys([*asked, *table().flags]))}


def gravity(finding: Finding) -> tuple[int, int, bool, int, str]:
    """Sort key: highest level first, then the deadliest, so that the first reason shown is the gravest.

    What the person said stands before what a rule over days made of it.
    """
    place = _CHANNELS.index(finding.channel)
    rank = _order().get(finding.flag, len(_order()))
    return (-finding.level, place, finding.rule.startswith("L"), rank, finding.rule)
