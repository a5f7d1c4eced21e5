"""What a message is about, without the fear, the courtesy and the subject that was never asked about."""

from __future__ import annotations

import pytest

from shortfall.reading.asides import corrects, matter, set_aside


@pytest.mark.parametrize(
    ("text", "spanish", "left"),
    [
        ("I can't sleep. will they empty my checking account", False, "will they empty my checking account"),
        ("so ashamed, how do i answer this summons", False, "how do i answer this summons"),
        ("me da miedo. what happens at the hearing", False, "what happens at the hearing"),
        ("estoy desesperada, ¿me pueden embargar el carro?", True, "¿me pueden embargar el carro?"),
        ("Do you speak English? They took half of my pay", False, "They took half of my pay"),
        ("¿atienden en español? me demandó una compañía", True, "me demandó una compañía"),
        ("I never asked about a short sale. how long can I stay here", False, "how long can I stay here"),
        ("no le pregunté de la bancarrota. ¿cuándo tengo que salir?", True, "¿cuándo tengo que salir?"),
        ("guy at work says bankruptcy?? how long can I stay", False, "bankruptcy?? how long can I stay"),
        ("una vecina me dijo que me quitan el troque, es cierto?", True, "me quitan el troque, es cierto?"),
    ],
)
def test_an_aside_is_not_the_matter(text: str, spanish: bool, left: str) -> None:
    assert matter(text, spanish=spanish) == left


@pytest.mark.parametrize(
    "text",
    [
        "I am so scared they will take my paycheck",  # the fear is of something that is named
        "im so scared. help",  # nothing else is left
        "hi, do you speak english?",
        "do you speak Spanish? my mother only reads Spanish",  # asked in English, it is a question
        "I want to kill myself. can they collect from my estate",  # no aside: it comes before everything
        "I said my FROZEN account, not the other one",
        "the judge said I owe the rest of it",
        "my brother says he will not pay his part",
        "what can they take",
        "",
        "." * 3000,
    ],
)
def test_all_else_is_kept(text: str) -> None:
    assert matter(text) == text


@pytest.mark.parametrize(
    ("text", "left", "gone"),
    [
        (
            "No no, i know the taxes are mine. I ask about the lender, what happens if it sells",
            "No no, I ask about the lender, what happens if it sells",
            "i know the taxes are mine.",
        ),
        (
            "You don't understand me. I not leaving. The foreclosure, how long it takes",
            "The foreclosure, how long it takes",
            "You don't understand me. I not leaving.",
        ),
        (
            "No me entiende. Pregunto por el banco que me demandó",
            "Pregunto por el banco que me demandó",
            "No me entiende.",
        ),
        ("the first loan, not the second", "the first loan, not the second", "not the second"),
    ],
)
def test_what_is_put_right_is_the_matter(text: str, left: str, gone: str) -> None:
    assert corrects(text)
    assert matter(text, spanish="Pregunto" in text) == left
    assert set_aside(text) == gone


@pytest.mark.parametrize(
    "text",
    [
        "i know the sale is in march. can i stop it",
        "we don't know what to do. the sheriff came",
        "no, they never served us",
        "what do i do, i do not understand the paper",
        "can i ask about my car",
        "no entiendo la carta. qué hago",
        "you did not answer. how much can they take",
        "it was sold, not foreclosed",
    ],
)
def test_who_puts_nothing_right(text: str) -> None:
    assert set_aside(text) == ""
    assert matter(text) == text


@pytest.mark.parametrize(
    ("text", "spanish"),
    [
        ("y alla en la oficina hablan español? y a que hora cierran los viernes?", True),
        ("el abogado habla español? y cobra por la primera cita?", True),
        ("does anyone there speak english well? and is the first visit free?", False),
    ],
)
def test_whether_others_speak_a_language_is_asked_like_anything_else(text: str, spanish: bool) -> None:
    assert matter(text, spanish=spanish) == text


def test_whether_we_speak_it_is_answered_by_answering() -> None:
    assert matter("disculpe, habla español? me pueden quitar la casa por esto", spanish=True).startswith("disculpe,")
    assert "español" not in matter("disculpe, habla español? me pueden quitar la casa por esto", spanish=True)


@pytest.mark.parametrize(
    "text", ["i want to ask about my taxes", "I went and asked about the sale", "they meant to talk about the rent"]
)
def test_a_word_that_ends_like_a_denial_puts_nothing_right(text: str) -> None:
    assert not set_aside(text)
    assert matter(text) == text
