"""The demo page at /: a plain page of the firm's that embeds the chat as any website would."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from fastapi import APIRouter
from starlette.responses import HTMLResponse
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from shortfall.content.placeholders import fill, placeholders
from shortfall.web.widget import Widget

STATIC = Path(__file__).parent / "static"


class Assets(StaticFiles):
    """Styles and pictures of our pages; browsers keep them but ask whether they changed."""

    async def get_response(self, path: str, scope: Scope) -> Any:
        """One file, or the framework's 404."""
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "no-cache"
        return response


def page_router(firm: Mapping[str, Any], widget: Widget) -> APIRouter:
    """The page, its texts filled in once from firm.yml."""
    values = placeholders(firm)
    texts = {
        **values,
        "phone_link": firm["phone_e164"],
        "legal_name": firm["legal_name"],
        "disclaimer": fill(" ".join(firm["disclaimer"].split()), values),
    }
    slots = {name: escape(text) for name, text in texts.items()}
    slots["widget"] = widget.snippet(firm)
    html = Template((STATIC / "index.html").read_text(encoding="utf-8")).substitute(slots)
    router = APIRouter(include_in_schema=False)

    @router.api_route("/", methods=["GET", "HEAD"])
    async def page() -> HTMLResponse:
        return HTMLResponse(html, headers={"Cache-Control": "no-cache"})

    return router
