"""What people are called."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shortfall.reading.names import LONGEST, corrected_name, insisted_name, read_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Maria Lopez", "Maria Lopez"),
        ("maria lopez", "Maria Lopez"),
        ("JOHN SMITH", "John Smith"),
        ("my name is maria lopez", "Maria Lopez"),
        ("My name's Bob, thanks", "Bob"),
        ("name: Bob Jones", "Bob Jones"),
        ("hi, it's Maria lopez-Garcia", "Maria Lopez-Garcia"),
        ("I'm John O\u2019Brien", "John O'Brien"),
        ("im bob", "Bob"),
        ("this is Bob", "Bob"),
        ("you can call me Tina", "Tina"),
        ("call me Al", "Al"),
        ("Sandra here", "Sandra"),
        ("Hello my name is Tina Turner nice to meet you", "Tina Turner"),
        ("yes, Maria Lopez please", "Maria Lopez"),
        ("Lopez, Maria", "Maria Lopez"),
        ("john smith jr", "John Smith Jr."),
        ("John Smith, Jr.", "John Smith Jr."),
        ("henry ford iii", "Henry Ford III"),
        ("D'Angelo Russell", "D'Angelo Russell"),
        ("o'brien", "O'Brien"),
        ("McDonald", "McDonald"),
        ("mary ann de la cruz", "Mary Ann de la Cruz"),
        ("Ludwig van Beethoven", "Ludwig van Beethoven"),
        ("jean-luc picard", "Jean-Luc Picard"),
        ("Jos\u00e9 \u00d1\u00fa\u00f1ez", "Jos\u00e9 \u00d1\u00fa\u00f1ez"),
        ("Jose\u0301", "Jos\u00e9"),
        ("Nguy\u1ec5n V\u0103n A", "Nguy\u1ec5n V\u0103n A"),
        ("\u674e\u5c0f\u9f99", "\u674e\u5c0f\u9f99"),
        ("J. R. Smith", "J. R. Smith"),
        ("Dr. Susan Wu", "Dr. Susan Wu"),
        ("Ng", "Ng"),
        ("Will Grant", "Will Grant"),
        ("Bob\r\nSmith", "Bob Smith"),
        ("  Bob\u200b   Smith\x00 ", "Bob Smith"),
    ],
)
def test_names(text: str, name: str) -> None:
    assert read_name(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?",
        "X",
        "yes",
        "no",
        "none of your business",
        "why do you need it?",
        "Who are you",
        "what is a deficiency",
        "I don't want to say",
        "I am losing my house",
        "this is about my loan",
        "tomorrow",
        "asap",
        "cancel",
        "Bob2",
        "312-555-0143",
        "<b>Bob</b>",
        "Bob <script>",
        "Bob\r\nBcc: victim@example.com",
        "bob@example.com",
        "www.example.com",
        "=HYPERLINK(1)",
        "{{name}}",
        "a b c d e f g h i",
        "a" * 81,
        "\U0001f642",
    ],
)
def test_what_is_no_name(text: str) -> None:
    assert read_name(text) is None


@given(st.text(max_size=200))
def test_a_name_is_one_short_line_of_letters(text: str) -> None:
    name = read_name(text)
    if name is not None:
        assert 0 < len(name) <= LONGEST
        assert not any(unicodedata.category(character)[0] in "CN" for character in name)
        assert not set(name) & set('<>{}@=+"\r\n\t')
        assert name == name.strip()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("it's Maria, Maria Lopez", "Maria Lopez"),
        ("my husband's name is Bob", "Bob"),
        ("ask for Denise", "Denise"),
        ("you can ask for my wife Ann", "Ann"),
        ("Bob's my name", "Bob"),
        ("Mary Ann, M-A-R-Y", "Mary Ann"),
        ("Bob & Ann Jones", "Bob and Ann Jones"),
        ("my name is Bob and my wife is Ann", "Bob and Ann"),
        ("Mr and Mrs Jones", "Mr and Mrs Jones"),
        ("call me Ms. Lee", "Ms. Lee"),
        ("Nguy\u1ec5n", "Nguy\u1ec5n"),
    ],
)
def test_names_as_people_give_them(text: str, name: str) -> None:
    assert read_name(text) == name
    assert read_name(name) == name  # what is stored is read again as it is


@pytest.mark.parametrize("text", ["yes and no", "my foreclosure and my house", "call me and my wife", "my daughter"])
def test_two_things_are_not_a_couple(text: str) -> None:
    assert read_name(text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("River Stone, for real", "River Stone"),
        ("dolly. dolly mae parker", "Dolly Mae Parker"),
        ("Jan no wait it's Jen", "Jen"),
        ("Marta, sorry, I meant Marla Ruiz", "Marla Ruiz"),
        ("it's me Gloria again", "Gloria"),
        ("I am Oluwatobi, you can say Tobi", "Oluwatobi"),
        ("for the estate of Rose Kane, I'm her daughter Beth", "Beth"),
        ("no sorry", None),
        ("it's me", None),
    ],
)
def test_what_is_put_right_or_said_around_a_name(text: str, name: str | None) -> None:
    assert read_name(text) == name


@pytest.mark.parametrize(
    ("text", "before", "name"),
    [
        ("House", "House", "House"),
        ("good.", "Good", "Good"),
        ("it's Lord", "Lord", "Lord"),
        ("my name is Call", "", "Call"),
        ("my first name really is Sale", "", "Sale"),
        ("i already said Money", "", "Money"),
        ("Pay is my name", "", "Pay"),
        ("me llamo Luck", "", "Luck"),
        ("House", "", None),  # not yet insisted on
        ("House", "Good", None),
        ("no", "no", None),
        ("skip", "skip", None),
        ("hello", "hello", None),
        ("i'm scared", "i'm scared", None),
        ("my name is private", "", None),
        ("my name is on the deed", "", None),
    ],
)
def test_a_name_that_is_a_word_is_taken_from_who_insists(text: str, before: str, name: str | None) -> None:
    assert insisted_name(text, before) == name
    if name:
        assert insisted_name(name, name) == name  # what is stored is read again as it is


@pytest.mark.parametrize(
    ("text", "known", "name"),
    [
        ("my name isn't Ray, it's Roy Brand", "Ray", "Roy Brand"),
        ("not Ray, Roy", "Ray", "Roy"),
        ("it's Ann Lee, not Anna Lee", "Anna Lee", "Ann Lee"),
        ("wrong name. Tomas Vega", "Tom", "Tomas Vega"),
        ("its Augustine not Gus", "Gus Petrakis", "Augustine Petrakis"),
        ("mi nombre completo no es ese, soy Aurelio Paz", "Aurelio", "Aurelio Paz"),
        ("you got my name wrong its kim delgado", "Kim", "Kim Delgado"),
        ("haha that's not my name, i'm Oscar Pruitt", "Hello There", "Oscar Pruitt"),
        ("no me llamo Sur, me llamo Zur Ortiz", "Sur", "Zur Ortiz"),
        ("no es Rogelia, es Rogelio", "Rogelia", "Rogelio"),
        ("mi nombre no es ese jajaja, soy Fermín Salas", "Ta Bien", "Fermín Salas"),
        ("escribió mal mi nombre, es Yesenia", "Jesenia", "Yesenia"),
        ("my name is wrong", "Ann", None),
        ("my name is not on the loan, it's my husband", "Ann", None),
        ("the name is not on the deed", "Ann", None),
        ("mi nombre no está en el préstamo, es de mi papá", "Ana", None),
        ("it's not my house", "Ann", None),
        ("no soy el dueño, soy el hijo", "Ana", None),
        ("I am not sure", "Ann", None),
        ("no es cierto, es mentira", "Ana", None),
    ],
)
def test_a_name_that_is_put_right(text: str, known: str, name: str | None) -> None:
    assert corrected_name(text, known) == name


@pytest.mark.parametrize(
    "text", ["mi tel es", "es mi celular", "my cell", "this is my phone", "mi casa", "el cel de mi casa"]
)
def test_small_words_and_telephones_are_no_names(text: str) -> None:
    assert read_name(text) is None


@pytest.mark.parametrize("text", ["Mi Nguyen", "Tu Tran", "Esther Este", "Maria de la Cruz", "Rosa Casas", "Kao Lo"])
def test_names_that_look_like_small_words_stay_names(text: str) -> None:
    assert read_name(text) == text
