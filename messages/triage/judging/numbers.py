"""Numbers beside a text: tablets told without their name, and a thermometer whose number the words take back."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from messages.triage.evidence.history import FEVER_C
from messages.triage.reading.measures.doses import unnamed_doses
from messages.triage.vocabulary import Answer, Case, Fact, Measure, MeasureKind, Origin

FEVER = "inf_fever_back"
NAMED_WITHIN = timedelta(days=2)
"""So long after paracetamol was named a dose without a name is taken for it."""
_NOT_MY_FEVER = re.compile(
    r"\b(?:temp(?:erature)?|thermometer)"
    r"(?:\s+(?:is|was|has|been|s|all|still|perfectly|quite|reads?|reading|stays?|back|to))*"
    r"\s*[:,]?\s*(?:normal|fine|ok|okay|good|as (?:always|usual|ever|normal))\b(?! (?:yesterday|until|till|before))"
    r"|\b(?:no|not a|without) (?:temp|temperature|fever)\b(?! (?:yesterday|until|till|before|last))"
    r"|\bthermometer\b[^.!?\n]{0,25}\b(?:broken|bust|faulty|wrong|rubbish|dodgy|dying|dead|flat|lying|lies)\b"
    r"|\b(?:broken|bust|faulty|dodgy|rubbish) thermometer\b|\b(?:typo|mistyped|fat fingers?)\b"
    r"|\b(?:hit|pressed|typed|tapped|entered|put)\b[^.!?\n]{0,15}\b(?:wrong|by mistake|by accident)\b"
    r"|\b(?:meant|should (?:be|have been|say))\b[^.!?\n]{0,12}\b3[67](?:[.,]\d)?\b(?![.,]?\d)",
    re.IGNORECASE,
)


def taken_unnamed(text: str, case: Case, now: datetime) -> tuple[Measure, ...]:
    """Return the tablets that ``text`` tells of without a name, where paracetamol was the last that was named."""
    kinds = (MeasureKind.PARACETAMOL_TABLETS, MeasureKind.NSAID_TABLETS)
    lately = [m for m in case.measures if m.kind in kinds and m.value > 0 and now - m.at <= NAMED_WITHIN]
    newest = max(lately, key=lambda measure: measure.at, default=None)
    if newest is None or newest.kind is not MeasureKind.PARACETAMOL_TABLETS:
        return ()
    many = unnamed_doses(text)
    return (Measure(MeasureKind.PARACETAMOL_TABLETS, many, now, Origin.TEXT),) if many else ()


def fever_taken_back(text: str, case: Case, now: datetime) -> tuple[Fact, ...]:
    """Return a "no fever" where ``text`` says so beside a fever that was typed as a number at this very moment.

    The two contradict each other, so it is asked about and nobody is warned.
    """
    typed = any(
        m.kind is MeasureKind.TEMPERATURE_C and m.at == now and m.origin is Origin.BUTTON and m.value >= FEVER_C
        for m in case.measures
    )
    words = _NOT_MY_FEVER.search(text) if typed else None
    return (Fact(FEVER, Answer.NO, now, Origin.TEXT, words.group()),) if words else ()
