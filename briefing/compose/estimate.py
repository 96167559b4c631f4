"""The height of a brief guessed from its lines (行数估算): what a page is composed by before it is laid out.

Points, by what the template says of its type. Most pages come out within a line, so that one layout pass confirms them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.compose.lines import MARK, line_count, part_count, width_of
from briefing.model import FEWEST_BARS, Heights, Metrics

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefing.model import Brief, Fragment, Item

__all__ = [
    "at_scale",
    "best_cut",
    "content_height",
    "estimate",
    "foot_height",
    "gap_count",
    "item_height",
    "section_height",
    "section_width",
    "stacked_height",
    "tile_rows",
]

# White that stays the same whatever the scale, in points: around a section's title, a tile's words, a masthead's.
_HEAD_WHITE, _TILE_WHITE, _MAST_WHITE, _ROW_WHITE = 14.2, 10.2, 6.5, 5.5
# The type of who else was there beside that of the row.
_AUDIENCE, _AUDIENCE_PT = 0.9, 0.84
# The white below a row of tiles, which the last one lacks; the least height of a row with it; white beside a tile's
# words, in characters; a line of detail beside one of the metric.
_TILE_GAP, _LEAST_TILE, _TILE_SIDES, _DETAIL = 4.25, 39.4, 1.95, 1.035
# The words of a bar beside a line; a bar; the white between all bars of a chart, by their number.
_BAR, _BAR_PT, _BAR_WHITE = 0.85, 2.9, {3: 24.4, 4: 10.2}
# What is always said at the foot, in characters, and as much as is said there of a doubt.
_ALWAYS_SAID, _DOUBT, _DOUBTS = 22, 63, 3
_ABOVE_FOOT_PT = 9.4
_DEFAULT = Metrics()


def at_scale(metrics: Metrics, scale: float) -> Metrics:
    """Return what the template's type takes when it is set larger: fewer characters a line, higher lines."""
    if scale == 1:
        return metrics
    m = metrics
    return replace(
        m,
        mast_pt=_MAST_WHITE + (m.mast_pt - _MAST_WHITE) * scale,
        head_pt=_HEAD_WHITE + (m.head_pt - _HEAD_WHITE) * scale,
        tile_pt=_TILE_WHITE + (m.tile_pt - _TILE_WHITE) * scale,
        line_pt=m.line_pt * scale,
        headline_pt=m.headline_pt * scale,
        office_pt=m.office_pt * scale,
        foot_pt=m.foot_pt * scale,
        entry_pt=m.entry_pt * scale,
        news=m.news / scale,
        headline=m.headline / scale,
        deed=m.deed / scale,
        asked=m.asked / scale,
        office=m.office / scale,
        foot=m.foot / scale,
        whole=m.whole / scale,
        entry=m.entry / scale,
        tile=m.tile / scale,
    )


def _words(fragments: Iterable[Fragment], *roles: str) -> str:
    chosen = [f for f in fragments if not roles or f.role in roles]
    return "".join(f.label + f.text + f.after + (MARK if f.cites else "") for f in chosen)


def item_height(  # noqa: PLR0911 - a return for each kind of item
    section: str, item: Item, metrics: Metrics = _DEFAULT, *, alone: bool = False
) -> float:
    """Return the height of one item in points. alone: of a list that has its row for itself."""
    m = metrics
    if section == "news":
        heads = part_count([_words((f,)).lstrip() for f in item.text], m.headline) * m.headline_pt
        return heads + line_count(_words(item.detail), m.news) * m.line_pt + m.item_pt
    if item.kind == "others":
        return line_count(_words(item.text), m.deed + m.asked + 1.2) * m.line_pt + _ROW_WHITE
    if item.kind == "document":
        return line_count("印发　" + _words(item.text, "issuer", "document"), m.whole) * m.line_pt
    if section == "leaders":
        done = line_count(_words(item.text, "role", "event"), m.deed if item.detail else m.deed + m.asked) * m.line_pt
        width = (m.deed if item.detail else m.deed + m.asked) / _AUDIENCE
        done += line_count(_words(item.text, "present").lstrip("　"), width) * m.line_pt * _AUDIENCE_PT
        offices = line_count(_words(item.text, "office"), m.office) * m.office_pt
        return (
            max(
                done,
                line_count(_words(item.detail, "said") + "　" + _words(item.detail, "demand"), m.asked) * m.line_pt,
                m.line_pt * 0.96 + offices,
            )
            + _ROW_WHITE
        )
    if section == "figures":
        return _tile(item, m)
    if section == "lists":
        short = item.kind == "short"
        across, width = item.columns(1 if alone else 2), m.entry * (2 if alone else 1)
        if short:
            lines = -(-len(item.detail) // across)
        else:
            size = -(-len(item.detail) // across)
            needed = [line_count(entry.text + entry.after, width / across) for entry in item.detail]
            lines = max((sum(needed[at : at + size]) for at in range(0, len(needed), max(size, 1))), default=0)
        return m.entry_pt * (lines + line_count(_words(item.text), width)) + 1.7
    return line_count(_words((*item.text, *item.detail)), m.whole) * m.line_pt


def _tile(item: Item, m: Metrics, abreast: int = 0) -> float:
    """Return the height of a tile with the white below it, one of so many abreast (0: as many as there may be)."""
    width = m.tile
    if abreast:
        width = (m.tile + _TILE_SIDES) * m.figure_columns / abreast - _TILE_SIDES
    more = line_count(_words(item.text, "subject", "metric"), width) - 1
    more += line_count(" ".join(f.label + f.text for f in item.detail), width) - 1
    return max(m.tile_pt + more * m.office_pt * _DETAIL, _LEAST_TILE)


def section_height(section: str, items: Sequence[Item], metrics: Metrics = _DEFAULT) -> float:
    """Return the height of a section with its head, in points, as it will be laid out; 0 if it has no item."""
    if section == "sources":
        return foot_height(section_width(items), metrics)
    if section == "news" and metrics.news_columns > 1 and len(items) > 1:
        columns: dict[int, float] = {}
        for item in items:
            columns[item.column] = columns.get(item.column, 0.0) + item_height(section, item, metrics)
        return metrics.head_pt + max(columns.values())
    if section == "figures":
        return metrics.head_pt + _figures_height(items, metrics) if items else 0.0
    lists = [item for item in items if item.kind != "document"]
    last = len(lists) if metrics.list_columns > 1 and len(lists) % metrics.list_columns == 1 else 0
    heights = [
        item_height(section, item, metrics, alone=section == "lists" and at == last) for at, item in enumerate(lists, 1)
    ]
    documents = [item_height(section, item, metrics) for item in items if item.kind == "document"]
    return stacked_height(section, heights, documents, 0, metrics)


def section_width(items: Sequence[Item]) -> float:
    """Return the width of the source list set in one line, in characters."""
    return sum(width_of(_words(item.fragments)) + 5 for item in items)


def foot_height(width: float, metrics: Metrics = _DEFAULT) -> float:
    """Return the height of the source list of that width, in points; 0 for none."""
    return width / metrics.foot * metrics.foot_pt if width else 0.0


def tile_rows(count: int, bars: int, columns: int) -> int:
    """Return how many rows of tiles `count` figures take; three and more bars make a chart as high as two rows."""
    chart, rest = _parted(count, bars, columns)
    return len(chart) + len(rest)


def stacked_height(
    section: str,
    heights: Sequence[float],
    alone: Sequence[float] = (),
    bars: int = 0,
    metrics: Metrics = _DEFAULT,
) -> float:
    """Return the height of a section from those of its items, in points.

    alone: of the documents of a list section. bars: how many of the figures, the first, are bars of a chart.
    """
    if not heights and not alone:
        return 0.0
    if section == "news" and len(heights) > 1 and metrics.news_columns > 1:
        # Half of all, not the higher column: each story given up must save something, or none ever is.
        body = max(sum(heights) / metrics.news_columns + 8, *heights)
    elif section == "figures":
        body = _tiled(heights, bars, metrics)
    elif section == "lists":
        step = metrics.list_columns
        body = sum(max(heights[at : at + step]) for at in range(0, len(heights), step)) + sum(alone)
    else:
        body = sum(heights)
    return metrics.head_pt + body


def _tiled(heights: Sequence[float], bars: int, metrics: Metrics) -> float:
    """Return the height of figures of those heights, whatever their rows."""
    columns = metrics.figure_columns
    chart, rest = _parted(len(heights), bars, columns)
    rows = [heights[row.start : row.stop] for row in rest]
    return (_chart(bars, 0.0, metrics) if chart else 0.0) + sum(map(max, rows)) - _TILE_GAP


def _figures_height(items: Sequence[Item], metrics: Metrics) -> float:
    bars = sum(item.bar is not None for item in items)
    chart, rest = _parted(len(items), bars, metrics.figure_columns)
    body = -_TILE_GAP
    if chart:
        beside = sum(max(_tile(items[at], metrics) for at in row) for row in chart if row)
        # More than three bars make room for a caption; three have it.
        caption = metrics.office_pt if bars > FEWEST_BARS and _captioned(items[:bars]) else 0.0
        body += max(_chart(bars, beside, metrics), _chart(bars, 0.0, metrics) + caption)
    return body + sum(max(_tile(items[at], metrics, len(row)) for at in row) for row in rest)


def _captioned(bars: Sequence[Item]) -> bool:
    """Tell whether all bars of a chart tell one period, which then stands above them."""
    return bars[0].period != "" and len({bar.period for bar in bars}) == 1


def _chart(bars: int, beside: float, metrics: Metrics) -> float:
    """Return the height of a chart with the white below it, at least that of the tiles beside it."""
    return max(beside, bars * (metrics.line_pt * _BAR + _BAR_PT) + _BAR_WHITE.get(bars, 11.3) + _TILE_WHITE)


def _parted(count: int, bars: int, columns: int) -> tuple[tuple[range, ...], tuple[range, ...]]:
    """Return the rows beside the chart (none: no chart) and those below, each as the places of its figures."""
    chart: tuple[range, ...] = ()
    at = 0
    if bars >= FEWEST_BARS and columns > 1:
        across = columns // 2
        at = min(count, bars + 2 * across)
        chart = (range(bars, min(bars + across, at)), range(min(bars + across, at), at))
    rows = []
    left = -(-(count - at) // columns)
    while left:
        size = -(-(count - at) // left)
        rows.append(range(at, at + size))
        at, left = at + size, left - 1
    return chart, tuple(rows)


def best_cut(heights: Sequence[float]) -> int:
    """Return how many of the items stand in the first of two columns so that the higher one is lowest."""
    return min(range(1, len(heights)), key=lambda cut: (max(sum(heights[:cut]), sum(heights[cut:])), -cut))


def content_height(brief: Brief, metrics: Metrics = _DEFAULT) -> float:
    """Return the guessed height of all sections, without masthead and notes, in points."""
    return sum(section_height(section.name, section.items, metrics) for section in brief.sections)


def gap_count(brief: Brief, metrics: Metrics = _DEFAULT) -> int:
    """Return how many shares of the gap stand below each other: two a section, one a row of items."""
    count = 0
    for section in brief.sections:
        if section.name == "sources":
            continue
        if section.name == "figures":
            # The gap stands between the rows.
            bars = sum(item.bar is not None for item in section.items)
            count += 1 + tile_rows(len(section.items), bars, metrics.figure_columns)
            continue
        rows = len(section.items)
        if section.name == "news" and metrics.news_columns > 1 and rows > 1:
            sides = [item.column for item in section.items]
            rows = max(sides.count(side) for side in set(sides))
        elif section.name == "lists":
            documents = sum(item.kind == "document" for item in section.items)
            rows = -(-(rows - documents) // metrics.list_columns) + documents
        count += 2 + rows
    return count


def estimate(brief: Brief, metrics: Metrics = _DEFAULT) -> Heights:
    """Return heights guessed from the number of lines; all there is where no page is drawn."""
    m = at_scale(metrics, brief.scale)
    used = m.mast_pt + sum(section_height(s.name, s.items, m) for s in brief.sections if s.name != "sources")
    listed = sum(section_width(s.items) for s in brief.sections if s.name == "sources")
    doubts = [min(len(note.message), _DOUBT) for note in brief.notes if note.level == "warning"][:_DOUBTS]
    said = listed + _ALWAYS_SAID + sum(doubts) + (3 if doubts else 0)
    used += -(-said // m.foot) * m.foot_pt + _ABOVE_FOOT_PT
    items = {item.id: item_height(section.name, item, m) for section in brief.sections for item in section.items}
    gaps = gap_count(brief, m)
    return Heights(m.page_pt, used + gaps * brief.gap_pt, items, gaps)
