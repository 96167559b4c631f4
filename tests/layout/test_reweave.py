"""Dumps that read across the columns line by line come straight again."""

from __future__ import annotations

from itertools import zip_longest

from briefing.config import ReadConfig
from briefing.layout.lines import rows_of
from briefing.layout.reweave import straight
from briefing.model import Source
from briefing.read.txt import read

COLUMNS = [
    """会议强调，各级各部门要把
安全生产摆在突出位置，深入开
展隐患排查整治，压紧压实责任
链条，坚决防范遏制重特大事故
发生，切实保障人民群众生命财
产安全。""",
    """市交通运输局介绍，今年全
市计划新建改建农村公路一百二
十公里，目前已有十六个项目开
工建设，年底前全部建成通车，
届时将有三万多名村民出行更加
方便。""",
    """图书馆负责人说，新馆设有
阅览座位八百个，藏书二十五万
册，还专门为孩子们开辟了绘本
阅读区，每个周末都会邀请作家
和老师前来，与小读者们面对面
交流。""",
]


def rows(text: str):
    source = Source("p", "p.txt", "", "text/plain")
    return rows_of(read(text.encode(), source, ReadConfig())[0])


def woven() -> list[str]:
    lines = zip_longest(*(column.split("\n") for column in COLUMNS), fillvalue="")
    return [line for level in lines for line in level if line]


def test_lines_of_columns_read_in_turn_go_back_under_each_other():
    found = straight(rows("\n\n".join(woven())))
    assert "\n".join(row.text for row in found) == "\n".join(COLUMNS)
    assert [row.gap for row in found] == [1, 0, 0, 0, 0, 0] * 3


def test_columns_read_one_after_another_stay_as_they_are():
    text = "\n\n".join(line for column in COLUMNS for line in column.split("\n"))
    found = straight(rows(text))
    assert [row.text for row in found] == text.split("\n\n")
    assert {row.gap for row in found} == {0}


def test_a_dump_without_empty_lines_between_all_lines_is_taken_as_it_is():
    found = rows("\n".join(woven()))
    assert straight(found) == found
    assert straight(()) == ()


def test_no_line_is_lost_or_doubled():
    lines = ["渔港新码头昨日开航", *woven(), "责编：习远", "12", "12"]
    assert sorted(row.text for row in straight(rows("\n\n".join(lines)))) == sorted(lines)


def test_more_lines_than_a_page_has_stay_in_their_order():
    lines = woven() * 200
    assert [row.text for row in straight(rows("\n\n".join(lines)))] == lines
