"""The cipher, the blind indexes, and that nothing about a person lies readable in the database file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import String, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from shortfall.base.database import Private, make_engine, sessions
from shortfall.base.encryption import Cipher, Identities, Undecipherable, forget_keys, keys, new_key

OLD, NEW = new_key(), new_key()


class Apart(DeclarativeBase):
    """Not the project's own base: what walks over all private tables must not meet this one."""


class Secret(Apart):
    __tablename__ = "secrets_of_this_test"

    id: Mapped[str] = mapped_column(String(8), primary_key=True)
    words: Mapped[str | None] = mapped_column(Private)


@given(st.text())
@example("\x01")
@example("\x01no place\x00words")
def test_what_goes_in_comes_out(words: str) -> None:
    if any("\ud800" <= c <= "\udfff" for c in words):
        return
    assert Cipher([NEW]).decrypt(Cipher([NEW]).encrypt(words)) == words


def test_equal_texts_look_different() -> None:
    cipher = Cipher([NEW])
    assert cipher.encrypt("Maria") != cipher.encrypt("Maria")


def test_a_new_key_in_front_reads_what_the_old_one_wrote_and_knows_it_as_old() -> None:
    token = Cipher([OLD]).encrypt("Maria")
    ring = Cipher([NEW, OLD])
    assert ring.decrypt(token) == "Maria"
    assert not ring.is_current(token)
    assert ring.is_current(ring.encrypt("Maria"))


@pytest.mark.parametrize(
    "token", ["", "Maria", "gAAAAA", pytest.param(Cipher([OLD]).encrypt("Maria"), id="another key")]
)
def test_what_no_key_opens_is_refused_without_saying_what_it_was(token: str) -> None:
    with pytest.raises(Undecipherable) as caught:
        Cipher([NEW]).decrypt(token)
    assert not token or token not in str(caught.value)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize("bad", [[], [""], ["short"], [NEW, "short"]])
def test_weak_keys_are_refused(bad: list[str]) -> None:
    with pytest.raises(ValueError, match="32 characters"):
        Cipher(bad)


def test_a_number_has_one_index_per_purpose_and_key() -> None:
    here = Identities("k" * 64)
    assert here.of("+13125550143", "callback") == here.of("+13125550143", "callback")
    assert (
        len(
            {here.of("+13125550143", p) for p in ("callback", "sms")} | {Identities("j" * 64).of("+13125550143", "sms")}
        )
        == 3
    )


def test_keys_come_from_the_environment_or_a_private_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHORTFALL_VAR_DIR", str(tmp_path))
    monkeypatch.setenv("SHORTFALL_ENCRYPTION_KEYS", f"{NEW}, {OLD}")
    assert keys() == [NEW, OLD]
    assert list(tmp_path.iterdir()) == []
    monkeypatch.delenv("SHORTFALL_ENCRYPTION_KEYS")
    made = keys()
    assert keys() == made and len(made) == 1
    assert (tmp_path / "encryption.key").stat().st_mode & 0o077 == 0


def test_the_database_file_holds_no_readable_text(tmp_path: Path) -> None:
    forget_keys()
    engine = make_engine(f"sqlite:///{tmp_path / 'x.db'}")
    Secret.__table__.create(engine)  # type: ignore[attr-defined]
    with sessions(engine).begin() as db:
        db.add_all([Secret(id="a", words="Maria Lopez"), Secret(id="b", words=None)])
    with engine.connect() as connection:
        raw = {row.id: row.words for row in connection.execute(text("SELECT id, words FROM secrets_of_this_test"))}
    assert raw["b"] is None and "Maria" not in raw["a"]
    with sessions(engine)() as db:
        assert [db.get_one(Secret, key).words for key in "ab"] == ["Maria Lopez", None]
    assert b"Maria" not in (tmp_path / "x.db").read_bytes() + (tmp_path / "x.db-wal").read_bytes()
