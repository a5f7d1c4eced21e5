"""The demo page at /, and in Spanish at /es: a plain page of the firm's that embeds the chat as any website would."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from fastapi import APIRouter
from starlette.responses import HTMLResponse
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from shortfall.content.placeholders import fill, placeholders
from shortfall.content.questions import LANGUAGES, Language
from shortfall.content.texts import text, texts
from shortfall.web.legal import PAGES, UNDER
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
    """The page in each language, its texts filled in once from data/texts and firm.yml."""
    template = Template((STATIC / "index.html").read_text(encoding="utf-8"))
    router = APIRouter(include_in_schema=False)

    def page(language: Language) -> Callable[[], HTMLResponse]:
        html = template.substitute(_slots(firm, language), widget=widget.snippet(firm))
        return lambda: HTMLResponse(html, headers={"Cache-Control": "no-cache"})

    for language in LANGUAGES:
        router.add_api_route(UNDER[language] or "/", page(language), methods=["GET", "HEAD"])
    return router


def _slots(firm: Mapping[str, Any], language: Language) -> dict[str, str]:
    """What the page says in a language, safe to stand in HTML."""
    values = placeholders(firm, language=language)
    other: Language = "es" if language == "en" else "en"
    said = {
        **values,
        **texts(language)["home"],
        **{name: text(f"pages.{name}", language) for name in PAGES},
        "phone_link": firm["phone_e164"],
        "legal_name": firm["legal_name"],
        "disclaimer": fill(" ".join(firm["disclaimer" if language == "en" else "disclaimer_es"].split()), values),
        "language": language,
        "under": UNDER[language],
        "other": other,
        "there": UNDER[other] or "/",
        "in_other": text("pages.other", language),
    }
    return {name: escape(words) for name, words in said.items()}
