"""Whom to call in which country, from one hand-kept table; never guessed, never looked up elsewhere."""

from __future__ import annotations

from messages.numbers.table import Line, Numbers, countries, numbers_for

__all__ = ["Line", "Numbers", "countries", "numbers_for"]
