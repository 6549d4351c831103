"""Infection over days: sweats then fever, risk then pain, fever that comes back (L01-L04, L13-L15, L17, L24)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from messages.triage.evidence.history import FEVER_C, RAISED_C, History
from messages.triage.evidence.known import risks_in
from messages.triage.over_days.hits import Hit, needs
from messages.triage.over_days.trends import (
    HIGH_PAIN,
    baseline_before,
    dates_of,
    hints_of,
    longest_run,
    pain_days,
    pains,
    risen_pains,
    run_ending_lately,
)
from messages.triage.vocabulary import Answer, Channel, Fact, Level, MeasureKind

SWEATS_AND_FEVER_DAYS = 7
"""L01 (SEED1, SEED2, IDSA)."""
SIGNS_DAYS = 14
"""L02, L03: the window of "more than one" (SEED2)."""
UNRELENTING_DAYS, UNRELENTING_OF = 3, 5
"""L04: on 3 days of 5 (SHROYER, DAVIS)."""
RELAPSE_FIRST_DAYS = 183
"""L13: in the first 6 months one day is enough; 75% of failures come within 4.7 months (GUPTA)."""
URINE_DAYS = 14
"""L14 (NHSKID, SEED2)."""
WARM_C = 37.8
"""From here on people whose fever may stay low are asked (K; the low fever of weak or old bodies)."""
SEEDING_DAYS = 42
"""L15: 6 weeks (SHROYER, SEED2)."""
FEVER_RUN_DAYS = 3
"""L24 (SEED0)."""

_SWEATS = ("sys_night_sweats",)
_INFECTION_NEAR = (*_SWEATS, "inf_recent_uti", "rf_recent_uti", "kid_infection")
"""With one of these of late a body that is only warm may be at the beginning of a fever."""
_LOSS = ("sys_night_sweats", "ca_weight_loss")
_PAIN_NEW_OR_WORSE = (
    "chg_different",
    "per_worse_6w",
    "per_thoracic",
    "sev_unrelieved",
    "sev_cannot_move",
    "ca_night_pain",
)
_WALKING = ("neuro_unsteady", "neuro_leg_weak_progressive", "neuro_foot_drop")
_WOUND = re.compile(
    r"pus|ooz|leak|weep|discharg|drain|smell|whiff|soak|stain|yellow|open(?:ed|ing)?\b|wound|scar|red\b|swollen",
    re.IGNORECASE,
)
_SEEDS = ("rf_recent_skin_inf", "rf_recent_dental_inf", "rf_recent_other_inf")
_PROCEDURES = ("rf_spinal_surgery_90d", "rf_spinal_injection_90d")
_BLUNTED = ("rf_single_kidney", "rf_pregnant", "rf_postpartum_6w", "rf_treated_spinal_infection")
"""Besides the infection risks: those for whom a rising temperature can't wait for 38."""


def _major_risk(history: History) -> bool:
    return not history.risks.isdisjoint(risks_in("major_infection"))


@needs(*_SWEATS)
def sweats_and_fever(history: History) -> Iterator[Hit]:
    """L01: night sweats and fever or chills within seven days, in any order."""
    sweats = history.said(_SWEATS, days=SWEATS_AND_FEVER_DAYS)
    fevers = history.said_in("fever", days=SWEATS_AND_FEVER_DAYS)
    if sweats and fevers:
        neuro = history.said_in("neuro", days=SWEATS_AND_FEVER_DAYS)
        grave = _major_risk(history) or bool(neuro)
        level = Level.EMERGENCY_NOW if grave else Level.SAME_DAY
        yield Hit("L01", level, "inf_fever_back", (*sweats, *fevers, *neuro))


@needs("unrelenting", "fever", "neuro", *_LOSS)
def combined_signs(history: History) -> Iterator[Hit]:
    """L02 and L03: unrelenting pain, fever, sweats or weight loss, nerve signs: two, or three, in 14 days."""
    unrelenting = history.said_in("unrelenting", days=SIGNS_DAYS)
    fever = history.said_in("fever", days=SIGNS_DAYS)
    neuro = history.said_in("neuro", days=SIGNS_DAYS)
    signs = [unrelenting, fever, history.said(_LOSS, days=SIGNS_DAYS), neuro]
    evidence = tuple(fact for sign in signs for fact in sign)
    count = sum(map(bool, signs))
    if count >= 3 or (fever and neuro) or (count == 2 and _major_risk(history)):
        flag = "inf_fever_neuro" if fever and neuro else "inf_rf_unrelenting"
        yield Hit("L03", Level.EMERGENCY_NOW, flag, evidence)
    elif count == 2:
        yield Hit("L02", Level.SAME_DAY, evidence[-1].flag, evidence)


@needs("unrelenting")
def unrelenting_with_risk(history: History) -> Iterator[Hit]:
    """L04: unrelenting pain on three days of five in a person at risk; no fever is needed."""
    said = history.said_in("unrelenting", days=UNRELENTING_OF - 1)
    if not _major_risk(history) or len(dates_of(history, said)) < UNRELENTING_DAYS:
        return
    severe = {day for day, value in pain_days(history, days=2).items() if value >= HIGH_PAIN}
    long_severe = longest_run(severe) >= 2
    level = Level.EMERGENCY_NOW if long_severe else Level.SAME_DAY
    yield Hit("L04", level, "inf_rf_unrelenting", said, pains(history, days=2) if long_severe else ())


@needs("rf_treated_spinal_infection")
def relapse_watch(history: History) -> Iterator[Hit]:
    """L13: after a treated spinal infection one quiet change is enough for 24 months."""
    if "rf_treated_spinal_infection" not in history.risks:
        return
    grave = (*history.said_in("fever", days=14), *history.said(_WALKING, days=14))
    grave += history.said_in("ces", days=14)
    if grave:
        yield Hit("L13", Level.EMERGENCY_NOW, "inf_recurrence", grave)
        return
    small = history.said(("neuro_leg_numb_one", "sys_night_sweats"), days=14)
    tired = history.said(("chg_fatigue_unwell",), days=14)
    if len(dates_of(history, tired)) >= _days_needed(history, 3):
        small += tired
    risen = risen_pains(history, days=14, least=2)
    if len({history.day(m.at) for m in risen}) < _days_needed(history, 2):
        risen = ()
    if small or risen or _sleep_fell(history):
        yield Hit("L13", Level.SAME_DAY, "inf_recurrence", small, risen)


def _days_needed(history: History, usual: int) -> int:
    ended = history.case.profile.dates.get("rf_treated_spinal_infection_date")
    early = ended is None or (history.today - ended).days <= RELAPSE_FIRST_DAYS
    return 1 if early else usual


def _sleep_fell(history: History) -> bool:
    daily = history.daily(MeasureKind.SLEEP_QUALITY_0_10, days=60)
    low = set[date]()
    for day, value in daily.items():
        usual = baseline_before(daily, day, least=2)
        if usual is not None and value <= usual - 3:
            low.add(day)
    return run_ending_lately(low, history.today, length=_days_needed(history, 3), lately=3)


@needs("fever", "kid_infection")
def urine_then_fever(history: History) -> Iterator[Hit]:
    """L14: signs of a urine infection within 14 days, and fever, shivers or pain under the ribs.

    What one day and another only hint at, burning here and a side that hurts there, counts together.
    """
    urine = history.said(("rf_recent_uti", "inf_recent_uti", "preg_fever_urine"), days=URINE_DAYS)
    now = (*history.said_in("fever", days=URINE_DAYS), *history.said(("kid_infection",), days=URINE_DAYS))
    halves = hints_of(history, ("kid_infection",), days=URINE_DAYS)
    if halves and len(dates_of(history, (*urine, *halves))) >= 2:
        urine, now = (*urine, halves[0]), (*now, halves[-1])
    if not now or not (urine or "rf_recent_uti" in history.risks):
        return
    very_ill = history.said(("sep_signs", "sep_vomit_fluids"), days=URINE_DAYS)
    at_risk = history.risks & (
        risks_in("weak_immunity") | {"rf_pregnant", "rf_diabetes", "rf_dialysis_line", "rf_single_kidney"}
    )
    level = Level.EMERGENCY_NOW if very_ill or at_risk else Level.SAME_DAY
    channel = Channel.MAT if level == Level.EMERGENCY_NOW and "rf_pregnant" in at_risk else None
    yield Hit("L14", level, "kid_infection", (*urine, *now, *very_ill), channel=channel)


@needs(MeasureKind.TEMPERATURE_C)
def low_fever_at_risk(history: History) -> Iterator[Hit]:
    """L14: 37.8 or more is no fever yet, but worth the question: in somebody at risk of infection, or after sweats."""
    warm = [m for m in history.measured(MeasureKind.TEMPERATURE_C, days=1) if WARM_C <= m.value < FEVER_C]
    at_risk = history.risks & (risks_in("infection") | set(_BLUNTED))
    if warm and (at_risk or history.said(_INFECTION_NEAR, days=URINE_DAYS)):
        yield Hit("L14", Level.NONE, "inf_fever_back", measures=(warm[-1],), ask="inf_fever_back")


@needs(*_SEEDS)
def infection_then_back_pain(history: History) -> Iterator[Hit]:
    """L15: a boil, wound, tooth or other infection within six weeks, then new or worse back pain."""
    if history.risks.isdisjoint(_SEEDS):
        return
    infection = history.said((*_SEEDS, "inf_recent_skin", "inf_recent_dental"), days=SEEDING_DAYS)
    pain = history.said(_PAIN_NEW_OR_WORSE, days=SIGNS_DAYS)
    first = min((history.day(f.at) for f in infection), default=None)
    risen = risen_pains(history, days=SIGNS_DAYS, since=first)
    if not pain and not risen:
        return
    ill = (*history.said_in("systemic", days=SIGNS_DAYS), *history.said_in("neuro", days=SIGNS_DAYS))
    level = Level.EMERGENCY_NOW if ill else Level.SAME_DAY
    yield Hit("L15", level, "inf_recent_skin", (*infection, *pain, *ill), risen)


@needs(*_PROCEDURES)
def after_spine_procedure(history: History) -> Iterator[Hit]:
    """L17: operation or needle in the spine within 90 days, and fever, a changed wound or a new nerve sign."""
    if history.risks.isdisjoint(_PROCEDURES):
        return
    wound = history.said(("inf_postop", "ca_lump_deformity"), days=SIGNS_DAYS)
    changed = tuple(f for f in wound if f.flag == "ca_lump_deformity" or _WOUND.search(f.words))
    signs = (*history.said_in("fever", days=SIGNS_DAYS), *history.said_in("neuro", days=SIGNS_DAYS), *changed)
    if signs:
        yield Hit("L17", Level.EMERGENCY_NOW, "inf_postop", signs)


@needs("fever")
def lasting_fever(history: History) -> Iterator[Hit]:
    """L24: fever on three days running, or a fever that went and came back."""
    fevers = history.said_in("fever", days=SIGNS_DAYS)
    days = dates_of(history, fevers)
    if longest_run(days) >= FEVER_RUN_DAYS or _came_back(history, days):
        yield Hit("L24", Level.SAME_DAY, "inf_fever_back", fevers)


def _came_back(history: History, fever_days: frozenset[date]) -> bool:
    if len(fever_days) < 2:
        return False
    free = {history.day(f.at) for f in history.facts if _no_fever(f)}
    normal = history.daily(MeasureKind.TEMPERATURE_C, days=SIGNS_DAYS)
    free |= {day for day, value in normal.items() if value < RAISED_C}
    return any(min(fever_days) < day < max(fever_days) for day in free - fever_days)


def _no_fever(fact: Fact) -> bool:
    return fact.flag == "inf_fever_back" and fact.answer == Answer.NO


RULES = (
    sweats_and_fever,
    combined_signs,
    unrelenting_with_risk,
    relapse_watch,
    urine_then_fever,
    low_fever_at_risk,
    infection_then_back_pain,
    after_spine_procedure,
    lasting_fever,
)
