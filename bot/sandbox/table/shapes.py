"""What one row of the Bot API table looks like: types, whether it must be there, limits."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

Span = tuple[int, int]
"""Smallest and largest allowed, both included."""


@dataclass(frozen=True, slots=True)
class Param:
    """One parameter of a method or one field of an object, in Telegram's own type words."""

    types: tuple[str, ...]
    required: bool
    length: Span | None = None
    """Characters of a string."""
    octets: Span | None = None
    """Bytes of a string in UTF-8."""
    between: Span | None = None
    """Value of a number."""
    items: Span | None = None
    """Elements of an array."""
    among: Collection[str] | None = None
    """The only strings allowed."""
    pattern: re.Pattern[str] | None = None
    """What the whole string must match."""


def need(
    *types: str,
    length: Span | None = None,
    octets: Span | None = None,
    between: Span | None = None,
    items: Span | None = None,
    among: Collection[str] | None = None,
    pattern: re.Pattern[str] | None = None,
) -> Param:
    """Describe a parameter that must be there."""
    return Param(types, True, length, octets, between, items, among, pattern)


def may(
    *types: str,
    length: Span | None = None,
    octets: Span | None = None,
    between: Span | None = None,
    items: Span | None = None,
    among: Collection[str] | None = None,
    pattern: re.Pattern[str] | None = None,
) -> Param:
    """Describe a parameter that may be left out."""
    return Param(types, False, length, octets, between, items, among, pattern)


Shape = dict[str, Param]
"""The parameters of one method, or the fields of one object, by name."""
