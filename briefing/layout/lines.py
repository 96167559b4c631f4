"""Rows: the printed lines of a page less their white space, with their width in characters."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing.layout.furniture import is_label
from briefing.layout.weave import is_woven, unweave
from briefing.passage import Passage

if TYPE_CHECKING:
    from briefing.layout.weave import Cell
    from briefing.model import Box, Page

__all__ = ["BLANK", "Row", "rows_of", "width_of"]

# White space and what prints nothing: spaces of all widths, control characters, zero-width marks, the byte order mark.
BLANK = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002"
    "\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\u200b\u200c\u200d\u2060\ufeff"
)
# Half-width in a newspaper's type: letters, digits, blanks. Quotation marks and dashes are full-width there.
_NARROW = re.compile("[\x20-\x7e\xa1-\xff]")
# What a line is broken at: digits and letters alone.
_BROKEN = re.compile(r"[0-9A-Za-z.%+\-]{1,12}")
# So many lines of one character are vertical text.
_UPRIGHT = 5
_LABELLED = re.compile(r"(\S{2,8})[ \u3000]+(\S.{5,})$")
_STOPS = "。！？，；：、"
# A row of so many characters, most of them with a blank behind them, is letter-spaced (加空).
_SPACED, _SPACED_SHARE = 5, 0.7
_BLANKS = re.compile(f"[{BLANK}]")
_HAN = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Row:
    """One printed line, or one cell of it where an extractor kept the columns side by side.

    text: `passage` as a string. width: in full-width characters, inner blanks included; a letter or digit is 0.5.
    indent: white space before the row in full-width characters. gap: empty lines before it (0: none).
    """

    passage: Passage
    width: float
    indent: float = 0.0
    gap: int = 0
    box: Box | None = None
    size: float | None = None

    @property
    def text(self) -> str:
        """The printed characters."""
        return self.passage.text


def width_of(text: str) -> float:
    """Return the width of `text` in full-width characters (字宽); many blanks only justify and count nothing."""
    blanks = text.count(" ")
    return len(text) - 0.5 * len(_NARROW.findall(text)) - (0.5 * blanks if blanks > 2 else 0.0)


def rows_of(page: Page) -> tuple[Row, ...]:
    """Return the non-empty lines of a page in order; an empty page has none."""
    source = page.source.id
    if page.lines and page.lines[0].box is None:
        lines = [(line.span.start, page.text[line.span.start : line.span.end]) for line in page.lines]
        if is_woven(text for _, text in lines):
            # A cell may hold nothing but characters that are blank on the page.
            return tuple(row for cell in unweave(lines) if (row := _row_of(page, cell)).passage)
    rows: list[Row] = []
    gap = 0
    for line in page.lines:
        start, end = line.span.start, line.span.end
        raw = page.text[start:end]
        left = len(raw) - len(raw.lstrip(BLANK))
        body = raw.strip(BLANK)
        if not body:
            gap += 1
            continue
        passage = Passage.of(page.text, source, start + left, start + left + len(body))
        passage = _closed_up(passage)
        rows.append(Row(passage, width_of(passage.text), width_of(raw[:left]), gap, line.box, line.size))
        # A form feed or a double line end within the line's own end is an empty line too.
        gap = 1 if "\f" in raw else 0
    return tuple(_mend(_upright(_unlabelled(rows))))


def _closed_up(passage: Passage) -> Passage:
    """Return a letter-spaced row without the blanks between its characters: 新 华 社 北 京 → 新华社北京."""
    blanks = len(_BLANKS.findall(passage.text))
    printed = len(passage) - blanks
    if printed < _SPACED or blanks < _SPACED_SHARE * (printed - 1):
        return passage
    if 2 * len(_HAN.findall(passage.text)) < printed:
        # Numbers and letters of a table stay apart.
        return passage
    return passage.without(_BLANKS)


def _unlabelled(rows: list[Row]) -> list[Row]:
    """Return the rows with a label parted from the head that an extractor put on its line: 相关链接　全市…."""
    parted: list[Row] = []
    for row in rows:
        match = _LABELLED.match(row.text)
        if match is None or not is_label(match.group(1)):
            parted.append(row)
            continue
        for low, high in (match.span(1), match.span(2)):
            passage = row.passage[low:high]
            parted.append(replace(row, passage=passage, width=width_of(passage.text), gap=row.gap if low == 0 else 0))
    return parted


def _upright(rows: list[Row]) -> list[Row]:
    """Return the rows with vertical text (竖排), one character a line, set upright: five and more are one row."""
    result: list[Row] = []
    run: list[Row] = []
    for row in [*rows, None]:
        if row is not None and len(row.passage) == 1 and not (run and row.gap):
            run.append(row)
            continue
        if len(run) >= _UPRIGHT:
            passage = Passage.join(each.passage for each in run)
            result.append(replace(run[0], passage=passage, width=width_of(passage.text)))
        else:
            result += run
        run = []
        if row is not None:
            result.append(row)
    return result


def _mend(rows: list[Row]) -> list[Row]:
    """Return the rows with lines put together again that an extractor broke at their digits or letters.

    A piece of digits alone, and what follows or precedes it, are one line as long as they fit the commonest width.
    """
    if not any(_BROKEN.fullmatch(row.text) for row in rows):
        return rows
    common = Counter(row.width for row in rows if row.width >= 6).most_common(1)
    limit = common[0][0] if common else 0.0
    mended: list[Row] = []
    for row in rows:
        last = mended[-1] if mended else None
        if (
            last is not None
            and not row.gap
            and last.width + row.width <= limit + 0.5
            and last.passage.pieces[-1].end < row.passage.pieces[0].start <= last.passage.pieces[-1].end + 3
        ):
            pieces = (
                _BROKEN.fullmatch(row.text),
                _BROKEN.search(last.text[-6:])
                and last.text[-1] not in _STOPS
                and _BROKEN.fullmatch(last.text[-_run(last.text) :] or " "),
            )
            if (pieces[0] and last.text[-1] not in _STOPS and not last.text[-1].isascii()) or pieces[1]:
                passage = Passage.join((last.passage, row.passage))
                mended[-1] = replace(last, passage=passage, width=last.width + row.width)
                continue
        mended.append(row)
    return mended


def _run(text: str) -> int:
    """Return how many characters of digits and letters close the text."""
    return len(text) - len(text.rstrip("0123456789.%+-ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"))


def _row_of(page: Page, cell: Cell) -> Row:
    passage = Passage.of(page.text, page.source.id, cell.start, cell.end).strip(BLANK)
    return Row(passage, width_of(passage.text), cell.indent, cell.gap)


def is_printing(text: str) -> bool:
    """Tell whether anything in `text` would show on paper."""
    return any(unicodedata.category(character) not in {"Cc", "Cf", "Zs", "Zl", "Zp"} for character in text)
