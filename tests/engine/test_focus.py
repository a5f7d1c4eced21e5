"""Which sentences of a story are read beside the whole."""

from __future__ import annotations

import pytest

from engine.focus import LONG, MOST, questions, segments, sentences

STORY = "We bought in 2006 and lost the place in the spring after my husband got sick and could not work any more."

FOUND = [
    (f"{STORY} Can they take my wages?", ["Can they take my wages?"]),
    (f"{STORY} so can the bank still take my wages", ["so can the bank still take my wages"]),
    (f"{STORY} But what about my car? Thanks", ["But what about my car?"]),
    (f"{STORY} I want to know if they can sue", ["I want to know if they can sue"]),
    (f"{STORY} Will I go to jail? Can they freeze my account?", ["Will I go to jail?", "Can they freeze my account?"]),
    (f"{STORY} wondering how long this takes", ["wondering how long this takes"]),
    (f"{STORY}\nHow long do they have", ["How long do they have"]),
    (f"{STORY} Any idea what a lien is?", ["Any idea what a lien is?"]),
    (f"{STORY} Thank you for reading.", []),
    (STORY, []),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_questions_of_a_story(text: str, expected: list[str]) -> None:
    assert questions(text) == expected


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (
            "My mother lost her condo in Cicero two years ago and now a law firm keeps writing to her, can they take her pension",
            "can they take her pension",
        ),
        (
            "The place went at auction for much less than the balance we had on it back then and now I wonder about it - do i still owe",
            "do i still owe",
        ),
        (
            "They served my roommate with some papers about the house that I used to own before the divorce so will they sue my new wife too",
            "will they sue my new wife too",
        ),
    ],
)
def test_a_late_question_is_split_from_its_story(text: str, question: str) -> None:
    assert sentences(text)[-1] == question
    assert questions(text)[-1] == question


def test_nothing_of_a_story_is_lost() -> None:
    text = f"{STORY} Can they take my wages? My brother, who is a cop, says no."
    words = [word.strip(" ,;:-") for sentence in sentences(text) for word in sentence.split()]
    assert words == [word.strip(" ,;:-") for word in text.split()]


def test_the_last_questions_stay() -> None:
    text = "Is it legal? Is it fair? Can they sue me? Can they call me? Will they win it?"
    assert questions(text) == ["Can they sue me?", "Can they call me?", "Will they win it?"]
    assert len(questions(text)) == MOST


@pytest.mark.parametrize("text", ["", "?", "can they garnish my wages", "judgment", "I lost my house.", "help", "il"])
def test_short_messages_are_read_whole(text: str) -> None:
    assert segments(text) == [text]


def test_two_short_questions_are_read_apart_too() -> None:
    text = "What is a deficiency? Can I go to jail?"
    assert segments(text) == [text, "What is a deficiency?", "Can I go to jail?"]


def test_the_whole_comes_first_and_once() -> None:
    for text, expected in FOUND:
        assert segments(text) == [text, *expected]
    one_question = "can " + "they really " * LONG + "take my wages"
    assert segments(one_question).count(one_question) == 1


def test_a_long_message_ends_in_good_time() -> None:
    # Patterns that backtrack would never finish here.
    for text in ("so " * 1300, "and so but " * 400, "? " * 2000, "a" * 4000, ", so can " * 450):
        assert segments(text)[0] == text
