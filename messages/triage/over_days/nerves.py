"""Nerves over days: small hints that add up, sides that change, weakness that grows (L05-L07, L16)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from messages.triage.evidence.history import History
from messages.triage.evidence.known import members
from messages.triage.over_days.hits import Hit, needs
from messages.triage.over_days.trends import dates_of, hints_of, risen_pains
from messages.triage.vocabulary import Answer, Fact, Level, Origin

HINTS_DAYS = 14
"""L05: two unclear answers of section A (GREEN, HSSIB)."""
SIDES_DAYS = 14
"""L06: from one leg to the other (CES334, NHSBACK)."""
WEAKER_DAYS = 7
"""L07: weakness that grows (IFOMPT)."""
FALL_DAYS = 14
"""L16: a fall shows its damage late (DOWNIE)."""

_ONE_LEG = ("neuro_leg_numb_one", "neuro_foot_drop", "neuro_leg_weak_progressive")
_WEAK = ("neuro_foot_drop", "neuro_unsteady", "neuro_leg_weak_progressive")
_FALLS = ("fx_major_trauma", "fx_minor_trauma_risk", "fx_bruise_spine")
_MENTIONED = "rf_recent_fall"
"""Any fall that was told, however lightly: "sat down on the ice, dignity bruised"."""
_SIDE = re.compile(r"\b(left|right|lt|rt|l|r|other)\b", re.IGNORECASE)
_WORSE = re.compile(r"\b(?:wors\w*|weaker|heavier|no longer|can'?t|cannot|more)\b", re.IGNORECASE)


@needs("ces")
def adding_hints(history: History) -> Iterator[Hit]:
    """L05: two different items of section A, each only "not sure" or "a bit", within 14 days."""
    hints: dict[str, Fact] = {}
    for fact in history.facts:
        if fact.flag not in members("ces") or history.days_ago(fact.at) > HINTS_DAYS:
            continue
        if fact.answer in (Answer.YES, Answer.NOT_SURE) and not fact.unchanged_and_checked:
            hints[fact.flag] = fact
        elif fact.answer == Answer.NO and fact.origin == Origin.BUTTON and _unclear(hints.get(fact.flag)):
            del hints[fact.flag]
    if len({_saying(fact) for fact in hints.values()}) >= 2:
        yield Hit("L05", Level.EMERGENCY_NOW, max(hints.values(), key=lambda f: f.at).flag, tuple(hints.values()))


def _saying(fact: Fact) -> tuple[object, str]:
    """What makes two hints two: the same unclear words may mean several things, and are said once all the same."""
    return (fact.at, fact.words.casefold()) if _unclear(fact) else ("", fact.flag)


def _unclear(fact: Fact | None) -> bool:
    """A hint from a text that was asked about and answered no is settled; a tapped answer is not (L29)."""
    return fact is not None and fact.answer == Answer.NOT_SURE and fact.origin == Origin.TEXT


@needs(*_ONE_LEG)
def changing_sides(history: History) -> Iterator[Hit]:
    """L06: a leg sign on one side, then on the other side within 14 days."""
    seen: dict[str, Fact] = {}
    last = ""
    for fact in history.said(_ONE_LEG, days=SIDES_DAYS):
        side = _side(fact.words, last)
        if side:
            seen[side] = fact
            last = side
    if len(seen) == 2:
        yield Hit("L06", Level.EMERGENCY_NOW, "ces_bilateral_leg", tuple(seen.values()))


def _side(words: str, last: str) -> str:
    """Return ``l`` or ``r``; empty when the words name no side, or both."""
    named = {match.lower() for match in _SIDE.findall(words)}
    if "other" in named and last:
        return "r" if last == "l" else "l"
    sides = {name[0] for name in named if name != "other"}
    return sides.pop() if len(sides) == 1 else ""


@needs(*_WEAK)
def growing_weakness(history: History) -> Iterator[Hit]:
    """L07: weakness that was told before is told again as worse, or a second weakness joins it, within 7 days."""
    weak = history.said(_WEAK, days=WEAKER_DAYS)
    if len(dates_of(history, weak)) < 2:
        return
    first, later = weak[0], weak[1:]
    joined = any(fact.flag != first.flag for fact in later)
    if joined or any(_WORSE.search(fact.words) for fact in later):
        yield Hit("L07", Level.EMERGENCY_NOW, "neuro_leg_weak_progressive", weak)


@needs(*_FALLS, _MENTIONED)
def after_a_fall(history: History) -> Iterator[Hit]:
    """L16: a fall or accident within 14 days, then a nerve sign, or pain that rises.

    Rising pain after a fall that was only mentioned in passing is asked about: most who slip are sore for days.
    """
    tapped = tuple(f for f in history.facts if _tapped_unsure(f) and history.days_ago(f.at) <= FALL_DAYS)
    falls = (*history.said(_FALLS, days=FALL_DAYS), *hints_of(history, _FALLS, days=FALL_DAYS), *tapped)
    mentioned = history.said((_MENTIONED,), days=FALL_DAYS)
    if not falls and not mentioned:
        return
    neuro = history.said_in("neuro", days=FALL_DAYS)
    since = min(history.day(fact.at) for fact in falls or mentioned)
    risen = risen_pains(history, days=FALL_DAYS, since=since)
    if neuro:
        yield Hit("L16", Level.EMERGENCY_NOW, neuro[-1].flag, (*falls, *mentioned, *neuro))
    elif risen and falls:
        yield Hit("L16", Level.SAME_DAY, "fx_minor_trauma_risk", falls, risen)
    elif risen:
        yield Hit("L16", Level.NONE, _FALLS[1], mentioned, risen, ask=_FALLS[1])


def _tapped_unsure(fact: Fact) -> bool:
    return fact.flag in _FALLS and fact.answer == Answer.NOT_SURE and fact.origin != Origin.TEXT


RULES = (adding_hints, changing_sides, growing_weakness, after_a_fall)
