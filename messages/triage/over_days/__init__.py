"""The rules over days (reference 1.5): what single answers do not show, their dates together do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache, lru_cache

from messages.triage.evidence.history import History
from messages.triage.evidence.known import members
from messages.triage.flags import channel_at, table
from messages.triage.over_days import body, contacts, infection, leaps, medicines, mind, nerves, pain
from messages.triage.over_days.hits import ANY_SIGN, Hit, Rule, rule_texts
from messages.triage.vocabulary import Finding, Level, Status

RULES: tuple[Rule, ...] = (
    *nerves.RULES,
    *infection.RULES,
    *pain.RULES,
    *leaps.RULES,
    *body.RULES,
    *medicines.RULES,
    *mind.RULES,
)
"""Their order does not matter."""

_MOST_WORDS = 4


def hits_over_days(history: History) -> tuple[Hit, ...]:
    """Return everything the rules over days say at this moment."""
    return tuple(hit for rule in concerned(history) for hit in rule.says(history))


def concerned(history: History) -> list[Rule]:
    """Return the rules for which anything is known that they can begin with; the rest have nothing to say."""
    known = {fact.flag for fact in history.facts}
    known.update(measure.kind for measure in history.measures)
    numbers = {number for name in known | history.risks for number in _needing().get(name, ())}
    return [RULES[number] for number in sorted(numbers)]


@lru_cache(maxsize=1)
def _needing() -> Mapping[str, tuple[int, ...]]:
    """Return which rules need what, by what they need."""
    found: dict[str, list[int]] = {}
    for number, rule in enumerate(RULES):
        for name in {each for need in rule.needs for each in _spelt_out(need)}:
            found.setdefault(name, []).append(number)
    return {name: tuple(numbers) for name, numbers in found.items()}


def _spelt_out(need: str) -> frozenset[str]:
    return frozenset(table().flags) if need == ANY_SIGN else members(need) or frozenset({need})


def findings_over_days(
    history: History,
    hits: tuple[Hit, ...],
    rows: tuple[Finding, ...],
    before: History | None,
    fresh_after: datetime | None,
) -> tuple[Finding, ...]:
    """Return a finding for every rule over days that holds, the repeat-contact rule over all others last.

    ``hits`` are those of ``history``; those of ``before`` are looked for only where they decide.
    """

    @cache
    def old() -> tuple[Hit, ...]:
        return hits_over_days(before) if before is not None else ()

    findings = tuple(_finding(hit, fresh=_is_fresh(hit, old, fresh_after)) for hit in hits if hit.level > Level.NONE)
    again = contacts.repeated_contact(history, (*rows, *findings))
    if again is not None:
        findings += (_finding(again, fresh=_is_fresh(again, old, fresh_after, by_date_only=True)),)
    return findings


def questions_over_days(hits: tuple[Hit, ...], since: datetime) -> tuple[tuple[str, datetime], ...]:
    """Return the rows to ask about because of something said from ``since`` on, and when that was."""
    return tuple(
        (hit.ask, hit.latest) for hit in hits if hit.ask is not None and hit.latest is not None and hit.latest >= since
    )


def _is_fresh(
    hit: Hit, old: Callable[[], tuple[Hit, ...]], fresh_after: datetime | None, *, by_date_only: bool = False
) -> bool:
    if fresh_after is None:
        return True
    if hit.latest is not None and hit.latest >= fresh_after:
        return True
    return not by_date_only and not any(o.rule == hit.rule and o.level >= hit.level for o in old())


def _finding(hit: Hit, *, fresh: bool) -> Finding:
    row, text = table().flags[hit.flag], rule_texts()[hit.rule]
    words = list(dict.fromkeys(fact.words for fact in hit.facts if fact.words))
    return Finding(
        flag=hit.flag,
        words="; ".join(words[-_MOST_WORDS:]) or text.short,
        rule=hit.rule,
        source=", ".join(text.sources),
        status=Status.CURRENT,
        level=hit.level,
        channel=hit.channel or channel_at(row, hit.level),
        fresh=fresh,
    )
