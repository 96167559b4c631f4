"""The examples of docs/unattended.md and docs/mail.md work as printed."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from briefing.config import Config, override
from briefing.deliver.addresses import recipients_of
from briefing.deliver.session import check_settings

DOCS = Path(__file__).parents[1] / "docs"


def examples(name, language):
    return re.findall(rf"```{language}\n(.*?)```", (DOCS / name).read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture
def place(tmp_path):
    """A folder laid out as in the docs, with a program that ends as it is told."""
    program = tmp_path / ".venv" / "bin" / "briefing"
    program.parent.mkdir(parents=True)
    (tmp_path / "out").mkdir()
    program.write_text('#!/bin/sh\necho "{}"\necho "briefing: $*" >&2\nexit "$(cat code)"\n', encoding="utf-8")
    program.chmod(0o755)
    return tmp_path


@pytest.mark.parametrize(("code", "mailed"), [
    (0, ""), (1, "briefing: morning pages\n"), (2, "briefing: morning pages\n"),
])
def test_the_cron_line_prints_only_when_the_run_failed(place, code, mailed):
    (table,) = examples("unattended.md", "cron")
    line = next(each for each in table.splitlines() if each[0].isdigit())
    when, command = re.fullmatch(r"((?:\S+ ){5})(.*)", line).groups()
    assert when == "30 6 * * * "
    assert "%" not in command, "cron would end the line there"
    (place / "code").write_text(str(code), encoding="utf-8")
    for day in (1, 2):
        done = subprocess.run(
            ["/bin/sh", "-c", command.replace("/srv/briefing", str(place))], capture_output=True, text=True, check=True,
            env={"PATH": "/usr/bin:/bin"},
        )
        assert (done.stdout, done.stderr) == (mailed, ""), "what this run told, not the one before"
        assert json.loads((place / "log" / "morning.json").read_text(encoding="utf-8")) == {}
        assert (place / "log" / "morning.log").read_text(encoding="utf-8") == "briefing: morning pages\n" * day


def test_the_cron_line_works_with_the_real_program_and_no_environment(tmp_path):
    """Cron gives a run next to nothing: no locale, no home; pages and readers have Chinese names all the same."""
    program = tmp_path / ".venv" / "bin" / "briefing"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nPYTHONPATH={DOCS.parent} exec {sys.executable} -m briefing "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    (tmp_path / "pages").mkdir()
    page = "本报讯（记者 王一一）市长周明远主持召开市政府常务会议，研究\n安全生产工作。\n\n市政府召开常务会议\n"
    (tmp_path / "pages" / "第A01版 2024-03-08.txt").write_text(page, encoding="utf-8")
    (tmp_path / "pages" / "第A02版.txt").write_bytes(b"\0\1\2" * 99)
    (tmp_path / "briefing.toml").write_text(
        '[deliver]\nsender = "每日要情 <brief@example.org>"\nrecipients = ["王芳@例子.中国"]\n[morning]\nmax_age_days = 99999\n', encoding="utf-8"
    )
    (table,) = examples("unattended.md", "cron")
    command = re.sub(r"^(\S+ ){5}", "", next(each for each in table.splitlines() if each[0].isdigit()))
    line = ["env", "-i", "/bin/sh", "-c", command.replace("/srv/briefing", str(tmp_path))]
    done = subprocess.run(line, capture_output=True, text=True, encoding="utf-8", check=True)
    assert "partly; 1 story; mail: 1 written; 1 page not read (pages/第A02版.txt: binary data" in done.stdout
    assert done.stderr == ""
    report = json.loads((tmp_path / "log" / "morning.json").read_text(encoding="utf-8"))
    assert (report["state"], report["code"]) == ("partly", 1)
    brief = json.loads((tmp_path / "out" / "2024-03-08" / "brief.json").read_text(encoding="utf-8"))
    assert "未能读入：pages/第A02版.txt" in [note["message"] for note in brief["notes"]]
    assert len(list((tmp_path / "out" / "2024-03-08" / "mail").glob("*.eml"))) == 1


def test_systemd_accepts_the_units(place):
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("systemd is not on this machine")
    units = {}
    for unit in examples("unattended.md", "ini"):
        name = re.match(r"# /etc/systemd/system/(\S+)", unit).group(1)
        units[name] = place / name
        units[name].write_text(unit.replace("/srv/briefing", str(place)), encoding="utf-8")
    assert set(units) == {"briefing.service", "briefing.timer", "briefing-failure.service"}
    done = subprocess.run(
        [program, "verify", "--man=no", *map(str, units.values())], capture_output=True, text=True, check=False
    )
    told = [line for line in done.stderr.splitlines() if "briefing" in line]
    assert told == []
    calendar = re.search(r"OnCalendar=(.*)", units["briefing.timer"].read_text(encoding="utf-8")).group(1)
    subprocess.run([program, "calendar", calendar], capture_output=True, check=True)


def test_the_settings_in_the_docs_are_valid(monkeypatch):
    monkeypatch.setenv("BRIEFING_PASSWORD", "x")
    (settings,) = examples("mail.md", "toml")
    config = override(Config(), tomllib.loads(settings), "docs")
    check_settings(config.deliver)
    assert [each.name for each in recipients_of(config.deliver)] == ["", "王芳", ""]
