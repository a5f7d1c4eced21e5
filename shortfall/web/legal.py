"""/privacy, /terms and /accessibility, and under /es the same in Spanish, in the words of data/firm.yml; and where a flaw is reported (RFC 9116)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from fastapi import APIRouter
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, PlainTextResponse

from shortfall.base.kept import DAYS, kept_in_words
from shortfall.base.settings import Settings
from shortfall.content.placeholders import fill, placeholders
from shortfall.content.questions import LANGUAGES, Language
from shortfall.content.texts import text
from shortfall.web.summary import CSP, TEMPLATES

PAGES = ("privacy", "terms", "accessibility")
UNDER: Mapping[Language, str] = {"en": "", "es": "/es"}
"""Where the pages of a language are."""
SECURITY_LIFE = timedelta(days=180)
"""How long the answer about security holds; RFC 9116 wants less than a year."""
_HEADERS = {"Content-Security-Policy": CSP, "Cache-Control": "public, max-age=300"}


def legal_router(firm: Mapping[str, Any], settings: Settings, clock: Callable[[], datetime]) -> APIRouter:
    """The routes; pages are made once.

    Raises:
        ContentError: a page names a placeholder that is not known.
    """
    router = APIRouter(include_in_schema=False)
    template = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined).get_template(
        "legal.html"
    )
    kept = kept_in_words({name: getattr(settings, name) for name in DAYS})

    def page(name: str, language: Language) -> Callable[[], HTMLResponse]:
        written = firm["pages" if language == "en" else "pages_es"][name]
        values = placeholders(firm, language=language) | kept
        other: Language = "es" if language == "en" else "en"
        html = template.render(
            firm=firm["name"],
            legal_name=firm["legal_name"],
            address=firm["address"],
            phone=firm["phone"],
            phone_link=firm["phone_e164"],
            hours=values["hours"],
            language=language,
            other=other,
            names=PAGES,
            here=UNDER[language],
            there=f"{UNDER[other]}/{name}",
            say=lambda key: text(f"pages.{key}", language),
            title=written["title"],
            waits=written["review"] is not None and not written["review"]["by"],
            parts=[
                {"heading": part["heading"], "blocks": blocks(fill(part["text"], values))} for part in written["parts"]
            ],
        )
        return lambda: HTMLResponse(html, headers=_HEADERS)

    for language in LANGUAGES:
        for name in PAGES:
            router.add_api_route(f"{UNDER[language]}/{name}", page(name, language), methods=["GET", "HEAD"])

    @router.api_route("/.well-known/security.txt", methods=["GET", "HEAD"])
    def security() -> PlainTextResponse:
        expires = (clock() + SECURITY_LIFE).astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        lines = [
            f"Contact: {firm['security']['contact']}",
            f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
            "Preferred-Languages: en, es",
            *([f"Canonical: {settings.site}/.well-known/security.txt"] if settings.public_url else []),
        ]
        return PlainTextResponse("\n".join(lines) + "\n", headers={"Cache-Control": "public, max-age=3600"})

    return router


def blocks(written: str) -> list[str | list[str]]:
    """A text in paragraphs and lists; blank lines part them, and lines of a list begin with "- "."""
    found: list[str | list[str]] = []
    for block in written.strip().split("\n\n"):
        lines = block.splitlines()
        found.append([line[2:] for line in lines] if all(line.startswith("- ") for line in lines) else " ".join(lines))
    return found
