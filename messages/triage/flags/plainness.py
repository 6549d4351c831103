"""How hard a text is to read: the Flesch-Kincaid school grade, with a simple count of syllables.

Kincaid JP et al. Derivation of new readability formulas for Navy enlisted personnel. 1975.
"""

from __future__ import annotations

import re

HIGHEST_GRADE = 6.0
"""What children of eleven read with ease."""

_WORD = re.compile(r"[A-Za-z']+")
_END = re.compile(r"[.?!:](?:\s|$)")
_VOWELS = re.compile(r"[aeiouy]+")


def grade(text: str) -> float:
    """Return the school grade at which ``text`` is read with ease; nought and less for a text without words."""
    words = _WORD.findall(text)
    if not words:
        return 0.0
    sentences = max(1, len(_END.findall(text)))
    return 0.39 * len(words) / sentences + 11.8 * sum(map(_syllables, words)) / len(words) - 15.59


def _syllables(word: str) -> int:
    word = word.lower().replace("'", "")
    silent = word.endswith("e") and not word.endswith("le")
    return max(1, len(_VOWELS.findall(word)) - (1 if silent else 0))
