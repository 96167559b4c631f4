"""The measure (栏宽) of the column that each row stands in, and how paragraphs begin on a page."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from briefing.layout.paragraphs import ends_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from briefing.layout.lines import Row

__all__ = ["columns_of", "habit_of", "measures_of"]

# Rows looked at on each side when the width of the column around a row is told.
_REACH = 7
# A row this much shorter than the column, in the middle of a sentence, stands rather in another column.
_FAR = 4.0
_UNLIKELY = 12.0
# A column's width is believed when this many rows of the page have it.
_LEAST_ROWS = 3


def columns_of(rows: Sequence[Row]) -> list[float]:
    """Return for each row the width of the column it stands in, in full-width characters.

    The width is that of the page's common row widths which most rows nearby fill to within one character and
    which the row itself does not exceed; a row wider than all others gives its own width.
    """
    count = Counter(row.width for row in rows)
    known = sorted((w for w, n in count.items() if n + count[w - 0.5] >= _LEAST_ROWS), reverse=True)
    top = sorted(known, key=lambda w: -(count[w] + count[w - 0.5] + count[w - 1.0]))[:16]
    size = len(rows)
    widths = np.array([row.width for row in rows])
    best, support = widths.copy(), np.zeros(size)
    open_end = np.array([not ends_sentence(row.text) for row in rows], dtype=bool)
    at = np.arange(size)
    low, high = np.maximum(0, at - _REACH), np.minimum(size, at + _REACH + 1)
    near_low, near_high = np.maximum(0, at - 2), np.minimum(size, at + 3)
    for width in sorted(top, reverse=True):
        fills = np.concatenate(([0], np.cumsum((width - 1.0 <= widths) & (widths <= width))))
        around = fills[high] - fills[low]
        here = around + 1.5 * (fills[near_high] - fills[near_low])
        # A row far shorter than the column is likelier the column's last row of a paragraph than any other.
        here = here - _UNLIKELY * (open_end & (width - widths > _FAR))
        better = (widths <= width + 0.6) & (here > support) & (around >= 2)
        support[better] = here[better]
        best[better] = width
    return [float(width) for width in best]


def measures_of(rows: Sequence[Row], columns: Sequence[float]) -> NDArray[np.float32]:
    """Return (rows, 14): how wide, long, indented and apart each row is, alone and against its neighbours and column.

    columns: width of each row's column. All numbers are scaled to be about one.
    """
    texts = [row.text for row in rows]
    width, column = np.array([row.width for row in rows]), np.array(columns)
    length = np.array([len(text) for text in texts], dtype=float)
    common = float(np.median(column)) or 1.0
    found = (
        width / 10,
        column / 10,
        np.clip(column - width, -2, 12) / 4,
        np.array([min(4.0, row.indent) for row in rows]) / 2,
        np.array([min(3, row.gap) for row in rows]),
        np.minimum(length, 60) / 15,
        *(np.clip(values - near, -12, 12) / 6 for values in (width, column) for near in _neighbours(values)),
        np.clip(width / common, 0, 4),
        np.clip(column / common, 0, 4),
        np.array([sum(map(str.isdigit, text)) for text in texts]) / length,
        4 * np.array([sum(map(text.count, "，。、；：")) for text in texts]) / length,
    )
    return np.stack(found, axis=1).astype(np.float32)


def _neighbours(values: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the values of the rows before and of the rows below; the first and the last have their own."""
    return np.concatenate((values[:1], values[:-1])), np.concatenate((values[1:], values[-1:]))


def habit_of(rows: Sequence[Row], columns: Sequence[float]) -> str:
    """Tell how paragraphs begin: "blank" (indent kept), "indent" (only its width is missing), "flush", "mixed"."""
    blank = sum(row.indent >= 1.5 for row in rows)
    if blank > 0.04 * len(rows):
        return "blank"
    short = flush = 0
    for at in range(1, len(rows)):
        # Only after a short last row is it sure that a paragraph begins.
        if ends_sentence(rows[at - 1].text) and columns[at - 1] - rows[at - 1].width >= 1.5:
            slack = columns[at] - rows[at].width
            short += 1.5 <= slack <= 3.0
            flush += slack <= 0.5
    return "indent" if short >= 3 * flush else "flush" if flush >= 3 * short else "mixed"
