"""What Rasa is given to learn from: its own files and the topics."""

from __future__ import annotations

import functools
from pathlib import Path

import pytest
import yaml
from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.core.generator import TrainingDataGenerator
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.constants import INTENT, TEXT

from engine import importer as importer_module
from engine.importer import TopicImporter
from shortfall.base.firm import ROOT
from shortfall.content.questions import LANGUAGES, ContentError, load_questions
from shortfall.content.talks import learned

QUESTIONS = load_questions()
TOPICS = {question.topic for question in QUESTIONS.values()}


def importer() -> TopicImporter:
    return TopicImporter(str(ROOT / "config.yml"), str(ROOT / "domain.yml"), str(ROOT / "data"))


@pytest.fixture(scope="module")
def project() -> TrainingDataImporter:
    """As Rasa reads it: with the retrieval actions that the topics' questions bring."""
    return TrainingDataImporter.load_from_config(
        str(ROOT / "config.yml"), str(ROOT / "domain.yml"), [str(ROOT / "data")]
    )


@pytest.fixture(scope="module")
def domain(project: TrainingDataImporter) -> Domain:
    return project.get_domain()


@pytest.fixture(scope="module")
def examples(project: TrainingDataImporter) -> dict[str, set[str]]:
    """The examples of each intent."""
    found: dict[str, set[str]] = {}
    for message in project.get_nlu_data().intent_examples:
        found.setdefault(message.get(INTENT), set()).add(message.get(TEXT))
    return found


@pytest.fixture(scope="module")
def answers(project: TrainingDataImporter) -> dict[str, list[str]]:
    """Per intent, the actions of the rules that begin with it."""
    found: dict[str, list[str]] = {}
    for step in project.get_stories().story_steps:
        intent = None
        for event in step.events:
            if isinstance(event, UserUttered):
                intent = event.intent_name
            elif isinstance(event, ActionExecuted) and intent and event.action_name not in {"...", "action_listen"}:
                found.setdefault(intent, []).append(event.action_name)
    return found


@pytest.mark.parametrize("topic", sorted(TOPICS))
def test_each_topic_has_an_intent_a_rule_and_its_questions(
    examples: dict[str, set[str]], domain: Domain, answers: dict[str, list[str]], topic: str
) -> None:
    assert topic in domain.intents
    own = [question for question in QUESTIONS.values() if question.topic == topic]
    said = {said.text for code in LANGUAGES for said in learned(code) if said.label.startswith(f"{topic}/")}
    assert examples[topic] == said | {
        text for q in own for code in LANGUAGES for text in (q.ask[code], *q.examples[code])
    }
    for question in own:
        assert [variant["text"] for variant in domain.responses[f"utter_{question.id}"]] == [question.text.web["en"]]
    assert answers[topic] == [f"utter_{topic}"]


def test_every_choice_of_every_response_leads_somewhere(domain: Domain) -> None:
    payloads = {
        button["payload"]
        for variants in domain.responses.values()
        for variant in variants
        for button in variant.get("buttons") or []
    }
    assert {
        payload for payload in payloads if payload.startswith("/") and payload[1:].split("/")[0] not in domain.intents
    } == set()


def test_every_intent_of_the_domain_is_answered(domain: Domain, answers: dict[str, list[str]]) -> None:
    rasas_own = {"back", "restart", "session_start"}
    assert set(domain.intents) - rasas_own - set(answers) == set()


def test_what_is_no_topic_has_examples_too(examples: dict[str, set[str]]) -> None:
    assert {"calculate", "callback", "greet", "out_of_scope", "spanish", "crisis", "urgent"} <= set(examples)


def test_examples_for_tests_are_not_learned(examples: dict[str, set[str]]) -> None:
    learned = {text.lower() for texts in examples.values() for text in texts}
    held_out = yaml.safe_load((ROOT / "tests" / "nlu" / "nlu_test.yml").read_text(encoding="utf-8"))["nlu"]
    texts = {line[2:].strip().lower() for block in held_out for line in block["examples"].splitlines() if line.strip()}
    assert len(texts) > 100
    assert texts & learned == set()


def test_the_rules_do_not_contradict_each_other(project: TrainingDataImporter, domain: Domain, tmp_path: Path) -> None:
    trackers = TrainingDataGenerator(project.get_stories(), domain, augmentation_factor=0).generate()
    settings = next(p for p in project.get_config()["policies"] if p["name"] == "RulePolicy")
    policy = RulePolicy(
        {**RulePolicy.get_default_config(), **settings},
        LocalModelStorage(tmp_path),
        Resource("rules"),
        ExecutionContext(GraphSchema({}), "test"),
    )
    policy.train(trackers, domain)  # raises InvalidRule on a contradiction
    # The list of what forms and actions say must not become a rule.
    assert "utter_ask" not in str(policy.lookup)


def test_a_faulty_question_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (ROOT / "data" / "topics" / "jail" / "overview.yml").read_text(encoding="utf-8")
    (tmp_path / "jail").mkdir()
    (tmp_path / "jail" / "overview.yml").write_text(text.replace("law: ", "whose: ", 1), encoding="utf-8")
    monkeypatch.setattr(importer_module, "load_questions", functools.partial(load_questions, tmp_path))
    with pytest.raises(ContentError, match=r"^jail/overview.yml: fields missing: \['law'\]"):
        importer()
