"""What never reaches the classifier, and what must reach it."""

from __future__ import annotations

import pytest
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from engine.guard import GUARDED, InputGuard, settled_intent
from shortfall.base.limits import LONGEST_MESSAGE
from tests.engine.test_language import ENGLISH, SPANISH

NO_TEXT = [
    "",
    " ",
    "\n\t ",
    "?",
    "???",
    "...",
    "!",
    "$",
    "-",
    "👍",
    "😭😭😭",
    "🏠 💔",
    "\u200b",
    "\u00a0",
    ". . .",
    "¯\\_()_/¯",
]
OTHER_LANGUAGE = [
    "银行可以拿走我的工资吗",
    "我的房子在芝加哥被拍卖了",
    "هل يمكن للبنك أن يأخذ راتبي",
    "Банк забрал мой дом",
    "Мій будинок продали",
    "은행이 내 월급을 가져갈 수 있나요",
    "क्या बैंक मेरा वेतन ले सकता है",
    "ბანკი",
]


@pytest.mark.parametrize("text", NO_TEXT)
def test_no_words(text: str) -> None:
    assert settled_intent(text) == "no_text"


@pytest.mark.parametrize("text", SPANISH)
def test_spanish_goes_on_to_the_classifier(text: str) -> None:
    assert settled_intent(text) is None


@pytest.mark.parametrize("text", OTHER_LANGUAGE)
def test_another_alphabet(text: str) -> None:
    assert settled_intent(text) == "other_language"


@pytest.mark.parametrize("text", ENGLISH)
def test_english_goes_on_to_the_classifier(text: str) -> None:
    assert settled_intent(text) is None


def test_too_long() -> None:
    longest = ("a house " * LONGEST_MESSAGE)[:LONGEST_MESSAGE]
    assert settled_intent(longest) is None
    assert settled_intent(longest + "x") == "too_long"
    assert settled_intent("👍" * (LONGEST_MESSAGE + 1)) == "too_long"


def test_the_component_marks_what_it_settles() -> None:
    messages = [Message({TEXT: text}) for text in ("", "bonjour", "can they garnish my pay")]
    nothing, foreign, english = InputGuard().process(messages)
    assert nothing.get(INTENT) == {"name": "no_text", "confidence": 1.0}
    assert foreign.get(INTENT)["name"] == "other_language"
    assert nothing.get(GUARDED) and foreign.get(GUARDED)
    assert english.get(INTENT) is None and not english.get(GUARDED)


def test_a_message_without_a_text_is_no_text() -> None:
    (message,) = InputGuard().process([Message({})])
    assert message.get(INTENT)["name"] == "no_text"


LATIN_LETTERS = [
    "Straciłem dom i bank chce jeszcze pieniądze, czy mogą zabrać moją wypłatę?",
    "czy bank moze mi zabrac pensje, nie mam pieniedzy",
    "Dzień dobry, mam pytanie o dług po licytacji domu",
    "Nawala ang bahay namin, pwede ba nilang kunin ang sweldo ko?",
    "hindi ko alam kung magkano ang utang ko sa bangko",
    "Tôi mất nhà, ngân hàng có thể lấy lương của tôi không?",
    "toi khong biet phai lam gi, toi mat nha",
    "La banque a vendu ma maison, est-ce que je dois encore de l'argent ?",
    "bonjour",
    "comment je peux savoir combien je dois, la banque ne répond pas",
    "Mwen pèdi kay mwen, èske bank lan ka pran lajan mwen?",
    "yo vann kay mwen epi yo di mwen dwe yo lajan",
    "perdi a minha casa e o banco diz que eu ainda devo dinheiro, você pode me ajudar? não sei",
    "Ich habe mein Haus verloren, kann die Bank mein Gehalt nehmen?",
]
ENGLISH_ALL_THE_SAME = [
    "my name is Nguyen Van Toi",
    "Ang Ng",
    "Łukasz Żółć",
    "call me mon or tue, ma says po box is fine",
    "the bank wrote to my babcia Małgorzata, she speaks no English, what can they take",
    "my dad in Des Moines PA or MO got papers, can they come after us",
    "je ne sais quoi, whatever that means, can they take my house or not",
    "Kowalski vs Bank of America, is the judgment still good",
    "deja vu, they sued me again for the deficiency",
    "il",
    "pa",
    "pro se answer de novo",
]


@pytest.mark.parametrize("text", LATIN_LETTERS)
def test_other_languages_in_latin_letters(text: str) -> None:
    assert settled_intent(text) == "other_language"


@pytest.mark.parametrize("text", ENGLISH_ALL_THE_SAME)
def test_english_with_foreign_names_and_words_is_read(text: str) -> None:
    assert settled_intent(text) is None
