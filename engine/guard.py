"""The input guard: gives an intent to messages that no classifier can read, before a classifier sees them.

Otherwise a message without words, an endless one or one in another language would get the nearest intent, with confidence (Rasa's own
classifiers answer "affirm" to an empty text).
"""

from __future__ import annotations

import re
import unicodedata

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from engine.component import Component
from shortfall.base.limits import LONGEST_MESSAGE

GUARDED = "guarded"  # set on messages whose intent is decided here

# Function words of the two languages we read (engine.language separates them).
_SPANISH = frozenset(
    "el la los las un una unos unas de del al que qué y en por para con mi mis su sus me te se le les lo nos es son está están estoy fue "
    "era ser hay si sí pero como cómo cuando cuándo donde dónde quien quién cuanto cuánto cuánta porque esto esta este ese esa yo "
    "tengo tiene tienen puedo puede pueden quiero necesito debo deben hola gracias ayuda casa banco deuda después todavía sobre ya muy "
    "más hablar español alguien ayudar pagar vendieron perdí hipoteca embargo corte señor usted ustedes nosotros".split()
)
_ENGLISH = frozenset(
    "the a an of to and in for with my your his her their our me you he she it we they is are was were be been do does did have has had "
    "can could will would should if but so not on at from by this that what when where who how why or i im there about after still any".split()
)
# Function words and what a homeowner needs, of the languages most heard in and around Chicago after English and Spanish, as written
# with and without accents. Left out: what is English too ("to", "do"), a state ("il", "pa", "mo") or short for a day ("mon").
_FOREIGN = frozenset(
    # Polish
    "nie jest się sie czy mój moj moja moje mnie mam mogą moga może moze zabrać zabrac jestem proszę prosze jak ile kiedy gdzie dlaczego że ze "
    "ale który która przez dla pomoc pomocy dług dlug straciłem straciłam stracilem stracilam pieniądze pieniadze polsku domu dziękuję dziekuje "
    "mieszkanie jeśli jesli będzie bedzie mają maja został mieszkania wypłatę pensję sprzedali "
    # Tagalog
    "ang ng mga sa ako ko akin namin natin nila kami siya hindi bahay kung paano bakit kailan utang yung wala kailangan tulong salamat magkano "
    "bangko pwede puwede kunin po ba ay nawala lang din naman ito "
    # Vietnamese
    "tôi toi của cua không khong nhà ngân có là và cho một người nguoi được duoc bị nợ tiền giúp giup mất lấy họ gì làm chúng "
    # French
    "je tu elle nous vous ils elles suis sont une ma mes maison banque ne pas qui dans pour avec votre notre ce cette dois doit peuvent peut "
    "comment quand combien aide besoin vendu perdu saisir salaire prendre encore ont avez après "
    # Haitian Creole
    "mwen yo nou gen kay bank-lan ap pou kijan eske èske ka pran kòb lajan dwe tanpri mèsi ede te poko "
    # Portuguese, Italian, German
    "não nao você voce minha meu uma com eu eles meus posso devo ainda foi sono della mia mio che hanno perché nostra "
    "ich nicht und das ist mein meine haus wir haben kann für eine wie mir noch".split()
)
_FOREIGN_NAMES = frozenset("ang ng ko sa ma po ba ay toi nguoi cho com das von che mia ka te tu pas jak ale".split())
_GREETINGS = frozenset("bonjour bonjou bonsoir cześć czesc kumusta kamusta ciao".split())
# Letters of Polish, Vietnamese, Turkish, Czech, Romanian …, none of them Spanish, French or in "café".
_LETTERS = re.compile("[ąćęłńśźżđơưăřšžčěğışőűțșăạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")
_WORD = re.compile(r"[^\W\d_]+")


def settled_intent(text: str) -> str | None:
    """The intent of a message that is not to be classified, or None for ordinary ones: no_text, too_long, other_language."""
    if len(text) > LONGEST_MESSAGE:
        return "too_long"
    words = [word.lower() for word in _WORD.findall(text)]
    if not words:
        # "250,000", "?" and "$" are answers or at least English; nothing, emoji and dots are not text.
        return None if any(char.isdigit() for char in text) else "no_text"
    letters = [char for char in text if char.isalpha()]
    plain = text.isascii()
    latin = len(letters) if plain else sum("LATIN" in unicodedata.name(char, "") for char in letters)
    if latin * 2 < len(letters):
        return "other_language"
    spanish = sum(word in _SPANISH for word in words)
    english = sum(word in _ENGLISH for word in words)
    foreign = [word for word in words if word in _FOREIGN]
    written = 0 if plain else sum(bool(_LETTERS.search(word)) for word in words)
    if (
        (len(foreign) >= 2 and not _FOREIGN_NAMES.issuperset(foreign) and len(foreign) > max(english, spanish))
        or (written >= 2 and 3 * written >= len(words) > 2 and written > english)
        or (words[0] in _GREETINGS and not english)
    ):
        return "other_language"
    return None


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=False)
class InputGuard(Component):
    """Decides the intent of messages that must not be classified. It comes before the classifiers in the pipeline."""

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if intent := settled_intent(message.get(TEXT) or ""):
                message.set(INTENT, {"name": intent, "confidence": 1.0}, add_to_output=True)
                message.set(GUARDED, True)
        return messages
