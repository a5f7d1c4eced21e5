"""What operations may count. No label ever names a person, a chat or an address."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector

_BUCKETS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0)


FORMS = frozenset({"estimate", "wages", "callback"})
"""The cards that end a form."""


class Metrics:
    """The counters of one gateway."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self.chats = Counter("shortfall_chats", "chats opened", registry=self.registry)
        self.turns = Counter("shortfall_turns", "answers by topic", ["channel", "topic"], registry=self.registry)
        self.forms = Counter(
            "shortfall_forms_finished", "forms that came to their end", ["channel", "form"], registry=self.registry
        )
        self.latency = Histogram(
            "shortfall_engine_seconds",
            "time the engine took to answer, from when the message was stored",
            buckets=_BUCKETS,
            registry=self.registry,
        )
        self.turn = Histogram(
            "shortfall_turn_seconds",
            "time until a message was answered, all in all",
            buckets=_BUCKETS,
            registry=self.registry,
        )
        self.engine_failures = Counter(
            "shortfall_engine_failures", "turns the engine did not answer", ["kind"], registry=self.registry
        )
        self.refused = Counter("shortfall_rate_limited", "requests over a rate limit", registry=self.registry)
        self.erasures = Gauge(
            "shortfall_pending_erasures", "erased chats the engine may still remember", registry=self.registry
        )
        self.texts = Counter(
            "shortfall_sms_webhooks",
            "text-message webhooks by what became of them",
            ["outcome"],
            registry=self.registry,
        )
