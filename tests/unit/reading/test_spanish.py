"""What people write in Spanish, read as the same words in English would be: what happened, days, names, ends of texts, danger.

None of these sentences stood in the code before the readers were tried on them; each kind that failed has more than one of its own here.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from shortfall.base.hours import office_zone
from shortfall.callbacks.window import parse_window
from shortfall.reading.distress import level
from shortfall.reading.facts import read_facts
from shortfall.reading.names import read_name
from shortfall.reading.opt_out import read
from shortfall.reading.urgent import find_deadline, read_told

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 10, tzinfo=office_zone())

HAPPENED: dict[tuple[str, str], list[str]] = {
    ("stage", "behind"): ["debo cuatro meses de la casa", "nos atrasamos con la hipoteca", "llevo 3 pagos sin pagar", "no puedo pagar la hipoteca"],
    ("stage", "sued"): ["ya me demandaron", "me llegó una citación", "nos entregaron los papeles de la corte", "el banco me puso una demanda"],
    ("stage", "sale_set"): ["ya tengo fecha de subasta", "van a rematar mi casa", "mi casa se subasta en enero"],
    ("stage", "sold"): ["perdimos la casa", "ya se vendió", "remataron mi casa", "la casa ya fue subastada", "me quitaron mi casa"],
    ("stage", "confirmed"): ["el juez ya confirmó la venta", "la venta ya fue aprobada"],
    ("stage", "judgment"): ["hay una sentencia en mi contra", "el banco tiene una sentencia contra mí", "me sacaron una sentencia"],
    ("stage", "collection"): ["me están quitando de mi cheque", "me descuentan dinero del sueldo", "me congelaron la cuenta", "mi cuenta está congelada"],
    ("ended", "not_sold"): ["todavía no se vende", "aún no la han subastado"],
    ("ended", "deed_in_lieu"): ["entregamos las llaves al banco", "firmé una entrega de la escritura"],
    ("ended", "short_sale"): ["hicimos una venta corta", "vendí la casa en short sale"],
    ("bankruptcy", "filed"): ["declaré bancarrota", "metimos bancarrota el año pasado", "estoy en capítulo 13"],
    ("bankruptcy", "discharged"): ["me dieron el descargo", "hice bancarrota y ya tengo el descargo"],
    ("bankruptcy", "considering"): ["estoy pensando en declararme en bancarrota"],
    ("home", "rental"): ["era una casa de renta", "la casa la rentaba"],
    ("home", "llc"): ["está a nombre de mi LLC"],
    ("who", "heir"): ["mi papá falleció en mayo", "soy viuda", "se murió mi mamá", "heredé la casa"],
    ("who", "helper"): ["pregunto por mi mamá", "estoy ayudando a mi tía"],
    ("who", "cosigner"): ["firmé como aval", "soy el fiador de mi hermano"],
    ("loan", "fha"): ["el préstamo es FHA"],
    ("loan", "va"): ["tengo un préstamo VA"],
    ("loan", "second"): ["también había una segunda hipoteca"],
}  # fmt: skip


@pytest.mark.parametrize(("told", "text"), [(told, text) for told, texts in HAPPENED.items() for text in texts])
def test_what_happened(told: tuple[str, str], text: str) -> None:
    assert told in [(fact.name, fact.value) for fact in read_facts(text, TODAY)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("si me demandan qué hago", "stage"),
        ("¿me pueden quitar de mi cheque?", "stage"),
        ("no me han demandado, ¿y si me quitan la casa?", "ended"),
        ("cuando se muera mi mamá quién paga", "who"),
        ("debo declarar bancarrota", "bankruptcy"),
        ("todavía no hay una sentencia en mi contra", "stage"),
        ("vivo en una casa de renta", "home"),
        ("el préstamo va muy mal", "loan"),
    ],
)
def test_what_is_asked_or_denied_did_not_happen(text: str, name: str) -> None:
    values = {fact.value for fact in read_facts(text, TODAY) if fact.name == name and fact.sure}
    assert values <= {"behind"}


def test_the_words_of_a_fact_are_those_that_were_written() -> None:
    [fact] = [each for each in read_facts("El Banco: perdí mi casa", TODAY) if each.name == "stage"]
    assert fact.words == "perdí mi casa"


@pytest.mark.parametrize(
    ("text", "role", "first"),
    [
        ("el juez firmó la sentencia el 5 de marzo del 2025", "judgment", "2025-03-05"),
        ("la subasta es el 1ro de diciembre", "sale", "2026-12-01"),
        ("tengo que contestar la demanda para el jueves", "answer", "2026-11-26"),
        ("la corte confirmó la venta el 14 de este mes", "confirmed", "2026-11-14"),
    ],
)
def test_a_day(text: str, role: str, first: str) -> None:
    found = {fact.role: fact.value for fact in read_facts(text, TODAY) if fact.name in {"date", "money"}}
    assert found.keys() == {role} and found[role][0] == first


def test_a_discharge_is_no_service() -> None:
    found = [fact for fact in read_facts("me dieron el descargo en 2023", TODAY) if fact.name == "date"]
    assert [fact.role for fact in found] == ["discharge"]


@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        ("van a rematar mi casa en 3 días", "sale", 26),
        ("me van a sacar mañana", "lockout", 24),
        ("tenemos que desocupar la casa el viernes", "lockout", 27),
        ("me quedan 5 días para contestar", "answer", 28),
        ("tengo que responder para mañana", "answer", 24),
    ],
)
def test_what_is_near(text: str, kind: str, day: int) -> None:
    found = find_deadline(text, NOW)
    assert found and (found.kind, found.last.day) == (kind, day)


def test_a_sale_in_weeks_is_told() -> None:
    [found] = read_told("la subasta es en dos semanas", TODAY).coming
    assert (found.kind, found.first) == ("sale", date(2026, 12, 7))


@pytest.mark.parametrize(
    ("wish", "start"),
    [
        ("el 1 de diciembre a la 1", (12, 1, 13)),
        ("martes 8 de diciembre por la tarde", (12, 8, 12)),
        ("el jueves 10 a las 11", (12, 10, 11)),
        ("lo más pronto posible", (11, 23, 10)),
        ("en una hora", (11, 23, 11)),
        ("en dos semanas", (12, 7, 9)),
        ("a la hora del lonche", (11, 23, 12)),
        ("nomás en las mañanas puedo", (11, 23, 10)),
    ],
)
def test_when_to_call(wish: str, start: tuple[int, int, int]) -> None:
    window = parse_window(wish, NOW, language="es")
    assert window is not None
    assert (window.start.month, window.start.day, window.start.hour) == start


NAMES = {
    "ponga Lupita": "Lupita",
    "a nombre de Francisco J. Ortiz-Mendoza": "Francisco J. Ortiz-Mendoza",
    "pregunte por Ángel": "Ángel",
    "me dicen Chuy": "Chuy",
    "habla Miguel Ángel Torres": "Miguel Ángel Torres",
    "soy la señora Ramírez": "Señora Ramírez",
    "Guadalupe, pero me dicen Lupe": "Lupe",
    "María Guadalupe Hernández López": "María Guadalupe Hernández López",
    "hola soy Beto y perdi mi casa": None,
    "quiero hablar con el abogado": None,
    "que me llame una persona": None,
}


@pytest.mark.parametrize("said", NAMES)
def test_a_name(said: str) -> None:
    assert read_name(said) == NAMES[said]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ximena Núñez 312-555-0177", "Ximena Núñez"),
        ("soy José, llámenme mañana", "José"),
        ("llámenme el martes. Andrés Peña", "Andrés Peña"),
    ],
)
def test_a_name_beside_a_number_or_a_wish(text: str, name: str) -> None:
    assert [fact.value for fact in read_facts(text, TODAY) if fact.name == "name"] == [name]


@pytest.mark.parametrize(
    ("text", "kind"), [("suspender", "stop"), ("desuscribirme por favor", "stop"), ("reanudar", "start")]
)
def test_an_end_and_a_beginning(text: str, kind: Any) -> None:
    found = read(text)
    assert found and (found.kind, found.language) == (kind, "es")


def test_danger() -> None:
    assert level("no le veo caso a seguir") == level("ya no le veo el sentido a nada") == "crisis"
    assert level("no le veo caso a seguir pagando") == "none"
    assert level("mi marido me tiene amenazada") == "violence"


@pytest.mark.parametrize(
    ("text", "role", "low"),
    [
        ("nos remataron la casa y llegó una carta de un abogado que debemos 39,400", "deficiency", "39400"),
        ("un cobrador dice que todavía debo 22 mil", "deficiency", "22000"),
        ("me están pidiendo 31,500", "deficiency", "31500"),
        ("mi abogado quiere 3 mil", "other", "3000"),
        ("saco 640 a la semana", "take_home", "640.00"),
        ("no, 280 no 250", "sale_price", "280000"),
    ],
)
def test_a_sum(text: str, role: str, low: str) -> None:
    case = {"sale_price": {"value": {"low": "250000", "high": "250000"}, "turn": 1}}
    assert [(each.role, each.value["low"]) for each in read_facts(text, TODAY, case=case) if each.name == "money"] == [
        (role, low)
    ]
    assert not [each for each in read_facts(text, TODAY, case=case) if each.name == "retracted"]


def test_pay_before_and_after_taxes() -> None:
    found = read_facts("gano 1,000 a la semana antes de taxes y 800 después", TODAY)
    assert {each.role: each.value["low"] for each in found if each.name == "money"} == {
        "pay": "1000.00",
        "take_home": "800.00",
    }
