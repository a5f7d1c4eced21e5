"""Moved to shortfall.reading.names; outside measurements know it by this name."""

from shortfall.reading.names import *  # noqa: F403
