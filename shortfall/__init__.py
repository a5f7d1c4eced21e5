"""Shortfall: what the actions and the gateway share.

Import nothing here: `shortfall.law` and `shortfall.content` are also imported by the engine, whose environment holds
neither pydantic 2 nor SQLAlchemy 2.
"""
