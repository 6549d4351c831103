"""Cuts a message into the word pieces the learned reader knows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

UNKNOWN, START, STOP = "[UNK]", "[CLS]", "[SEP]"
INSIDE = "##"
"""Marks a piece that continues a word."""
LONGEST_WORD = 60
"""Characters; what is longer is no word but noise."""
_WORDS = re.compile(r"[^\W_]+|[^\w\s]|_")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "`": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "."})


def plain(text: str) -> str:
    """Return ``text`` in small letters, without accents and typographic quotes."""
    apart = unicodedata.normalize("NFD", text.translate(_APOSTROPHES).lower())
    return "".join(letter for letter in apart if unicodedata.category(letter) != "Mn")


class WordPieces:
    """A vocabulary of word pieces; words it lacks fall apart into shorter pieces, at last into letters."""

    def __init__(self, pieces: Sequence[str]) -> None:
        self._number: Mapping[str, int] = {piece: number for number, piece in enumerate(pieces)}
        self._unknown = self._number[UNKNOWN]

    @property
    def frame(self) -> tuple[int, int]:
        """The numbers of the pieces that open and close every text."""
        return self._number[START], self._number[STOP]

    def cut(self, text: str) -> list[int]:
        """Return the numbers of the pieces of ``text``, without the opening and closing ones."""
        numbers: list[int] = []
        for word in _WORDS.findall(plain(text)):
            numbers.extend(self._pieces(word))
        return numbers

    def _pieces(self, word: str) -> tuple[int, ...]:
        """Take the longest known piece, again and again; a sign nobody knows becomes the unknown piece."""
        if len(word) > LONGEST_WORD:
            return (self._unknown,)
        found: list[int] = []
        place = 0
        while place < len(word):
            for end in range(len(word), place, -1):
                number = self._number.get((INSIDE if place else "") + word[place:end])
                if number is not None:
                    found.append(number)
                    place = end
                    break
            else:
                found.append(self._unknown)
                place += 1
        return tuple(found)
