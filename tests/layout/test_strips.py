"""Pieces of one line are joined; the edge of a column, where many lines begin, is no gap within a line."""

from __future__ import annotations

from briefing.layout.strips import strips_of
from briefing.model import Line, Page, Source
from briefing.passage import Span


def page_of(*lines: tuple[str, float, float]) -> Page:
    """Return a page of lines (text, left, top) set in type of 10 points, characters 10 points wide."""
    text, placed = "", []
    for words, left, top in lines:
        span = Span("s", len(text), len(text) + len(words))
        placed.append(Line(span, box=(left, top, left + 10.0 * len(words), top + 10.0), size=10.0, font="F"))
        text += words + "\n"
    return Page(Source("s", "page.pdf", "0", media_type="application/pdf"), text, tuple(placed), 400.0, 400.0)


LEFT, RIGHT = "昨夜的老城粮站灯火通明", "农户排队等候烘干入仓的"


def strips(*lines: tuple[str, float, float]) -> list[str]:
    return [strip.text for strip in strips_of(page_of(*lines))]


def test_a_line_cut_by_a_wide_gap_is_joined_where_the_next_line_bridges_it():
    wide = LEFT + RIGHT
    assert strips((LEFT, 0, 0), (RIGHT, 120, 0), (wide, 0, 12)) == [LEFT + RIGHT, wide]


def test_a_line_that_runs_over_the_gutter_does_not_join_its_neighbours():
    columns = [line for top in (0, 12, 36, 48) for line in ((LEFT, 0, top), (RIGHT, 115, top))]
    over = LEFT + "，" + RIGHT
    found = strips(*columns, (over, 0, 24))
    assert found.count(LEFT) == found.count(RIGHT) == 4
    assert over in found
