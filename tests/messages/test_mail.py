"""Mail: recipients, server, ledger, files, and the unattended run."""

from __future__ import annotations

import contextlib
import socket
import sqlite3
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller

from briefing.deliver import ledger, session

PAGE = "本报讯（记者 王一一）市长周明远主持召开市政府常务会议，研究\n安全生产工作。\n\n市政府召开常务会议\n"
DAY = ("--date", "2024-03-08")
TO = 'sender = "brief@example.org"\nrecipients = ["a@example.org", "b@example.org"]\nattach_pdf = false\n'
SMTP = f'[deliver]\n{TO}server = "127.0.0.1"\nsecurity = "none"\ndeadline_minutes = 0\ntimeout_seconds = 3\n'


@pytest.fixture
def send(told, brief):
    """Run `send` with the settings; port: of the server, 0 for none."""

    def run(words, settings, *more, code=2, only_line=True, files=None):
        Path("briefing.toml").write_text(settings, encoding="utf-8")
        return told(words, "send", brief, *more, code=code, only_line=only_line, files=files)

    return run


@pytest.fixture
def server(made_by):
    """A server whose answers can be set, and the settings that lead to it."""
    postbox = made_by("deliver/conftest")
    box = postbox.Box()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port, enable_SMTPUTF8=False)
    controller.start()
    yield box, f"{SMTP}port = {port}\n"
    controller.stop()


SETTINGS = {
    "deliver.recipients is empty": '[deliver]\nsender = "a@example.org"',
    "deliver.sender is empty": '[deliver]\nrecipients = ["a@example.org"]',
    "is not a mail address": '[deliver]\nsender = "a@example.org"\nrecipients = ["nobody"]',
    "holds a line break or control character": '[deliver]\nsender = "a@example.org\\nBcc: b@example.org"\nrecipients = ["a@example.org"]',
    'is not of the form "name <name@example.org>"': '[deliver]\nsender = "a <b@example.org"\nrecipients = ["a@example.org"]',
    "deliver.recipients_file = 'no.csv' cannot be read": f'[deliver]\n{TO}recipients_file = "no.csv"',
    "is larger than 16 MB": f'[deliver]\n{TO}recipients_file = "big.csv"',
    "is neither UTF-8 nor GB18030": f'[deliver]\n{TO}recipients_file = "bin.csv"',
    "not a CSV row": f'[deliver]\n{TO}recipients_file = "row.csv"',
    "is not a section": '[deliver]\nsender = "a@example.org"\nrecipients = [{ address = "b@example.org", sections = ["newz"] }]',
    "is not a way of delivery": f'[deliver]\n{TO}method = "pigeon"',
    "deliver.doubt": f'[deliver]\n{TO}doubt = "maybe"',
    "is not an https or mailto link": f'[deliver]\n{TO}unsubscribe = "http://example.org"',
    "deliver.security =": f'[deliver]\n{TO}server = "x.example.org"\nsecurity = "ssl"',
    "would send the password in the clear": f'[deliver]\n{TO}server = "x.example.org"\nsecurity = "none"\nuser = "u"',
    "is not the name of a server": f'[deliver]\n{TO}server = "a b"',
    "is not a port": f'[deliver]\n{TO}server = "x.example.org"\nport = 70000',
    "deliver.user is set, but": f'[deliver]\n{TO}server = "x.example.org"\nuser = "u"',
    "deliver.password_file cannot be read": f'[deliver]\n{TO}server = "x.example.org"\nuser = "u"\npassword_file = "no"',
    "holds no password": f'[deliver]\n{TO}server = "x.example.org"\nuser = "u"\npassword_file = "empty"',
    "deliver.ca_file =": f'[deliver]\n{TO}server = "127.0.0.1"\nca_file = "no.pem"',
}


@pytest.mark.parametrize("words", SETTINGS)
def test_mail_settings_that_cannot_be_used(words, send):
    files = {"bin.csv": b"\xff\xff\x00\x80", "big.csv": "x", "row.csv": f'"{"x" * 140_000}"', "empty": "\n"}
    if "16 MB" in words:
        files["big.csv"] = b"x" * (16 * 1024 * 1024 + 1)
    send(words, SETTINGS[words], files=files)


OPENING = {
    "the certificate is not trusted": session.ssl.SSLCertVerificationError("x"),
    "no TLS there": session.ssl.SSLError("x"),
    "see deliver.security and deliver.user": session.smtplib.SMTPNotSupportedError("no AUTH"),
    "user name or password refused": session.smtplib.SMTPAuthenticationError(535, b"no"),
    "login not possible now": session.smtplib.SMTPAuthenticationError(454, b"later"),
    "not an answer of a mail server": session.smtplib.SMTPConnectError(-1, b"HTTP/1.1 400 Bad Request"),
    "554 go away": session.smtplib.SMTPConnectError(554, b"go away"),
    "characters that SMTP cannot send": UnicodeEncodeError("ascii", "密", 0, 1, "x"),
    "no server of that name": socket.gaierror(socket.EAI_NONAME, "x"),
    "timed out": TimeoutError("timed out"),
    "is it running?": ConnectionRefusedError(111, "Connection refused"),
}


@pytest.mark.parametrize("words", OPENING)
def test_a_server_that_cannot_be_talked_to(words, send, monkeypatch):
    def fails(*_, **__):
        error = OPENING[words]
        error.verify_message = "self-signed certificate"
        raise error

    monkeypatch.setattr(session, "PatientSMTP", fails)
    send(words, SMTP)


def test_a_server_that_takes_nothing_from_us(send, server):
    box, settings = server
    box.at_mail = ["550 not you"]
    send("the server takes no mail from", settings)


def test_recipients_who_could_not_be_reached(send, server):
    box, settings = server
    box.at_rcpt = {"a@example.org": ["550 unknown"], "b@example.org": ["451 later"]}
    error = send("a@example.org: refused (", settings, code=1, only_line=False)
    assert "b@example.org: not reached (451 later)" in error
    box.at_rcpt = {"b@example.org": ["drop"]}
    send("not reached (connection lost", settings, code=1, only_line=False)


def test_a_recipient_whose_letters_the_server_cannot_carry(send, server):
    _, settings = server
    settings = settings.replace('"a@example.org", "b@example.org"', '"王芳@example.org"')
    send("no SMTPUTF8", settings, code=1)


def test_a_recipient_in_doubt(send, server):
    box, settings = server
    box.at_data = {"a@example.org": ["take and drop"]}
    send("in doubt, not sent again (connection lost", settings, code=1, only_line=False)
    send("a run was interrupted while it was handed over", settings, code=1)


def test_a_day_that_was_sent_already_in_other_words(send, server, brief):
    box, settings = server
    box.at_rcpt = {"a@example.org": ["550 unknown"]}
    send("a@example.org: refused (", settings, code=1)
    Path(brief).write_text(Path(brief).read_text(encoding="utf-8").replace("常务会议", "专题会议"), encoding="utf-8")
    send("had another version (--again sends this one)", settings, code=1)
    settings = settings.replace('"a@example.org", ', "")
    send("this day was sent already, in other words", settings)


def test_who_wants_none_of_the_sections_and_whose_file_was_taken(send, brief, told):
    told("nothing has been sent yet", "send", "--status", code=0)
    send("", f"[deliver]\n{TO}", code=0, only_line=False)
    Path("out/2024-03-08/mail/a@example.org.eml").unlink()
    Path(brief).write_text(Path(brief).read_text(encoding="utf-8").replace("常务会议", "专题会议"), encoding="utf-8")
    send("was taken away", f"[deliver]\n{TO}", code=1)


def test_a_folder_that_cannot_be_written(send):
    Path("out/2024-03-08/mail").write_text("", encoding="utf-8")
    send("Choose another folder with --out, or make room", f"[deliver]\n{TO}")


LEDGERS = {"the ledger cannot be used": b"no data base, but long enough to look at", "written by a newer version": b""}


@pytest.mark.parametrize("words", LEDGERS)
def test_a_ledger_that_cannot_be_used(words, send, told):
    path = Path("l.sqlite")
    path.write_bytes(LEDGERS[words])
    if not LEDGERS[words]:
        with contextlib.closing(sqlite3.connect(path)) as base:
            base.execute("pragma user_version = 99")
    send(words, f'[deliver]\n{TO}ledger = "l.sqlite"')
    told("the ledger cannot be read", "send", "--status")


def test_a_ledger_that_cannot_be_written_or_is_in_use(send):
    send("the ledger cannot be written", f'[deliver]\n{TO}ledger = "page.txt/l.sqlite"')
    with ledger.open_ledger(Path("l.sqlite"), 1):
        send("another run is sending with this ledger", f'[deliver]\n{TO}ledger = "l.sqlite"\ntimeout_seconds = 0')


@pytest.mark.parametrize(("words", "today", "settings"), [
    ("stale", "2024-03-10", ""), ("future", "2024-03-06", ""), ("too small", "2024-03-08", "[morning]\nmin_stories = 9"),
    ("failed; 1 story; the files are made; deliver.recipients is empty", "2024-03-08", ""),
    ("mail: not sent, as morning.send is false", "2024-03-08", "[morning]\nsend = false"),
    ("the brief is empty; nothing was sent", "2024-03-08", "[compose]\nsections = []"),
    ("mail: 2 written", "2024-03-08", f"[deliver]\n{TO}"),
    ("failed; 1 story; the files are made; deliver.sender is empty", "2024-03-08", '[deliver]\nrecipients = ["a@example.org"]'),
])
def test_what_the_unattended_run_tells(told, words, today, settings):
    code = 0 if words.startswith("mail:") else 2
    arguments = ("morning", "pages", *DAY, "--today", today)
    told(words, *arguments, code=code, files={"pages/a.txt": PAGE, "briefing.toml": settings})


def test_the_unattended_run_tells_that_nothing_is_new(told):
    day = ("morning", "pages", *DAY, "--today", "2024-03-09")
    told("mail: 2 written", *day, code=0, files={"pages/a.txt": PAGE, "briefing.toml": f"[deliver]\n{TO}"})
    for file in Path("out/2024-03-08/mail").iterdir():
        file.unlink()  # another program has sent it
    told("nothing new", *day, code=1)


def test_the_unattended_run_tells_what_it_left_aside(told):
    files = {"pages/a.txt": PAGE, "pages/b.docx": "x", "briefing.toml": "[morning]\nsend = false"}
    told("1 entry of the folder left aside (b.docx)", "morning", "pages", *DAY, "--today", "2024-03-08", code=0, files=files)


def test_the_unattended_run_tells_which_pages_it_could_not_read(told):
    files = {"pages/a.txt": PAGE, "pages/b.txt": "\0\1" * 99, "briefing.toml": f"[deliver]\n{TO}"}
    told("1 page not read (pages/b.txt", "morning", "pages", *DAY, "--today", "2024-03-08", code=1, files=files)


def test_a_health_file_that_cannot_be_written(told):
    told("the health file cannot be written", "morning", "pages", *DAY, files={"pages/a.txt": PAGE, "out": "x"})
