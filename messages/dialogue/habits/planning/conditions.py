"""What is known of a person that rules nudges out: a hold, a crisis, a fever, a risk factor."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from statistics import median

from messages.content import Condition, Mood
from messages.dialogue.habits.state import state_of
from messages.dialogue.scene import Scene
from messages.memory import Alert
from messages.triage.flags import table
from messages.triage.vocabulary import Answer, Channel, Level, MeasureKind

AFTER_EMERGENCY = timedelta(hours=2)
"""No nudge at all for this long after an EMERGENCY_NOW alert (reference 5.1)."""
AFTER_CRISIS = timedelta(hours=24)
"""No nudge at all for this long after a CRISIS alert (reference 2.8, point 7)."""
FEVER_LASTS = timedelta(hours=48)
FEVER_C = 38.0
SYMPTOM_LASTS = timedelta(days=14)
"""A symptom said this long ago still counts, unless a later answer took it back."""

_CRISIS_FLAGS = frozenset({"mh_suicide_active", "mh_suicide_thoughts", "mh_self_harm"})
_WORRYING = (Answer.YES, Answer.NOT_SURE)
_FEVER_FLAGS = frozenset(
    {
        "inf_fever_back", "inf_fever_neuro", "kid_infection", "preg_fever_urine", "sep_temp_extreme",
        "sep_signs", "men_neck_light", "uro_prostate", "lc_seed_flags", "sys_night_sweats",
    }
)  # fmt: skip
_ILL_FLAGS = frozenset({"chg_fatigue_unwell", "sep_vomit_fluids"})
_UNSAFE_FLAGS = frozenset({"safe_harm_other"})
_FRACTURE_FLAGS = frozenset(
    {
        "fx_major_trauma", "fx_minor_trauma_risk", "fx_sudden_no_trauma", "fx_bruise_spine", "fx_height_stoop",
        "fx_stress_young", "fx_known_cancer_bone",
    }
)  # fmt: skip

_BY_RISK: dict[Condition, frozenset[str]] = {
    Condition.CRASH_AFTER_EFFORT: frozenset({"rf_pem"}),
    Condition.WEAK_BONES: frozenset({"rf_osteoporosis", "rf_prev_fragility_fx", "rf_steroids_3m", "rf_axspa"}),
    Condition.PREGNANT: frozenset({"rf_pregnant"}),
    Condition.FLUID_LIMIT: frozenset({"rf_heart_failure", "rf_ckd", "rf_dialysis_line"}),
    Condition.NO_BREATH_HOLDS: frozenset(
        {"rf_heart_disease", "rf_heart_failure", "rf_hypertension", "rf_pregnant", "rf_aaa_known"}
    ),
    Condition.NUMB_SKIN: frozenset({"rf_neuropathy_known", "rf_spinal_cord_injury", "rf_diabetes"}),
    Condition.NARROW_CANAL: frozenset({"rf_known_disc_or_stenosis", "rf_prev_ces"}),
    Condition.CANCER: frozenset({"rf_cancer_history", "rf_chemo", "rf_radiotherapy_spine"}),
    Condition.STRONG_PAINKILLERS: frozenset({"rf_opioid"}),
    Condition.LOW_MOOD: frozenset({"rf_past_self_harm"}),
}
_BY_FLAG: dict[Condition, frozenset[str]] = {
    Condition.CRASH_AFTER_EFFORT: frozenset({"lc_pem"}),
    Condition.LEG_SYMPTOMS: frozenset(
        {"ces_bilateral_leg", "neuro_leg_numb_one", "neuro_leg_weak_progressive", "neuro_foot_drop", "ca_history_neuro"}
    ),
    Condition.UNSTEADY: frozenset({"neuro_unsteady", "neuro_foot_drop", "cv_collapse", "cv_palpitations_faint"}),
    Condition.WALKING_UNCHECKED: frozenset({"leg_walk_cramp", "leg_cold_pale", "cv_leg_swollen", "cv_exertion_back"}),
    Condition.NUMB_SKIN: frozenset({"ces_saddle_numb", "neuro_leg_numb_one", "ces_wipe_feel", "shingles"}),
    Condition.UPPER_BACK_UNCHECKED: frozenset({"per_thoracic"}),
    Condition.STIFF_MORNINGS: frozenset({"axspa_screen"}),
    Condition.LOW_MOOD: frozenset({"mh_suicide_thoughts", "mh_suicide_active", "mh_self_harm", "mh_not_coping"}),
}
_MUST_BE_DENIED: dict[Condition, frozenset[str]] = {
    Condition.FLUID_UNKNOWN: _BY_RISK[Condition.FLUID_LIMIT],
    Condition.HOLDS_UNKNOWN: frozenset({"rf_heart_disease", "rf_hypertension"}),
}
"""Silence is never a no: these hold until every risk factor named was answered with no."""


def conditions(scene: Scene) -> frozenset[Condition]:
    """Return everything known now that rules items out."""
    risks = _risks(scene)
    found = {name for name, ids in _BY_RISK.items() if ids & risks}
    found |= {name for name, flags in _BY_FLAG.items() if said_lately(scene, flags)}
    answers = scene.person.risks
    for name, ids in _MUST_BE_DENIED.items():
        if any(each not in answers or answers[each].answer is not Answer.NO for each in ids):
            found.add(name)
    if fever(scene):
        found.add(Condition.FEVER)
    if any(each.is_open and each.level >= Level.EMERGENCY_NOW for each in scene.alerts):
        found.add(Condition.EMERGENCY)
    return frozenset(found)


def _risks(scene: Scene) -> frozenset[str]:
    """Return risk factors answered yes or "not sure", or told in words, with those worked out from dates."""
    answers = scene.person.risks
    worrying = {name for name, given in answers.items() if given.answer in _WORRYING}
    told = {fact.flag for fact in scene.case.facts if fact.flag in table().risk_factors and fact.answer in _WORRYING}
    told -= {name for name in told if name in answers and answers[name].answer is Answer.NO}
    return scene.case.profile.risk_factors | worrying | told


def said_lately(scene: Scene, flags: frozenset[str], within: timedelta = SYMPTOM_LASTS) -> bool:
    """Does one of ``flags`` stand, by its latest answer ``within`` this time?"""
    latest: dict[str, tuple[object, Answer]] = {}
    for fact in sorted(scene.case.facts, key=lambda each: each.at):
        if fact.flag in flags and scene.now - fact.at <= within:
            latest[fact.flag] = (fact.at, fact.answer)
    return any(answer in _WORRYING for _, answer in latest.values())


def fever(scene: Scene) -> bool:
    """Was there fever or chills in the last 48 hours, measured or said? A later "no" does not undo it."""
    measured = any(
        each.kind is MeasureKind.TEMPERATURE_C and each.value >= FEVER_C and scene.now - each.at <= FEVER_LASTS
        for each in scene.case.measures
    )
    return measured or any(
        fact.flag in _FEVER_FLAGS and fact.answer in _WORRYING and scene.now - fact.at <= FEVER_LASTS
        for fact in scene.case.facts
    )


def ill(scene: Scene) -> bool:
    """Do they feel ill these days?"""
    return fever(scene) or said_lately(scene, _ILL_FLAGS, FEVER_LASTS)


def in_hold(scene: Scene) -> bool:
    """Exercise, heat and massage rest: an open alert or question, illness, a possible fracture, a treated spine.

    Reference 5.1, "Global suppressors".
    """
    from messages.dialogue import escalation  # it asks this package to hold

    profile = scene.case.profile
    treated_until = profile.dates.get("rf_treated_spinal_infection_date")
    return (
        scene.on_hold
        or escalation.waits_for_answer(scene)
        or ill(scene)
        or said_lately(scene, _UNSAFE_FLAGS, FEVER_LASTS)
        or said_lately(scene, _FRACTURE_FLAGS)
        or "rf_spinal_surgery_90d" in _risks(scene)
        or (treated_until is not None and treated_until >= scene.today)
    )


def situation(scene: Scene) -> frozenset[Mood]:
    """Return the situations that some items are made for."""
    found = set()
    if ill(scene):
        found.add(Mood.ILL)
    quality = _nights(scene, MeasureKind.SLEEP_QUALITY_0_10)
    hours = _nights(scene, MeasureKind.SLEEP_HOURS)
    if quality.get(scene.today, 10) <= 3 or hours.get(scene.today, 24) < 5:
        found.add(Mood.BAD_NIGHT)
    month = [value for day, value in quality.items() if (scene.today - day).days <= 28]
    if len(month) >= 12 and (scene.today - min(quality)).days >= 28 and median(month) <= 3:
        found.add(Mood.BAD_NIGHTS)
    return frozenset(found)


def _nights(scene: Scene, kind: MeasureKind) -> dict[date, float]:
    """Return one kind of number by local date, the last of each date."""
    ordered = sorted((each for each in scene.case.measures if each.kind is kind), key=lambda each: each.at)
    return {scene.person.today(each.at): each.value for each in ordered}


def raised_at(scene: Scene, alert: Alert) -> datetime:
    """Return when ``alert`` was last raised (UTC): opened, made graver, or said again.

    An open alert that gets graver keeps its opening moment, but its ladder starts anew, so
    the first rung is at most an hour later than that. What was said about it counts as well.
    """
    moments = [alert.opened_at]
    if alert.ladder:
        moments.append(alert.opened_at + timedelta(minutes=alert.ladder[0]))
    flags = {each.flag for each in alert.reasons}
    moments += [fact.at for fact in scene.case.facts if fact.flag in flags and fact.answer in _WORRYING]
    return max(moments)


def is_crisis(alert: Alert) -> bool:
    """Is it about suicide or self-harm, whatever else it is about?"""
    return alert.channel is Channel.CRISIS or any(
        each.channel is Channel.CRISIS or each.flag in _CRISIS_FLAGS for each in alert.reasons
    )


def last_crisis(scene: Scene) -> datetime | None:
    """Return when the last crisis was raised (UTC), as far as anybody remembers."""
    moments = [raised_at(scene, each) for each in scene.alerts if is_crisis(each)]
    kept = state_of(scene).crisis_at
    return max([*moments, *([kept] if kept else [])], default=None)


def resting(scene: Scene) -> bool:
    """After a crisis nudges rest until the person chooses them again (reference 2.8, point 7)."""
    crisis, resumed = last_crisis(scene), state_of(scene).resumed_at
    return crisis is not None and (resumed is None or resumed < crisis)


def just_after_an_alert(scene: Scene) -> bool:
    """Is it too soon after an emergency or a crisis for any nudge, or does nobody know yet that help has come?"""
    crisis = last_crisis(scene)
    if crisis is not None and scene.now - crisis < AFTER_CRISIS:
        return True
    from messages.dialogue import escalation  # it asks this package to hold

    return escalation.waits_for_help(scene) or any(
        each.level >= Level.EMERGENCY_NOW and scene.now - raised_at(scene, each) < AFTER_EMERGENCY
        for each in scene.alerts
    )


def unwanted(scene: Scene) -> bool:
    """May nothing planned be sent at all: no consent, stopped, paused, out of reach?"""
    person = scene.person
    paused = person.paused_until is not None and scene.today < person.paused_until
    return person.consent_version is None or person.stopped or paused or not person.reachable
