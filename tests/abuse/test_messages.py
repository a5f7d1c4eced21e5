"""Messages of every kind through the whole assistant: each is answered, or refused with kind words.

SHORTFALL_FUZZ=10000 is the long form (`make fuzz`); the short one is the same every time.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from shortfall.base.database import make_engine, sessions
from shortfall.base.limits import BODY_LIMIT
from shortfall.sms.choose import INBOUND
from shortfall.sms.store import SmsInbound, SmsOutbound, person_of
from tests.abuse.conftest import MESSAGES, Watch
from tests.abuse.messages import CANARY, CONVERSATIONS, OPENERS, body
from tests.abuse.messages import MESSAGES as A_MESSAGE
from tests.channels.fake_twilio import FakeTwilio, message, post
from tests.conversations.test_conversations import _INSIDES
from tests.scale.servers import until
from tests.system.leaks import leaks
from tests.system.running import Run

REFUSALS = {"empty", "too_long"}
FUZZ = settings(
    deadline=None,
    database=None,
    derandomize=MESSAGES <= 1000,
    print_blob=False,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)


def judge(said: str, answer: httpx.Response) -> str:
    """What is wrong with an answer; empty when nothing is."""
    if answer.status_code == 200:
        messages = answer.json()["messages"]
        texts = "\n".join(each["text"] for each in messages)
        if not messages or not all(each["text"].strip() for each in messages):
            return "an empty answer"
        if any(each.get("topic") == "error" for each in messages):
            return "an action failed"
        if (shown := _INSIDES.search(texts)) and shown[0].strip() not in said:
            return f"shows its insides: {shown[0]!r}"
        return ""
    if answer.status_code == 413:
        return "" if len(body(said)) > BODY_LIMIT else "413, and it is not too big"
    if answer.status_code != 422:
        return f"status {answer.status_code}"
    error = answer.json()["error"]
    return "" if error["code"] in REFUSALS and error["message"].endswith(".") else f"refused as {error}"


def private(said: list[str], watch: Watch, tmp_path: Path) -> list[Any]:
    """Where words of people stand in what the processes have printed."""
    printed = tmp_path / "printed"
    printed.write_text("\n".join(watch.lines()), encoding="utf-8")
    words = {json.dumps(text)[1:-1][:60] for text in said if len(text) >= 25}
    return leaks([printed], numbers=["+13127440101"], words=[CANARY, *list(words)[:2000]])


def test_every_message_is_answered_or_kindly_refused(run: Run, watch: Watch, tmp_path: Path) -> None:
    told: list[str] = []
    statuses: Counter[int] = Counter()

    @settings(FUZZ, max_examples=max(1, MESSAGES // 5))
    @given(CONVERSATIONS)
    def talk(conversation: tuple[str | None, list[str]]) -> None:
        opener, messages = conversation
        with httpx.Client(base_url=run.url, timeout=60, trust_env=False) as http:
            token = http.post("/api/chat/sessions").json()["token"]
            headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
            before = ""
            for text in [*([opener] if opener else []), *messages]:
                before += text
                answer = http.post("/api/chat/messages", content=body(text), headers=headers)
                wrong = judge(before, answer)
                assert not wrong, (wrong, conversation, answer.text[:2000])
                statuses[answer.status_code] += 1
            http.delete("/api/chat/messages", headers=headers)
        told.extend(messages)

    talk()
    print(f"{sum(statuses.values())} messages by status: {dict(statuses)}")
    assert len(told) >= MESSAGES * 0.9
    assert private(told, watch, tmp_path) == []


def test_every_text_message_is_taken_and_answered_or_rightly_not(
    run: Run, twilio: FakeTwilio, watch: Watch, tmp_path: Path
) -> None:
    told: list[str] = []
    numbers = iter(range(10_000))
    database = make_engine(f"sqlite:///{run.folder / 'shortfall.db'}")
    reading = sessions(database, read_only=True)

    def waiting(person: str) -> bool:
        with reading() as db:
            inbound = select(SmsInbound.id).filter_by(person=person, state="waiting")
            outbound = select(SmsOutbound.id).where(
                SmsOutbound.person == person, SmsOutbound.state.in_(("due", "sending"))
            )
            return db.scalar(inbound) is not None or db.scalar(outbound) is not None

    @settings(FUZZ, max_examples=max(1, MESSAGES // 50))
    @given(st.sampled_from(OPENERS), st.lists(A_MESSAGE, min_size=5, max_size=5))
    def text(opener: str, messages: list[str]) -> None:
        number = f"+1773744{next(numbers):04}"
        person = person_of(number)
        # What comes over the air is UTF-8 without lone surrogates, and Twilio takes no more than 1,600 characters.
        said = [each.encode("utf-8", "replace").decode()[:1600] for each in (opener, *messages)]
        with httpx.Client(base_url=run.url, timeout=60, trust_env=False) as http:
            for each in said:
                answer = post(http, INBOUND, message(number, each))
                assert answer.status_code == 200, (answer.status_code, each)
                assert answer.text.endswith("<Response/>")
        until(lambda: not waiting(person))
        got = twilio.to(number)
        with reading() as db:
            answered = db.scalars(select(SmsInbound.state).filter_by(person=person)).all()
        assert len(answered) == len(said)
        assert got and all(each.strip() for each in got)
        assert len(got) == len(said) or "stopped" in answered or any("STOP" in each.upper() for each in said), (
            said,
            got,
        )
        told.extend(said)

    text()
    database.dispose()
    assert private(told, watch, tmp_path) == []


@pytest.mark.parametrize("ending", [b"\xff\xfe", b"%ff%fe", b"%00", b"&Body=twice", b"&" + b"a=b&" * 200, b"%"])
def test_a_webhook_of_bad_bytes_is_refused(run: Run, watch: Watch, ending: bytes) -> None:
    answer = httpx.post(
        f"{run.url}{INBOUND}",
        content=b"From=%2B13127440101&Body=a" + ending,
        headers={"Content-Type": "application/x-www-form-urlencoded", "X-Twilio-Signature": "x"},
        timeout=30,
        trust_env=False,
    )
    assert answer.status_code == 403
    assert set(answer.json()["error"]) == {"code", "message"}
