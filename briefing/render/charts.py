"""Figures as tiles and small bar charts (小图): which figures stand as bars, and how many tiles stand abreast.

A bar is inline SVG of one rectangle; its words stand beside it as text, so nothing is told by the picture alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from markupsafe import Markup

from briefing.model import FEWEST_BARS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model import Item

__all__ = ["Bar", "Tiling", "bar_svg", "tiling"]

# Widths are told in twelfths, which two, three, four and six abreast divide.
GRID = 12
_ARROWS = "▲▼"


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
    """The figures of a page: the bars of the chart, how much of the width it takes, the rows of tiles.

    chart_span: of GRID; 0 without a chart. beside, below: the rows beside the chart and under it; those of a row are
    of one width and fill it. caption: what all bars share, the period and against what they changed; they do not say
    it again.
    """

    bars: tuple[Bar, ...]
    chart_span: int
    beside: tuple[tuple[Item, ...], ...]
    below: tuple[tuple[Item, ...], ...]
    caption: str = ""

    @property
    def rows(self) -> int:
        """How many rows stand below each other; a chart is as high as two."""
        return (2 if self.bars else 0) + len(self.below)


def tiling(items: Sequence[Item], columns: int) -> Tiling:
    """Return how the figures are laid out, at most `columns` abreast, so that no cell stays empty."""
    bars = [item for item in items if item.bar is not None]
    if len(bars) < FEWEST_BARS or columns < 2:
        return Tiling((), 0, (), _cut(items, _rows(len(items), columns)))
    rest = [item for item in items if item not in bars]
    across = columns // 2
    beside = min(len(rest), 2 * across)
    span = GRID - GRID * across // columns if beside else GRID
    shared = _period(bars), _kind(bars)
    return Tiling(
        tuple(replace(bar, item=_without(bar.item, *shared)) for bar in _bars(bars)),
        span,
        _cut(rest[:beside], _beside(beside, across)),
        _cut(rest[beside:], _rows(len(rest) - beside, columns)),
        " · ".join(filter(None, shared)),
    )


def _period(bars: Sequence[Item]) -> str:
    """Return the period that each of the bars tells; empty where they differ."""
    told = {bar.period for bar in bars}
    return told.pop() if len(told) == 1 else ""


def _kind(bars: Sequence[Item]) -> str:
    """Return against what each of the bars changed (同比); empty where one does not say it, or another kind."""
    told = {tuple(f.label.rstrip(_ARROWS + " ") for f in bar.detail if f.role in ("up", "down")) for bar in bars}
    return told.pop()[0] if len(told) == 1 and all(told) else ""


def _without(item: Item, period: str, kind: str) -> Item:
    """Return the item less what the caption tells of all."""
    kept = (f for f in item.detail if not (period and f.is_period))
    said = tuple(replace(f, label=f.label.removeprefix(kind).lstrip()) if f.role in ("up", "down") else f for f in kept)
    return replace(item, detail=said)


def _beside(count: int, across: int) -> tuple[int, ...]:
    """Return how many tiles stand in each of the one or two rows beside a chart; the first is the fuller."""
    return tuple(size for size in (min(count, across), count - across) if size > 0)


def _rows(count: int, columns: int) -> tuple[int, ...]:
    """Return how many tiles stand in each row, as even as can be, the fuller rows first."""
    if count <= 0:
        return ()
    rows = -(-count // columns)
    return tuple(count // rows + (row < count % rows) for row in range(rows))


def _cut(items: Sequence[Item], sizes: Sequence[int]) -> tuple[tuple[Item, ...], ...]:
    ends = tuple(accumulate(sizes))
    return tuple(tuple(items[end - size : end]) for size, end in zip(sizes, ends, strict=True))


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
