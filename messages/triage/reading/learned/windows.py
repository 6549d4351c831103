"""Cuts a text: into windows of a sentence or two, to find what is worth quoting, or down to one clause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from messages.triage.reading.learned.wordpiece import WordPieces

SHORT = 40
"""Word pieces up to which a text is judged as a whole, in one go."""
WIDE = 32
"""Word pieces of a window: short sentences share one, for a sentence alone says too little."""
_SENTENCE = re.compile(r"[^.!?\n]+[.!?\n]*")
_CLAUSE_ENDS = re.compile(
    r"[.!?\n;:,()—–]|\b(?:but|because|cos|coz|though|although|(?:ha){2,}h?|lol|lmao|rofl|googled?)\b", re.IGNORECASE
)
"""A laugh and a search engine end a clause too: what was said before them was said all the same."""
_JOINED = re.compile(
    r"[.!?\n;:,()—–\"“”]|\b(?:and|plus|then|but|because|cos|coz|though|although"
    r"|(?:say|tell you|told \w+|mention|note|know)(?: that)?|that(?=\s+(?:i|my)\b))\b",
    re.IGNORECASE,
)
"""Where something else may be joined, or somebody only begins to say it: "I should mention that ..." """


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of the text with its word pieces."""

    start: int
    end: int
    pieces: tuple[int, ...]


def windows(text: str, pieces: WordPieces) -> tuple[Window, ...]:
    """Return the whole of a short text, or the windows of a long one; empty where there is nothing to read."""
    whole = tuple(pieces.cut(text))
    if not whole:
        return ()
    if len(whole) <= SHORT:
        return (Window(0, len(text), whole),)
    return tuple(_grouped(text, pieces))


def clause_around(text: str, start: int, end: int) -> str:
    """Return the clause of ``text`` that holds the characters from ``start`` to ``end``, or the clauses."""
    return _between(_CLAUSE_ENDS, text, start, end)


def core_around(text: str, start: int, end: int) -> str:
    """Return the same, cut where an "and" joins something else to it: "numb feet and a hot bath helped"."""
    return _between(_JOINED, text, start, end)


def _between(borders: re.Pattern[str], text: str, start: int, end: int) -> str:
    opens = 0
    for border in borders.finditer(text):
        if border.end() <= start:
            opens = border.end()
        elif border.start() >= end:
            return text[opens : border.start()].strip()
    return text[opens:].strip()


def _grouped(text: str, pieces: WordPieces) -> Iterator[Window]:
    start, end, held = 0, 0, list[int]()
    for sentence in _SENTENCE.finditer(text):
        cut = pieces.cut(sentence.group())
        if held and len(held) + len(cut) > WIDE:
            yield Window(start, end, tuple(held))
            held = []
        if not held:
            start = sentence.start()
        end = sentence.end()
        held.extend(cut)
    if held:
        yield Window(start, end, tuple(held))
