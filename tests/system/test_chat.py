"""The terminal chat, against the real gateway with a stand-in for its engine."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from shortfall.base.limits import LONGEST_MESSAGE
from shortfall.base.settings import ROOT, Settings, settings
from shortfall.processes.chat import Api, Chat, StartFailed, address, started
from tests.system.running import environment, free_ports
from tests.unit.web.serving import Gateway, running

PHONE = "312-555-0100"


@pytest.fixture
def gateway(tmp_path: Path) -> Iterator[Gateway]:
    with running(tmp_path) as served:
        yield served


def talk(url: str, lines: Iterable[str]) -> str:
    """What a person sees who types these lines and then Ctrl-D."""
    console = Console(file=io.StringIO(), width=100, color_system=None)
    left = iter(lines)

    def read() -> str:
        try:
            return next(left)
        except StopIteration:
            raise EOFError from None

    Chat(Api(url), console, read, PHONE).run()
    shown = console.file
    assert isinstance(shown, io.StringIO)
    return shown.getvalue()


def reply(text: str, **parts: Any) -> dict[str, Any]:
    """One message of the engine."""
    empty: dict[str, Any] = {"topic": None, "choices": [], "sources": [], "card": None, "asking": None}
    return empty | {"text": text} | parts


def test_a_question_is_answered_with_its_sources(gateway: Gateway) -> None:
    source = {"cite": "735 ILCS 5/12-803", "url": "https://www.ilga.gov/"}
    gateway.engine.reply = lambda asked: [reply(f"About [{asked['text']}].", sources=[source])]
    shown = talk(gateway.url, ["wages"])
    assert "About [wages]." in shown
    assert "735 ILCS 5/12-803  https://www.ilga.gov/" in shown


def test_a_number_picks_a_choice_and_otherwise_is_text(gateway: Gateway) -> None:
    choices = [{"label": "Jail", "payload": "/jail"}, {"label": "Liens", "payload": "/property_lien"}]
    gateway.engine.reply = lambda asked: [reply("Which?", choices=[] if "payload" in asked else choices)]
    shown = talk(gateway.url, ["hm", "2", "2", "3"])
    assert "1  Jail" in shown and "2  Liens" in shown
    said = [asked.get("payload") or asked["text"] for asked in gateway.engine.asked]
    assert said == ["hm", "/property_lien", "2", "3"]


def test_after_a_failure_enter_sends_the_same_message_once(gateway: Gateway) -> None:
    gateway.engine.reply = lambda asked: [reply("Here is the answer.")]
    gateway.engine.status = 500

    def lines() -> Iterator[str]:
        yield "am I liable"
        gateway.engine.status = 200
        yield ""
        yield ""

    shown = talk(gateway.url, lines())
    assert "Your message is saved" in shown and "Press Enter" in shown
    assert shown.count("Here is the answer.") == 1
    assert [asked["text"] for asked in gateway.engine.asked][-1] == "am I liable"


def test_erase_forgets_and_begins_anew(gateway: Gateway) -> None:
    gateway.engine.reply = lambda asked: [reply("Yes.")]
    shown = talk(gateway.url, ["hello", "/erase", "hello again"])
    assert "This chat is erased" in shown
    assert gateway.engine.erasing.acquire(timeout=10)
    first, second = (asked["sender"] for asked in gateway.engine.asked)
    assert gateway.engine.forgotten == [first] and first != second


def test_it_goes_on_by_text_with_a_code(gateway: Gateway) -> None:
    gateway.engine.reply = lambda asked: [reply("Yes. Text the code below.", topic="by_text")]
    shown = talk(gateway.url, ["can I do this by text"])
    assert "From your phone, text CHAT" in shown.replace("\u00a0", " ") and "sms:+13125550100?&body=CHAT%20" in shown


def test_restart_is_a_new_chat_and_quit_leaves(gateway: Gateway) -> None:
    gateway.engine.reply = lambda asked: [reply("Yes.")]
    talk(gateway.url, ["hello", "/restart", "hello", "/quit", "never sent"])
    senders = [asked["sender"] for asked in gateway.engine.asked]
    assert len(senders) == len(set(senders)) == 2


def test_an_ended_chat_says_how_to_go_on(gateway: Gateway) -> None:
    def lines() -> Iterator[str]:
        gateway.clock.move(days=3)
        yield "hello"

    shown = talk(gateway.url, lines())
    assert "This chat has ended" in shown and "/restart" in shown
    assert "Press Enter" not in shown


def test_an_overlong_message_is_refused_kindly_and_not_kept(gateway: Gateway) -> None:
    shown = talk(gateway.url, ["x" * (LONGEST_MESSAGE + 1)])
    assert f"longer than {LONGEST_MESSAGE:,} characters" in shown and "Press Enter" not in shown


def test_a_gateway_that_is_gone_gives_the_phone_number() -> None:
    (port,) = free_ports(1)
    shown = talk(f"http://127.0.0.1:{port}", ["hello"])
    assert PHONE in shown and "Traceback" not in shown


def test_the_command_talks_to_what_runs_already(gateway: Gateway, tmp_path: Path) -> None:
    gateway.engine.reply = lambda asked: [reply("Hello to you.")]
    done = subprocess.run(
        [sys.executable, "-m", "shortfall.processes.chat"],
        cwd=ROOT,
        env=environment(tmp_path, {"PORT": gateway.port}),
        input="hello\n/quit\n",
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "Hello to you." in done.stdout


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A state folder of its own."""
    monkeypatch.setenv("SHORTFALL_VAR_DIR", str(tmp_path))
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.mark.usefixtures("state")
def test_what_it_started_is_stopped_with_the_chat() -> None:
    program = "import pathlib, sys, time; pathlib.Path(sys.argv[2]).write_text('ready'); time.sleep(600)"
    with started(Console(file=io.StringIO()), [sys.executable, "-c", program]):
        pass  # leaving waits for the process, which would sleep on if it had not been stopped


@pytest.mark.usefixtures("state")
def test_a_start_that_fails_says_why() -> None:
    with (
        pytest.raises(StartFailed, match="port is taken"),
        started(Console(file=io.StringIO()), [sys.executable, "-c", "raise SystemExit('the port is taken')"]),
    ):
        pass


@pytest.mark.parametrize(("host", "reached"), [("0.0.0.0", "127.0.0.1"), ("::", "[::1]"), ("10.0.0.7", "10.0.0.7")])
def test_an_address_for_all_interfaces_is_reached_on_loopback(host: str, reached: str) -> None:
    assert address(Settings(host=host, port=81)) == f"http://{reached}:81"
