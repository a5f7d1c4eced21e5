"""Chat tokens and tickets: signed, expiring, naming the session they belong to. Whether that session still exists is not known here."""

from __future__ import annotations

import hashlib
from datetime import datetime
from functools import lru_cache

from itsdangerous import BadData, URLSafeSerializer

LONGEST = 500
"""Characters; ours have about 110."""
REMEMBERED = 1024
"""Tokens that are not verified again."""


class Tokens:
    """Makes and reads tokens for one purpose: those of another are not read.

    Args:
        secret: the signing key, shared by all purposes.
        purpose: what they are good for.
    """

    def __init__(self, secret: str, purpose: str = "chat") -> None:
        self._signer = URLSafeSerializer(
            secret,
            salt=f"shortfall.{purpose}",
            signer_kwargs={"digest_method": hashlib.sha256, "key_derivation": "hmac"},
        )
        # A chat shows the same token with every message.
        self._read = lru_cache(maxsize=REMEMBERED)(self._verified)

    def issue(self, session: str, expires_at: datetime) -> str:
        """A token for `session`, good until `expires_at`."""
        token = self._signer.dumps([session, int(expires_at.timestamp())])
        return token if isinstance(token, str) else token.decode("ascii")

    def session(self, token: str, now: datetime) -> str | None:
        """The session a token names, or None when it is forged, broken or expired."""
        session, expires = self.read(token)
        return session if now.timestamp() < expires else None

    def read(self, token: str) -> tuple[str | None, int]:
        """The session a token names and when it ends, in seconds since 1970; None and 0 when it is forged or broken."""
        return self._read(token) if len(token) <= LONGEST else (None, 0)

    def _verified(self, token: str) -> tuple[str | None, int]:
        try:
            session, expires = self._signer.loads(token)
        except (BadData, ValueError, TypeError):
            return None, 0
        if not isinstance(session, str) or not isinstance(expires, int):
            return None, 0
        return session, expires
