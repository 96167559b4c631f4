"""A sentence as the figure extractor reads it: glosses and odd blanks out, quantities and periods found.

`地区生产总值（GDP）1234.5亿元` reads 地区生产总值1234.5亿元; every character still knows where it was printed.
"""

from __future__ import annotations

import re
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
)
_HARD = re.compile(r"[，,；;：:。！？!?（）()【】\n]|[ \u3000]+|(?<=[\u4e00-\u9fff])——")


@dataclass(frozen=True, slots=True)
class View:
    """A sentence ready for reading figures.

    text: folded and simplified, parallel to passage. whole: the sentence as printed; origin: of each character of
    text in it. quantities: those that may be figures, in order. bounds: ranges of the marks that part clauses.
    """

    passage: Passage
    text: str
    whole: Passage
    origin: tuple[int, ...]
    quantities: tuple[Quantity, ...]
    periods: tuple[Period, ...]
    bounds: tuple[Range, ...]

    def printed(self, start: int, end: int) -> Passage:
        """Return the words from start to end as printed, glosses and blanks with them."""
        if start >= end:
            return Passage()
        return self.whole[self.origin[start] : self.origin[end - 1] + 1]

    def joined(self, ranges: Iterable[Range]) -> Passage:
        """Return the ranges joined, glosses and blanks left out."""
        return Passage.join(self.passage[start:end] for start, end in ranges)

    def clause(self, start: int, end: int) -> Range:
        """Return the clause around a range: from the mark before it to the mark behind it."""
        left = max((high for _, high in self.bounds if high <= start), default=0)
        right = min((low for low, _ in self.bounds if low >= end), default=len(self.text))
        return left, right


def view(passage: Passage, date: dt.date | None, year: int | None = None) -> View:
    """Return the passage ready for reading; date: of the edition, year: the one spoken of so far."""
    kept = []
    at = 0
    for match in _GLOSS.finditer(passage.text):
        kept.append((at, match.start()))
        at = match.end()
    kept.append((at, len(passage)))
    clean = Passage.join(passage[start:end] for start, end in kept)
    text = simplify(clean.text)
    spans = periods(text, date, year)
    found = tuple(quantity for quantity in quantities(text))
    return View(
        passage=clean,
        text=text,
        whole=passage,
        origin=tuple(index for start, end in kept for index in range(start, end)),
        quantities=tuple(skipped(text, found, spans)),
        periods=spans,
        bounds=tuple(match.span() for match in _HARD.finditer(text)),
    )
