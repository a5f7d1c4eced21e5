"""Whose request it is."""

from __future__ import annotations

from typing import Any

import pytest

from shortfall.web.addresses import client_address, is_ours, limit_key, networks

TRUSTED = networks(["127.0.0.1", "10.0.0.0/8", "fd00::/8"])


def _scope(peer: str | None, *forwarded: str) -> dict[str, Any]:
    headers = [(b"x-forwarded-for", value.encode()) for value in forwarded]
    return {"client": (peer, 5) if peer else None, "headers": headers}


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        ("203.0.113.9", [], "203.0.113.9"),
        ("203.0.113.9", ["127.0.0.1"], "203.0.113.9"),
        ("127.0.0.1", ["203.0.113.9"], "203.0.113.9"),
        ("127.0.0.1", ["6.6.6.6, 203.0.113.9, 10.1.2.3"], "203.0.113.9"),
        ("127.0.0.1", ["6.6.6.6", "203.0.113.9"], "203.0.113.9"),
        ("127.0.0.1", ["6.6.6.6, rubbish, 10.0.0.1"], "10.0.0.1"),
        ("127.0.0.1", [""], "127.0.0.1"),
        ("::ffff:127.0.0.1", ["::ffff:203.0.113.9"], "203.0.113.9"),
        ("fd00::1", ["2001:db8::5"], "2001:db8::5"),
        (None, ["203.0.113.9"], "None"),
        ("a unix socket", [], "None"),
    ],
)
def test_the_nearest_stranger_is_the_client(peer: str | None, forwarded: list[str], client: str) -> None:
    assert str(client_address(_scope(peer, *forwarded), TRUSTED)) == client


def test_ours_is_loopback_or_a_proxy_itself() -> None:
    assert is_ours(_scope("::1"), TRUSTED)
    assert is_ours(_scope("10.0.0.2"), TRUSTED)
    assert not is_ours(_scope("10.0.0.2", "8.8.8.8"), TRUSTED)
    assert not is_ours(_scope(None), TRUSTED)


def test_limits_count_ipv6_by_household() -> None:
    one, two, other = (client_address(_scope(ip), ()) for ip in ("2001:db8::1", "2001:db8::ffff", "2001:db8:0:1::1"))
    assert limit_key(one) == limit_key(two) != limit_key(other)


def test_a_proxy_that_is_no_address_is_refused() -> None:
    with pytest.raises(ValueError, match="proxy"):
        networks(["proxy.example"])
