"""The committed build is what the source builds to, byte for byte. Needs Node (`apt-get install nodejs npm`)."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

from shortfall.base.settings import ROOT
from shortfall.web.widget import BUILT, CARDS

SOURCE = ROOT / "widget"


def test_the_source_builds_to_the_committed_file(tmp_path: Path) -> None:
    copy = tmp_path / "widget"
    shutil.copytree(SOURCE, copy, ignore=shutil.ignore_patterns("node_modules"))
    for command in (
        ["npm", "ci", "--silent"],
        ["npm", "run", "--silent", "check"],
        ["node", "build.mjs", str(tmp_path / "built")],
    ):
        subprocess.run(command, cwd=copy, check=True)
    for file in (BUILT, CARDS):
        assert (tmp_path / "built" / file.name).read_bytes() == file.read_bytes(), "run `make widget`, commit its files"


def test_every_package_has_an_exact_version_and_a_hash() -> None:
    wanted = json.loads((SOURCE / "package.json").read_text(encoding="utf-8"))
    assert "dependencies" not in wanted
    assert all(version[0].isdigit() for version in wanted["devDependencies"].values())
    locked = json.loads((SOURCE / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert all("integrity" in package for name, package in locked.items() if name)
