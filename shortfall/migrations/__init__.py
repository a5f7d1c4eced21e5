"""Alembic migrations; `shortfall.base.database.migrate` runs them."""
