"""Loads the library: one YAML file for each kind of nudge, checked as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from pydantic import ValidationError

from messages.content.model import Item, Kind
from messages.reviewed import ReviewedDataError, load


@cache
def library() -> Mapping[str, Item]:
    """Return all items by id; raise :class:`ReviewedDataError` if a file is unsound or an id is doubled."""
    found: dict[str, Item] = {}
    for kind in Kind:
        file = files("messages.content") / f"{kind.value}.yaml"
        for name, raw in load(file).items():
            if name in found:
                raise ReviewedDataError(f"{file.name}: {name} stands in another file already")
            try:
                found[name] = Item.model_validate({**raw, "id": name, "kind": kind})
            except (TypeError, ValidationError) as error:
                raise ReviewedDataError(f"{file.name}: {name}: {error}") from error
    return found


def items_of(kind: Kind) -> tuple[Item, ...]:
    """Return the items of one kind, in the order of their file."""
    return tuple(item for item in library().values() if item.kind is kind)


def item_of(name: str) -> Item | None:
    """Return an item by id, or None when this release does not know it any more."""
    return library().get(name)
