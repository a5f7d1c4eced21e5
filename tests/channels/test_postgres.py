"""On PostgreSQL, where transactions run beside each other: order, several workers, stops in a race, reports in a race.

The tests are those of SQLite; only what they stand on is another.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.channels.stand import Stand, standing
from tests.channels.test_answering import (
    test_an_engine_that_is_away_loses_nothing_and_answers_in_order,
    test_one_that_takes_long_holds_up_nobody_else,
)
from tests.channels.test_opt_out import (
    test_a_stop_between_answer_and_sending_wins,
    test_a_stop_while_the_engine_is_thinking_wins,
    test_stops_and_answers_at_once_never_send_after_the_confirmation,
)
from tests.channels.test_outbound import (
    test_an_answer_lost_on_the_way_is_looked_up_and_not_sent_again,
    test_it_belongs_to_the_callers_transaction,
    test_reports_at_once_leave_the_furthest,
    test_workers_beside_each_other_answer_each_message_once_and_in_order,
)
from tests.channels.test_webhook import test_the_same_message_again_is_acknowledged_and_not_taken_twice

__all__ = [
    "test_a_stop_between_answer_and_sending_wins",
    "test_a_stop_while_the_engine_is_thinking_wins",
    "test_an_answer_lost_on_the_way_is_looked_up_and_not_sent_again",
    "test_an_engine_that_is_away_loses_nothing_and_answers_in_order",
    "test_it_belongs_to_the_callers_transaction",
    "test_one_that_takes_long_holds_up_nobody_else",
    "test_reports_at_once_leave_the_furthest",
    "test_stops_and_answers_at_once_never_send_after_the_confirmation",
    "test_the_same_message_again_is_acknowledged_and_not_taken_twice",
    "test_workers_beside_each_other_answer_each_message_once_and_in_order",
]


@pytest.fixture
def stand(tmp_path: Path, postgres_url: str, written: io.StringIO) -> Iterator[Stand]:
    """As elsewhere, on PostgreSQL."""
    with standing(tmp_path, database_url=postgres_url) as found:
        assert found.database.dialect.name == "postgresql"
        yield found
