"""What is known about a person, encrypted at rest. Standard library and cryptography only: the engine uses it too.

Texts are Fernet tokens (AES-128-CBC with HMAC-SHA256, a fresh IV each time), under a ring of keys: the first one writes, all
of them read, so that a new key can be put in front while the old rows are rewritten. Where a number must be found again, its
blind index stands beside it: an HMAC-SHA256, the same for the same number and useless without its key.

Inside its token a text says where it belongs: table, column and the key of its row. Whoever can write to the database but has no
key can so neither put one person's number into another's row nor a name where a number stands.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import hmac
import os
import secrets
from collections.abc import Sequence
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from shortfall.base.keys import read_or_create_key

KEYS_VARIABLE = "SHORTFALL_ENCRYPTION_KEYS"
IDENTITY_VARIABLE = "SHORTFALL_IDENTITY_KEY"


EVENTS_DATA = "events.data"
"""The column of the engine's memory; its rows are known by their conversation."""
_BEGIN, _END = "\x01", "\x00"
"""Around the place, before the text."""


class Undecipherable(ValueError):
    """A stored text that none of the keys opens, or that belongs elsewhere. It carries neither the text nor the keys."""


def place_of(column: str, *row: object) -> str:
    """Where a text belongs: `column` as "callbacks.phone", and what its row is known by."""
    return f"{column}:{'/'.join(map(str, row))}"


def new_key() -> str:
    """A fresh key: 64 hexadecimal characters."""
    return secrets.token_hex(32)


class Cipher:
    """Encrypts with the first key, reads with all.

    Args:
        keys: strings of at least 32 characters with real entropy, newest first.

    Raises:
        ValueError: there is no key, or one is too short.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        if not keys or any(len(key) < 32 for key in keys):
            raise ValueError("an encryption key must have at least 32 characters")
        self._ring = [Fernet(base64.urlsafe_b64encode(hashlib.sha256(key.encode()).digest())) for key in keys]
        self._all = MultiFernet(self._ring)

    def encrypt(self, text: str, place: str = "") -> str:
        """`text` as a token of ASCII characters, a different one each time, that is read in its `place` only (see `place_of`)."""
        # A text that itself begins as a place does gets an empty one, which is read as none.
        sealed = f"{_BEGIN}{place}{_END}{text}" if place or text.startswith(_BEGIN) else text
        return self._all.encrypt(sealed.encode()).decode("ascii")

    def unseal(self, token: str) -> tuple[str | None, str]:
        """The place in a token and its text; no place in one that was written before there were any.

        Raises:
            Undecipherable: no key opens it.
        """
        try:
            return _parted(self._all.decrypt(token.encode()).decode())
        except InvalidToken:
            raise Undecipherable("a stored text cannot be read with the keys that are set") from None

    def decrypt(self, token: str, place: str | None = None) -> str:
        """The text in a token.

        Args:
            place: where it was found; None does not look.

        Raises:
            Undecipherable: no key opens it, or it belongs elsewhere.
        """
        found, text = self.unseal(token)
        if place is not None:
            check_place(found, text, place)
        return text

    def reveal(self, stored: str, place: str | None = None) -> str:
        """JSON that may have been written before it was encrypted: then it is no token, which never begins with a brace.

        Raises:
            Undecipherable: no key opens it, or it belongs elsewhere.
        """
        return stored if stored.startswith("{") else self.decrypt(stored, place)

    def is_current(self, token: str, place: str | None = None) -> bool:
        """Whether a token was written with the first key, and says where it belongs if it was found in a `place`."""
        try:
            found, _ = _parted(self._ring[0].decrypt(token.encode()).decode())
        except InvalidToken:
            return False
        return place is None or found is not None


def check_place(found: str | None, text: str, place: str) -> None:
    """See that a text stands where it belongs. An empty one, which says nothing, may stand in any row of its column; one from before
    there were places anywhere: rotating the keys leaves none of these.

    Raises:
        Undecipherable: it belongs elsewhere.
    """
    column, _, _ = place.partition(":")
    if found not in (None, place) and (text or found != place_of(column)):
        raise Undecipherable("a stored text stands where it does not belong")


def _parted(plain: str) -> tuple[str | None, str]:
    if not plain.startswith(_BEGIN):
        return None, plain
    place, _, text = plain[1:].partition(_END)
    return place or None, text


class Identities:
    """Blind indexes: the same number always gives the same one, and nobody without the key can go back."""

    def __init__(self, key: str) -> None:
        self._key = key.encode()

    def of(self, number: str, purpose: str) -> str:
        """64 hexadecimal characters that stand for a number (E.164), different for each `purpose`."""
        return hmac.new(self._key, f"{purpose}:{number}".encode(), hashlib.sha256).hexdigest()


def key_files() -> tuple[Path, Path]:
    """Where the encryption keys and the identity key are kept when the environment gives none."""
    return _key_files(os.environ.get("SHORTFALL_VAR_DIR", ""))


@functools.lru_cache(maxsize=4)
def _key_files(var_dir: str) -> tuple[Path, Path]:
    folder = Path(var_dir or Path(__file__).resolve().parents[2] / "var")
    return folder / "encryption.key", folder / "identity.key"


def keys() -> list[str]:
    """The encryption keys in force, newest first: SHORTFALL_ENCRYPTION_KEYS (separated by commas), or one a line in a file.

    Raises:
        OSError, ValueError: the file cannot be made or holds no key.
    """
    if given := os.environ.get(KEYS_VARIABLE, ""):
        return [key.strip() for key in given.split(",") if key.strip()]
    return read_or_create_key(key_files()[0]).split()


def cipher() -> Cipher:
    """The cipher in force. A changed key file is noticed at the next use, so that keys are rotated under running processes."""
    if given := os.environ.get(KEYS_VARIABLE, ""):
        return _cipher(given, 0, 0)
    path = key_files()[0]
    try:
        seen = path.stat()
    except FileNotFoundError:
        keys()
        seen = path.stat()
    return _cipher(str(path), seen.st_mtime_ns, seen.st_ino)


@functools.lru_cache(maxsize=4)
def _cipher(_source: str, _changed: int, _inode: int) -> Cipher:
    return Cipher(keys())


def write_keys(ring: Sequence[str]) -> None:
    """Replace the keys of the key file, newest first, at once and whole.

    Raises:
        OSError: the folder cannot be written.
        ValueError: a key is too short.
    """
    Cipher(ring)
    path = key_files()[0]
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as stream:
        stream.write("\n".join(ring))
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(draft, path)


@functools.lru_cache(maxsize=1)
def identities() -> Identities:
    """The blind indexes of this process."""
    return Identities(os.environ.get(IDENTITY_VARIABLE) or read_or_create_key(key_files()[1]))


def forget_keys() -> None:
    """Read the keys anew at the next use, after the environment or the files have changed."""
    _cipher.cache_clear()
    identities.cache_clear()
