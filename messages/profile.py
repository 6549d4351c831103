"""What triage may know of a person: age, sex and risk factors, with all that follows from their dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from messages.memory import Person, RiskAnswer
from messages.triage.flags import RiskFactor, table
from messages.triage.vocabulary import Answer, Profile

COUNTS = frozenset({Answer.YES, Answer.NOT_SURE})
"""Answers that let a risk factor weigh: unsure is taken seriously, silence and "rather not say" are no yes."""

METALWORK = "rf_spinal_metalwork"
METALWORK_DAYS = 365
"""With metal in the spine an operation or a needle counts for 12 months instead of 90 days (reference 1.2, L17)."""

_LONGER_WITH_METALWORK = frozenset({"rf_spinal_surgery_90d", "rf_spinal_injection_90d"})


def profile_of(person: Person, today: date) -> Profile:
    """Return the profile that the judge sees on the local date ``today``.

    A dated risk factor counts while it is within its days; a date nobody knows
    counts from the day of the answer, which is the safe side.
    """
    if not person.risks:
        return Profile(age=person.age, sex=person.sex, risk_factors=frozenset(), dates={})
    held: set[str] = set()
    dates: dict[str, date] = {}
    metalwork = _counts(person.risks.get(METALWORK))
    for risk in table().risk_factors.values():
        answer = person.risks.get(risk.id)
        if answer is None or not _counts(answer):
            continue
        since = answer.since or person.today(answer.at)
        if answer.since is not None or risk.dated:
            dates[risk.id] = since
        held.update(_ids(risk, since, today, metalwork=metalwork))
    return Profile(age=person.age, sex=person.sex, risk_factors=frozenset(held), dates=dates)


def _counts(answer: RiskAnswer | None) -> bool:
    return answer is not None and answer.answer in COUNTS


def _ids(risk: RiskFactor, since: date, today: date, *, metalwork: bool) -> Iterator[str]:
    """Return the ids that ``risk`` makes true: itself, and what holds while its date is near."""
    if risk.within != risk.id:
        yield risk.id
    if risk.within is None:
        return
    days = risk.days or 0
    if metalwork and risk.within in _LONGER_WITH_METALWORK:
        days = METALWORK_DAYS
    if today - since <= timedelta(days=days):
        yield risk.within
