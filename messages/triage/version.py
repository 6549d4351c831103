"""A stable name for the exact rules in force, written beside every judgement."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

_ONLY_COUNTS = ("/evaluation/",)
"""Rooms that look at judgements and take no part in them."""


@lru_cache(maxsize=1)
def rules_version() -> str:
    """Return twelve hex digits over all rule data and the code that reads it; equal rules, equal version."""
    digest = hashlib.sha256()
    for name, file in sorted(_rule_files(files("messages.triage"), ""), key=lambda pair: pair[0]):
        digest.update(name.encode())
        digest.update(file.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:12]


def _rule_files(room: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for entry in room.iterdir():
        name = f"{path}/{entry.name}"
        if entry.is_dir():
            yield from _rule_files(entry, name)
        elif entry.name.endswith((".yaml", ".txt", ".py")) and not name.startswith(_ONLY_COUNTS):
            yield name, entry
