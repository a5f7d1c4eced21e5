"""`shortfall sms`: text with the running assistant without a phone, and look after the texts."""

from __future__ import annotations

import json
import secrets
import time
from datetime import UTC, datetime
from typing import Annotated
from urllib.parse import urlencode

import requests
import typer
from sqlalchemy import select
from twilio.request_validator import RequestValidator

from shortfall.base.database import make_engine, sessions
from shortfall.base.gsm7 import foreign, segments, septets
from shortfall.base.settings import settings
from shortfall.sms.choose import INBOUND, base_url, choose
from shortfall.sms.console import ACCOUNT, NUMBER, Console, console_token
from shortfall.sms.store import SmsInbound, SmsOutbound, set_aside, take_up_again

WAIT_SECONDS = 60

app = typer.Typer(no_args_is_help=True, help="Send a test text, and look after texts that need a person.")
aside = typer.Typer(no_args_is_help=True, help="List and retry messages that could not be answered.")
app.add_typer(aside, name="aside")


@app.command()
def say(
    text: Annotated[str, typer.Argument(help="what the person texts")],
    sender: Annotated[str, typer.Option("--from", help="their number, +13125550101")] = "+13125550101",
) -> None:
    """Text the running assistant as a person would. Prints the reply and its length. Works only without a provider."""
    config = settings()
    if not isinstance(choose(config), Console):
        raise typer.BadParameter(
            "a provider is set up (SHORTFALL_TWILIO_…), or the gateway faces the public: use a phone"
        )
    sid = f"SM{secrets.token_hex(16)}"
    fields = {"MessageSid": sid, "AccountSid": ACCOUNT, "From": sender, "To": NUMBER, "Body": text, "NumMedia": "0"}
    signature = RequestValidator(console_token(config.var_dir)).compute_signature(base_url(config) + INBOUND, fields)
    try:
        answer = requests.post(
            f"http://{config.host}:{config.port}{INBOUND}",
            data=urlencode(fields),
            headers={"X-Twilio-Signature": signature, "Content-Type": "application/x-www-form-urlencoded"},
            timeout=15,
        )
    except requests.ConnectionError:
        typer.echo("No answer: start the assistant first (make run).", err=True)
        raise typer.Exit(1) from None
    if answer.status_code != 200:
        typer.echo(f"The gateway refused it: {answer.status_code}", err=True)
        raise typer.Exit(1)
    reading = sessions(make_engine(config.database), read_only=True)
    until = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < until:
        with reading() as db:
            message = db.scalars(select(SmsInbound).filter_by(sid=sid)).one()
            reply = db.scalar(select(SmsOutbound).filter_by(reply_to=message.id, state="sent"))
            if reply is not None:
                typer.echo(f"{reply.text}\n\n[{_size(reply.text)}]")
                return
            if message.state == "aside":
                typer.echo("[set aside: no answer came in time; shortfall sms aside list]")
                return
            if message.state == "joined":
                typer.echo("[answered together with the previous text]")
                return
            if message.state != "waiting" and not db.scalar(select(SmsOutbound.id).filter_by(reply_to=message.id)):
                typer.echo("[no reply: this number opted out, or was told already]")
                return
        time.sleep(0.1)
    typer.echo("No reply yet: is the worker running?", err=True)
    raise typer.Exit(1)


def _size(text: str) -> str:
    parts = segments(text)
    length = f"{len(text.encode('utf-16-be')) // 2} UCS-2 units" if foreign(text) else f"{septets(text)} septets"
    return f"{length}, {parts} segment{'' if parts == 1 else 's'}"


@app.command()
def doubtful(as_json: Annotated[bool, typer.Option("--json")] = False) -> None:
    """List the last 100 messages that may have meant "no more texts", for a person to judge."""
    with sessions(make_engine(settings().database), read_only=True)() as db:
        rows = db.scalars(select(SmsInbound).filter_by(doubtful=True).order_by(SmsInbound.id.desc()).limit(100)).all()
    found = [{"conversation": row.person, "at": row.at.isoformat(), "text": row.body} for row in rows]
    for one in found if not as_json else ():
        typer.echo(f"{one['at']}  {one['conversation'][:12]}  {one['text']}")
    if as_json:
        typer.echo(json.dumps(found))


@aside.command("list")
def aside_list(as_json: Annotated[bool, typer.Option("--json")] = False) -> None:
    """List messages that were set aside, oldest first."""
    with sessions(make_engine(settings().database), read_only=True)() as db:
        found = [
            {"id": row.id, "conversation": row.person, "at": row.at.isoformat(), "text": row.body}
            for row in set_aside(db)
        ]
    for one in found if not as_json else ():
        typer.echo(f"{one['id']}  {one['at']}  {str(one['conversation'])[:12]}  {one['text']}")
    if as_json:
        typer.echo(json.dumps(found))


@aside.command("retry")
def aside_retry(
    ids: Annotated[list[int] | None, typer.Argument(help="which ones, as `list` numbers them; none means all")] = None,
) -> None:
    """Answer messages that were set aside, once the cause is fixed."""
    now = datetime.now(UTC)
    with sessions(make_engine(settings().database)).begin() as db:
        keys = ids or [message.id for message in set_aside(db)]
        again = [key for key in keys if take_up_again(db, key, now)]
    typer.echo(f"{len(again)} of {len(keys)} will be answered.")
    if len(again) < len(keys):
        raise typer.Exit(1)
