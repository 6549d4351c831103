"""Numbers that contradict each other or leap, and operations that are long over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from messages.triage.evidence.past import is_over
from messages.triage.flags import table
from messages.triage.judging.judge import judge
from messages.triage.judging.screen import screen
from messages.triage.vocabulary import Action, Case, Level, Measure, MeasureKind, Origin, Profile
from tests.triage.cases import SAME_DAY, TEXT, Said, case, celsius, day, judged, no, number, pain, yes

TODAY = datetime(2025, 3, 3, tzinfo=UTC).date()


def typed(value: float, at: float = 0) -> Measure:
    return number(MeasureKind.TEMPERATURE_C, value, at, TEXT)


def asked(of: Case, at: float) -> str | None:
    verdict = judge(of, day(at), fresh_after=day(at))
    return verdict.question.flag if verdict.question is not None else None


def test_a_typed_fever_that_the_thermometer_of_that_moment_denies_is_asked_about() -> None:
    heard = yes("inf_fever_back", 0, "39.4", origin=TEXT)

    said: list[Said] = [typed(39.4), celsius(36.6, 0), heard]
    for order in permutations(said):
        verdict = judged(case(*order), 0)
        assert (verdict.action, verdict.level < SAME_DAY) == (Action.ASK, True)
        assert verdict.question is not None
        assert verdict.question.flag == "inf_fever_back"


@pytest.mark.parametrize(
    "said",
    [
        [typed(39.4)],
        [typed(39.4), celsius(36.6, 1)],
        [typed(39.4), celsius(37.6, 0)],
        [celsius(39.4, 0), typed(36.6)],
        [typed(39.4), celsius(38.2, 0)],
        [typed(39.4), celsius(36.6, 0), yes("inf_fever_back", 0, "burning up", origin=TEXT)],
        [typed(39.4), celsius(36.6, 0), yes("inf_fever_back", 0)],
    ],
    ids=["alone", "another day", "warm", "thermometer", "both", "words", "button"],
)
def test_otherwise_a_fever_stays_a_fever(said: list[Measure]) -> None:
    assert judged(case(*said), 1).level >= SAME_DAY


@pytest.mark.parametrize(
    ("risks", "value", "expected"),
    [
        (("rf_spinal_surgery_90d",), 37.8, "inf_fever_back"),
        (("rf_single_kidney",), 37.8, "inf_fever_back"),
        (("rf_pregnant",), 37.9, "inf_fever_back"),
        (("rf_single_kidney",), 37.7, None),
        (("rf_smoker_ever",), 37.9, None),
        ((), 37.9, None),
    ],
)
def test_a_warm_body_at_risk_of_infection_is_asked_about_fever(
    risks: tuple[str, ...], value: float, expected: str | None
) -> None:
    assert asked(case(celsius(value, 0), risks=risks), 0) == expected


@pytest.mark.parametrize("before", ["sys_night_sweats", "inf_recent_uti"])
def test_a_warm_body_after_sweats_or_a_urine_infection_is_asked_about_fever(before: str) -> None:
    assert asked(case(yes(before, 0), celsius(37.9, 1)), 1) == "inf_fever_back"
    assert asked(case(yes(before, 0), celsius(37.7, 1)), 1) != "inf_fever_back"


def test_sweats_of_two_weeks_ago_make_no_question_of_a_warm_body() -> None:
    assert asked(case(yes("sys_night_sweats", 0), celsius(37.9, 15)), 15) is None


@pytest.mark.parametrize(
    ("risks", "age", "numbers", "expected"),
    [
        (("rf_anticoagulant",), 50, (2, 8), "haematoma_anticoag"),
        (("rf_anticoagulant",), 50, (2, 6), None),
        (("rf_osteoporosis",), 50, (3, 6), "fx_sudden_no_trauma"),
        ((), 70, (3, 6), "fx_sudden_no_trauma"),
        ((), 69, (3, 6), None),
        ((), 60, (4, 8), "cv_sudden_over60"),
        ((), 59, (4, 8), "sev_unrelieved"),
        (("rf_aaa_known",), 73, (3, 5), "cv_aaa_known"),
        (("rf_aaa_known",), 73, (3, 4), None),
        (("rf_cancer_history",), 40, (2, 6), "ca_history_new_pain"),
        (("rf_cancer_history",), 40, (3, 5), None),
    ],
)
def test_a_leap_of_pain_asks_what_the_person_is_at_risk_of(
    risks: tuple[str, ...], age: int, numbers: tuple[int, int], expected: str | None
) -> None:
    low, high = pain(numbers[0], 0), pain(numbers[1], 1)

    assert asked(case(low, high, risks=risks, age=age), 1) == expected
    assert asked(case(high, low, risks=risks, age=age), 1) == expected


def test_a_leap_that_was_answered_by_button_is_not_asked_again() -> None:
    said = (pain(2, 0), pain(8, 1), no("haematoma_anticoag", 1.01), no("sev_unrelieved", 1.01))

    assert asked(case(*said, risks=("rf_anticoagulant",), age=40), 1.01) is None


@pytest.mark.parametrize(
    ("words", "over"),
    [
        ("no feeling in my foot since the disc op in 2014", True),
        ("I had the disc op eleven years ago", True),
        ("disc op 2 years ago", True),
        ("disc op in 2023, quiet since", False),
        ("disc op in 2024", False),
        ("disc op a year ago", False),
        ("disc op in 2014 and again last month", False),
        ("first disc op in 2014, second three weeks ago", False),
        ("Cancer in 2010. Then a disc op", False),
        ("my disc op", False),
    ],
)
def test_only_a_plain_old_date_in_the_same_sentence_makes_an_operation_over(words: str, over: bool) -> None:
    start = words.index("disc op")

    assert is_over(table().risk_factors["rf_spinal_surgery_date"], words, start, start + 7, TODAY) is over


@pytest.mark.parametrize(("words", "over"), [("in 2022", False), ("in 2021", True), ("2 years ago", False)])
def test_a_spine_infection_is_watched_for_two_years_whatever_is_rounded(words: str, over: bool) -> None:
    said = f"discitis {words}"

    assert is_over(table().risk_factors["rf_treated_spinal_infection_date"], said, 0, 8, TODAY) is over


def test_what_lasts_is_never_over() -> None:
    assert not is_over(table().risk_factors["rf_cancer_history"], "cancer in 1999", 0, 6, TODAY)


def test_an_old_operation_told_in_words_does_not_make_a_numb_foot_an_emergency() -> None:
    numb = Case(facts=(yes("neuro_leg_numb_one", 0),))

    old = screen("Outside edge of my left foot has had no feeling since the disc op in 2014.", numb, day(0))
    new = screen("Had the disc op five weeks ago.", numb, day(0))

    assert old.level <= Level.SOON
    assert new.level == Level.EMERGENCY_NOW


def test_asking_in_words_and_beginning_by_them_is_one_contact() -> None:
    twice = (day(0), day(0), day(1), day(1))
    said = Case(facts=(yes("neuro_leg_numb_one", 0),), serious_checks=twice)

    assert judge(said, day(1)).level == Level.SOON
    assert judge(Case(facts=said.facts, serious_checks=(*twice, day(2))), day(2)).level == SAME_DAY


def test_weak_bones_and_years_are_read_from_the_profile_not_from_the_clock() -> None:
    person = Profile(age=70, risk_factors=frozenset())
    told = Case(profile=person, measures=(pain(3, 0), pain(6, 1)))

    assert judge(told, day(1) + timedelta(hours=30), fresh_after=day(1)).question is not None
    assert judge(told, day(3), fresh_after=day(2)).question is None
    assert all(m.origin is Origin.BUTTON for m in told.measures)
