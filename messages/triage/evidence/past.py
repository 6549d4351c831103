"""Whether words put an operation or an illness so far back that its danger time is over."""

from __future__ import annotations

import re
from datetime import date

from messages.triage.evidence.history import METALWORK_DAYS
from messages.triage.flags import RiskFactor

_SENTENCE_END = re.compile(r"[.;!?\n]")
_YEAR = re.compile(r"\b(?:19[3-9]\d|20\d\d)\b")
_AGO = re.compile(
    r"\b(?P<many>\d{1,2}|a|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty"
    r"|several|many)\s+(?:years?|yrs?)\s+(?:ago|back)\b",
    re.IGNORECASE,
)
_COUNTS = {
    **{"a": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10},
    **{"eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "several": 3, "many": 5},
}
_NOT_ONLY_THEN = re.compile(
    r"\b(?:again|another|second|redo|revision|recent\w*|lately|yesterday|today|this (?:week|month|year|morning)"
    r"|last (?:week|month|night)|(?:days?|weeks?|wks?|months?) (?:ago|back|post)|now"
    r"|(?:in|since|on|last|this) (?:january|february|march|april|may|june|july|august|september|october|november"
    r"|december)(?! (?:of )?(?:19|20)\d\d))\b",
    re.IGNORECASE,
)
"""Words beside an old date that may speak of a newer event: then nothing is over."""
_FEW_WEEKS_DAYS = 31
"""What counts no longer than this is over once it is weeks or months back."""
_WEEKS_OR_MORE_AGO = re.compile(
    r"\b(?:(?:years?|yrs?|months?|decades?|ages) (?:ago|back|since)"
    r"|(?:[3-9]|\d\d|three|four|five|six|seven|eight|nine|ten|few|several) (?:weeks?|wks?) (?:ago|back)"
    r"|last (?:month|year|spring|summer|autumn|fall|winter|christmas|easter)|over (?:christmas|easter)"
    r"|when i was|used to|years|in my (?:teens|twenties|thirties|forties|youth)|as a (?:kid|child|boy|girl|teen\w*)"
    r"|at (?:school|uni|college)|back in|in (?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_THESE_DAYS = re.compile(
    r"\b(?:again|yesterday|today|tonight|this (?:week|morning|afternoon|evening)|last (?:night|week)|just"
    r"|(?:on|last) (?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:days?|hours?) ago)\b",
    re.IGNORECASE,
)
_TREATED_LATER_DAYS = 92
"""What is named by its year may have been treated, or operated on again, weeks into the next."""
_ROUNDING_YEARS = 0.5
"""People round: "two years ago" may be a year and a half."""


def is_over(risk: RiskFactor, text: str, start: int, end: int, today: date) -> bool:
    """Return whether the sentence around ``text[start:end]`` dates ``risk`` before the days it counts for.

    Only a plain date counts, with nothing newer beside it: whatever is unclear still counts as recent.
    """
    if risk.days is None or risk.within is None:
        return False
    sentence = _sentence(text, start, end)
    if risk.days <= _FEW_WEEKS_DAYS and _WEEKS_OR_MORE_AGO.search(sentence):
        return not _THESE_DAYS.search(sentence)
    if _NOT_ONLY_THEN.search(sentence):
        return False
    days = max(risk.days, METALWORK_DAYS) + _TREATED_LATER_DAYS  # metalwork may be learnt of later
    years = [int(year) for year in _YEAR.findall(sentence)]
    if years:
        return (today - date(max(years), 12, 31)).days > days
    ago = [_years(match["many"]) for match in _AGO.finditer(sentence)]
    return bool(ago) and (min(ago) - _ROUNDING_YEARS) * 365 > days


def is_undated(text: str, start: int, end: int) -> bool:
    """Return whether the sentence around ``text[start:end]`` says nothing of when: "ever since the op"."""
    sentence = _sentence(text, start, end)
    return not any(pattern.search(sentence) for pattern in (_NOT_ONLY_THEN, _YEAR, _AGO))


def _years(many: str) -> float:
    return float(many) if many.isdigit() else _COUNTS[many.lower()]


def _sentence(text: str, start: int, end: int) -> str:
    before = max((m.end() for m in _SENTENCE_END.finditer(text, 0, start)), default=0)
    after = _SENTENCE_END.search(text, end)
    return text[before : after.start() if after else len(text)]
