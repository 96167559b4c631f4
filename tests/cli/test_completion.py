from __future__ import annotations

import os
import pty
import select
import shutil
import subprocess
import time

import pytest

from briefing.cli import _COMMANDS
from briefing.cli.completion import SHELLS, completion
from briefing.cli.parser import make_parser

OFFERED = {"--ranker": ("lead", "learned"), "--formats": ("pdf", "html")}


@pytest.fixture
def parser():
    return make_parser(_COMMANDS)


@pytest.mark.parametrize("shell", SHELLS)
def test_every_command_and_flag_can_be_completed(parser, shell):
    script = completion(parser, shell, OFFERED)
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
    script.write_text(completion(parser, shell, OFFERED), encoding="utf-8")
    done = subprocess.run([program, "-n", str(script)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(("words", "offered"), [
    (["briefing", "bui"], "build"),
    (["briefing", "build", "--fo"], "--formats --force"),
    (["briefing", "completion", ""], "bash zsh fish"),
    (["briefing", "preview", "--ranker", "le"], "lead learned"),
    (["briefing", "build", "--formats", ""], "pdf html"),
    (["briefing", "--"], "--help --version"),
])
def test_bash_offers_what_the_parser_knows(parser, words, offered, tmp_path):
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("bash is not on this machine")
    script = tmp_path / "script"
    script.write_text(completion(parser, "bash", OFFERED), encoding="utf-8")
    ask = 'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _briefing; echo "${COMPREPLY[*]}"'
    done = subprocess.run([bash, "-c", ask, "_", str(script), *words], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == offered


@pytest.mark.parametrize("before", [["build"], ["build", "--out"]])
def test_bash_offers_a_name_with_blanks_as_one(parser, before, tmp_path):
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("bash is not on this machine")
    script = tmp_path / "script"
    script.write_text(completion(parser, "bash", OFFERED), encoding="utf-8")
    (tmp_path / "pages").mkdir()
    for name in ("第1 版.txt", "第2 版.txt"):
        (tmp_path / "pages" / name).write_text("", encoding="utf-8")
    ask = 'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _briefing; printf "%s\\n" "${COMPREPLY[@]}"'
    done = subprocess.run(
        [bash, "-c", ask, "_", str(script), "briefing", *before, "pages/第"], capture_output=True, text=True, check=True,
        cwd=tmp_path,
    )
    assert sorted(done.stdout.splitlines()) == ["pages/第1 版.txt", "pages/第2 版.txt"]


@pytest.mark.parametrize(("typed", "offered"), [("bui", "build"), ("completion ", "fish"), ("preview --ranker le", "learned")])
def test_fish_offers_what_the_parser_knows(parser, typed, offered, tmp_path):
    fish = shutil.which("fish")
    if fish is None:
        pytest.skip("fish is not on this machine")
    script = tmp_path / "briefing.fish"
    script.write_text(completion(parser, "fish", OFFERED), encoding="utf-8")
    done = subprocess.run(
        [fish, "--no-config", "-c", 'source $argv[1]; complete -C "briefing $argv[2]"', str(script), typed],
        capture_output=True, text=True, check=True, env={"HOME": str(tmp_path), "PATH": os.environ["PATH"]},
    )
    assert offered in [line.partition("\t")[0] for line in done.stdout.splitlines()]


@pytest.mark.parametrize(("typed", "offered"), [
    ("briefing bui", "build"), ("briefing build --fo", "--formats"), ("briefing completion ", "zsh"),
    ("briefing preview --ranker le", "learned"),
])
def test_zsh_offers_what_the_parser_knows(parser, typed, offered, tmp_path):
    """The script runs in a real zsh on a terminal of its own; a tab is typed and what is shown is read."""
    zsh = shutil.which("zsh")
    if zsh is None:
        pytest.skip("zsh is not on this machine")
    script = tmp_path / "_briefing"
    script.write_text(completion(parser, "zsh", OFFERED), encoding="utf-8")
    start = f"fpath=({tmp_path} $fpath); autoload -Uz compinit; compinit -u -D; PS1=; LISTMAX=999\n"
    terminal, theirs = pty.openpty()
    environment = {"HOME": str(tmp_path), "PATH": os.environ["PATH"], "TERM": "xterm"}
    with subprocess.Popen(
        [zsh, "-f", "-i"], stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True, cwd=tmp_path, env=environment,
    ) as child:
        os.close(theirs)
        shown = ""
        os.write(terminal, start.encode() + f"echo ready\n{typed}\t\t\t".encode())
        end = time.monotonic() + 20
        while offered not in shown.rpartition("ready")[2] and time.monotonic() < end:
            if select.select([terminal], [], [], 0.2)[0]:
                shown += os.read(terminal, 4096).decode(errors="replace")
        child.kill()
    os.close(terminal)
    assert offered in shown.rpartition("ready")[2]
