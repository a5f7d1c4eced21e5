"""An e-mail address as a person types one into a field of its own. Pure, standard library only."""

from __future__ import annotations

import re

LONGEST = 254
"""Characters of an address that can be mailed to (RFC 5321, 4.5.3.1.3)."""
_NAME = r"[A-Za-z0-9!#$%&'*+/^_`{|}~-]+"  # no "=?": what a header would read as an encoded word (RFC 2047)
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"(?=[^@]{{1,64}}@){_NAME}(?:\.{_NAME})*@(?:{_LABEL}\.)+[A-Za-z]{{2,24}}")


def read_address(text: str) -> str | None:
    """The address, when the text is one and nothing else; blanks around it do not count.

    Of what RFC 5322 allows only what people have: no quotes, no comments, no lists, no letters beyond ASCII, and nothing that could end
    a header's line, or be read in one as something else.
    """
    typed = text.strip(" \t")
    return typed if len(typed) <= LONGEST and _ADDRESS.fullmatch(typed) else None
