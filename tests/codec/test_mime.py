from __future__ import annotations

import datetime as dt
import email
import email.policy
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.codec.mime import Envelope, Letter, message_bytes, message_id, one_line
from briefing.model import Rendered

SEVEN = dt.datetime(2024, 3, 8, 7, 0, tzinfo=dt.timezone(dt.timedelta(hours=8)))
PDF = Rendered("每日要情2024-03-08.pdf", "application/pdf", bytes(range(256)) * 400)
LETTER = Letter("【每日要情】3月8日：全市产业发展大会召开", "正文\n第二行\n", "<p>正文</p>\n", (PDF,))
ENVELOPE = Envelope(
    ("每日要情", "brief@example.org"), ("王芳", "a@example.org"), SEVEN, message_id("e", "d", "a", "example.org"),
    unsubscribe="https://example.org/leave?who=a%40example.org",
)


def parsed(data):
    return email.message_from_bytes(data, policy=email.policy.default)


def defects(message):
    found = [defect for part in message.walk() for defect in part.defects]
    return found + [defect for part in message.walk() for header in part.values() for defect in header.defects]


def test_plain_text_comes_before_html_and_the_page_is_attached_under_its_chinese_name():
    message = parsed(message_bytes(LETTER, ENVELOPE))
    kinds = [part.get_content_type() for part in message.walk()]
    assert kinds == ["multipart/mixed", "multipart/alternative", "text/plain", "text/html", "application/pdf"]
    both, pdf = message.iter_parts()
    plain, html = both.iter_parts()
    assert plain.get_content().splitlines() == ["正文", "第二行"]
    assert html.get_content().strip() == "<p>正文</p>"
    assert pdf.get_filename() == "每日要情2024-03-08.pdf"
    assert pdf.get_content() == PDF.data
    assert pdf.is_attachment()


def test_headers_say_who_when_what_and_how_to_leave():
    message = parsed(message_bytes(LETTER, ENVELOPE))
    assert message["Subject"] == LETTER.subject
    assert str(message["From"]) == "每日要情 <brief@example.org>"
    assert message["To"].addresses[0].display_name == "王芳"
    assert message["Date"].datetime == SEVEN
    assert message["Message-ID"] == ENVELOPE.identity
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Unsubscribe"].strip() == f"<{ENVELOPE.unsubscribe}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_one_click_is_not_promised_for_a_mail_link():
    message = parsed(message_bytes(LETTER, replace(ENVELOPE, unsubscribe="mailto:brief@example.org")))
    assert "List-Unsubscribe" in message
    assert "List-Unsubscribe-Post" not in message


def test_a_draft_has_no_recipient_and_opens_unsent():
    message = parsed(message_bytes(LETTER, replace(ENVELOPE, recipient=None)))
    assert "To" not in message
    assert message["X-Unsent"] == "1"
    assert "List-Unsubscribe" not in message


def test_the_same_letter_gives_the_same_bytes():
    assert message_bytes(LETTER, ENVELOPE) == message_bytes(LETTER, ENVELOPE)
    assert message_id("e", "d", "a", "x.cn") == message_id("e", "d", "a", "x.cn") != message_id("e", "d", "b", "x.cn")


def test_an_address_beyond_ascii_is_written_in_utf8_and_the_rest_in_ascii():
    data = message_bytes(LETTER, replace(ENVELOPE, recipient=("王芳", "王芳@xn--fsqu00a.cn")))
    lines = [line for line in data.split(b"\r\n") if not line.isascii()]
    assert [line[:3] for line in lines] == [b"To:"]


LINE_BREAKS = ["\r\n", "\n", "\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\r\n\r\n"]


@pytest.mark.parametrize("end", LINE_BREAKS)
def test_a_line_break_adds_no_header_and_no_recipient(end):
    evil = f"要闻{end}Bcc: x@example.net{end}{end}<script>"
    letter = replace(LETTER, subject=evil, attachments=(replace(PDF, filename=f"../../{evil}.pdf"),))
    data = message_bytes(letter, replace(ENVELOPE, recipient=(evil, "a@example.org"), sender=(evil, "b@example.org")))
    message = parsed(data)
    assert "Bcc" not in message
    assert [each.addr_spec for each in message["To"].addresses] == ["a@example.org"]
    assert [each.addr_spec for each in message["From"].addresses] == ["b@example.org"]
    name = next(message.iter_attachments()).get_filename()
    assert "/" not in name
    assert "\\" not in name
    assert not name.startswith(".")
    assert defects(message) == []


NAMES = st.text(max_size=120)


@given(subject=NAMES, name=NAMES, text=st.text(max_size=400), filename=NAMES)
def test_any_words_give_a_mail_without_defects_and_with_short_lines(subject, name, text, filename):
    letter = Letter(subject, text, text, (replace(PDF, filename=filename, data=b"%PDF-"),))
    data = message_bytes(letter, replace(ENVELOPE, recipient=(name, "a@example.org"), sender=(name, "b@example.org")))
    message = parsed(data)
    assert defects(message) == []
    assert data.isascii()
    assert max(len(line) for line in data.split(b"\r\n")) <= 78
    assert data.count(b"\n") == data.count(b"\r") == data.count(b"\r\n")
    assert [each.addr_spec for each in message["To"].addresses] == ["a@example.org"]
    assert list(message.keys()) == [
        "From", "To", "Subject", "Date", "MIME-Version", "Auto-Submitted", "Message-ID", "List-Unsubscribe",
        "List-Unsubscribe-Post", "Content-Type",
    ]
    assert "".join(str(message["Subject"]).split()) == "".join(one_line(subject).split())
    assert not any(part.is_attachment() and "/" in part.get_filename() for part in message.walk())
