"""`send` as it is typed: what it prints where, and its exit codes."""

from __future__ import annotations

import io
import json
import socket
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller

from briefing.cli import main

TO = '[deliver]\nsender = "brief@example.org"\nrecipients = ["a@example.org", "b@example.org"]\nattach_pdf = false\n'


@pytest.fixture(autouse=True)
def brief(tmp_path, monkeypatch):
    """A brief in the folder."""
    monkeypatch.chdir(tmp_path)
    article = {"id": "a1", "title": "市政府召开会议", "paragraphs": ["市长周明远主持召开会议，强调抓好生产。"]}
    page = {"schema": "articles/1", "date": "2024-03-08", "articles": [article]}
    Path("page.json").write_text(json.dumps(page), encoding="utf-8")
    assert main(["build", "page.json", "--formats", "json"], io.StringIO()) == 0
    return "out/2024-03-08/brief.json"


def send(*arguments, settings=TO):
    Path("briefing.toml").write_text(settings, encoding="utf-8")
    out = io.StringIO()
    return main(["send", *arguments], out), out.getvalue()


def test_files_are_written_and_told_where(brief):
    assert send(brief, "--dry-run") == (0, "2 would be sent\n")
    assert not Path("out/ledger.sqlite").exists()
    assert send(brief) == (0, "2 written: out/2024-03-08/mail\n")
    code, rows = send("--status")
    assert code == 0
    assert [row.split("\t")[:3] for row in rows.splitlines()] == [
        ["2024-03-08 每日要情", "a@example.org", "written"], ["2024-03-08 每日要情", "b@example.org", "written"],
    ]


class Choosy:
    """Takes mail for all but b."""

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802 - the server's name
        if address.startswith("b"):
            return "550 unknown"
        envelope.rcpt_tos.append(address)
        return "250 OK"


def test_the_exit_code_tells_whether_all_have_it(brief, capsys):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    served = f'{TO}server = "127.0.0.1"\nport = {port}\nsecurity = "none"\ndeadline_minutes = 0\n'
    code, told = send(brief, settings=served)
    assert (code, told) == (2, ""), "nobody listens there"
    assert f"127.0.0.1:{port}: Connection refused" in capsys.readouterr().err
    controller = Controller(Choosy(), hostname="127.0.0.1", port=port)
    controller.start()
    try:
        assert send(brief, settings=served) == (1, "1 sent, 1 refused\n")
        assert capsys.readouterr().err == "briefing: b@example.org: refused (550 unknown)\n"
        assert send(brief, settings=served.replace(', "b@example.org"', "")) == (0, "1 had it already\n")
    finally:
        controller.stop()


def test_mail_lies_beside_a_brief_that_lies_elsewhere(brief):
    Path("desk").mkdir()
    kept = Path(brief).rename("desk/brief.json")
    assert send(str(kept)) == (0, "2 written: desk/mail\n")
    assert not Path("out/2024-03-08/mail").exists()
    assert send(str(kept), "--again", "--out", "other") == (0, "2 written: other/2024-03-08/mail\n"), "--out leads there"


@pytest.mark.parametrize("first", ["send", "morning"])
def test_a_brief_made_in_another_folder_is_sent_once_whichever_way_it_goes_first(first, capsys):
    Path("pages").mkdir()
    page = "本报讯（记者 王一一）市长周明远主持召开市政府常务会议，研究\n安全生产工作。\n\n市政府召开常务会议\n"
    Path("pages/a.txt").write_text(page, encoding="utf-8")
    Path("briefing.toml").write_text(TO, encoding="utf-8")
    date = ("--date", "2024-03-08")
    assert main(["build", "pages", *date, "--formats", "json", "--out", "desk"], io.StringIO()) == 0
    kept = "desk/2024-03-08/brief.json"
    ways = {
        "send": lambda: send(kept)[1].partition(":")[0],
        "morning": lambda: (
            main(["morning", "pages", *date, "--today", "2024-03-08", "--out", "desk"], io.StringIO()),
            capsys.readouterr().err.rstrip().partition("mail: ")[2],
        )[1],
    }
    then = next(name for name in ways if name != first)
    assert "2 written" in ways[first]()
    for file in Path("desk/2024-03-08/mail").iterdir():
        file.unlink()  # another program has sent it
    assert ways[then]().partition("; ")[0] == "2 had it already"
    assert not Path("out/ledger.sqlite").exists()
    code, rows = send("--status", kept)
    assert (code, rows.count("written")) == (0, 2)


def test_a_copy_of_a_brief_is_known_to_the_ledger_of_the_settings(brief):
    assert send(brief)[0] == 0
    for file in Path("out/2024-03-08/mail").iterdir():
        file.unlink()
    Path("copy/2024-03-08/mail").mkdir(parents=True)
    copy = Path("copy/2024-03-08/brief.json")
    copy.write_bytes(Path(brief).read_bytes())
    assert send(str(copy)) == (0, "2 had it already\n")
    assert send(str(copy), "--out", "new") == (0, "2 had it already: out/ledger.sqlite\n"), "not recorded where --out leads"
