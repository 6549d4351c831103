"""Fits the network: the lower blocks stay as they were, the upper ones and the heads learn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from messages.triage.reading.learned.wordpiece import WordPieces
from training.base import tensors, vocabulary
from training.examples import Example
from training.network import Layer, Network, Shape, load

LAYERS, FROZEN = 6, 2
LONGEST = 256
"""Pieces of a text looked at while learning."""
ROUNDS = 5
BATCH = 32
RATE, HEAD_RATE, DECAY = 9e-5, 1e-3, 0.01
WARM_UP = 0.1
FLAG_WEIGHT = 0.3
"""How much the second head counts beside the first."""
SEED = 20_260_101


@dataclass(frozen=True, slots=True)
class Prepared:
    """Texts as they come out of the blocks that don't learn."""

    states: tuple[Tensor, ...]
    levels: Tensor
    flags: Tensor
    """What of each text every flag gets: equal shares, or nothing where there is none."""


@dataclass(frozen=True, slots=True)
class Ground:
    """All that stays fixed: vocabulary, table of pieces, places, frozen blocks."""

    pieces: WordPieces
    words: list[str]
    table: Tensor
    places: Tensor
    norm: torch.nn.LayerNorm
    frozen: tuple[Layer, ...]
    base: dict[str, Tensor]
    shape: Shape


def ground(words: frozenset[str]) -> Ground:
    """Load the base model and keep of its vocabulary what English chat needs."""
    base = {name: torch.from_numpy(value) for name, value in tensors().items()}
    kept, rows = vocabulary(words)
    table = base["embeddings.word_embeddings.weight"][rows]
    places = (
        base["embeddings.position_embeddings.weight"][:LONGEST] + base["embeddings.token_type_embeddings.weight"][0]
    )
    width = table.shape[1]
    norm = torch.nn.LayerNorm(width, eps=1e-12)
    norm.load_state_dict({part: base[f"embeddings.LayerNorm.{part}"] for part in ("weight", "bias")})
    shape = Shape(width, base["encoder.layer.0.intermediate.dense.weight"].shape[0], LAYERS - FROZEN)
    frozen = tuple(Layer(shape).eval() for _ in range(FROZEN))
    for number, layer in enumerate(frozen):
        load(layer, number, base)
    return Ground(WordPieces(kept), kept, table, places, norm, frozen, base, shape)


@torch.no_grad()
def prepare(on: Ground, texts: Sequence[Example], flags: Sequence[str]) -> Prepared:
    """Run every text through the frozen blocks, once."""
    number = {flag: place for place, flag in enumerate(flags)}
    start, stop = on.pieces.frame
    cut = [[start, *on.pieces.cut(example.text)[: LONGEST - 2], stop] for example in texts]
    states: dict[int, Tensor] = {}
    order = sorted(range(len(cut)), key=lambda row: (len(cut[row]), row))
    for place in range(0, len(order), BATCH):
        rows = order[place : place + BATCH]
        longest = len(cut[rows[-1]])
        mask = torch.tensor([[spot < len(cut[row]) for spot in range(longest)] for row in rows])
        padded = torch.tensor([cut[row] + [stop] * (longest - len(cut[row])) for row in rows])
        x = on.norm(on.table[padded] + on.places[:longest])
        for layer in on.frozen:
            x = layer(x, mask)
        for state, row in zip(x, rows, strict=True):
            states[row] = state[: len(cut[row])].clone()
    told = torch.zeros(len(texts), len(flags))
    for row, example in enumerate(texts):
        known = [number[flag] for flag in example.flags if flag in number]
        for each in known:
            told[row, each] += 1 / len(known)
    return Prepared(
        tuple(states[row] for row in range(len(cut))),
        torch.tensor([example.levels for example in texts], dtype=torch.float32),
        told,
    )


def batch(data: Prepared, rows: Sequence[int]) -> tuple[Tensor, Tensor]:
    """Return the states of ``rows`` padded to one length, and where they are real."""
    states = [data.states[row] for row in rows]
    longest = max(len(state) for state in states)
    x = torch.zeros(len(states), longest, states[0].shape[1])
    mask = torch.zeros(len(states), longest, dtype=torch.bool)
    for place, state in enumerate(states):
        x[place, : len(state)] = state
        mask[place, : len(state)] = True
    return x, mask


def fit(on: Ground, data: Prepared, rows: Sequence[int], flags: int) -> Network:
    """Return a network that has learned from ``rows`` of ``data``; the same every time."""
    torch.manual_seed(SEED)
    order = np.random.default_rng(SEED)
    network = Network(on.shape, data.levels.shape[1], flags)
    for number, layer in enumerate(network.layers):
        load(layer, FROZEN + number, on.base)
    heads = [*network.level.parameters(), *network.flag.parameters()]
    optimiser = torch.optim.AdamW(
        [{"params": list(network.layers.parameters()), "lr": RATE}, {"params": heads, "lr": HEAD_RATE}],
        weight_decay=DECAY,
    )
    steps = ROUNDS * -(-len(rows) // BATCH)
    pace = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / (WARM_UP * steps), (steps - step) / (steps * (1 - WARM_UP)))
    )
    network.train()
    for _ in range(ROUNDS):
        for chosen in _batches(data, rows, order):
            x, mask = batch(data, chosen)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                levels, found = network(x, mask)
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
    noisy = sorted(rows, key=lambda row: (len(data.states[row]) + order.uniform(0, 12), row))
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
