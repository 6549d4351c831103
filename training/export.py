"""Writes the fitted network as an ONNX graph of whole numbers: small, and readable without torch."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor

from training.fit import Ground
from training.network import HEADS, NARROW, Layer, Network
from training.texts.examples import LEVELS

OPSET, FORMAT = 20, 9
"""Versions of the operators and of the file that the run-time library has long known."""
STEPS = 63
"""Largest whole number of a weight: seven bits, so that sums never overflow on processors without wide dot products."""


def write(to: Path, on: Ground, network: Network, flags: Sequence[str]) -> None:
    """Write everything the product needs to ``to``; the same network gives the same bytes."""
    graph = _Graph()
    x = graph.embedded(network)
    for number, layer in enumerate(network.blocks()):
        x = graph.block(x, layer, f"layers.{number}.")
    graph.constant("first", np.array([0], np.int64))
    pooled = graph.node("ReduceMean", [x, "first"], "pooled", keepdims=1)
    for head, name in ((network.level, "levels"), (network.flag, "flags")):
        graph.node("Softmax", [graph.linear(pooled, head.weight, head.bias, f"{name}.head")], name, axis=-1)
    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            "reader",
            [helper.make_tensor_value_info("pieces", TensorProto.INT64, ["length"])],
            [
                helper.make_tensor_value_info("levels", TensorProto.FLOAT, [1, len(LEVELS)]),
                helper.make_tensor_value_info("flags", TensorProto.FLOAT, [1, len(flags)]),
            ],
            graph.constants,
        ),
        opset_imports=[helper.make_opsetid("", OPSET)],
        ir_version=FORMAT,
    )
    helper.set_model_props(
        model, {"pieces": "\n".join(on.words), "levels": "\n".join(LEVELS), "flags": "\n".join(flags)}
    )
    onnx.checker.check_model(model)
    to.write_bytes(model.SerializeToString(deterministic=True))


class _Graph:
    """The graph while it grows; every method adds nodes and returns the name of what comes out."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, values: NDArray[np.generic]) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(self, kind: str, ins: Sequence[str], out: str, **options: Any) -> str:
        self.nodes.append(helper.make_node(kind, list(ins), [out], **options))
        return out

    def embedded(self, network: Network) -> str:
        """Look up pieces and places. The table keeps whole numbers and one scale a piece, to stay small."""
        table, scale = _whole(network.table.weight, 127)
        self.constant("table", table)
        self.constant("table.scale", scale[:, None])
        self.constant("places", _plain(network.places.weight))
        self.constant("begin", np.array([0], np.int64))
        self.node("Gather", ["table", "pieces"], "seen.whole")
        self.node("Cast", ["seen.whole"], "seen.wide", to=TensorProto.FLOAT)
        self.node("Gather", ["table.scale", "pieces"], "seen.scale")
        self.node("Mul", ["seen.wide", "seen.scale"], "seen")
        self.node("Shape", ["pieces"], "length")
        self.node("Slice", ["places", "begin", "length"], "placed")
        self.node("Add", ["seen", "placed"], "start")
        return self.normed("start", network.norm.weight, network.norm.bias, "norm")

    def normed(self, x: str, weight: Tensor, bias: Tensor, name: str) -> str:
        self.constant(f"{name}.weight", _plain(weight))
        self.constant(f"{name}.bias", _plain(bias))
        ins = [x, f"{name}.weight", f"{name}.bias"]
        return self.node("LayerNormalization", ins, f"{name}.out", axis=-1, epsilon=NARROW)

    def linear(self, x: str, weight: Tensor, bias: Tensor, name: str) -> str:
        """Multiply in whole numbers: the weights have one scale a row, what comes in gets one of its own."""
        whole, scale = _whole(weight, STEPS)
        self.constant(f"{name}.weight", whole.T)
        self.constant(f"{name}.scale", scale)
        self.constant(f"{name}.bias", _plain(bias))
        coarse = [f"{name}.in", f"{name}.in.scale", f"{name}.in.zero"]
        self.nodes.append(helper.make_node("DynamicQuantizeLinear", [x], coarse))
        self.node("MatMulInteger", [coarse[0], f"{name}.weight", coarse[2]], f"{name}.sum")
        self.node("Cast", [f"{name}.sum"], f"{name}.wide", to=TensorProto.FLOAT)
        self.node("Mul", [coarse[1], f"{name}.scale"], f"{name}.both")
        self.node("Mul", [f"{name}.wide", f"{name}.both"], f"{name}.product")
        return self.node("Add", [f"{name}.product", f"{name}.bias"], f"{name}.out")

    def block(self, x: str, layer: Layer, name: str) -> str:
        width = layer.out.weight.shape[0]
        each = width // HEADS
        self.constant(f"{name}heads", np.array([-1, 3, HEADS, each], np.int64))
        self.constant(f"{name}joined", np.array([-1, width], np.int64))
        self.constant(f"{name}thirds", np.array([1, 1, 1], np.int64))
        self.constant(f"{name}zero", np.array([0], np.int64))
        self.constant(f"{name}calm", np.array(each**-0.5, np.float32))
        qkv = self.linear(x, layer.qkv.weight, layer.qkv.bias, f"{name}qkv")
        self.node("Reshape", [qkv, f"{name}heads"], f"{name}apart")
        self.node("Transpose", [f"{name}apart"], f"{name}turned", perm=[1, 2, 0, 3])
        parts = [f"{name}{part}" for part in ("query", "key", "value")]
        self.nodes.append(helper.make_node("Split", [f"{name}turned", f"{name}thirds"], parts, axis=0))
        query, key, value = (self.node("Squeeze", [part, f"{name}zero"], f"{part}.flat") for part in parts)
        self.node("Transpose", [key], f"{name}key.turned", perm=[0, 2, 1])
        self.node("MatMul", [query, f"{name}key.turned"], f"{name}looks.wild")
        self.node("Mul", [f"{name}looks.wild", f"{name}calm"], f"{name}looks")
        self.node("Softmax", [f"{name}looks"], f"{name}shares", axis=-1)
        self.node("MatMul", [f"{name}shares", value], f"{name}looked")
        self.node("Transpose", [f"{name}looked"], f"{name}back", perm=[1, 0, 2])
        self.node("Reshape", [f"{name}back", f"{name}joined"], f"{name}seen")
        out = self.linear(f"{name}seen", layer.out.weight, layer.out.bias, f"{name}out")
        self.node("Add", [x, out], f"{name}sum1")
        x = self.normed(f"{name}sum1", layer.norm1.weight, layer.norm1.bias, f"{name}norm1")
        up = self.linear(x, layer.up.weight, layer.up.bias, f"{name}up")
        self.node("Gelu", [up], f"{name}thought", approximate="tanh")
        down = self.linear(f"{name}thought", layer.down.weight, layer.down.bias, f"{name}down")
        self.node("Add", [x, down], f"{name}sum2")
        return self.normed(f"{name}sum2", layer.norm2.weight, layer.norm2.bias, f"{name}norm2")


def _whole(values: Tensor, steps: int) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    plain = _plain(values)
    scale = np.maximum(np.abs(plain).max(axis=1), 1e-8) / steps
    whole: NDArray[np.int8] = np.rint(plain / scale[:, None]).astype(np.int8)
    return whole, scale.astype(np.float32)


def _plain(values: Tensor) -> NDArray[np.float32]:
    return values.detach().float().contiguous().numpy()
