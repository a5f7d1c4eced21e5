"""Which sentences of a story are read beside the whole."""

from __future__ import annotations

import pytest

from engine import focus
from engine.focus import LONG, MOST


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in focus.sentences(text)]


def questions(text: str) -> list[str]:
    return [text[start:end] for start, end in focus.questions(text)]


def segments(text: str) -> list[str]:
    return [text, *(text[start:end] for start, end in focus.parts(text))]


STORY = "We bought in 2006 and lost the place in the spring after my husband got sick and could not work any more."

FOUND = [
    (f"{STORY} Can they still take my wages at work?", ["Can they still take my wages at work?"]),
    (f"{STORY} so can the bank still take my wages", ["so can the bank still take my wages"]),
    (f"{STORY} But what about the car I paid off? Thanks", ["But what about the car I paid off?"]),
    (f"{STORY} I want to know if they can sue", ["I want to know if they can sue"]),
    (
        f"{STORY} Will I go to jail for any of this? Can they freeze the account we share?",
        ["Will I go to jail for any of this?", "Can they freeze the account we share?"],
    ),
    (f"{STORY} wondering how long all of this takes them", ["wondering how long all of this takes them"]),
    (f"{STORY}\nHow long do they have to do it", ["How long do they have to do it"]),
    (f"{STORY} Thank you for reading.", []),
    (STORY, []),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_questions_of_a_story(text: str, expected: list[str]) -> None:
    assert questions(text) == expected


LISTED = [
    (
        f"{STORY} Questions: 1) can they take my wages at work now 2) what happens if I move out of state",
        ["can they take my wages at work now", "what happens if I move out of state"],
    ),
    (
        f"1. {STORY}\n2. They say I only have until Monday to be out. True?\n3. Will my brother owe it as well?",
        ["They say I only have until Monday to be out. True?", "Will my brother owe it as well?"],
    ),
    (
        f"{STORY} I would like to know whether they may take my pension, and whether my son has to pay",
        ["I would like to know whether they may take my pension", "and whether my son has to pay"],
    ),
    (f"{STORY} idk if i have to answer that at all", ["idk if i have to answer that at all"]),
    # Who tells of somebody asks nothing.
    (
        f"{STORY} My parents, who are on the deed, live here. Do they owe?",
        ["My parents, who are on the deed, live here. Do they owe?"],
    ),
    (
        f"{STORY} My boss says they can keep at it for twenty years.",
        ["My boss says they can keep at it for twenty years."],
    ),
    (f"{STORY} My boss says they can. Can they take the car we own?", ["Can they take the car we own?"]),
]


@pytest.mark.parametrize(("text", "expected"), LISTED)
def test_items_doubts_and_hearsay(text: str, expected: list[str]) -> None:
    assert questions(text) == expected


def test_a_short_question_brings_what_it_leans_on() -> None:
    assert questions(f"{STORY} A law firm wrote about our second loan. Can they do that?") == [
        "A law firm wrote about our second loan. Can they do that?"
    ]


CUENTO = "Compramos la casa en 2006 y la perdimos en la primavera porque mi esposo se enfermó y ya no pudo trabajar."
IN_SPANISH = [
    (f"{CUENTO} ¿Me pueden quitar parte de mi sueldo?", ["¿Me pueden quitar parte de mi sueldo?"]),
    (f"{CUENTO} quiero saber si yo tengo que pagar eso", ["quiero saber si yo tengo que pagar eso"]),
    (f"{CUENTO} Pero nos pueden demandar por lo que falta", ["Pero nos pueden demandar por lo que falta"]),
    (
        "perdimos la casa el año pasado porque se quedó sin trabajo mi esposo, cuánto tiempo tienen ellos para cobrarnos lo que falta",
        ["cuánto tiempo tienen ellos para cobrarnos lo que falta"],
    ),
    (
        f"{CUENTO} Mi patrón recibió una orden para descontarme y no sé qué quiere decir eso",
        ["Mi patrón recibió una orden para descontarme y no sé qué quiere decir eso"],
    ),
    (f"{CUENTO} Muchas gracias por leerme.", []),
]


@pytest.mark.parametrize(("text", "expected"), IN_SPANISH)
def test_questions_of_a_story_in_spanish(text: str, expected: list[str]) -> None:
    assert questions(text) == expected


LATE = [
    (
        "My mother lost her condo in Cicero two years ago and now a law firm keeps writing to her",
        ", can they take her pension from the union",
    ),
    (
        "The place went at auction for much less than the balance we had on it back then and I wonder",
        " - do i still owe them all of that",
    ),
    (
        "They served my roommate with some papers about the house that I used to own before the divorce",
        " so will they sue my new wife too",
    ),
]


@pytest.mark.parametrize(("story", "question"), LATE)
def test_a_late_question_is_split_from_its_story(story: str, question: str) -> None:
    asked = question.strip(" ,-")
    assert sentences(story + question)[-1] == asked
    assert questions(story + question)[-1] == asked


def test_nothing_of_a_story_is_lost() -> None:
    text = f"{STORY} Can they take my wages? My brother, who is a cop, says no."
    words = [word.strip(" ,;:-") for sentence in sentences(text) for word in sentence.split()]
    assert words == [word.strip(" ,;:-") for word in text.split()]


def test_the_last_questions_stay() -> None:
    asked = [f"Can they take the {thing} that I own now?" for thing in ("house", "car", "boat", "pension", "land")]
    assert questions(" ".join(asked)) == asked[-MOST:]


@pytest.mark.parametrize("text", ["", "?", "can they garnish my wages", "judgment", "I lost my house.", "help", "il"])
def test_short_messages_are_read_whole(text: str) -> None:
    assert segments(text) == [text]


def test_two_questions_are_read_apart() -> None:
    first, second = "What is a deficiency after a foreclosure sale?", "Can I go to jail over the mortgage?"
    assert segments(f"{first} {second}") == [f"{first} {second}", first, second]


def test_the_whole_comes_first_and_once() -> None:
    for text, expected in FOUND:
        assert segments(text) == [text, *expected]
    one_question = "can " + "they really " * LONG + "take my wages"
    assert segments(one_question).count(one_question) == 1


def test_a_long_message_ends_in_good_time() -> None:
    # Patterns that backtrack would never finish here.
    for text in ("so " * 1300, "and so but " * 400, "? " * 2000, "a" * 4000, ", so can " * 450):
        assert segments(text)[0] == text


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("Can they take money from my paycheck? And can they freeze my bank account?", True),
        ("how long does foreclosure take and what will it do to my credit?", True),
        ("can they take my paycheck", True),
        (f"{STORY} Can they still take my wages at work?", False),
        ("They froze my account. Can they do that?", False),
        (STORY, False),
    ],
)
def test_a_message_of_nothing_but_questions_is_told_from_a_story(text: str, alone: bool) -> None:
    assert focus.only_asks(text) is alone
