"""docs/messages.md tells what users meet: each message it lists is provoked here, and none besides."""

import io
import re
import sys
from pathlib import Path

import pytest

import briefing.cli
from briefing.cli import main

DOCUMENT = (Path(__file__).parents[1] / "docs" / "messages.md").read_text(encoding="utf-8")
LISTED = re.findall(r"^\| (?!message|---)(.+?) \|", DOCUMENT, re.MULTILINE)
PAGE = "本报讯（记者 王一一）市长周明远主持召开市政府常务会议，研究\n安全生产工作。\n\n市政府召开常务会议\n"
FILES = {
    "page.txt": PAGE, "empty.txt": "", "bin.txt": "\0\1\2" * 99, "punct.txt": "★ ☎ ————\n", "list.json": "{}",
    "bad.json": "{", "bad.toml": "=", "part.toml": "[x]", "number.toml": "[rank]\nbudget = -1",
    "empty.jsonl": "", "row.jsonl": "{}", "rows.jsonl": '{"article": "会议召开，研究工作。会议要求抓好。", "summary": "会"}',
}
DAY = ["--date", "2024-03-08"]
PROVOKED = {
    "`--help` tells what can be typed": ["bulid"],
    "cannot read the settings": ["config", "--config", "no.toml"],
    "not valid TOML": ["config", "--config", "bad.toml"],
    "is not a part of the settings": ["config", "--config", "part.toml"],
    "must be a number from 0": ["config", "--config", "number.toml"],
    "not a day of the calendar": ["build", "page.txt", "--date", "2024-13-01"],
    "internal fault": ["rankers"],
    "does not exist": ["articles", "no.txt"],
    "an INPUT is empty": ["articles", ""],
    "nothing readable in the folder": ["articles", "folder"],
    "the file is empty": ["articles", "empty.txt"],
    "standard input is empty": ["articles", "-"],
    "binary data": ["articles", "bin.txt"],
    "no article found": ["build", "punct.txt", *DAY],
    "Give the newspaper's date": ["build", "page.txt"],
    "is not a ranker": ["build", "page.txt", "--ranker", "x"],
    "neither a template nor a folder": ["build", "page.txt", *DAY, "--template", "x"],
    "is not a format": ["build", "page.txt", "--formats", "x"],
    "cannot be written": ["build", "page.txt", *DAY, "--out", "page.txt", "--formats", "json"],
    "not an articles/1 document": ["facts", "list.json"],
    "not JSON": ["render", "bad.json"],
    'instead of "brief/1"': ["explain", "list.json"],
    "send needs the brief": ["send"],
    "no rows": ["summarise", "empty.jsonl"],
    "Each row needs": ["summarise", "row.jsonl"],
    "not weights": ["summarise", "rows.jsonl", "--weights", "list.json"],
    "Name another file for the weights": ["train", "rows.jsonl", "--out", "rows.jsonl"],
}


def test_every_message_listed_is_provoked():
    assert set(LISTED) == set(PROVOKED)


@pytest.mark.parametrize("words", PROVOKED)
def test_the_message_is_printed_as_listed(words, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", None)
    (tmp_path / "folder").mkdir()
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    if words == "internal fault":
        monkeypatch.setattr(briefing.cli, "import_module", lambda _: None)
    assert main(PROVOKED[words], io.StringIO()) == 2
    error = capsys.readouterr().err
    assert words.lstrip("`").partition("`")[0] in error
    assert len(error.splitlines()) == 1
