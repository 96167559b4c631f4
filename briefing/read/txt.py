"""Plain text pages: encodings and line spans.

The encoding is told from the bytes: a byte order mark, then strict UTF-8, then
UTF-16 without a mark (every other byte zero among the line ends), then the
legacy encoding whose decoding looks most like Chinese: GB18030 or Big5.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.errors import ReadError
from briefing.model import Line, Page, Source
from briefing.passage import Span

if TYPE_CHECKING:
    from briefing.config import ReadConfig

__all__ = ["decode", "line_spans", "read"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The lines of str.splitlines, less those that split inside a line of text (file and group separators).
_LINE = re.compile(r"[^\r\n\f\v\x85\u2028\u2029]*(?:\r\n|[\r\n\f\v\x85\u2028\u2029]|\Z)")
_HAN = re.compile("[\u3400-\u9fff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# The commonest characters of running text, simplified and traditional: a right decoding is full of them.
_COMMON = re.compile(
    "[的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "這為個國來們時會發動對於過說產種後學經現實與將點問開間關業體應義實樣還進長]"
)
# Running Chinese has a fifth of common characters; a page of names and tables has few, but is mostly Han.
_CHINESE = 0.02
_MOSTLY_HAN = 0.3
_NOT_TEXT = "binary data, not the text of a page. Give its text, or the PDF or HTML page itself."
# More than this share of control characters: not a text.
_BINARY = 0.01


def read(data: bytes, source: Source, config: ReadConfig) -> tuple[Page, ...]:
    """Return the one page of a text file; form feeds end lines, they do not part pages."""
    text = decode(data, source.path, config.encoding)
    lines = tuple(Line(Span(source.id, start, end)) for start, end in line_spans(text))
    return (Page(replace(source, media_type="text/plain"), text, lines),)


def line_spans(text: str) -> list[tuple[int, int]]:
    """Return start and end of each line, its line end included: they tile the text."""
    return [match.span() for match in _LINE.finditer(text) if match.end() > match.start()]


def decode(data: bytes, path: str, encoding: str = "") -> str:
    """Return the text of `data`.

    Raises ReadError naming the encoding tried and the first byte that does not fit.
    """
    if encoding:
        return _decode_as(data, encoding, path)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _decode_as(data, name, path)
    text = _strict(data, "utf-8")
    if (text is None or "\x00" in text) and (order := _utf16_order(data)):
        text = _strict(data, order) or text
    if text is None:
        text = _legacy(data)
    if text is None:
        raise _undecodable(data, path)
    if _share(_CONTROL, text) > _BINARY:
        msg = f"{path}: {_NOT_TEXT}"
        raise ReadError(msg)
    return text


def _legacy(data: bytes) -> str | None:
    """Return the decoding that looks most like Chinese, None where none does."""
    decoded = (_strict(data, name) for name in ("gb18030", "big5", "cp950"))
    candidates = [(_likeness(each), each) for each in decoded if each is not None]
    likeness, text = max(candidates, key=lambda pair: pair[0], default=(0.0, ""))
    return text if likeness >= _CHINESE or _share(_HAN, text) >= _MOSTLY_HAN else None


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _decode_as(data: bytes, encoding: str, path: str) -> str:
    try:
        return data.decode(encoding)
    except LookupError as error:
        msg = f'{path}: read.encoding = "{encoding}" is not an encoding. Try utf-8, utf-16, gb18030 or big5.'
        raise ReadError(msg) from error
    except UnicodeDecodeError as error:
        msg = (
            f"{path}: cannot be decoded as {encoding}: byte {error.start} (0x{data[error.start]:02x}) does not fit. "
            "Save the page as UTF-8, or set read.encoding."
        )
        raise ReadError(msg) from error


def _utf16_order(data: bytes) -> str | None:
    """Tell the byte order of UTF-16 without a mark by its line feeds and ASCII."""
    sample = data[:4096]
    if len(sample) < 4 or len(data) % 2:
        return None
    low = sum(1 for at in range(0, len(sample) - 1, 2) if sample[at + 1] == 0 and 0 < sample[at] < 0x80)
    high = sum(1 for at in range(0, len(sample) - 1, 2) if sample[at] == 0 and 0 < sample[at + 1] < 0x80)
    if max(low, high) * 200 < len(sample):
        return None
    return "utf-16-le" if low > high else "utf-16-be"


def _likeness(text: str) -> float:
    """Return how much a decoding looks like running Chinese: share of common characters less that of odd ones."""
    odd = sum(1 for c in text if "\ue000" <= c <= "\uf8ff" or ("\u2500" <= c <= "\u25ff" and c not in "■□▲△●○◆◇★☆"))
    return _share(_COMMON, text) - odd / max(1, len(text))


def _share(pattern: re.Pattern[str], text: str) -> float:
    return len(pattern.findall(text)) / max(1, len(text))


def _undecodable(data: bytes, path: str) -> ReadError:
    """Return the error for bytes that no known encoding turns into Chinese."""
    controls = len(_CONTROL.findall(data.decode("latin-1")))
    if controls > len(data) * _BINARY:
        return ReadError(f"{path}: {_NOT_TEXT}")
    tried = []
    for name in ("utf-8", "gb18030", "big5"):
        try:
            data.decode(name)
            tried.append(f"{name}: decodes, but to nothing like Chinese")
        except UnicodeDecodeError as error:
            tried.append(f"{name}: byte {error.start} (0x{data[error.start]:02x}) does not fit")
    return ReadError(f"{path}: undecodable text ({'; '.join(tried)}). Save the page as UTF-8, or set read.encoding.")
