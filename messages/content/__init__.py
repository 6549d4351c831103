"""The nudge library: what we suggest, in which words, to whom not, and how sure anyone is of it."""

from __future__ import annotations

from messages.content.items import item_of, items_of, library
from messages.content.model import Condition, Grade, Item, Kind, Mood, Part, StopRule

__all__ = [
    "Condition",
    "Grade",
    "Item",
    "Kind",
    "Mood",
    "Part",
    "StopRule",
    "item_of",
    "items_of",
    "library",
]
