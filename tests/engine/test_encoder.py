"""The encoder against the reference implementation, and what it refuses to load."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file
from transformers import PreTrainedTokenizerFast, TFBertModel

from engine import encoder as encoder_module
from engine.encoder import (
    DIMENSIONS,
    MAX_TOKENS,
    TAUGHT,
    ModelFilesError,
    SentenceEncoder,
    check_hashes,
    model_folder,
    taught_layers,
)

SENTENCES = [
    "",
    " ",
    "?",
    "il",
    "250,000",
    "$312k",
    "garnish",
    "can they come after me in Texas?",
    "Can they take money from my paycheck?",
    "have judgment vacated",
    "judgement",
    "what is a deficiency judgment",
    "WHAT IS A DEFICIENCY JUDGMENT",
    "what's the diff between in rem & in personam??",
    "I owe 312k and it sold for 250",
    "no, 280 not 250",
    "My mom lost her house in Joliet; can the bank take her Social Security?",
    "how long do they have",
    "statute of limitations",
    "we did a short sale in 2019 and now i got a 1099-C for $48,211.07",
    "he's my ex-husband, he never paid",
    "is a deed in lieu better than a short sale?",
    "hw much can they take out my check each wk",
    "¿pueden quitarme el sueldo?",
    "Perdí mi casa el año pasado",
    "Straßenbahn über Köln",
    "naïve café résumé",
    "Czy bank może zabrać moją pensję?",
    "银行可以拿走我的工资吗",
    "هل يمكن للبنك أن يأخذ راتبي",
    "Банк забрал дом",
    "👋🏠💸",
    "e\u0301 combining and \u200b zero width",
    "tab\tand\nnew line",
    "a/b\\c {curly} [square] <angle>",
    "https://example.org/path?query=1#part",
    "supercalifragilisticexpialidocious antidisestablishmentarianism",
    "The sheriff taped a notice on the door. I work nights. Nobody told me there was a sale. What now?",
    "\x00control\x07 characters",
    " ".join(f"word{i % 37} house lender" for i in range(100)),
]


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    return SentenceEncoder()


def test_the_sentences_are_forty_and_one_is_long() -> None:
    assert len(SENTENCES) == len(set(SENTENCES)) == 40
    assert max(len(sentence.split()) for sentence in SENTENCES) == 300


@pytest.mark.parametrize("which", ["published", "taught"])
def test_agrees_with_the_reference_implementation(encoder: SentenceEncoder, tmp_path: Path, which: str) -> None:
    folder = model_folder()
    if which == "taught":
        # The published model with its upper layers exchanged, as any library would hold it.
        weights = load_file(folder / "model.safetensors") | taught_layers(TAUGHT)
        save_file(weights, tmp_path / "model.safetensors", metadata={"format": "pt"})
        for file in ("config.json", "tokenizer.json"):
            shutil.copy(folder / file, tmp_path)
        folder = tmp_path
    half = slice(0, DIMENSIONS) if which == "published" else slice(DIMENSIONS, None)
    tokenizer = PreTrainedTokenizerFast(tokenizer_file=str(folder / "tokenizer.json"))
    bert = TFBertModel.from_pretrained(str(folder))
    for sentence, both in zip(SENTENCES, encoder.encode(SENTENCES), strict=True):
        vector = both[half]
        inputs = tokenizer(sentence, truncation=True, max_length=MAX_TOKENS, return_tensors="tf")
        hidden = bert(input_ids=inputs["input_ids"], attention_mask=inputs["attention_mask"]).last_hidden_state.numpy()
        mask = inputs["attention_mask"].numpy()[0][:, np.newaxis]
        mean = (hidden[0] * mask).sum(axis=0) / mask.sum()
        cosine = float(mean @ vector / (np.linalg.norm(mean) * np.linalg.norm(vector)))
        assert cosine >= 0.997, sentence


def test_both_vectors_have_length_one(encoder: SentenceEncoder) -> None:
    vectors = encoder.encode(SENTENCES)
    assert vectors.shape == (40, encoder.width) == (40, 2 * DIMENSIONS)
    for half in (vectors[:, :DIMENSIONS], vectors[:, DIMENSIONS:]):
        assert np.allclose(np.linalg.norm(half, axis=1), 1.0, atol=1e-5)


def test_without_taught_layers_there_is_the_published_vector_alone(encoder: SentenceEncoder) -> None:
    alone = SentenceEncoder(taught=None).encode(SENTENCES[:5])
    assert np.allclose(alone, encoder.encode(SENTENCES[:5])[:, :DIMENSIONS], atol=1e-5)


def test_taught_layers_must_be_those_of_their_hash(tmp_path: Path) -> None:
    with pytest.raises(ModelFilesError, match="missing"):
        taught_layers(tmp_path / "taught.safetensors")
    shutil.copy(TAUGHT, tmp_path)
    (tmp_path / "taught.sha256").write_text("0" * 64 + "  taught.safetensors\n")
    with pytest.raises(ModelFilesError, match="does not match its hash"):
        taught_layers(tmp_path / "taught.safetensors")


def test_a_batch_is_read_as_one_by_one() -> None:
    together = SentenceEncoder().encode(SENTENCES)
    alone = SentenceEncoder()
    single = np.vstack([alone.encode([sentence]) for sentence in SENTENCES])
    assert ((together * single).sum(axis=1) / 2).min() > 0.9997  # eight bits round a little otherwise beside others


def test_order_and_repetition_are_kept(encoder: SentenceEncoder) -> None:
    vectors = encoder.encode(["judgment", "jail", "judgment"])
    assert np.array_equal(vectors[0], vectors[2])
    assert not np.allclose(vectors[0], vectors[1], atol=0.1)


def test_no_texts_give_no_vectors(encoder: SentenceEncoder) -> None:
    assert encoder.encode([]).shape == (0, encoder.width)


def test_what_lies_beyond_the_limit_is_not_read(encoder: SentenceEncoder) -> None:
    long = "house " * 300
    first, second = encoder.encode([long + "garnishment", long + "bankruptcy"])
    assert np.allclose(first, second, atol=1e-6)


def test_the_cache_is_bounded_and_changes_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder_module, "_CACHED_TEXTS", 5)
    encoder = SentenceEncoder()
    first = encoder.encode(SENTENCES)
    assert len(encoder._cache) <= 5
    assert np.allclose(encoder.encode(SENTENCES), first, atol=1e-5)
    for sentence in SENTENCES:
        encoder.encode([sentence])
    assert len(encoder._cache) <= 5


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelFilesError, match=r"no model\.safetensors"):
        SentenceEncoder(tmp_path / "nowhere")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    shutil.copy(model_folder() / "model.safetensors", tmp_path)
    with pytest.raises(ModelFilesError, match=r"no tokenizer\.json"):
        SentenceEncoder(tmp_path)


@pytest.mark.parametrize("name", ["model.safetensors", "tokenizer.json"])
def test_other_weights_are_refused(tmp_path: Path, name: str) -> None:
    for file in ("model.safetensors", "tokenizer.json"):
        shutil.copy(model_folder() / file, tmp_path)
    with (tmp_path / name).open("r+b") as stream:
        stream.seek(-1, 2)
        last = stream.read(1)
        stream.seek(-1, 2)
        stream.write(bytes([last[0] ^ 1]))
    with pytest.raises(ModelFilesError, match=f"{name}.* is not the file of the trusted revision"):
        SentenceEncoder(tmp_path)


def test_a_folder_of_ones_own_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packaged = model_folder()
    monkeypatch.setenv("SHORTFALL_SENTENCE_MODEL", str(tmp_path))
    assert model_folder() == tmp_path
    with pytest.raises(ModelFilesError, match=r"model\.safetensors"):
        SentenceEncoder()
    for file in ("model.safetensors", "tokenizer.json"):
        (tmp_path / file).symlink_to(packaged / file)
    check_hashes(tmp_path)
    assert SentenceEncoder().encode(["house"]).shape == (1, 2 * DIMENSIONS)
