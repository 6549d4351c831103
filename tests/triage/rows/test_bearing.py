"""What is known of a person makes us listen harder: to their own red flags, not to every word."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from messages.triage.assess import DAY_ZERO
from messages.triage.evidence.bearing import LINGERS, bears_on, risks_for
from messages.triage.flags import table
from messages.triage.vocabulary import Answer, Case, Fact, Origin, Profile

FLAGS = st.sampled_from(sorted(table().flags))
RISKS = st.frozensets(st.sampled_from(sorted(table().risk_factors)), max_size=4)
FACTS = st.lists(
    st.builds(
        Fact,
        FLAGS,
        st.sampled_from(Answer),
        st.integers(0, 400).map(lambda days: DAY_ZERO - timedelta(days=days)),
        st.just(Origin.TEXT),
    ),
    max_size=4,
).map(tuple)


def person(*risks: str, facts: tuple[Fact, ...] = ()) -> Case:
    return Case(profile=Profile(risk_factors=frozenset(risks)), facts=facts)


def told(flag: str, days_ago: int, answer: Answer = Answer.YES) -> Fact:
    return Fact(flag, answer, DAY_ZERO - timedelta(days=days_ago), Origin.BUTTON)


def test_diabetes_bears_on_a_fever_and_not_on_a_chest() -> None:
    assert "rf_diabetes" in risks_for("inf_fever_back")
    assert bears_on(person("rf_diabetes"), "inf_fever_back", DAY_ZERO)
    assert not bears_on(person("rf_prev_ces"), "cv_chest_pain", DAY_ZERO)


def test_an_earlier_cauda_equina_bears_on_everything_of_its_kind() -> None:
    for flag in ("ces_saddle_numb", "ces_bladder_retention", "ces_after_known_disc"):
        assert bears_on(person("rf_prev_ces"), flag, DAY_ZERO)


def test_any_sign_of_the_last_fortnight_bears_on_everything() -> None:
    fresh, old = told("sys_night_sweats", LINGERS.days), told("sys_night_sweats", LINGERS.days + 1)

    assert bears_on(person(facts=(fresh,)), "ces_saddle_numb", DAY_ZERO)
    assert not bears_on(person(facts=(old,)), "ces_saddle_numb", DAY_ZERO)


def test_an_old_sign_of_the_same_kind_still_bears() -> None:
    assert bears_on(person(facts=(told("ces_wipe_feel", 300),)), "ces_saddle_numb", DAY_ZERO)


def test_a_no_bears_on_nothing_and_not_sure_counts_as_yes() -> None:
    assert not bears_on(person(facts=(told("ces_wipe_feel", 1, Answer.NO),)), "ces_saddle_numb", DAY_ZERO)
    assert bears_on(person(facts=(told("ces_wipe_feel", 1, Answer.NOT_SURE),)), "ces_saddle_numb", DAY_ZERO)


@given(FLAGS, RISKS, RISKS, FACTS, FACTS)
def test_more_known_never_makes_us_listen_less(
    flag: str, some: frozenset[str], more: frozenset[str], facts: tuple[Fact, ...], further: tuple[Fact, ...]
) -> None:
    known = person(*some, facts=facts)
    better = replace(known, profile=Profile(risk_factors=some | more), facts=(*facts, *further))

    assert bears_on(better, flag, DAY_ZERO) or not bears_on(known, flag, DAY_ZERO)
