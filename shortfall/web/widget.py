"""The chat widget: one script that any website may load, and the lines that put it there."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

BUILT = Path(__file__).parent / "static" / "widget" / "shortfall-chat.js"
CARDS = BUILT.with_name("shortfall-cards.js")
STABLE = "/widget.js"

_ANYONE = {
    # The script holds nothing private; what it may ask the API for is decided there, by origin.
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
_FOREVER = "public, max-age=31536000, immutable"
_A_WHILE = "public, max-age=300, stale-while-revalidate=86400"


@dataclass(frozen=True)
class Widget:
    """The built script, and the cards, which it loads when a chat is opened."""

    code: bytes
    cards: bytes = b""

    @cached_property
    def path(self) -> str:
        """Where this very build is served, for ever."""
        return f"/widget/shortfall-chat.{_mark(self.code)}.js"

    @cached_property
    def integrity(self) -> str:
        """Its hash as browsers check it (W3C Subresource Integrity)."""
        return "sha384-" + base64.b64encode(hashlib.sha384(self.code).digest()).decode()

    def snippet(self, firm: Mapping[str, Any], origin: str = "", *, pinned: bool = True) -> str:
        """The HTML that puts the chat on a page.

        Args:
            firm: data/firm.yml.
            origin: of the gateway, such as "https://chat.example.com"; empty on its own pages.
            pinned: this build only, checked by its hash; else always the newest.
        """
        name, phone = escape(firm["name"]), escape(firm["phone"])
        source = escape(origin.rstrip("/") + (self.path if pinned else STABLE))
        check = f' integrity="{self.integrity}" crossorigin="anonymous"' if pinned else ""
        return (
            f'<script type="module" src="{source}"{check}></script>\n'
            f'<shortfall-chat firm="{name}" phone="{phone}"></shortfall-chat>\n'
            f'<noscript><a href="tel:{escape(firm["phone_e164"])}">Call {name}: {phone}</a></noscript>\n'
        )


def load_widget() -> Widget:
    """The committed build.

    Raises:
        OSError: it is not there; `make widget` builds it.
    """
    return Widget(BUILT.read_bytes(), CARDS.read_bytes())


def _mark(code: bytes) -> str:
    """What stands in the address of a build; widget/build.mjs writes that of the cards into the script."""
    return hashlib.sha256(code).hexdigest()[:16]


def widget_router(widget: Widget) -> APIRouter:
    """The script at an address of its own build and at one that never changes."""
    router = APIRouter(include_in_schema=False)
    tag = f'"{widget.integrity}"'

    def script(cache: str) -> Response:
        headers = _ANYONE | {"Cache-Control": cache, "ETag": tag}
        return Response(widget.code, media_type="text/javascript", headers=headers)

    @router.api_route(widget.path, methods=["GET", "HEAD"])
    async def this_build() -> Response:
        return script(_FOREVER)

    @router.api_route("/widget/shortfall-cards.{mark}.js", methods=["GET", "HEAD"])
    async def cards(mark: str) -> Response:
        # A script from before an upgrade may still be in a browser's cache and ask for its own cards: these do as well.
        cache = _FOREVER if mark == _mark(widget.cards) else "no-cache"
        return Response(widget.cards, media_type="text/javascript", headers=_ANYONE | {"Cache-Control": cache})

    @router.api_route(STABLE, methods=["GET", "HEAD"])
    async def newest(request: Request) -> Response:
        if request.headers.get("If-None-Match") == tag:
            return Response(status_code=304, headers=_ANYONE | {"Cache-Control": _A_WHILE, "ETag": tag})
        return script(_A_WHILE)

    return router
