"""The one split of our own messages: an open part to look at, and a sealed part that is only ever scored."""

from __future__ import annotations

import hashlib
import re

SEALED_SHARE = 0.30
_EXAM = re.compile(r"(ex|xb|xc|xd|xe|qy|lg)\d{4}|s[45]\d{3}")
"""Ids of the six examination sets and of the examination stories, of which nothing is open."""
_READ = re.compile(r"(yp|bz|sg|ab|lt|hs|hp|sx|nu|or)\d{4}|sh\d{3}")
"""Ids of files that were scored once, unseen, and then read for what went wrong: nothing of them is sealed."""


def is_sealed(key: str) -> bool:
    """Return whether the message (or family of messages) named ``key`` must never be read, only scored."""
    if _EXAM.fullmatch(key):
        return True
    if _READ.fullmatch(key):
        return False
    digest = hashlib.sha256(key.encode()).digest()
    return int.from_bytes(digest[:4], "big") / 2**32 < SEALED_SHARE


def on_sealed_side(place: int, key: str) -> bool:
    """Return the same for the row at ``place`` (from 0) of a file; first rows were read before the split existed."""
    return is_sealed(key) and (place > 0 or _EXAM.fullmatch(key) is not None)
