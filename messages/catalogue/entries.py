"""The texts as files: one YAML file per topic and locale, checked when loaded.

A file holds ``key: text`` or, where there is more to say, ``key: {text, plain, source}``.
Keys are dotted and carry their topic (``checkin.pain``); a key may stand in one file only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any

from messages.reviewed import load

FALLBACK = "en"


class CatalogueError(ValueError):
    """A text is missing or unsound; the message names the key and the file."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One text with what is needed to send it."""

    key: str
    text: str
    plain: bool
    """Sent without any markup, so that no formatting error can stop it (all safety messages)."""
    source: str
    """Source keys for advice, comma-separated; empty for small talk."""
    params: frozenset[str]


Catalogue = Mapping[str, Entry]


def _entry(key: str, raw: Any, where: str) -> Entry:
    if isinstance(raw, str):
        raw = {"text": raw}
    if not isinstance(raw, dict) or not isinstance(raw.get("text"), str):
        raise CatalogueError(f"{where}: {key} needs a text")
    unknown = set(raw) - {"text", "plain", "source"}
    if unknown:
        raise CatalogueError(f"{where}: {key} has unknown fields {sorted(unknown)}")
    text = raw["text"].strip()
    try:
        names = frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)
    except ValueError as error:
        raise CatalogueError(f"{where}: {key}: {error}") from error
    if not text or any(not name.isidentifier() for name in names):
        raise CatalogueError(f"{where}: {key} is empty or has a parameter that is not a name")
    return Entry(key, text, bool(raw.get("plain", False)), str(raw.get("source", "")), names)


@cache
def load_catalogue(locale: str) -> Catalogue:
    """Return all texts of ``locale``; raise :class:`CatalogueError` if it is unknown or unsound."""
    folder = files("messages.catalogue") / locale
    if not folder.is_dir():
        raise CatalogueError(f"there are no texts for the locale {locale!r}")
    entries: dict[str, Entry] = {}
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        if not file.name.endswith(".yaml"):
            continue
        for key, raw in load(file).items():
            if key in entries:
                raise CatalogueError(f"{file.name}: {key} stands in another file already")
            entries[key] = _entry(key, raw, f"{locale}/{file.name}")
    return entries


def locales() -> tuple[str, ...]:
    """Return the locales we have texts for, English first."""
    found = [each.name for each in files("messages.catalogue").iterdir() if each.is_dir()]
    return tuple(sorted((name for name in found if len(name) == 2), key=lambda name: (name != FALLBACK, name)))
