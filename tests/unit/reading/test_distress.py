"""What is heard of a life in danger, on the lines of distress.yml, and what is not on everything else that people ask."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from shortfall.base.firm import DATA
from shortfall.reading.distress import Level, beside_denial, gravest, level

LINES: dict[str, dict[str, list[str]]] = yaml.safe_load((Path(__file__).parent / "distress.yml").read_text())
MEASURED = [(kind, language, texts) for kind, both in LINES.items() for language, texts in both.items()]


def share(texts: list[str], wanted: str) -> float:
    return sum(level(text) == wanted for text in texts) / len(texts)


@pytest.mark.parametrize(("kind", "language", "texts"), MEASURED, ids=[f"{kind} {code}" for kind, code, _ in MEASURED])
def test_each_level_is_heard_in_both_languages(kind: str, language: str, texts: list[str]) -> None:
    wanted = kind.split()[0]
    floor = {"crisis explicit": 1.0, "crisis veiled": 0.95, "crisis prepared": 1.0, "none": 1.0}.get(kind, 0.9)
    missed = [text for text in texts if level(text) != wanted]
    assert share(texts, wanted) >= floor, missed


def test_the_set_is_large_and_half_of_it_spanish() -> None:
    english, spanish = (sum(len(both[code]) for both in LINES.values()) for code in ("en", "es"))
    assert english + spanish >= 300
    assert spanish >= 0.4 * (english + spanish)


def test_hardly_any_question_about_a_debt_is_taken_for_a_life_in_danger() -> None:
    asked: list[str] = []
    for path in sorted((DATA / "topics").glob("*/*.yml")):
        if path.stem == "abuse_at_home":
            continue
        examples = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader).get("examples") or {}
        asked += [text for texts in examples.values() for text in texts]
    assert len(asked) > 10_000
    grave = [text for text in asked if level(text) in {"crisis", "danger", "violence"}]
    assert len(grave) <= len(asked) / 1000, grave


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("I WANT TO DIE!!!", "crisis"),
        ("i just dont want to be here. whats the point anymore", "crisis"),
        ("i want to dissapear", "crisis"),  # misspelt
        ("me kiero matar", "crisis"),
        ("ya no quiero bibir", "crisis"),
        ("me va a matar mi esposo", "violence"),  # another's act, not one's own
        ("he says sign or hell come over and make me, like the last time", "violence"),
        ("hell make me pay half of it", "none"),
        ("i dont want to live in that house", "none"),
        ("So they can't take it then, great", "none"),  # what others cannot is no burden
        ("the bank cannot take this from us, right?", "none"),
        ("collectors still can't touch it and they can't do that", "none"),
        ("my husband can't take it anymore", "distress"),
        ("I can't take this", "distress"),
        ("my life insurance", "none"),
        ("they took it all from my account", "none"),
        ("", "none"),
        ("???", "none"),
    ],
)
def test_kinds(text: str, wanted: Level) -> None:
    assert level(text) == wanted


def test_a_crisis_goes_before_all_else_that_a_message_says() -> None:
    assert level("im so scared, he hits me, i want to die") == "crisis"
    assert level("im so scared, he hits me") == "violence"
    assert gravest(["distress", "danger", "none"]) == "danger"
    assert gravest([]) == "none"


@pytest.mark.parametrize(
    ("figure", "danger"),
    [
        ("I'd need to get the letter out of the box by the stairs", "they will carry me out in a box"),
        ("your old bill can't go on my credit twice", "I can't go on"),
        ("we had to say goodbye to our dog before we moved", "I came to say goodbye to all of you"),
        ("she left a note for my husband about the hearing", "I left a note for my husband"),
        ("what if I did the modification late, nobody would care if I missed one", "nobody would care if I died"),
        ("that servicer sent me a goodbye letter, now another bills me", "I wrote a goodbye letter"),
        ("tomo una pastilla para la presión y se me olvidan los papeles", "me tomo todas las pastillas hoy"),
        ("I don't want to hurt her, she is a nice lady", "I want to hurt myself"),
    ],
)
def test_what_a_thing_is_said_of_is_no_danger_and_what_it_resembles_is(figure: str, danger: str) -> None:
    assert level(figure) not in {"crisis", "danger", "violence"}
    assert level(danger) == "crisis"


@pytest.mark.parametrize(
    ("text", "besides"),
    [
        ("nobody here gets hurt, no need to send anyone. can the bank take my truck?", "can the bank take my truck?"),
        ("I didn't mean it like that, when is my answer due", "when is my answer due"),
        (
            "no hay ningún peligro, no llame a la policía, solo quiero saber cuánto debo",
            "solo quiero saber cuánto debo",
        ),
        ("I'm okay. I will be dead by monday anyway so whatever", "I will be dead by monday anyway so whatever"),
        ("you got that wrong", ""),
        ("aquí nadie se quiere morir. ¿cuándo es la fecha de mi corte?", "¿cuándo es la fecha de mi corte?"),
        ("no estoy hablando de morir", ""),
        ("i am not ok", None),
        ("nadie me va a ayudar, ya no quiero vivir", None),
        ("can they take my car", None),
    ],
)
def test_what_is_asked_beside_that_nobody_is_in_danger(text: str, besides: str | None) -> None:
    assert beside_denial(text) == besides
