"""Reads together what is written in bits: "my dad can't speak. his arm is limp" says one thing in two short lines."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from messages.triage.reading.kinds import grave
from messages.triage.vocabulary import Mention, Reading, Status

_BITS_END = re.compile(r"(?<![\d?!])(?:\.++|…|;|\n++)(?=\s*+\S)|(?<=\s)/(?=\s)")
_LONGEST_BIT = 7
_MOST_WORDS = 24
_THERE_NOW = frozenset({Status.CURRENT, Status.UNSURE})


def read_in_bits(reading: Reading, text: str, reader: Callable[[str], Reading]) -> Reading:
    """Return ``reading`` with what is only heard when short lines are read as one sentence; it is asked about at most.

    Nothing is added where something urgent was heard already, nor to whole sentences: what ends there, ends there.
    """
    if any(_urgent(each) for each in reading.mentions):
        return reading
    whole = _in_one(text)
    if whole is None:
        return reading
    more = tuple(replace(each, certain=False) for each in reader(whole).mentions if _urgent(each))
    return replace(reading, mentions=reading.mentions + more) if more else reading


def _urgent(mention: Mention) -> bool:
    return grave(mention) and mention.status in _THERE_NOW | {Status.OTHER_PERSON}


def _in_one(text: str) -> str | None:
    """Return ``text`` with commas where short bits end, letter for letter as long; None where it is no such text."""
    if not 1 < len(text.split()) <= _MOST_WORDS:
        return None
    bits = _BITS_END.split(text)
    if len(bits) == 1 or any(len(bit.split()) > _LONGEST_BIT for bit in bits):
        return None
    return _BITS_END.sub(lambda end: "," + " " * (len(end.group()) - 1), text)
