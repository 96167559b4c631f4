"""Mail addresses: checked before anything is sent, internationalised ones (RFC 6531) too.

What passes here holds no line break, no comma and no angle bracket, so it can
name one recipient and add nothing to a header or to the envelope.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.config import Recipient
from briefing.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefing.config import DeliverConfig

__all__ = ["address_key", "checked_address", "named_address", "recipients_of"]

_FORM = "An address looks like name@example.org."
# RFC 5322 dot-atom, letters beyond ASCII allowed as RFC 6531 has it: wang.fang+news@example.org, 王芳@例子.中国
_ATOM = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\u00a1-\U0010ffff-]+")
# One label of a domain in its ASCII form: example, xn--fsqu00a
_LABEL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
# 每日要情 <brief@example.org>, "Wang, Fang" <wang@example.org>
_NAMED = re.compile(r"""\s*(?:"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<bare>[^"<>\s][^"<>]*?)?)\s*<(?P<address>[^<>]*)>\s*""")
# What the rules of 2003, which Python knows, turn into other letters, and those of 2008 keep: straße.de is two domains.
_READ_TWO_WAYS = frozenset("ßẞς\u200c\u200d")
_MAX_LOCAL, _MAX_ADDRESS = 64, 254  # octets; RFC 5321 4.5.3.1
_MAX_FILE = 16 * 1024 * 1024

# Heads of the columns of a recipients file, as people write them.
_COLUMNS = {
    "address": ("address", "email", "e-mail", "mail", "邮箱", "邮件", "邮箱地址", "电子邮箱", "地址"),
    "name": ("name", "姓名", "名称"),
    "salutation": ("salutation", "称呼", "抬头"),
    "sections": ("sections", "栏目"),
}


def checked_address(text: str, where: str) -> str:
    """Return the address with its domain in ASCII (例子.中国 → xn--fsqu00a.xn--fiqs8s), or raise ConfigError.

    where: setting or file and line, for the message. The local part keeps its letters, in NFC.
    """
    local, at, domain = unicodedata.normalize("NFC", text.strip()).rpartition("@")
    reason = _local_fault(local) if at else "＠ is not @" if "＠" in domain else "there is no @ in it"
    if not reason:
        domain, reason = _ascii_domain(domain)
    if not reason and len(f"{local}@{domain}".encode()) > _MAX_ADDRESS:
        reason = f"it is longer than {_MAX_ADDRESS} bytes"
    if reason:
        msg = f"{where} = {text!r} is not a mail address: {reason}. {_FORM}"
        raise ConfigError(msg)
    return f"{local}@{domain}"


def _local_fault(local: str) -> str:
    if not local:
        return "nothing stands before the @"
    if not all(_ATOM.fullmatch(atom) for atom in local.split(".")):
        return "a character before the @ cannot stand there"
    if any(unicodedata.category(char)[0] in "CZ" for char in local):
        return "a blank or control character stands before the @"
    if len(local.encode()) > _MAX_LOCAL:
        return f"the part before the @ is longer than {_MAX_LOCAL} bytes"
    return ""


def _ascii_domain(domain: str) -> tuple[str, str]:
    """Return the domain in ASCII, and what is wrong with it ("" for nothing)."""
    if set(domain) & _READ_TWO_WAYS:
        return domain, "its domain holds a letter that is read in two ways; write it in ASCII (xn--…)"
    try:
        name = domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return domain, "its domain cannot be written in ASCII"
    if not all(_LABEL.fullmatch(label) for label in name.split(".")):
        return domain, "its domain is not a domain name"
    if "." not in name and name != "localhost":
        return domain, "its domain lacks a dot"
    return name, ""


def named_address(text: str, where: str) -> tuple[str, str]:
    """Return display name and checked address of `a@b.cn` or `每日要情 <a@b.cn>`; ConfigError if it is neither."""
    if re.search(r"[\x00-\x1f\x7f\x85\u2028\u2029]", text):
        msg = f"{where} = {text!r} holds a line break or control character. {_FORM}"
        raise ConfigError(msg)
    if "<" not in text:
        return "", checked_address(text, where)
    match = _NAMED.fullmatch(text)
    if match is None:
        msg = f'{where} = {text!r} is not of the form "name <name@example.org>".'
        raise ConfigError(msg)
    return re.sub(r"\\(.)", r"\1", match["quoted"] or match["bare"] or ""), checked_address(match["address"], where)


def address_key(address: str) -> str:
    """Return the form under which two spellings of an address are one recipient."""
    return unicodedata.normalize("NFKC", address).casefold()


def recipients_of(config: DeliverConfig) -> tuple[Recipient, ...]:
    """Return the recipients of the settings, then those of the file, each address once, all checked.

    The first of two entries with one address is kept. ConfigError names the entry that is wrong.
    """
    found: dict[str, Recipient] = {}
    for where, recipient in _all_entries(config):
        name, address = named_address(recipient.address, where)
        kept = replace(recipient, address=address, name=recipient.name or name)
        found.setdefault(address_key(address), kept)
    return tuple(found.values())


def _all_entries(config: DeliverConfig) -> Iterator[tuple[str, Recipient]]:
    for number, recipient in enumerate(config.recipients, 1):
        yield f"deliver.recipients, entry {number}", recipient
    if config.recipients_file:
        yield from _file_entries(config.recipients_file)


def _file_entries(path: str) -> Iterator[tuple[str, Recipient]]:
    """Yield place and recipient for each row; without a row of heads the columns are address and name."""
    rows = csv.reader(io.StringIO(_text_of(path)))
    heads: tuple[str, ...] | None = None
    try:
        for row in rows:
            cells = [cell.strip() for cell in row]
            if not any(cells) or cells[0].startswith("#"):
                continue
            if heads is None:
                heads = _heads(cells)
                if "address" in heads:
                    continue
                heads = ("address", "name", "salutation", "sections")
            values = dict(zip(heads, cells, strict=False))
            sections = tuple(filter(None, re.split(r"[\s、;；|，,]+", values.get("sections", ""))))
            recipient = Recipient(
                values.get("address", ""), values.get("name", ""), values.get("salutation", ""), sections
            )
            yield f"{path}, line {rows.line_num}: address", recipient
    except csv.Error as error:
        msg = f"{path}, line {rows.line_num}: not a CSV row ({error}). Write one recipient a line: address,name"
        raise ConfigError(msg) from error


def _heads(cells: Iterable[str]) -> tuple[str, ...]:
    """Return our name of each column, "" for a head we do not know."""
    return tuple(next((ours for ours, heads in _COLUMNS.items() if cell.lower() in heads), "") for cell in cells)


def _text_of(path: str) -> str:
    """Return the file's text; spreadsheets in China save CSV as UTF-8 with a mark, or as GB18030."""
    try:
        with Path(path).open("rb") as file:
            data = file.read(_MAX_FILE + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        msg = f"deliver.recipients_file = {path!r} cannot be read ({reason}). Correct the path or its permissions."
        raise ConfigError(msg) from error
    if len(data) > _MAX_FILE:
        msg = f"deliver.recipients_file = {path!r} is larger than 16 MB. Is it a list of addresses?"
        raise ConfigError(msg)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    msg = f"deliver.recipients_file = {path!r} is neither UTF-8 nor GB18030. Save it as CSV UTF-8."
    raise ConfigError(msg)
