"""Whoever works nights and says when they sleep: which hours those are, and until when; and that it is days again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from messages.dialogue.freely.plain_words import simple
from messages.moments import day_of, hours_of, windows_of

LONGEST = 120
_SLEEP = timedelta(hours=8)
_CLAUSES = re.compile(r"[,.;!\n]+|\s-+\s|\b(?:so|and(?!\s*\d)|because|cos|coz|which means|meaning|but)\b")
_COURTESY = frozenset({"", "hi", "hey", "hello", "ok", "thanks", "please", "fyi", "sorry"})
_UNTIL = r"(?P<until>(?:until|till|til|for|up to) .+|this week|all week|this weekend)"
_AT_WORK = (
    r"(?:now|today|tonight|again|at the moment|right now|currently|from (?:today|tonight|now)|just now|atm|usually)"
)
_SHIFTS = r"(?:(?:the |a )?nights?(?: ?shifts?)?(?: ?work)?|night ?work|late ?shifts?|graveyards?(?: shifts?)?)"
_NIGHTS = re.compile(
    r"^(?:(?:hi|hey|hello|just to say|fyi|ok|btw|please note)[ :]+)*"
    r"(?:(?:i'm|im|i am|i'll be|ill be|i've|ive|i have|i|we're|been|am|got|will be|be) )*"
    r"(?:(?:back |now |currently |still |just )*(?:on|doing|do|working|work|got|have|start(?:ed|ing)?|in) )*"
    rf"(?:(?:a run of|a week of|two weeks of|my) )?{_SHIFTS}(?: {_AT_WORK})*(?: {_UNTIL})?(?: {_AT_WORK})*$"
)
_ASLEEP = re.compile(
    r"^(?:(?:i|i'm|im|i am|i'll|ill|i will|be|am|will|my|usually|now|then|normally|going to|have to|gonna|go to) )*"
    r"(?:sleep(?:ing|s)?|asleep|in bed|bed ?time|bed|kip(?:ping)?|rest(?:ing)?)"
    rf"(?: {_AT_WORK})*(?: (?:in the day|during the day|by day|days))?"
    rf"(?: (?:is|are|from|at|between|about|around|til+))* (?P<hours>.*?\d.*?|noon .+)(?: {_AT_WORK})*(?: {_UNTIL})?$"
)
_OVER = re.compile(
    r"^(?:(?:i'm|im|i am|i'll be|i will be|i go|i'm going|going|go|we're|ok|hi|hey|now|am|will be|so) )*"
    r"(?:(?:back|now|again|finally|just|going|return(?:ed|ing)?) )*"
    r"(?:(?:back )?(?:on|to|onto|working|doing) (?:the )?(?:days?(?: ?shifts?)?|day ?work|normal hours|early shifts?)"
    r"|(?:off|finished(?: with)?|done with|no more|out of|end of)(?: my| the)? (?:nights?(?: ?shifts?)?|night ?work))"
    r"(?: (?:now|again|today|this week|at last))*"
    r"(?: (?:from |on |starting |as of )?(?P<when>next week|tomorrow|\w+day|the weekend))?$"
)
"""Said when the nights are over."""


@dataclass(frozen=True, slots=True)
class Nights:
    """The hours of sleep by day (``HH:MM``), and the local day from which it is nights no more, where that was said."""

    start: str
    end: str
    until: date | None = None


def nights_said(text: str, today: date) -> Nights | None:
    """Return when somebody who works nights sleeps, or None. ``today`` is their local date."""
    if len(text) > LONGEST or "?" in text:
        return None
    parts = [each for part in _CLAUSES.split(simple(text)) if (each := part.strip(" :")) not in _COURTESY]
    works = [found for each in parts if (found := _NIGHTS.match(each))]
    sleeps = [found for each in parts if (found := _ASLEEP.match(each))]
    if not works or len(works) + len(sleeps) < len(parts):
        return None
    window = next((pair for found in sleeps if (pair := _by_day(found["hours"]))), None)
    ends = next((each for found in (*works, *sleeps) if (each := _end(found["until"], today))), None)
    return Nights(*window, ends) if window is not None else None


def days_again(text: str, today: date) -> date | None:
    """Return the local day from which ``text`` as a whole tells that the nights are over: "back on days next week"."""
    found = _OVER.match(simple(text)) if len(text) <= LONGEST else None
    if found is None:
        return None
    return day_of(found["when"], today) if found["when"] not in (None, "today") else today


def _by_day(hours: str) -> tuple[str, str] | None:
    """Return the window that covers the noon, or eight hours from the one hour named."""
    pairs = [pair for pair in windows_of(hours) if "04:00" <= pair[0] < "13:00" and pair[0] < pair[1]]
    if pairs:
        return pairs[0]
    start = next((each for each in hours_of(hours) if "04:00" <= each < "13:00"), None)
    if start is None or windows_of(hours):
        return None
    return start, f"{(int(start[:2]) + _SLEEP // timedelta(hours=1)) % 24:02}{start[2:]}"


def _end(said: str | None, today: date) -> date | None:
    """Return the day after the last night: "this week" ends with Sunday."""
    if not said:
        return None
    if said in ("this week", "all week", "this weekend"):
        return today + timedelta(days=7 - today.weekday())
    day = day_of(said, today)
    return day + timedelta(days=0 if said.startswith("for ") else 1) if day is not None else None
