"""Whether a person's own words name a thing, such as a wound that leaks; what follows a "no" is not named."""

from __future__ import annotations

import re
from functools import lru_cache

_REACH = 24
"""Characters before a word in which a "no" takes it back."""
_NO = re.compile(
    r"\b(?:no|not|never|without|nor|isn'?t|aren'?t|wasn'?t|don'?t|doesn'?t|didn'?t|hasn'?t|haven'?t)\b[^.,;!?]*$"
)


_A_NERVE = re.compile(
    r"\b(?:numb\w*|weak\w*|heav\w*|tingl\w*|dead|drag\w*|legs|feet|both|bladder|pee\w*|wee\w*|urin\w*|plumbing|waterworks"
    r"|hold|hang on|leak\w*|wet\w*|bowels?|poo\w*|toilet|loo|saddle|crotch|groin|private\w*|feeling|feel)\b",
    re.IGNORECASE,
)

_OF_USE = frozenset({"ces_bilateral_leg", "ces_saddle_numb"})
_FROM_USE = re.compile(
    r"\b(?:from|after|since|thanks to|because of|cos of|due to)\s+(?:\S+\s+){0,4}?"
    r"(?:run|running|walk\w*|spin|class|gym|shifts?|work|flight|plane|train|coach|bus|car|drive|driving|seat|saddle"
    r"|bench|bleachers|stadium|chair|bike|cycl\w*|ride|allotment|garden\w*|digging|weeding|hik\w+|hill|stairs"
    r"|squats?|deadlifts?|lunges|leg day|training|match|football|dancing|heels|cold|snow|frost|ice|swim\w*|sauna"
    r"|sitting|standing|kneeling|crouching|squatting|shopping|decorating|cleaning|hoovering|trampoline\w*|yoga)\b",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[.;!?\n]|\bbut\b")


def names_a_nerve(text: str) -> bool:
    """Return whether ``text`` names what a squeezed nerve does: a weak leg, numbness, trouble on the toilet."""
    return _A_NERVE.search(text) is not None


def names_one_of(words: str, names: tuple[str, ...]) -> bool:
    """Return whether ``words`` hold one of ``names``: whole words, ``*`` for any ending, not after a "no"."""
    plain = words.casefold().replace("\u2019", "'")
    return any(
        _NO.search(plain[max(0, m.start() - _REACH) : m.start()]) is None for m in _pattern(names).finditer(plain)
    )


@lru_cache(maxsize=256)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    each = (re.escape(name.casefold()).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for name in names)
    return re.compile(r"(?<!\w)(?:" + "|".join(each) + r")(?!\w)")


def blames_use_or_cold(flag: str, text: str, start: int, end: int) -> bool:
    """Return whether the clause around ``text[start:end]`` lays a tired leg or a numb bottom to use, a seat or cold.

    What a run does to legs and a saddle to a bottom is asked about and not kept: two of them are no sign (L05).
    """
    if flag not in _OF_USE:
        return False
    begins = max((each.end() for each in _CLAUSE_END.finditer(text, 0, start)), default=0)
    ends = _CLAUSE_END.search(text, end)
    return _FROM_USE.search(text, begins, ends.start() if ends else len(text)) is not None
