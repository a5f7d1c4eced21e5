"""A message is read once, even where it is asked for twice at the same time."""

from __future__ import annotations

from typing import Any

import pytest

from engine import featurizer
from engine.encoder import shared_encoder
from engine.spanish import spanish_encoder


class Counting:
    """A session that counts its passes."""

    def __init__(self, session: Any) -> None:
        self._session, self.passes = session, 0

    def run(self, *arguments: Any) -> Any:
        self.passes += 1
        return self._session.run(*arguments)


def test_a_message_that_is_being_read_ahead_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    encoder = shared_encoder()
    counting = Counting(encoder._session)
    monkeypatch.setattr(encoder, "_session", counting)
    text = "They sold my house in March and I was never told. Can they come after my car for the rest?"
    for _ in range(2):
        featurizer.read_ahead(text)
        assert len(featurizer.Segments(text).vectors()) > 1
        featurizer._ahead.submit(int).result(30)  # what was asked for before it is done
        assert counting.passes == 1
    featurizer.read_ahead("bonjour")  # the guard settles it: there is nothing to read
    featurizer.read_ahead("hola, ¿me pueden ayudar con mi casa?")  # the other encoder reads it
    featurizer._ahead.submit(int).result(30)
    assert counting.passes == 1
    assert "hola, ¿me pueden ayudar con mi casa?" in spanish_encoder()._cache
