"""Who may come in, and whose form this is. Every request to /staff passes here before any page sees it."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request
from sqlalchemy.orm import Session, sessionmaker
from starlette.responses import Response

from shortfall.base.seal import BROKEN
from shortfall.staff import accounts, sessions
from shortfall.staff.sessions import Visitor
from shortfall.web.addresses import Network, client_address, limit_key, parse, within
from shortfall.web.limits import Limits

_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
UPLOADS = "/staff/conflicts"
_SAFE = {"GET", "HEAD"}
_FIELDS = 20
_INSIDE = re.compile(
    r"/staff/(?:requests/[A-Z0-9]{4}-[A-Z0-9]{4}|content(?:/[a-z0-9_]{1,60}/[a-z0-9_]{1,60})?|insights|conflicts|"
    r"activity|password|second-factor)?"
)
_WITHOUT_FACTOR = {"/staff/second-factor", "/staff/password", "/staff/logout"}
"""Where somebody may go who has still to set up a second factor."""


class Turned(Exception):
    """The request is not served: the person is sent elsewhere, or told why."""

    def __init__(self, status: int, words: str = "", *, to: str = "", retry_after: int | None = None) -> None:
        super().__init__(status)
        self.status = status
        self.words = words
        self.to = to
        self.retry_after = retry_after


async def read_form(request: Request) -> Mapping[str, str]:
    """The fields of a form. A page takes the fields it knows by name; others change nothing. One page takes a file."""
    form = await request.form(max_files=request.url.path == UPLOADS, max_fields=_FIELDS)
    return {name: value for name, value in form.items() if isinstance(value, str)}


def inside(to: str) -> str:
    """Where somebody wants to go: a page of the inbox and nowhere else."""
    return to if _INSIDE.fullmatch(to) else "/staff/"


Form = Annotated[Mapping[str, str], Depends(read_form)]


class Door:
    """Decides on each request.

    Args:
        writing, reading: makers of database sessions.
        trusted: our own proxies, which may say that the person came by https.
        second_factor: nobody gets further than to setting up a second factor without one.
        whole: whether the ledgers of opt-outs and withdrawals are; while they are not, nobody is shown whom to call.
    """

    def __init__(
        self,
        writing: sessionmaker[Session],
        reading: sessionmaker[Session],
        clock: Callable[[], datetime],
        limits: Limits,
        trusted: tuple[Network, ...],
        second_factor: bool = False,
        whole: Callable[[], bool] = lambda: True,
    ) -> None:
        self._whole = whole
        self._writing = writing
        self._reading = reading
        self._clock = clock
        self._limits = limits
        self._trusted = trusted
        self._second_factor = second_factor

    async def arrive(self, request: Request) -> None:
        """Refuse what comes too fast, over a line that others can read, or from another site's page."""
        wait = await self._limits.count(self._limits.staff, client_address(request.scope, self._trusted))
        if wait is not None:
            raise Turned(429, "That was too much at once. Please wait a minute.", retry_after=wait)
        if not self.by_https(request) and not self._on_this_machine(request):
            raise Turned(403, "The inbox opens over https only. Please use the firm's https address.")
        if request.method not in _SAFE:
            self._check_origin(request)
            form = await read_form(request)
            token = form.get("csrf", "").encode()
            if not hmac.compare_digest(token, self.csrf(self.cookie(request)).encode()) or not self.cookie(request):
                raise Turned(403, "This page is out of date. Please go back, reload it, and try again.")

    def visitor(self, request: Request) -> Visitor:
        """Who asks. Anyone else is sent to log in, whatever they asked for and whether or not it exists."""
        with self._reading() as session:
            found = sessions.find(session, self.cookie(request), self._clock())
            if found is None and not accounts.any_active(session):
                raise Turned(303, to="/staff/login")
        to = inside(request.url.path)
        if found is None and request.method in _SAFE and request.headers.get("sec-fetch-site") == "cross-site":
            # A link in a mail: the browser keeps a strict cookie back on the way here, but not on the next step.
            raise Turned(200, to=to)
        if found is None:
            raise Turned(303, to="/staff/login" if to == "/staff/" else f"/staff/login?next={to}")
        if self._second_factor and not found.second_factor and request.url.path not in _WITHOUT_FACTOR:
            raise Turned(303, to="/staff/second-factor")
        if not self._whole():
            raise Turned(503, "Please call nobody yet. " + BROKEN)
        return found

    def clicked(self, visitor: Visitor) -> None:
        """Keep the session from running out."""
        with self._writing() as session:
            sessions.touch(session, visitor, self._clock())

    def address(self, request: Request) -> str:
        """Where the person is, as limits and the log count it."""
        return limit_key(client_address(request.scope, self._trusted))

    def by_https(self, request: Request) -> bool:
        """Whether the person's browser speaks https, to us or to our own proxy."""
        said = request.headers.get("x-forwarded-proto", "")
        return (said.rpartition(",")[2].strip() if said and self._proxied(request) else request.url.scheme) == "https"

    def cookie(self, request: Request) -> str:
        """The id of the session, or of one that is not begun yet; empty without."""
        return request.cookies.get(self._cookie_name(request), "")

    def give_cookie(self, request: Request, response: Response, session_id: str) -> None:
        """Hand out an id. `__Host-` binds it to this very host and to https."""
        https = self.by_https(request)
        path = "/" if https else "/staff"  # `__Host-` wants the whole host
        name = self._cookie_name(request)
        response.set_cookie(name, session_id, path=path, secure=https, httponly=True, samesite="strict")

    @staticmethod
    def csrf(session_id: str) -> str:
        """The token in every form of a session. Nobody can tell it who does not hold the id."""
        return hmac.new(session_id.encode(), b"csrf", hashlib.sha256).hexdigest()

    def _cookie_name(self, request: Request) -> str:
        return "__Host-staff" if self.by_https(request) else "staff"

    def _proxied(self, request: Request) -> bool:
        return request.client is not None and within(parse(request.client.host), self._trusted)

    def _on_this_machine(self, request: Request) -> bool:
        """Whether the browser runs where the gateway does: it asked for a loopback name, and no proxy stands between."""
        return request.url.hostname in _LOOPBACK and "x-forwarded-for" not in request.headers

    def _check_origin(self, request: Request) -> None:
        """Browsers say from where a form comes, and pages cannot change what they say (Fetch Metadata; RFC 6454)."""
        site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
        if (site or "same-origin") != "same-origin" or (origin is None and site is None):
            raise Turned(403, "This form was not sent from the inbox.")
        # The port is left out: a proxy may listen on another one than people ask for (8443 behind 443), and say neither.
        ours = "https" if self.by_https(request) else "http", _host(f"//{request.headers.get('host', '')}")[1]
        if origin is not None and (ours[1] is None or _host(origin) != ours):
            raise Turned(403, "This form was not sent from the inbox.")


def _host(origin: str) -> tuple[str, str | None]:
    """The scheme and host of an origin; no host when it cannot be read."""
    try:
        parts = urlsplit(origin)
    except ValueError:
        return "", None
    return parts.scheme, parts.hostname


def visitor(request: Request) -> Visitor:
    """Who asks, by the door of this application."""
    door: Door = request.app.state.door
    return door.visitor(request)


Me = Annotated[Visitor, Depends(visitor)]


def _of(part: str, elsewhere: str) -> Callable[..., Visitor]:
    """Somebody whose role opens a part of the inbox. Its front page sends others to theirs."""

    def allowed(request: Request, me: Me) -> Visitor:
        if me.may(part):
            return me
        if request.method in _SAFE and request.url.path == "/staff/":
            raise Turned(303, to=elsewhere)
        raise Turned(403, "Your account does not open this page. Whoever looks after the server can change its role.")

    return allowed


Clerk = Annotated[Visitor, Depends(_of("desk", "/staff/content"))]
"""Somebody who may see callers."""
Reviewer = Annotated[Visitor, Depends(_of("content", "/staff/"))]
"""Somebody who may approve texts."""
