"""The learned network, run without torch: word pieces in, levels and flags with their probabilities out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
import onnxruntime

from messages.triage.reading.learned.wordpiece import WordPieces

WEIGHTS = "network.onnx"
LONGEST = 256
"""Word pieces of one text that count, the opening and closing ones among them."""
ROOM = LONGEST - 2
"""Pieces of the text itself among them."""
_ERRORS_ONLY = 3


@dataclass(frozen=True, slots=True)
class Judged:
    """How likely each level and each flag is, for one text, rounded to three places."""

    levels: Mapping[str, float]
    flags: Mapping[str, float]


class Encoder:
    """The network with its vocabulary; the same text always gets the same numbers on the same machine."""

    def __init__(self, network: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # a turn has one core; two only wait
        options.log_severity_level = _ERRORS_ONLY
        options.enable_cpu_mem_arena = False  # a reading every now and then needs no memory put by
        self._session = onnxruntime.InferenceSession(str(network), options, providers=["CPUExecutionProvider"])
        told = self._session.get_modelmeta().custom_metadata_map
        self.pieces = WordPieces(told["pieces"].split("\n"))
        self._levels, self._flags = told["levels"].split("\n"), told["flags"].split("\n")

    def judge(self, pieces: Sequence[int]) -> Judged:
        """Judge one text, cut into the numbers of its pieces, of which the first 254 count."""
        start, stop = self.pieces.frame
        ids = np.array([start, *pieces[:ROOM], stop], dtype=np.int64)
        levels, flags = self._session.run(["levels", "flags"], {"pieces": ids})
        return Judged(_named(self._levels, levels[0].tolist()), _named(self._flags, flags[0].tolist()))


@lru_cache(maxsize=1)
def encoder() -> Encoder:
    """Load the network that lies in the project, once."""
    with as_file(files("messages.triage.reading.learned").joinpath(WEIGHTS)) as network:
        return Encoder(network)


def _named(names: Sequence[str], shares: Sequence[float]) -> dict[str, float]:
    return {name: round(share, 3) for name, share in zip(names, shares, strict=True)}
