"""What is known of a person at one moment, and whether a reviewed condition holds on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from messages.triage.flags import When, table
from messages.triage.vocabulary import Profile


@lru_cache(maxsize=32)
def members(group: str) -> frozenset[str]:
    """Return the rows in ``group`` (``ces``, ``neuro``, ``systemic``, ``fever``, ``unrelenting``)."""
    return table().members(group)


@lru_cache(maxsize=32)
def risks_in(group: str) -> frozenset[str]:
    """Return the risk factors in ``group``, e.g. ``major_infection``."""
    return table().risks_in(group)


@dataclass(frozen=True, slots=True)
class Known:
    """Risk factors, active symptoms and the day's numbers, as sets to ask conditions of."""

    risks: frozenset[str] = frozenset()
    active: frozenset[str] = frozenset()
    """Rows answered yes (or "not sure" to an emergency row) that still count."""
    age: int | None = None
    sex: str | None = None
    numbers: Mapping[str, float] = field(default_factory=dict)
    """``pain_most``, ``temperature_most``, ``temperature_least``, ``oxygen_least`` of the last 24 hours."""

    def holds(self, when: When) -> bool:
        """Return whether any part of ``when`` holds; what is unknown does not hold."""
        # Asked of every row in every turn: what is empty is not looked at twice.
        return (
            not self.risks.isdisjoint(when.risks)
            or not self.active.isdisjoint(when.flags)
            or (bool(when.risk_groups) and any(not self.risks.isdisjoint(risks_in(each)) for each in when.risk_groups))
            or (bool(when.groups) and any(not self.active.isdisjoint(members(each)) for each in when.groups))
            or self._person(when)
            or (bool(self.numbers) and self._measured(when))
            or (bool(when.all) and all(self.holds(part) for part in when.all))
        )

    def _person(self, when: When) -> bool:
        old_enough = when.age_from is not None and self.age is not None and self.age >= when.age_from
        young_enough = when.age_to is not None and self.age is not None and self.age <= when.age_to
        return old_enough or young_enough or (when.sex is not None and self.sex == when.sex)

    def _measured(self, when: When) -> bool:
        told = self.numbers.get
        return (
            (when.pain_from is not None and told("pain_most", _LEAST) >= when.pain_from)
            or (when.temperature_from is not None and told("temperature_most", _LEAST) >= when.temperature_from)
            or (when.temperature_to is not None and told("temperature_least", _MOST) <= when.temperature_to)
            or (when.oxygen_to is not None and told("oxygen_least", _MOST) <= when.oxygen_to)
        )


_LEAST, _MOST = float("-inf"), float("inf")
"""What stands for a number that nobody told: it reaches no limit."""


def known_of(profile: Profile) -> Known:
    """Return what the profile alone tells, before any symptom."""
    return Known(risks=profile.risk_factors, age=profile.age, sex=profile.sex)
