"""Every sentence we send, by key and locale, and the one place where it is rendered."""

from __future__ import annotations

from messages.catalogue.entries import Catalogue, CatalogueError, Entry, load_catalogue
from messages.catalogue.render import Rendered, RenderedButton, render, text_of

__all__ = [
    "Catalogue",
    "CatalogueError",
    "Entry",
    "Rendered",
    "RenderedButton",
    "load_catalogue",
    "render",
    "text_of",
]
