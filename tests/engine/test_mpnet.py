"""The larger encoder against the reference implementation, and how its opinion is used."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file
from transformers import MPNetConfig, TFMPNetModel
from transformers.models.mpnet.modeling_tf_mpnet import TFMPNetEncoder

from engine import mpnet
from engine.classifier import Scored
from engine.encoder import ModelFilesError, Vectors
from engine.featurizer import Segments
from engine.graph import BLOCK, in_eight_bits, whole
from engine.intent_model import IntentModel
from engine.mpnet import (
    BUCKETS,
    DIMENSIONS,
    FARTHEST,
    MAX_TOKENS,
    SecondReader,
    distances,
    taught,
    write_taught,
)

SENTENCES = [
    "",
    "?",
    "can they come after me in Texas?",
    "how long do they have",
    "we did a short sale in 2019 and now i got a 1099-C for $48,211.07",
    "hw much can they take out my check each wk",
    "My mom lost her house in Joliet; can the bank take her Social Security?",
    "¿pueden quitarme el sueldo?",
    "one two three " * 60,
]


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> SecondReader:
    folder = tmp_path_factory.mktemp("second")
    mpnet.write(folder)
    return SecondReader(folder)


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> TFMPNetModel:
    """The library's own model with the published weights and, above, the taught ones made whole again."""
    weights, _ = mpnet.published()
    ours, _ = taught()
    for name, value in ours.items():
        if name.endswith(".shares"):
            weights[name.removesuffix(".shares")] = whole(value, ours[name.replace(".shares", ".scale")])
        elif name in weights:
            weights[name] = value.astype(np.float32)
    renamed = {ours: theirs for theirs, ours in mpnet._RENAMED.items()}

    def theirs(name: str) -> str:
        for our, their in renamed.items():
            name = name.replace(our, their)
        return name

    folder = tmp_path_factory.mktemp("reference")
    save_file({theirs(name): value for name, value in weights.items()}, folder / "model.safetensors", {"format": "pt"})
    config = MPNetConfig(vocab_size=30527, max_position_embeddings=514, layer_norm_eps=1e-5)
    config.save_pretrained(folder)
    return TFMPNetModel.from_pretrained(folder)


def test_vectors_are_those_of_the_reference(reader: SecondReader, reference: TFMPNetModel) -> None:
    found = reader.encode(SENTENCES)
    for text, vector in zip(SENTENCES, found, strict=True):
        ids = reader._tokenizer.encode(text).ids
        expected = reference(np.array([ids])).last_hidden_state.numpy()[0].mean(0)
        assert vector @ expected / np.linalg.norm(expected) > 0.998, text


def test_texts_of_one_pass_do_not_see_each_other(reader: SecondReader) -> None:
    together = reader.encode(SENTENCES)
    alone = np.vstack([reader.encode([text]) for text in SENTENCES])
    assert (together * alone).sum(1).min() > 0.999
    assert (reader.encode_many(SENTENCES) * alone).sum(1).min() > 0.999


@pytest.mark.parametrize("length", [1, 2, 40, MAX_TOKENS])
def test_distances_are_those_of_the_reference(length: int) -> None:
    apart = np.arange(length)[None] - np.arange(length)[:, None]
    expected = TFMPNetEncoder._relative_position_bucket(apart, num_buckets=BUCKETS, max_distance=FARTHEST)
    assert (distances(length) == np.asarray(expected)).all()


@pytest.mark.parametrize("size", [0.0, 1e-6, 0.1, 8.0])
def test_eight_bits_are_near(size: float) -> None:
    weight = np.random.default_rng(1).normal(0, size, (300, 2 * BLOCK)).astype(np.float32)
    shares, scale = in_eight_bits(weight)
    near = np.repeat(scale.astype(np.float32), BLOCK, axis=1) * 0.6 + 1e-5
    assert (np.abs(whole(shares, scale) - weight) <= near).all()


def test_what_was_written_is_read_again_and_refused_when_changed(tmp_path: Path) -> None:
    path = tmp_path / "taught.safetensors"
    layer = np.linspace(-1, 1, 4 * BLOCK, dtype=np.float32).reshape(4, BLOCK)
    head = np.eye(DIMENSIONS, 2, dtype=np.float32)
    write_taught({"layer.weight": layer, "layer.bias": layer[0]}, head, np.zeros(2), ["a/b", "c"], path)
    tensors, labels = taught(path)
    assert labels == ["a/b", "c"]
    assert np.abs(whole(tensors["layer.weight.shares"], tensors["layer.weight.scale"]) - layer).max() < 0.01
    write_taught(tensors, head, np.zeros(2), ["a/b", "c"], path)  # with another regression, nothing is lost
    assert np.array_equal(taught(path)[0]["layer.weight.shares"], tensors["layer.weight.shares"])
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(ModelFilesError, match="does not match its hash"):
        taught(path)


class Told:
    """A second reader that thinks what it is told to."""

    labels = ("pets/cat", "pets/dog", "weather")

    def __init__(self, logits: list[float]) -> None:
        self._logits = np.array(logits, np.float32)

    def logits(self, texts: list[str]) -> Vectors:
        return np.tile(self._logits, (len(texts), 1))


@pytest.fixture(scope="module")
def model() -> IntentModel:
    texts = [
        "my cat sleeps",
        "the cat eats",
        "my dog barks",
        "the dog runs",
        "it rains",
        "the sun shines",
        "a fish swims",
    ]
    labels = ["pets/cat", "pets/cat", "pets/dog", "pets/dog", "weather", "weather", "pets/fish"]
    vectors = np.eye(len(texts), 2 * 384, dtype=np.float32)
    found = IntentModel()
    found.fit(texts, vectors, labels)
    return found


@pytest.mark.parametrize(
    ("logits", "first"), [([9, 0, 0], "pets/cat"), ([0, 9, 0], "pets/dog"), ([0, 0, 9], "weather")]
)
def test_a_second_opinion_decides_where_the_others_are_even(
    model: IntentModel, logits: list[float], first: str
) -> None:
    (score,) = model.score(["hello"], np.zeros((1, 768), np.float32))
    model.know_second(Told(logits))  # type: ignore[arg-type]
    found = model.with_second(score, [("hello", 1.0), ("well. hello", 0.5)])
    assert model.labels[int(found.fine.argmax())] == first


def test_a_question_newer_than_the_teaching_stands_beside_the_likeliest_of_its_topic(model: IntentModel) -> None:
    (score,) = model.score(["fish"], np.zeros((1, 768), np.float32))
    model.know_second(Told([0, 5, 0]))  # type: ignore[arg-type]
    found = model.with_second(score, [("fish", 1.0)])
    gained = found.evidence / model.settings.all_six - score.evidence
    by = dict(zip(model.labels, gained, strict=True))
    assert by["pets/fish"] == pytest.approx(by["pets/dog"]) and by["pets/fish"] > by["pets/cat"]


@pytest.mark.parametrize(("share", "asked"), [(0.95, False), (0.4, True)])
def test_it_is_not_asked_where_the_others_are_sure(model: IntentModel, share: float, asked: bool) -> None:
    model.know_second(Told([0, 0, 9]))  # type: ignore[arg-type]
    (score,) = model.score(["hello"], np.zeros((1, 768), np.float32))
    sure = np.full(len(model.labels), (1 - share) / (len(model.labels) - 1))
    sure[0] = share
    found = Scored(model, Segments("hello"))._twice(replace(score, fine=sure), [("hello", 1.0)])
    assert (found.fine is not sure) == asked
