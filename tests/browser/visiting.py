"""A visit to a page with the chat on it, and everything that went wrong there."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Dialog, Locator, Page, Request, expect

PHONE = "(312) 600-8815"
PATIENCE = 90_000

# What has the focus, inside shadow trees too: its id, else its words.
_FOCUSED = """() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at ? at.id || at.textContent.replace(/\\s+/g, " ").trim() : "";
}"""


class Visit:
    """A page with the chat; `errors` and `strangers` (requests to others than `known` origins) stay empty on a good visit."""

    def __init__(self, page: Page, url: str, *known: str) -> None:
        self.page = page
        self.errors: list[str] = []
        self.strangers: list[str] = []
        self._known = {_origin(url), *known}
        page.set_default_timeout(PATIENCE)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("dialog", self._dialog)
        page.on("request", self._request)
        page.goto(url)
        page.wait_for_function("!!customElements.get('shortfall-chat')")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(message.text)

    def _dialog(self, dialog: Dialog) -> None:
        self.errors.append(dialog.message)
        dialog.dismiss()

    def _request(self, request: Request) -> None:
        if _origin(request.url) not in self._known:
            self.strangers.append(request.url)

    def forgive(self, words: str) -> None:
        """The browser itself reports refused requests on the console; nothing else may be there."""
        assert all(words in error for error in self.errors), self.errors
        self.errors.clear()

    @property
    def launcher(self) -> Locator:
        """The button that opens and closes the chat."""
        return self.page.locator(".launcher")

    @property
    def panel(self) -> Locator:
        """The chat itself."""
        return self.page.locator("#panel")

    @property
    def box(self) -> Locator:
        """Where one types."""
        return self.page.locator("textarea")

    def answers(self) -> Locator:
        """What the assistant said."""
        return self.page.locator(".message.assistant")

    def mine(self) -> Locator:
        """What the person said."""
        return self.page.locator(".message.user")

    def open(self) -> None:
        """Open the chat, if it is not open from before a reload, and wait for its first words."""
        if not self.page.evaluate("Object.keys(sessionStorage).some((key) => key.startsWith('shortfall.shown'))"):
            self.launcher.click()
        expect(self.answers().first).to_be_visible(timeout=PATIENCE)

    def ask(self, words: str, answers: int = 1) -> Locator:
        """Type and send; the last answer, once it is there."""
        before = self.answers().count()
        self.box.fill(words)
        self.box.press("Enter")
        expect(self.answers()).to_have_count(before + answers, timeout=PATIENCE)
        return self.answers().last

    def focused(self) -> Any:
        """The id or words of what has the focus."""
        return self.page.evaluate(_FOCUSED)

    def tab_to(self, name: str, key: str = "Tab") -> None:
        """Press Tab until something so named has the focus."""
        for _ in range(60):
            self.page.keyboard.press(key)
            if name in self.focused():
                return
        raise AssertionError(f"the keyboard does not reach {name!r}")


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
