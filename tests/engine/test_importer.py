"""What Rasa is given to learn from: its own files and the topics."""

from __future__ import annotations

import functools
import re
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
from rasa.shared.nlu.constants import INTENT, TEXT

from engine import importer as importer_module
from engine.importer import FORM_INTENTS, TopicImporter
from shortfall.base.firm import ROOT, load_firm
from shortfall.content.questions import ContentError

TOPICS = load_topics()


def importer() -> TopicImporter:
    return TopicImporter(str(ROOT / "config.yml"), str(ROOT / "domain.yml"), str(ROOT / "data"))


@pytest.fixture(scope="module")
def project() -> TopicImporter:
    return importer()


@pytest.fixture(scope="module")
def domain(project: TopicImporter) -> Domain:
    return project.get_domain()


@pytest.fixture(scope="module")
def examples(project: TopicImporter) -> dict[str, set[str]]:
    """The examples of each intent."""
    found: dict[str, set[str]] = {}
    for message in project.get_nlu_data().intent_examples:
        found.setdefault(message.get(INTENT), set()).add(message.get(TEXT))
    return found


@pytest.fixture(scope="module")
def answers(project: TopicImporter) -> dict[str, list[str]]:
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


@pytest.mark.parametrize("topic", TOPICS.values(), ids=TOPICS)
def test_each_topic_has_intent_examples_responses_and_rule(
    examples: dict[str, set[str]], domain: Domain, answers: dict[str, list[str]], topic: Topic
) -> None:
    assert topic.id in domain.intents
    assert examples[topic.id] == {topic.title, *topic.examples}
    variants = domain.responses[f"utter_{topic.id}"]
    assert {variant.get("channel"): variant["text"] for variant in variants} == {
        None: topic.answer,
        "web": topic.answer,
        "sms": topic.sms,
    }
    for variant in variants:
        assert variant["metadata"]["topic"] == topic.id
        assert [source["cite"] for source in variant["metadata"]["sources"]] == [
            source.cite for source in topic.sources
        ]
        assert [button["payload"] for button in variant["buttons"]] == [
            f"/{follow_up}" for follow_up in topic.follow_ups
        ]
        assert all(button["title"] for button in variant["buttons"])
    assert answers[topic.id] == [("action_state_law" if topic.id == "state_law" else f"utter_{topic.id}")]


def test_a_follow_up_is_labelled_with_the_title_of_where_it_leads(domain: Domain) -> None:
    titles = {topic.id: topic.title for topic in TOPICS.values()} | FOLLOW_UP_LABELS
    buttons = [b for topic in TOPICS for variant in domain.responses[f"utter_{topic}"] for b in variant["buttons"]]
    assert {(b["payload"][1:], b["title"]) for b in buttons} <= set(titles.items())


def test_every_choice_of_every_response_leads_somewhere(domain: Domain) -> None:
    payloads = {
        button["payload"]
        for variants in domain.responses.values()
        for variant in variants
        for button in variant.get("buttons") or []
    }
    assert {payload for payload in payloads if payload.startswith("/") and payload[1:] not in domain.intents} == set()


def test_every_intent_of_the_domain_is_answered(domain: Domain, answers: dict[str, list[str]]) -> None:
    rasas_own = {"back", "restart", "session_start"}
    assert set(domain.intents) - rasas_own - set(answers) == set()


def test_what_is_asked_interrupts_a_form(domain: Domain) -> None:
    assert {"estimate_form", "wages_form", "callback_form"} <= set(domain.forms)
    rasas_own = {"session_start"}
    for form in domain.forms.values():
        assert set(form["ignored_intents"]) == set(domain.intents) - FORM_INTENTS - (
            rasas_own - set(form["ignored_intents"])
        )
        assert set(TOPICS) <= set(form["ignored_intents"])
        assert {"crisis", "urgent", "help", "restart", "back", "callback_change", "spanish"} <= set(
            form["ignored_intents"]
        )
        assert not {"inform", "affirm", "deny", "correct", "skip", "cancel"} & set(form["ignored_intents"])


def test_no_placeholder_is_left(domain: Domain) -> None:
    texts = [variant["text"] for variants in domain.responses.values() for variant in variants]
    assert [text for text in texts if re.search(r"\{\w*\}", text)] == []
    assert any(load_firm()["phone"] in text for text in texts)


def test_what_is_no_topic_has_examples_too(examples: dict[str, set[str]]) -> None:
    assert {"calculate", "callback", "greet", "out_of_scope", "spanish", "crisis", "urgent"} <= set(examples)


def test_examples_for_tests_are_not_learned(examples: dict[str, set[str]]) -> None:
    learned = {text.lower() for texts in examples.values() for text in texts}
    held_out = yaml.safe_load((ROOT / "tests" / "nlu" / "nlu_test.yml").read_text(encoding="utf-8"))["nlu"]
    texts = {line[2:].strip().lower() for block in held_out for line in block["examples"].splitlines() if line.strip()}
    assert len(texts) > 100
    assert texts & learned == set()


def test_the_rules_do_not_contradict_each_other(project: TopicImporter, domain: Domain, tmp_path: Path) -> None:
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


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (("id: jail", "id: prison"), "id 'prison' is not the file's name"),
        (("sms: ", "text: "), "fields missing: ['sms']"),
        (("checked: 2026", "checked: about 2026"), "checked is not a date"),
        (("answer: |-\n", "answer: |-\n  {nobody}\n"), "unknown placeholder {nobody}"),
        (("examples:", "examples: [\nexamples:"), "while parsing"),
    ],
)
def test_a_faulty_topic_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: tuple[str, str], fault: str
) -> None:
    text = (ROOT / "data" / "topics" / "jail.yml").read_text(encoding="utf-8")
    assert change[0] in text
    (tmp_path / "jail.yml").write_text(text.replace(*change, 1), encoding="utf-8")
    monkeypatch.setattr(importer_module, "load_topics", functools.partial(load_topics, tmp_path))
    with pytest.raises(ContentError) as caught:
        importer()
    assert str(caught.value).startswith("jail.yml: ")
    assert fault in str(caught.value)


def test_without_a_domain_there_are_the_topics_examples_all_the_same() -> None:
    # `rasa train nlu` and `rasa test nlu` come without one.
    alone = TopicImporter(str(ROOT / "config.yml"), None, str(ROOT / "data"))
    assert alone.get_domain().intents == Domain.empty().intents
    assert {m.get(INTENT) for m in alone.get_nlu_data().intent_examples} >= set(TOPICS)
