"""Teach the encoder's top layers our topics, and write them where engine.encoder looks for them.

    engine/.venv/bin/python -m engine.tune [--encoder minilm|mpnet] [--regression] [--seed N] [--out FILE]

The lower layers stay as published; the upper three (of the larger encoder, four) are taught by cross-entropy over the topics and,
with half the weight, over their questions (three epochs, learning rate 5e-5, label smoothing 0.05, classes weighed by the square
root of their size). For the larger one the regression over the questions is fitted as well. It needs TensorFlow, which Rasa brings
along and nothing else here uses, and a quarter of an hour on two cores (the larger one three); the result is kept in the
repository, because it must not be made anew for each change of an example. After new questions, --regression fits that alone, in
five minutes. What it is worth: docs/performance.md.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
import tensorflow as tf
from safetensors.numpy import load_file, save_file
from tokenizers import Tokenizer

from engine import encoder, mpnet
from engine.examples import Example, examples
from engine.graph import HEADS
from engine.intent_model import Settings, regression
from shortfall.content.talks import learned

Array = npt.NDArray[Any]

EPOCHS = 3
BATCH = 32
RATE, HEAD_RATE = 5e-5, 1e-3
SMOOTHING = 0.05
DROPOUT = 0.1
DECAY = 0.01
QUESTION_WEIGHT = 0.5
MOST_TOKENS = 96


@dataclass(frozen=True)
class Base:
    """What is taught on: the published weights by BERT's names, and how a text becomes numbers."""

    weights: dict[str, Array]
    tokenizer: Tokenizer
    positions: Array
    """What is added to the vector of the first, second, … word: (tokens, dimensions)."""
    shared: int
    """The layers from below that stay as they are."""
    layers: int
    epsilon: float

    @classmethod
    def minilm(cls) -> Base:
        folder = encoder.model_folder()
        weights = load_file(folder / "model.safetensors")
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.enable_truncation(MOST_TOKENS)
        tokenizer.no_padding()
        types = weights["embeddings.token_type_embeddings.weight"][0]
        positions = weights["embeddings.position_embeddings.weight"] + types
        return cls(weights, tokenizer, positions, encoder.SHARED_LAYERS, encoder.LAYERS, encoder.EPSILON)

    @classmethod
    def mpnet(cls) -> Base:
        weights, file = mpnet.published()
        positions = weights["embeddings.position_embeddings.weight"][2:]
        return cls(weights, mpnet.tokenizer(file), positions, mpnet.SHARED_LAYERS, mpnet.LAYERS, mpnet.EPSILON)


class Layers:
    """The encoder's layers from `first` on, in TensorFlow."""

    def __init__(self, base: Base, first: int, last: int) -> None:
        self.first, self.last, self.epsilon = first, last, base.epsilon
        weights = base.weights
        self.apart = tf.constant(weights[mpnet.POSITIONS]) if mpnet.POSITIONS in weights else None
        self.distances = tf.constant(mpnet.distances(MOST_TOKENS))
        self.variables = {
            name: tf.Variable(value, name=name)
            for name, value in weights.items()
            if any(name.startswith(f"encoder.layer.{i}.") for i in range(first, last))
        }

    def __call__(self, x: tf.Tensor, mask: tf.Tensor, dropout: float = 0.0) -> tf.Tensor:
        """Hidden states (n, tokens, dimensions) after the last layer; `mask` (n, tokens) is 1 for tokens and 0 for padding."""
        size, length = x.shape[-1] // HEADS, tf.shape(x)[1]
        hidden = (mask[:, None, None, :] - 1) * 1e4
        if self.apart is not None:
            hidden += tf.transpose(tf.gather(self.apart, self.distances[:length, :length]), (2, 0, 1))[None]
        for i in range(self.first, self.last):
            at = f"encoder.layer.{i}"
            q, k, v = (self._heads(self._dense(x, f"{at}.attention.self.{part}")) for part in ("query", "key", "value"))
            scores = tf.matmul(q, k, transpose_b=True) / size**0.5
            attention = tf.nn.softmax(scores + hidden)
            mixed = tf.transpose(tf.matmul(_drop(attention, dropout), v), (0, 2, 1, 3))
            mixed = tf.reshape(mixed, tf.shape(x))
            mixed = _drop(self._dense(mixed, f"{at}.attention.output.dense"), dropout)
            x = self._norm(x + mixed, f"{at}.attention.output.LayerNorm")
            wide = tf.nn.gelu(self._dense(x, f"{at}.intermediate.dense"))
            wide = _drop(self._dense(wide, f"{at}.output.dense"), dropout)
            x = self._norm(x + wide, f"{at}.output.LayerNorm")
        return x

    def _dense(self, x: tf.Tensor, at: str) -> tf.Tensor:
        shape = tf.shape(x)
        weight, bias = self.variables[f"{at}.weight"], self.variables[f"{at}.bias"]
        flat = tf.matmul(tf.reshape(x, (-1, shape[-1])), weight, transpose_b=True) + bias
        return tf.reshape(flat, (shape[0], shape[1], weight.shape[0]))

    def _heads(self, x: tf.Tensor) -> tf.Tensor:
        shape = tf.shape(x)
        return tf.transpose(tf.reshape(x, (shape[0], shape[1], HEADS, x.shape[-1] // HEADS)), (0, 2, 1, 3))

    def _norm(self, x: tf.Tensor, at: str) -> tf.Tensor:
        return norm(x, self.variables[f"{at}.weight"], self.variables[f"{at}.bias"], self.epsilon)


def norm(x: tf.Tensor, weight: Any, bias: Any, epsilon: float) -> tf.Tensor:
    """A layer norm over the last axis."""
    mean, variance = tf.nn.moments(x, -1, keepdims=True)
    return (x - mean) * tf.math.rsqrt(variance + epsilon) * weight + bias


def _drop(x: tf.Tensor, rate: float) -> tf.Tensor:
    return tf.nn.dropout(x, rate) if rate else x


def hidden(texts: Sequence[str], base: Base) -> list[Array]:
    """What the frozen layers make of each text: (tokens, dimensions), halves to save memory."""
    rows = [encoding.ids for encoding in base.tokenizer.encode_batch(list(texts))]
    lower = Layers(base, 0, base.shared)
    weight, bias = (base.weights[f"embeddings.LayerNorm.{part}"] for part in ("weight", "bias"))
    words = base.weights["embeddings.word_embeddings.weight"]

    @tf.function(reduce_retracing=True, autograph=False)
    def run(embedded: tf.Tensor, mask: tf.Tensor) -> tf.Tensor:
        return lower(norm(embedded, weight, bias, base.epsilon), mask)

    found: list[Array] = [np.empty(0)] * len(rows)
    for batch in batches([len(row) for row in rows], None, 64):
        embedded, mask = padded([words[rows[i]] + base.positions[: len(rows[i])] for i in batch])
        states = run(tf.constant(embedded), tf.constant(mask)).numpy()
        for at, i in enumerate(batch):
            found[i] = states[at, : len(rows[i])].astype(np.float16)
    return found


def padded(states: Sequence[Array]) -> tuple[Array, Array]:
    """Texts of their own lengths as one array (n, tokens, dimensions), and which of its tokens are theirs (n, tokens).

    The number of tokens is rounded up to a multiple of eight, so that few shapes are compiled.
    """
    longest = -(-max(map(len, states)) // 8) * 8
    x = np.zeros((len(states), longest, states[0].shape[1]), np.float32)
    mask = np.zeros((len(states), longest), np.float32)
    for at, state in enumerate(states):
        x[at, : len(state)] = state
        mask[at, : len(state)] = 1
    return x, mask


def pool(top: tf.Tensor, mask: tf.Tensor) -> tf.Tensor:
    """The mean of a text's own tokens: (n, dimensions)."""
    return tf.reduce_sum(top * mask[:, :, None], 1) / tf.reduce_sum(mask, 1, keepdims=True)


def batches(lengths: Sequence[int], random: np.random.Generator | None, size: int) -> Iterator[Array]:
    """Rows of like length together, so that little is padded; in random order where there is a generator."""
    order = np.arange(len(lengths)) if random is None else random.permutation(len(lengths))
    stretch = len(order) if random is None else size * 40
    for start in range(0, len(order), stretch):
        part = order[start : start + stretch]
        part = part[np.argsort([lengths[i] for i in part], kind="stable")]
        groups = [part[i : i + size] for i in range(0, len(part), size)]
        for at in range(len(groups)) if random is None else random.permutation(len(groups)):
            yield groups[at]


def tune(rows: Sequence[Example], base: Base, seed: int, say: Any = print) -> tuple[dict[str, Array], Array]:
    """The taught layers' weights by BERT's names, and the unit vectors of the rows by them: (n, dimensions)."""
    random = np.random.default_rng(seed)
    tf.random.set_seed(seed)
    begun = time.monotonic()
    states = hidden([row.text for row in rows], base)
    say(f"{len(rows)} examples read by the lower layers in {time.monotonic() - begun:.0f} s")
    topics, fine = sorted({row.intent for row in rows}), sorted({row.question or row.intent for row in rows})
    topic = np.array([topics.index(row.intent) for row in rows])
    question = np.array([fine.index(row.question or row.intent) for row in rows])
    weigh = 1 / np.sqrt(np.bincount(topic))
    weigh /= weigh[topic].mean()
    upper = Layers(base, base.shared, base.layers)
    heads = [tf.Variable(tf.random.normal((base.positions.shape[1], n), stddev=0.02)) for n in (len(topics), len(fine))]
    biases = [tf.Variable(tf.zeros(n)) for n in (len(topics), len(fine))]
    layers, own = list(upper.variables.values()), [*heads, *biases]
    steps = EPOCHS * -(-len(rows) // BATCH)
    means = [tf.Variable(tf.zeros_like(v)) for v in [*layers, *own]]
    squares = [tf.Variable(tf.zeros_like(v)) for v in [*layers, *own]]

    @tf.function(reduce_retracing=True, autograph=False)
    def step(x: tf.Tensor, mask: tf.Tensor, t: tf.Tensor, q: tf.Tensor, w: tf.Tensor, at: tf.Tensor) -> tf.Tensor:
        with tf.GradientTape() as tape:
            pooled = _drop(pool(upper(x, mask, DROPOUT), mask), DROPOUT)
            by_topic = _entropy(tf.matmul(pooled, heads[0]) + biases[0], t, len(topics))
            by_question = _entropy(tf.matmul(pooled, heads[1]) + biases[1], q, len(fine))
            loss = tf.reduce_mean(w * by_topic + QUESTION_WEIGHT * by_question)
        everything = [*layers, *own]
        gradients, _ = tf.clip_by_global_norm(tape.gradient(loss, everything), 1.0)
        done = (at + 1) / steps
        pace = tf.minimum(done / 0.06, (1 - done) / 0.94)
        for n, (variable, gradient, mean, square) in enumerate(zip(everything, gradients, means, squares, strict=True)):
            rate = pace * (RATE if n < len(layers) else HEAD_RATE)
            mean.assign(0.9 * mean + 0.1 * gradient)
            square.assign(0.999 * square + 0.001 * gradient**2)
            change = mean / (1 - 0.9 ** (at + 1)) / (tf.sqrt(square / (1 - 0.999 ** (at + 1))) + 1e-8)
            if variable.shape.rank == 2:
                change += DECAY * variable
            variable.assign_sub(rate * change)
        return loss

    lengths = [len(state) for state in states]
    done, recent = 0, 0.0
    for epoch in range(EPOCHS):
        for batch in batches(lengths, random, BATCH):
            x, mask = padded([states[i] for i in batch])
            w = weigh[topic[batch]].astype(np.float32)
            given = (x, mask, topic[batch], question[batch], w, np.float32(done))
            recent += 0.02 * (float(step(*(tf.constant(each) for each in given))) - recent)
            done += 1
            if done % 50 == 0:
                left = (time.monotonic() - begun) / done * (steps - done)
                say(f"epoch {epoch + 1}, step {done} of {steps}, loss {recent:.3f}, {left:.0f} s left")
    read = tf.function(lambda x, mask: pool(upper(x, mask), mask), reduce_retracing=True, autograph=False)
    vectors = np.empty((len(rows), base.positions.shape[1]), np.float32)
    for batch in batches(lengths, None, 64):
        vectors[batch] = read(*map(tf.constant, padded([states[i] for i in batch]))).numpy()
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return {name: variable.numpy() for name, variable in upper.variables.items()}, vectors


def questions_of(rows: Sequence[Example], vectors: Array) -> tuple[Array, Array, list[str]]:
    """A regression over the questions: weights (dimensions, labels), bias, and the labels."""
    labels = sorted({row.question or row.intent for row in rows}, key=lambda label: label.split("/"))
    place = {label: at for at, label in enumerate(labels)}
    owners = np.array([place[row.question or row.intent] for row in rows])
    scale = np.float32(Settings.dense_scale)
    none = sp.csr_matrix((len(rows), 0), dtype=np.float32)
    weights, bias = regression(none, vectors * scale, owners, Settings.c, np.ones(len(rows)))
    return weights * scale, bias, labels


def _entropy(logits: tf.Tensor, labels: tf.Tensor, n: int) -> tf.Tensor:
    targets = tf.one_hot(labels, n) * (1 - SMOOTHING) + SMOOTHING / n
    return tf.nn.softmax_cross_entropy_with_logits(targets, logits)


def in_talks() -> Iterator[Example]:
    """The messages of the talks once more, each after the one before it, as engine.classifier reads them too."""
    for said in learned("en"):
        if said.before:
            joint = " " if said.before[-1] in ".?!" else ". "
            yield Example.of(f"{said.before}{joint}{said.text}", said.label)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--encoder", choices=("minilm", "mpnet"), default="minilm")
    parser.add_argument("--regression", action="store_true", help="leave the layers of the larger one as they are")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, help="where the repository has it, by default")
    chosen = parser.parse_args()
    rows, more = examples(), list(in_talks())
    if chosen.regression:
        ours, _ = mpnet.taught()
        with tempfile.TemporaryDirectory() as folder:
            mpnet.write(Path(folder))
            vectors = mpnet.SecondReader(Path(folder)).encode_many([row.text for row in rows])
        mpnet.write_taught(ours, *questions_of(rows, vectors), chosen.out or mpnet.TAUGHT)
        return
    if chosen.encoder == "mpnet":
        # Halves in the products alone: nearly twice as fast where the processor has them.
        tf.config.optimizer.set_experimental_options({"auto_mixed_precision_onednn_bfloat16": True})
        layers, vectors = tune([*rows, *more], Base.mpnet(), chosen.seed)
        mpnet.write_taught(layers, *questions_of(rows, vectors[: len(rows)]), chosen.out or mpnet.TAUGHT)
        return
    layers, _ = tune([*rows, *more], Base.minilm(), chosen.seed)
    out = chosen.out or encoder.TAUGHT
    save_file({name: value.astype(np.float16) for name, value in layers.items()}, out)
    found = hashlib.sha256(out.read_bytes()).hexdigest()
    out.with_suffix(".sha256").write_text(f"{found}  {out.name}\n", encoding="ascii")


if __name__ == "__main__":
    main()
