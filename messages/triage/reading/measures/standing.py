"""Tells whose number it is, and whether it is so now: the words round it in its own sentence decide."""

from __future__ import annotations

import re
from dataclasses import dataclass

from messages.triage.reading.measures.words import WORDS, compiled
from messages.triage.vocabulary import Measured, MeasureKind, Status

_NEAR = 160
"""Letters on either side of a number that can tell what it is about."""
_IF = re.compile(
    r"\b(?:if|when|until|unless|over|above|once)\s+(?:(?:it|i|my|you|your|the|temp\w*|"
    r"temperature|goes|gets|get|hits|hit|is|reach\w*|have|are|at|a|fever|of|over|above|to|up|"
    r"ever|should)\s+)*$",
    re.IGNORECASE,
)
_IF_WORD = re.compile(r"\b(?:if|unless|until|what about)\b", re.IGNORECASE)
_FAMILY = "|".join(WORDS.other_person)
_OTHER = re.compile(
    rf"\b(?:my|our|the) (?:{_FAMILY})\b(?!'s (?:thermometer|old|glass|one))"
    rf"|^\W*(?:{_FAMILY})(?:'s|s)? (?:had|has|is|was|got|ran|hit|temp\w*|fever)\b"
    r"|\b(?:little (?:man|one|lad|fella|girl|boy)|wee (?:one|man|fella)|the (?:kids?|baby|"
    r"twins?|toddler)|his|her|hers|he|she)\b",
    re.IGNORECASE,
)
_PAST = compiled(WORDS.past)
_OTHERS_PAST = compiled((*WORDS.past, "last week", "at the weekend", "better now"))
_TAKEN_BACK = compiled(WORDS.taken_back)
_SELF = re.compile(r"\b(?:i|i'm|im|my|me|mine|i've|ive)\b", re.IGNORECASE)
_ENDS = (". ", "! ", "? ", "\n")


@dataclass(frozen=True, slots=True)
class Found:
    """A number and where in the message it stands."""

    measured: Measured
    start: int
    end: int


def found(text: str, kind: MeasureKind, value: float, start: int, end: int) -> Found:
    """Return the number at ``[start, end)`` with what the words round it claim of it."""
    return Found(Measured(kind, value, text[start:end], _status(text, start, end)), start, end)


def sentence(text: str, start: int, end: int, *, only_before: bool = False) -> str:
    """Return what stands round a number, as far as its sentence goes and no further than it can matter."""
    first, last = max(0, start - _NEAR), min(len(text), end + _NEAR)
    left = max((text.rfind(mark, first, start) for mark in _ENDS), default=-1) + 1
    if only_before:
        return text[max(left, first) : start]
    rights = [place for mark in _ENDS if (place := text.find(mark, end, last)) >= 0]
    return text[max(left, first) : min(rights, default=last)]


def _status(text: str, start: int, end: int) -> Status:
    before, whole = sentence(text, start, end, only_before=True), sentence(text, start, end)
    other, own = list(_OTHER.finditer(before)), list(_SELF.finditer(before))
    if other and not any(hit.start() > other[-1].end() for hit in own):
        return Status.PAST if _OTHERS_PAST.search(whole) else Status.OTHER_PERSON
    if _IF.search(before) or _IF_WORD.search(before[-40:]):
        return Status.HYPOTHETICAL
    if _TAKEN_BACK.search(whole) or re.match(r"\W*false alarm", text, re.IGNORECASE):
        return Status.UNSURE
    return Status.PAST if _PAST.search(whole) else Status.CURRENT
