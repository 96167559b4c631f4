"""Dumps that read across the columns line by line: each line goes back under the one it goes on with (错行复原).

Where lines stand far apart, some extractors take each for a block of its own and sort the blocks from top to bottom.
The columns then come in turn, a line of each, and which line goes on with which the seams tell (`seams`). The columns
that are being read stand in a queue: the next line is most likely of the one at its front. A beam search finds the
likeliest way through the page.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from briefing.layout.paragraphs import ends_sentence
from briefing.layout.seams import shipped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from briefing.layout.lines import Row

    Floats = NDArray[np.float64]

__all__ = ["straight"]

# Rows that are compared: a column goes on within so many.
_WINDOW = 24
# Ways through the page that are kept.
_BEAM = 40
# No page has more lines; what has is a table or many pages in one file.
_MOST_ROWS = 3000
# Columns in the queue, at most.
_MOST = 10
# What a step costs, in logarithms of odds: a new column, one of a row as wide as no text, a column passed over, the
# same again, one that has ended and one that breaks off; a paragraph after another or in mid sentence, text after
# a closed paragraph, a row too wide, one that goes on with a row too short.
_NEW, _ODD, _PASSED, _AGAIN, _ENDED, _BROKEN = 5.0, 4.0, 2.4, 1.6, 0.1, 1.5
_NEXT, _SET_IN, _UNSET, _WIDE, _SHORT = 0.7, 3.2, 2.2, 5.0, 1.5
# The least that a seam counts: beyond, less tells no more.
_LEAST = -6.0
# Rows differ by this much in one column; first rows are set in by two characters.
_FULL, _NARROW, _INDENT = 0.6, 1.2, 2.0
# A way is taken that costs so much less a row than the rows in turn.
_GAIN = 0.08
# Columns are so wide, in characters.
_NARROWEST = 6.0


class _Way(NamedTuple):
    """One way through the rows so far.

    cost: in logarithms of odds. queue: the last row and the width of each column, the next one to go on first.
    above: row that each row goes on with, -1 for none, as a chain (row before, its way).
    """

    cost: float
    queue: tuple[tuple[int, float], ...]
    above: tuple[int, _Way] | None


@dataclass(frozen=True, slots=True)
class _Page:
    """What is known of the rows: widths, and whether each closes a paragraph, ends a sentence or is set in.

    odd: as wide as no line of text that goes on.
    seams: how well each row (rows) goes on with the one so many above it (columns).
    """

    widths: list[float]
    odd: list[bool]
    closed: list[bool]
    ends: list[bool]
    set_in: list[bool]
    seams: Floats


def straight(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Return the rows of a dump that reads across the columns column by column, those of any other as they are.

    Only a dump with empty lines between all lines alike may read across. These empty lines are taken away.
    """
    usual = sorted(row.gap for row in rows)[len(rows) // 2] if rows else 0
    if not usual:
        return tuple(rows)
    return _rewoven([replace(row, gap=max(0, row.gap - usual)) for row in rows])


def _rewoven(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Return the rows column by column, an empty line before each column and around what is no text."""
    if not 1 < len(rows) <= _MOST_ROWS:
        return tuple(rows)
    page = _page_of(rows)
    above, cost = _best(page)
    if _in_turn(page) - cost < _GAIN * len(rows):
        return tuple(rows)
    order: list[list[int]] = []
    column: dict[int, int] = {}
    for at, high in enumerate(above):
        if high < 0:
            column[at] = len(order)
            order.append([])
        else:
            column[at] = column[high]
        order[column[at]].append(at)
    return tuple(
        replace(rows[at], gap=int(not place or page.odd[at] or page.odd[group[place - 1]]))
        for group in order
        for place, at in enumerate(group)
    )


def _page_of(rows: Sequence[Row]) -> _Page:
    widths = [row.width for row in rows]
    common = Counter(width for width in widths if width >= _NARROWEST).most_common(8)
    often = [width for width, count in common if count * 8 >= len(rows) or count == common[0][1]]
    # First rows are as many as paragraphs, and two characters less wide.
    full = [
        width for at, width in enumerate(often) if not any(abs(width + _INDENT - each) <= _FULL for each in often[:at])
    ]
    ends = [ends_sentence(row.text) for row in rows]
    filled = [any(abs(width - each) <= _FULL for each in full) for width in widths]
    closed = [end and not fills for end, fills in zip(ends, filled, strict=True)]
    set_in = [
        not fills and not end and any(abs(width - each + _INDENT) <= _FULL for each in full)
        for width, end, fills in zip(widths, ends, filled, strict=True)
    ]
    odd = [
        not end and not first and not any(-_NARROW <= width - each <= _FULL for each in full)
        for width, end, first in zip(widths, ends, set_in, strict=True)
    ]
    return _Page(widths, odd, closed, ends, set_in, _seams([row.text for row in rows]))


def _seams(texts: Sequence[str]) -> Floats:
    """Return how well each row goes on with each of the rows just above, against the others on both sides."""
    count = len(texts)
    found = np.full((count, _WINDOW + 1), -np.inf)
    seams = shipped()
    for low in range(0, count, _WINDOW):
        high = min(count, low + _WINDOW)
        first = max(0, low - _WINDOW)
        scores = seams.scores(texts[first:high], texts[low:high])
        for at in range(low, high):
            begin = max(0, at - _WINDOW)
            found[at, at - np.arange(begin, at)] = scores[at - low, begin - first : at - first]
    starts = found - _sum_of(found)[:, None]
    # The rows below that might go on with each row, by the row above.
    below = np.full((count, _WINDOW + 1), -np.inf)
    for back in range(1, min(_WINDOW, count - 1) + 1):
        below[: count - back, back] = found[back:, back]
    totals = _sum_of(below)
    for back in range(1, min(_WINDOW, count - 1) + 1):
        starts[back:, back] += found[back:, back] - totals[: count - back]
    return np.maximum(starts / 2.0, _LEAST)


def _sum_of(scores: Floats) -> Floats:
    """Return the logarithm of the sum of odds of each row."""
    most = np.max(scores, axis=1, initial=-1e6)
    found: Floats = most + np.log(np.maximum(1e-30, np.exp(scores - most[:, None]).sum(axis=1)))
    return found


def _in_turn(page: _Page) -> float:
    """Return what the page costs if each row goes on with the one above it, or with none."""
    queues = [(at, max(page.widths[max(0, at - 2) : at + 1])) for at in range(len(page.widths) - 1)]
    return _NEW + sum(min(_NEW, _joint(page, at, at + 1, widest)) for at, widest in queues)


def _best(page: _Page) -> tuple[list[int], float]:
    """Return which row each goes on with, -1 for none, on the likeliest way through the page, and what it costs."""
    ways = [_Way(0.0, (), None)]
    for at in range(len(page.widths)):
        kept: dict[tuple[tuple[int, float], ...], _Way] = {}
        for way in ways:
            for step in _steps(way, at, page):
                if step.queue not in kept or step.cost < kept[step.queue].cost:
                    kept[step.queue] = step
        ways = sorted(kept.values(), key=lambda each: each.cost)[:_BEAM]
    above: list[int] = []
    last: _Way | None = ways[0]
    while last is not None and last.above is not None:
        above.append(last.above[0])
        last = last.above[1]
    return above[::-1], ways[0].cost


def _steps(way: _Way, at: int, page: _Page) -> list[_Way]:
    """Return the ways on with one more row."""
    queue = tuple(each for each in way.queue if at - each[0] <= _WINDOW)
    width = page.widths[at]
    new = _ODD if page.odd[at] else _NEW
    steps = [_Way(way.cost + new, (*queue, (at, width))[-_MOST:], (-1, way))]
    passed = dropped = 0.0
    for place, (last, widest) in enumerate(queue):
        cost = way.cost + _joint(page, last, at, widest)
        own = (at, max(width, widest))
        rest = queue[place + 1 :]
        steps.append(_Way(cost + passed, (*rest, *queue[:place], own), (last, way)))
        if place and place == len(queue) - 1:
            # Two lines of one column in turn.
            steps.append(_Way(cost + _AGAIN, (*queue[:-1], own), (last, way)))
        if place:
            steps.append(_Way(cost + dropped, (*rest, own), (last, way)))
        passed += _PASSED
        dropped += _ENDED if page.ends[last] else _BROKEN
    return steps


def _joint(page: _Page, last: int, at: int, widest: float) -> float:
    """Return what it costs that a row goes on with another. widest: width of the column so far."""
    cost = _WIDE if page.widths[at] > widest + _FULL + (_INDENT if page.set_in[last] else 0.0) else 0.0
    if page.closed[last]:
        return cost + (_NEXT if page.set_in[at] else _UNSET)
    if page.set_in[at]:
        torn = _SET_IN * (2 if page.set_in[last] else 1)
        return cost + (_NEXT if page.ends[last] else torn - page.seams[at, at - last])
    if page.widths[last] < widest - _INDENT - _FULL:
        cost += _SHORT
    return cost - float(page.seams[at, at - last])
