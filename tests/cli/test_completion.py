from __future__ import annotations

import shutil
import subprocess

import pytest

from briefing.cli import _COMMANDS
from briefing.cli.completion import SHELLS, completion
from briefing.cli.parser import make_parser


@pytest.fixture
def parser():
    return make_parser(_COMMANDS)


@pytest.mark.parametrize("shell", SHELLS)
def test_every_command_and_flag_can_be_completed(parser, shell):
    script = completion(parser, shell)
    for command in _COMMANDS:
        assert command in script
    for flag in ("formats", "ranker", "article", "dry-run"):
        assert flag in script


@pytest.mark.parametrize("shell", SHELLS)
def test_the_shell_can_read_its_script(parser, shell, tmp_path):
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not on this machine")
    script = tmp_path / "script"
    script.write_text(completion(parser, shell), encoding="utf-8")
    done = subprocess.run([program, "-n", str(script)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(("words", "offered"), [
    (["briefing", "bui"], "build"),
    (["briefing", "build", "--fo"], "--formats --force"),
    (["briefing", "completion", ""], "bash zsh fish"),
])
def test_bash_offers_what_the_parser_knows(parser, words, offered, tmp_path):
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("bash is not on this machine")
    script = tmp_path / "script"
    script.write_text(completion(parser, "bash"), encoding="utf-8")
    ask = 'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _briefing; echo "${COMPREPLY[*]}"'
    done = subprocess.run([bash, "-c", ask, "_", str(script), *words], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == offered
