"""Head lines are parted into heads by the words of the texts they stand for."""

from __future__ import annotations

import pytest

from briefing.layout.blocks import Part
from briefing.layout.cohesion import Cohesion
from briefing.layout.columnnames import is_column
from briefing.layout.headruns import heads_from
from briefing.passage import Passage

HARBOUR = "新港集装箱吞吐量突破百万标准箱，新港二期两个泊位明年投入使用，外贸航线增至二十六条。"
FLOOD = "防汛抢险队伍在青石河大堤巡查险工险段，堤坝巡查实行二十四小时值守。"


def line(number: int, text: str, *, gap: int = 0, wraps: bool = False) -> Part:
    return Part("head", (), number, 12.0, Passage.of(text, "p", 0, len(text)), gap, wraps=wraps)


def cut(*lines: Part, dense: bool = False) -> list[list[str]]:
    cohesion = Cohesion([HARBOUR, FLOOD])
    heads = heads_from(lines, [False] * len(lines), cohesion, cohesion.joined([[0], [1]]), dense=dense)
    return [[part.words for part in head] for head in heads]


def test_two_articles_heads_in_one_run_are_parted():
    assert cut(line(4, "新港集装箱吞吐量突破百万"), line(5, "青石河大堤巡查险工险段", gap=1)) == [
        ["新港集装箱吞吐量突破百万"],
        ["青石河大堤巡查险工险段"],
    ]


def test_lines_that_speak_of_one_text_stay_together():
    assert cut(line(4, "新港集装箱吞吐量突破百万"), line(5, "外贸航线增至二十六条", gap=1)) == [
        ["新港集装箱吞吐量突破百万", "外贸航线增至二十六条"]
    ]


def test_a_wrapped_line_is_parted_only_for_much_of_another_text():
    wrapped = line(5, "青石河", wraps=True)
    assert cut(line(4, "新港集装箱吞吐量突破百万"), wrapped) == [["新港集装箱吞吐量突破百万", "青石河"]]
    sure = line(5, "青石河大堤巡查险工险段防汛抢险", wraps=True)
    assert len(cut(line(4, "新港集装箱吞吐量突破百万"), sure)) == 2


def test_a_line_found_nowhere_goes_with_the_head_below_it():
    assert cut(
        line(4, "新港集装箱吞吐量突破百万"), line(5, "新春走基层", gap=1), line(6, "青石河大堤巡查险工险段", gap=1)
    ) == [["新港集装箱吞吐量突破百万"], ["新春走基层", "青石河大堤巡查险工险段"]]


def test_lines_that_do_not_follow_each_other_are_heads_of_their_own():
    assert len(cut(line(4, "新港集装箱吞吐量突破百万"), line(6, "外贸航线增至二十六条"))) == 2


def test_no_lines_give_no_heads():
    assert cut() == []


def test_texts_are_joined_by_number_as_they_are_by_words():
    cohesion = Cohesion([HARBOUR, FLOOD])
    assert cohesion.joined([[0, 1]])[0] == pytest.approx(cohesion.matrix([HARBOUR + "，" + FLOOD])[0])


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("新春走基层", True),
        ("■一线调研·山区新貌", True),
        ("“十五五”开好局起好步", True),
        ("学习贯彻市第九次党代会精神", True),
        ("系列评论之三", True),
        ("澜川新港集装箱吞吐量首破百万箱", False),
        ("市长主持召开防汛会商会", False),
        ("观察", False),
    ],
)
def test_names_of_columns(text: str, column: bool):  # noqa: FBT001 - a table of claims
    assert is_column(text) is column
