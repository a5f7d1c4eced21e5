"""The Spanish encoder: the trusted weights, vectors that mean what they should, each text for itself."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from engine import spanish
from engine.encoder import ModelFilesError
from engine.spanish import check_hashes, spanish_encoder


def test_it_reads_both_languages_into_one_space() -> None:
    vectors = spanish_encoder().encode(
        ["me pueden quitar el carro", "can they take my car", "cuánto cuesta el abogado", "how much is the lawyer"]
    )
    assert vectors.shape == (4, spanish_encoder().width)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)
    alike = vectors @ vectors.T
    assert alike[0, 1] > max(alike[0, 2], alike[0, 3]) and alike[2, 3] > max(alike[2, 0], alike[2, 1])


def test_a_text_is_read_the_same_alone_and_among_others() -> None:
    texts = ["hola", "perdí mi casa", "hola", "¿qué es una deficiencia?"]
    together = spanish_encoder().encode(texts)
    assert np.array_equal(together[0], together[2])
    spanish_encoder()._cache.clear()
    assert np.allclose(together, np.vstack([spanish_encoder().encode([text]) for text in texts]), atol=1e-4)
    assert spanish_encoder().encode([]).shape == (0, spanish_encoder().width)


def test_parts_stand_beside_the_whole() -> None:
    text = "Perdí la casa. ¿Me quitan el carro?"
    whole, part = spanish_encoder().encode_parts(text, [(15, len(text))])
    assert np.array_equal(part, spanish_encoder().encode(["¿Me quitan el carro?"])[0])
    assert not np.allclose(whole, part)


def test_other_weights_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ModelFilesError, match=r"has no sp\.model"):
        check_hashes(tmp_path)
    for name in spanish.HASHES:
        (tmp_path / name).write_bytes(b"other")
    with pytest.raises(ModelFilesError, match="not the file of the trusted release"):
        check_hashes(tmp_path)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(ModelFilesError, match="not installed"):
        spanish.weights_folder()
