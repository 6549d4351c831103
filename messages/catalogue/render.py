"""A :class:`Say` becomes text and buttons: filled in, escaped, and within Telegram's limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from messages.catalogue.entries import FALLBACK, CatalogueError, Entry, load_catalogue
from messages.effects import Choice, Copy, Param, Say, Url

MAX_TEXT = 4096
MAX_CAPTION = 1024


@dataclass(frozen=True, slots=True)
class RenderedButton:
    """One inline button: exactly one of data, url and copy is set."""

    text: str
    data: str = ""
    url: str = ""
    copy: str = ""
    style: str = ""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message ready to be queued."""

    text: str
    html: bool
    rows: tuple[tuple[RenderedButton, ...], ...]


def entry_of(locale: str, key: str) -> Entry:
    """Return the text of ``key``, in English where ``locale`` lacks it; raise CatalogueError if neither has it."""
    if locale != FALLBACK:
        try:
            found = load_catalogue(locale).get(key)
        except CatalogueError:
            found = None
        if found is not None:
            return found
    try:
        return load_catalogue(FALLBACK)[key]
    except KeyError:
        raise CatalogueError(f"no text for {key!r} in any locale") from None


def _fill(entry: Entry, params: Mapping[str, Param], *, html: bool) -> str:
    if not entry.params <= params.keys():
        raise CatalogueError(f"{entry.key} needs {sorted(entry.params - params.keys())}")
    values = {name: escape(str(value), quote=False) if html else str(value) for name, value in params.items()}
    return entry.text.format_map(values).replace("\x00", "")


def text_of(locale: str, key: str, params: Mapping[str, Param] | None = None) -> str:
    """Return a text without markup, for labels, toasts and parts of other messages."""
    settled = _settled(locale, key)
    return _fill(entry_of(locale, key), params or {}, html=False) if settled is None else settled


@lru_cache(maxsize=4096)
def _settled(locale: str, key: str) -> str | None:
    """Return a text into which nothing is filled, such as most labels; None for one that needs something."""
    entry = entry_of(locale, key)
    return None if entry.params else _fill(entry, {}, html=False)


def _button(locale: str, choice: Choice) -> RenderedButton:
    text = text_of(locale, choice.label, choice.params)
    match choice.does:
        case Url(url=url):
            return RenderedButton(text, url=url, style=choice.style)
        case Copy(text=copied):
            return RenderedButton(text, copy=copied[:256], style=choice.style)
        case button:
            return RenderedButton(text, data=button.encode(), style=choice.style)


def render(locale: str, say: Say) -> Rendered:
    """Return ``say`` as it will be sent; raise CatalogueError if a text or parameter is missing or too long."""
    entry = entry_of(locale, say.key)
    text = _settled(locale, say.key) or _fill(entry, say.params, html=not entry.plain)
    limit = MAX_CAPTION if say.picture else MAX_TEXT
    if not text.strip() or len(text) > limit:
        raise CatalogueError(f"{say.key} is empty or over {limit} characters")
    rows = tuple(tuple(_button(locale, choice) for choice in row) for row in say.buttons)
    return Rendered(text, not entry.plain, rows)
