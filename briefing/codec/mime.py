"""A letter becomes the bytes of a mail (RFC 5322, 2045–2047, 2231, 6532): plain text, HTML, and the page attached.

All bodies are base64, so lines stay short and servers of any age pass them on.
The same letter and envelope give the same bytes.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime as dt

    from briefing.model import Rendered

__all__ = ["Envelope", "Letter", "message_bytes", "message_id", "one_line"]

# What could end a header or turn its reading direction: line breaks of all kinds, controls, bidi marks, half pairs;
# and the codes that are no characters, so that they can mark a place among words.
_UNPRINTABLE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]+"
)
_NOT_IN_A_NAME = re.compile(r'[\\/:*?"<>|]+')
_EDGE = "=_briefing_"
_PLAIN = SMTP.clone(max_line_length=76)
_UTF8 = SMTP.clone(max_line_length=76, utf8=True)


@dataclass(frozen=True, slots=True)
class Letter:
    """What is written: subject, both bodies, attachments. Our words and printed ones, already arranged."""

    subject: str
    text: str
    html: str
    attachments: tuple[Rendered, ...] = ()


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who writes to whom, and when. Addresses are checked ones; names may be any text.

    recipient: None for a draft without recipients. unsubscribe: link or mailto without angle brackets, "" for none.
    identity: `message_id` of edition and recipient.
    """

    sender: tuple[str, str]
    recipient: tuple[str, str] | None
    date: dt.datetime
    identity: str
    reply_to: str = ""
    unsubscribe: str = ""


def one_line(text: str) -> str:
    """Return the text on one line, without anything that could end a header or hide in it."""
    return " ".join(_UNPRINTABLE.sub(" ", text).split())


def message_id(edition: str, digest: str, recipient: str, domain: str) -> str:
    """Return the same Message-ID for the same words to the same recipient, so a mail box can tell a second copy."""
    name = hashlib.sha256(f"{edition}\0{digest}\0{recipient}".encode("utf-8", "replace")).hexdigest()[:32]
    return f"<{name}@{domain}>"


def message_bytes(letter: Letter, envelope: Envelope) -> bytes:
    """Return the finished mail with CRLF line ends.

    A header with an address whose local part is not ASCII is UTF-8 (RFC 6532); else everything is ASCII.
    """
    head = EmailMessage(_PLAIN)
    head["From"] = _address(*envelope.sender)
    if envelope.recipient:
        head["To"] = _address(*envelope.recipient)
    if envelope.reply_to:
        head["Reply-To"] = _address("", envelope.reply_to)
    head["Subject"] = one_line(letter.subject)
    head["Date"] = format_datetime(envelope.date)
    head["MIME-Version"] = "1.0"
    if envelope.recipient:
        head["Auto-Submitted"] = "auto-generated"
    else:
        head["X-Unsent"] = "1"  # mail programs that know it open the draft ready to be addressed
    edge = _EDGE + hashlib.sha256(envelope.identity.encode()).hexdigest()[:24]
    parts = [_alternative(letter, edge + "_a")]
    parts += [_attachment(rendered) for rendered in letter.attachments]
    top = b"".join(_folded(name, value) for name, value in head.items()) + _raw_headers(envelope)
    if len(parts) == 1:
        return top + parts[0]
    kind = f'Content-Type: multipart/mixed;\r\n boundary="{edge}"\r\n'.encode()
    middle = b"".join(b"\r\n--%s\r\n%s" % (edge.encode(), part) for part in parts)
    return top + kind + middle + b"\r\n--%s--\r\n" % edge.encode()


def _folded(name: str, value: Any) -> bytes:  # noqa: ANN401 - a header as the email package gives it
    """Return the header with encoded words; in UTF-8 only where an address needs it (they cannot be encoded)."""
    people = getattr(value, "addresses", ())
    policy = _PLAIN if all(each.username.isascii() for each in people) else _UTF8
    return policy.fold_binary(name, value)


def _address(name: str, address: str) -> Address:
    local, _, domain = address.rpartition("@")
    return Address(one_line(name), local, domain)


def _raw_headers(envelope: Envelope) -> bytes:
    """Return the headers that must never be folded inside a word: one link or id on a line of its own."""
    lines = [f"Message-ID: {envelope.identity}"]
    link = envelope.unsubscribe
    if link and envelope.recipient:
        assert link.isascii(), "the link was checked with the settings"
        assert not re.search(r"[\s<>]", link), "the link was checked with the settings"
        lines.append(f"List-Unsubscribe:\r\n <{link}>")
        if link.startswith("https:"):
            lines.append("List-Unsubscribe-Post: List-Unsubscribe=One-Click")  # RFC 8058
    return "".join(line + "\r\n" for line in lines).encode("ascii")


def _alternative(letter: Letter, edge: str) -> bytes:
    """Return the part with both bodies, the plain one first: a reader takes the last it can show (RFC 2046 5.1.4)."""
    both = EmailMessage(_PLAIN)
    both.set_content(_encodable(letter.text), cte="base64")
    both.add_alternative(_encodable(letter.html), subtype="html", cte="base64")
    both.set_boundary(edge)
    del both["MIME-Version"]
    return both.as_bytes()


@lru_cache(maxsize=4)
def _attachment(rendered: Rendered) -> bytes:
    """Return the part with the file; kept, because every recipient gets the same one."""
    main, _, sub = rendered.media_type.partition("/")
    part = EmailMessage(_PLAIN)
    part.set_content(rendered.data, maintype=main, subtype=sub, cte="base64", filename=_file_name(rendered.filename))
    del part["MIME-Version"]
    return part.as_bytes()


def _file_name(name: str) -> str:
    """Return a name without folders, so that no client writes it elsewhere."""
    return _NOT_IN_A_NAME.sub("-", one_line(name)).strip(" .-")[:100] or "brief"


def _encodable(text: str) -> str:
    """Return the text with halves of surrogate pairs replaced: they have no UTF-8."""
    return text.encode("utf-8", "replace").decode("utf-8")
