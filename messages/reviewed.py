"""The one road by which reviewed data (rules, texts, scripts, tables) enters: strict YAML.

Plain YAML reads a bare ``no`` or ``on`` as a truth value, which would turn a phrase
into a boolean, and lets a second key silently replace the first. Here only ``true``
and ``false`` are booleans, keys must be strings, and a doubled key is an error.
"""

from __future__ import annotations

import re
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import yaml

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class ReviewedDataError(ValueError):
    """A data file is not what it should be. Fix the file at the place named in the message."""


class _StrictLoader(_Base):  # type: ignore[misc]
    """YAML without its surprises."""


_StrictLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in _Base.yaml_implicit_resolvers.items()
}
_StrictLoader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag not in ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:int")
    ]
    for first, resolvers in _StrictLoader.yaml_implicit_resolvers.items()
}
_StrictLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
# YAML 1.1 reads 12:30 as a number to base 60 and 0800 as octal; both are times or phone numbers here.
_StrictLoader.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile(r"^[-+]?(?:0|[1-9][0-9]*)$"), list("-+0123456789")
)


def _mapping(loader: Any, node: yaml.MappingNode, deep: bool = False) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        where = f"line {key_node.start_mark.line + 1}"
        if not isinstance(key, str):
            raise ReviewedDataError(f"{where}: the key {key!r} is not text; put it in quotes")
        if key in result:
            raise ReviewedDataError(f"{where}: the key {key!r} stands here a second time")
        result[key] = loader.construct_object(value_node, deep=True)
    return result


_StrictLoader.add_constructor("tag:yaml.org,2002:map", _mapping)


def loads(text: str, name: str = "text") -> Any:
    """Return what the YAML ``text`` says; raise :class:`ReviewedDataError` naming ``name`` if it is unsound."""
    try:
        return yaml.load(text, Loader=_StrictLoader)  # noqa: S506 - a safe loader made stricter
    except ReviewedDataError as error:
        raise ReviewedDataError(f"{name}: {error}") from None
    except yaml.YAMLError as error:
        raise ReviewedDataError(f"{name}: not readable as YAML: {error}") from error


def load(path: Path | Traversable) -> dict[str, Any]:
    """Return the mapping in the file at ``path``; raise :class:`ReviewedDataError` if it is none."""
    data = loads(path.read_text(encoding="utf-8"), str(path))
    if not isinstance(data, dict):
        raise ReviewedDataError(f"{path}: the file must hold a mapping of names to values")
    return data
