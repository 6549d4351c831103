"""Whether a person's own words name a thing, such as a wound that leaks; what follows a "no" is not named."""

from __future__ import annotations

import re
from functools import lru_cache

_REACH = 24
"""Characters before a word in which a "no" takes it back."""
_NO = re.compile(
    r"\b(?:no|not|never|without|nor|isn'?t|aren'?t|wasn'?t|don'?t|doesn'?t|didn'?t|hasn'?t|haven'?t)\b[^.,;!?]*$"
)


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
