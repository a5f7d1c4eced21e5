"""People in conversation, through the chat API: each one opens a chat, goes through a scenario of tests/conversations, and leaves.

    make load HOST=https://localhost:8443 USERS=50 MINUTES=5

Rate limits must be off at the other end (SHORTFALL_RATE_LIMIT=off). What is measured is the answer to each message; an answer that is empty, or a status other than 200, is a failure. Pauses are what people take to read and type, divided
by SPEED (an environment variable; 1 is real time).
"""

from __future__ import annotations

import os
import random
import sys
import time
from itertools import count
from pathlib import Path
from typing import Any
from uuid import uuid4

from locust import FastHttpUser, between, task

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from tests.conversations.loader import Scenario, fill, filling, load

SPEED = float(os.environ.get("SPEED", "1"))
READING = (4.0, 12.0)
"""Seconds between an answer and the next message."""
WITHOUT = {"attacks"}
"""Scenarios that are meant to be refused."""

SCENARIOS = [each for subject, found in load().items() if subject not in WITHOUT for each in found]
_callers = count(random.SystemRandom().randrange(12_000_000))


class Person(FastHttpUser):
    """Somebody with a question."""

    wait_time = between(1 / SPEED, 5 / SPEED)

    @task
    def converse(self) -> None:
        """One scenario from beginning to end."""
        scenario = random.choice(SCENARIOS)
        with self.client.post("/api/chat/sessions", name="open", catch_response=True) as opened:
            if opened.status_code != 201:
                opened.failure(f"status {opened.status_code}")
                return
            token = opened.json()["token"]
        self._talk(scenario, {"Authorization": f"Bearer {token}"})
        self.client.delete("/api/chat/messages", headers={"Authorization": f"Bearer {token}"}, name="erase")

    def _talk(self, scenario: Scenario, chat: dict[str, str]) -> None:
        values, choices = filling(next(_callers) % 12_800_000), dict[str, str]()
        for turn in scenario.turns:
            body: dict[str, Any] = {"message_id": str(uuid4())}
            if turn.user is not None:
                body["text"] = fill(turn.user, values)
            else:
                label = next((each for each in reversed(choices) if str(turn.choose).lower() in each.lower()), None)
                if label is None:
                    return  # the answer before was another one, and has been counted
                body["choice"] = choices[label]
            refused = turn.expect.get("error")
            with self.client.post(
                "/api/chat/messages", json=body, headers=chat, name="message", catch_response=True
            ) as answer:
                if refused and answer.status_code >= 400:
                    answer.success()
                elif answer.status_code != 200:
                    answer.failure(f"status {answer.status_code}")
                    return
                else:
                    messages = answer.json()["messages"]
                    if not any(message["text"].strip() for message in messages):
                        answer.failure("no answer")
                    for message in messages:
                        choices.update({each["label"]: each["id"] for each in message.get("choices", ())})
                        if reference := (message.get("card") or {}).get("reference"):
                            values["reference"] = reference
            time.sleep(random.uniform(*READING) / SPEED)
