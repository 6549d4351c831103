"""Whether what is told was long ago: then nobody is warned of it, unless the words say that it is so again now."""

from __future__ import annotations

import re

_LONG_AGO = re.compile(
    r"\b(?:years|yrs|decades?|(?<!for )ages|19\d\d|20[01]\d|last (?:year|summer|winter|spring|autumn)|before last"
    r"|when i was|at (?:school|uni|university|college)|as a (?:kid|child|teen\w*)|childhood|childbirth"
    r"|in my (?:teens|twenties|thirties|forties)"
    r"|at (?:age )?\d\d|for life|died|passed away)\b",
    re.IGNORECASE,
)
_AROUND = 60
"""Characters on either side of a mention in which its time is looked for."""
_THIS_VERY_DAY = re.compile(
    r"\b(?:just now|right now|today|tonight|this (?:morning|afternoon|evening)|as we speak|at the moment)\b",
    re.IGNORECASE,
)
_BUT_NOW = re.compile(r"\b(?:but|yet|however|now|today|tonight)\b", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[.!?;,\n]| - | but ")
_IS_NOW = re.compile(
    r"\b(?:is|are|am|won'?t|can'?t|cannot|isn'?t|aren'?t|doesn'?t|don'?t|has just|keeps?|goes|feels)\b"
    r"|\w'(?:s|re|m)\b",
    re.IGNORECASE,
)
_WAS = re.compile(r"\b(?:was|were|had|did|used to|went|got|couldn'?t|wasn'?t|didn'?t|wouldn'?t)\b", re.IGNORECASE)


def long_ago(text: str, start: int, end: int) -> bool:
    """Return whether what stands in ``text`` from ``start`` to ``end`` is told of a time long past.

    "His stroke was in 2012, but his face has slid" speaks of now: a year before a "but" dates what came before it. So
    does what a new clause tells as present.
    """
    closes = _CLAUSE_END.search(text, end)
    if _THIS_VERY_DAY.search(text, start, closes.start() if closes else len(text)):
        return False
    for found in _LONG_AGO.finditer(text, max(0, start - _AROUND), min(len(text), end + _AROUND)):
        if found.end() <= start and (
            _BUT_NOW.search(text, found.end(), start) or _told_as_now(text, found.end(), start)
        ):
            continue
        return True
    return False


def _told_as_now(text: str, dated: int, start: int) -> bool:
    """Say whether a new clause after the date tells it as present: "ten years of back pain, my mum won't wake up"."""
    opens = max((each.end() for each in _CLAUSE_END.finditer(text, dated, start)), default=None)
    if opens is None:
        return False
    closes = _CLAUSE_END.search(text, start)
    told = (opens, closes.start() if closes else len(text))
    return _IS_NOW.search(text, *told) is not None and _WAS.search(text, *told) is None
