"""Short ways to write down what a person said and when, for the tests of the judge."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from messages.triage.judging.judge import judge
from messages.triage.vocabulary import (
    Answer,
    Case,
    Fact,
    Finding,
    Level,
    Measure,
    MeasureKind,
    Origin,
    Profile,
    Verdict,
)

EMERGENCY, SAME_DAY, SOON, ROUTINE = Level.EMERGENCY_NOW, Level.SAME_DAY, Level.SOON, Level.ROUTINE
TEXT = Origin.TEXT
Said = Fact | Measure

START = datetime(2025, 3, 3, 9, tzinfo=UTC)
"""A Monday; day n of a test is n days later."""


def day(number: float) -> datetime:
    return START + timedelta(days=number)


def yes(flag: str, at: float = 0, words: str = "", *, origin: Origin = Origin.BUTTON) -> Fact:
    return Fact(flag, Answer.YES, day(at), origin, words)


def no(flag: str, at: float = 0, *, origin: Origin = Origin.BUTTON) -> Fact:
    return Fact(flag, Answer.NO, day(at), origin)


def not_sure(flag: str, at: float = 0, *, origin: Origin = Origin.BUTTON) -> Fact:
    return Fact(flag, Answer.NOT_SURE, day(at), origin)


def pain(value: float, at: float = 0) -> Measure:
    return Measure(MeasureKind.PAIN_0_10, value, day(at))


def number(kind: MeasureKind, value: float, at: float = 0, origin: Origin = Origin.BUTTON) -> Measure:
    return Measure(kind, value, day(at), origin)


def case(
    *said: Fact | Measure,
    risks: tuple[str, ...] = (),
    age: int | None = None,
    dates: dict[str, date] | None = None,
    country: str | None = None,
    zone: str = "UTC",
    serious: tuple[float, ...] = (),
) -> Case:
    return Case(
        profile=Profile(age=age, risk_factors=frozenset(risks), dates=dates or {}),
        facts=tuple(each for each in said if isinstance(each, Fact)),
        measures=tuple(each for each in said if isinstance(each, Measure)),
        zone=zone,
        country=country,
        serious_checks=tuple(day(at) for at in serious),
    )


def judged(of: Case, at: float) -> Verdict:
    return judge(of, day(at))


def by_rule(verdict: Verdict, rule: str) -> Level | None:
    """Return the level that ``rule`` gives; None when it does not hold."""
    return max((f.level for f in findings(verdict, rule)), default=None)


def findings(verdict: Verdict, rule: str) -> list[Finding]:
    return [finding for finding in verdict.findings if finding.rule == rule]


def pains(*values: float) -> list[Measure]:
    """Return one pain number a day from day 0."""
    return [pain(value, at) for at, value in enumerate(values)]


def leg(words: str, at: float) -> Fact:
    return yes("neuro_leg_numb_one", at, words, origin=TEXT)


def weight(kg: float, at: float) -> Measure:
    return number(MeasureKind.WEIGHT_KG, kg, at)


def tablets(count: float, at: float, origin: Origin = TEXT) -> Measure:
    return number(MeasureKind.PARACETAMOL_TABLETS, count, at, origin)


def nsaid(count: float, at: float) -> Measure:
    return number(MeasureKind.NSAID_TABLETS, count, at)


def slept(hours: float, at: float) -> Measure:
    return number(MeasureKind.SLEEP_HOURS, hours, at)


def sleep_score(score: float, at: float) -> Measure:
    return number(MeasureKind.SLEEP_QUALITY_0_10, score, at)


def celsius(value: float, at: float) -> Measure:
    return number(MeasureKind.TEMPERATURE_C, value, at)
