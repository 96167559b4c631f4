"""What is to be built by a day, who was called to account, and places told in a sentence of their own."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from briefing.config import ExtractConfig
from briefing.extract.figures import find
from briefing.model import Article, Context
from briefing.passage import Passage
from briefing.text import parse


def figures(text: str):
    article = Article("a", paragraphs=(Passage.of(text, "p"),))
    return find(article, parse(article), ExtractConfig(), Context(date=dt.date(2025, 10, 20), city="云泽市"))


@pytest.mark.parametrize(
    ("printed", "metric"),
    [
        ("全市将新建社区食堂，年底前建成30个。", "建成社区食堂"),
        ("全市将把“共享厨房”推广到各县区，年底前建成30个。", "建成“共享厨房”"),
        ("全市将加快推进充电站建设，年底前建成30个。", "建成充电站"),
    ],
)
def test_what_is_to_be_built_by_a_day_is_an_aim_named_by_the_clause_before(printed, metric):
    (figure,) = figures(printed)
    assert (figure.metric.text, figure.value, figure.forecast) == (metric, Decimal(30), True)


def test_a_part_of_what_is_planned_is_named_after_it():
    assert [figure.metric.text for figure in figures("全市计划新建社区食堂50个，年底前建成30个。")] == [
        "新建社区食堂",
        "建成社区食堂",
    ]


def test_a_day_before_which_is_no_part_of_the_name():
    (figure,) = figures("该项目6月底前完成投资12亿元。")
    assert (figure.metric.text, figure.forecast) == ("项目投资", True)


def test_people_called_to_account_are_counted_and_grow_with_the_cases():
    told = figures("前三季度，全市共查处酒后驾驶违法行为512起，处理713人，同比分别上升12.3%和15.8%。")
    assert [(figure.metric.text, figure.value, figure.change_percent) for figure in told] == [
        ("查处酒后驾驶违法行为", Decimal(512), Decimal("12.3")),
        ("处理", Decimal(713), Decimal("15.8")),
    ]


def test_two_changes_for_three_figures_are_given_to_none():
    told = figures("前三季度，全市查处问题512起，处理713人，处分680人，同比分别上升12.3%和15.8%。")
    assert [(figure.value, figure.change_percent) for figure in told] == [
        (Decimal(512), None),
        (Decimal(713), None),
        (Decimal(680), None),
    ]


def test_a_place_in_a_sentence_of_its_own_is_the_one_figures_before_it():
    growth = "前三季度，全市地区生产总值1862.5亿元，同比增长6.1%。"
    (figure,) = figures(growth + "增速居全省第3位、沿江城市第2位。")
    assert [rank.text for rank in figure.ranks] == ["全省第3位", "沿江城市第2位"]
    assert [also.text for also in figure.also] == ["增速居全省第3位、沿江城市第2位。"]


@pytest.mark.parametrize(
    "printed",
    [
        "前三季度，全市地区生产总值1862.5亿元，同比增长6.1%；工业增加值增长8.2%。增速居全省第3位。",
        "前三季度，全市地区生产总值1862.5亿元。增速居全省第3位。",
        "前三季度，全市地区生产总值1862.5亿元，同比增长6.1%。绿化工作居全省第3位。",
    ],
)
def test_a_place_that_may_be_anothers_is_not_told(printed):
    assert all(not figure.ranks for figure in figures(printed))


def test_an_event_of_sports_is_no_figure():
    assert figures("本市运动员雨一宁夺得女子800米冠军。") == ()


@pytest.mark.parametrize("period", ["今年前9个月", "今年前三季度", "前9个月", "今年1至9月"])
def test_what_was_reached_in_the_first_months_is_no_aim(period):
    (figure,) = figures(f"{period}，全市进出口总值812亿元，同比增长5.2%。")
    assert (figure.forecast, figure.priority) == (False, 1)
