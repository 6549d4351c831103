"""How a typed place is compared with the names we hold: without case, accents, dots and "the"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from rapidfuzz.distance import DamerauLevenshtein

SHORT_NAME = 5
"""Names up to this length must be spelt right: "Iran" and "Iraq" are one letter apart."""

_NOISE = re.compile(r"^(?:the|in|(?:i am|i'?m|we are|we'?re)(?: now| currently)? in|i live in|near|from)\s+(?:the\s+)?")
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "đ": "d", "ı": "i", "’": "'"})


def plain(text: str) -> str:
    """Return ``text`` for comparing: lower case, no accents or dots, single spaces, no leading "the"."""
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    bare = "".join(each for each in folded if not unicodedata.combining(each))
    words = re.sub(r"[^\w' ]+", " ", bare.replace(".", "")).replace("_", " ").split()
    return _NOISE.sub("", " ".join(words))


def nearest(typed: str, names: Iterable[str]) -> list[str]:
    """Return the names that ``typed`` may be a slip for, the closest first; short names have no slips."""
    if len(typed) < SHORT_NAME:
        return []
    allowed = 1 if len(typed) < 9 else 2
    found = []
    for name in names:
        if len(name) > SHORT_NAME and abs(len(name) - len(typed)) <= allowed:
            distance = DamerauLevenshtein.distance(typed, name, score_cutoff=allowed)
            if distance <= allowed:
                found.append((distance, name))
    return [name for _, name in sorted(found)]
