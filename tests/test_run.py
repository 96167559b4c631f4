"""`run` as it is typed, and by a link called briefing; the set-up is done already."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture
def typed(tmp_path):
    """Give what the environment's python is told when run is called by a path; that python only repeats it."""
    stamp = subprocess.run("cat run pyproject.toml constraints.txt | cksum", shell=True, cwd=ROOT, capture_output=True, text=True, check=True)
    venv = tmp_path / "venv"
    (venv / "bin").mkdir(parents=True)
    (venv / ".ready").write_text(stamp.stdout, encoding="utf-8")
    python = venv / "bin" / "python"
    python.write_text('#!/bin/sh\necho "$PWD: $*"\n', encoding="utf-8")
    python.chmod(0o755)
    elsewhere = tmp_path / "else where"
    elsewhere.mkdir()

    def call(path, *words):
        env = {**os.environ, "BRIEFING_VENV": str(venv)}
        done = subprocess.run([str(path), *words], cwd=elsewhere, capture_output=True, text=True, check=True, env=env)
        return done.stdout.strip().removeprefix(str(elsewhere)).removeprefix(str(ROOT))

    return call


def test_run_alone_makes_the_brief_of_the_seeds_in_its_own_folder(typed):
    assert typed(ROOT / "run") == ": -m briefing build"


def test_run_with_words_runs_where_it_is_called(typed):
    assert typed(ROOT / "run", "preview", "a b.txt") == ": -m briefing preview a b.txt"


def test_a_link_called_briefing_is_the_command(typed, tmp_path):
    link = tmp_path / "briefing"
    link.symlink_to(ROOT / "run")
    assert typed(link, "send", "--status") == ": -m briefing send --status"
    assert typed(link) == ": -m briefing --help"
    assert typed(link, "test") == ": -m briefing test", "the tests are for run"
