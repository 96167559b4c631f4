"""The height of a brief guessed from its lines (行数估算): the first try, and all there is where no page is drawn.

Points, at scale 1, by what the template says of its type; the budget corrects it by what a layout pass measured.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from briefing.model import Heights, Metrics

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefing.model import Brief, Fragment, Item

__all__ = [
    "best_cut",
    "content_height",
    "estimate",
    "foot_height",
    "item_height",
    "section_height",
    "section_width",
    "stacked_height",
    "tile_rows",
]

_NOTE_PT = 10.0
_DEFAULT = Metrics()


def width_of(text: str) -> float:
    """Return the width in characters of the type: Han and its marks 1, Latin and digits a little over a half."""
    return sum(1.0 if ord(c) > 0x2E7F or c in "“”‘’—…·" else 0.57 for c in text)


def _words(fragments: Iterable[Fragment], *roles: str) -> str:
    return "".join(f.label + f.text + f.after for f in fragments if not roles or f.role in roles)


def _lines(text: str, width: float) -> int:
    return math.ceil(width_of(text) / (width - 0.4)) if text else 0


def item_height(  # noqa: PLR0911 - a return for each kind of item
    section: str, item: Item, metrics: Metrics = _DEFAULT
) -> float:
    """Return the height of one item standing alone, in points."""
    m = metrics
    if section == "news":
        heads = _lines(_words(item.text), m.headline) * m.headline_pt
        return heads + _lines(_words(item.detail), m.news) * m.line_pt + m.item_pt
    if item.kind == "others":
        return _lines(_words(item.text), m.deed + m.asked) * m.line_pt + m.item_pt
    if item.kind == "document":
        return _lines(_words(item.text), m.whole) * m.line_pt + 2
    if section == "leaders":
        done = _words(item.text, "role", "event")
        audience = _words(item.text, "present")
        rows = max(
            (_lines(done, m.deed) + _lines(audience, m.deed)) * m.line_pt,
            _lines(_words(item.detail), m.asked) * m.line_pt,
            m.line_pt + _lines(_words(item.text, "office"), m.office) * m.office_pt,
        )
        return rows + m.item_pt
    if section == "figures":
        return m.tile_pt
    if section == "lists":
        wide = item.kind == "short"
        lines = sum(1 if wide else _lines(entry.text + entry.after, m.entry) for entry in item.detail)
        return 17 + (math.ceil(lines / 2) if wide else lines) * m.entry_pt
    return _lines(_words((*item.text, *item.detail)), m.whole) * m.line_pt


def section_height(section: str, items: Sequence[Item], metrics: Metrics = _DEFAULT) -> float:
    """Return the height of a section with its head, in points; 0 if it has no item."""
    if section == "sources":
        return foot_height(section_width(items), metrics)
    lists = [item_height(section, item, metrics) for item in items if item.kind != "document"]
    alone = [item_height(section, item, metrics) for item in items if item.kind == "document"]
    bars = sum(item.bar is not None for item in items) if section == "figures" else 0
    return stacked_height(section, lists, alone, bars, metrics)


def section_width(items: Sequence[Item]) -> float:
    """Return the width of the source list set in one line, in characters."""
    return sum(width_of(_words(item.fragments)) + 5 for item in items)


def foot_height(width: float, metrics: Metrics = _DEFAULT) -> float:
    """Return the height of the source list of that width, in points; 0 for none."""
    return math.ceil(width / metrics.foot) * metrics.foot_pt + 12 if width else 0.0


def tile_rows(count: int, bars: int, columns: int) -> int:
    """Return how many rows of tiles `count` figures take; three and more bars make a chart as high as two rows."""
    if bars < 3:
        return math.ceil(count / columns)
    beside = 2 * max(columns // 2, 1)
    return 2 + math.ceil(max(count - bars - beside, 0) / columns)


def stacked_height(
    section: str,
    heights: Sequence[float],
    alone: Sequence[float] = (),
    bars: int = 0,
    metrics: Metrics = _DEFAULT,
) -> float:
    """Return the height of a section from those of its items, in points.

    alone: of the documents of a list section. bars: how many of the figures are bars of a chart.
    """
    if not heights and not alone:
        return 0.0
    if section == "news" and len(heights) > 1 and metrics.news_columns > 1:
        # Half of all, not the higher column: each story given up must save something, or none ever is.
        body = max(sum(heights) / metrics.news_columns + 8, *heights)
    elif section == "figures":
        body = tile_rows(len(heights), bars, metrics.figure_columns) * metrics.tile_pt
    elif section == "lists":
        step = metrics.list_columns
        body = sum(max(heights[at : at + step]) for at in range(0, len(heights), step)) + sum(alone)
    else:
        body = sum(heights)
    return metrics.head_pt + body


def best_cut(heights: Sequence[float]) -> int:
    """Return how many of the items stand in the first of two columns so that the higher one is lowest."""
    return min(range(1, len(heights)), key=lambda cut: (max(sum(heights[:cut]), sum(heights[cut:])), -cut))


def content_height(brief: Brief, metrics: Metrics = _DEFAULT) -> float:
    """Return the guessed height of all sections, without masthead and notes, in points."""
    return sum(section_height(section.name, section.items, metrics) for section in brief.sections)


def estimate(brief: Brief, metrics: Metrics = _DEFAULT) -> Heights:
    """Return heights guessed from the number of lines; what `compose` goes by where no page is drawn."""
    used = metrics.mast_pt + content_height(brief, metrics)
    used += _NOTE_PT * sum(_lines(note.message, metrics.foot) for note in brief.notes[:3])
    items = {item.id: item_height(section.name, item, metrics) for section in brief.sections for item in section.items}
    gaps = sum(2 + len(section.items) for section in brief.sections)
    return Heights(metrics.page_pt, used + gaps * brief.gap_pt, items, gaps)
