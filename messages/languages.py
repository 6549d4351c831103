"""What is said to people who write in a language we cannot read: one line, and two buttons, in that language."""

from __future__ import annotations

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


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    reviewed: str | None
    """Who checked the lines; None until native speakers did."""
    languages: dict[str, Line]


@lru_cache(maxsize=1)
def languages() -> Mapping[str, Line]:
    """Return the lines by ISO 639-1 code."""
    return MappingProxyType(_File.model_validate(load(files("messages") / "languages.yaml")).languages)
