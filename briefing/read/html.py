"""HTML pages of electronic newspapers (数字报) and city news sites.

`Page.text` is the visible text, one line a block; `Page.hints` tell what the markup says of the lines. Pages that mark
their articles in no known way are stripped by trafilatura, which is imported for them only.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.errors import ReadError
from briefing.model import Line, Page
from briefing.passage import Span
from briefing.read.imprint import imprint_of
from briefing.read.markup import lines_of, parsed
from briefing.read.roles import roles_of

if TYPE_CHECKING:
    from briefing.config import ReadConfig
    from briefing.model import Source

__all__ = ["decode_html", "read"]

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_-]{2,30})""", re.IGNORECASE)
# What pages call their encodings, and what they mean.
_MEANT = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "x-gbk": "gb18030",
    "utf8": "utf-8",
    "big5-hkscs": "big5hkscs",
}
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
# More wrong bytes than this: not the encoding.
_WRONG = 0.02


def read(data: bytes, source: Source, config: ReadConfig) -> tuple[Page, ...]:
    """Return the one page of an HTML file. Raises ReadError for a page without any visible text."""
    text = _CONTROL.sub(" ", decode_html(data, source.path, config.encoding))
    tree, text = parsed(text)
    markup = lines_of(tree) if tree is not None else None
    if markup is None or not markup.lines:
        msg = f"{source.path}: HTML without visible text (made by a script?). Save it as the browser shows it."
        raise ReadError(msg)
    roles = roles_of(markup, text)
    parts: list[str] = []
    lines: list[Line] = []
    hints: list[tuple[str, Span]] = []
    at = 0
    for line, role in zip(markup.lines, roles, strict=True):
        printed = line.text + "\n"
        lines.append(Line(Span(source.id, at, at + len(printed)), bold=line.bold > 0.5))
        span = Span(source.id, at, at + len(line.text))
        if role.begins:
            hints.append(("article", span))
        hints.append((role.kind, span))
        parts.append(printed)
        at += len(printed)
    imprint = imprint_of(markup)
    own = replace(source, media_type="text/html", paper=imprint.paper, date=imprint.date, page=imprint.page)
    return (Page(own, "".join(parts), tuple(lines), hints=tuple(hints)),)


def decode_html(data: bytes, path: str, encoding: str = "") -> str:  # noqa: C901 - each encoding in its turn
    """Return the text of a page: by its byte order mark, as UTF-8 if it is that, as declared, else as GB18030 or Big5.

    A declaration is believed only where the bytes fit it: pages say utf-8 and are GBK, and the other way round.
    Bytes that fit nothing become U+FFFD.
    """
    if encoding:
        try:
            return data.decode(encoding, "replace")
        except LookupError as error:
            msg = f'{path}: read.encoding = "{encoding}" is not an encoding. Try utf-8, gb18030 or big5.'
            raise ReadError(msg) from error
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace")
    declared = [_MEANT.get(name, name) for name in (m.decode("ascii").lower() for m in _CHARSET.findall(data[:4096]))]
    for name in ("utf-8", *declared, "gb18030", "big5"):
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    best, least = "", float("inf")
    for name in ("utf-8", *declared, "gb18030"):
        try:
            text = data.decode(name, "replace")
        except LookupError:
            continue
        wrong = text.count("\ufffd") / max(1, len(text))
        if wrong < least:
            best, least = text, wrong
    if least > _WRONG and b"\x00" in data:
        msg = f"{path}: binary data, not an HTML page. Save the page again."
        raise ReadError(msg)
    return best
