"""The training data: Rasa's own files plus one topic per file in data/topics/.

Each topic becomes an intent with its examples, a response in two lengths and a rule. The forms of domain.yml learn here which
intents are questions of their own and so interrupt a form instead of answering it.
"""

from __future__ import annotations

from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.core.training_data.structures import StoryGraph
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from shortfall.base.firm import load_firm
from shortfall.content.topics import FOLLOW_UP_LABELS, Topic, fill, load_topics, placeholders

# Topics whose answer depends on what was asked: an action speaks, the file's answer is its general form.
ANSWERED_BY_ACTION = {"state_law": "action_state_law"}
# What a form takes as an answer or a command to itself; every other intent interrupts it.
FORM_INTENTS = frozenset({"affirm", "deny", "inform", "correct", "skip", "cancel", "nlu_fallback"})


def choices(topic_ids: tuple[str, ...], labels: dict[str, str]) -> list[dict[str, str]]:
    """Follow-ups as Rasa buttons."""
    return [{"title": labels[topic_id], "payload": f"/{topic_id}"} for topic_id in topic_ids]


def topic_responses(topic: Topic, labels: dict[str, str]) -> list[dict[str, Any]]:
    """The web answer, the SMS answer, and the web answer again for channels without a name (rasa shell)."""
    metadata = {
        "topic": topic.id,
        "sources": [{"cite": source.cite, "url": source.url} for source in topic.sources],
    }
    buttons = choices(topic.follow_ups, labels)
    return [
        {"text": topic.answer, "buttons": buttons, "metadata": metadata},
        {"text": topic.answer, "buttons": buttons, "metadata": metadata, "channel": "web"},
        {"text": topic.sms, "buttons": buttons, "metadata": metadata, "channel": "sms"},
    ]


class TopicImporter(RasaFileImporter):
    """Rasa's file importer with the topics added."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._topics = load_topics()
        self._values = placeholders(load_firm())

    def get_domain(self) -> Domain:
        """domain.yml with the topics' intents and responses, and each form's ignored intents."""
        data = super().get_domain().as_dict()
        if not data.get("intents"):
            return Domain.from_dict(data)
        labels = {topic.id: topic.title for topic in self._topics.values()} | FOLLOW_UP_LABELS
        data["intents"] += list(self._topics)
        for variants in data["responses"].values():
            for variant in variants:
                if "text" in variant:
                    variant["text"] = fill(variant["text"], self._values)
        for topic in self._topics.values():
            data["responses"][f"utter_{topic.id}"] = topic_responses(topic, labels)
        names = [name if isinstance(name, str) else next(iter(name)) for name in data["intents"]]
        for form in data["forms"].values():
            form["ignored_intents"] = sorted(set(names) - FORM_INTENTS)
        return Domain.from_dict(data)

    def get_stories(self, exclusion_percentage: int | None = None) -> StoryGraph:
        """data/rules plus one rule for each topic."""
        rules = [
            {
                "rule": f"answer {topic_id}",
                "steps": [
                    {"intent": topic_id},
                    {"action": ANSWERED_BY_ACTION.get(topic_id, f"utter_{topic_id}")},
                ],
            }
            for topic_id in self._topics
        ]
        steps = YAMLStoryReader(self.get_domain()).read_from_parsed_yaml({"version": "3.1", "rules": rules})
        return super().get_stories(exclusion_percentage).merge(StoryGraph(steps))

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """data/nlu plus the topics' examples and titles: what a button says may also be typed."""
        examples = [
            Message.build(text=example, intent=topic.id)
            for topic in self._topics.values()
            for example in dict.fromkeys((topic.title, *topic.examples))
        ]
        return super().get_nlu_data(language).merge(TrainingData(examples))
