"""Reads misspelt words as the lexicon words they were meant to be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from itertools import combinations

from rapidfuzz.distance import OSA

from messages.triage.reading.words.tokens import Kind, Token

_SHORTEST = 4
_TWO_SLIPS = 8
"""Words of so many letters and more are still known with two slips."""


@lru_cache(maxsize=1)
def real_words() -> frozenset[str]:
    """Return real English words that look like lexicon words and must not be taken for them."""
    listing = files("messages.triage.reading") / "data" / "real_words.txt"
    return frozenset(listing.read_text(encoding="utf-8").split())


class Speller:
    """Knows the lexicon words and finds the one a misspelt word stands for."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = frozenset(known)
        self._left_out: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._known):
            if len(word) >= _SHORTEST and word.isalpha():
                for rest in _shortened(word, _slips(word)):
                    self._left_out[rest].append(word)

    def corrected(self, tokens: list[Token]) -> list[Token]:
        """Return ``tokens`` with misspelt words put right; places stay as they are."""
        return [self._corrected(token) for token in tokens]

    def _corrected(self, token: Token) -> Token:
        if token.kind is not Kind.WORD:
            return token
        word = _meant(self, token.text)
        return token if word == token.text else replace(token, text=word)

    def meant(self, word: str) -> str:
        """Return the lexicon word ``word`` stands for, or ``word`` itself."""
        if len(word) < _SHORTEST or not word.isalpha() or word in self._known or word in real_words():
            return word
        slips = _slips(word)
        best: tuple[int, str] | None = None
        seen: set[str] = set()
        for rest in _shortened(word, slips):
            for candidate in self._left_out.get(rest, ()):
                if candidate in seen:
                    continue
                seen.add(candidate)
                allowed = min(slips, _slips(candidate))
                distance = OSA.distance(word, candidate, score_cutoff=allowed)
                if distance > allowed or not _alike(word, candidate):
                    continue
                best = min(best or (distance, candidate), (distance, candidate))
        return best[1] if best else word


@lru_cache(maxsize=8192)
def _meant(speller: Speller, word: str) -> str:
    return speller.meant(word)


def _slips(word: str) -> int:
    return 2 if len(word) >= _TWO_SLIPS else 1


def _alike(word: str, candidate: str) -> bool:
    """People seldom miss the first letter, and a short word must keep its length or letters."""
    if word[0] != candidate[0]:
        return False
    return len(word) > _SHORTEST or sorted(word) == sorted(candidate) or len(candidate) > _SHORTEST


def _shortened(word: str, slips: int) -> Iterator[str]:
    yield word
    for count in range(1, slips + 1):
        for gone in combinations(range(len(word)), count):
            yield "".join(letter for place, letter in enumerate(word) if place not in gone)
