"""Alembic migrations; `shortfall.database.migrate` runs them."""
