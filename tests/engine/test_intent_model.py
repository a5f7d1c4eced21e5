"""The intent model: what it learns, that saving changes nothing, and that a saved model cannot run code."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from engine.intent_model import IntentModel, Settings

WORDS = {
    "jail": ["can i go to jail", "will they arrest me", "prison for debt", "is it a crime", "sheriff arrest warrant"],
    "fees": ["how much do you charge", "lawyer cost", "what is your fee", "is it free", "price of a consultation"],
    "lien": [
        "lien on my car",
        "judgment lien recorded",
        "remove a lien",
        "lien on the other house",
        "title shows a lien",
    ],
}
ASKED = ["could they arrest me", "what does a lawyer cost", "is there a lien", "zebra", ""]


def vectors_for(texts: list[str]) -> npt.NDArray[np.float32]:
    """Unit vectors that depend on the words alone: a stand-in for the encoder, which has its own tests."""
    rows = []
    for text in texts:
        row = np.full(16, 0.01)
        for word in text.split():
            row[sum(map(ord, word)) % 16] += 1
        rows.append(row / np.linalg.norm(row))
    return np.array(rows, dtype=np.float32)


def fitted(intents: list[str], settings: Settings | None = None) -> IntentModel:
    texts = [text for intent in intents for text in WORDS[intent]]
    labels = [intent for intent in intents for _ in WORDS[intent]]
    model = IntentModel(settings or Settings())
    model.fit(texts, vectors_for(texts), labels)
    return model


def same(first: IntentModel, second: IntentModel, tolerance: float = 0.0) -> bool:
    return first.intents == second.intents and all(
        np.allclose(getattr(a, part), getattr(b, part), rtol=0, atol=tolerance)
        for a, b in zip(first.score(ASKED, vectors_for(ASKED)), second.score(ASKED, vectors_for(ASKED)), strict=True)
        for part in ("total", "probability", "nearest")
    )


@pytest.mark.parametrize("intents", [["jail", "fees"], ["jail", "fees", "lien"]])
def test_it_learns_its_examples(intents: list[str]) -> None:
    model = fitted(intents)
    assert model.intents == sorted(intents)
    for intent in intents:
        for score in model.score(WORDS[intent], vectors_for(WORDS[intent])):
            assert model.intents[int(score.total.argmax())] == intent
            assert model.intents[int(score.probability.argmax())] == intent


@pytest.mark.parametrize("intents", [["jail", "fees"], ["jail", "fees", "lien"]])
def test_scores_are_probabilities_and_cosines(intents: list[str]) -> None:
    model = fitted(intents)
    for score in model.score(ASKED, vectors_for(ASKED)):
        assert score.probability.shape == score.nearest.shape == score.total.shape == (len(intents),)
        assert score.probability.sum() == pytest.approx(1, abs=1e-5)
        assert (score.probability > 0).all()
        assert (np.abs(score.nearest) <= 1 + 1e-5).all()
        assert np.allclose(score.total, score.probability + model.settings.nearest_weight * score.nearest)


def test_nearest_is_the_closest_example_of_each_intent() -> None:
    model = fitted(["jail", "fees", "lien"])
    asked = vectors_for(ASKED)
    for vector, score in zip(asked, model.score(ASKED, asked), strict=True):
        expected = [float((vectors_for(WORDS[intent]) @ vector).max()) for intent in model.intents]
        assert score.nearest == pytest.approx(expected, abs=0.005)  # in eight bits


def test_the_order_of_the_examples_does_not_matter() -> None:
    assert same(fitted(["jail", "fees", "lien"]), fitted(["lien", "fees", "jail"]), tolerance=1e-2)


@pytest.mark.parametrize("intents", [["jail", "fees"], ["jail", "fees", "lien"]])
def test_saving_and_loading_change_nothing(tmp_path: Path, intents: list[str]) -> None:
    model = fitted(intents, Settings(c=3.0, dense_scale=1.5, nearest_weight=0.5))
    model.save(tmp_path / "model")
    loaded = IntentModel.load(tmp_path / "model")
    assert loaded.settings == model.settings
    assert same(model, loaded, tolerance=1e-6)
    # In float64 every message would cost a copy of all weights.
    assert {score.probability.dtype for score in loaded.score(ASKED, vectors_for(ASKED))} == {np.dtype(np.float32)}


FINE = {
    "fees/price": ["how much do you charge", "lawyer cost", "what is your fee"],
    "fees/free": ["is it free", "do i pay for the first talk", "free consultation"],
    "fees_paid": ["i paid already", "paid the fee last week", "my payment went through"],
    "jail": ["can i go to jail", "will they arrest me", "prison for debt"],
}


def with_questions() -> IntentModel:
    texts = [text for texts in FINE.values() for text in texts]
    model = IntentModel()
    model.fit(texts, vectors_for(texts), [label for label, texts in FINE.items() for _ in texts])
    return model


def test_finer_labels_are_told_apart_within_their_intent() -> None:
    model = with_questions()
    # "fees_paid" sorts between "fees" and "fees/…" as plain text; the labels of one intent lie together all the same.
    assert model.labels == ["fees/free", "fees/price", "fees_paid", "jail"]
    assert model.intents == ["fees", "fees_paid", "jail"]
    for label, texts in FINE.items():
        for score in model.score(texts, vectors_for(texts)):
            assert score.fine.sum() == pytest.approx(1, abs=1e-5)
            assert model.labels[int(score.fine.argmax())] == label
            assert model.intents[int(score.total.argmax())] == label.split("/")[0]
            assert score.probability.sum() == pytest.approx(1, abs=1e-5)


def test_a_model_with_finer_labels_is_saved_whole(tmp_path: Path) -> None:
    model = with_questions()
    model.save(tmp_path)
    loaded = IntentModel.load(tmp_path)
    assert loaded.labels == model.labels
    assert same(model, loaded, tolerance=1e-6)
    for a, b in zip(model.score(ASKED, vectors_for(ASKED)), loaded.score(ASKED, vectors_for(ASKED)), strict=True):
        assert np.array_equal(a.fine, b.fine)


def test_without_finer_labels_they_are_the_intents() -> None:
    (score,) = fitted(["jail", "fees"]).score(["x"], vectors_for(["x"]))
    assert np.array_equal(score.fine, score.probability)


def test_training_twice_gives_the_same_model() -> None:
    assert same(fitted(["jail", "fees", "lien"]), fitted(["jail", "fees", "lien"]))


def test_a_saved_model_is_data_alone(tmp_path: Path) -> None:
    fitted(["jail", "fees"]).save(tmp_path)
    assert {path.suffix for path in tmp_path.iterdir()} == {".json", ".npz"}
    for path in tmp_path.glob("*.json"):
        json.loads(path.read_text(encoding="utf-8"))
    for path in tmp_path.glob("*.npz"):
        with np.load(path, allow_pickle=False) as arrays:  # raises on pickled objects
            assert {arrays[name].dtype.kind for name in arrays.files} <= set("fiu")


def test_a_file_with_a_pickle_is_refused(tmp_path: Path) -> None:
    fitted(["jail", "fees"]).save(tmp_path)
    with np.load(tmp_path / "arrays.npz") as arrays:
        kept = dict(arrays)
    np.savez(tmp_path / "arrays.npz", **{**kept, "bias": np.array([{"not": "a number"}], dtype=object)})
    with pytest.raises(ValueError, match="allow_pickle"):
        IntentModel.load(tmp_path)


@pytest.mark.parametrize(("texts", "vectors", "labels"), [(2, 3, 3), (3, 2, 3), (3, 3, 2)])
def test_lengths_must_agree(texts: int, vectors: int, labels: int) -> None:
    with pytest.raises(ValueError, match="of one length"):
        IntentModel().fit(["a"] * texts, np.ones((vectors, 4), dtype=np.float32), ["x", "y", "z"][:labels])


@pytest.mark.parametrize("labels", [[], ["jail"], ["jail", "jail"]])
def test_one_intent_is_not_enough(labels: list[str]) -> None:
    with pytest.raises(ValueError, match="two intents"):
        IntentModel().fit(["a"] * len(labels), np.ones((len(labels), 4), dtype=np.float32), labels)
