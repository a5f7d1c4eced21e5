"""The assistant in a terminal: a client of the gateway's chat API, like any other.

    python -m shortfall.processes.chat

Starts everything if nothing answers at the address, and then stops it again at the end.
"""

from __future__ import annotations

import importlib
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import requests
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from shortfall.base.firm import load_firm
from shortfall.base.settings import ROOT, Settings, settings
from shortfall.conversation.cards import Card, read_card
from shortfall.conversation.cards import table as figures_of

TIMEOUT = 30.0
HELP = "Type your question, or the number of a choice. /restart begins anew, /erase forgets this chat, /quit leaves."

WAYS = {"by_text": "text", "by_mail": "summary"}
"""What an answer about taking the chat along brings with it, by its topic."""


def address(config: Settings) -> str:
    """Where this machine reaches the gateway."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(config.host, config.host)
    return f"http://{f'[{host}]' if ':' in host else host}:{config.port}"


class ChatProblem(Exception):
    """The gateway said no, in words for people.

    Args:
        status: the HTTP status.
        words: what to tell the person.
    """

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status


class Api:
    """One chat with the gateway at `url`. Every method may raise ChatProblem or requests.RequestException."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._http = requests.Session()
        # Proxy settings of the environment must not carry chats off this machine.
        self._http.trust_env = False

    def ready(self) -> bool:
        """Whether the gateway says that it can answer."""
        return self._http.get(f"{self._url}/readyz", timeout=TIMEOUT).status_code == 200

    def open(self) -> list[dict[str, Any]]:
        """Begin a chat; the notice and its first messages."""
        begun = self._call("POST", "sessions")
        self._http.headers["Authorization"] = f"Bearer {begun['token']}"
        return [{"text": begun["about"]["notice"]}, *begun["messages"]]

    def send(self, body: dict[str, str]) -> list[dict[str, Any]]:
        """Send words or a choice; the answers."""
        return list(self._call("POST", "messages", body)["messages"])

    def take(self, way: str) -> tuple[str, str]:
        """How to take this chat along, by text or as a summary: what is said of it, and an address."""
        offer = self._call("POST", way)
        return str(offer["words"]).strip(), urljoin(self._url, offer["url"])

    def erase(self) -> None:
        """Have the gateway forget this chat."""
        self._call("DELETE", "messages")

    def _call(self, method: str, path: str, body: dict[str, str] | None = None) -> Any:
        response = self._http.request(method, f"{self._url}/api/chat/{path}", json=body, timeout=TIMEOUT)
        if response.ok:
            return response.json() if response.content else None
        try:
            words = str(response.json()["error"]["message"])
        except (ValueError, KeyError, TypeError):
            words = f"The gateway answered with an error ({response.status_code})."
        raise ChatProblem(response.status_code, words)


class Chat:
    """The conversation on a console; `read` gives one line and raises EOFError at the end."""

    def __init__(self, api: Api, console: Console, read: Callable[[], str], phone: str) -> None:
        self._api = api
        self._console = console
        self._read = read
        self._phone = phone
        self._choices: list[dict[str, str]] = []
        self._unsent: dict[str, str] | None = None

    def run(self) -> None:
        """Talk until the person leaves."""
        self._console.print(HELP, style="dim", markup=False)
        self._try(self._begin)
        while True:
            try:
                line = self._read().strip()
            except (EOFError, KeyboardInterrupt):
                self._console.print()
                return
            if line == "/quit":
                return
            self._try(lambda line=line: self._take(line))  # type: ignore[misc]

    def _take(self, line: str) -> None:
        if line == "/restart":
            self._begin()
        elif line == "/erase":
            self._api.erase()
            self._console.print("This chat is erased. A new one begins.\n", style="dim")
            self._begin()
        elif line:
            number = int(line) if line.isascii() and line.isdecimal() and len(line) < 3 else 0
            said = {"choice": self._choices[number - 1]["id"]} if 0 < number <= len(self._choices) else {"text": line}
            self._send(said | {"message_id": str(uuid.uuid4())})
        elif self._unsent:
            self._send(self._unsent)

    def _begin(self) -> None:
        self._unsent = None
        self._show(self._api.open())

    def _send(self, body: dict[str, str]) -> None:
        # Kept until it is answered: sent again under the same id, it is never asked twice.
        self._unsent = body
        messages = self._api.send(body)
        self._unsent = None
        self._show(messages)

    def _try(self, step: Callable[[], None]) -> None:
        try:
            step()
        except ChatProblem as problem:
            self._console.print(str(problem), style="yellow", markup=False)
            if problem.status in (401, 410):
                self._unsent = None
                self._console.print("/restart begins a new chat.", style="dim", markup=False)
            elif problem.status == 422:
                self._unsent = None
        except requests.RequestException:
            self._console.print(f"Sorry, I cannot be reached right now. You can call {self._phone}.", style="yellow")
        if self._unsent:
            self._console.print("Press Enter to send your message again.", style="dim")

    def _show(self, messages: Sequence[dict[str, Any]]) -> None:
        self._choices = []
        for message in messages:
            self._console.print(Text(message["text"]))
            if card := read_card(message.get("card")):
                self._console.print(Padding(card_table(card), (1, 0, 0, 2)))
            for source in message.get("sources") or []:
                self._console.print(Text(f"  {source['cite']}  {source['url']}", style="dim"))
            if way := WAYS.get(message.get("topic") or ""):
                for line in self._api.take(way):
                    self._console.print(Text(line, style="dim"))
            for choice in message.get("choices") or []:
                self._choices.append(choice)
                self._console.print(Text(f"  {len(self._choices)}  {choice['label']}", style="cyan"))
            self._console.print()


def card_table(card: Card) -> Table:
    """A card as a table of the terminal."""
    figures = figures_of(card)
    shown = Table(
        title=figures.title, title_justify="left", show_header=False, caption="\n".join(figures.notes) or None
    )
    shown.add_column()
    shown.add_column(justify="right")
    for label, value in figures.rows:
        shown.add_row(Text(label), Text(value), style="bold" if label in figures.results else None)
    return shown


class StartFailed(Exception):
    """The assistant could not be started; the text is the end of what it printed."""


@contextmanager
def started(
    console: Console, command: Sequence[str] = (sys.executable, "-m", "shortfall.processes.run")
) -> Iterator[None]:
    """The assistant running in the background, until the end of the block.

    Raises:
        StartFailed: it ended instead.
    """
    log = settings().var_dir.resolve() / "log" / "run.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, log.open("w", encoding="utf-8") as output:
        ready = Path(folder) / "ready"
        # A session of its own, so that Ctrl-C in the chat reaches the chat only.
        process = subprocess.Popen(
            [*command, "--ready-file", str(ready)], cwd=ROOT, stdout=output, stderr=output, start_new_session=True
        )
        try:
            with console.status("Starting the assistant (about 20 seconds; longer when it has to be trained) ..."):
                while not ready.exists():
                    if process.poll() is not None:
                        last = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-20:]
                        raise StartFailed("\n".join(last))
                    time.sleep(0.1)
            yield
        finally:
            process.terminate()
            process.wait()


def main() -> int:
    """The command line."""
    config = settings()
    console = Console(highlight=False)
    url = address(config)
    chat = Chat(Api(url), console, lambda: console.input("[bold]> [/bold]"), str(load_firm()["phone"]))
    with suppress(ImportError):
        importlib.import_module("readline")  # gives input its history and line editing
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(0))
    try:
        Api(url).ready()
    except requests.RequestException:
        try:
            with started(console):
                chat.run()
        except StartFailed as problem:
            console.print(str(problem), markup=False)
            return 1
        except KeyboardInterrupt:
            return 130
    else:
        chat.run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
