"""Finds pain, sleep, weight, tablets and oxygen in a text, in our units."""

from __future__ import annotations

import re
from collections.abc import Iterator

from messages.triage.reading.measures.doses import listed_doses
from messages.triage.reading.measures.standing import Found, found
from messages.triage.reading.measures.words import NUMBER_WORD, WORDS, amount, one_of
from messages.triage.vocabulary import MeasureKind

_NUM = r"\d+(?:[.,]\d+)?"
_PAIN = re.compile(
    r"(?<![\d/.])(?P<value>10|\d(?:[.,]\d)?)\s*(?:/|out of|outta|on)\s*(?:10|ten)(?![\d/])"
    r"|\bpain(?:\s+(?:score|level|is|at|was|today|now|of|about|around|a|an|still|maybe|roughly|"
    r"scale))*\s*[:=]?\s*(?P<bare>10|\d)(?![\d.,/:]|\s*(?:days?|weeks?|months?|years?|hours?|am|"
    r"pm|times|tablets?|mg))\b",
    re.IGNORECASE,
)
_SLEEP = re.compile(
    rf"\b(?:sle?pt?|sleep|kip|asleep)\b[^.?!\d\n]{{0,25}}?(?P<value>{_NUM})\s*(?:h|hrs?|hours?)\b"
    rf"|(?<![\d.])(?P<before>{_NUM})\s*(?:h|hrs?|hours?)\s*(?:of\s+)?(?:sle+p|kip|shut ?eye)\b"
    rf"|\bslept\b[^.?!\d\n]{{0,20}}?\b(?P<word>{NUMBER_WORD})\s+(?:h|hrs?|hours?)\b",
    re.IGNORECASE,
)
_STONE = re.compile(
    rf"\b(?:weigh(?:ed|ing|t)?|scales?|now|am|i'?m|"
    rf"down to)\b[^.?!\d\n]{{0,25}}?(?P<value>{_NUM})\s*(?P<unit>stones?|st|kgs?|kilos?|"
    rf"kilograms?|lbs?|pounds?)\b(?:\s*(?P<rest>\d{{1,2}})\s*(?:lbs?|pounds?)?)?",
    re.IGNORECASE,
)
_DAY = r"so|well|ok|and|it'?s|today|this morning|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_SCALES = (
    r"(?:(?:the|my|our)\s+)?(?:scales?|gp|doctor\w*|surgery|chemist\w*|pharmacy|clinic|nurse\w*|hospital|work|mum\w*)"
)
_ON_THE_SCALES = re.compile(
    rf"(?:(?:^|[.!?;\n,])[^\S\n]*+(?:(?:{_DAY})[\s:,]+){{0,2}})(?P<value>{_NUM})\s*(?P<unit>stones?|st|kgs?|kilos?|"
    r"kilograms?|lbs?|pounds?)\b(?:\s*(?P<rest>\d{1,2})\s*(?:lbs?|pounds?)?)?"
    rf"(?=\s*(?:today|this (?:morning|week)|now|(?:on|at|by) (?:{_SCALES})|again|exactly|and|but|[,.!?;(]|\n|$))",
    re.IGNORECASE,
)
"""A weight that stands for itself: "66.2 kg today, odd"."""
_LOADS = re.compile(
    r"\b(?:dead ?lifts?|squats?|bench\w*|press\w*|pbs?|prs?|reps?|sets?|gym|bags?|sacks?|box\w*|suitcase|parcels?"
    r"|shopping|dog|cat|baby|kettlebells?|dumbbells?|weights|barbell|compost|cement|flour|potatoes|rice|flight"
    r"|allowance|per|each|quid|cost|price)\b",
    re.IGNORECASE,
)
_LOST = re.compile(
    r"\b(?:lost|lose|losing|dropped|gained|put on|lift\w*|carry\w*|picked|shed|heavier|lighter)\b", re.IGNORECASE
)
_PARACETAMOL = f"(?:{'|'.join(WORDS.paracetamol)})"
_NSAID = f"(?:{'|'.join(WORDS.nsaid)})"
_TABLETS_OF = (
    rf"(?<![\d.,/])\b(?P<value>\d{{1,3}}(?!\d|\s*mg)|"
    rf"{NUMBER_WORD})\s*(?:odd\s+)?(?:x\s*)?(?:\d+\s*mg\s*)?(?:(?:of\s+(?:the|my|those|these)\s+|"
    rf"strong\s+|extra\s+)?(?:tablets?|tabs?|pills?|capsules?|caplets?)?\s*(?:of\s+)?(?:the\s+|"
    rf"my\s+)?)?"
)
_TABLETS = {
    MeasureKind.PARACETAMOL_TABLETS: (
        re.compile(rf"{_TABLETS_OF}{_PARACETAMOL}\b", re.IGNORECASE),
        re.compile(rf"\b{_PARACETAMOL}(?:\s+extra)?\s*x\s*(?P<value>\d{{1,3}})\b", re.IGNORECASE),
    ),
    MeasureKind.NSAID_TABLETS: (
        re.compile(rf"{_TABLETS_OF}{_NSAID}\b", re.IGNORECASE),
        re.compile(rf"\b{_NSAID}\s*x\s*(?P<value>\d{{1,3}})\b", re.IGNORECASE),
    ),
}
_SAT_DOWN = re.compile(r"sat\s+(?:my|in|on|at|for|down|here|through|by|with|up|the|an?)\b", re.IGNORECASE)
"""Somebody sat at or for something: no saturation."""
_OXYGEN = re.compile(rf"{one_of(WORDS.oxygen)}[^.?!\d\n]{{0,30}}(?P<value>\d{{2,3}})(?:\s*%)?(?!\d)", re.IGNORECASE)


def pain(text: str) -> Iterator[Found]:
    """Yield pain scores from 0 to 10."""
    for hit in _PAIN.finditer(text):
        value = float((hit["value"] or hit["bare"]).replace(",", "."))
        if 0 <= value <= 10:
            yield found(text, MeasureKind.PAIN_0_10, value, *hit.span())


def sleep(text: str) -> Iterator[Found]:
    """Yield hours slept."""
    for hit in _SLEEP.finditer(text):
        value = amount(hit["value"] or hit["before"] or hit["word"])
        if 0 <= value <= 24:
            yield found(text, MeasureKind.SLEEP_HOURS, value, *hit.span())


def weight(text: str) -> Iterator[Found]:
    """Yield body weights in kilograms."""
    alone = (
        [] if _LOADS.search(text) else [hit for hit in _ON_THE_SCALES.finditer(text) if not _STONE.search(hit.group())]
    )
    for hit in (*_STONE.finditer(text), *alone):
        if _LOST.search(hit.group()) or _LOST.search(text[max(0, hit.start() - 20) : hit.start()]):
            continue
        unit, value = hit["unit"].lower()[0], amount(hit["value"])
        match unit:
            case "s":
                kilograms = value * 6.35029318 + amount(hit["rest"] or "0") * 0.45359237
            case "k":
                kilograms = value
            case _:
                kilograms = value * 0.45359237
        if 25 <= kilograms <= 350:
            yield found(text, MeasureKind.WEIGHT_KG, round(kilograms, 1), *hit.span())


def tablets(text: str) -> Iterator[Found]:
    """Yield how many tablets of paracetamol or of an anti-inflammatory were taken; what is told by the dose, summed."""
    listed = listed_doses(text)
    for doses in listed:
        if doses.kind is not None:
            yield found(text, doses.kind, doses.most_in_a_day, doses.start, doses.end)
    for kind, patterns in _TABLETS.items():
        for pattern in patterns:
            for hit in pattern.finditer(text):
                value = amount(hit["value"])
                counted = any(each.kind is kind and each.start <= hit.start() < each.end for each in listed)
                if 0 < value <= 200 and not counted:
                    yield found(text, kind, value, *hit.span())


def oxygen(text: str) -> Iterator[Found]:
    """Yield oxygen saturations in percent."""
    for hit in _OXYGEN.finditer(text):
        value = float(hit["value"])
        if 50 <= value <= 100 and not _SAT_DOWN.match(hit.group()):
            yield found(text, MeasureKind.OXYGEN_PERCENT, value, *hit.span())
