"""Somebody says where they will be and from when: "I'm moving to New York on Thursday"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

from messages.dialogue.freely.plain_words import without_courtesy
from messages.dialogue.freely.said.places import I_AM, is_city
from messages.moments import day_of
from messages.places import countries
from messages.places.spelling import plain

_GOING = re.compile(
    rf"^(?:(?:{I_AM}|i'll|ill|i will|we'll|we will|i|we) )?"
    r"(?:(?:be|am|are|now|also|just|then|back|going|moving|move|relocating|emigrating|flying|fly|travelling|traveling|"
    r"travel|go|heading|head|off|away|leaving|leave|driving|will|live|living|staying|stay|working) )*"
    r"(?:to|in|for|at) (?P<place>[^\d]{2,30})$"
)
_WHEN = re.compile(r"^(?:on|from|starting|starting from|as of|this|beginning)? ?(?P<day>.+)$")
_CONNECTED = re.compile(r"^(?:from|as of|starting(?: from)?|on) ")
_UNTIL = re.compile(r"^(?P<from>.+?) (?:until|till|til|to) (?P<until>.+)$")
_FOR = re.compile(r"^(?P<from>.+?) (?P<until>for .+)$")
_ENDS = re.compile(r"^(?:until|till|til|for) (?P<until>.+)$")
_BY_NOW = frozenset({"this week", "this month", "now", "at the moment", "right now"})
"""Somebody is there already: no day to come is named."""
_MOST_WORDS_OF_A_DAY = 6
_NOW = frozenset({"today", "tonight", "this evening", "this afternoon", "later today"})


@dataclass(frozen=True, slots=True)
class Moving:
    """Another place from a day on: a country by its code, or a city."""

    place: str
    on: date
    until: date | None = None
    country: str | None = None


def moving(text: str, today: date) -> Moving | None:
    """Return where and from when ``text`` says that somebody will be, or None; only real places, spelt right, count."""
    for words in without_courtesy(text):
        each = words.replace(",", " ").split()
        for at in range(1, len(each)):
            behind = _read(" ".join(each[:at]), " ".join(each[at:]), today)
            before = _read(" ".join(each[at:]), " ".join(each[:at]), today) if at <= 3 else None
            if behind or before:
                return behind or before
    return None


def _read(going: str, when: str, today: date) -> Moving | None:
    if len(when.split()) > _MOST_WORDS_OF_A_DAY:
        return None
    found = _GOING.match(going)
    place = found["place"].strip() if found else going if _CONNECTED.match(when) else ""
    code = _country(place) if place else None
    if not place or (code is None and not is_city(place)):
        return None
    spans = _span(when, today)
    return Moving(place, spans[0], spans[1], code) if spans is not None else None


def _span(when: str, today: date) -> tuple[date, date | None] | None:
    """Return the first day, and the one of coming home where it is named; "till Sunday" begins today."""
    if when in _BY_NOW:
        return None
    ends = _ENDS.match(when)
    if ends:
        home = day_of(ends["until"].removeprefix("the "), today)
        return (today, home) if home is not None else None
    for pattern in (_UNTIL, _FOR):
        both = pattern.match(when)
        first = _day(both["from"], today) if both else None
        if both and first is not None:
            last = day_of(both["until"], first if both["until"].startswith("for ") else today)
            return (first, last) if last is not None and last > first else None
    first = _day(when, today)
    return (first, None) if first is not None else None


def _day(words: str, today: date) -> date | None:
    if words in _NOW:
        return today
    found = _WHEN.match(words)
    ends = found is None or found["day"].startswith(("for ", "until ", "till ", "til ", "by ", "up to "))
    day = None if ends or found is None else day_of(found["day"], today)
    return day if day is not None and day <= today + timedelta(days=365) else None


def _country(place: str) -> str | None:
    """Return the code of a country named as it stands; "pain" is one letter from Spain."""
    named = _countries().get(plain(place), ())
    return named[0] if len(named) == 1 else None


@lru_cache(maxsize=1)
def _countries() -> Mapping[str, tuple[str, ...]]:
    """Return every name of a country, spelt plainly, with the codes it stands for."""
    found: dict[str, tuple[str, ...]] = {}
    for code, each in countries().items():
        for name in dict.fromkeys(map(plain, (each.name, *each.also))):
            found[name] = (*found.get(name, ()), code)
    return MappingProxyType(found)
