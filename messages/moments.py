"""Hours and days as people type them: "half seven", "7.30am", "10 to 7", "until Friday", "for a week"."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

NOON = 12
_UNITS = {
    word: number
    for number, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    )
}
_MINUTES = {"fifteen": 15, "thirty": 30, "forty five": 45, "forty-five": 45, "ten": 10, "twenty": 20, "five": 5}
_AM, _PM = (rf"\b{half}\.?m\b\.?|(?<=\d)\s*\.?{half}\.?m?\b\.?" for half in "ap")
_MARKS = (
    (re.compile(r"\b(?:in the )?mornin(?:g\b|'|\b)|" + _AM), "am"),
    (re.compile(r"\b(?:in the |at )?(?:evening|afternoon|night|tonight)\b|" + _PM), "pm"),
)
_FILLER = re.compile(
    r"\b(?:at|around|about|ish|o[' ]?clock|please|every day|daily|hrs?|hours?|uhr)\b|(?<=\d)ish\b|(?<=\d)h$"
)
_DIGITS = re.compile(r"^(\d{1,2})(?:(?:\s*[:.,h]\s*|\s)(\d{2}))?$")
_SOLID = re.compile(r"^(\d{2})(\d{2})$")
_NAMED = {"noon": "12:00", "midday": "12:00", "midnight": "00:00"}
_CLOCK = re.compile(r"^(?:[01]\d|2[0-3]):[0-5]\d$")
_NUMBER = re.compile(rf"\d|\b(?:{'|'.join(_UNITS)}|half|quarter)\b")


def is_clock(text: str) -> bool:
    """Return whether ``text`` is a wall-clock time ``HH:MM``, as a button carries it."""
    return _CLOCK.match(text) is not None


def hours_of(text: str) -> tuple[str, ...]:
    """Return the wall-clock times (``HH:MM``) that ``text`` may mean: none, one, or morning and evening.

    "Half seven" is half past seven, as people say it in Britain. A time on the 24-hour
    clock, one with a leading zero, or one marked am or pm is certain; "7" may be both.
    """
    words = " ".join(text.lower().replace("’", "'").split()).strip(" .!")
    if not words or len(words) > 40:
        return ()
    mark = ""
    for pattern, name in _MARKS:
        if any(_stands_between(words, each) for each in pattern.finditer(words)):
            return ()
        words, found = pattern.subn(" ", words)
        mark = mark or (name if found else "")
    words = " ".join(_FILLER.sub(" ", words).split()).strip(" .,")
    if words in _NAMED:
        return (_NAMED[words],)
    clock = _clock(words)
    if clock is None:
        return ()
    hour, minute, certain = clock
    return tuple(f"{each:02}:{minute:02}" for each in _halves(hour, mark, certain=certain))


def _stands_between(words: str, mark: re.Match[str]) -> bool:
    """Return whether numbers stand on both sides of an am or pm: "10pm to 7" is two hours, and never one."""
    return bool(_NUMBER.search(words[: mark.start()]) and _NUMBER.search(words[mark.end() :]))


def _halves(hour: int, mark: str, *, certain: bool) -> tuple[int, ...]:
    if mark and 1 <= hour <= NOON:
        return (hour % NOON + (NOON if mark == "pm" else 0),)
    if certain or hour == 0 or hour > NOON:
        return (hour,)
    return (hour % NOON, hour % NOON + NOON)


def _clock(words: str) -> tuple[int, int, bool] | None:
    """Return hour, minute and whether it is surely on the 24-hour clock."""
    found = _SOLID.match(words) or _DIGITS.match(words)
    if found is not None:
        hour, minute = int(found[1]), int(found[2] or 0)
        return (hour, minute, found[1].startswith("0")) if hour < 24 and minute < 60 else None
    for pattern, minute, back in (
        (r"^half (?:past )?(.+)$", 30, 0),
        (r"^quarter past (.+)$", 15, 0),
        (r"^(?:a )?quarter (?:to|before) (.+)$", 45, 1),
        (r"^(?:twenty|20) past (.+)$", 20, 0),
        (r"^(?:ten|10) past (.+)$", 10, 0),
        (r"^(?:ten|10) to (.+)$", 50, 1),
        (r"^(?:twenty|20) to (.+)$", 40, 1),
        (r"^(?:twenty[ -]five|25) past (.+)$", 25, 0),
        (r"^(?:twenty[ -]five|25) to (.+)$", 35, 1),
        (r"^(?:five|5) past (.+)$", 5, 0),
        (r"^(?:five|5) to (.+)$", 55, 1),
    ):
        match = re.match(pattern, words)
        named = _hour(match[1]) if match else None
        if named is not None:
            return ((named - back) % NOON or NOON, minute, False)
    first, _, rest = words.partition(" ")
    hour_named = _hour(first)
    if hour_named is None or (rest and rest not in _MINUTES):
        return None
    return (hour_named, _MINUTES.get(rest, 0), False)


def _hour(word: str) -> int | None:
    number = _UNITS.get(word, int(word) if word.isdecimal() and len(word) <= 2 else -1)
    return number if 1 <= number <= NOON else None


_LONGEST_WINDOW = 80
_LEADING = re.compile(r"^(?:(?:please|quiet|be quiet|quiet hours|hours|between|from|after|asleep|sleep|bed)[: ]+)+")
_BETWEEN = re.compile(r"\s+(?:to|until|'?till?|thru|through|and|>|→)\s+|\s*(?:[-–—→>]+)\s*")
_EXACT = r"\d{1,2}(?:[:.]\d{2}(?: ?[ap]\.?m\.?)?| ?[ap]\.?m\.?)"
_SIDE_BY_SIDE = re.compile(rf"^({_EXACT}) (?={_EXACT}$)")


def windows_of(text: str) -> tuple[tuple[str, str], ...]:
    """Return the (from, to) windows that "10pm to 7am" or "8 to 4" may mean; the night first, then the day.

    "Ten to ten to seven" may be split in two places; then each window it may mean is returned.
    """
    words = " ".join(text.lower().replace("’", "'").split())
    if len(words) > _LONGEST_WINDOW:
        return ()
    words = _SIDE_BY_SIDE.sub(r"\1 - ", _LEADING.sub("", words))
    found = [
        pair
        for between in _BETWEEN.finditer(words)
        for pair in _windows(hours_of(words[: between.start()]), hours_of(words[between.end() :]))
    ]
    return tuple(sorted(dict.fromkeys(found), key=lambda pair: pair[0] < "12:00"))


def _windows(starts: tuple[str, ...], ends: tuple[str, ...]) -> list[tuple[str, str]]:
    pairs = [(start, end) for start in starts for end in ends if start != end]
    if len(starts) == len(ends) == 2:
        return [(start, end) for start, end in pairs if (start < "12:00") != (end < "12:00")]
    return [min(pairs, key=lambda pair: _length(*pair))] if len(pairs) == 2 else pairs


def _length(start: str, end: str) -> int:
    minutes = [int(each[:2]) * 60 + int(each[3:]) for each in (start, end)]
    return (minutes[1] - minutes[0]) % (24 * 60)


_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_SPAN = re.compile(
    r"^(?:for )?(?:the next )?(?:(a|an|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,3})\s+)?"
    r"(day|week|month|fortnight|weekend)s?$"
)
_SPAN_DAYS = {"day": 1, "week": 7, "month": 30, "fortnight": 14, "weekend": 3}
_WEEKDAY = re.compile(r"^(?:next |this |on )?([a-z]{3,9})$")
_DAY_MONTH = re.compile(r"^(?:the )?(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]{3,9})(?: (\d{4}))?$")
_MONTH_DAY = re.compile(r"^([a-z]{3,9}) (?:the )?(\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?$")
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
_NUMBERS = re.compile(r"^(\d{1,2})[./](\d{1,2})(?:[./](\d{2,4}))?$")
_DAY_ALONE = re.compile(r"^(?:on )?(?:the )?(\d{1,2})(?:st|nd|rd|th)$")
_LONGEST = timedelta(days=366)


def day_of(text: str, today: date) -> date | None:
    """Return the coming day that ``text`` names ("Friday", "3 May", "for a week", "tomorrow"), or None.

    Days are counted from the local date ``today``. A day in the past, or more than
    a year away, is no answer. ``3/4`` is the 3rd of April.
    """
    words = " ".join(re.sub(r"[,!]", " ", text.lower()).split()).strip(" .")
    words = re.sub(r"^(?:until|till|til|up to|by|in)\s+(?:about\s+)?", "", words)
    found = _relative(words, today) or _calendar(words, today)
    return found if found is not None and today < found <= today + _LONGEST else None


def _relative(words: str, today: date) -> date | None:
    if words in ("tomorrow", "tmrw", "tomorow"):
        return today + timedelta(days=1)
    if words in ("next week", "after the weekend"):
        return today + timedelta(days=7 - today.weekday())
    if words == "next month":
        return (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    if words in ("a couple of days", "couple of days"):
        return today + timedelta(days=2)
    of_month = _DAY_ALONE.match(words)
    if of_month:
        return _coming(int(of_month[1]), today)
    if words in ("the weekend", "weekend"):
        return today + timedelta(days=(5 - today.weekday()) % 7 or 7)
    span = _SPAN.match(words)
    if span:
        count = int(span[1]) if (span[1] or "").isdecimal() else _UNITS.get(span[1] or "one", 1)
        return today + timedelta(days=count * _SPAN_DAYS[span[2]])
    weekday = _WEEKDAY.match(words)
    number = _index(_DAYS, weekday[1]) if weekday else None
    if number is not None:
        return today + timedelta(days=(number - today.weekday()) % 7 or 7)
    return None


def _coming(day: int, today: date) -> date | None:
    """Return the next date that is the ``day`` of its month."""
    if not 1 <= day <= 31:
        return None
    ahead = (today + timedelta(days=each) for each in range(1, 63))
    return next((each for each in ahead if each.day == day), None)


def _calendar(words: str, today: date) -> date | None:
    for pattern, order in ((_DAY_MONTH, (3, 2, 1)), (_MONTH_DAY, (3, 1, 2)), (_ISO, (1, 2, 3)), (_NUMBERS, (3, 2, 1))):
        match = pattern.match(words)
        if match is None:
            continue
        year, month, day = (match[index] for index in order)
        named = _index(_MONTHS, month)
        number = int(month) if month.isdecimal() else 0 if named is None else named + 1
        return _date(year, number, int(day), today)
    return None


def _date(year: str | None, month: int, day: int, today: date) -> date | None:
    if not 1 <= month <= 12:
        return None
    wanted = int(year) + (2000 if int(year) < 100 else 0) if year else today.year
    if not today.year <= wanted <= today.year + 1 or not 1 <= day <= monthrange(wanted, month)[1]:
        return None
    found = date(wanted, month, day)
    return found.replace(year=wanted + 1) if found <= today and not year and (month, day) != (2, 29) else found


def _index(names: list[str], word: str) -> int | None:
    return next((index for index, name in enumerate(names) if len(word) >= 3 and name.startswith(word)), None)
