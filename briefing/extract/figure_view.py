"""A sentence as the figure extractor reads it: glosses and odd blanks out, quantities and periods found.

`地区生产总值（GDP）1234.5亿元` reads 地区生产总值1234.5亿元; every character still knows where it was printed.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.extract.figure_skip import skipped
from briefing.passage import Passage
from briefing.text.numbers import Quantity, quantities, simplify
from briefing.text.periods import Period, periods

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

__all__ = ["Range", "View", "view"]

Range = tuple[int, int]

# A bracket without a digit explains a name (（GDP）, （社消零）) or a place; blanks beside Han characters and digits
# come from justified type.
_GLOSS = re.compile(
    r"[（(][^（）()\d]{1,20}[）)]|(?<=[\u4e00-\u9fff\d%％）、，-])[ \u3000\u00a0]+(?=[\d\u4e00-\u9fff%％（+-])"
    r"|(?:(?<=[\u4e00-\u9fff]\d[.．])|(?<=\d\d[.．])) (?=\d+(?:[%％万亿]|个百分点))"  # 增长4. 8%
)
_WIDE_THOUSANDS = re.compile(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
_HARD = re.compile(r"[，,；;：:。！？!?（）()【】\n]|[ \u3000]+|(?<=[\u4e00-\u9fff])——")


@dataclass(frozen=True, slots=True)
class View:
    """A sentence ready for reading figures.

    text: folded and simplified, parallel to passage. whole: the sentence as printed. origin: (index in text, index in
    whole) where a kept run begins. quantities: those that may be figures, in order. bounds: the marks between clauses.
    """

    passage: Passage
    text: str
    whole: Passage
    origin: tuple[Range, ...]
    quantities: tuple[Quantity, ...]
    periods: tuple[Period, ...]
    bounds: tuple[Range, ...]

    def printed(self, start: int, end: int) -> Passage:
        """Return the words from start to end as printed, glosses and blanks with them."""
        if start >= end:
            return Passage()
        return self.whole[self._origin(start) : self._origin(end - 1) + 1]

    def _origin(self, index: int) -> int:
        run, printed = self.origin[bisect_right(self.origin, (index, len(self.whole))) - 1]
        return printed + index - run

    def joined(self, ranges: Iterable[Range]) -> Passage:
        """Return the ranges joined, glosses and blanks left out."""
        return Passage.join(self.passage[start:end] for start, end in ranges)

    def clause(self, start: int, end: int) -> Range:
        """Return the clause around a range: from the mark before it to the mark behind it."""
        return self.bound_before(start), self.bound_after(end)

    def bound_before(self, at: int) -> int:
        """Return where the clause begins that holds or follows `at`: the end of the last mark up to it, 0 if none."""
        place = bisect_right(self.bounds, at, key=_ends)
        return self.bounds[place - 1][1] if place else 0

    def bound_after(self, at: int) -> int:
        """Return the start of the first mark from `at` on, the end of the text if none."""
        place = bisect_left(self.bounds, at, key=_begins)
        return self.bounds[place][0] if place < len(self.bounds) else len(self.text)


def _ends(bound: Range) -> int:
    return bound[1]


def _begins(bound: Range) -> int:
    return bound[0]


def view(passage: Passage, date: dt.date | None, year: int | None = None) -> View:
    """Return the passage ready for reading; date: of the edition, year: the one spoken of so far."""
    kept = []
    at = 0
    for match in _GLOSS.finditer(passage.text):
        kept.append((at, match.start()))
        at = match.end()
    kept.append((at, len(passage)))
    clean = Passage.join(passage[start:end] for start, end in kept) if len(kept) > 1 else passage
    origin = []
    run = 0
    for start, end in kept:
        origin.append((run, start))
        run += end - start
    # ３，２６８公里: between full-width digits a full-width comma parts thousands.
    text = simplify(_WIDE_THOUSANDS.sub(",", clean.text))
    spans = periods(text, date, year)
    found = tuple(quantity for quantity in quantities(text))
    return View(
        passage=clean,
        text=text,
        whole=passage,
        origin=tuple(origin),
        quantities=tuple(skipped(text, found, spans)),
        periods=spans,
        bounds=tuple(match.span() for match in _HARD.finditer(text)),
    )
