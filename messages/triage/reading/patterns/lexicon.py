"""Finds every phrase of every slot in a row of words, in one pass over a tree of words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import product

from messages.triage.reading.words.tokens import Token, normalise


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of tokens ``[start, end)`` and, inside it, the stretches that were really matched."""

    start: int
    end: int
    parts: tuple[tuple[int, int], ...]


Spans = dict[str, list[Span]]


@dataclass(slots=True)
class _Node:
    onward: dict[str, _Node] = field(default_factory=dict)
    slots: list[str] = field(default_factory=list)


class Lexicon:
    """Phrases under slot names, ready to be found in tokens."""

    def __init__(self) -> None:
        self._root = _Node()
        self._words: set[str] = set()

    @property
    def words(self) -> frozenset[str]:
        """Every word that occurs in any phrase."""
        return frozenset(self._words)

    def add(self, slot: str, phrase: str) -> None:
        """Make ``phrase`` mean ``slot``; ``a|b`` are alternatives and ``word?`` may be missing."""
        for words in spellings(phrase):
            node = self._root
            for word in words:
                node = node.onward.setdefault(word, _Node())
            if slot not in node.slots:
                node.slots.append(slot)
            self._words.update(words)

    def find(self, tokens: Sequence[Token]) -> Iterator[tuple[str, int, int]]:
        """Yield (slot, start, end) for every phrase in ``tokens``; commas inside a phrase are passed over."""
        root = self._root.onward
        for start, first in enumerate(tokens):
            node = root.get(first.text) if first.is_word else None
            place = start
            while node is not None:
                for slot in node.slots:
                    yield slot, start, place + 1
                place += 1
                if place >= len(tokens) or not tokens[place].is_word:
                    break
                node = node.onward.get(tokens[place].text)


def phrases(listing: str) -> list[str]:
    """Return the comma-separated phrases of a slot as written in a data file."""
    return [phrase for phrase in (" ".join(part.split()) for part in listing.split(",")) if phrase]


def spellings(phrase: str) -> Iterable[tuple[str, ...]]:
    """Return every row of words a phrase with alternatives and optional words stands for."""
    for combination in product(*(_choices(word) for word in phrase.split())):
        words = tuple(word for choice in combination for word in choice)
        if words:
            yield words


@cache
def _choices(word: str) -> tuple[tuple[str, ...], ...]:
    alternatives = tuple(normalise(one.replace("_", " ")) for one in word.rstrip("?").split("|"))
    return (*alternatives, ()) if word.endswith("?") else alternatives
