"""Fixtures: the gateway, and the real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.visiting import Visit
from tests.unit.web.conftest import quiet  # noqa: F401  (a fixture)
from tests.unit.web.serving import Gateway, running

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
FLAGS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]

expect.set_options(timeout=60_000)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests; without it they fail (install it with `apt-get install chromium`)."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def gateway(tmp_path: Path) -> Iterator[Gateway]:
    """A gateway with its own database and engine stand-in."""
    with running(tmp_path) as served:
        yield served


@pytest.fixture
def visit(browser: Browser, gateway: Gateway) -> Iterator[Visit]:
    """A fresh visit to the demo page, its chat open; it must end without console errors or requests elsewhere."""
    context = browser.new_context(reduced_motion="reduce")
    visiting = Visit(context.new_page(), gateway.url)
    visiting.open()
    yield visiting
    context.close()
    assert visiting.errors == []
    assert visiting.strangers == []
