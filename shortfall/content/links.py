"""Every address that content and law tables link, and whether it still answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Literal

import httpx

from shortfall.content.questions import Question
from shortfall.law.elsewhere import load_rules
from shortfall.law.figures import FIGURES
from shortfall.law.states import STATES

Verdict = Literal["good", "moved", "broken", "unreached"]

AT_ONCE = 8
SECONDS = 20.0
# Some official sites refuse a client that names no browser.
_HEADERS = {"User-Agent": "Mozilla/5.0 (compatible; shortfall-links)"}


@dataclass(frozen=True)
class Link:
    """An address, where it stands, what came of asking it, and how that is said in a word: a status code or a fault."""

    url: str
    places: tuple[str, ...]
    verdict: Verdict
    word: str


def addresses(questions: Iterable[Question]) -> Mapping[str, tuple[str, ...]]:
    """Each address with the places it stands in: questions, figures of Illinois, rules of states."""
    found: dict[str, list[str]] = defaultdict(list)
    for question in questions:
        for source in question.sources:
            for url in (source.url, source.also):
                if url:
                    found[url].append(question.id)
    for name, history in FIGURES.items():
        for entry in history:
            found[entry.url].append(f"illinois.yml {name}")
    for (code, rule), one in load_rules().items():
        if one.url:
            found[one.url].append(f"states_collection.csv {code} {rule}")
    for state in STATES.values():
        if state.url:
            found[state.url].append(f"states.csv {state.code}")
        found[f"https://{state.free_help}"].append(f"states.csv {state.code} free_help")
        if state.help_phone_url:
            found[state.help_phone_url].append(f"states.csv {state.code} help_phone")
    return {url: tuple(dict.fromkeys(places)) for url, places in sorted(found.items())}


def check_links(
    wanted: Mapping[str, tuple[str, ...]], *, done: Callable[[Link], None] = lambda link: None
) -> list[Link]:
    """Ask each address, a few at a time.

    Args:
        wanted: the places of each address.
        done: told of each as it is known.
    """

    def ask(url: str) -> Link:
        link = Link(url, wanted[url], *_verdict(client, url))
        done(link)
        return link

    with (
        httpx.Client(timeout=SECONDS, headers=_HEADERS, follow_redirects=False) as client,
        ThreadPoolExecutor(AT_ONCE) as pool,
    ):
        return list(pool.map(ask, wanted))


def _verdict(client: httpx.Client, url: str) -> tuple[Verdict, str]:
    try:
        with client.stream("GET", url) as answer:
            status = answer.status_code
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return "unreached", type(error).__name__
    if status in {404, 410}:
        return "broken", str(status)
    if status in {301, 308}:
        return "moved", f"{status} to {answer.headers.get('location', '?')}"
    # A site that refuses programs (403, 429) or is unwell (5xx) says nothing about its page.
    return ("good", str(status)) if status < 400 else ("unreached", str(status))
