"""A rule over days that is not asked, for want of anything it could begin with, would have said nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from messages.triage.evidence.history import PLAUSIBLE, History
from messages.triage.flags import table
from messages.triage.over_days import RULES, concerned, hits_over_days
from messages.triage.over_days.hits import Rule
from messages.triage.vocabulary import Answer, Case, Fact, Measure, MeasureKind, Origin, Profile
from tests.triage.cases import day
from tests.triage.test_judge_laws import CASES, NOW

WORDS = ("sudden, right leg, weaker", "left leg, pus, worse")
DAYS = range(0, 60, 4)
AT = max(DAYS)
NUMBERS = {kind: (low, high) for kind, (low, high) in PLAUSIBLE.items()}
EVERYTHING = [*table().flags, *table().risk_factors, *MeasureKind]


def everything_but(missing: frozenset[str]) -> Case:
    """Every flag said in every way on many days, every number low and high, every risk: but for what is missing."""
    flags = [name for name in [*table().flags, *table().risk_factors] if name not in missing]
    return Case(
        profile=Profile(age=42, risk_factors=frozenset(table().risk_factors) - missing),
        facts=tuple(fact for at in DAYS for name in flags for fact in _said(name, at)),
        measures=tuple(
            Measure(kind, value, day(at + part))
            for at in DAYS
            for kind, values in NUMBERS.items()
            if kind not in missing
            for part, value in zip((0.1, 0.2), values[:: 1 if at % 8 else -1], strict=True)
        ),
    )


def _said(name: str, at: int) -> Iterator[Fact]:
    yield Fact(name, Answer.YES, day(at), Origin.TEXT, WORDS[at % 8 == 0])
    yield Fact(name, Answer.NOT_SURE, day(at + 0.3), Origin.TEXT, WORDS[0])
    yield Fact(name, Answer.NOT_SURE, day(at + 0.4), Origin.BUTTON)


def without_what_it_needs(rule: Rule) -> History:
    """Everything is known, but for each thing that alone would let the rule be asked."""
    alone = [name for name in EVERYTHING if rule in concerned(History(only(name), day(AT + 1)))]
    return History(everything_but(frozenset(alone)), day(AT + 1))


def only(name: str) -> Case:
    if name in list(MeasureKind):
        kind = MeasureKind(name)
        return Case(measures=tuple(Measure(kind, value, day(AT)) for value in NUMBERS[kind]))
    risks = frozenset({name}) & frozenset(table().risk_factors)
    return Case(profile=Profile(risk_factors=risks), facts=(Fact(name, Answer.YES, day(AT), Origin.BUTTON),))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.says.__name__)
def test_without_what_it_needs_a_rule_has_nothing_to_say_of_somebody_who_has_everything_else(rule: Rule) -> None:
    history = without_what_it_needs(rule)

    assert rule not in concerned(history)
    assert tuple(rule.says(history)) == ()


def test_somebody_who_has_everything_is_asked_by_every_rule() -> None:
    assert concerned(History(everything_but(frozenset()), day(AT + 1))) == list(RULES)


def test_of_somebody_nothing_is_known_of_no_rule_is_asked() -> None:
    assert concerned(History(Case(), day(0))) == []


@settings(max_examples=300, deadline=None)
@given(case=CASES, hours=st.integers(0, 900))
def test_asking_only_the_rules_concerned_says_the_same_as_asking_all(case: Case, hours: int) -> None:
    history = History(case, NOW if hours > 480 else day(hours / 24))

    assert hits_over_days(history) == tuple(hit for rule in RULES for hit in rule.says(history))
