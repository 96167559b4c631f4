"""Boxed lines become strips: the printed lines of one column each."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing.layout.lines import BLANK
from briefing.passage import Passage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefing.model import Box, Page

__all__ = ["Strip", "hull", "latin", "overlap", "strips_of"]

# In ems. Parts of one line are never further apart; gutters are as wide as this.
_WIDEST_GAP = 3.5
# Justified lines are widened at marks, by less than this.
_MARKS, _WIDENED = "，。、；：！？", 0.85
# Letters of a line that may bridge a gap: the cells of a table do not.
_BRIDGE = 7
# A blank within a head, and how near below it the text stands that shows that no gutter is there.
_BLANK_HEAD, _SMALLER, _UNDER = 1.2, 0.85, 7.0
# So many lines of that length, this near above and below, begin alike at the edge of a column.
_EDGE, _NEIGHBOURS, _FLUSH = 3, 8.0, 0.2


@dataclass(frozen=True, slots=True)
class Strip:
    """One printed line of one column. order: place of its first part in the stream."""

    passage: Passage
    box: Box
    size: float
    font: str
    bold: bool
    upright: bool
    order: int

    @property
    def text(self) -> str:
        """The printed characters."""
        return self.passage.text


def overlap(a0: float, a1: float, b0: float, b1: float) -> float:
    """Return how far two ranges overlap, 0 if they do not."""
    return max(0.0, min(a1, b1) - max(a0, b0))


def hull(boxes: Iterable[Box]) -> Box:
    """Return the smallest box around some boxes."""
    x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
    return (min(x0s), min(tops), max(x1s), max(bottoms))


def strips_of(page: Page) -> list[Strip]:
    """Return the lines of a page from top to bottom; what a wide gap cut but no gutter parts is joined."""
    found: list[Strip] = []
    for order, line in enumerate(page.lines):
        assert line.box is not None, "geometry needs boxes"
        raw = page.text[line.span.start : line.span.end]
        body = raw.strip(BLANK)
        if not body:
            continue
        start = line.span.start + len(raw) - len(raw.lstrip(BLANK))
        passage = Passage.of(page.text, line.span.source, start, start + len(body))
        found.append(Strip(passage, line.box, line.size or 1.0, line.font, line.bold, line.upright, order))
    return _joined(found)


def _joined(strips: list[Strip]) -> list[Strip]:
    """Join neighbours on one baseline whose gap is bridged by the line above or below: no gutter runs through it."""
    rows: dict[int, list[Strip]] = {}
    for strip in strips:
        rows.setdefault(round(strip.box[3] / 2), []).append(strip)
    by_top = sorted(strips, key=lambda strip: strip.box[1])
    tops = [strip.box[1] for strip in by_top]
    joined: dict[int, Strip] = {}
    gone: set[int] = set()
    for strip in sorted(strips, key=lambda each: (each.box[0], each.box[1])):
        if strip.order in gone:
            continue
        here = joined.get(strip.order, strip)
        while (after := _neighbour(here, rows, gone)) is not None and _bridged(here, after, by_top, tops):
            gone.add(after.order)
            here = replace(
                here,
                passage=Passage.join((here.passage, after.passage)),
                box=hull((here.box, after.box)),
                order=here.order,
            )
        joined[strip.order] = here
    kept = [strip for order, strip in joined.items() if order not in gone]
    return sorted(kept, key=lambda strip: (strip.box[1], strip.box[0]))


def _neighbour(strip: Strip, rows: dict[int, list[Strip]], gone: set[int]) -> Strip | None:
    """Return the next strip to the right on the same baseline, near and of the same size."""
    if not strip.upright:
        return None
    key = round(strip.box[3] / 2)
    best: Strip | None = None
    for row in (key - 1, key, key + 1):
        for other in rows.get(row, ()):
            if other.order == strip.order or other.order in gone or not other.upright:
                continue
            gap = other.box[0] - strip.box[2]
            if (
                -0.2 * strip.size < gap < _WIDEST_GAP * strip.size
                and abs(other.box[3] - strip.box[3]) < 0.25 * strip.size
                and (best is None or other.box[0] < best.box[0])
            ):
                best = other
    if best is None or abs(best.size - strip.size) > 0.12 * strip.size:
        return None
    return best


def _bridged(left: Strip, right: Strip, by_top: Sequence[Strip], tops: Sequence[float]) -> bool:
    gap0, gap1 = left.box[2], right.box[0]
    if gap1 - gap0 < 0.25 * left.size:
        return True
    if len(left.text) <= 2 and len(right.text) <= 2 and gap1 - gap0 < 2.2 * left.size:
        return True
    if _is_edge(right, by_top, tops):
        return False
    widened = left.text[-1] in _MARKS and gap1 - gap0 < _WIDENED * left.size
    if widened or (gap1 - gap0 < _BLANK_HEAD * left.size and _over_text(left, gap0, gap1, by_top, tops)):
        return True
    at = bisect_left(tops, left.box[1] - 2.0 * left.size)
    while at < len(by_top) and tops[at] < left.box[1] + 2.0 * left.size:
        other = by_top[at]
        at += 1
        if abs(other.box[1] - left.box[1]) < 0.5 * left.size or abs(other.size - left.size) > 0.03 * left.size:
            continue
        if other.font != left.font and not latin(other.text):
            continue
        if other.box[0] <= gap0 and other.box[2] >= gap1 and len(other.text) >= _BRIDGE:
            return True
    return False


def _over_text(line: Strip, gap0: float, gap1: float, by_top: Sequence[Strip], tops: Sequence[float]) -> bool:
    """Tell whether the first line of smaller type below a gap runs on under it: a head's blank, not two heads."""
    for at in range(bisect_left(tops, line.box[3] - 0.5 * line.size), len(by_top)):
        other = by_top[at]
        if other.box[1] > line.box[3] + _UNDER * line.size:
            return False
        if other.size < _SMALLER * line.size and other.box[2] > gap0 and other.box[0] < gap1:
            return other.box[0] <= gap0 and other.box[2] >= gap1 and len(other.text) >= _BRIDGE
    return False


def _is_edge(strip: Strip, by_top: Sequence[Strip], tops: Sequence[float]) -> bool:
    """Tell whether lines near begin where a strip begins: at the left edge of a column, not at a gap within a line."""
    at = bisect_left(tops, strip.box[1] - _NEIGHBOURS * strip.size)
    alike = 0
    while at < len(by_top) and tops[at] < strip.box[1] + _NEIGHBOURS * strip.size:
        other = by_top[at]
        at += 1
        alike += (
            other.order != strip.order
            and abs(other.box[0] - strip.box[0]) < _FLUSH * strip.size
            and abs(other.size - strip.size) < 0.03 * strip.size
            and len(other.text) >= _BRIDGE
        )
    return alike >= _EDGE


def latin(text: str) -> bool:
    """Tell whether a line is mostly letters and digits, whose font says nothing."""
    return 2 * sum(character < "\u2000" for character in text) > len(text)
