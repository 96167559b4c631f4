from __future__ import annotations

import io
import re
import sys
import time

from briefing.cli.progress import at_work, progress
from briefing.render.cells import cells


def shown_on_a_terminal(lines, monkeypatch):
    stream = io.StringIO()
    monkeypatch.setattr(stream, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("COLUMNS", "40")
    try:
        with progress(8) as tell:
            for line in lines:
                tell(line)
    except ValueError:
        stream.write("failed")
    return stream.getvalue()


def test_few_pages_need_no_bar(capsys):
    with progress(7) as tell:
        tell("7/7 a.txt")
    assert capsys.readouterr().err == ""


def test_what_takes_long_is_told_with_its_seconds_and_gone_at_the_end(monkeypatch):
    stream = io.StringIO()
    monkeypatch.setattr(stream, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr("briefing.cli.progress._SOON", 0.0)
    with progress(1) as tell:
        tell("1/1 长\x1b[2J版.txt")
        end = time.monotonic() + 20
        while "长" not in stream.getvalue() and time.monotonic() < end:
            time.sleep(0.01)
    shown = stream.getvalue().split("\r\x1b[K")
    assert shown[-1] == ""
    assert re.fullmatch(r"\d+ s  reading 1/1 长 \[2J版\.txt", shown[-2])


def test_what_is_done_soon_is_not_told(monkeypatch):
    stream = io.StringIO()
    monkeypatch.setattr(stream, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stderr", stream)
    with at_work("finding facts"):
        pass
    assert stream.getvalue() == ""


def test_the_bar_grows_and_is_gone_at_the_end(monkeypatch):
    told = shown_on_a_terminal([f"{number}/8 版面/第{number}版.txt" for number in range(1, 9)], monkeypatch)
    shown = told.split("\r\x1b[K")[1:]
    assert shown[0] == "[........................] 1/8 版面/第1"
    assert [line.count("#") for line in shown] == [0, 3, 6, 9, 12, 15, 18, 21, 0]
    assert all(cells(line, 2) < 40 for line in shown)
    assert shown[-1] == ""


def test_the_bar_is_gone_when_the_work_fails(monkeypatch):
    assert shown_on_a_terminal(["1/8 a", "no number"], monkeypatch).endswith("1/8 a\r\x1b[Kfailed")


def test_a_name_cannot_command_the_terminal(monkeypatch):
    told = shown_on_a_terminal(["1/8 a\x1b[2J\rb"], monkeypatch)
    assert re.findall(r"\x1b\[.", told) == ["\x1b[K", "\x1b[K"]


def test_a_log_gets_a_line_every_so_often(capsys):
    with progress(40) as tell:
        for number in range(1, 41):
            tell(f"{number}/40 p{number}.txt")
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 10
    assert lines[0] == "briefing: page 4/40 p4.txt"
