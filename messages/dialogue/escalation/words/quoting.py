"""What somebody typed, quoted so that it reads as they meant it: to the end of the clause or sentence, or trimmed."""

from __future__ import annotations

import re
from collections.abc import Sequence

LONGEST = 60
"""Characters of one quotation."""
_SENTENCE_ENDS = re.compile(r"[.!?;…]+(?=\s|$)|\n+")
_CLAUSE_STARTS = re.compile(r"[,;:]\s|\s[-–—]\s|\s(?=(?:but|and|because|since|or)\s)", re.IGNORECASE)
_JOINS = re.compile(r"^(?:and|but|or)\s+(?=\S)", re.IGNORECASE)
_EDGE = " \t\n,;:.-–—"
_NEVER_LAST = frozenset(
    ["since", "the", "a", "an", "my", "his", "their", "and", "or", "but", "of", "when", "because", "than", "as", "into"]
)
"""No sentence ends on them."""
_CALL_FOR_MORE = _NEVER_LAST | frozenset(
    ["this", "that", "her", "in", "to", "for", "from", "with", "is", "are", "i", "it", "can't", "cant", "cannot",
     "won't", "wont", "not", "on", "without", "at", "by", "about", "last", "very", "so", "no", "be", "was", "were"]
)  # fmt: skip
"""Words that mostly call for the next one, where what stood after them is not known."""


def quoted(text: str, heard: str) -> str:
    """Return the words ``heard`` in ``text`` with the rest of their sentence, or of their clause where that is long.

    What is too long all the same begins with the words that were heard, and is cut by whoever shows it.
    Words that are not in ``text`` lose what hangs at their end.
    """
    said = " ".join(text.split(" "))
    at = _plain(said).find(_plain(heard)) if heard.strip() else -1
    if at < 0:
        return trimmed(heard, _CALL_FOR_MORE)
    end = at + len(heard)
    for ends in (_SENTENCE_ENDS, _CLAUSE_STARTS):
        start, stop = _around(said, at, end, ends)
        whole = _JOINS.sub("", said[start:stop].strip(_EDGE))
        if len(whole) <= LONGEST:
            return whole
    return said[_word_start(said, at) : stop].strip(_EDGE)


def quoted_whole(text: str, heard: str, earlier: Sequence[str]) -> str:
    """Return ``heard`` quoted from ``text``, and pieces put together each from where it was said, perhaps ``earlier``.

    "leg tingly; wake at 4 every" was never typed like that: each piece gets the rest of its own clause.
    """
    if _plain(heard) in _plain(" ".join(text.split(" "))) or not earlier:
        return quoted(text, heard)
    pieces = []
    for piece in filter(None, (each.strip() for each in heard.split(";"))):
        said = next((each for each in (text, *earlier) if _plain(piece) in _plain(" ".join(each.split(" ")))), "")
        pieces.append(quoted(said, piece))
    return "; ".join(dict.fromkeys(pieces))


def _plain(text: str) -> str:
    return text.lower().replace("’", "'")


def _around(text: str, at: int, end: int, edges: re.Pattern[str]) -> tuple[int, int]:
    before = [each.end() for each in edges.finditer(text) if each.end() <= at]
    after = [each.start() for each in edges.finditer(text) if each.start() >= end - 1]
    return max(before, default=0), min(after, default=len(text))


def _word_start(text: str, at: int) -> int:
    while at > 0 and not text[at - 1].isspace():
        at -= 1
    return at


def trimmed(words: str, hanging: frozenset[str] = _NEVER_LAST) -> str:
    """Take words off the end of a quotation that say nothing without the next: "can't pee since"."""
    spoken = words.strip(_EDGE).split()
    while len(spoken) > 1 and spoken[-1].casefold().strip(".,!?") in hanging:
        spoken.pop()
    return " ".join(spoken).strip(_EDGE)


def cut(words: str, longest: int = LONGEST) -> str:
    """Return ``words``, or as many whole ones as fit."""
    if len(words) <= longest:
        return words
    return trimmed(words[:longest].rsplit(" ", 1)[0], _CALL_FOR_MORE) + "…"


def says_little(words: str, before: str) -> bool:
    """Is a quotation a lone word that was torn out of more ("both," or "burden on")?"""
    torn = before.rstrip() != words or before.rstrip()[-1:] in ",;:"
    return len(words.split()) < 2 and torn
