"""Figures as tiles and small bar charts (小图): which figures stand as bars, and how many tiles stand abreast.

A bar is inline SVG of one rectangle; its words stand beside it as text, so nothing is told by the picture alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model import Item

__all__ = ["Bar", "Tiling", "bar_svg", "tiling"]

# Fewer bars compare nothing. Tiles are laid on a grid of twelve, which two, three, four and six abreast divide.
FEWEST_BARS, GRID = 3, 12


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a chart: the figure it stands for, and where it lies, in hundredths of the chart's width.

    share: its length against the longest, in percent. falls: it stands for a decrease.
    """

    item: Item
    left: float
    width: float
    share: int
    falls: bool


@dataclass(frozen=True, slots=True)
class Tiling:
    """The figures of a page: the bars of the chart, how much of the grid it takes, and each tile with its share of it.

    rows: how many rows of tiles stand below each other; the chart is as high as two where tiles stand beside it.
    """

    bars: tuple[Bar, ...]
    chart_span: int
    chart_rows: int
    tiles: tuple[tuple[Item, int], ...]
    rows: int


def tiling(items: Sequence[Item], columns: int) -> Tiling:
    """Return how the figures are laid out, at most `columns` abreast, so that no cell stays empty."""
    bars = [item for item in items if item.bar is not None]
    if len(bars) < FEWEST_BARS or columns < 2:
        sizes = _rows(len(items), columns)
        return Tiling((), 0, 0, _spread(items, sizes, GRID), len(sizes))
    rest = [item for item in items if item not in bars]
    across = columns // 2
    beside = min(len(rest), 2 * across)
    sizes = _rows(len(rest) - beside, columns)
    width = GRID * across // columns
    tiles = _spread(rest[:beside], _beside(beside, across), width) + _spread(rest[beside:], sizes, GRID)
    rows = 2 if beside > across else 1
    return Tiling(_bars(bars), GRID - width if beside else GRID, rows, tiles, 2 + len(sizes))


def _beside(count: int, across: int) -> tuple[int, ...]:
    """Return how many tiles stand in each of the one or two rows beside a chart; the first is the fuller."""
    return tuple(size for size in (min(count, across), count - across) if size > 0)


def _rows(count: int, columns: int) -> tuple[int, ...]:
    """Return how many tiles stand in each row, as even as can be, the fuller rows first."""
    if count <= 0:
        return ()
    rows = -(-count // columns)
    return tuple(count // rows + (row < count % rows) for row in range(rows))


def _spread(items: Sequence[Item], sizes: Sequence[int], width: int) -> tuple[tuple[Item, int], ...]:
    spans = [width // size for size in sizes for _ in range(size)]
    return tuple(zip(items, spans, strict=True))


def _bars(items: Sequence[Item]) -> tuple[Bar, ...]:
    # A number changed by hand keeps its row and loses its bar: what is drawn was printed.
    amounts = [float(item.bar or 0) if all(f.edited is None for f in item.fragments) else 0.0 for item in items]
    highest, lowest = max(0.0, *amounts), min(0.0, *amounts)
    whole = (highest - lowest) or 1.0
    longest = max(highest, -lowest) or 1.0
    zero = -lowest / whole * 100
    return tuple(
        Bar(
            item,
            round(zero if amount >= 0 else zero + amount / whole * 100, 2),
            round(abs(amount) / whole * 100, 2),
            round(abs(amount) / longest * 100),
            amount < 0,
        )
        for item, amount in zip(items, amounts, strict=True)
    )


def bar_svg(bar: Bar, colour: str, falling: str) -> Markup:
    """Return the bar as inline SVG. colour, falling: of what stands for an amount or increase, and for a decrease."""
    if not bar.share:
        return Markup("")
    told = f"相当于最长一条的 {bar.share}%" + ("，下降" if bar.falls else "")
    return Markup(
        '<svg class="bar{}" role="img" viewBox="0 0 100 3" preserveAspectRatio="none"><title>{}</title>'
        '<rect x="{}" width="{}" height="3" color="{}" fill="currentColor"/></svg>'
    ).format(
        " falls" if bar.falls else "", told, f"{bar.left:g}", f"{bar.width:g}", falling if bar.falls else colour
    )
