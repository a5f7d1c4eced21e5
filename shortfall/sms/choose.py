"""Which provider is in force, and where its webhooks come in."""

from __future__ import annotations

import structlog

from shortfall.base.settings import TWILIO, Settings
from shortfall.sms.console import NUMBER, Console
from shortfall.sms.provider import Provider
from shortfall.sms.twilio import Twilio

INBOUND, STATUS = "/sms/twilio", "/sms/twilio/status"

log = structlog.get_logger(__name__)

_LOOPBACK = ("127.0.0.1", "::1", "localhost")


def base_url(config: Settings) -> str:
    """The address that webhooks are signed for: the public one, or this machine's where there is none."""
    return config.public_url.rstrip("/") or f"http://127.0.0.1:{config.port}"


class HalfSet(ValueError):
    """Twilio is set up in part only; the message names what is missing."""


def our_number(config: Settings) -> str:
    """The number (E.164) that people text; empty where there are no text messages, or a messaging service hides it.

    Asked in processes that know no secrets as well: where `tell` is given, they are known to those who send alone.
    """
    if config.begun(*TWILIO[:-1]):
        needed = TWILIO if config.tell is None else [name for name in TWILIO if name != "twilio_auth_token"]
        sender = config.sms_number or config.twilio_from
        return sender if sender.startswith("+") and not config.missing(*needed) else ""
    # Of one machine both are on loopback; in containers neither the gateway nor the action server is.
    alone = {config.host, config.actions_host} <= set(_LOOPBACK) and not config.public_url
    return NUMBER if alone else ""


def ways(config: Settings) -> frozenset[str]:
    """How somebody may take a chat of the web along: "by_text", and "by_mail" for its summary."""
    return frozenset(["by_text"] * bool(our_number(config)) + ["by_mail"] * config.mails)


def choose(config: Settings) -> Provider | None:
    """Twilio when it is set up; the console on a machine that nobody can reach; None: there are no text messages.

    Raises:
        HalfSet: Twilio is set up in part only.
        OSError: var_dir cannot be written.
    """
    if config.begun(*TWILIO[:-1]):  # the public address alone is there for other things
        if missing := config.missing(*TWILIO):
            raise HalfSet(f"{', '.join(missing)} not set: text messages stay off")
        token = config.twilio_auth_token.get_secret_value()
        account, sender = config.twilio_account_sid, config.twilio_from
        return Twilio(account, token, sender, base_url(config) + STATUS, config.twilio_api)
    return Console(config.var_dir) if config.host in _LOOPBACK and not config.public_url else None


def choose_or_none(config: Settings) -> Provider | None:
    """As `choose`, for a process that has other work as well: half a setup is said once, and there are no text messages.

    Raises:
        OSError: var_dir cannot be written.
    """
    try:
        return choose(config)
    except HalfSet as error:
        log.error("texts_wrongly_set", why=str(error), see="shortfall check")
        return None
