"""The one split of our own messages: an open part to look at, and a sealed part that is only ever scored."""

from __future__ import annotations

import hashlib

SEALED_SHARE = 0.30


def is_sealed(key: str) -> bool:
    """Return whether the message (or family of messages) named ``key`` must never be read, only scored."""
    digest = hashlib.sha256(key.encode()).digest()
    return int.from_bytes(digest[:4], "big") / 2**32 < SEALED_SHARE


def on_sealed_side(place: int, key: str) -> bool:
    """Return the same for the row at ``place`` (from 0) of a file; first rows were read before the split existed."""
    return place > 0 and is_sealed(key)
