"""The conversations of tests/conversations whose text messages differ from the web, and all Spanish ones: webhook, worker, engine, fake Twilio.

The others say the same in both channels, and how any answer becomes a text is tests/channels/test_compose.py's. Spanish goes out in another
alphabet, and with words of its own around it.
"""

from __future__ import annotations

from random import SystemRandom
from typing import Any

import pytest

from shortfall.base.gsm7 import folded
from shortfall.sms.texts import texts
from tests.channels.fake_twilio import FakeTwilio
from tests.channels.texting import Texting
from tests.conversations.loader import Scenario, Turn, fill, filling, load
from tests.conversations.test_conversations import judge
from tests.system.running import Run

SCENARIOS = [
    pytest.param(each, id=f"{subject}: {each.name}")
    for subject, scenarios in load().items()
    for each in scenarios
    if each.otherwise_by_text or subject.startswith("spanish")
]


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_conversation(scenario: Scenario, run: Run, twilio: FakeTwilio) -> None:
    values = filling(SystemRandom().randrange(6_400_000))
    own = filling(6_400_000 + SystemRandom().randrange(6_400_000))["phone"].replace("-", "")
    texting = Texting(run.url, run.folder, twilio, f"+1{own}")
    for turn in scenario.turns:
        faults = play(texting, turn, values)
        assert not faults, "\n".join([f"{scenario.name}: {'; '.join(faults)}", *texting.lines])
    texting.close()


def play(texting: Texting, turn: Turn, values: dict[str, str]) -> list[str]:
    """Do one turn, with MORE where what is expected has not come yet; what was expected and did not come at all."""
    expect = {name: _sent(value) for name, value in fill(turn.sms, values).items()}
    if (words := turn.by_text or turn.user) is not None:
        texting.say(fill(words, values))
    else:
        texting.choose(fill(turn.choose, values))
    if expect.pop("error", None):
        return texting.faults()  # what the web refuses, a text is answered
    while faults := judge(seen(texting), expect):
        if not texting.more():
            break
    for reply in texting.replies():
        values["reference"] = (reply.get("card") or {}).get("reference", values.get("reference", ""))
    kept = texting.kept()
    faults += [f"{text!r} is kept" for text in expect.get("transcript_not", ()) if text in kept]
    return faults + texting.faults()


def _sent(expected: Any) -> Any:
    """What is expected to be said, as it may be sent: without the accents that the alphabet of text messages lacks."""
    if isinstance(expected, list):
        return [_sent(each) for each in expected]
    return folded(expected) if isinstance(expected, str) else expected


def seen(texting: Texting) -> list[dict[str, Any]]:
    """The replies without the notice, which is no answer to anything."""
    replies = texting.replies()
    for name in ("notice", "notice_es"):
        replies[0]["text"] = replies[0]["text"].replace(texts()[name], "").replace(folded(texts()[name]), "").strip()
    replies[0]["text"] = replies[0]["text"] or "(the notice)"
    for reply in replies:
        reply["text"] = folded(reply["text"])
    return replies
