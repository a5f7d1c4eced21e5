"""What was read of a message is said back once in a reply."""

from __future__ import annotations

from shortfall.talk.compose import noted_once


def test_what_was_noted_stands_once_in_a_reply() -> None:
    twice = ["I read: $90,000 owed. If that is not right, tell me.", "Dues are apart.\n\nGot it: $90,000 owed."]
    more = "I read: $90,000 owed, the home is in Ohio. If that is not right, tell me.\n\nNothing is left."
    assert noted_once(twice) == [twice[0], "Dues are apart."]
    assert noted_once([*twice, more]) == ["", "Dues are apart.", more]
    assert noted_once(["Got it: $1 owed.", "Got it: $2 owed."]) == ["Got it: $1 owed.", "Got it: $2 owed."]
