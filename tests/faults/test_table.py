"""The database and Redis die under load, in a short form: the whole table is `python -m tests.faults.table`."""

from __future__ import annotations

from tests.faults.table import servers_rows


def test_a_database_and_a_redis_that_die_cost_nothing_that_was_confirmed() -> None:
    database, redis = servers_rows(["postgresql killed", "redis killed"])
    assert database.wrong == [] and redis.wrong == []
    # It did hurt.
    assert database.refused["503"] and all("call (312) 600-8815" in words for words in database.words)
    assert redis.answered
