"""Fits the network: all of it learns, from the table of word pieces to the heads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from messages.triage.reading.learned.wordpiece import WordPieces
from training.base import tensors, vocabulary
from training.network import Network, Shape, load_base
from training.texts.examples import Example

LAYERS = 6
LONGEST = 256
"""Pieces of a text looked at while learning."""
ROUNDS = 4
BATCH = 32
RATE, HEAD_RATE, DECAY = 9e-5, 1e-3, 0.01
WARM_UP = 0.1
FLAG_WEIGHT = 0.3
"""How much the second head counts beside the first."""
SEED = 20_260_101


@dataclass(frozen=True, slots=True)
class Prepared:
    """Texts cut into the numbers of their pieces, with what is to be learned of them."""

    pieces: tuple[Tensor, ...]
    levels: Tensor
    flags: Tensor
    """What of each text every flag gets: equal shares, or nothing where there is none."""


@dataclass(frozen=True, slots=True)
class Ground:
    """All that stays fixed: the vocabulary and the base model that learning starts from."""

    pieces: WordPieces
    words: list[str]
    rows: list[int]
    base: dict[str, Tensor]
    shape: Shape


def ground(words: frozenset[str]) -> Ground:
    """Load the base model and choose what English chat needs of its vocabulary."""
    base = {name: torch.from_numpy(value) for name, value in tensors().items()}
    kept, rows = vocabulary(words)
    inner, width = base["encoder.layer.0.intermediate.dense.weight"].shape
    return Ground(WordPieces(kept), kept, rows, base, Shape(len(kept), LONGEST, width, inner, LAYERS))


def prepare(on: Ground, texts: Sequence[Example], flags: Sequence[str]) -> Prepared:
    """Cut every text and number its flags."""
    number = {flag: place for place, flag in enumerate(flags)}
    start, stop = on.pieces.frame
    cut = [torch.tensor([start, *on.pieces.cut(example.text)[: LONGEST - 2], stop]) for example in texts]
    told = torch.zeros(len(texts), len(flags))
    for row, example in enumerate(texts):
        known = [number[flag] for flag in example.flags if flag in number]
        for each in known:
            told[row, each] += 1 / len(known)
    return Prepared(tuple(cut), torch.tensor([example.levels for example in texts], dtype=torch.float32), told)


def batch(data: Prepared, rows: Sequence[int]) -> tuple[Tensor, Tensor]:
    """Return the pieces of ``rows`` padded to one length, and where they are real."""
    cut = [data.pieces[row] for row in rows]
    padded = torch.zeros(len(cut), max(len(each) for each in cut), dtype=torch.int64)
    mask = torch.zeros(padded.shape, dtype=torch.bool)
    for place, each in enumerate(cut):
        padded[place, : len(each)] = each
        mask[place, : len(each)] = True
    return padded, mask


def fit(on: Ground, data: Prepared, rows: Sequence[int], flags: int) -> Network:
    """Return a network that has learned from ``rows`` of ``data``; the same every time."""
    torch.manual_seed(SEED)
    order = np.random.default_rng(SEED)
    network = Network(on.shape, data.levels.shape[1], flags)
    load_base(network, on.base, on.rows)
    heads = [*network.level.parameters(), *network.flag.parameters()]
    body = [each for name, each in network.named_parameters() if not name.startswith(("level.", "flag."))]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": RATE}, {"params": heads, "lr": HEAD_RATE}], weight_decay=DECAY
    )
    steps = ROUNDS * -(-len(rows) // BATCH)
    pace = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / (WARM_UP * steps), (steps - step) / (steps * (1 - WARM_UP)))
    )
    network.train()
    for _ in range(ROUNDS):
        for chosen in _batches(data, rows, order):
            pieces, mask = batch(data, chosen)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                levels, found = network(pieces, mask)
            loss = functional.cross_entropy(levels.float(), data.levels[chosen])
            known = data.flags[chosen].sum(dim=1) > 0
            if bool(known.any()):
                loss = loss + FLAG_WEIGHT * functional.cross_entropy(found.float()[known], data.flags[chosen][known])
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            pace.step()
    return network.eval()


def _batches(data: Prepared, rows: Sequence[int], order: np.random.Generator) -> list[list[int]]:
    """Shuffle, but keep texts of like length together so that little is padded."""
    noisy = sorted(rows, key=lambda row: (len(data.pieces[row]) + order.uniform(0, 12), row))
    cut = [noisy[start : start + BATCH] for start in range(0, len(noisy), BATCH)]
    return [cut[place] for place in order.permutation(len(cut))]


@torch.no_grad()
def scores(network: Network, data: Prepared, rows: Sequence[int]) -> tuple[Tensor, Tensor]:
    """Return the probabilities of levels and of flags for ``rows``."""
    levels, flags = [], []
    for row in rows:
        level, flag = network(*batch(data, [row]))
        levels.append(level.softmax(-1))
        flags.append(flag.softmax(-1))
    return torch.cat(levels), torch.cat(flags)
