"""A leap of the pain number: whom it hits decides what has to be asked at once (L10 with the rows of the table)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from messages.triage.evidence.history import History
from messages.triage.evidence.known import risks_in
from messages.triage.over_days.hits import Hit, needs
from messages.triage.over_days.trends import HIGH_PAIN, RISE, pain_days, pains
from messages.triage.vocabulary import Level, MeasureKind

LEAP, LEAP_DAYS = 3.0, 3
"""L10: up three points or more within three days (OSTELO); a known aneurysm is asked from two points on."""
STRONG_PAIN = 6.0
"""A broken spine bone in weak bones need not hurt more (DOWNIE, HENSCHKE)."""
VERY_BAD_PAIN = 8.0
"""``cv_sudden_over60``: 8 or more (NG156, CIRCF)."""
SUDDEN_FROM_AGE = 60
"""``cv_sudden_over60``."""
BRITTLE_FROM_AGE = 70
"""``fx_sudden_no_trauma``: over 70 the bones count as weak."""


@dataclass(frozen=True, slots=True)
class Worry:
    """Who has to be asked about what, from which number on."""

    ask: str
    pain_from: float
    risks: frozenset[str]
    age_from: int | None = None
    leap: float = LEAP

    def concerns(self, history: History) -> bool:
        """Return whether the person has one of the risks, or the age."""
        age = history.case.profile.age
        old = self.age_from is not None and age is not None and age >= self.age_from
        return old or not history.risks.isdisjoint(self.risks)


def _worries() -> tuple[Worry, ...]:
    return (
        Worry("cv_aaa_known", 0.0, frozenset({"rf_aaa_known"}), leap=RISE),
        Worry("haematoma_anticoag", HIGH_PAIN, frozenset({"rf_anticoagulant", "rf_spinal_injection_90d"})),
        Worry("cv_sudden_over60", VERY_BAD_PAIN, frozenset(), SUDDEN_FROM_AGE),
        Worry("fx_sudden_no_trauma", STRONG_PAIN, risks_in("weak_bones"), BRITTLE_FROM_AGE),
        Worry("ca_history_new_pain", STRONG_PAIN, risks_in("cancer")),
    )


@needs(MeasureKind.PAIN_0_10)
def leap_at_risk(history: History) -> Iterator[Hit]:
    """L10: pain that leaps in somebody with a thinner blood, weak bones, an aneurysm or cancer: ask, at once."""
    daily = pain_days(history, days=LEAP_DAYS + 1)
    for day, value in daily.items():
        before = [v for d, v in daily.items() if 0 < (day - d).days <= LEAP_DAYS]
        if (history.today - day).days > 1 or not before:
            continue
        leap = value - min(before)
        numbers = tuple(m for m in pains(history, days=1) if history.day(m.at) == day)
        for worry in _worries():
            if leap >= worry.leap and value >= worry.pain_from and worry.concerns(history):
                yield Hit("L10", Level.NONE, worry.ask, measures=numbers, ask=worry.ask)


RULES = (leap_at_risk,)
