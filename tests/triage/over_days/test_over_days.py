# ruff: noqa: E501 - two tables, one case a line
"""The rules over days: each one at its threshold, just below it, and in every order of days."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

import pytest

from messages.triage.over_days.hits import rule_texts
from messages.triage.vocabulary import (
    Level,
    Origin,
)
from tests.triage.cases import (
    EMERGENCY,
    ROUTINE,
    SAME_DAY,
    SOON,
    TEXT,
    Said,
    by_rule,
    case,
    celsius,
    judged,
    leg,
    no,
    not_sure,
    nsaid,
    pain,
    pains,
    sleep_score,
    tablets,
    weight,
    yes,
)

HOLDS: list[tuple[str, str, Sequence[Said], dict[str, object], float, Level]] = [
    ("sweats then fever", "L01", [yes("sys_night_sweats", 0), yes("inf_fever_back", 7)], {}, 7, SAME_DAY),
    ("with diabetes", "L01", [yes("sys_night_sweats"), yes("inf_fever_back", 1)], {"risks": ("rf_diabetes",)}, 1, EMERGENCY),
    ("sweats, then 38.2", "L01", [yes("sys_night_sweats"), celsius(38.2, 2)], {}, 2, SAME_DAY),
    ("pain and numb leg", "L02", [yes("sev_unrelieved"), yes("neuro_leg_numb_one", 14)], {}, 14, SAME_DAY),
    ("sweats and pain", "L02", [yes("sev_unrelieved"), yes("sys_night_sweats", 9)], {}, 9, SAME_DAY),
    ("fever and nerve", "L03", [yes("inf_fever_back"), yes("neuro_leg_numb_one", 9)], {}, 9, EMERGENCY),
    ("two and a risk", "L03", [yes("sev_unrelieved"), yes("ca_weight_loss", 9)], {"risks": ("rf_ivdu",)}, 9, EMERGENCY),
    ("three days of five", "L04", [yes("sev_unrelieved", d) for d in (0, 2, 4)], {"risks": ("rf_ivdu",)}, 4, SAME_DAY),
    ("severe for a day", "L04", [*(yes("sev_unrelieved", d) for d in (0, 2, 4)), pain(7, 3), pain(8, 4)], {"risks": ("rf_ivdu",)}, 4, EMERGENCY),
    ("two hints", "L05", [not_sure("ces_saddle_numb", origin=TEXT), not_sure("ces_stop_midflow", 14, origin=TEXT)], {}, 14, EMERGENCY),
    ("right then left", "L06", [leg("tingling in my right calf", 0), leg("left foot numb", 14)], {}, 14, EMERGENCY),
    ("and the other", "L06", [leg("my right foot is numb", 0), leg("now the other foot", 3)], {}, 3, EMERGENCY),
    ("weak and weaker", "L07", [yes("neuro_foot_drop"), yes("neuro_foot_drop", 2, "it is getting worse", origin=TEXT)], {}, 2, EMERGENCY),
    ("a second weakness", "L07", [yes("neuro_foot_drop"), yes("neuro_unsteady", 7)], {}, 7, EMERGENCY),
    ("three bad nights", "L08", [yes("ca_night_pain", d) for d in (0, 3, 6)], {}, 6, SOON),
    ("at fifty", "L08", [yes("ca_night_pain", d) for d in (0, 3, 6)], {"age": 50}, 6, SAME_DAY),
    ("5% in six months", "L09", [weight(80, 0), weight(76, 180)], {}, 180, SAME_DAY),
    ("3 kg in a month", "L09", [weight(100, 0), weight(97, 31)], {}, 31, SAME_DAY),
    ("two weeks up", "L10", pains(*[2] * 7, *[4] * 7, *[6] * 7), {}, 20, SOON),
    ("steep and confirmed", "L10", pains(3, 5, 5, 7), {}, 3, SAME_DAY),
    ("worse after six weeks", "L11", [pain(3, 0), pain(4, 20), pain(6, 42)], {}, 42, SOON),
    ("same after six weeks", "L11", [pain(4, 0), pain(4, 42)], {}, 42, ROUTINE),
    ("new at fifty", "L11", [yes("ca_age_over_50_new"), pain(4, 0), pain(4, 28)], {}, 28, SOON),
    ("twelve weeks, young", "L11b", [pain(4, 0), pain(4, 84)], {"age": 45}, 84, ROUTINE),
    ("slowly lighter", "L09", [weight(84, 0), weight(82.5, 21), weight(81, 42)], {}, 42, SOON),
    ("three severe days", "L12", pains(7, 7, 8), {}, 2, SAME_DAY),
    ("burning, then a sore side", "L14", [not_sure("kid_infection", 1, origin=TEXT), not_sure("kid_infection", 3, origin=TEXT)], {}, 3, SAME_DAY),
    ("with one kidney", "L14", [not_sure("kid_infection", 1, origin=TEXT), not_sure("kid_infection", 3, origin=TEXT)], {"risks": ("rf_single_kidney",)}, 3, EMERGENCY),
    ("uti and fever", "L14", [yes("rf_recent_uti", 0, origin=TEXT), yes("inf_fever_back", 14)], {}, 14, SAME_DAY),
    ("uti, pregnant", "L14", [yes("inf_recent_uti"), yes("kid_infection", 3)], {"risks": ("rf_pregnant",)}, 3, EMERGENCY),
    ("uti and vomiting", "L14", [yes("inf_recent_uti"), yes("kid_infection"), yes("sep_vomit_fluids")], {}, 0, EMERGENCY),
    ("boil, then pain", "L15", [yes("rf_recent_skin_inf", origin=TEXT), yes("chg_different", 42)], {}, 42, SAME_DAY),
    ("and sweats", "L15", [yes("rf_recent_skin_inf", origin=TEXT), yes("chg_different", 19), yes("sys_night_sweats", 22)], {}, 22, EMERGENCY),
    ("boil, pain up", "L15", [yes("rf_recent_skin_inf", origin=TEXT), pain(2, 1), pain(4, 9)], {}, 9, SAME_DAY),
    ("fall, then numb", "L16", [yes("fx_minor_trauma_risk"), yes("neuro_leg_numb_one", 14)], {}, 14, EMERGENCY),
    ("unclear fall, then numb", "L16", [not_sure("fx_minor_trauma_risk", origin=TEXT), yes("neuro_leg_numb_one", 10)], {}, 10, EMERGENCY),
    ("unsure of a fall, then numb", "L16", [not_sure("fx_minor_trauma_risk"), yes("neuro_leg_numb_one", 10)], {}, 10, EMERGENCY),
    ("fall, pain up", "L16", [yes("fx_minor_trauma_risk"), pain(3, 0), pain(5, 4)], {}, 4, SAME_DAY),
    ("needle and fever", "L17", [yes("inf_fever_back")], {"risks": ("rf_spinal_injection_90d",)}, 0, EMERGENCY),
    ("needle and numb", "L17", [yes("neuro_leg_numb_one")], {"risks": ("rf_spinal_injection_90d",)}, 0, EMERGENCY),
    ("a yellow patch", "L17", [yes("inf_postop", 0, "a yellowish patch on my shirt", origin=TEXT)], {"risks": ("rf_spinal_surgery_90d",)}, 0, EMERGENCY),
    ("wound weeps", "L17", [yes("inf_postop", 0, "the wound is oozing", origin=TEXT)], {"risks": ("rf_spinal_surgery_90d",)}, 0, EMERGENCY),
    ("three contacts", "L18", [yes("neuro_leg_numb_one", 3)], {"serious": (0, 3, 14)}, 14, SAME_DAY),
    ("contacts with nothing", "L18", [no("ces_saddle_numb")], {"serious": (0, 1, 2)}, 2, SOON),
    ("two and rising", "L18", [*pains(2, 4)], {"serious": (0, 1)}, 1, SOON),
    ("nine tablets", "L19a", [tablets(9, 0)], {}, 0, EMERGENCY),
    ("doses add up", "L19a", [tablets(2, hour / 24) for hour in (0, 4, 8, 12, 16)], {}, 16 / 24, EMERGENCY),
    ("seven when light", "L19a", [tablets(7, 0), weight(46, 0)], {}, 0, EMERGENCY),
    ("a count and a dose", "L19a", [tablets(8, 0), tablets(2, 0.2)], {}, 0.2, EMERGENCY),
    ("seven, none kept down", "L19a", [tablets(7, 0), yes("sep_vomit_fluids", 0)], {}, 0, EMERGENCY),
    ("two hints at dying", "L20", [not_sure("mh_suicide_thoughts", 0, origin=TEXT), not_sure("mh_suicide_active", 14, origin=TEXT)], {}, 14, SAME_DAY),
    ("ten days of tablets", "L19b", [nsaid(1, d) for d in range(10)], {}, 9, ROUTINE),
    ("tablets, sore stomach", "L19b", [yes("abd_ulcer_pain"), yes("abd_ulcer_pain", 1)], {"risks": ("rf_nsaid",)}, 1, SAME_DAY),
    ("poor sleep", "L21", [sleep_score(3, d) for d in range(14)], {}, 13, ROUTINE),
    ("two weeks and worse", "L23", [yes("neuro_leg_numb_one"), yes("neuro_leg_numb_one", 14), yes("per_worse_6w", 14)], {}, 14, SAME_DAY),
    ("three fever days", "L24", [celsius(38.1, d) for d in (0, 1, 2)], {}, 2, SAME_DAY),
    ("fever came back", "L24", [celsius(38.1, 0), celsius(36.6, 2), celsius(38.4, 5)], {}, 5, SAME_DAY),
    ("after covid", "L25", [yes("cv_chest_pain")], {"risks": ("rf_long_covid",)}, 0, EMERGENCY),
    ("after covid, effort", "L25", [yes("cv_exertion_back")], {"risks": ("rf_long_covid",)}, 0, SAME_DAY),
    ("waves", "L26", [yes("preg_preterm")], {"risks": ("rf_pregnant",)}, 0, EMERGENCY),
    ("waves hinted twice", "L26", [not_sure("preg_preterm", 0, origin=TEXT), not_sure("preg_preterm", 1, origin=TEXT)], {"risks": ("rf_pregnant",)}, 1, EMERGENCY),
    ("worst ever", "L27", [yes("chg_different", 0, "the worst pain I have ever had", origin=TEXT)], {}, 0, SAME_DAY),
    ("tired and worse", "L28", [*(yes("chg_fatigue_unwell", d) for d in range(5)), yes("per_worse_6w", 4)], {}, 4, SOON),
    ("two systems", "L30", [yes("sys_night_sweats"), yes("kid_blood_urine", 14)], {}, 14, SAME_DAY),
]  # fmt: skip

NEAR_MISSES: list[tuple[str, str, Sequence[Said], dict[str, object], float]] = [
    ("eight days apart", "L01", [yes("sys_night_sweats"), yes("inf_fever_back", 8)], {}, 8),
    ("37.9 without shivers", "L01", [yes("sys_night_sweats"), celsius(37.9, 1)], {}, 1),
    ("fifteen days apart", "L02", [yes("sev_unrelieved"), yes("neuro_leg_numb_one", 15)], {}, 15),
    ("one sign twice", "L02", [yes("sys_night_sweats"), yes("ca_weight_loss", 1)], {}, 1),
    ("two without a risk", "L03", [yes("sev_unrelieved"), yes("ca_weight_loss", 9)], {}, 9),
    ("two days of five", "L04", [yes("sev_unrelieved", d) for d in (0, 4)], {"risks": ("rf_ivdu",)}, 4),
    ("three days of six", "L04", [yes("sev_unrelieved", d) for d in (0, 2, 5)], {"risks": ("rf_ivdu",)}, 5),
    ("no risk", "L04", [yes("sev_unrelieved", d) for d in (0, 2, 4)], {}, 4),
    ("the same hint twice", "L05", [not_sure("ces_saddle_numb", origin=TEXT), not_sure("ces_saddle_numb", 2, origin=TEXT)], {}, 2),
    ("fifteen days apart", "L05", [not_sure("ces_saddle_numb", origin=TEXT), not_sure("ces_stop_midflow", 15, origin=TEXT)], {}, 15),
    ("the hint was asked about", "L05", [not_sure("ces_saddle_numb", origin=TEXT), no("ces_saddle_numb", 0.1), not_sure("ces_stop_midflow", 1, origin=TEXT)], {}, 1),
    ("always the left", "L06", [leg("left shin fizzy", 0), leg("left foot too", 3)], {}, 3),
    ("no side named", "L06", [leg("my foot tingles", 0), leg("left foot numb", 3)], {}, 3),
    ("fifteen days apart", "L06", [leg("right calf", 0), leg("left foot", 15)], {}, 15),
    ("same as before", "L07", [yes("neuro_foot_drop"), yes("neuro_foot_drop", 2, "still the same", origin=TEXT)], {}, 2),
    ("two nights", "L08", [yes("ca_night_pain", d) for d in (0, 6)], {"age": 60}, 6),
    ("three in eight", "L08", [yes("ca_night_pain", d) for d in (0, 3, 7)], {}, 7),
    ("4.9%", "L09", [weight(80, 0), weight(76.1, 180)], {}, 180),
    ("in 32 days", "L09", [weight(100, 0), weight(97, 32)], {}, 32),
    ("on purpose", "L09", [weight(100, 0), weight(90, 31), no("ca_weight_loss", 31)], {}, 31),
    ("one week up", "L10", pains(*[2] * 7, *[2] * 7, *[6] * 7), {}, 20),
    ("up to six", "L10", pains(2, 3, 4, 6), {}, 3),
    ("better by 30%", "L11", [pain(6, 0), pain(4, 42)], {}, 42),
    ("day 41", "L11", [pain(4, 0), pain(4, 41)], {}, 41),
    ("day 27", "L11", [yes("ca_age_over_50_new"), pain(4, 0), pain(4, 27)], {}, 27),
    ("twelve weeks at 46", "L11b", [pain(4, 0), pain(4, 84)], {"age": 46}, 84),
    ("day 83", "L11b", [pain(4, 0), pain(4, 83)], {"age": 30}, 83),
    ("up and down", "L09", [weight(84, 0), weight(84.5, 21), weight(82, 42)], {}, 42),
    ("2.9% slowly", "L09", [weight(100, 0), weight(98, 21), weight(97.1, 42)], {}, 42),
    ("burning on one day", "L14", [not_sure("kid_infection", 1, origin=TEXT)], {"risks": ("rf_single_kidney",)}, 3),
    ("asked and denied", "L14", [not_sure("kid_infection", 1, origin=TEXT), no("kid_infection", 1.1), not_sure("kid_infection", 3, origin=TEXT)], {}, 3),
    ("a gap", "L12", [pain(7, 0), pain(7, 1), pain(7, 3)], {}, 3),
    ("sixes between", "L12", pains(7, 6, 7), {}, 2),
    ("fifteen days apart", "L14", [yes("preg_fever_urine", 0), yes("kid_infection", 15)], {}, 15),
    ("43 days", "L15", [yes("rf_recent_skin_inf", origin=TEXT), yes("chg_different", 43)], {}, 43),
    ("no pain change", "L15", [yes("rf_recent_skin_inf", origin=TEXT), pain(3, 1), pain(4, 9)], {}, 9),
    ("fifteen days", "L16", [yes("fx_minor_trauma_risk"), yes("neuro_leg_numb_one", 15)], {}, 15),
    ("the fall was denied", "L16", [not_sure("fx_minor_trauma_risk", origin=TEXT), no("fx_minor_trauma_risk", 0.1), yes("neuro_leg_numb_one", 10)], {}, 10),
    ("pain up one", "L16", [yes("fx_minor_trauma_risk"), pain(3, 0), pain(4, 4)], {}, 4),
    ("sore only", "L17", [yes("inf_postop", 0, "more pain", origin=TEXT)], {"risks": ("rf_spinal_surgery_90d",)}, 0),
    ("no procedure", "L17", [yes("inf_fever_back")], {}, 0),
    ("two contacts", "L18", [yes("neuro_leg_numb_one", 3)], {"serious": (0, 14)}, 14),
    ("fifteen days", "L18", [yes("neuro_leg_numb_one", 3)], {"serious": (0, 3, 15)}, 15),
    ("eight tablets", "L19a", [tablets(8, 0)], {}, 0),
    ("just over 24 hours", "L19a", [tablets(2, hour / 24) for hour in (0, 6, 12, 18, 24)], {}, 1),
    ("one day later", "L19a", [tablets(6, 0), tablets(6, 1)], {}, 1),
    ("an earlier check-in", "L19a", [tablets(6, 0, Origin.BUTTON), tablets(6, 0.9, Origin.BUTTON)], {}, 0.9),
    ("one hint", "L20", [not_sure("mh_suicide_thoughts", 0, origin=TEXT)], {}, 0),
    ("the same day twice", "L20", [not_sure("mh_suicide_thoughts", 0, origin=TEXT), not_sure("mh_suicide_active", 0.1, origin=TEXT)], {}, 0.1),
    ("the hint was answered", "L20", [not_sure("mh_suicide_thoughts", 0, origin=TEXT), no("mh_suicide_thoughts", 0.1), not_sure("mh_suicide_thoughts", 3, origin=TEXT)], {}, 3),
    ("nine days", "L19b", [nsaid(1, d) for d in range(9)], {}, 8),
    ("one day missing", "L19b", [nsaid(1, d) for d in (*range(5), *range(6, 11))], {}, 10),
    ("sore once", "L19b", [yes("abd_ulcer_pain")], {"risks": ("rf_nsaid",)}, 0),
    ("one good night", "L21", [sleep_score(4 if d == 9 else 3, d) for d in range(14)], {}, 13),
    ("two weeks, no worse", "L23", [yes("neuro_leg_numb_one"), yes("neuro_leg_numb_one", 14)], {}, 14),
    ("two fever days", "L24", [celsius(38.1, d) for d in (0, 1)], {}, 1),
    ("a gap unseen", "L24", [celsius(38.1, 0), celsius(38.1, 3)], {}, 3),
    ("never had covid", "L25", [yes("cv_chest_pain")], {}, 0),
    ("not pregnant", "L26", [yes("preg_ectopic")], {}, 0),
    ("a hint that was denied", "L26", [not_sure("preg_preterm", 0, origin=TEXT), no("preg_preterm", 0.1), not_sure("preg_preterm", 1, origin=TEXT)], {"risks": ("rf_pregnant",)}, 1),
    ("one hint", "L26", [not_sure("preg_preterm", 0, origin=TEXT)], {"risks": ("rf_pregnant",)}, 0),
    ("just different", "L27", [yes("chg_different", 0, "a new sort of ache", origin=TEXT)], {}, 0),
    ("four tired days", "L28", [*(yes("chg_fatigue_unwell", d) for d in range(4)), yes("per_worse_6w", 4)], {}, 4),
    ("one system", "L30", [yes("neuro_leg_numb_one"), yes("ca_strain_pain", 3)], {}, 3),
    ("fifteen days", "L30", [yes("sys_night_sweats"), yes("kid_blood_urine", 15)], {}, 15),
]  # fmt: skip


@pytest.mark.parametrize(("name", "rule", "said", "about", "at", "level"), HOLDS, ids=lambda v: str(v)[:24])
def test_a_rule_over_days_holds(
    name: str, rule: str, said: Sequence[Said], about: dict[str, object], at: float, level: Level
) -> None:
    verdict = judged(case(*said, **about), at)  # type: ignore[arg-type]

    assert by_rule(verdict, rule) == level, name
    assert verdict.level >= level


@pytest.mark.parametrize(("name", "rule", "said", "about", "at", "level"), HOLDS, ids=lambda v: str(v)[:24])
def test_the_order_in_which_answers_arrive_does_not_matter(
    name: str, rule: str, said: Sequence[Said], about: dict[str, object], at: float, level: Level
) -> None:
    orders = list(permutations(said)) if len(said) <= 4 else [said[::-1], [*said[1:], said[0]]]

    for order in orders:
        assert by_rule(judged(case(*order, **about), at), rule) == level, name  # type: ignore[arg-type]


@pytest.mark.parametrize(("name", "rule", "said", "about", "at"), NEAR_MISSES, ids=lambda v: str(v)[:24])
def test_just_below_its_threshold_a_rule_is_silent(
    name: str, rule: str, said: Sequence[Said], about: dict[str, object], at: float
) -> None:
    assert by_rule(judged(case(*said, **about), at), rule) is None, name  # type: ignore[arg-type]


def test_every_rule_with_a_text_is_tested_above_and_below_its_threshold() -> None:
    assert {row[1] for row in HOLDS} | {"L13"} == set(rule_texts())
    assert {row[1] for row in NEAR_MISSES} | {"L13"} == set(rule_texts())
