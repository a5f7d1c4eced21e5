"""What the firm's systems have still to be told, and what they would not take."""

from __future__ import annotations

from typing import Annotated

import typer
from sqlalchemy import select

from shortfall.base.database import sessions
from shortfall.callbacks.outbox import DEAD, DELIVERED, Delivery, DeliveryTarget, retry
from shortfall.callbacks.tables import Callback
from shortfall.cli.shared import Json, configured, console, database, fail, now, show
from shortfall.reading.reference import find_reference

app = typer.Typer(no_args_is_help=True, help="List and retry deliveries of callbacks to the firm's systems.")


@app.command("list")
def list_(
    state: Annotated[str, typer.Option(help="waiting, dead, delivered, erased, or all")] = "",
    as_json: Json = False,
) -> None:
    """List deliveries, oldest first: waiting and dead ones, or those in --state."""
    query = select(Delivery, Callback.reference, DeliveryTarget).join(Callback, Callback.id == Delivery.callback_id)
    query = query.outerjoin(DeliveryTarget, DeliveryTarget.name == Delivery.target).order_by(Delivery.id)
    if state not in ("", "all"):
        query = query.where(Delivery.state == state)
    elif not state:
        query = query.where(Delivery.state.in_(("waiting", DEAD)))
    with database(configured()) as engine, sessions(engine, read_only=True)() as session:
        rows = [
            {
                "reference": reference,
                "event": delivery.event,
                "target": delivery.target,
                "state": delivery.state,
                "attempts": delivery.attempts,
                "last_error": delivery.last_error,
                "next_attempt_at": delivery.next_attempt_at if delivery.state == "waiting" else None,
                "target_disabled": bool(target and target.disabled_at),
                "key": delivery.key,
            }
            for delivery, reference, target in session.execute(query)
        ]
    show(rows, as_json, empty=f"Everything is {DELIVERED}.")


@app.command("retry")
def retry_(
    reference: Annotated[str | None, typer.Argument(help="the callback, such as K7QM-4XRT")] = None,
    every: Annotated[bool, typer.Option("--all", help="every dead letter")] = False,
    target: Annotated[str | None, typer.Option(help="only those for this target")] = None,
    as_json: Json = False,
) -> None:
    """Retry dead letters from the start of the plan. Re-enables disabled targets."""
    if not (reference or every or target):
        fail("choose which ones: a reference, --target NAME or --all", 2)
    with database(configured()) as engine, sessions(engine).begin() as session:
        found = None
        if reference:
            wanted = find_reference(reference)
            found = session.scalar(select(Callback.id).where(Callback.reference == wanted))
            if found is None:
                fail("no callback has this reference")
        count = retry(session, now(), callback_id=found, target=target)
    if as_json:
        show({"retried": count}, True)
    else:
        console.print(f"{count} will be retried at once.")
