"""Writes the fitted network as whole numbers with one scale a row: small, and readable without torch."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from training.examples import LEVELS
from training.fit import Ground
from training.network import Network


def write(to: Path, on: Ground, network: Network, flags: Sequence[str]) -> None:
    """Write everything the product needs to ``to``; the same network gives the same bytes."""
    kept: dict[str, NDArray[np.generic]] = {
        "pieces": np.array("\n".join(on.words)),
        "levels": np.array("\n".join(LEVELS)),
        "flags": np.array("\n".join(flags)),
        "places": _plain(on.places),
    }
    _whole(kept, "table", on.table)
    for part, values in on.norm.state_dict().items():
        kept[f"norm.{part}"] = _plain(values)
    for number, layer in enumerate([*on.frozen, *network.layers]):
        for name, values in layer.state_dict().items():
            _keep(kept, f"layers.{number}.{name}", values)
    for head in ("level", "flag"):
        for name, values in getattr(network, head).state_dict().items():
            _keep(kept, f"{head}.{name}", values)
    with to.open("wb") as opened:
        np.savez(opened, **{name: kept[name] for name in sorted(kept)})  # type: ignore[arg-type]


def _keep(kept: dict[str, NDArray[np.generic]], name: str, values: Tensor) -> None:
    if values.ndim == 2:
        _whole(kept, name, values)
    else:
        kept[name] = _plain(values)


def _whole(kept: dict[str, NDArray[np.generic]], name: str, values: Tensor) -> None:
    scale = values.abs().amax(dim=1).clamp(min=1e-8) / 127
    kept[name] = torch.round(values / scale[:, None]).to(torch.int8).numpy()
    kept[f"{name}.scale"] = _plain(scale)


def _plain(values: Tensor) -> NDArray[np.generic]:
    return values.detach().to(torch.float32).contiguous().numpy()
