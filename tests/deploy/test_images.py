"""The images of others: an exact version each, the same wherever it is named, and a digest behind it where there is a registry to ask."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from shortfall.base.settings import ROOT

DEPLOY = ROOT / "deploy"
OURS = re.compile(r"shortfall(?:-engine)?:(?:latest|\$\{SHORTFALL_VERSION:-latest\})")
EXACT = re.compile(r"[a-z0-9./-]+:\d+\.\d+(?:\.\d+)?(?:-[a-z]+)*-(?:bookworm|trixie)(?:@sha256:[0-9a-f]{64})?")
"""PostgreSQL has two numbers, the others three."""
SECURE = {
    "nginxinc/nginx-unprivileged": (
        1,
        30,
        7,
    ),  # CVE-2026-123007: whoever speaks HTTP/2 to an older one may run code in it
    "postgres": (16, 16),
    "python": (3, 11, 16),
    "redis": (7, 2, 16),
}
"""The security releases known in November 2026, each in the line that is used here; raise them with each release."""


def named(folder: Path) -> dict[str, set[str]]:
    """The images of others that the files of a folder name, by file."""
    found: dict[str, set[str]] = {}
    for path in [folder / "compose.yml", *folder.glob("*.Dockerfile"), *folder.glob("k8s/*.yaml")]:
        text = path.read_text()
        stages = set(re.findall(r"^FROM \S+ AS (\w+)$", text, re.M))
        images = re.findall(r"^FROM (\S+)|^ *image: \"?([^\s\"]+)", text, re.M)
        found[path.name] = {one or other for one, other in images if not OURS.fullmatch(one or other)} - stages
    return found


def test_every_image_has_an_exact_version_and_one_place_names_them_all() -> None:
    listed = (DEPLOY / "images").read_text().split()
    assert listed == sorted(listed) and len({image.partition(":")[0] for image in listed}) == len(listed)
    assert [image for image in listed if not EXACT.fullmatch(image)] == []
    for image in listed:
        three = not image.startswith("postgres:")
        assert len(re.findall(r"\d+", image.partition(":")[2].partition("-")[0])) == 2 + three, image
    assert set().union(*named(DEPLOY).values()) == set(listed)
    assert {"compose.yml", "public.Dockerfile", "engine.Dockerfile", "nginx.yaml"} <= {
        file for file, images in named(DEPLOY).items() if images
    }


def test_no_image_is_behind_its_security_release() -> None:
    for image in (DEPLOY / "images").read_text().split():
        name, _, tag = image.partition("@")[0].partition(":")
        assert tuple(map(int, tag.partition("-")[0].split("."))) >= SECURE[name], image


def pin(folder: Path, digest: str) -> subprocess.CompletedProcess[str]:
    """Run the script where a registry gives every image this digest."""
    programs = folder / "bin"
    programs.mkdir(exist_ok=True)
    (programs / "docker").write_text(f"#!/bin/bash\ntest \"$1 $2 $3\" = 'buildx imagetools inspect' && echo {digest}\n")
    (programs / "docker").chmod(0o755)
    given = os.environ | {"PATH": f"{programs}:{os.environ['PATH']}"}
    return subprocess.run([str(folder / "deploy/pin-images")], env=given, capture_output=True, text=True, timeout=30)


def test_pinning_writes_the_digest_wherever_an_image_is_named_and_again_after_a_change(tmp_path: Path) -> None:
    shutil.copytree(DEPLOY, tmp_path / "deploy", ignore=shutil.ignore_patterns("secrets"))
    plain = [image.partition("@")[0] for image in (DEPLOY / "images").read_text().split()]
    for digest in ("sha256:" + 64 * "a", "sha256:" + 64 * "b"):
        assert pin(tmp_path, digest).returncode == 0
        pinned = [f"{image}@{digest}" for image in plain]
        assert (tmp_path / "deploy/images").read_text().split() == pinned
        assert set().union(*named(tmp_path / "deploy").values()) == set(pinned)
        assert all(EXACT.fullmatch(image) for image in pinned)


def test_what_is_no_digest_changes_nothing(tmp_path: Path) -> None:
    shutil.copytree(DEPLOY, tmp_path / "deploy", ignore=shutil.ignore_patterns("secrets"))
    was = (tmp_path / "deploy/compose.yml").read_text()
    assert pin(tmp_path, "unknown").returncode == 1
    assert (tmp_path / "deploy/compose.yml").read_text() == was
