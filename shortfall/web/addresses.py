"""Whose request this is, when proxies stand between."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from starlette.types import Scope

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network


def networks(names: Iterable[str]) -> tuple[Network, ...]:
    """The addresses and networks named, as the setting `trusted_proxies` writes them.

    Raises:
        ValueError: one of them is neither.
    """
    return tuple(ip_network(name, strict=False) for name in names)


def parse(text: str) -> Address | None:
    """The address in `text`, or None when it is not one; IPv4 written as IPv6 becomes IPv4."""
    try:
        address = ip_address(text.strip())
    except ValueError:
        return None
    return (address.ipv4_mapped or address) if isinstance(address, IPv6Address) else address


def within(address: Address | None, ranges: Iterable[Network]) -> bool:
    """Whether the address lies in one of the ranges."""
    return address is not None and any(address in part for part in ranges)


def client_address(scope: Scope, trusted: tuple[Network, ...]) -> Address | None:
    """The nearest address that is not one of our own proxies; None when the peer is unknown (a UNIX socket).

    X-Forwarded-For is read from its end, because everything before the first stranger was written by that stranger.
    """
    peer = parse(scope["client"][0]) if scope.get("client") else None
    if not within(peer, trusted):
        return peer
    nearest = peer
    hops = b",".join(value for name, value in scope["headers"] if name == b"x-forwarded-for").decode("latin-1")
    for hop in reversed(hops.split(",")):
        address = parse(hop)
        if address is None:
            break
        nearest = address
        if not within(address, trusted):
            break
    return nearest


def is_ours(scope: Scope, trusted: tuple[Network, ...]) -> bool:
    """Whether the request comes from this machine or from a trusted proxy itself, not from someone behind it."""
    address = client_address(scope, trusted)
    return address is not None and (address.is_loopback or within(address, trusted))


def limit_key(address: Address | None) -> str:
    """What rate limits count by: one IPv4 address, or an IPv6 /64, which is what one household is given."""
    if isinstance(address, IPv6Address):
        return str(IPv6Network((address, 64), strict=False))
    return str(address)
