"""Every setting of the public side, from SHORTFALL_… environment variables or .env; .env.example lists them all.

SHORTFALL_<NAME>_FILE names a file that holds the value of SHORTFALL_<NAME>, for secrets above all.
"""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from shortfall.base.kept import DAYS
from shortfall.base.secret_files import read_secret_files

ROOT = Path(__file__).resolve().parents[2]

TWILIO = ("twilio_account_sid", "twilio_auth_token", "twilio_from", "public_url")
"""What text messages by Twilio need, all together."""
TARGETS = {
    "webhook": ("webhook_url", "webhook_secret"),
    "clio": ("clio_token",),
    "lawmatics": ("lawmatics_form_url", "lawmatics_fields"),
    "slack": ("slack_url",),
    "email": ("smtp_host", "mail_from", "mail_to"),
}
"""The firm's systems that are told about callbacks, and what each needs, all together."""
MORE = {"clio": ("clio_url",), "email": ("smtp_port", "smtp_security", "smtp_user", "smtp_password")}
"""What a target may be given beside what it needs. tests/deploy holds deploy/ and .env.example to both tables."""
DIGEST = ("smtp_host", "mail_from")
"""What the daily summary needs beside its recipients."""


class Settings(BaseSettings):
    """The defaults run everything on one machine: no account, no server to install."""

    model_config = SettingsConfigDict(env_prefix="SHORTFALL_", env_file=ROOT / ".env", extra="ignore")

    var_dir: Path = Field(ROOT / "var", description="where state lives: databases, secrets, logs")
    database_url: str = Field("", description="SQLAlchemy URL; empty means SQLite in var_dir")
    tracker_url: SecretStr = Field(
        SecretStr(""),
        description="SQLAlchemy URL of the engine's conversations; empty means where database_url is, or SQLite in var_dir",
    )
    redis_url: SecretStr = Field(
        SecretStr(""), description="Redis that several gateways and engines share; empty means one of each, in memory"
    )

    host: str = Field(
        "127.0.0.1", description="address the gateway listens on; the only process that may face the public"
    )
    port: int = Field(8080, description="port of the gateway")
    engine_port: int = Field(5005, description="port of the engine, on loopback")
    engine_url: str = Field("", description="where the engines are, behind one address; empty means on loopback")
    actions_host: str = Field(
        "127.0.0.1", description="address the action server listens on; its network must be private"
    )
    actions_port: int = Field(5055, description="port of the action server, on loopback")
    actions_url: str = Field("", description="where the action servers are; empty means on loopback")
    internal_key: SecretStr = Field(
        SecretStr(""),
        description="what the gateway shows to the engine, and the engine to the action server; empty means a key generated once in var_dir",
    )
    action_timeout: float = Field(5.0, gt=0, description="seconds an action may take; then it is ended with an apology")
    actions_at_once: int = Field(
        4, gt=0, description="actions that run beside each other, each in a process of its own"
    )
    engine_timeout: float = Field(12.0, gt=0, description="seconds the gateway waits for the engine")

    secret_key: SecretStr = Field(
        SecretStr(""), description="signs chat tokens; empty means a key generated once in var_dir"
    )
    encryption_keys: SecretStr = Field(
        SecretStr(""),
        description="encrypt what is known about a person, newest first, separated by commas; empty means a key generated once in var_dir",
    )
    identity_key: SecretStr = Field(
        SecretStr(""),
        description="links a phone number to its conversation; changing it cuts the link; empty means a key generated once in var_dir",
    )
    token_hours: int = Field(24, gt=0, description="hours a chat token stays good")
    rate_limit: Literal["on", "off"] = Field("on", description="off lifts the rate limits, for measuring only")
    messages_per_minute: int = Field(20, gt=0, description="messages a chat may send in a minute")
    messages_per_minute_address: int = Field(
        60, gt=0, description="messages all chats of one address may send in a minute"
    )
    sessions_per_hour: int = Field(30, gt=0, description="chats one address may open in an hour")
    allowed_origins: list[str] = Field([], description="other sites that may embed the chat (CORS), as a JSON list")
    trusted_proxies: list[str] = Field(["127.0.0.1"], description="addresses whose X-Forwarded-For is believed")
    staff_second_factor: Literal["required", "optional"] = Field(
        "optional", description="required: nobody works in the inbox without codes of an app"
    )
    text_confirmations: Literal["on", "off"] = Field(
        "off", description="on asks whether a callback may be confirmed by text; only with a way to send texts"
    )
    public_url: str = Field("", description="the address people and providers reach the gateway at, without a path")
    twilio_account_sid: str = Field("", description="text messages: the account; empty means none")
    twilio_auth_token: SecretStr = Field(SecretStr(""), description="text messages: the account's Auth Token")
    twilio_from: str = Field("", description="text messages: our number (+1…) or messaging service (MG…)")
    sms_number: str = Field(
        "",
        description="text messages: the number (+1…) that people text, where SHORTFALL_TWILIO_FROM is a messaging service",
    )
    twilio_api: str = Field("https://api.twilio.com", description="base address of Twilio's API")
    sms_per_hour: int = Field(40, gt=0, description="text messages from one number that are answered in an hour")
    sms_wait: float = Field(
        4,
        ge=0,
        le=30,
        description="seconds that a text waits for the next one of its sender, to be read together with it",
    )
    sms_budget_per_day: int = Field(
        5000, gt=0, description="text messages sent in a day, to everyone; what is over waits, and an alert says so"
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field("info", description="how much is logged")

    tell: list[str] | None = Field(
        None,
        description="which of the firm's systems are told, as a JSON list of webhook, clio, lawmatics, slack, email, where a process "
        "is not given their secrets; nothing means those whose settings are given",
    )
    webhook_url: SecretStr = Field(SecretStr(""), description="Standard Webhooks receiver of callbacks")
    webhook_secret: SecretStr = Field(
        SecretStr(""), description="whsec_…; two of them separated by a space while the receiver changes over"
    )
    clio_token: SecretStr = Field(SecretStr(""), description="Clio Grow Lead Inbox token")
    clio_url: str = Field("https://grow.clio.com/inbox_leads", description="eu., au. or ca.grow.clio.com elsewhere")
    lawmatics_form_url: SecretStr = Field(SecretStr(""), description="https://api.lawmatics.com/v1/forms/…/submit")
    lawmatics_fields: dict[str, str] = Field({}, description="the form's key for each of our fields, as JSON")
    slack_url: SecretStr = Field(SecretStr(""), description="incoming webhook of a Slack channel")
    smtp_host: str = Field("", description="mail server for callbacks by e-mail")
    smtp_port: int = Field(587, description="its port")
    smtp_security: Literal["starttls", "tls", "none"] = Field("starttls", description="none: on this machine only")
    smtp_user: str = Field("", description="its user, if it wants one")
    smtp_password: SecretStr = Field(SecretStr(""), description="the user's password")
    mail_from: str = Field("", description="sender of callbacks by e-mail")
    mail_to: list[str] = Field([], description="who at the firm gets them, as a JSON list")
    digest_to: list[str] = Field(
        [],
        description="who at the firm gets a daily summary of what waits by e-mail, as a JSON list; nothing means no summary",
    )
    digest_at: str = Field(
        "08:00",
        pattern=r"^([01]\d|2[0-3]):[0-5]\d$",
        description="when it is sent, on the firm's clock, on days the office is open",
    )
    mail_budget_per_day: int = Field(
        500, gt=0, description="summaries sent by e-mail to people who ask for them, in a day"
    )
    targets_on_loopback: bool = Field(False, description="targets may be on this machine, for tests and development")
    target_timeout: float = Field(20.0, gt=0, le=30, description="seconds one delivery may take")
    retry_after: list[float] = Field(
        [5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400],
        description="seconds to wait after each failed delivery, as a JSON list; then a person has to look",
    )

    keep_chats_days: int = Field(
        DAYS["keep_chats_days"], ge=1, description="days after its last message that a conversation is erased"
    )
    keep_callbacks_days: int = Field(
        DAYS["keep_callbacks_days"],
        ge=1,
        description="days after it is closed that a request loses all that is personal",
    )
    keep_consents_days: int = Field(
        DAYS["keep_consents_days"],
        ge=1,
        description="days that the ledger keeps number and wording: docs/privacy.md says why, the attorney decides",
    )

    def missing(self, *names: str) -> list[str]:
        """Those of these settings that are empty, by the names of their environment variables."""
        values = ((name, getattr(self, name)) for name in names)
        plain = ((name, value.get_secret_value() if isinstance(value, SecretStr) else value) for name, value in values)
        return [f"SHORTFALL_{name.upper()}" for name, value in plain if not value]

    def begun(self, *names: str) -> bool:
        """Whether any of these settings has been given: somebody wants what they are for."""
        return len(self.missing(*names)) < len(names)

    @field_validator("tell")
    @classmethod
    def _known(cls, names: list[str] | None) -> list[str] | None:
        if unknown := set(names or ()) - set(TARGETS):
            raise ValueError(f"{', '.join(sorted(unknown))}: not one of {', '.join(TARGETS)}")
        return names

    @property
    def targets(self) -> list[str]:
        """The names of the TARGETS that are told. Where `tell` does not say it, those of which anything is set: whoever meant one to
        be told has its deliveries wait for the rest."""
        return self.set_up if self.tell is None else [name for name in TARGETS if name in self.tell]

    @property
    def set_up(self) -> list[str]:
        """The names of the TARGETS of which this process is given anything; a mail server for the daily summary is not one."""
        shared = DIGEST if self.digest_to else ()
        return [name for name, needs in TARGETS.items() if self.begun(*(need for need in needs if need not in shared))]

    @property
    def confirms_by_text(self) -> bool:
        """Whether a callback may be confirmed by text: it is wished for, and texts can be sent."""
        # Where `tell` is given, the secret is known to those who send and not to those who ask.
        needed = TWILIO if self.tell is None else [name for name in TWILIO if name != "twilio_auth_token"]
        return self.text_confirmations == "on" and not self.missing(*needed)

    @property
    def mails(self) -> bool:
        """Whether somebody may have a summary sent by e-mail: there is a mail server, and a sender."""
        return not self.missing("smtp_host", "mail_from")

    @property
    def site(self) -> str:
        """The gateway's address for links, without a slash at its end."""
        return self.public_url.rstrip("/") or f"http://{self.host}:{self.port}"

    @property
    def database(self) -> str:
        """The SQLAlchemy URL in force."""
        return self.database_url or f"sqlite:///{self.var_dir / 'shortfall.db'}"

    @property
    def engine(self) -> str:
        """The engine's address in force."""
        return self.engine_url.rstrip("/") or f"http://127.0.0.1:{self.engine_port}"


@lru_cache
def settings() -> Settings:
    """The settings of this process, read once.

    What the engine and the encryption read from the environment (they know no settings file) is put there.
    """
    read_secret_files()
    found = Settings()
    os.environ["SHORTFALL_VAR_DIR"] = str(found.var_dir.resolve())
    for name in ("encryption_keys", "identity_key", "internal_key", "tracker_url", "redis_url"):
        if value := getattr(found, name).get_secret_value():
            os.environ[f"SHORTFALL_{name.upper()}"] = value
    for name in ("database_url", "engine_port", "actions_port", "actions_url", *DAYS):
        if name in found.model_fields_set:
            os.environ[f"SHORTFALL_{name.upper()}"] = str(getattr(found, name))
    return found
