from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser

import pytest

from briefing.model import Fragment, Item
from briefing.passage import Passage, Span
from briefing.render.charts import GRID, bar_svg, tiling


def tile(number, bar=None, edited=None):
    words = Fragment("value", Passage("12", (Span("s1", 0, 2),)), edited=edited)
    return Item(f"figures-{number}", text=(words,), kind="tile", bar=None if bar is None else Decimal(bar))


def sizes(rows):
    return [len(row) for row in rows]


@pytest.mark.parametrize(
    ("count", "columns", "wanted"),
    [
        (1, 4, [1]),
        (4, 4, [4]),
        (5, 4, [3, 2]),
        (8, 4, [4, 4]),
        (10, 4, [4, 3, 3]),
        (7, 3, [3, 2, 2]),
        (0, 4, []),
    ],
)
def test_tiles_leave_no_cell_empty(count, columns, wanted):
    found = tiling([tile(n) for n in range(count)], columns)
    assert sizes(found.below) == wanted
    assert [item.id for row in found.below for item in row] == [f"figures-{n}" for n in range(count)]
    assert found.rows == len(wanted)


@pytest.mark.parametrize("columns", [2, 3, 4])
@pytest.mark.parametrize("others", range(9))
def test_tiles_beside_a_chart_fill_its_rows(others, columns):
    found = tiling([tile(n, 10 + n) for n in range(4)] + [tile(9 + n) for n in range(others)], columns)
    assert len(found.bars) == 4
    shown = [item.id for row in (*found.beside, *found.below) for item in row]
    assert shown == [f"figures-{9 + n}" for n in range(others)]
    across = columns // 2
    assert all(size <= across for size in sizes(found.beside))
    assert len(found.beside) == (0 if not others else 2 if others > across else 1)
    # As wide as its columns; over the whole width where nothing stands beside it.
    assert found.chart_span == (GRID - GRID * across // columns if others else GRID)


def test_bars_are_as_long_as_their_amounts_and_falls_lie_left_of_nought():
    found = tiling([tile(1, "20"), tile(2, "10"), tile(3, "-5")], 4)
    assert [(bar.left, bar.width, bar.share, bar.falls) for bar in found.bars] == [
        (20.0, 80.0, 100, False),
        (20.0, 40.0, 50, False),
        (0.0, 20.0, 25, True),
    ]


def test_a_number_changed_by_hand_keeps_its_row_and_loses_its_bar():
    found = tiling([tile(1, "20"), tile(2, "10", edited="99"), tile(3, "5")], 4)
    assert [bar.share for bar in found.bars] == [100, 0, 25]
    assert bar_svg(found.bars[1], "#000", "#000") == ""


def test_a_bar_tells_its_length_in_words_and_takes_no_mark_up():
    class Seen(HTMLParser):
        tags: tuple = ()
        said = ""

        def handle_starttag(self, tag, attributes):
            self.tags += ((tag, dict(attributes).get("role")),)

        def handle_data(self, words):
            self.said += words

    seen = Seen()
    bar = tiling([tile(1, "20"), tile(2, "10"), tile(3, "-5")], 4).bars[2]
    seen.feed(bar_svg(bar, '"><script>', "#00f"))
    assert seen.tags == (("svg", "img"), ("title", None), ("rect", None))
    assert seen.said == "相当于最长一条的 25%，下降"


def test_a_day_with_a_series_is_drawn_as_a_chart(brief_of, config_for):
    from briefing.render.html import markup

    brief = next(b for b in (brief_of(seed, 12, "default", 200, 900) for seed in (3, 4, 5, 6)) if has_bars(b))
    text = markup(brief, config_for())
    assert text.count('<svg class="bar') == sum(item.bar is not None for item in figures(brief))
    plain = replace(
        brief, sections=tuple(replace(s, items=tuple(replace(i, bar=None) for i in s.items)) for s in brief.sections)
    )
    assert "<svg" not in markup(plain, config_for())


def figures(brief):
    return next((section.items for section in brief.sections if section.name == "figures"), ())


def has_bars(brief):
    return sum(item.bar is not None for item in figures(brief)) >= 3
