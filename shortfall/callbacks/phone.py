"""Moved to shortfall.reading.phone; outside measurements know it by this name."""

from shortfall.reading.phone import *  # noqa: F403
