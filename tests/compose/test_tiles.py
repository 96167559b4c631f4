"""What stands over and on the tiles of 关键数据: periods, kinds of change, whose a number is."""

import datetime as dt
from decimal import Decimal

import pytest

from briefing.compose import compose
from briefing.model import Article, Edition, Figure, Story
from briefing.passage import Passage, Span


def at(text):
    return Passage(text, (Span("s1", 0, len(text)),))


def figure(metric, value, unit="亿元", *, change=None, percent=None, kind=None, period="2023年", subject=None, article="a"):
    return Figure(
        at(metric), article, at(metric), at(subject) if subject else None, printed=at(f"{value}{unit}"),
        value=Decimal(value), unit=unit, change=at(change) if change else None,
        change_percent=Decimal(percent) if percent else None, change_kind=kind, period=period, priority=1, worth=0.5,
    )  # fmt: skip


def composed(settings, *figures):
    story = Story(Article("a", headline=(at("标题"),)), (), figures)
    brief = compose(Edition(dt.date(2024, 3, 8), (story,), ()), settings)
    return brief, next(section for section in brief.sections if section.name == "figures")


def tile(section, metric):
    item = next(item for item in section.items if any(f.text == metric for f in item.text))
    return " ".join(f.label + f.text for f in item.detail)


def test_what_all_share_is_told_once_over_the_tiles(settings):
    grown = {"change": "同比增长5.1%", "percent": "5.1", "kind": "同比"}
    _, section = composed(settings, figure("茶叶产值", "12", **grown), figure("客运量", "30", "万人", **grown))
    assert section.note == "2023年 · 同比"
    assert tile(section, "茶叶产值") == tile(section, "客运量") == "▲ 5.1%"


@pytest.mark.parametrize("other", ["2024年上半年", None])
def test_a_period_is_not_told_over_a_tile_of_another_or_of_none(settings, other):
    _, section = composed(settings, figure("茶叶产值", "12"), figure("客运量", "30", "万人", period=other))
    assert section.note == ""
    assert tile(section, "茶叶产值") == "2023年"
    assert tile(section, "客运量") == (other or "")


def test_one_among_many_tells_its_own_period(settings):
    many = [figure(f"{name}产值", str(10 + n)) for n, name in enumerate(("茶叶", "水果", "蔬菜"))]
    _, section = composed(settings, *many, figure("客运量", "30", "万人", period="2022年"))
    assert section.note == "2023年"
    assert [tile(section, f"{name}产值") for name in ("茶叶", "水果", "蔬菜")] == ["", "", ""]
    assert tile(section, "客运量") == "2022年"


def test_one_without_period_among_many_says_so(settings):
    many = [figure(f"{name}产值", str(10 + n)) for n, name in enumerate(("茶叶", "水果", "蔬菜"))]
    _, section = composed(settings, *many, figure("外资企业", "300", "家", period=None))
    assert section.note == "2023年"
    assert tile(section, "外资企业") == "未注时间"


def test_a_change_of_unknown_kind_is_not_called_by_that_of_another(settings):
    known = figure("茶叶产值", "12", change="同比增长5.1%", percent="5.1", kind="同比")
    bare = figure("客运量", "30", "万人", change="下降2.4%", percent="-2.4")
    _, section = composed(settings, known, bare)
    assert section.note == "2023年"
    assert tile(section, "茶叶产值") == "同比 ▲ 5.1%"
    assert tile(section, "客运量") == "▼ 2.4%"


@pytest.mark.parametrize(("change", "kind", "below"), [("增长8.7%", None, ""), ("同比增长8.7%", "同比", "同比增长")])
def test_a_rate_with_its_arrow_is_not_told_again_in_words(settings, change, kind, below):
    _, section = composed(settings, figure("茶叶产量", "8.7", "%", change=change, percent="8.7", kind=kind))
    (item,) = section.items
    assert "".join(f.label + f.text for f in item.text) == "茶叶产量▲ 8.7%"
    assert tile(section, "茶叶产量") == below


def left_out(settings, lesser):
    brief, section = composed(settings, figure("出口", "900"), lesser)
    shown = {f.text for item in section.items for f in item.text if f.role == "metric"}
    reasons = [left.reason for left in brief.left_out if any(f.text == lesser.metric.text for f in left.item.text)]
    return lesser.metric.text not in shown, reasons


def test_a_lesser_figure_of_nobody_does_not_pass_for_a_part_of_a_larger_one(settings):
    assert left_out(settings, figure("出口货值", "15.3")) == (True, ["与另一项名称相近而主体不明，略去"])


@pytest.mark.parametrize(
    "lesser",
    [
        figure("出口货值", "15.3", subject="临港口岸"),
        figure("出口货值", "15.3", period="2022年"),
        figure("出口企业", "15.3"),
        figure("出口总量", "15.3", "万吨"),
    ],
)
def test_a_figure_that_is_told_apart_stays(settings, lesser):
    assert left_out(settings, lesser) == (False, [])
