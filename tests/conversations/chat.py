"""A person at the public chat API: opens a session, types, chooses, and remembers all that was said."""

from __future__ import annotations

import time
from typing import Any

import requests

TIMEOUT = 30
PATIENCE = 8  # tries while the assistant says that it is coming back


class Refused(Exception):
    """The API did not take the message; `code` is its error code."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.code = code


class Chat:
    """One session.

    Args:
        base_url: where the gateway answers.
    """

    def __init__(self, base_url: str) -> None:
        self._url = f"{base_url}/api/chat"
        self._http = requests.Session()
        opened = self._ask("POST", "sessions")
        self._http.headers["Authorization"] = f"Bearer {opened['token']}"
        self.welcome: list[dict[str, Any]] = opened["messages"]
        self.lines: list[str] = []
        self._choices: dict[str, str] = {}

    def say(self, text: str) -> list[dict[str, Any]]:
        """Type something.

        Raises:
            Refused: it was not taken.
        """
        self.lines.append(f"YOU  {text}")
        return self._send({"text": text})

    def choose(self, part: str) -> list[dict[str, Any]]:
        """Press the button whose label holds `part`; of several the one shown last.

        Raises:
            LookupError: none was shown.
            Refused: it was not taken.
        """
        label = next((label for label in reversed(self._choices) if part.lower() in label.lower()), None)
        if label is None:
            raise LookupError(f"no choice {part!r} among {list(self._choices)}")
        self.lines.append(f"YOU  [{label}]")
        return self._send({"choice": self._choices[label]})

    def transcript(self) -> list[dict[str, Any]]:
        """What the assistant has stored of this chat."""
        messages: list[dict[str, Any]] = self._ask("GET", "messages")["messages"]
        return messages

    def erase(self) -> None:
        """Have the assistant forget this chat; nothing can be said in it any more."""
        self._ask("DELETE", "messages")

    def _send(self, body: dict[str, str]) -> list[dict[str, Any]]:
        replies: list[dict[str, Any]] = self._ask("POST", "messages", body)["messages"]
        for reply in replies:
            self.lines.append(f"BOT  ({reply.get('topic')}) {reply['text']}")
            for choice in reply.get("choices", ()):
                self.lines.append(f"     [{choice['label']}]")
                self._choices.pop(choice["label"], None)
                self._choices[choice["label"]] = choice["id"]
            if card := reply.get("card"):
                self.lines.append(f"     {card}")
        return replies

    def _ask(self, method: str, path: str, body: dict[str, str] | None = None) -> Any:
        for _ in range(PATIENCE):
            response = self._http.request(method, f"{self._url}/{path}", json=body, timeout=TIMEOUT)
            if response.status_code != 503:
                break
            time.sleep(int(response.headers.get("Retry-After", 1)))
        if not response.ok:
            error = response.json()["error"]
            raise Refused(response.status_code, error["code"], error["message"])
        return response.json() if response.content else None
