"""Finds numbers with a meaning in a text: temperature, weight, pain, sleep, tablets, oxygen."""

from __future__ import annotations

from messages.triage.reading.measures.amounts import oxygen, pain, sleep, tablets, weight
from messages.triage.reading.measures.standing import Found
from messages.triage.reading.measures.temperature import temperatures

__all__ = ["Found", "measures"]


def measures(text: str) -> tuple[Found, ...]:
    """Return the numbers of ``text`` that have a meaning, in text order, in our units."""
    plain = text.replace("’", "'").replace("º", "°")
    found = [*temperatures(plain), *pain(plain), *sleep(plain), *weight(plain), *tablets(plain), *oxygen(plain)]
    return tuple(sorted(found, key=lambda one: (one.start, one.end, one.measured.kind)))
