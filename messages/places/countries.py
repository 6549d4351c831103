"""Countries by name: chosen or typed by the person, never guessed from a language or a time zone."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

from pydantic import BaseModel, ConfigDict, Field

from messages.places.spelling import nearest, plain
from messages.reviewed import ReviewedDataError, load

MIN_PREFIX = 4
"""From this many letters on, the beginning of a name is enough to find it."""


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    name: str = Field(min_length=2)
    zones: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    common: tuple[str, ...]
    countries: dict[str, _Entry]


class Country(_Entry):
    """One country: its ISO 3166 code, plain name, time zones and the other names people type."""

    code: str = Field(pattern=r"^[A-Z]{2}$")


@lru_cache(maxsize=1)
def _file() -> _File:
    return _File.model_validate(load(files("messages.places") / "countries.yaml"))


@lru_cache(maxsize=1)
def countries() -> Mapping[str, Country]:
    """Return all countries by code, in the order of their names."""
    found = {code: Country(code=code, **dict(entry)) for code, entry in _file().countries.items()}
    unknown = set(_file().common) - found.keys()
    if unknown:
        raise ReviewedDataError(f"countries.yaml: common names the unknown {sorted(unknown)}")
    return MappingProxyType(found)


def common_countries() -> tuple[Country, ...]:
    """Return the countries that get a button of their own."""
    return tuple(countries()[code] for code in _file().common)


def country_of(code: str | None) -> Country | None:
    """Return the country with this code, or None."""
    return countries().get(code) if code else None


@lru_cache(maxsize=1)
def _names() -> Mapping[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    for code, country in countries().items():
        for name in {plain(each) for each in (country.name, *country.also)}:
            names[name] = (*names.get(name, ()), code)
    return MappingProxyType(names)


def countries_named(text: str) -> tuple[Country, ...]:
    """Return the countries that ``text`` may name: the exact one, else those beginning so, else near spellings."""
    typed = plain(text)
    names = _names()
    codes: list[str] = list(names.get(typed, ()))
    if not codes and len(typed) >= MIN_PREFIX:
        codes = [code for name, held in names.items() if name.startswith(typed) for code in held]
    if not codes:
        codes = [code for name in nearest(typed, names) for code in names[name]]
    return tuple(countries()[code] for code in dict.fromkeys(codes))
