"""How `make docs` makes a site of the Markdown files: Sphinx and MyST. The README is its front page; a link that leads nowhere fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "Shortfall"
html_title = project
root_doc = "README"
include_patterns = ["*.md", "docs/**.md", "widget/README.md"]
extensions = ["myst_parser", "sphinxcontrib.mermaid"]
myst_heading_anchors = 3
"""As deep as headings are linked to, by the names GitHub gives them."""
myst_fence_as_directive = ["mermaid"]
html_theme = "furo"
html_copy_source = False
html_show_copyright = False

# What GitHub needs no list for, a site does; the README ends with it, out of sight.
CONTENTS = {
    "What it does": ["talk", "content", "calculator", "callbacks", "sms", "widget"],
    "Running it": ["operations", "scale", "staff", "callback_desk", "privacy", "supply-chain", "faults", "performance"],
    "Working on it": ["/CONTRIBUTING", "architecture", "decisions/README", "/CHANGELOG", "/SECURITY", "/widget/README"],
}


def _contents(app: Sphinx, name: str, source: list[str]) -> None:
    """Add the table of contents to the pages that begin a list."""
    if name == root_doc:
        for caption, pages in CONTENTS.items():
            paths = "\n".join(page if page.startswith("/") else f"docs/{page}" for page in pages)
            source[0] += f"\n```{{toctree}}\n:hidden:\n:caption: {caption}\n\n{paths}\n```\n"
    if name == "docs/decisions/README":
        source[0] += "\n```{toctree}\n:hidden:\n:glob:\n\n0*\n```\n"


def setup(app: Sphinx) -> None:
    """Called by Sphinx."""
    app.connect("source-read", _contents)
