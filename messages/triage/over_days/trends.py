"""Small sums over days that several rules share: runs, medians, rises."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from statistics import median

from messages.triage.evidence.history import History
from messages.triage.evidence.rows import unclear
from messages.triage.vocabulary import Answer, Fact, Measure, MeasureKind, Origin

RISE = 2.0
"""Points on 0 to 10 that matter (OSTELO)."""
HIGH_PAIN = 7.0
"""From here on pain is severe (reference 1.3)."""


def dates_of(history: History, facts: Iterable[Fact]) -> frozenset[date]:
    """Return the local dates on which something was said."""
    return frozenset(history.day(fact.at) for fact in facts)


def hints_of(history: History, flags: Collection[str], *, days: int) -> tuple[Fact, ...]:
    """Return what texts said unclearly of ``flags`` in the last days, without what a tapped "no" has settled since."""
    hints: dict[str, list[Fact]] = {flag: [] for flag in flags}
    for fact in history.facts:
        if fact.flag not in hints or history.days_ago(fact.at) > days:
            continue
        if unclear(fact):
            hints[fact.flag].append(fact)
        elif fact.answer == Answer.NO and fact.origin == Origin.BUTTON:
            hints[fact.flag].clear()
    return tuple(sorted((f for each in hints.values() for f in each), key=lambda fact: fact.at))


def longest_run(days: Collection[date]) -> int:
    """Return the length of the longest run of consecutive dates."""
    best = 0
    for day in days:
        if day - timedelta(days=1) not in days:
            length = 1
            while day + timedelta(days=length) in days:
                length += 1
            best = max(best, length)
    return best


def run_ending_lately(days: Collection[date], today: date, *, length: int, lately: int) -> bool:
    """Return whether ``length`` consecutive dates are among ``days``, ending at most ``lately`` days ago."""
    if len(days) < length:
        return False
    for back in range(lately + 1):
        end = today - timedelta(days=back)
        if all(end - timedelta(days=step) in days for step in range(length)):
            return True
    return False


def pain_days(history: History, *, days: int) -> Mapping[date, float]:
    """Return the last pain number of every local day."""
    return history.daily(MeasureKind.PAIN_0_10, days=days)


def pains(history: History, *, days: int) -> tuple[Measure, ...]:
    """Return the pain numbers themselves, as evidence."""
    return history.measured(MeasureKind.PAIN_0_10, days=days)


def block_median(daily: Mapping[date, float], *, start: date, days: int, least: int = 1) -> float | None:
    """Return the median of the ``days`` dates from ``start``; None with fewer than ``least`` numbers."""
    values = [value for day, value in daily.items() if start <= day < start + timedelta(days=days)]
    return median(values) if len(values) >= least else None


def baseline_before(daily: Mapping[date, float], day: date, *, least: int) -> float | None:
    """Return the person's own usual number before ``day``; None while there are too few."""
    values = [value for at, value in daily.items() if at < day]
    return median(values) if len(values) >= least else None


def risen_pains(history: History, *, days: int, since: date | None = None, least: int = 1) -> tuple[Measure, ...]:
    """Return the numbers of those last ``days`` days whose pain lies :data:`RISE` above the usual before them."""
    daily = pain_days(history, days=60)
    risen = set[date]()
    for day, value in daily.items():
        usual = baseline_before(daily, day, least=least)
        recent = (history.today - day).days <= days and (since is None or day >= since)
        if recent and usual is not None and value >= usual + RISE:
            risen.add(day)
    return tuple(m for m in pains(history, days=days) if history.day(m.at) in risen)


def pain_rose(history: History, *, days: int, since: date | None = None) -> bool:
    """Return whether on some day of the last ``days`` days the pain was clearly above the usual."""
    return bool(risen_pains(history, days=days, since=since))
