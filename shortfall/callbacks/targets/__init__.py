"""The firm's systems that are told about callbacks: one file each, switched on by its settings."""

from __future__ import annotations

from collections.abc import Callable

from shortfall.base.settings import TARGETS, Settings
from shortfall.callbacks.targets.base import Target
from shortfall.callbacks.targets.clio import Clio
from shortfall.callbacks.targets.email import Email, Mailer, MailServer
from shortfall.callbacks.targets.http import Poster
from shortfall.callbacks.targets.lawmatics import Lawmatics
from shortfall.callbacks.targets.slack import Slack
from shortfall.callbacks.targets.webhook import Webhook

LABELS = {each.name: each.label for each in (Webhook, Clio, Lawmatics, Slack, Email)}
"""What the staff's pages call them."""


class WronglySet(ValueError):
    """A target's settings cannot work; the message says why and holds no secret."""


def target(name: str, config: Settings) -> Target:
    """A target, ready to deliver.

    Raises:
        WronglySet: its settings cannot work.
    """
    if missing := config.missing(*TARGETS[name]):
        raise WronglySet(f"{name}: {', '.join(missing)} not set")
    try:
        return _MAKERS[name](config)
    except ValueError as error:
        raise WronglySet(f"{name}: {error}") from None


def _poster(config: Settings) -> Poster:
    return Poster(allow_loopback=config.targets_on_loopback, seconds=config.target_timeout)


def _webhook(config: Settings) -> Target:
    secrets = config.webhook_secret.get_secret_value().split()
    url = config.webhook_url.get_secret_value()
    return Webhook(url, secrets, _poster(config), allow_loopback=config.targets_on_loopback)


def _clio(config: Settings) -> Target:
    token = config.clio_token.get_secret_value()
    return Clio(config.clio_url, token, config.site, _poster(config), allow_loopback=config.targets_on_loopback)


def _lawmatics(config: Settings) -> Target:
    url = config.lawmatics_form_url.get_secret_value()
    return Lawmatics(url, config.lawmatics_fields, _poster(config), allow_loopback=config.targets_on_loopback)


def _slack(config: Settings) -> Target:
    url = config.slack_url.get_secret_value()
    return Slack(url, f"{config.site}/staff", _poster(config), allow_loopback=config.targets_on_loopback)


def mail_server(config: Settings) -> MailServer:
    """The firm's mail server, as its settings give it."""
    return MailServer(
        host=config.smtp_host,
        port=config.smtp_port,
        security=config.smtp_security,
        user=config.smtp_user,
        password=config.smtp_password.get_secret_value(),
        seconds=config.target_timeout,
    )


def _email(config: Settings) -> Target:
    return Email(mail_server(config), config.mail_from, config.mail_to)


def mailer(config: Settings) -> Mailer | None:
    """What sends summaries to the people who ask for them; None where there is no mail server.

    Raises:
        WronglySet: the sender is no address.
    """
    if not config.mails:
        return None
    try:
        return Mailer(mail_server(config), config.mail_from)
    except ValueError as error:
        raise WronglySet(f"summaries by e-mail: {error}") from None


_MAKERS: dict[str, Callable[[Settings], Target]] = {
    "webhook": _webhook,
    "clio": _clio,
    "lawmatics": _lawmatics,
    "slack": _slack,
    "email": _email,
}
