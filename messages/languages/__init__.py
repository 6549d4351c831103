"""What is said to people who write in a language we cannot read: one line, and two buttons, in that language."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

from pydantic import BaseModel, ConfigDict, Field

from messages.reviewed import load


class Line(BaseModel):
    """One language: ``line`` has one place ``{n}`` for the emergency number."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    line: str = Field(pattern=r"\{n\}")
    card: str
    serious: str
    told: tuple[str, ...] = ()
    """How people say, as a whole message without accents, that they speak only this language."""


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    reviewed: str | None
    """Who checked the lines; None until native speakers did."""
    languages: dict[str, Line]


@lru_cache(maxsize=1)
def languages() -> Mapping[str, Line]:
    """Return the lines by ISO 639-1 code."""
    return MappingProxyType(_File.model_validate(load(files("messages.languages") / "languages.yaml")).languages)


@lru_cache(maxsize=1)
def _told() -> Mapping[str, str]:
    return MappingProxyType({words: code for code, line in languages().items() for words in line.told})


def language_told(text: str) -> str | None:
    """Return the code of the language somebody says they speak instead of English: "no hablo ingles"."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(each for each in folded if each.isalnum() or each.isspace())
    return _told().get(" ".join(bare.split()))
