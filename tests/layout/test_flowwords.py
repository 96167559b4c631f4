"""The words of whole articles decide where columns of a page go on, once a first choice has made articles."""

from __future__ import annotations

import numpy as np

from briefing.layout.columns import Stack
from briefing.layout.flowcosts import FlowCosts
from briefing.layout.flowtable import FlowTable
from briefing.layout.flowwords import retold
from briefing.layout.panels import Panels
from briefing.layout.strips import Strip
from briefing.passage import Passage

TEXTS = (
    "新港集装箱吞吐量突破百万标准箱，二期两个泊位明年投入使用，外贸航线增至二十六条。",
    "十三岁的少年棋手在围棋联赛中战胜职业三段，启蒙老师在少年宫义务教棋二十年。",
    "港口冷链泊位正在建设，外贸航线和集装箱货物继续增长。",
    "学棋的孩子坐满了少年宫的教室，围棋老师把棋谱摆上三遍。",
)


def stack(number: int, text: str) -> Stack:
    left = 100.0 * number
    box = (left, 100.0, left + 90.0, 110.0)
    strip = Strip(Passage.of(text, "p"), box, 9.0, "F", bold=False, upright=False, order=number)
    return Stack(number, (strip,), left, left + 90.0)


def table() -> FlowTable:
    bodies = [stack(number, text) for number, text in enumerate(TEXTS)]
    return FlowTable(bodies, [(0.0, 40.0, 90.0, 60.0)] * 2, [], Panels((), (), ()), 9.0, FlowCosts())


def test_a_column_goes_on_from_the_article_whose_words_it_has():
    # Nothing is chosen yet: every text begins by itself.
    joins, _ = retold(table(), [8, 9, 10, 11], ["新港集装箱突破百万", "少年棋手战胜职业三段"])
    assert joins[2, 0] < joins[2, 1]
    assert joins[3, 1] < joins[3, 0]


def test_what_is_chosen_counts_with_the_whole_article():
    alone, _ = retold(table(), [8, 9, 10, 11], [])
    found, _ = retold(table(), [8, 9, 0, 1], [])
    # The third text, chosen to go on from the first, says nothing about whether it does; against the fourth it stays.
    assert found[2, 0] < found[2, 3]
    assert np.isfinite(found).all()
    assert np.isfinite(alone).all()


def test_a_head_prefers_the_opening_that_has_its_words():
    _, headings = retold(table(), [8, 9, 0, 1], ["新港集装箱突破百万", "少年棋手战胜职业三段"])
    assert headings[0, 0] < headings[1, 0]
    assert headings[1, 1] < headings[0, 1]


def test_a_page_of_one_text_has_nothing_to_compare():
    bodies = [stack(0, TEXTS[0])]
    single = FlowTable(bodies, [], [], Panels((), (), ()), 9.0, FlowCosts())
    joins, headings = retold(single, [1], [])
    assert joins.shape == (1, 1)
    assert headings.shape == (1, 0)
