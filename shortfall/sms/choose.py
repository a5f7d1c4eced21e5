"""Which provider is in force, and where its webhooks come in."""

from __future__ import annotations

from shortfall.settings import Settings
from shortfall.sms.console import Console
from shortfall.sms.provider import Provider
from shortfall.sms.twilio import Twilio

INBOUND, STATUS = "/sms/twilio", "/sms/twilio/status"

_LOOPBACK = ("127.0.0.1", "::1", "localhost")


def base_url(config: Settings) -> str:
    """The address that webhooks are signed for: the public one, or this machine's where there is none."""
    return config.public_url.rstrip("/") or f"http://127.0.0.1:{config.port}"


def choose(config: Settings) -> Provider | None:
    """Twilio when it is set up; the console on a machine that nobody can reach; None: there are no text messages.

    Raises:
        ValueError: Twilio is set up in part only.
        OSError: var_dir cannot be written.
    """
    token = config.twilio_auth_token.get_secret_value()
    given = (config.twilio_account_sid, token, config.twilio_from)
    if all(given) and config.public_url:
        account, sender = config.twilio_account_sid, config.twilio_from
        return Twilio(account, token, sender, base_url(config) + STATUS, config.twilio_api)
    if any(given):
        raise ValueError(
            "SHORTFALL_TWILIO_ACCOUNT_SID, _AUTH_TOKEN, _FROM and SHORTFALL_PUBLIC_URL are needed together"
        )
    return Console(config.var_dir) if config.host in _LOOPBACK and not config.public_url else None
