"""Which language a message is read in, and when the talk goes over to it."""

from __future__ import annotations

import pytest
from rasa.shared.core.events import BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.slots import AnySlot
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from engine.featurizer import LANGUAGE
from engine.language import Heard, hear
from engine.reader import SWITCHED
from engine.router import LanguageRouter

SPANISH = [
    "hola",
    "Hola!",
    "HOLA",
    "español",
    "alguien habla español?",
    "¿Me pueden quitar la casa?",
    "me pueden quitar dinero de mi cheque",
    "perdí mi casa y el banco dice que debo dinero",
    "el banco vendió mi casa por menos de lo que debía",
    "cuanto tiempo tienen para cobrarme la deuda",
    "necesito ayuda con la hipoteca por favor",
    "quiero hablar con una persona",
    "hola perdi mi casa en Chicago",
    "todavía debo después de la venta",
    "mi mamá perdió la casa y ahora le cobran la diferencia",
    "no tengo dinero para pagar",
    "que puedo hacer con mi casa",
    "donde están ustedes",
]
MIXED = [
    "me quieren hacer garnish del cheque",
    "my landlord no me devuelve el deposit",
    "I owe taxes de la casa y tambien el mortgage, que pago primero",
    "recibi un summons ayer, what do I do",
]
ENGLISH = [
    "yes",
    "no",
    "il",
    "n",
    "skip",
    "250,000",
    "250",
    "$312k",
    "312-555-0142",
    "100%",
    "2 years",
    "Illinois",
    "Los Angeles",
    "El Paso",
    "La Grange",
    "my house is in Los Angeles",
    "La Salle street in Chicago",
    "we live in El Paso Texas",
    "my name is Maria de la Cruz",
    "Jose de la Torre",
    "Maria de los Angeles y Torres",
    "Calle de la Rosa",
    "Juan",
    "Guadalupe Sanchez",
    "call me at noon",
    "Des Plaines",
    "the house on Calle de los Santos was sold",
    "our place on Camino del Rio sold for 200k",
    "the San Antonio house",
    "Del Rio",
    "casa",
    "Is the deficiency on the house in Las Vegas still owed?",
    "can they garnish me",
    "do you speak spanish",
    "me and my wife",
    "no",
    "es",
    "what if I don't pay",
    "résumé",
    "naïve question: what is a lien",
    "My neighbor said hola to the sheriff who came to the door",
    "中 means middle, but can they take my house in Illinois",
    # How they feel, in the other language, is no part of what is asked.
    "Me da miedo. What do I do with the letter from the bank",
    "Tengo mucho miedo, can they take my car from me",
]
NO_EVIDENCE = [
    "María González",
    "Maria Guadalupe de la Cruz",
    "sí",
    "ALTO",
    "250,000",
    "ok",
    "no",
    "Calle de la Rosa 12",
    "👍",
]


@pytest.mark.parametrize("text", SPANISH)
def test_spanish_turns_the_talk(text: str) -> None:
    assert (hear(text).language, hear(text).switch) == ("es", True)


@pytest.mark.parametrize("text", MIXED)
def test_mixed_messages_are_read_by_the_classifier_that_knows_both(text: str) -> None:
    assert hear(text).language == "es"


@pytest.mark.parametrize("text", ENGLISH)
def test_english_is_read_as_english(text: str) -> None:
    assert hear(text) == Heard("en")


@pytest.mark.parametrize("text", NO_EVIDENCE)
def test_names_and_single_words_leave_a_talk_where_it_is(text: str) -> None:
    assert hear(text) == hear(text, "en") == Heard("en")
    assert hear(text, "es") == Heard("es")


def test_a_name_that_was_asked_for_is_in_no_language() -> None:
    assert hear("soy la señora Ramírez", None, "callback_name") == Heard("en")
    assert hear("this is Andre Williams speaking", "es", "callback_name") == Heard("es")


@pytest.mark.parametrize("text", ["foreclosure", "loan modification", "yes please", "who"])
def test_a_few_english_words_do_not_end_a_spanish_talk(text: str) -> None:
    assert hear(text, "es") == Heard("es")


def test_clear_english_ends_a_spanish_talk() -> None:
    assert hear("can they take money out of my bank account", "es") == Heard("en", switch=True)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("en español por favor", "es"),
        ("Español", "es"),
        ("can we speak Spanish please", "es"),
        ("in English please", "en"),
        ("en inglés, por favor", "en"),
        ("prefiero inglés", "en"),
    ],
)
@pytest.mark.parametrize("spoken", [None, "en", "es"])
def test_the_language_that_is_asked_for(text: str, language: str, spoken: None) -> None:
    assert hear(text, spoken) == Heard(language, switch=True, command=True)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["no hablo inglés", "I don't speak Spanish", "do you speak Spanish"])
def test_what_is_said_of_a_language_asks_for_none(text: str) -> None:
    assert not hear(text).command


def talk(*events: Event, language: str | None = None) -> DialogueStateTracker:
    slots = [
        AnySlot("case", [], influence_conversation=False),
        AnySlot("requested_slot", [], influence_conversation=False),
    ]
    tracker = DialogueStateTracker("somebody", slots)
    case = {"language": {"value": language, "words": "", "turn": 0}} if language else None
    tracker.update_with_events([SlotSet("case", case), UserUttered("hello"), *events], None)
    return tracker


def routed(text: str, tracker: DialogueStateTracker) -> Message:
    message = Message({TEXT: text})
    LanguageRouter().process([message], tracker)
    return message


def test_the_component_marks_messages() -> None:
    message = routed("me pueden quitar el carro", talk())
    assert (message.get(LANGUAGE), message.get(SWITCHED)) == ("es", "words")
    assert routed("in english please", talk(language="es")).get(SWITCHED) == "command"
    assert routed("sí", talk(language="es")).get(LANGUAGE) == "es"


def test_what_a_choice_sends_says_nothing_of_the_person() -> None:
    # The buttons of a Spanish talk send the English words that the readers of facts know.
    words = "there is a foreclosure case against my home"
    offered = BotUttered("¿Cómo va su caso?", {"buttons": [{"title": "Hay un caso en la corte", "payload": words}]})
    message = routed(words, talk(offered, language="es"))
    assert (message.get(LANGUAGE), message.get(SWITCHED)) == ("en", None)
    assert routed(words, talk(language="es")).get(SWITCHED) == "words"
