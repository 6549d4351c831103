"""Single rows: their levels, what raises them, and the only ways down."""

from __future__ import annotations

from datetime import date

import pytest

from messages.triage.flags import load_flags
from messages.triage.judging.judge import judge
from messages.triage.vocabulary import (
    Action,
    Answer,
    Case,
    Channel,
    Fact,
    Level,
    MeasureKind,
    Origin,
    Status,
)
from tests.triage.cases import case, day, judged, no, not_sure, number, pain, yes

EMERGENCIES = [f.id for f in load_flags().values() if f.level == Level.EMERGENCY_NOW]
LOWERABLE = [f.id for f in load_flags().values() if f.lower and f.lower.when == "unchanged_and_checked"]


@pytest.mark.parametrize("flag", load_flags())
def test_a_yes_by_button_gives_the_level_and_place_of_its_row(flag: str) -> None:
    verdict = judged(case(yes(flag)), 0)

    row = load_flags()[flag]
    assert verdict.level == row.level
    assert verdict.lead is not None
    assert (verdict.lead.flag, verdict.lead.rule) == (flag, f"row:{flag}")
    assert verdict.lead.channel == row.channel
    assert verdict.lead.words == row.short
    assert verdict.action == (Action.ESCALATE if row.level >= Level.SAME_DAY else verdict.action)


@pytest.mark.parametrize("flag", EMERGENCIES)
def test_not_sure_to_an_emergency_counts_as_yes(flag: str) -> None:
    verdict = judged(case(not_sure(flag)), 0)

    assert verdict.level == Level.EMERGENCY_NOW
    assert verdict.action is Action.ESCALATE
    assert verdict.lead is not None
    assert verdict.lead.status is Status.UNSURE


def test_not_sure_to_a_same_day_row_is_not_nothing() -> None:
    assert judged(case(not_sure("inf_fever_back")), 0).level == Level.SOON


@pytest.mark.parametrize("answer", [Answer.NO, Answer.DECLINED])
def test_no_and_declined_raise_nothing(answer: Answer) -> None:
    said = Fact("ces_saddle_numb", answer, day(0), Origin.BUTTON)

    assert judged(Case(facts=(said,)), 0).level == Level.SELF_CARE


def test_with_nothing_said_there_is_no_level() -> None:
    assert judged(Case(), 0).level == Level.NONE


@pytest.mark.parametrize("flag", LOWERABLE)
def test_only_unchanged_and_checked_together_lower_a_row(flag: str) -> None:
    row = load_flags()[flag]
    assert row.lower is not None
    settled = Fact(flag, Answer.YES, day(1), Origin.BUTTON, unchanged_and_checked=True)

    assert judged(case(yes(flag), settled), 1).level == row.lower.to
    assert judged(case(settled, yes(flag, 2)), 2).level == row.level


def test_trouble_peeing_is_never_lowered() -> None:
    settled = Fact("ces_bladder_retention", Answer.YES, day(0), Origin.BUTTON, unchanged_and_checked=True)

    assert judged(Case(facts=(settled,)), 0).level == Level.EMERGENCY_NOW


def test_something_old_and_checked_does_not_raise_other_rows() -> None:
    settled = Fact("ces_bladder_incontinence", Answer.YES, day(0), Origin.BUTTON, unchanged_and_checked=True)

    assert judged(case(settled, yes("neuro_foot_drop")), 0).level == Level.SAME_DAY
    assert judged(case(settled, yes("inf_fever_back")), 0).level == Level.SAME_DAY


def test_unrelieved_pain_counts_lower_only_while_every_number_is_moderate() -> None:
    assert judged(case(yes("sev_unrelieved"), pain(6)), 0).level == Level.SOON
    assert judged(case(yes("sev_unrelieved"), pain(7)), 0).level == Level.SAME_DAY
    assert judged(case(yes("sev_unrelieved"), pain(6), pain(8, -0.5)), 0).level == Level.SAME_DAY
    assert judged(case(yes("sev_unrelieved")), 0).level == Level.SAME_DAY


@pytest.mark.parametrize(
    ("flag", "by", "to", "channel"),
    [
        ("inf_fever_back", {"risks": ("rf_diabetes",)}, Level.EMERGENCY_NOW, Channel.ED),
        ("inf_fever_back", {"risks": ("rf_spinal_surgery_90d",)}, Level.EMERGENCY_NOW, Channel.ED),
        ("inf_fever_back", {"flag": "neuro_leg_numb_one"}, Level.EMERGENCY_NOW, Channel.AMB),
        ("inf_fever_back", {"flag": "sep_signs"}, Level.EMERGENCY_NOW, Channel.AMB),
        ("neuro_foot_drop", {"risks": ("rf_cancer_history",)}, Level.EMERGENCY_NOW, Channel.ED),
        ("neuro_foot_drop", {"flag": "neuro_unsteady"}, Level.EMERGENCY_NOW, Channel.ED),
        ("neuro_unsteady", {"risks": ("rf_cancer_history",)}, Level.EMERGENCY_NOW, Channel.ED),
        ("neuro_leg_numb_one", {"risks": ("rf_cancer_history",)}, Level.SAME_DAY, Channel.CLIN),
        ("neuro_leg_numb_one", {"risks": ("rf_long_covid",)}, Level.SAME_DAY, Channel.CLIN),
        ("leg_walk_cramp", {"risks": ("rf_cancer_history",)}, Level.SAME_DAY, Channel.CLIN),
        ("ca_history_new_pain", {"flag": "neuro_leg_numb_one"}, Level.EMERGENCY_NOW, Channel.ED),
        ("ca_night_pain", {"risks": ("rf_cancer_history",)}, Level.SAME_DAY, Channel.CLIN),
        ("ca_night_pain", {"pain": 7.0}, Level.SAME_DAY, Channel.CLIN),
        ("sys_night_sweats", {"risks": ("rf_ivdu",)}, Level.SAME_DAY, Channel.CLIN),
        ("inf_recent_skin", {"flag": "sys_night_sweats"}, Level.EMERGENCY_NOW, Channel.ED),
        ("inf_recent_dental", {"risks": ("rf_heart_disease",)}, Level.SAME_DAY, Channel.CLIN),
        ("inf_diabetes", {"flag": "inf_fever_back"}, Level.EMERGENCY_NOW, Channel.ED),
        ("inf_immunosuppressed", {"flag": "sev_unrelieved"}, Level.SAME_DAY, Channel.CLIN),
        ("inf_line_dialysis", {"flag": "inf_fever_back"}, Level.EMERGENCY_NOW, Channel.ED),
        ("fx_minor_trauma_risk", {"flag": "neuro_leg_numb_one"}, Level.EMERGENCY_NOW, Channel.ED),
        ("cv_pleuritic", {"risks": ("rf_vte_risk",)}, Level.EMERGENCY_NOW, Channel.AMB),
        ("cv_leg_swollen", {"flag": "cv_pleuritic"}, Level.EMERGENCY_NOW, Channel.AMB),
        ("kid_infection", {"risks": ("rf_pregnant",)}, Level.EMERGENCY_NOW, Channel.MAT),
        ("kid_infection", {"risks": ("rf_diabetes",)}, Level.EMERGENCY_NOW, Channel.ED),
        ("kid_infection", {"age": 76}, Level.EMERGENCY_NOW, Channel.ED),
        ("kid_stone", {"age": 61}, Level.EMERGENCY_NOW, Channel.ED),
        ("kid_blood_urine", {"flag": "kid_stone"}, Level.SAME_DAY, Channel.CLIN),
        ("abd_ulcer_pain", {"risks": ("rf_nsaid",)}, Level.SAME_DAY, Channel.CLIN),
        ("sep_vomit_fluids", {"risks": ("rf_diabetes",)}, Level.EMERGENCY_NOW, Channel.ED),
        ("mh_suicide_thoughts", {"risks": ("rf_past_self_harm",)}, Level.EMERGENCY_NOW, Channel.CRISIS),
        ("per_worse_6w", {"age": 50}, Level.SAME_DAY, Channel.CLIN),
        ("per_thoracic", {"risks": ("rf_cancer_history",)}, Level.SAME_DAY, Channel.CLIN),
        ("med_gi_bleed", {"flag": "cv_collapse"}, Level.EMERGENCY_NOW, Channel.AMB),
        ("cv_pleuritic", {"risks": ("rf_cancer_history",)}, Level.EMERGENCY_NOW, Channel.AMB),
        ("kid_stone", {"flag": "sev_unrelieved"}, Level.EMERGENCY_NOW, Channel.ED),
        ("fx_sudden_no_trauma", {"flag": "cv_upper_back_cardiac"}, Level.EMERGENCY_NOW, Channel.AMB),
        ("preg_preeclampsia", {"flag": "gen_unresponsive"}, Level.EMERGENCY_NOW, Channel.AMB),
        ("chg_fatigue_unwell", {"flag": "sys_night_sweats"}, Level.SAME_DAY, Channel.CLIN),
        ("chg_fatigue_unwell", {"flag": "ca_weight_loss"}, Level.SAME_DAY, Channel.CLIN),
    ],
)
def test_a_modifier_raises_its_row(flag: str, by: dict[str, object], to: Level, channel: Channel) -> None:
    said = [yes(flag)]
    if isinstance(other := by.get("flag"), str):
        said.append(yes(other))
    numbers = [pain(value)] if isinstance(value := by.get("pain"), float) else []
    risks = by.get("risks", ())
    age = by.get("age")
    assert isinstance(risks, tuple)
    assert age is None or isinstance(age, int)

    verdict = judged(case(*said, *numbers, risks=risks, age=age), 0)

    row = next(f for f in verdict.findings if f.flag == flag and f.rule in (f"row:{flag}", f"mod:{flag}"))
    assert verdict.level == to
    assert row.level >= to or any(f.level == to for f in verdict.findings)
    assert any(f.channel == channel and f.level == to for f in verdict.findings)


@pytest.mark.parametrize(
    ("flag", "risks", "age"),
    [
        ("inf_fever_back", ("rf_osteoporosis",), 40),
        ("inf_fever_back", ("rf_recent_uti",), 40),
        ("ca_night_pain", ("rf_smoker_ever",), 60),
        ("kid_infection", (), 75),
        ("kid_stone", (), 60),
        ("per_worse_6w", (), 49),
        ("cv_pleuritic", ("rf_hypertension",), 40),
        ("sys_night_sweats", ("rf_osteoporosis",), 40),
    ],
)
def test_what_a_modifier_does_not_name_leaves_the_row_alone(flag: str, risks: tuple[str, ...], age: int) -> None:
    verdict = judged(case(yes(flag), risks=risks, age=age), 0)

    row = next(f for f in verdict.findings if f.flag == flag and not f.rule.startswith("L"))
    assert row.rule == f"row:{flag}"
    assert row.level == load_flags()[flag].level


@pytest.mark.parametrize(
    ("risk", "sign", "row", "level"),
    [
        ("rf_cancer_history", "neuro_leg_weak_progressive", "ca_history_neuro", Level.EMERGENCY_NOW),
        ("rf_cancer_history", "neuro_unsteady", "ca_history_neuro", Level.EMERGENCY_NOW),
        ("rf_cancer_history", "ca_night_pain", "ca_history_new_pain", Level.SAME_DAY),
        ("rf_prev_ces", "neuro_leg_numb_one", "ces_after_known_disc", Level.EMERGENCY_NOW),
        ("rf_steroids_3m", "sep_vomit_fluids", "adr_crisis", Level.EMERGENCY_NOW),
        ("rf_aaa_known", "sev_unrelieved", "cv_aaa_known", Level.EMERGENCY_NOW),
        ("rf_anticoagulant", "neuro_foot_drop", "haematoma_anticoag", Level.EMERGENCY_NOW),
        ("rf_sickle", "inf_fever_back", "sickle_crisis", Level.EMERGENCY_NOW),
        ("rf_pregnant", "inf_fever_back", "preg_fever_urine", Level.EMERGENCY_NOW),
        ("rf_postpartum_6w", "inf_fever_back", "postpartum_back", Level.EMERGENCY_NOW),
        ("rf_long_covid", "cv_chest_pain", "lc_chest_breath", Level.EMERGENCY_NOW),
        ("rf_tb_exposure", "sys_night_sweats", "inf_tb", Level.SAME_DAY),
    ],
)
def test_profile_and_sign_together_make_a_row(risk: str, sign: str, row: str, level: Level) -> None:
    together = judged(case(yes(sign), risks=(risk,)), 0)
    alone = judged(case(yes(sign)), 0)

    assert any(f.flag == row and f.level == level for f in together.findings)
    assert not any(f.flag == row for f in alone.findings)


def test_a_mild_new_pain_after_cancer_is_no_alarm_but_a_stronger_one_is() -> None:
    mild = judged(case(yes("chg_different"), pain(2), risks=("rf_cancer_history",)), 0)
    strong = judged(case(yes("chg_different"), pain(5), risks=("rf_cancer_history",)), 0)

    assert mild.level == Level.SOON
    assert strong.level == Level.SAME_DAY


@pytest.mark.parametrize(
    "flag",
    ["ca_strain_pain", "per_thoracic", "ca_night_pain", "ca_lump_deformity", "ca_weight_loss", "inf_fever_back"],
)
def test_in_britain_the_public_page_makes_it_same_day(flag: str) -> None:
    assert judged(case(yes(flag), country="GB"), 0).level >= Level.SAME_DAY
    assert judged(case(yes(flag), country="IE"), 0).level == load_flags()[flag].level


def test_a_no_ends_a_lesser_row_but_never_a_same_day_one() -> None:
    assert judged(case(yes("neuro_leg_numb_one"), no("neuro_leg_numb_one", 1)), 1).level == Level.SELF_CARE
    assert judged(case(yes("inf_fever_back"), no("inf_fever_back", 1)), 1).level == Level.SAME_DAY
    assert judged(case(yes("ces_saddle_numb"), no("ces_saddle_numb", 1)), 1).level == Level.EMERGENCY_NOW


def test_a_yes_counts_for_two_weeks_and_not_for_ever() -> None:
    assert judged(case(yes("ces_saddle_numb")), 14).level == Level.EMERGENCY_NOW
    assert judged(case(yes("ces_saddle_numb")), 15).level == Level.SELF_CARE


def test_temperatures_speak_for_fever_from_38_on() -> None:
    warm = number(MeasureKind.TEMPERATURE_C, 37.9)

    assert judged(case(number(MeasureKind.TEMPERATURE_C, 38.0)), 0).level == Level.SAME_DAY
    assert judged(case(warm), 0).level == Level.SELF_CARE


def test_a_raised_temperature_with_shivers_is_a_fever() -> None:
    shivery = not_sure("inf_fever_back", origin=Origin.TEXT)
    warm = number(MeasureKind.TEMPERATURE_C, 37.6)
    normal = number(MeasureKind.TEMPERATURE_C, 37.4)

    assert judged(case(shivery, warm), 0).level == Level.SAME_DAY
    assert judged(case(shivery, normal), 0).action is Action.ASK


def test_a_fever_number_against_a_plain_denial_is_asked_about() -> None:
    fine = Fact("inf_fever_back", Answer.NO, day(0), Origin.TEXT)

    verdict = judged(case(fine, number(MeasureKind.TEMPERATURE_C, 39.0)), 0)

    assert verdict.action is Action.ASK
    assert verdict.question is not None
    assert verdict.question.flag == "inf_fever_back"


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (MeasureKind.TEMPERATURE_C, 45.0),
        (MeasureKind.TEMPERATURE_C, 30.0),
        (MeasureKind.PAIN_0_10, 11.0),
        (MeasureKind.OXYGEN_PERCENT, 9.0),
    ],
)
def test_numbers_that_cannot_be_are_not_judged(kind: MeasureKind, value: float) -> None:
    verdict = judged(case(number(kind, value), yes("sev_unrelieved"), pain(3)), 0)

    assert verdict.level == Level.SOON


@pytest.mark.parametrize("celsius", [39.0, 35.9])
def test_a_very_high_or_low_temperature_with_feeling_ill_is_its_own_row(celsius: float) -> None:
    ill, hot = yes("chg_fatigue_unwell"), number(MeasureKind.TEMPERATURE_C, celsius)

    assert any(f.flag == "sep_temp_extreme" for f in judged(case(ill, hot), 0).findings)
    assert not any(f.flag == "sep_temp_extreme" for f in judged(case(hot), 0).findings)


def test_a_yes_and_a_no_of_one_moment_count_as_a_yes() -> None:
    leg = "neuro_leg_numb_one"

    assert judged(case(yes(leg), no(leg)), 0).level == judged(case(no(leg), yes(leg)), 0).level == Level.SOON


def test_low_oxygen_is_an_emergency_and_nearly_low_the_same_day() -> None:
    assert judged(case(number(MeasureKind.OXYGEN_PERCENT, 92)), 0).level == Level.EMERGENCY_NOW
    assert judged(case(number(MeasureKind.OXYGEN_PERCENT, 94)), 0).level == Level.SAME_DAY
    assert judged(case(number(MeasureKind.OXYGEN_PERCENT, 95)), 0).level == Level.SELF_CARE


def test_the_gravest_finding_stands_first() -> None:
    verdict = judged(case(yes("sys_night_sweats"), yes("ces_saddle_numb"), yes("cv_chest_pain")), 0)

    assert [f.flag for f in verdict.findings[:2]] == ["cv_chest_pain", "ces_saddle_numb"]
    assert verdict.channel is Channel.AMB


def test_an_operation_counts_for_90_days_and_with_metalwork_for_a_year() -> None:
    fever = yes("inf_fever_back")
    ago = {"rf_spinal_surgery_date": date(2024, 12, 1)}
    long_ago = {"rf_spinal_surgery_date": date(2024, 3, 10)}

    assert judged(case(fever, dates={"rf_spinal_surgery_date": date(2024, 12, 3)}), 0).level == 5
    assert judged(case(fever, dates=ago), 0).level == Level.SAME_DAY
    assert judged(case(fever, dates=long_ago, risks=("rf_spinal_metalwork",)), 0).level == 5
    assert judged(case(fever, dates=long_ago), 0).level == Level.SAME_DAY


def test_a_risk_factor_heard_in_a_text_can_be_taken_back_by_button() -> None:
    heard = yes("rf_diabetes", 0, origin=Origin.TEXT)
    fever = yes("inf_fever_back", 2)

    assert judged(case(heard, fever), 2).level == Level.EMERGENCY_NOW
    assert judged(case(heard, no("rf_diabetes", 1), fever), 2).level == Level.SAME_DAY


def test_old_findings_do_not_call_for_action_again_but_new_risks_do() -> None:
    numb = yes("neuro_leg_numb_one")
    heard = yes("rf_cancer_history", 1, origin=Origin.TEXT)

    old = judge(case(numb, no("sys_night_sweats", 1)), day(1), fresh_after=day(1))
    risk = judge(case(numb, heard), day(1), fresh_after=day(1))

    assert (old.level, old.action) == (Level.SOON, Action.NONE)
    assert (risk.level, risk.action) == (Level.SAME_DAY, Action.ESCALATE)
