"""Which words keep a piece of their own: those of the open corpus and of the reader's list of real words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from importlib.resources import files

from training.texts.examples import Example

LEAST = 3
"""Examples from which a flag can be learned."""


def words(examples: Iterable[Example]) -> frozenset[str]:
    """Return every word worth a piece of its own, in small letters."""
    listed = files("messages.triage.reading.data").joinpath("real_words.txt").read_text(encoding="utf-8").split()
    told = (word.lower() for example in examples for word in re.findall(r"[A-Za-z]+", example.text))
    return frozenset((*listed, *told))


def flags(examples: Iterable[Example]) -> list[str]:
    """Return the flags with enough examples, in order of their names."""
    counted = Counter(flag for example in examples for flag in example.flags)
    return sorted(flag for flag, times in counted.items() if times >= LEAST)
