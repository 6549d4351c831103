"""The words people answer with, as ``words.yaml`` lists them."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from messages.reviewed import load


class Words(BaseModel):
    """One list for each thing that words can mean to the check-in."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    around: frozenset[str]
    around_pain: frozenset[str]
    around_bad_pain: frozenset[str]
    moods: dict[int, tuple[str, ...]]
    faces: dict[int, str]
    roughly: frozenset[str]
    yes: frozenset[str]
    no: frozenset[str]
    unsure: frozenset[str]
    sounds_like_none: frozenset[str]
    one_of_them: frozenset[str]
    undo: frozenset[str]


@lru_cache(maxsize=1)
def words() -> Words:
    """Return the reviewed lists; raise ReviewedDataError where the file is not one."""
    return Words.model_validate(load(files("messages.dialogue.checkin.hearing.answers") / "words.yaml"))
