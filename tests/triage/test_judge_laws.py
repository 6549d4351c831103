"""What must hold of the judge for every history."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from messages.triage.flags import table
from messages.triage.judging.judge import judge
from messages.triage.vocabulary import (
    Action,
    Answer,
    Case,
    Fact,
    Level,
    Measure,
    MeasureKind,
    Origin,
    Profile,
)
from tests.triage.cases import START

NOW = START + timedelta(days=20)
FLAGS = st.sampled_from(list(table().flags))
RISKS = st.sampled_from(list(table().risk_factors))
INSTANTS = st.integers(0, 20 * 24).map(lambda hours: START + timedelta(hours=hours))
WORDS = st.sampled_from(["", "my left leg", "the right foot", "sudden", "worse than ever", "leaking pus"])
ORIGINS = st.sampled_from(list(Origin))


def facts(answers: st.SearchStrategy[Answer]) -> st.SearchStrategy[Fact]:
    flags = st.one_of(FLAGS, FLAGS, RISKS)
    return st.builds(Fact, flag=flags, answer=answers, at=INSTANTS, origin=ORIGINS, words=WORDS)


YES = facts(st.just(Answer.YES))
ANY = facts(st.sampled_from(list(Answer)))
MEASURES = st.one_of(
    st.builds(Measure, st.just(MeasureKind.PAIN_0_10), st.integers(0, 10).map(float), INSTANTS),
    st.builds(Measure, st.just(MeasureKind.TEMPERATURE_C), st.floats(34, 42), INSTANTS),
    st.builds(Measure, st.just(MeasureKind.WEIGHT_KG), st.floats(40, 120), INSTANTS),
    st.builds(Measure, st.just(MeasureKind.PARACETAMOL_TABLETS), st.integers(0, 12).map(float), INSTANTS),
)
CASES = st.builds(
    Case,
    profile=st.builds(
        Profile,
        age=st.one_of(st.none(), st.integers(18, 90)),
        sex=st.sampled_from([None, "female", "male"]),
        risk_factors=st.frozensets(RISKS, max_size=4),
    ),
    facts=st.lists(ANY, max_size=6).map(tuple),
    measures=st.lists(MEASURES, max_size=6).map(tuple),
    zone=st.sampled_from(["UTC", "Europe/London", "Pacific/Auckland"]),
    country=st.sampled_from([None, "GB", "IN"]),
)


@settings(max_examples=250, deadline=None)
@given(case=CASES, more=YES)
def test_a_further_yes_never_lowers_the_level(case: Case, more: Fact) -> None:
    richer = replace(case, facts=(*case.facts, more))

    assert judge(richer, NOW).level >= judge(case, NOW).level


@settings(max_examples=150, deadline=None)
@given(case=CASES, risk=RISKS)
def test_a_further_risk_factor_never_lowers_the_level(case: Case, risk: str) -> None:
    profile = replace(case.profile, risk_factors=case.profile.risk_factors | {risk})

    assert judge(replace(case, profile=profile), NOW).level >= judge(case, NOW).level


@settings(max_examples=150, deadline=None)
@given(case=CASES, days=st.integers(1, 5), said=YES)
def test_a_further_day_of_a_symptom_never_lowers_the_level(case: Case, days: int, said: Fact) -> None:
    once = replace(case, facts=(*case.facts, said))
    repeats = tuple(replace(said, at=min(NOW, said.at + timedelta(days=day))) for day in range(1, days + 1))

    assert judge(replace(once, facts=(*once.facts, *repeats)), NOW).level >= judge(once, NOW).level


@settings(max_examples=100, deadline=None)
@given(case=CASES, contact=INSTANTS)
def test_asking_again_never_lowers_the_level(case: Case, contact: object) -> None:
    asked = replace(case, serious_checks=(START, START + timedelta(days=19), NOW))

    assert judge(asked, NOW).level >= judge(case, NOW).level


@settings(max_examples=150, deadline=None)
@given(case=CASES)
def test_the_level_is_that_of_the_gravest_finding_and_findings_come_gravest_first(case: Case) -> None:
    verdict = judge(case, NOW)
    levels = [finding.level for finding in verdict.findings]

    assert levels == sorted(levels, reverse=True)
    assert verdict.level == max([*levels, Level.SELF_CARE if case.facts or case.measures else Level.NONE])
    assert (verdict.action is Action.ESCALATE) == (verdict.level >= Level.SAME_DAY)
    assert (verdict.action is Action.ASK) <= (verdict.question is not None)


@settings(max_examples=100, deadline=None)
@given(case=CASES, seed=st.randoms(use_true_random=False))
def test_the_order_of_stored_facts_does_not_matter(case: Case, seed: object) -> None:
    distinct = {(fact.flag, fact.at): fact for fact in case.facts}
    numbers = {(measure.kind, measure.at): measure for measure in case.measures}
    one = replace(case, facts=tuple(distinct.values()), measures=tuple(numbers.values()))
    other = replace(one, facts=one.facts[::-1], measures=one.measures[::-1])

    assert judge(one, NOW).level == judge(other, NOW).level
    assert judge(one, NOW).action == judge(other, NOW).action


@settings(max_examples=150, deadline=None)
@given(case=CASES)
def test_what_is_fresh_never_changes_the_level(case: Case) -> None:
    every = judge(case, NOW)
    from_the_start = judge(case, NOW, fresh_after=START)

    assert judge(case, NOW, fresh_after=NOW).level == every.level == from_the_start.level
    assert (from_the_start.action is Action.ESCALATE) == (every.action is Action.ESCALATE)


@settings(max_examples=150, deadline=None)
@given(case=CASES, flag=FLAGS)
def test_a_yes_said_now_always_calls_for_what_its_row_asks(case: Case, flag: str) -> None:
    said = Fact(flag, Answer.YES, NOW, Origin.BUTTON)
    verdict = judge(replace(case, facts=(*case.facts, said)), NOW, fresh_after=NOW)

    if table().flags[flag].level >= Level.SAME_DAY and flag != "sev_unrelieved":
        assert verdict.action is Action.ESCALATE
    assert verdict.action is not Action.NONE
