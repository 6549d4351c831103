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
