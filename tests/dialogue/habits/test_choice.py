"""Which nudge may be chosen: what fever, illness, risks and symptoms rule out, and what a bad night calls for."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from messages.content import Item, Kind, library
from messages.dialogue.habits.planning.choose import allowed, choose
from messages.dialogue.scene import Scene
from messages.memory import RiskAnswer
from messages.triage.vocabulary import Answer, Case, Fact, Measure, MeasureKind, Origin
from tests.dialogue.habits.planned import MORNING, risks, scene_of, with_case
from tests.dialogue.host import Talk, at

HOLDS: dict[str, dict[str, Any]] = {
    "fever measured": {"measures": (Measure(MeasureKind.TEMPERATURE_C, 38.4, MORNING - timedelta(hours=40)),)},
    "fever said": {"facts": (Fact("inf_fever_back", Answer.YES, MORNING - timedelta(hours=40), Origin.TEXT),)},
    "not sure of fever": {"facts": (Fact("sep_signs", Answer.NOT_SURE, MORNING, Origin.BUTTON),)},
    "feels ill": {"facts": (Fact("chg_fatigue_unwell", Answer.YES, MORNING, Origin.BUTTON),)},
    "unsafe": {"facts": (Fact("safe_harm_other", Answer.YES, MORNING, Origin.BUTTON),)},
    "possible fracture": {"facts": (Fact("fx_bruise_spine", Answer.YES, MORNING - timedelta(days=9), Origin.BUTTON),)},
}


@pytest.mark.parametrize("name", HOLDS)
@pytest.mark.parametrize("item", [each for each in library().values() if each.is_body_work], ids=lambda each: each.id)
def test_body_work_rests_for_every_kind_of_hold(name: str, item: Item) -> None:
    talk = with_case(Talk.with_(MORNING), case=Case(**HOLDS[name]))
    assert allowed(scene_of(Talk.with_(MORNING, risks=_all_denied())), item)
    assert not allowed(scene_of(talk), item)


def _all_denied() -> dict[str, RiskAnswer]:
    names = ("rf_heart_failure", "rf_ckd", "rf_dialysis_line", "rf_heart_disease", "rf_hypertension")
    return risks(**dict.fromkeys(names, Answer.NO))


def test_a_fever_of_three_days_ago_holds_no_more() -> None:
    old = Measure(MeasureKind.TEMPERATURE_C, 38.4, MORNING - timedelta(hours=49))
    talk = with_case(Talk.with_(MORNING), case=Case(measures=(old,)))
    assert allowed(scene_of(talk), library()["st_knee_rolls"])


def test_a_spine_operation_in_the_last_weeks_holds() -> None:
    given = RiskAnswer(answer=Answer.YES, at=MORNING, since=date(2026, 2, 20))
    talk = Talk.with_(MORNING, risks={"rf_spinal_surgery_date": given})
    assert not allowed(scene_of(talk), library()["st_knee_rolls"])


RULED_OUT = [
    ("rf_osteoporosis", "st_knee_to_chest"),
    ("rf_prev_fragility_fx", "st_cat_camel"),
    ("rf_pregnant", "st_prone_press_up"),
    ("rf_pregnant", "st_hamstring_strap"),
    ("rf_pem", "ex_bridge"),
    ("rf_pem", "wk_start"),
    ("rf_heart_failure", "hy_regular_sips"),
    ("rf_ckd", "hy_morning"),
    ("rf_dialysis_line", "hy_sick"),
    ("rf_hypertension", "br_box"),
    ("rf_cancer_history", "ht_heat"),
    ("rf_neuropathy_known", "ht_heat"),
    ("rf_known_disc_or_stenosis", "st_standing_extension"),
    ("rf_past_self_harm", "rx_body_scan"),
]


@pytest.mark.parametrize(("risk", "item"), RULED_OUT)
@pytest.mark.parametrize("answer", [Answer.YES, Answer.NOT_SURE])
def test_a_risk_factor_rules_items_out_also_when_not_sure(risk: str, item: str, answer: Answer) -> None:
    free = Talk.with_(MORNING, risks=_all_denied())
    assert allowed(scene_of(free), library()[item])
    held = Talk.with_(MORNING, risks=_all_denied() | risks(**{risk: answer}))
    assert not allowed(scene_of(held), library()[item])


@pytest.mark.parametrize("answer", [None, Answer.DECLINED, Answer.NOT_SURE, Answer.YES])
def test_silence_about_heart_and_kidneys_is_never_a_no_for_amounts(answer: Answer | None) -> None:
    given = _all_denied() | (risks(rf_ckd=answer) if answer else {})
    if answer is None:
        given.pop("rf_ckd")
    talk = Talk.with_(MORNING, risks=given)
    assert not allowed(scene_of(talk), library()["hy_regular_amount"])


def test_a_symptom_taken_back_rules_nothing_out() -> None:
    yes = Fact("neuro_leg_numb_one", Answer.YES, MORNING - timedelta(days=2), Origin.BUTTON)
    no = Fact("neuro_leg_numb_one", Answer.NO, MORNING - timedelta(days=1), Origin.BUTTON)
    item = library()["st_hamstring_strap"]
    assert not allowed(scene_of(with_case(Talk.with_(MORNING), case=Case(facts=(yes,)))), item)
    assert allowed(scene_of(with_case(Talk.with_(MORNING), case=Case(facts=(yes, no)))), item)


def test_a_bad_night_brings_the_item_made_for_it() -> None:
    tired = Measure(MeasureKind.SLEEP_QUALITY_0_10, 2, MORNING)
    talk = with_case(Talk.with_(at("2026-03-10", "10:00")), case=Case(measures=(tired,)))
    chosen = choose(scene_of(talk), Kind.SLEEP)
    assert chosen is not None
    assert chosen.id in ("sl_loop", "sl_restless")
    rested = Talk.with_(at("2026-03-10", "10:00"))
    other = choose(scene_of(rested), Kind.SLEEP)
    assert other is not None
    assert other.id not in ("sl_loop", "sl_restless")


def test_a_risk_answered_not_sure_counts_even_where_the_profile_holds_only_yes() -> None:
    memory = Talk.with_(MORNING, risks=risks(rf_osteoporosis=Answer.NOT_SURE)).memory
    assert not memory.case.profile.risk_factors
    assert not allowed(Scene(memory, MORNING), library()["st_knee_to_chest"])
