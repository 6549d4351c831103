"""Tablets over days: too much paracetamol in 24 hours, ibuprofen-type tablets for too long (L19)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from messages.triage.evidence.history import History
from messages.triage.over_days.hits import Hit, needs
from messages.triage.over_days.trends import dates_of, run_ending_lately
from messages.triage.vocabulary import Channel, Level, MeasureKind

MOST_TABLETS = 8
"""L19a: more than 8 tablets of 500 mg in 24 hours (NHSPARA)."""
MOST_TABLETS_FRAIL = 6
"""L19a: the lower limit for a body weight under 50 kg, liver disease, heavy drinking or keeping no food down (K)."""
LIGHT_KG = 50.0
ONE_DOSE = 2
"""Up to two tablets told at one moment are one dose; more is a count for the day."""
WINDOW = timedelta(hours=24)
LOOK_BACK_DAYS = 2
NSAID_RUN_DAYS = 10
"""L19b (NHSIBU)."""


@needs(MeasureKind.PARACETAMOL_TABLETS)
def too_much_paracetamol(history: History) -> Iterator[Hit]:
    """L19a: more paracetamol within a rolling 24 hours than is safe."""
    told = history.measured(MeasureKind.PARACETAMOL_TABLETS, days=LOOK_BACK_DAYS + 1)
    amounts: dict[datetime, float] = {}
    for measure in told:
        amounts[measure.at] = amounts.get(measure.at, 0.0) + measure.value
    limit = MOST_TABLETS_FRAIL if _frail(history) else MOST_TABLETS
    ends = [at for at in amounts if history.days_ago(at) <= LOOK_BACK_DAYS]
    if any(_within_24h(amounts, end) > limit for end in ends):
        taken = tuple(m for m in told if m.value > 0)
        yield Hit("L19a", Level.EMERGENCY_NOW, "med_paracetamol_over", measures=taken, channel=Channel.POISON)


def _within_24h(amounts: dict[datetime, float], end: datetime) -> float:
    """Add single doses up; a count for the day stands for the doses before it, those after it come on top."""
    window = {at: value for at, value in amounts.items() if end - WINDOW < at <= end}
    doses = {at: value for at, value in window.items() if value <= ONE_DOSE}
    best = sum(doses.values())
    for at, count in window.items():
        if count > ONE_DOSE:
            best = max(best, count + sum(value for later, value in doses.items() if later > at))
    return best


def _frail(history: History) -> bool:
    weights = history.measured(MeasureKind.WEIGHT_KG, days=183)
    light = bool(weights) and weights[-1].value < LIGHT_KG
    empty = bool(history.said(("sep_vomit_fluids",), days=LOOK_BACK_DAYS))
    return light or empty or not history.risks.isdisjoint({"rf_liver_disease", "rf_alcohol_heavy"})


@needs(MeasureKind.NSAID_TABLETS, "abd_ulcer_pain")
def long_nsaid_use(history: History) -> Iterator[Hit]:
    """L19b: ibuprofen-type tablets ten days running, or with upper tummy pain on two days."""
    tablets = [m for m in history.measured(MeasureKind.NSAID_TABLETS, days=14) if m.value > 0]
    days = {history.day(m.at) for m in tablets}
    if run_ending_lately(days, history.today, length=NSAID_RUN_DAYS, lately=2):
        yield Hit("L19b", Level.ROUTINE, "med_nsaid_risk", channel=Channel.PHARM)
    sore = history.said(("abd_ulcer_pain",), days=14)
    takes = "rf_nsaid" in history.risks or bool(tablets)
    if takes and len(dates_of(history, sore)) >= 2:
        yield Hit("L19b", Level.SAME_DAY, "abd_ulcer_pain", sore)


RULES = (too_much_paracetamol, long_nsaid_use)
