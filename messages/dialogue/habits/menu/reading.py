"""Reads what people type about time: clock times ("half seven", "7.30pm") and dates ("until Friday")."""

from __future__ import annotations

import re
from datetime import date, timedelta

FARTHEST = timedelta(days=366)
"""No pause is planned farther ahead than this."""

_TIME = re.compile(
    r"(?<![\d.:])(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))?\s*(?P<half>am|pm|a\.m\.|p\.m\.)?(?![\d:])", re.IGNORECASE
)
_WORDS = {"noon": "12:00", "midday": "12:00", "midnight": "00:00"}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "couple": 2, "few": 3,
}  # fmt: skip
_UNITS = {"day": 1, "week": 7, "fortnight": 14, "month": 30}
_SPAN = re.compile(
    r"\b(?:(?P<count>\d{1,3}|" + "|".join(_NUMBERS) + r")\s+(?:of\s+)?)?(?P<unit>day|week|fortnight|month)s?\b"
)
_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
_NUMERIC = re.compile(r"\b(\d{1,2})[./](\d{1,2})(?:[./](\d{4}|\d{2}))?(?!\d)")
_WRITTEN = re.compile(
    r"\b(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>[a-z]{3,9})"
    r"|(?P<month2>[a-z]{3,9})\s+(?P<day2>\d{1,2})(?:st|nd|rd|th)?)(?:,?\s+(?P<year>\d{4}))?\b"
)


def read_times(text: str) -> tuple[str, ...]:
    """Return the clock times in ``text`` as ``HH:MM``, in order of the day; none if any of them is no time."""
    lower = text.lower()
    for word, at in _WORDS.items():
        lower = lower.replace(word, at)
    lower = re.sub(r"\bhalf (?:past )?(\w+)\b", _half, lower)
    found = []
    for match in _TIME.finditer(lower):
        hour, minute = int(match["hour"]), int(match["minute"] or 0)
        half = (match["half"] or "").replace(".", "")
        if half and not 1 <= hour <= 12:
            return ()
        if half:
            hour = hour % 12 + (12 if half == "pm" else 0)
        if hour > 23 or minute > 59:
            return ()
        found.append(f"{hour:02}:{minute:02}")
    return tuple(dict.fromkeys(found))


def _half(match: re.Match[str]) -> str:
    """Read the British "half seven" as 7:30."""
    number = _NUMBERS.get(match[1], int(match[1]) if match[1].isdecimal() else 0)
    return f"{number}:30" if 1 <= number <= 12 else match[0]


def read_date(text: str, today: date) -> date | None:
    """Return the first local day meant by ``text`` ("Friday", "in 10 days", "3 March", "2026-03-03"), or None.

    Only days after ``today`` and at most a year ahead count. Without a year the next such day is meant.
    """
    lower = text.lower()
    day = _named(lower, today) or _written(lower, today) or _span(lower, today)
    if day is None or not today < day <= today + FARTHEST:
        return None
    return day


def _named(text: str, today: date) -> date | None:
    if "tomorrow" in text:
        return today + timedelta(days=2 if "after tomorrow" in text else 1)
    for weekday, name in enumerate(_DAYS):
        if re.search(rf"\b(?:{name}|{name[:3]})\b", text):
            ahead = (weekday - today.weekday() - 1) % 7 + 1
            return today + timedelta(days=ahead)
    return None


def _written(text: str, today: date) -> date | None:
    if match := _ISO.search(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    for match in _WRITTEN.finditer(text):
        name = match["month"] or match["month2"]
        months = [number for number, month in enumerate(_MONTHS, 1) if month.startswith(name)]
        if months:
            return _coming(today, match["year"], months[0], int(match["day"] or match["day2"]))
    if match := _NUMERIC.search(text):
        day, month = int(match[1]), int(match[2])
        return _coming(today, match[3], month, day)
    return None


def _coming(today: date, year: str | None, month: int, day: int) -> date | None:
    if year:
        return _day(int(year) + (2000 if len(year) == 2 else 0), month, day)
    this_year = _day(today.year, month, day)
    return this_year if this_year is not None and this_year > today else _day(today.year + 1, month, day)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _span(text: str, today: date) -> date | None:
    match = _SPAN.search(text)
    if match is None:
        return None
    count = match["count"] or "1"
    number = int(count) if count.isdecimal() else _NUMBERS[count]
    return today + timedelta(days=number * _UNITS[match["unit"]])
