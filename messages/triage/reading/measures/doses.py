"""Adds up tablets that are told dose by dose: "2 panadol at 8, 2 at 11, 2 more at 2"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from messages.triage.reading.measures.words import NUMBER_WORD, WORDS, amount, one_of
from messages.triage.vocabulary import MeasureKind

MOST_AT_ONCE = 8
"""More told with a time of day is a count of something else."""
HALF_A_DAY = 12.0
"""Hours after which a clock face shows the same again: "at 8" and "at 8" lie so far apart."""
A_DAY = 24.0
_MEALS = {
    **{"midnight": 12.0, "noon": 12.0, "midday": 12.0, "breakfast": 8.0, "breaky": 8.0, "brekkie": 8.0},
    **{"lunch": 1.0, "lunchtime": 1.0, "dinner": 6.0, "tea": 5.0, "teatime": 5.0, "supper": 7.0},
    **{"bedtime": 10.0, "bed": 10.0},
}
_NAMES = {
    MeasureKind.PARACETAMOL_TABLETS: re.compile(one_of(WORDS.paracetamol), re.IGNORECASE),
    MeasureKind.NSAID_TABLETS: re.compile(one_of(WORDS.nsaid), re.IGNORECASE),
}
_DOSE = re.compile(
    rf"(?<![\d.,/:])\b(?P<value>\d{{1,2}}|{NUMBER_WORD})\s+(?:(?P<more>more|extra|further)\s+)?(?:of\s+(?:them|those|the)\s+)?"
    rf"(?:tablets?|tabs?|pills?|capsules?)?\s*(?:of\s+)?(?P<name>{one_of((*WORDS.paracetamol, *WORDS.nsaid))})?\s*"
    rf"(?:more\s+)?(?:at|@|around|about|before|after)\s+(?:about\s+|around\s+)?"
    rf"(?P<clock>{'|'.join(_MEALS)}|\d{{1,2}}(?:[:.]\d\d)?(?!\d|[.,/:]\d|\s*(?:/10|miles?|km|degrees|%)))\b",
    re.IGNORECASE,
)
_MORE_OF_IT = re.compile(r"\b(?:more|another|again|further)\b", re.IGNORECASE)
_NO_TABLETS = re.compile(r"\b(?:pain|score|level|is|was|at|up|woke|awake|scored|won|lost)\W+$", re.IGNORECASE)
"""Before a number that no tablets follow: "pain is 6 at 8"."""
_OTHER_THINGS = re.compile(
    r"\b(?:tramadol|morphine|oramorph|gabapentin|pregabalin|amitriptyline|diazepam|codeine phosphate|antibiotics?"
    r"|beers?|pints?|cans?|coffees?|teas|wines?|glasses|eggs?|kids?|appointments?|meetings?|goals?|games?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Doses:
    """What was taken of one medicine, dose by dose, and where in the text it is told."""

    kind: MeasureKind | None
    """None where the text does not name it."""
    most_in_a_day: float
    """The most tablets that fall within 24 hours, by the times told."""
    start: int
    end: int


def listed_doses(text: str) -> tuple[Doses, ...]:
    """Return what ``text`` tells dose by dose with a time of day, by medicine; one dose alone is no list."""
    told: dict[MeasureKind | None, list[re.Match[str]]] = {}
    kind = _named_before(text)
    for dose in _doses(text):
        kind = _kind_of(dose["name"]) or kind
        told.setdefault(kind, []).append(dose)
    return tuple(
        Doses(each, _most_in_a_day(doses), doses[0].start(), doses[-1].end())
        for each, doses in told.items()
        if len(doses) > 1
    )


def unnamed_doses(text: str) -> float:
    """Return how many tablets ``text`` lists, or adds as "2 more at 4", without saying of what; 0 for none."""
    if _OTHER_THINGS.search(text) or any(name.search(text) for name in _NAMES.values()):
        return 0.0
    doses = _doses(text)
    if not doses or (len(doses) == 1 and not _MORE_OF_IT.search(text)):
        return 0.0
    return _most_in_a_day(doses)


def _doses(text: str) -> list[re.Match[str]]:
    return [
        each
        for each in _DOSE.finditer(text)
        if 0 < amount(each["value"]) <= MOST_AT_ONCE and not _NO_TABLETS.search(text[: each.start()])
    ]


def _named_before(text: str) -> MeasureKind | None:
    """Return the medicine a text names; of several the one named last before its first dose, or else the first."""
    first = next(iter(_doses(text)), None)
    names = [(hit.start(), kind) for kind, name in _NAMES.items() for hit in name.finditer(text)]
    if first is None or not names:
        return None
    before = [each for each in names if each[0] < first.start()]
    return max(before)[1] if before else min(names)[1]


def _kind_of(name: str | None) -> MeasureKind | None:
    if not name:
        return None
    return next(kind for kind, each in _NAMES.items() if each.fullmatch(name))


def _most_in_a_day(doses: Sequence[re.Match[str]]) -> float:
    at, last, taken = 0.0, None, list[tuple[float, float]]()
    for dose in doses:
        hour = _hour(dose["clock"])
        if last is not None:
            at += (hour - last) % HALF_A_DAY or HALF_A_DAY
        taken.append((at, amount(dose["value"])))
        last = hour
    return max(sum(many for when, many in taken if end - A_DAY < when <= end) for end, _ in taken)


def _hour(clock: str) -> float:
    word = clock.lower()
    if word in _MEALS:
        return _MEALS[word] % HALF_A_DAY
    hour, _, minute = word.replace(".", ":").partition(":")
    return (int(hour) + int(minute or 0) / 60) % HALF_A_DAY
