"""The learned network run with numpy alone: word pieces in, levels and flags with their probabilities out."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import numpy as np
from numpy.typing import NDArray

from messages.triage.reading.learned.wordpiece import WordPieces

Numbers = NDArray[np.float32]
HEADS = 12
"""Attention heads of the base model."""
NARROW = 1e-12
"""Epsilon of its layer norms."""
LONGEST = 128
"""Word pieces of one text; what is longer is judged part by part."""
_SCALE = ".scale"
"""Tensors of whole numbers carry one scale a row under this ending."""


@dataclass(frozen=True, slots=True)
class Judged:
    """How likely each level and each flag is, for one text, rounded to three places."""

    levels: Mapping[str, float]
    flags: Mapping[str, float]


class Encoder:
    """The network with its vocabulary; the same text always gets the same numbers."""

    def __init__(
        self, weights: Mapping[str, Numbers], lists: Mapping[str, Sequence[str]], table: NDArray[np.int8]
    ) -> None:
        self.pieces = WordPieces(lists["pieces"])
        self._levels, self._flags = lists["levels"], lists["flags"]
        self._weights = weights
        self._table = table
        self._layers = sum(name.endswith(".up.weight") for name in weights)

    def judge(self, pieces: Sequence[int]) -> Judged:
        """Judge one text, cut into the numbers of its pieces, of which the first 126 count."""
        start, stop = self.pieces.frame
        ids = [start, *pieces[: LONGEST - 2], stop]
        weights = self._weights
        x = self._table[ids].astype(np.float32) * weights["table" + _SCALE][ids, None]
        x = self._normed(x + weights["places"][: len(ids)], "norm")
        for number in range(self._layers):
            x = self._layer(x, f"layers.{number}.")
        pooled = x.mean(axis=0)
        return Judged(
            _shares(self._levels, self._linear(pooled, "level")), _shares(self._flags, self._linear(pooled, "flag"))
        )

    def _layer(self, x: Numbers, name: str) -> Numbers:
        length, width = x.shape
        query, key, value = (
            self._linear(x, name + "qkv").reshape(length, 3, HEADS, width // HEADS).transpose(1, 2, 0, 3)
        )
        looks = query @ key.transpose(0, 2, 1) * np.float32(1 / math.sqrt(width // HEADS))
        looked = _softmax(looks) @ value
        x = self._normed(
            x + self._linear(looked.transpose(1, 0, 2).reshape(length, width), name + "out"), name + "norm1"
        )
        return self._normed(x + self._linear(_gelu(self._linear(x, name + "up")), name + "down"), name + "norm2")

    def _linear(self, x: Numbers, name: str) -> Numbers:
        found: Numbers = x @ self._weights[name + ".weight"] + self._weights[name + ".bias"]
        return found

    def _normed(self, x: Numbers, name: str) -> Numbers:
        apart = x - x.mean(axis=-1, keepdims=True)
        spread = np.sqrt((apart * apart).mean(axis=-1, keepdims=True) + NARROW)
        normed: Numbers = apart / spread * self._weights[name + ".weight"] + self._weights[name + ".bias"]
        return normed


@lru_cache(maxsize=1)
def encoder() -> Encoder:
    """Load the network that lies in the project, once."""
    return load(files("messages.triage.reading.learned").joinpath("weights.npz"))


def load(file: Traversable) -> Encoder:
    """Load a network from ``file``; matrices kept as whole numbers are spread out, the table of pieces is not."""
    with file.open("rb") as opened, np.load(opened, allow_pickle=False) as kept:
        raw = {name: kept[name] for name in kept.files}
    lists = {name: str(raw.pop(name)).split("\n") for name in ("pieces", "levels", "flags")}
    table = raw.pop("table")
    weights: dict[str, Numbers] = {}
    for name, values in raw.items():
        if values.dtype == np.int8:
            wide = values.astype(np.float32) * raw[name + _SCALE][:, None]
            weights[name] = np.ascontiguousarray(wide.T)
        elif not name.endswith(_SCALE) or name == "table" + _SCALE:
            weights[name] = values.astype(np.float32)
    return Encoder(weights, lists, table)


def _shares(names: Sequence[str], scores: Numbers) -> dict[str, float]:
    shares = _softmax(scores)
    return {name: round(float(share), 3) for name, share in zip(names, shares, strict=True)}


def _softmax(x: Numbers) -> Numbers:
    raised: Numbers = np.exp(x - x.max(axis=-1, keepdims=True))
    shares: Numbers = raised / raised.sum(axis=-1, keepdims=True)
    return shares


def _gelu(x: Numbers) -> Numbers:
    """The smooth step of the base model, in the form with tanh in which it was also trained."""
    inner = np.float32(0.7978845608) * (x + np.float32(0.044715) * x * x * x)
    tanh: Numbers = np.tanh(inner)
    return np.float32(0.5) * x * (np.float32(1) + tanh)
