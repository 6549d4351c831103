"""Plain sentences in many frames: what stands around a danger changes nothing about it, nor about harmless words."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from messages.reviewed import load

LISTED = Path(__file__).with_name("plain.yaml")
EACH = 14
"""Frames every sentence is learned in, of all there are: which ones a hash of the sentence says."""


class Plain(BaseModel):
    """Sentences by the flag they name, harmless ones, and the frames with ``{}`` where a sentence goes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    frames: Annotated[tuple[str, ...], Field(min_length=EACH)]
    dangers: dict[str, tuple[str, ...]]
    harmless: tuple[str, ...]


@lru_cache(maxsize=1)
def plain() -> Plain:
    """Return the list; raise :class:`messages.reviewed.ReviewedDataError` when the file is unsound."""
    return Plain.model_validate(load(LISTED))


def framed(sentence: str) -> list[str]:
    """Return ``sentence`` in its frames, small where it no longer opens the text."""
    frames = sorted(plain().frames, key=lambda frame: hashlib.sha256(f"{sentence}|{frame}".encode()).digest())
    return [_put(sentence, frame) for frame in frames[:EACH]]


def _put(sentence: str, frame: str) -> str:
    """A question mark or a stop may follow; "I" stays large."""
    opens = frame.startswith("{}") or frame.partition("{}")[0].rstrip().endswith((".", "?", "!"))
    return frame.format(sentence[0].upper() + sentence[1:] if opens else sentence)
