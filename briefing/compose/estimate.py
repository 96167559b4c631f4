"""The height of a brief guessed from its lines (行数估算): the first try, and all there is where no page is drawn.

Points, for the default template at scale 1; the budget corrects it by what a layout pass measured.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from briefing.model import Heights

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
]

# Type area of an A4 page less the margins of the default template.
PAGE_PT = 786.0
_MAST_PT, _HEAD_PT = 44.0, 30.0
_NOTE_PT = 10.0
# Widths in characters of the cell's own type: a news column, what was done, what was asked, the source list.
_NEWS, _HEADLINE, _DEED, _ASKED, _OFFICE, _FOOT, _WHOLE = 28.0, 25.5, 17.0, 25.0, 11.5, 77.0, 48.0
_LINE, _HEADLINE_LINE, _OFFICE_LINE, _FOOT_LINE = 14.0, 14.2, 10.0, 10.0
_TILE_PT, _TILES = 47.0, 4


def width_of(text: str) -> float:
    """Return the width in characters of the type: Han and its marks 1, Latin and digits a little over a half."""
    return sum(1.0 if ord(c) > 0x2E7F or c in "“”‘’—…·" else 0.57 for c in text)


def _words(fragments: Iterable[Fragment], *roles: str) -> str:
    return "".join(f.label + f.text + f.after for f in fragments if not roles or f.role in roles)


def _lines(text: str, width: float) -> int:
    return math.ceil(width_of(text) / (width - 0.4)) if text else 0


def item_height(section: str, item: Item) -> float:  # noqa: PLR0911 - a return for each kind of item
    """Return the height of one item standing alone, in points."""
    if section == "news":
        return _lines(_words(item.text), _HEADLINE) * _HEADLINE_LINE + _lines(_words(item.detail), _NEWS) * _LINE + 6.5
    if item.kind == "others":
        return _lines(_words(item.text), 42.0) * _LINE + 7
    if item.kind == "document":
        return _lines(_words(item.text), 54.0) * _LINE + 2
    if section == "leaders":
        deed = _words(item.text, "role", "event", "present")
        rows = max(
            _lines(deed, _DEED) * _LINE,
            _lines(_words(item.detail), _ASKED) * _LINE,
            13 + _lines(_words(item.text, "office"), _OFFICE) * _OFFICE_LINE,
        )
        return rows + 7
    if section == "figures":
        return _TILE_PT
    if section == "lists":
        lines = sum(_lines(entry.text + entry.after, 26.5) for entry in item.detail)
        return 17 + lines * 12.8 * (0.5 if item.kind == "short" else 1)
    return _lines(_words((*item.text, *item.detail)), _WHOLE) * _LINE


def section_height(section: str, items: Sequence[Item]) -> float:
    """Return the height of a section with its head, in points; 0 if it has no item."""
    if section == "sources":
        return foot_height(section_width(items))
    lists = [item_height(section, item) for item in items if item.kind != "document"]
    alone = [item_height(section, item) for item in items if item.kind == "document"]
    return stacked_height(section, lists, alone)


def section_width(items: Sequence[Item]) -> float:
    """Return the width of the source list set in one line, in characters."""
    return sum(width_of(_words(item.fragments)) + 5 for item in items)


def foot_height(width: float) -> float:
    """Return the height of the source list of that width, in points; 0 for none."""
    return math.ceil(width / _FOOT) * _FOOT_LINE + 12 if width else 0.0


def stacked_height(section: str, heights: Sequence[float], alone: Sequence[float] = ()) -> float:
    """Return the height of a section from those of its items, in points; alone: of the documents of a list section."""
    if not heights and not alone:
        return 0.0
    if section == "news" and len(heights) > 1:
        # Half of all, not the higher column: each story given up must save something, or none ever is.
        body = max(sum(heights) / 2 + 8, *heights)
    elif section == "figures":
        body = math.ceil(len(heights) / _TILES) * _TILE_PT
    elif section == "lists":
        body = sum(max(heights[at : at + 2]) for at in range(0, len(heights), 2)) + sum(alone)
    else:
        body = sum(heights)
    return _HEAD_PT + body


def best_cut(heights: Sequence[float]) -> int:
    """Return how many of the items stand in the first of two columns so that the higher one is lowest."""
    return min(range(1, len(heights)), key=lambda cut: (max(sum(heights[:cut]), sum(heights[cut:])), -cut))


def content_height(brief: Brief) -> float:
    """Return the guessed height of all sections, without masthead and notes, in points."""
    return sum(section_height(section.name, section.items) for section in brief.sections)


def estimate(brief: Brief) -> Heights:
    """Return heights guessed from the number of lines; what `compose` goes by where no page is drawn."""
    used = _MAST_PT + content_height(brief)
    used += _NOTE_PT * sum(_lines(note.message, _FOOT) for note in brief.notes[:3])
    items = {item.id: item_height(section.name, item) for section in brief.sections for item in section.items}
    gaps = sum(2 + len(section.items) for section in brief.sections)
    return Heights(PAGE_PT, used + gaps * brief.gap_pt, items, gaps)
