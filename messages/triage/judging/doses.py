"""Tablets told without their name: "2 more at midnight" are of the kind that was named the day before."""

from __future__ import annotations

from datetime import datetime, timedelta

from messages.triage.reading.measures.doses import unnamed_doses
from messages.triage.vocabulary import Case, Measure, MeasureKind, Origin

NAMED_WITHIN = timedelta(days=2)
"""So long after paracetamol was named a dose without a name is taken for it."""


def taken_unnamed(text: str, case: Case, now: datetime) -> tuple[Measure, ...]:
    """Return the tablets that ``text`` tells of without a name, where paracetamol was the last that was named."""
    kinds = (MeasureKind.PARACETAMOL_TABLETS, MeasureKind.NSAID_TABLETS)
    lately = [m for m in case.measures if m.kind in kinds and m.value > 0 and now - m.at <= NAMED_WITHIN]
    newest = max(lately, key=lambda measure: measure.at, default=None)
    if newest is None or newest.kind is not MeasureKind.PARACETAMOL_TABLETS:
        return ()
    many = unnamed_doses(text)
    return (Measure(MeasureKind.PARACETAMOL_TABLETS, many, now, Origin.TEXT),) if many else ()
