"""What a message does in a talk, in Spanish: as the English words for it, and a question or a story is none of them."""

from __future__ import annotations

from datetime import date

import pytest

from shortfall.reading.facts import read_facts
from shortfall.talk.acts import read_acts
from shortfall.talk.heard import Context, Heard, Subjects
from shortfall.talk.moves import decide
from shortfall.talk.offers import Offer, taken

ACTS = {
    "yes": ["sí", "si", "Sí, por favor", "claro que sí", "ándele", "está bien", "sí acepto", "cómo no", "si pueden llamarme", "sale", "ta bueno", "está bien, llámenme"],
    "no": ["no", "no gracias", "para nada", "ahorita no", "ninguna de esas", "mejor no", "claro que no", "mejor después", "ahorita no puedo"],
    "unsure": ["no sé", "no lo sé exactamente", "no me acuerdo", "no estoy segura", "no tengo idea", "la verdad no sé", "no sé cuánto debo", "no tengo ni idea"],
    "not_yet": ["todavía no", "aún no", "no se ha vendido todavía", "sigo viviendo aquí"],
    "skip": ["sáltela", "la siguiente", "prefiero no decirlo", "no quiero contestar eso", "paso"],
    "repeat": ["repita por favor", "no le entendí", "¿mande?", "me lo puede repetir", "¿qué dijo?", "no entiendo nada", "explíqueme más sencillo", "en palabras más fáciles"],
    "back": ["atrás", "para atrás", "regresar", "la pregunta anterior", "volver"],
    "restart": ["empezar de nuevo", "vamos a empezar otra vez", "desde el principio", "borre todo"],
    "cancel": ["déjelo así", "olvídelo", "ya no quiero seguir", "cancele la llamada", "cambié de opinión", "ya no", "olvídelo ya", "no, así déjelo"],
    "more": ["más información", "dígame más", "explíqueme más", "¿y qué más?"],
    "thanks": ["muchas gracias", "gracias por su ayuda", "que Dios lo bendiga", "muy amable", "grasias", "muchas gracias señorita"],
    "acknowledge": ["entiendo", "ya veo", "ah bueno", "ni modo", "entendido"],
    "why": ["¿por qué lo pregunta?", "para qué quiere mi número", "por qué me pide eso", "es necesario?", "¿y eso para qué?"],
    "what_counts": ["antes o después de impuestos", "¿cuál de los dos?", "qué incluye", "bruto o neto"],
    "lost": ["no sé qué hacer", "ayúdeme", "¿y ahora qué hago?", "por dónde empiezo", "estoy confundida"],
    "complaint": ["eso no es lo que pregunté", "ya le dije", "no me contestó", "siempre repite lo mismo", "conteste mi pregunta", "eso no le pregunté", "ya le había dicho", "no contestó lo que pregunté"],
    "unhelpful": ["eso no me sirve", "no me ayudó", "es pérdida de tiempo"],
    "wrong": ["eso está mal", "eso no es cierto", "usted está equivocado"],
    "mine_shown": ["qué sabe de mí", "¿qué datos tiene de mí?"],
    "to_text": ["puedo seguir por mensaje de texto", "mándeme esto por texto", "¿podemos seguir en mi celular?"],
    "to_mail": ["¿me lo puede mandar por correo?", "envíeme el resumen a mi correo electrónico"],
    "asks": ["me pueden quitar la casa", "perdí la casa, cuánto tiempo tengo", "y mi carro?", "tengo que ir a la corte", "cuántos días me quedan"],
}  # fmt: skip
NEITHER = [
    "si me quitan la casa me quedo en la calle",
    "no puedo pagar nada",
    "no tengo trabajo",
    "si no pago me sacan el lunes",
]


@pytest.mark.parametrize(("act", "text"), [(act, text) for act, texts in ACTS.items() for text in texts])
def test_an_act_in_spanish(act: str, text: str) -> None:
    assert act in read_acts(text)


@pytest.mark.parametrize("text", NEITHER)
def test_if_is_no_yes_and_what_cannot_be_done_is_no_no(text: str) -> None:
    assert not {"yes", "no"} & read_acts(text)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("la primera", 0),
        ("la segunda opción", 1),
        ("quiero la tercera", 2),
        ("número dos por favor", 1),
        ("la última", 2),
    ],
)
def test_a_choice_by_its_place(text: str, place: int) -> None:
    offers = [Offer("¿Y mi carro?", "/a"), Offer("¿Y mi casa?", "/b"), Offer("¿Y mi sueldo?", "/c")]
    assert taken(text, offers, read_acts(text)) == offers[place]


@pytest.mark.parametrize(
    ("text", "asked", "intent"),
    [
        ("María Guadalupe González de la Cruz", "callback_name", "inform"),
        ("no sé", "estimate_debt", "unsure"),
        ("¿por qué lo pregunta?", "callback_phone", "why"),
        ("sí", "callback_confirmed", "affirm"),
        ("mejor no", "callback_confirmed", "deny"),
        ("atrás", "estimate_sale_price", "back"),
        ("empezar de nuevo", "estimate_sale_price", "restart"),
        ("la pregunta anterior", None, "back"),
        ("eso no es lo que pregunté", None, "complaint"),
        ("ya le dije eso", None, "complaint"),
    ],
)
def test_the_move_it_makes(text: str, asked: str | None, intent: str) -> None:
    subjects = Subjects([("exemptions", 0.2), ("out_of_scope", 0.1)], 0.6)
    form = "callback_form" if asked and asked.startswith("callback") else "estimate_form" if asked else None
    assert decide(Heard(text, (), read_acts(text), subjects), Context(asked=asked, form=form)).intent == intent


def test_a_number_and_call_me_is_a_call() -> None:
    text = "mi número es 312 600 0143, llámeme"
    heard = Heard(text, read_facts(text, date(2026, 12, 1)), read_acts(text), Subjects([("exemptions", 0.3)], 0.6))
    assert decide(heard, Context()).intent == "callback"
