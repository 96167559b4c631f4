"""Messages are provoked here, and the place in the program that makes each is written down.

`told` runs a command as a user would and asserts that one of its lines on standard error holds the words; the words
must be listed in docs/messages.md. What was seen is kept for test_whole_list.py, which asserts that no place is left.
"""

from __future__ import annotations

import builtins
import importlib.util
import io
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import briefing
from briefing import errors, model
from briefing.cli import main
from briefing.deliver import session

PACKAGE = Path(briefing.__file__).parent
ROOT = PACKAGE.parent
PAGE = "本报讯（记者 王一一）市长周明远主持召开市政府常务会议，研究\n安全生产工作。\n\n市政府召开常务会议\n"
DAY = ("--date", "2024-03-08")


@pytest.fixture(scope="session")
def made_by():
    """Give a module of another test folder, for the pages and servers that it can make."""

    def load(path):
        spec = importlib.util.spec_from_file_location(path.replace("/", "_"), ROOT / "tests" / f"{path}.py")
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module  # its dataclasses look there for their types
        spec.loader.exec_module(module)
        return module

    return load


@pytest.fixture(scope="session")
def paper(made_by):
    return made_by("read/test_pdf")


@dataclass
class Seen:
    """Listed words that were printed, and the places (file, line) that made a message."""

    words: set[str] = field(default_factory=set)
    places: set[tuple[str, int]] = field(default_factory=set)

    def note(self, depth=2):
        frame = sys._getframe(depth)
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(PACKAGE):
            self.places.add((str(path.relative_to(PACKAGE)), frame.f_lineno))


@pytest.fixture(scope="session")
def seen():
    return Seen()


@pytest.fixture(autouse=True)
def _watched(seen, monkeypatch):
    """Write down where errors, notes and lines on standard error are made."""

    def watch(owner):
        real = owner.__init__

        def made(self, *given, **named):
            seen.note()
            real(self, *given, **named)

        monkeypatch.setattr(owner, "__init__", made)

    for owner in (errors.BriefingError, session.Hopeless, session.Unavailable, session.Dropped, model.Note):
        watch(owner)
    real_print = builtins.print

    def watched_print(*given, **named):
        if named.get("file") is not None and named["file"] is sys.stderr:
            seen.note()
        real_print(*given, **named)

    monkeypatch.setattr(builtins, "print", watched_print)


@pytest.fixture
def told(seen, tmp_path, monkeypatch, capsys):
    """Run a command in an empty folder; files: name → content. Returns what it printed on standard error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", None)
    monkeypatch.delenv("BRIEFING_TRACEBACK", raising=False)

    def run(words, *arguments, code=2, files=None, only_line=True):
        for name, content in (files or {}).items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        capsys.readouterr()
        found = main(list(arguments), io.StringIO())
        error = capsys.readouterr().err
        assert words in error, error
        assert found == code
        assert not only_line or len(error.splitlines()) == 1
        assert "internal fault" not in error or words == "internal fault"
        seen.words |= {words} - {""}
        return error

    return run


@pytest.fixture
def brief(tmp_path, monkeypatch, seen):
    """A brief.json in the folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    assert main(["build", "page.txt", *DAY, "--formats", "json"], io.StringIO()) == 0
    return "out/2024-03-08/brief.json"
