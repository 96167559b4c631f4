"""The examples of docs/unattended.md and docs/mail.md work as printed."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
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
    done = subprocess.run(
        ["/bin/sh", "-c", command.replace("/srv/briefing", str(place))], capture_output=True, text=True, check=True,
        env={"PATH": "/usr/bin:/bin"},
    )
    assert (done.stdout, done.stderr) == (mailed, "")
    assert json.loads((place / "log" / "morning.json").read_text(encoding="utf-8")) == {}


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
