"""How Alembic reaches the database: over the connection that `migrate` gives it, or over the settings."""

from __future__ import annotations

from importlib.util import find_spec

from alembic import context
from sqlalchemy import Connection

import shortfall.callbacks.outbox
import shortfall.callbacks.tables
import shortfall.privacy.receipts
import shortfall.staff.accounts
from shortfall.base.database import Base, make_engine
from shortfall.base.settings import settings

if find_spec("shortfall.web") and find_spec("shortfall.conversation.transcript"):
    import shortfall.conversation.transcript
    import shortfall.sms.store  # noqa: F401  (registers its tables)


def run(connection: Connection) -> None:
    """Run the migrations on `connection`."""
    context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


def run_offline() -> None:
    """Print the SQL instead (`alembic upgrade head --sql`)."""
    context.configure(url=settings().database, target_metadata=Base.metadata, literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()


if context.is_offline_mode():
    run_offline()
elif given := context.config.attributes.get("connection"):
    run(given)
else:
    with make_engine(settings().database).begin() as opened:
        run(opened)
