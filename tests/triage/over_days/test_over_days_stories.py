"""The rules over days as stories: worked examples, any order of days, clock changes, questions."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import permutations

import pytest

from messages.triage.judging.judge import judge
from messages.triage.vocabulary import (
    Action,
    Answer,
    Case,
    Channel,
    Fact,
    Level,
    Measure,
    MeasureKind,
    Origin,
)
from tests.triage.cases import (
    EMERGENCY,
    SAME_DAY,
    SOON,
    TEXT,
    Said,
    by_rule,
    case,
    day,
    judged,
    pain,
    pains,
    sleep_score,
    slept,
    tablets,
    yes,
)


def relapse(*said: Said, at: float, ended: date | None = date(2023, 12, 1)) -> Level | None:
    dates = {} if ended is None else {"rf_treated_spinal_infection_date": ended}
    return by_rule(judged(case(*said, risks=("rf_treated_spinal_infection_date",), dates=dates), at), "L13")


@pytest.mark.parametrize("first", ["sys_night_sweats", "inf_fever_back"])
def test_sweats_and_fever_count_in_any_order_of_days(first: str) -> None:
    second = {"sys_night_sweats": "inf_fever_back", "inf_fever_back": "sys_night_sweats"}[first]

    assert by_rule(judged(case(yes(first, 0), yes(second, 3)), 3), "L01") == SAME_DAY


@pytest.mark.parametrize("order", list(permutations(["sev_unrelieved", "inf_fever_back", "ca_weight_loss"])))
def test_three_signs_are_an_emergency_in_any_order_of_days(order: tuple[str, ...]) -> None:
    said = [yes(flag, at * 5) for at, flag in enumerate(order)]

    assert by_rule(judged(case(*said), 10), "L03") == EMERGENCY


@pytest.mark.parametrize("order", list(permutations([0, 1, 2, 3, 4])))
def test_bad_nights_count_on_any_days_of_the_week(order: tuple[int, ...]) -> None:
    nights = [yes("ca_night_pain", at) for at in order[:3]]

    assert by_rule(judged(case(*nights), 6), "L08") == SOON


def test_the_worked_example_of_the_reference() -> None:
    sweats = yes("sys_night_sweats", 0)
    shivery = yes("inf_fever_back", 1, "feel shivery", origin=TEXT)
    numb = yes("neuro_leg_numb_one", 1.3, "left foot a bit numb", origin=TEXT)

    assert judged(case(sweats), 0).level == SOON
    assert judged(case(sweats, shivery), 1).level == SAME_DAY
    assert judged(case(sweats, shivery, numb), 1.3).level == EMERGENCY
    assert judged(case(sweats, shivery, risks=("rf_diabetes",)), 1).level == EMERGENCY


def test_after_a_spine_infection_one_quiet_change_is_enough() -> None:
    usual = pains(2, 2, 2, 2, 2)

    assert relapse(*usual, pain(4, 5), at=5, ended=None) == SAME_DAY
    assert relapse(*usual, pain(4, 5), at=5) is None
    assert relapse(*usual, pain(4, 5), pain(4, 6), at=6) == SAME_DAY
    assert relapse(*usual, pain(3, 5), pain(3, 6), at=6, ended=None) is None
    assert relapse(yes("sys_night_sweats"), at=0) == SAME_DAY
    assert relapse(yes("neuro_leg_numb_one"), at=0) == SAME_DAY
    assert relapse(yes("neuro_unsteady"), at=0) == EMERGENCY
    assert relapse(yes("inf_fever_back"), at=0) == EMERGENCY
    assert relapse(*(yes("chg_fatigue_unwell", d) for d in range(3)), at=2) == SAME_DAY
    assert relapse(*(yes("chg_fatigue_unwell", d) for d in range(2)), at=1) is None
    assert relapse(*(sleep_score(7, d) for d in range(3)), *(sleep_score(4, d) for d in (3, 4, 5)), at=5) == SAME_DAY
    assert relapse(*(sleep_score(7, d) for d in range(3)), *(sleep_score(5, d) for d in (3, 4, 5)), at=5) is None


def test_a_spine_infection_is_watched_for_two_years() -> None:
    assert relapse(yes("sys_night_sweats"), at=0, ended=date(2023, 3, 4)) == SAME_DAY
    assert relapse(yes("sys_night_sweats"), at=0, ended=date(2023, 3, 1)) is None


def test_one_leap_of_pain_is_asked_about_first() -> None:
    verdict = judged(case(*pains(3, 8)), 1)

    assert verdict.action is Action.ASK
    assert verdict.question is not None
    assert verdict.question.flag == "sev_unrelieved"


def test_a_corrected_number_takes_the_leap_back() -> None:
    verdict = judged(case(pain(3, 0), pain(8, 1), pain(3, 1.1)), 1.1)

    assert verdict.action is not Action.ESCALATE
    assert verdict.question is None


def test_a_trend_is_news_on_the_day_it_begins_and_not_on_every_day_after() -> None:
    weeks = [pain(4, at) for at in range(45)]

    def action_on(at: int) -> Action:
        said = case(*(m for m in weeks if m.at <= day(at)))
        return judge(said, day(at), fresh_after=day(at)).action

    assert [action_on(at) for at in (41, 42, 43, 44)] == [Action.NONE, Action.ADVISE, Action.NONE, Action.NONE]


def test_a_better_day_after_three_bad_ones_raises_no_new_alert() -> None:
    numbers = pains(7, 7, 8, 3)

    third = judge(case(*numbers[:3]), day(2), fresh_after=day(2))
    fourth = judge(case(*numbers), day(3), fresh_after=day(3))

    assert (third.action, fourth.action) == (Action.ESCALATE, Action.NONE)


def test_hopeless_words_call_for_the_direct_question() -> None:
    verdict = judged(case(yes("mh_not_coping")), 0)

    assert verdict.action is Action.ASK
    assert verdict.question is not None
    assert verdict.question.flag == "mh_suicide_thoughts"


def test_feeling_low_twice_calls_for_the_direct_question_and_once_does_not() -> None:
    once = judged(case(yes("mh_phq2_pos", 14)), 14)
    twice = judged(case(yes("mh_phq2_pos"), yes("mh_phq2_pos", 14)), 14)

    assert once.question is None
    assert twice.question is not None
    assert twice.question.flag == "mh_suicide_thoughts"


def test_three_short_nights_with_hopelessness_call_for_the_direct_question() -> None:
    nights = [slept(4, at) for at in (0, 2, 6)]

    assert judged(case(*nights, yes("mh_phq2_pos", 6)), 6).question is not None
    assert judged(case(*nights[:2], yes("mh_phq2_pos", 6)), 6).question is None
    assert judged(case(*nights), 6).question is None


@pytest.mark.parametrize("answer", [Answer.NO, Answer.DECLINED])
def test_the_direct_question_is_not_asked_again_once_it_was_answered(answer: Answer) -> None:
    answered = Fact("mh_suicide_thoughts", answer, day(0.01), Origin.BUTTON)

    assert judged(case(yes("mh_not_coping"), answered), 0.02).question is None


@pytest.mark.parametrize(
    ("said", "raised"),
    [((), SOON), (("lc_pem",), SOON), (("neuro_leg_numb_one",), SAME_DAY), (("inf_fever_back",), EMERGENCY)],
)
def test_coming_back_again_raises_by_one(said: tuple[str, ...], raised: Level) -> None:
    verdict = judged(case(*(yes(flag, 2) for flag in said), serious=(0, 1, 2)), 2)

    assert by_rule(verdict, "L18") == raised


def test_paracetamol_goes_to_the_poison_line() -> None:
    assert judged(case(tablets(12, 0)), 0).channel is Channel.POISON


def at_local(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def severe(*instants: str) -> Case:
    numbers = tuple(Measure(MeasureKind.PAIN_0_10, 8, at_local(text)) for text in instants)
    return Case(measures=numbers, zone="Europe/London")


def test_days_are_counted_at_local_midnight_not_in_hours() -> None:
    around_midnight = severe("2025-06-01T23:50+01:00", "2025-06-02T00:10+01:00", "2025-06-03T00:05+01:00")
    one_day_only = severe("2025-06-01T00:10+01:00", "2025-06-01T12:00+01:00", "2025-06-01T23:50+01:00")

    assert by_rule(judge(around_midnight, at_local("2025-06-03T00:05+01:00")), "L12") == SAME_DAY
    assert by_rule(judge(one_day_only, at_local("2025-06-01T23:50+01:00")), "L12") is None


def test_the_same_instants_are_other_days_in_another_zone() -> None:
    instants = [at_local(f"2025-06-{text}:00+00:00") for text in ("01T22", "02T12", "03T12")]
    numbers = tuple(Measure(MeasureKind.PAIN_0_10, 8, at) for at in instants)

    assert by_rule(judge(Case(measures=numbers, zone="UTC"), instants[-1]), "L12") == SAME_DAY
    assert by_rule(judge(Case(measures=numbers, zone="Europe/Athens"), instants[-1]), "L12") is None


@pytest.mark.parametrize(
    "instants",
    [
        ("2025-03-29T21:00+00:00", "2025-03-30T21:00+01:00", "2025-03-31T21:00+01:00"),
        ("2025-10-25T21:00+01:00", "2025-10-26T21:00+00:00", "2025-10-27T21:00+00:00"),
        ("2025-03-29T23:59+00:00", "2025-03-30T23:59+01:00", "2025-03-31T00:01+01:00"),
    ],
)
def test_a_run_of_days_holds_across_a_clock_change(instants: tuple[str, str, str]) -> None:
    assert by_rule(judge(severe(*instants), at_local(instants[-1])), "L12") == SAME_DAY


def test_seven_days_are_seven_days_across_a_clock_change() -> None:
    sweats = Fact("sys_night_sweats", Answer.YES, at_local("2025-10-20T00:30+01:00"), Origin.BUTTON)
    fever = Fact("inf_fever_back", Answer.YES, at_local("2025-10-27T23:30+00:00"), Origin.BUTTON)

    held = judge(Case(facts=(sweats, fever), zone="Europe/London"), fever.at)

    assert by_rule(held, "L01") == SAME_DAY
