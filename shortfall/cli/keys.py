"""The keys under which everything about people is encrypted."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from shortfall.base.encryption import KEYS_VARIABLE, key_files, keys, new_key
from shortfall.cli.shared import Json, configured, console, database, fail, show
from shortfall.privacy.engine_memory import EngineMemory
from shortfall.privacy.rotation import GRACE_SECONDS, NotFinished, reencrypt, rotate, stale

app = typer.Typer(no_args_is_help=True, help="Show and change the encryption keys.")


@app.command("status")
def status_(as_json: Json = False) -> None:
    """Show where the keys are, how many there are, and how many rows still use an old one."""
    config = configured()
    with database(config) as engine:
        where = KEYS_VARIABLE if os.environ.get(KEYS_VARIABLE) else str(key_files()[0])
        show({"kept_in": where, "keys": len(keys()), "rows_under_old_keys": stale(engine)}, as_json)


@app.command("rotate")
def rotate_(
    grace: Annotated[float, typer.Option(help="seconds to wait for running transactions")] = GRACE_SECONDS,
    as_json: Json = False,
) -> None:
    """Create a new key, re-encrypt everything, drop the old key. Everything may keep running."""
    config = configured()
    if os.environ.get(KEYS_VARIABLE):
        fail(
            f"The keys come from {KEYS_VARIABLE}, which this command cannot change. Do this:\n"
            f"  1. Put a new key first, on every machine: {KEYS_VARIABLE}={new_key()},<the present keys>\n"
            "  2. Restart everything.\n"
            "  3. Run: shortfall keys reencrypt\n"
            "  4. When `shortfall keys status` says that no rows are under old keys, take the old ones out and restart.",
            3,
        )
    with database(config) as engine:
        try:
            changed = rotate(engine, EngineMemory.of(config), grace=grace)
        except NotFinished as problem:
            fail(f"{problem}; both keys are in place, run it again")
    _done(changed, as_json)


@app.command("reencrypt")
def reencrypt_(as_json: Json = False) -> None:
    """Re-encrypt everything with the first key."""
    config = configured()
    with database(config) as engine:
        _done(reencrypt(engine, EngineMemory.of(config)), as_json)


def _done(changed: int, as_json: bool) -> None:
    if as_json:
        show({"reencrypted": changed}, True)
    else:
        console.print(f"{changed} values were re-encrypted with the first key.")
