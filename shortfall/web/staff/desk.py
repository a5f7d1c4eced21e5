"""What the routes of the inbox need."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fastapi import Request
from sqlalchemy.orm import Session, sessionmaker
from starlette.responses import Response

from shortfall.staff.sessions import Visitor
from shortfall.web.staff.door import Door
from shortfall.web.staff.pages import Pages


@dataclass(frozen=True)
class Desk:
    """The door, the pages, the database and the clock."""

    door: Door
    pages: Pages
    writing: sessionmaker[Session]
    reading: sessionmaker[Session]
    clock: Callable[[], datetime]

    def show(self, request: Request, me: Visitor, template: str, *, status: int = 200, **values: Any) -> Response:
        """A page for someone who is in."""
        csrf = self.door.csrf(self.door.cookie(request))
        return self.pages.show(template, self.clock(), status=status, me=me, csrf=csrf, **values)
