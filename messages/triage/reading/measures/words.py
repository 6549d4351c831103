"""The words by which numbers are known for what they are, from their data file, as regular expressions."""

from __future__ import annotations

import re
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from messages.reviewed import load


class Words(BaseModel):
    """The lists of the data file; each entry is one alternative of a regular expression."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    temperature_cue: tuple[str, ...]
    environment: tuple[str, ...]
    own_body: tuple[str, ...]
    no_temperature_nearby: tuple[str, ...]
    angle: tuple[str, ...]
    feels_ill: tuple[str, ...]
    paracetamol: tuple[str, ...]
    nsaid: tuple[str, ...]
    oxygen: tuple[str, ...]
    other_person: tuple[str, ...]
    taken_back: tuple[str, ...]
    past: tuple[str, ...]
    numbers: dict[str, float]


WORDS = Words.model_validate(load(files("messages.triage.reading.measures").joinpath("words.yaml")))
NUMBER_WORD = "|".join(sorted(WORDS.numbers, key=len, reverse=True))
"""Every number that may be written as a word."""


def one_of(entries: tuple[str, ...]) -> str:
    """Return a pattern for any of ``entries`` as whole words."""
    return rf"\b(?:{'|'.join(entries)})\b"


def compiled(entries: tuple[str, ...]) -> re.Pattern[str]:
    """Return :func:`one_of` ready to search with, whatever the case."""
    return re.compile(one_of(entries), re.IGNORECASE)


def amount(said: str) -> float:
    """Return the value of a number written in digits or as a word."""
    word = said.lower().replace(",", ".")
    return WORDS.numbers[word] if word in WORDS.numbers else float(word)
