"""Reads misspelt words as the lexicon words they were meant to be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from messages.triage.reading.words.tokens import Kind, Token

_SHORTEST = 4
_TWO_SLIPS = 8
"""Words of so many letters and more are still known with two slips."""


@lru_cache(maxsize=1)
def real_words() -> frozenset[str]:
    """Return real English words and names that look like lexicon words and must not be taken for them."""
    data = files("messages.triage.reading") / "data"
    lists = ("real_words.txt", "real_names.txt")
    lines = (line for name in lists for line in (data / name).read_text(encoding="utf-8").splitlines())
    return frozenset(line for line in lines if not line.startswith("#"))


class Speller:
    """Knows the lexicon words and finds the one a misspelt word stands for."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = frozenset(known)
        self._alike: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in sorted(self._known):
            if len(word) >= _SHORTEST and word.isalpha():
                self._alike[word[0], len(word)].append(word)

    def corrected(self, tokens: list[Token]) -> list[Token]:
        """Return ``tokens`` with misspelt words put right; places stay as they are."""
        return [self._corrected(token) for token in tokens]

    def _corrected(self, token: Token) -> Token:
        if token.kind is not Kind.WORD:
            return token
        word = _meant(self, token.text)
        return token if word == token.text else replace(token, text=word)

    def meant(self, word: str) -> str:
        """Return the lexicon word ``word`` stands for, or ``word`` itself.

        People seldom miss the first letter, so only words with the same one are compared.
        """
        if len(word) < _SHORTEST or not word.isalpha() or word in self._known or word in real_words():
            return word
        best: tuple[int, str] | None = None
        for length in range(len(word) - 2, len(word) + 3):
            allowed = min(_slips(len(word)), _slips(length))
            candidates = self._alike.get((word[0], length), ())
            if abs(length - len(word)) > allowed or not candidates:
                continue
            found = extractOne(word, candidates, scorer=OSA.distance, score_cutoff=allowed)
            if found is not None and _plausible(word, found[0]):
                best = min(best or (found[1], found[0]), (found[1], found[0]))
        return best[1] if best else word


@lru_cache(maxsize=8192)
def _meant(speller: Speller, word: str) -> str:
    return speller.meant(word)


def _slips(letters: int) -> int:
    return 2 if letters >= _TWO_SLIPS else 1


def _plausible(word: str, candidate: str) -> bool:
    """Four letters leave little to go by: there only swapped or added letters are forgiven."""
    return len(word) > _SHORTEST or len(candidate) > _SHORTEST or sorted(word) == sorted(candidate)
