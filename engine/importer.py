"""The training data: Rasa's own files plus one question a file in data/topics/<topic>/, and the talks of data/talks/.

Each topic becomes a retrieval intent, each question one of its responses; each topic has one rule.
"""

from __future__ import annotations

from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.core.training_data.structures import StoryGraph
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from engine.featurizer import LANGUAGE
from shortfall.content.questions import LANGUAGES, load_questions
from shortfall.content.talks import learned

LIFE = ("crisis", "danger", "violence")
"""Intents for a life in danger (shortfall/talk/moves/)."""
ALONE = {**dict.fromkeys(LIFE, "action_crisis"), "no_more_texts": "action_no_more_texts"}
"""What is said to an intent that nothing follows."""


class TopicImporter(RasaFileImporter):
    """Rasa's file importer with the questions added."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._questions = load_questions()
        self._topics = sorted({question.topic for question in self._questions.values()})

    def get_domain(self) -> Domain:
        """domain.yml with the topics' intents and a response for each question.

        The responses hold each question's plain English text; engine.speech says it in the words that fit the case.
        """
        data = super().get_domain().as_dict()
        if not data.get("intents"):
            return Domain.from_dict(data)
        known = {name if isinstance(name, str) else next(iter(name)) for name in data["intents"]}
        data["intents"] += [topic for topic in self._topics if topic not in known]
        for question in self._questions.values():
            data["responses"][f"utter_{question.id}"] = [{"text": question.text.web["en"]}]
        return Domain.from_dict(data)

    def get_stories(self, exclusion_percentage: int | None = None) -> StoryGraph:
        """data/rules plus one rule for each topic, and for what nothing follows in and out of each form."""
        rules: list[dict[str, Any]] = [
            {"rule": f"answer {topic}", "steps": [{"intent": topic}, {"action": f"utter_{topic}"}]}
            for topic in self._topics
        ]
        forms = super().get_domain().as_dict()["forms"]
        # A form waits until the person writes again.
        for intent, action in ALONE.items():
            said = [{"intent": intent}, {"action": action}]
            rules.append({"rule": intent, "steps": said})
            rules += [
                {
                    "rule": f"{intent} in {form}",
                    "condition": [{"active_loop": form}],
                    "steps": [*said, {"action": "action_listen"}],
                }
                for form in forms
            ]
        steps = YAMLStoryReader(self.get_domain()).read_from_parsed_yaml({"version": "3.1", "rules": rules})
        return super().get_stories(exclusion_percentage).merge(StoryGraph(steps))

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """data/nlu plus the questions' examples (what a button says may also be typed) and what is said in imagined talks."""
        examples = [
            Message.build(text=example, intent=question.id, intent_metadata={LANGUAGE: spoken})
            for question in self._questions.values()
            for spoken in LANGUAGES
            for example in dict.fromkeys((question.ask[spoken], *question.examples[spoken]))
        ]
        examples += [
            Message.build(text=said.text, intent=said.label, intent_metadata={LANGUAGE: spoken})
            for spoken in LANGUAGES
            for said in learned(spoken)
        ]
        responses = {f"utter_{name}": [{"text": question.text.web["en"]}] for name, question in self._questions.items()}
        return super().get_nlu_data(language).merge(TrainingData(examples, responses=responses))
