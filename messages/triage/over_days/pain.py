"""Pain over days: nights, rises, runs, weeks without change (L08, L10-L12, L23, L27)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from messages.triage.evidence.history import History
from messages.triage.evidence.known import risks_in
from messages.triage.flags import table
from messages.triage.over_days.hits import ANY_SIGN, Hit, needs
from messages.triage.over_days.trends import (
    HIGH_PAIN,
    RISE,
    block_median,
    dates_of,
    pain_days,
    pain_rose,
    pains,
    run_ending_lately,
)
from messages.triage.vocabulary import Level, MeasureKind

NIGHTS, OF_NIGHTS = 3, 7
"""L08 (NG234, NHSBACK)."""
WEEK = 7
STEEP_RISE, STEEP_DAYS = 3.0, 3
"""L10: up 3 or more within 3 days, to severe."""
SIX_WEEKS_DAYS = 42
"""L11 (VISIBLE)."""
FOUR_WEEKS_DAYS, NEW_AT_AGE = 28, 50
"""``ca_age_over_50_new``: not better at four weeks (NG12, K)."""
TWELVE_WEEKS_DAYS, BEFORE_AGE = 84, 46
"""L11: at twelve weeks the inflammatory kind is looked for, where pain began before 45 (NG65)."""
BETTER_FACTOR = 0.7
"""L11: 30% below the first week counts as better (OSTELO)."""
RUN_DAYS = 3
"""L12 (SEED1, NHSBACK)."""
LASTING_DAYS = 14
"""L23: a SOON item that stays."""

_SUDDEN = re.compile(
    r"\bsudden\w*|\bworst\b|\bout of (?:nowhere|the blue)\b|\ball at once\b|\bnever (?:this|so) bad\b",
    re.IGNORECASE,
)


@needs("ca_night_pain")
def bad_nights(history: History) -> Iterator[Hit]:
    """L08: woken by pain that no position eases on three of seven nights."""
    nights = history.said(("ca_night_pain",), days=OF_NIGHTS - 1)
    if len(dates_of(history, nights)) < NIGHTS:
        return
    other = history.said(("ca_weight_loss", "sys_night_sweats"), days=LASTING_DAYS)
    risks = risks_in("cancer") | risks_in("infection")
    age = history.case.profile.age
    grave = bool(other) or not history.risks.isdisjoint(risks) or (age is not None and age >= 50)
    yield Hit("L08", Level.SAME_DAY if grave else Level.SOON, "ca_night_pain", (*nights, *other))


@needs(MeasureKind.PAIN_0_10)
def rising_weeks(history: History) -> Iterator[Hit]:
    """L10: the weekly median up by two points, two weeks running."""
    daily = pain_days(history, days=3 * WEEK)
    if len(daily) < 3:  # one for each week
        return
    medians = [
        block_median(daily, start=history.today - timedelta(days=back + WEEK - 1), days=WEEK)
        for back in (0, WEEK, 2 * WEEK)
    ]
    newest, middle, oldest = medians
    if newest is None or middle is None or oldest is None:
        return
    if newest - middle >= RISE and middle - oldest >= RISE:
        yield Hit("L10", Level.SOON, "per_worse_6w")


@needs(MeasureKind.PAIN_0_10)
def steep_rise(history: History) -> Iterator[Hit]:
    """L10: up three points within three days to seven or more.

    One number that leaps is often a slip of the finger or has a plain cause, so it is asked
    about; a rise that a second number confirms is acted upon.
    """
    daily = pain_days(history, days=STEEP_DAYS + 1)
    for day, value in daily.items():
        if value < HIGH_PAIN or (history.today - day).days > 1:
            continue
        before = {d: v for d, v in daily.items() if 0 < (day - d).days <= STEEP_DAYS}
        if not before or value - min(before.values()) < STEEP_RISE:
            continue
        confirmed = before[max(before)] > min(before.values())
        numbers = tuple(m for m in pains(history, days=1) if history.day(m.at) == day)
        if confirmed:
            yield Hit("L10", Level.SAME_DAY, "sev_unrelieved", measures=numbers)
        else:
            yield Hit("L10", Level.NONE, "sev_unrelieved", measures=numbers, ask="sev_unrelieved")


@needs(MeasureKind.PAIN_0_10)
def six_weeks(history: History) -> Iterator[Hit]:
    """L11: six weeks after the start the pain is worse, or at least not clearly better."""
    medians = _first_and_lately(history, least_days=SIX_WEEKS_DAYS)
    if medians is None:
        return
    first, lately = medians
    worse = lately >= first + RISE or (lately >= first + 1 and lately >= first / BETTER_FACTOR)
    level, flag = (Level.SOON, "per_worse_6w") if worse else (Level.ROUTINE, "per_same_6w")
    yield Hit("L11", level, flag)


@needs("ca_age_over_50_new")
def new_at_fifty(history: History) -> Iterator[Hit]:
    """L11: a first back pain at 50 or older that is no better after four weeks needs a look."""
    first_time = history.said(("ca_age_over_50_new",), days=366)
    if first_time and _first_and_lately(history, least_days=FOUR_WEEKS_DAYS) is not None:
        yield Hit("L11", Level.SOON, "ca_age_over_50_new", first_time[-1:])


@needs(MeasureKind.PAIN_0_10)
def twelve_weeks(history: History) -> Iterator[Hit]:
    """L11: twelve weeks on, no better, and young enough: mention stiffness and nights to a doctor."""
    age = history.case.profile.age
    if age is None or age >= BEFORE_AGE or "axspa_screen" in history.active:
        return
    if _first_and_lately(history, least_days=TWELVE_WEEKS_DAYS) is not None:
        yield Hit("L11b", Level.ROUTINE, "axspa_screen")


def _first_and_lately(history: History, *, least_days: int) -> tuple[float, float] | None:
    """Return the medians of the first week and of the last two; None when it is too early, or got clearly better."""
    daily = pain_days(history, days=366)
    begun = next(iter(daily), history.today)  # the oldest comes first
    if (history.today - begun).days < least_days:
        return None
    first = block_median(daily, start=begun, days=WEEK)
    lately = block_median(daily, start=history.today - timedelta(days=2 * WEEK - 1), days=2 * WEEK)
    if first is None or lately is None or lately <= first * BETTER_FACTOR:
        return None
    return first, lately


@needs(MeasureKind.PAIN_0_10)
def severe_days(history: History) -> Iterator[Hit]:
    """L12: pain of seven or more on three days running."""
    severe = {day for day, value in pain_days(history, days=LASTING_DAYS).items() if value >= HIGH_PAIN}
    if run_ending_lately(severe, history.today, length=RUN_DAYS, lately=2):
        numbers = tuple(m for m in pains(history, days=RUN_DAYS + 1) if history.day(m.at) in severe)
        yield Hit("L12", Level.SAME_DAY, "sev_unrelieved", measures=numbers)


@needs(ANY_SIGN)
def soon_that_stays(history: History) -> Iterator[Hit]:
    """L23: something to be seen soon is still there after 14 days, and gets worse."""
    for name, fact in history.active.items():
        row = table().flags[name]
        if row.level != Level.SOON or fact.unchanged_and_checked or history.days_ago(fact.at) > LASTING_DAYS // 2:
            continue
        earlier = [f for f in history.yes if f.flag == name and history.days_ago(f.at) >= LASTING_DAYS]
        worse = history.said(("per_worse_6w", "chg_different"), days=WEEK)
        worse = tuple(f for f in worse if f.flag != name)
        if earlier and (worse or pain_rose(history, days=WEEK)):
            yield Hit("L23", Level.SAME_DAY, name, (earlier[0], fact, *worse))


@needs("chg_different")
def worst_or_sudden(history: History) -> Iterator[Hit]:
    """L27: "different from my usual pain" in words that say sudden or worst ever."""
    said = tuple(f for f in history.said(("chg_different",), days=LASTING_DAYS) if _SUDDEN.search(f.words))
    if said:
        yield Hit("L27", Level.SAME_DAY, "chg_different", said)


RULES = (
    bad_nights,
    rising_weeks,
    steep_rise,
    six_weeks,
    new_at_fifty,
    twelve_weeks,
    severe_days,
    soon_that_stays,
    worst_or_sudden,
)
