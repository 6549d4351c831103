"""The table of emergency numbers as typed data, and the fallback where the country is unknown."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

from pydantic import BaseModel, ConfigDict, Field

from messages.reviewed import ReviewedDataError, load

_PHONE = r"^[0-9#*][0-9 \-]{1,15}$"


class _Reviewed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Line(_Reviewed):
    """One telephone line."""

    number: str = Field(pattern=_PHONE)
    name: str = ""
    text: str = ""
    """How to reach it in writing, e.g. ``text SHOUT to 85258``."""

    @property
    def spoken(self) -> str:
        """The number, with the name of the line where it has one."""
        return f"{self.number} ({self.name})" if self.name else self.number


class Numbers(_Reviewed):
    """What somebody in one country can call. ``country`` is empty where we do not know it."""

    country: str = ""
    """ISO 3166 alpha-2."""
    name: str = ""
    ambulance: str = ""
    """Empty only where the country is unknown: then no single number is safe to name."""
    also: str = ""
    """A second emergency number that reaches help as well."""
    urgent: Line | None = None
    """For today, not for an emergency."""
    crisis: Line | None = None
    poison: Line | None = None
    place: str = "the emergency department"
    """What people there call the hospital's emergency entrance."""
    notes: str = ""
    source: str = ""
    checked: str | None = Field(default=None, pattern=r"^\d{4}-\d{2}-\d{2}$")
    """The day somebody last verified the row; None until that was done."""
    reviewed: str | None = None
    """Initials and date of whoever signed the row; None until somebody did."""

    @property
    def known(self) -> bool:
        """Do we know where they are, and whom to call there?"""
        return bool(self.ambulance)


class _File(_Reviewed):
    owner: str
    """Who answers for the table and tests it each quarter."""
    countries: dict[str, Numbers]


UNKNOWN = Numbers()


@lru_cache(maxsize=1)
def _file() -> _File:
    return _File.model_validate(load(files("messages.numbers").joinpath("table.yaml")))


@lru_cache(maxsize=1)
def countries() -> Mapping[str, Numbers]:
    """Return every listed country by its ISO code; raise ReviewedDataError if a row is unsound."""
    rows = {code: row.model_copy(update={"country": code}) for code, row in _file().countries.items()}
    for code, row in rows.items():
        if len(code) != 2 or not code.isupper() or not row.ambulance or not row.name or not row.source:
            raise ReviewedDataError(f"the numbers of {code} need a name, an ambulance number and a source")
    return MappingProxyType(rows)


def numbers_for(country: str | None) -> Numbers:
    """Return whom to call in ``country``, an ISO code as the person stated it; else the careful fallback."""
    return countries().get((country or "").upper(), UNKNOWN)
