"""The whole body over days: weight, tiredness, COVID, pregnancy, and signs that add up (L09, L25, L26, L28, L30)."""

from __future__ import annotations

from collections.abc import Iterator

from messages.triage.evidence.history import History
from messages.triage.evidence.rows import unclear
from messages.triage.over_days.hits import Hit, needs
from messages.triage.over_days.trends import dates_of, hints_of, pain_rose
from messages.triage.vocabulary import Answer, Channel, Fact, Level, Measure, MeasureKind

LOSS_SHARE, LOSS_DAYS = 0.05, 183
"""L09: 5% in six months (NHSBACK, NG12)."""
SLOW_LOSS_SHARE, SLOW_LOSS_DAYS, SLOW_LOSS_TIMES = 0.03, 28, 3
"""L09: 3% over four weeks or more, lower at each of three weighings: below the limits, so SOON (K)."""
LOSS_KG, LOSS_MONTH_DAYS = 3.0, 31
"""L09: 3 kg in a month (NHSBACK)."""
TIRED_DAYS, TIRED_OF = 5, 14
"""L28 (SEED2)."""
TOGETHER_DAYS = 14
"""L30 (IFOMPT)."""
LOW_NORMAL_OXYGEN = 94.0
"""L25: 93 or 94% is looked at the same day (NG188)."""

_SYSTEMS: dict[str, tuple[str, ...]] = {
    "spine": ("neuro_leg_numb_one", "ca_night_pain", "ca_strain_pain", "per_worse_6w", "per_thoracic"),
    "whole body": ("sys_night_sweats",),
    "infection": ("inf_recent_dental", "inf_immunosuppressed", "inf_diabetes"),
    "bone": ("fx_height_stoop", "fx_steroid_long"),
    "urine": ("kid_blood_urine",),
    "gut": ("abd_ulcer_pain", "med_nsaid_risk"),
}
"""L30: SOON rows by body system. Mood, mere newness and tiredness (which has L28) are no system of their own;
back and leg signs are one, or every sciatica would count twice."""


@needs(MeasureKind.WEIGHT_KG)
def falling_weight(history: History) -> Iterator[Hit]:
    """L09: logged weight down 5% in six months or 3 kg in a month, unless the person says it is meant."""
    weights = history.measured(MeasureKind.WEIGHT_KG, days=LOSS_DAYS)
    if not weights or _meant(history):
        return
    last = weights[-1]
    if any(_lost(history, first, last) for first in weights[:-1]):
        yield Hit("L09", Level.SAME_DAY, "ca_weight_loss", measures=(weights[0], last))
    elif slow := _ever_lower(history, weights):
        yield Hit("L09", Level.SOON, "ca_weight_loss", measures=slow)


def _ever_lower(history: History, weights: tuple[Measure, ...]) -> tuple[Measure, ...]:
    """Return the weighings, each lower than the one before, by which the weight has come down slowly."""
    falling = weights[-1:]
    for earlier in reversed(weights[:-1]):
        if earlier.value <= falling[0].value:
            break
        falling = (earlier, *falling)
    fell = falling[0].value - falling[-1].value
    days = (history.day(falling[-1].at) - history.day(falling[0].at)).days
    enough = fell >= falling[0].value * SLOW_LOSS_SHARE and days >= SLOW_LOSS_DAYS
    return falling if enough and len(falling) >= SLOW_LOSS_TIMES else ()


def _lost(history: History, first: Measure, last: Measure) -> bool:
    month = (history.day(last.at) - history.day(first.at)).days <= LOSS_MONTH_DAYS
    fell = first.value - last.value
    return fell >= first.value * LOSS_SHARE or (month and fell >= LOSS_KG)


def _meant(history: History) -> bool:
    """It is said to be meant and never answered otherwise; what a text only hints at is no answer."""
    answers = [f for f in history.facts if f.flag == "ca_weight_loss" and history.days_ago(f.at) <= LOSS_DAYS]
    clear = [f.answer for f in answers if not unclear(f)]
    return bool(clear) and all(answer == Answer.NO for answer in clear)


@needs("chg_fatigue_unwell")
def tired_and_worse(history: History) -> Iterator[Hit]:
    """L28: unusually tired on five of 14 days while the back pain gets worse."""
    tired = history.said(("chg_fatigue_unwell",), days=TIRED_OF - 1)
    worse = history.said(("per_worse_6w", "sev_unrelieved"), days=TIRED_OF)
    if len(dates_of(history, tired)) >= TIRED_DAYS and (worse or pain_rose(history, days=TIRED_OF)):
        yield Hit("L28", Level.SOON, "chg_fatigue_unwell", (*tired, *worse))


@needs(*(row for rows in _SYSTEMS.values() for row in rows))
def signs_of_two_systems(history: History) -> Iterator[Hit]:
    """L30: two things to be seen soon, from different parts of the body, within 14 days."""
    found: dict[str, Fact] = {}
    for system, rows in _SYSTEMS.items():
        said = [history.active[row] for row in rows if row in history.active]
        said = [f for f in said if history.days_ago(f.at) <= TOGETHER_DAYS and not f.unchanged_and_checked]
        if said:
            found[system] = max(said, key=lambda fact: fact.at)
    if len(found) >= 2:
        latest = max(found.values(), key=lambda fact: fact.at)
        yield Hit("L30", Level.SAME_DAY, latest.flag, tuple(found.values()))


@needs(MeasureKind.OXYGEN_PERCENT, "rf_long_covid")
def after_covid(history: History) -> Iterator[Hit]:
    """L25: chest, heart or breathing trouble after COVID; and oxygen just below normal."""
    low = [m for m in history.measured(MeasureKind.OXYGEN_PERCENT, days=1) if m.value <= LOW_NORMAL_OXYGEN]
    if low:
        yield Hit("L25", Level.SAME_DAY, "lc_chest_breath", measures=(low[-1],), channel=Channel.CLIN)
    if "rf_long_covid" not in history.risks:
        return
    grave = history.said(("cv_chest_pain", "cv_breathless", "lc_chest_breath"), days=TOGETHER_DAYS)
    lesser = history.said(("cv_exertion_back", "cv_pleuritic", "cv_palpitations_faint"), days=TOGETHER_DAYS)
    if grave:
        yield Hit("L25", Level.EMERGENCY_NOW, "lc_chest_breath", grave)
    elif lesser:
        yield Hit("L25", Level.SAME_DAY, "lc_chest_breath", lesser, channel=Channel.CLIN)


@needs("rf_pregnant")
def waves_in_pregnancy(history: History) -> Iterator[Hit]:
    """L26: pregnant, and back pain in waves: plainly said once, or hinted at twice within two days."""
    if "rf_pregnant" not in history.risks:
        return
    plain = history.said(("preg_preterm",), days=1)
    hints = hints_of(history, ("preg_preterm",), days=1)
    if plain or len({fact.at for fact in hints}) >= 2:
        yield Hit("L26", Level.EMERGENCY_NOW, "preg_preterm", (*plain, *hints))


RULES = (falling_weight, tired_and_worse, signs_of_two_systems, after_covid, waves_in_pregnancy)
