"""The gateway against its own description: whatever is sent, it answers as /openapi.json says, and safely."""

from __future__ import annotations

from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    ignored_auth,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

# Schemathesis loads this module late, and pytest parses it when it is loaded. Python 3.11 can fail at that while threads of
# the stack parse too (python/cpython#106905), so it is loaded before there are any.
from schemathesis.specs.openapi.schemas import OpenApiSchema

from shortfall.web.middleware import HEADERS
from tests.abuse.conftest import MESSAGES, Watch

OPERATIONS = {
    "POST /api/chat/sessions",
    "POST /api/chat/messages",
    "GET /api/chat/messages",
    "DELETE /api/chat/messages",
    "POST /api/chat/feedback",
    "POST /api/chat/summary",
    "POST /api/chat/text",
    "GET /healthz",
    "GET /readyz",
}


def rejected(context: Any, response: Any, case: schemathesis.Case[Any]) -> bool | None:
    """Data that does not fit is rejected; what is too large is too (413), which Schemathesis does not count among rejections."""
    if response.status_code == requests.codes.request_entity_too_large:
        return None
    found: bool | None = negative_data_rejection(context, response, case)
    return found


# Left out: positive_data_acceptance, because a message without letters and a choice that was not offered are of the right
# shape and refused all the same, which no schema can say.
CHECKS: list[Any] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    rejected,
    ignored_auth,
    unsupported_method,
]


@pytest.fixture(scope="session")
def described(stack: str) -> OpenApiSchema:
    """What the running gateway says of itself."""
    return schemathesis.openapi.from_url(f"{stack}/openapi.json")


CASES = [
    *(pytest.param(operation, GenerationMode.POSITIVE, id=f"{operation}, fitting") for operation in sorted(OPERATIONS)),
    # Where something is asked for, it can be wrong.
    *(
        pytest.param(operation, GenerationMode.NEGATIVE, id=f"{operation}, unfitting")
        for operation in sorted(OPERATIONS - {"GET /healthz", "GET /readyz"})
    ),
]


@pytest.mark.parametrize(("operation", "mode"), CASES)
def test_answers_are_as_described(
    operation: str, mode: GenerationMode, described: OpenApiSchema, stack: str, watch: Watch
) -> None:
    method, path = operation.split()

    @settings(
        max_examples=max(10, MESSAGES // 20),
        deadline=None,
        database=None,
        derandomize=MESSAGES <= 1000,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(described[path][method].as_strategy(generation_mode=mode))
    def ask(case: schemathesis.Case[Any]) -> None:
        # A chat of its own: one of the operations erases it.
        token = requests.post(f"{stack}/api/chat/sessions", timeout=30).json()["token"]
        answer = case.call_and_validate(headers={"Authorization": f"Bearer {token}"}, checks=CHECKS)
        for name, value in HEADERS.items():
            assert answer.headers[name.lower()] == [value], name
        assert answer.headers["x-request-id"]

    ask()


def test_every_operation_is_described(stack: str) -> None:
    found = requests.get(f"{stack}/openapi.json", timeout=30).json()
    assert {f"{method.upper()} {path}" for path, item in found["paths"].items() for method in item} == OPERATIONS
    # The framework's own shape of a refusal is never given.
    assert "HTTPValidationError" not in found["components"]["schemas"]
