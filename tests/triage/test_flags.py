"""The reviewed table: complete, sound, in plain words."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import ValidationError

from messages.triage.explain import because_of, short_of
from messages.triage.flags import HIGHEST_GRADE, Flag, grade, load_flags, problems, table, unreviewed
from messages.triage.over_days.hits import rule_texts
from messages.triage.sweep import screens
from messages.triage.vocabulary import Channel, Finding, Level, Status

HARDEST_REASON = 8.0
"""Reasons and risk factors name tablets and illnesses, whose syllables weigh in so short a sentence."""
REFERENCE = Path(__file__).parents[3] / "shared" / "clinical" / "red_flags.json"
# fmt: off
STORED_RISKS = [
    "rf_cancer_history", "rf_chemo", "rf_radiotherapy_spine", "rf_immunosuppressed",
    "rf_steroids_3m", "rf_ivdu", "rf_diabetes", "rf_alcohol_heavy", "rf_liver_disease", "rf_ckd",
    "rf_dialysis_line", "rf_spinal_surgery_date", "rf_spinal_metalwork", "rf_spinal_injection_date",
    "rf_spinal_surgery_90d", "rf_spinal_injection_90d", "rf_bsi_date", "rf_bsi", "rf_recent_uti",
    "rf_recent_skin_inf", "rf_recent_dental_inf", "rf_recent_other_inf",
    "rf_treated_spinal_infection_date", "rf_tb_exposure", "rf_osteoporosis", "rf_prev_fragility_fx",
    "rf_age", "rf_sex_at_birth", "rf_anticoagulant", "rf_bleeding_disorder", "rf_aaa_known",
    "rf_smoker_ever", "rf_hypertension", "rf_connective_tissue", "rf_family_aorta",
    "rf_heart_disease", "rf_heart_failure", "rf_vte_risk", "rf_pregnant", "rf_postpartum_6w",
    "rf_known_disc_or_stenosis", "rf_prev_ces", "rf_axspa", "rf_psoriasis", "rf_ibd",
    "rf_family_axspa", "rf_sickle", "rf_single_kidney", "rf_spinal_cord_injury",
    "rf_neuropathy_known", "rf_long_bladder_problem", "rf_nsaid", "rf_opioid", "rf_sedative",
    "rf_gabapentinoid", "rf_ulcer_history", "rf_asthma_nsaid", "rf_long_covid", "rf_pem",
    "rf_past_self_harm",
]
# fmt: on


def test_the_reading_grade_tells_plain_words_from_learned_ones() -> None:
    assert grade("Can you pee?") < 2
    assert grade("Do you experience neurological deterioration with associated urinary incontinence?") > 12


def test_all_127_rows_are_there() -> None:
    assert len(load_flags()) == 127
    assert [group.letter for group in table().groups] == list("ABCDEFGHIJKLMN")


@pytest.mark.skipif(not REFERENCE.exists(), reason="the clinical reference is not at hand")
def test_every_row_has_the_level_place_and_sources_of_the_reference() -> None:
    rows = json.loads(REFERENCE.read_text(encoding="utf-8"))
    expected = {r["id"]: (r["base"], r["mode"], r["src"].replace(" ", "").split(",")) for r in rows}

    got = {f.id: (f.level.name, f.channel.value, list(f.sources)) for f in load_flags().values()}

    assert got == expected


def test_no_row_counts_as_reviewed_before_a_clinician_signed_it() -> None:
    assert set(unreviewed()) == {flag.id for flag in load_flags().values() if flag.reviewed is None}
    assert unreviewed()


def test_every_stored_risk_factor_of_the_reference_is_known() -> None:
    assert set(STORED_RISKS) <= set(table().risk_factors)


@pytest.mark.parametrize("name", load_flags())
def test_a_row_speaks_plainly(name: str) -> None:
    flag = load_flags()[name]

    assert grade(flag.question) <= HIGHEST_GRADE
    assert grade(flag.because) <= HARDEST_REASON
    assert all(len(sentence.split()) <= 15 for sentence in re.split(r"(?<=[.?!])\s", flag.because))
    assert "don't worry" not in (flag.question + flag.because).lower()
    assert flag.short[0].islower() or flag.short.startswith("I ")
    assert not flag.short.endswith(".")


@pytest.mark.parametrize("name", table().risk_factors)
def test_a_risk_factor_speaks_plainly(name: str) -> None:
    risk = table().risk_factors[name]

    assert risk.question.endswith(("?", "one."))
    assert grade(risk.question) <= HARDEST_REASON


@pytest.mark.parametrize("name", rule_texts())
def test_a_rule_over_days_speaks_plainly(name: str) -> None:
    assert grade(rule_texts()[name].because) <= HARDEST_REASON


def test_what_is_about_mood_sex_drugs_or_abuse_is_marked_sensitive() -> None:
    expected = {"ces_sexual_change", "inf_ivdu", "mh_suicide_active", "mh_self_harm", "safe_harm_other"}

    assert expected <= {flag.id for flag in load_flags().values() if flag.sensitive}


def test_rows_that_nothing_lowers_carry_no_way_down() -> None:
    for flag in load_flags().values():
        if "none lowers it" in flag.note.lower() or "never lowered" in flag.note.lower():
            assert flag.never_lowered, flag.id
        if flag.never_lowered:
            assert flag.lower is None, flag.id


def test_an_unknown_key_in_a_row_is_refused() -> None:
    row = table().flags["cv_chest_pain"].model_dump()

    with pytest.raises(ValidationError):
        Flag.model_validate({**row, "levle": "SOON"})


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"question": "Do you experience neurological deterioration with associated incontinence?"}, "school grade"),
        ({"sources": ("NOWHERE",)}, "unknown source NOWHERE"),
        ({"heard": (), "not_yet_heard": ()}, "lacks an example"),
        ({"ignored": (), "not_yet_ignored": ()}, "lacks an example"),
    ],
)
def test_a_row_without_plain_question_source_or_examples_does_not_load(
    changes: dict[str, object], complaint: str
) -> None:
    whole = table()
    spoilt = whole.flags["cv_chest_pain"].model_copy(update=changes)
    found = list(problems(replace(whole, flags={**whole.flags, spoilt.id: spoilt})))

    assert len(found) == 1
    assert found[0].startswith("cv_chest_pain")
    assert complaint in found[0]
    assert list(problems(whole)) == []


def test_a_reason_is_found_for_rows_and_for_rules_over_days() -> None:
    row = Finding("cv_chest_pain", "", "row:cv_chest_pain", "K", Status.CURRENT, Level.EMERGENCY_NOW, Channel.AMB)
    rule = Finding("ces_bilateral_leg", "", "L06", "CES334", Status.CURRENT, Level.EMERGENCY_NOW, Channel.ED)

    assert because_of(row) == load_flags()["cv_chest_pain"].because
    assert because_of(rule) == rule_texts()["L06"].because
    assert short_of(rule) == "first one leg, then the other"


def test_serious_asks_the_deadliest_first_and_ends_within_fourteen_steps() -> None:
    steps = screens().serious.steps

    assert len(steps) <= 14
    assert [step.id for step in steps[:3]] == ["life", "bottom", "legs"]
    assert {option.flag for option in steps[0].options} == {
        "gen_unresponsive",
        "cv_chest_pain",
        "cv_breathless",
        "cv_collapse",
        "sep_signs",
        "gen_stroke",
    }


def test_every_emergency_that_buttons_can_ask_is_asked_somewhere() -> None:
    asked = {option.flag for step in screens().serious.steps for option in step.options}
    asked |= {flag for item in screens().sweep.items for flag in item.opens}
    needs_history = {
        "ces_after_known_disc",
        "haematoma_anticoag",
        "sci_autonomic",
        "inf_fever_neuro",
        "cv_aaa_known",
        "cv_sudden_over60",
        "uro_testicle",
        "lc_chest_breath",
        "med_opioid_tox",
        "sickle_crisis",
        "cv_palpitations_faint",
    }
    emergencies = {f.id for f in load_flags().values() if f.level == Level.EMERGENCY_NOW}

    assert emergencies - asked - needs_history == set()


def test_the_sweep_ticks_nothing_beforehand_and_opens_the_gravest_first() -> None:
    sweep = screens().sweep

    assert [item.id for item in sweep.items] == ["pee_poo_numb", "legs", "fever", "chest", "fall"]
    for item in sweep.items:
        levels = [load_flags()[flag].level for flag in item.opens]
        assert levels == sorted(levels, reverse=True), item.id
    assert sweep.item("an old keyboard") is None
