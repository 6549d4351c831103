"""The encoder and its two heads in torch, as they are while they learn."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

HEADS = 12
"""Attention heads of the base model."""
NARROW = 1e-12
"""Epsilon of its layer norms."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How large the network is."""

    pieces: int
    places: int
    width: int
    inner: int
    layers: int


class Layer(nn.Module):
    """One block: every piece looks at every other, then thinks for itself."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.qkv = nn.Linear(shape.width, 3 * shape.width)
        self.out = nn.Linear(shape.width, shape.width)
        self.norm1 = nn.LayerNorm(shape.width, eps=NARROW)
        self.up = nn.Linear(shape.width, shape.inner)
        self.down = nn.Linear(shape.inner, shape.width)
        self.norm2 = nn.LayerNorm(shape.width, eps=NARROW)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Return the next state of the pieces ``x``; ``mask`` is true where there is one."""
        texts, length, width = x.shape
        parts = self.qkv(x).view(texts, length, 3, HEADS, width // HEADS).permute(2, 0, 3, 1, 4)
        looked = functional.scaled_dot_product_attention(parts[0], parts[1], parts[2], attn_mask=mask[:, None, None, :])
        x = self.norm1(x + self.drop(self.out(looked.transpose(1, 2).reshape(texts, length, width))))
        after: Tensor = self.norm2(x + self.drop(self.down(functional.gelu(self.up(x), approximate="tanh"))))
        return after


class Network(nn.Module):
    """Pieces and places, the blocks, and the heads: how urgent, and which flag."""

    def __init__(self, shape: Shape, levels: int, flags: int) -> None:
        super().__init__()
        self.table = nn.Embedding(shape.pieces, shape.width)
        self.places = nn.Embedding(shape.places, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=NARROW)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.drop = nn.Dropout(0.1)
        self.level = nn.Linear(shape.width, levels)
        self.flag = nn.Linear(shape.width, flags)
        for head in (self.level, self.flag):
            nn.init.normal_(head.weight, std=0.02)
            nn.init.zeros_(head.bias)

    def blocks(self) -> list[Layer]:
        """Return the blocks in their order."""
        return [layer for layer in self.layers if isinstance(layer, Layer)]

    def forward(self, pieces: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Return the scores of both heads for a batch of texts; ``mask`` is true where a text has a piece."""
        x = self.drop(self.norm(self.table(pieces) + self.places.weight[: pieces.shape[1]]))
        for layer in self.layers:
            x = layer(x, mask)
        pooled = (x * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        pooled = self.drop(pooled)
        return self.level(pooled), self.flag(pooled)


def load_base(network: Network, base: dict[str, Tensor], rows: list[int]) -> None:
    """Fill all but the heads with the base model, of whose vocabulary ``rows`` are kept."""
    start = "embeddings."
    network.table.load_state_dict({"weight": base[f"{start}word_embeddings.weight"][rows]})
    places = base[f"{start}position_embeddings.weight"][: network.places.num_embeddings]
    network.places.load_state_dict({"weight": places + base[f"{start}token_type_embeddings.weight"][0]})
    network.norm.load_state_dict({part: base[f"{start}LayerNorm.{part}"] for part in ("weight", "bias")})
    for number, layer in enumerate(network.layers):
        _load_layer(layer, number, base)


def _load_layer(layer: nn.Module, number: int, base: dict[str, Tensor]) -> None:
    """Fill ``layer`` with block ``number`` of the base model."""
    start = f"encoder.layer.{number}."
    near = start + "attention."
    names = {
        "out": near + "output.dense",
        "norm1": near + "output.LayerNorm",
        "up": start + "intermediate.dense",
        "down": start + "output.dense",
        "norm2": start + "output.LayerNorm",
    }
    state = {
        f"{mine}.{part}": base[f"{theirs}.{part}"] for mine, theirs in names.items() for part in ("weight", "bias")
    }
    for part in ("weight", "bias"):
        state[f"qkv.{part}"] = torch.cat([base[f"{near}self.{one}.{part}"] for one in ("query", "key", "value")])
    layer.load_state_dict(state)
