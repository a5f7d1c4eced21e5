"""Whether the settings can work, before anyone depends on them."""

from __future__ import annotations

import os

import typer
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import SQLAlchemyError

from shortfall.base import database
from shortfall.base.encryption import IDENTITY_VARIABLE, KEYS_VARIABLE, cipher, identities, key_files
from shortfall.base.seal import BROKEN, sealed
from shortfall.base.settings import Settings
from shortfall.callbacks.targets import WronglySet, target
from shortfall.cli.shared import Json, configured, console, show
from shortfall.processes.run import CannotRun, check_ports
from shortfall.sms.choose import choose
from shortfall.sms.console import Console
from shortfall.staff.digest import Summary


def check(as_json: Json = False) -> None:
    """Check keys, database, ports and targets. Exits with 1 if something cannot work."""
    config = configured()
    found = [
        _keys(),
        _identity(),
        _database(config),
        *_ledgers(config),
        _ports(config),
        *_targets(config),
        _summary(config),
        *_texting(config),
    ]
    show([{"what": what, "ok": ok, "says": says} for what, ok, says in found], as_json)
    if any(ok is False for _, ok, _ in found):
        raise typer.Exit(1)
    if not as_json:
        console.print("All settings can work.")


Line = tuple[str, bool, str]


def _keys() -> Line:
    where = KEYS_VARIABLE if os.environ.get(KEYS_VARIABLE) else str(key_files()[0])
    try:
        cipher()
    except (OSError, ValueError) as error:
        return "encryption keys", False, str(error)
    return "encryption keys", True, f"from {where}"


def _identity() -> Line:
    where = IDENTITY_VARIABLE if os.environ.get(IDENTITY_VARIABLE) else str(key_files()[1])
    try:
        identities()
    except (OSError, ValueError) as error:
        return "identity key", False, str(error)
    return "identity key", True, f"from {where}"


def _database(config: Settings) -> Line:
    scripts = Config()
    scripts.set_main_option("script_location", "shortfall:migrations")
    newest = ScriptDirectory.from_config(scripts).get_current_head()
    try:
        with database.make_engine(config.database).connect() as connection:
            version = MigrationContext.configure(connection).get_current_revision()
            kind = connection.dialect.name
    except (OSError, SQLAlchemyError) as error:
        return "database", False, str(error).splitlines()[0]
    if version != newest:
        return "database", False, f"{kind} at version {version or 'none'}, newest {newest}: run `shortfall migrate`"
    return "database", True, f"{kind} at version {version}"


def _ledgers(config: Settings) -> list[Line]:
    try:
        whole = sealed(database.make_engine(config.database))
    except (OSError, SQLAlchemyError):
        return []  # the line before says so
    return [("opt-outs and withdrawals", whole, "whole" if whole else BROKEN)]


def _ports(config: Settings) -> Line:
    numbers = f"{config.engine_port}, {config.actions_port}, {config.port}"
    try:
        check_ports(config)
    except CannotRun as problem:
        # Not a fault where the assistant itself is running.
        return "ports", True, f"in use: {problem}"
    return "ports", True, f"{numbers} free; the gateway listens on {config.host}"


def _targets(config: Settings) -> list[Line]:
    lines: list[Line] = []
    for name in config.targets:
        try:
            target(name, config)
        except WronglySet as problem:
            lines.append((f"target {name}", False, str(problem)))
        else:
            lines.append((f"target {name}", True, "on"))
    for name in set(config.set_up) - set(config.targets):
        lines.append((f"target {name}", False, "it is set up, but SHORTFALL_TELL does not name it: it gets nothing"))
    if not lines:
        lines.append(("targets", True, f"none: callbacks are in the staff inbox, {config.site}/staff"))
    elif not config.public_url:
        lines.append(("public address", False, f"SHORTFALL_PUBLIC_URL is not set: links would lead to {config.site}"))
    return lines


def _summary(config: Settings) -> Line:
    try:
        daily = Summary.of(config)
    except WronglySet as problem:
        return "daily summary", False, str(problem)
    if daily is None:
        return "daily summary", True, "off"
    return "daily summary", True, f"at {config.digest_at} on the firm's clock, to {len(daily.recipients)}"


def _texting(config: Settings) -> list[Line]:
    try:
        provider = choose(config)
    except (OSError, ValueError) as error:
        return [("text messages", False, str(error))]
    says = "off" if provider is None else "on"
    if isinstance(provider, Console):
        says = "on this machine only, without an account"
    lines: list[Line] = [("text messages", True, says)]
    if config.text_confirmations == "off":
        lines.append(("text confirmations", True, "off"))
    elif config.confirms_by_text:
        lines.append(("text confirmations", True, "on: callers are asked whether they want one"))
    else:
        wrong = "SHORTFALL_TEXT_CONFIRMATIONS is on, but no Twilio account is set: nobody is asked, nothing is sent"
        lines.append(("text confirmations", False, wrong))
    return lines
