"""The graphs of the sentence encoders, for ONNX Runtime: BERT's layers (Devlin et al. 2018) in eight bits.

Eight bits are shares of the largest number among 32 neighbours. Vectors have a cosine of .9996 to those of the whole numbers, in two
thirds of the time and a quarter of the memory.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime
from onnx import ModelProto, TensorProto, helper, numpy_helper

Array = npt.NDArray[Any]

HEADS = 12
BLOCK = 32
"""Numbers that share one scale."""


class Graph:
    """An ONNX graph in the making."""

    def __init__(self) -> None:
        self._nodes: list[Any] = []
        self._weights: list[TensorProto] = []

    def weight(self, value: npt.NDArray[Any]) -> str:
        """Add weights; their name."""
        name = f"w{len(self._weights)}"
        self._weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def op(self, kind: str, *inputs: str | npt.NDArray[Any], domain: str = "", **attributes: Any) -> str:
        """Add an operation over names and weights; the name of its result."""
        names = [each if isinstance(each, str) else self.weight(each) for each in inputs]
        result = f"x{len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, names, [result], domain=domain, **attributes))
        return result

    def fused(self, kind: str, *inputs: str | npt.NDArray[Any], **attributes: Any) -> str:
        """Add one of ONNX Runtime's own fused operations; the name of its result."""
        return self.op(kind, *inputs, domain="com.microsoft", **attributes)

    def dense(self, x: str, weights: Mapping[str, Array], name: str) -> str:
        """`x` times a weight (out, in) in eight bits, plus its bias; the name of the result."""
        shares, scale = (
            (weights[f"{name}.weight.shares"], weights[f"{name}.weight.scale"])
            if f"{name}.weight.shares" in weights
            else in_eight_bits(weights[f"{name}.weight"])
        )
        scales, size = scale.astype(np.float32).ravel(), {"N": len(shares), "K": shares.shape[1] * BLOCK}
        x = self.fused("MatMulNBits", x, shares, scales, **size, bits=8, block_size=BLOCK, accuracy_level=4)
        return self.op("Add", x, weights[f"{name}.bias"].astype(np.float32))

    def norm(self, x: str, other: str, weights: Mapping[str, Array], name: str, epsilon: float) -> str:
        """The layer norm of `x` and `other` together; the name of the result."""
        parts = [weights[f"{name}.{part}"].astype(np.float32) for part in ("weight", "bias")]
        return self.fused("SkipLayerNormalization", x, other, *parts, epsilon=epsilon)

    def layer(self, x: str, weights: Mapping[str, Array], i: int, epsilon: float) -> str:
        """One layer on top of `x`, under the names of BERT's; the name of its result.

        The graph has an input `apart`, added to the attention scores.
        """
        at = f"encoder.layer.{i}"
        q, k, v = (self.dense(x, weights, f"{at}.attention.self.{part}") for part in ("query", "key", "value"))
        mixed = self.fused("MultiHeadAttention", q, k, v, "", "", "apart", num_heads=HEADS)
        mixed = self.dense(mixed, weights, f"{at}.attention.output.dense")
        x = self.norm(mixed, x, weights, f"{at}.attention.output.LayerNorm", epsilon)
        wide = self.fused("Gelu", self.dense(x, weights, f"{at}.intermediate.dense"))
        wide = self.dense(wide, weights, f"{at}.output.dense")
        return self.norm(wide, x, weights, f"{at}.output.LayerNorm", epsilon)

    def model(self, result: str, inputs: dict[str, list[int | str]]) -> ModelProto:
        """The whole, from `inputs` with their shapes to `result`."""
        given = [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in inputs.items()]
        made = helper.make_tensor_value_info(result, TensorProto.FLOAT, None)
        versions = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
        graph = helper.make_graph(self._nodes, "sentences", given, [made], self._weights)
        return helper.make_model(graph, opset_imports=versions, ir_version=8)


def in_eight_bits(weight: Array) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.float16]]:
    """A weight (out, in) as shares: uint8 (out, in / 32, 32) around 128, and a scale for each 32 of them."""
    blocks = np.asarray(weight, np.float32).reshape(len(weight), -1, BLOCK)
    scale = (np.abs(blocks).max(-1) / 127).astype(np.float16)
    shares = np.rint(blocks / np.maximum(scale.astype(np.float32), 1e-8)[..., None])
    return (np.clip(shares, -127, 127) + 128).astype(np.uint8), scale


def whole(shares: npt.NDArray[np.uint8], scale: npt.NDArray[np.float16]) -> npt.NDArray[np.float32]:
    """The weight (out, in) that `in_eight_bits` made smaller."""
    blocks = (shares.astype(np.float32) - 128) * scale.astype(np.float32)[..., None]
    return blocks.reshape(len(shares), -1)


def session(model: ModelProto | Path) -> onnxruntime.InferenceSession:
    """What runs a graph, or the one in a file, on two cores at most."""
    options = onnxruntime.SessionOptions()
    # Two cores nearly halve the time of a message; more gain little at this size. A thread that waits must not burn its core,
    # which the other processes need.
    options.intra_op_num_threads = min(2, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2)
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # Without the arena, what is packed anew for the processor's cache is not kept in its first form as well.
    options.enable_cpu_mem_arena = False
    given = str(model) if isinstance(model, Path) else model.SerializeToString()
    return onnxruntime.InferenceSession(given, options, providers=["CPUExecutionProvider"])
