"""Keys that a machine makes for itself."""

from __future__ import annotations

import multiprocessing
import os
import stat
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

import pytest

from shortfall.base.keys import read_or_create_key

NAMES = [f"{number:02}.key" for number in range(20)]


def test_a_key_is_made_once(tmp_path: Path) -> None:
    path = tmp_path / "var" / "internal.key"
    key = read_or_create_key(path)
    assert len(bytes.fromhex(key)) == 32
    assert read_or_create_key(path) == key
    assert [file.name for file in path.parent.iterdir()] == ["internal.key"]


def test_two_keys_differ(tmp_path: Path) -> None:
    assert read_or_create_key(tmp_path / "a.key") != read_or_create_key(tmp_path / "b.key")


def test_only_its_owner_reads_it(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        read_or_create_key(tmp_path / "a.key")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.key").stat().st_mode) == 0o600


def test_a_key_of_ones_own_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "own.key"
    path.write_text("  " + "k" * 40 + "\n", encoding="ascii")
    assert read_or_create_key(path) == "k" * 40


@pytest.mark.parametrize("content", ["", "short", "k" * 31 + "\n"])
def test_a_short_key_is_refused_and_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "own.key"
    path.write_text(content, encoding="ascii")
    with pytest.raises(ValueError, match=r"own\.key is too short") as caught:
        read_or_create_key(path)
    assert "k" * 31 not in str(caught.value)


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="ascii")
    with pytest.raises(OSError):
        read_or_create_key(tmp_path / "file" / "a.key")


def _make_in_a_process(folder: Path, barrier: Barrier, results: Any) -> None:
    keys = []
    for name in NAMES:
        barrier.wait(60)
        keys.append(read_or_create_key(folder / name))
    results.put(keys)


def test_processes_that_start_together_agree(tmp_path: Path) -> None:
    # Spawned, not forked: by now the test process has threads, and what they had locked would stay locked in a fork.
    context = multiprocessing.get_context("spawn")
    barrier, results = context.Barrier(4), context.Queue()
    processes = [context.Process(target=_make_in_a_process, args=(tmp_path, barrier, results)) for _ in range(4)]
    for process in processes:
        process.start()
    answers = [results.get(timeout=120) for _ in processes]
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0] * 4
    assert all(answer == answers[0] for answer in answers) and len(set(answers[0])) == len(NAMES)
    assert sorted(file.name for file in tmp_path.iterdir()) == NAMES
