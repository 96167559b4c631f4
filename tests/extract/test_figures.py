"""Key figures of invented cities: value, unit, change, rank, name and period of each, and the numbers that are none."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.config import ExtractConfig
from briefing.extract.figures import find
from briefing.model import Article, Context
from briefing.passage import Passage
from briefing.text import parse


def article(*paragraphs: str, headline: str = "") -> tuple[Article, str]:
    page = "\n".join((headline, *paragraphs))
    starts, at = [], 0
    for part in (headline, *paragraphs):
        starts.append(Passage.of(page, "p", at, at + len(part)))
        at += len(part) + 1
    return Article("a", headline=tuple(part for part in starts[:1] if part), paragraphs=tuple(starts[1:])), page


def figures(*paragraphs: str, headline: str = "", city: str = "江川市", date: dt.date | None = dt.date(2024, 7, 20)):
    piece, _ = article(*paragraphs, headline=headline)
    return find(piece, parse(piece), ExtractConfig(), Context(date=date, city=city))


def told(figure) -> tuple[str, str | None, str, str | None]:
    value = None if figure.value is None else format(figure.value, "f")
    change = None if figure.change_percent is None else format(figure.change_percent, "f")
    return figure.metric.text, value, figure.unit, change


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (
            "全市实现地区生产总值（GDP）1234.5亿元，同比增长5.8%。其中，第一产业增加值56.7亿元，增长3.2%；"  # noqa: ISC004 - one sentence in two lines
            "第二产业增加值567.8亿元，下降0.4%。",
            [
                ("地区生产总值", "123450000000", "元", "5.8"),
                ("第一产业增加值", "5670000000", "元", "3.2"),
                ("第二产业增加值", "56780000000", "元", "-0.4"),
            ],
        ),
        ("规模以上工业增加值同比增长7.4%。", [("规模以上工业增加值", "7.4", "%", "7.4")]),
        ("新能源汽车产量增长1.2倍。", [("新能源汽车产量", "120", "%", "120")]),
        ("全市外贸总值是2019年同期的2.6倍。", [("外贸总值", "160", "%", "160")]),
        ("全市一般公共预算收入65.3亿元，与上年基本持平。", [("一般公共预算收入", "6530000000", "元", "0")]),
        ("农民人均收入17350元，较2013年翻了一番。", [("农民人均收入", "17350", "元", "100")]),
        ("民间投资规模保持稳步扩大。", []),
        (
            "五一假期，全市接待游客256.8万人次，实现旅游收入12.3亿元，分别增长18.2%和22.4%。",
            [("接待游客", "2568000", "人次", "18.2"), ("旅游收入", "1230000000", "元", "22.4")],
        ),
        (
            "甲公司、乙公司、丙公司分别实现产值1.2、3.4和5.6亿元，分别增长10%、12%和15%。",
            [
                ("甲公司产值", "120000000", "元", "10"),
                ("乙公司产值", "340000000", "元", "12"),
                ("丙公司产值", "560000000", "元", "15"),
            ],
        ),
        (
            "第一、第二、第三产业用电量分别增长11.3%、4.7%和6.2%。",
            [
                ("第一产业用电量", "11.3", "%", "11.3"),
                ("第二产业用电量", "4.7", "%", "4.7"),
                ("第三产业用电量", "6.2", "%", "6.2"),
            ],
        ),
        (
            "开工项目和完工项目分别是去年全年的1.3倍和1.4倍。",
            [("开工项目", "30", "%", "30"), ("完工项目", "40", "%", "40")],
        ),
        (
            "森林覆盖率由41.7%升到43.9%，公园总数达217个。",
            [("森林覆盖率", "43.9", "%", None), ("公园总数", "217", "个", None)],
        ),
        (
            "全市民营企业进出口456.7亿元，增长8.9%，占全市进出口总额的52.1%。",
            [
                ("民营企业进出口", "45670000000", "元", "8.9"),
                ("民营企业进出口占全市进出口总额", "52.1", "%", None),
            ],
        ),
        ("江川有1.26万家外资企业，是重要力量。", [("外资企业", "12600", "家", None)]),
        (
            "全年签约项目共23个，总投资156.8亿元。",
            [("签约项目", "23", "个", None), ("签约项目总投资", "15680000000", "元", None)],
        ),
        (
            "新建3000个公办学位，改造老旧小区86个。",
            [("新建公办学位", "3000", "个", None), ("改造老旧小区", "86", "个", None)],
        ),
        ("市里发放1.2亿元消费券。", [("市里发放消费券", "120000000", "元", None)]),
        ("去年，全市生产总值突破8000亿元大关，达8123.4亿元。", [("生产总值", "812340000000", "元", None)]),
        (
            "培育10家龙头企业、100家骨干企业，投资完成率达76.3%，年产能10万吨。",
            [
                ("培育龙头企业", "10", "家", None),
                ("骨干企业", "100", "家", None),
                ("投资完成率", "76.3", "%", None),
                ("年产能", "100000", "吨", None),
            ],
        ),
        (
            "铁路货运量、航空货邮量分别达1.2亿吨、34.5万吨，同比分别增长8.9%、12.3%。",
            [("铁路货运量", "120000000", "吨", "8.9"), ("航空货邮量", "345000", "吨", "12.3")],
        ),
        ("快递业务量突破10亿件大关，达到10.3亿件。", [("快递业务量", "1030000000", "件", None)]),
        (
            "城镇新增就业2.1万人，完成年度目标任务的65.4%。",
            [("城镇新增就业", "21000", "人", None), ("城镇新增就业完成年度目标任务", "65.4", "%", None)],
        ),
        ("全年空气质量优良天数320天。", [("空气质量优良天数", "320", "天", None)]),
        (
            "水土保持率达73%，主要再生资源利用量5亿吨。",
            [("水土保持率", "73", "%", None), ("再生资源利用量", "500000000", "吨", None)],
        ),
        ("PM2.5浓度24微克/立方米，同比改善7.7%。", [("PM2.5浓度", "24", "微克/立方米", "-7.7")]),
        ("产值超过80亿元的园区数量达到27个。", [("产值超过80亿元的园区数量", "27", "个", None)]),
        ("市区PM2.5平均浓度为25微克/立方米，同比下降7.4%。", [("市区PM2.5平均浓度", "25", "微克/立方米", "-7.4")]),
        ("全市税收收入４５．６亿元，同比增长３．２％。", [("税收收入", "4560000000", "元", "3.2")]),
        ("港口貨物吞吐量1.2億噸，同比增長5.6%。", [("港口貨物吞吐量", "120000000", "吨", "5.6")]),
        ("利润总额45.6亿元，由上年同期下降12.3%转为增长5.6%。", [("利润总额", "4560000000", "元", "5.6")]),
    ],
)
def test_figures_carry_name_value_unit_and_change(printed, expected):
    assert [told(figure) for figure in figures(printed)] == expected


def test_narrowing_is_a_change_of_a_change():
    (figure,) = figures("固定资产投资同比下降3.6%，降幅比1—5月收窄1.2个百分点。")
    assert figure.change_percent == Decimal("-3.6")
    assert figure.change_points == Decimal("-1.2")
    assert figure.change_kind == "同比"


def test_points_never_become_percent():
    (figure,) = figures("全市城镇调查失业率为5.1%，比上季度下降0.2个百分点。")
    assert (figure.value, figure.change_percent, figure.change_points) == (Decimal("5.1"), None, Decimal("-0.2"))


def test_comparison_values_stand_apart_with_their_own_subject():
    main, other = figures("实际使用外资7.8亿美元，同比减少12.5%，跌幅小于全省（- 20.3%）水平。")
    assert (main.value, main.change_percent) == (Decimal(780000000), Decimal("-12.5"))
    assert [words.text for words in main.comparisons] == ["跌幅小于全省（- 20.3%）"]
    assert (other.subject.text, other.value, other.priority) == ("全省", Decimal("-20.3"), 2)


def test_two_forecasters_two_figures_and_what_they_exceed():
    found = figures("甲行和乙行预测2024年中国经济分别增长4.4%和4.2%，高于全球水平（3.1%和2.9%）。")
    assert [figure.value for figure in found] == [Decimal("4.4"), Decimal("4.2"), Decimal("3.1"), Decimal("2.9")]
    assert all(figure.forecast and figure.priority == 3 for figure in found)
    assert [figure.subject.text for figure in found] == ["中国", "中国", "全球", "全球"]


def test_ranks_belong_to_the_figure_before_them():
    (figure,) = figures("全年进出口1.28万亿元，外贸规模位居全国前5、全省第2。")
    assert [rank.text for rank in figure.ranks] == ["全国前5", "全省第2"]


def test_a_rank_alone_is_a_figure_without_value():
    (figure,) = figures("推动采购贸易试点业绩位居全国前列。")
    assert (figure.value, figure.printed, figure.ranks[0].text) == (None, None, "全国前列")


def test_a_former_rank_is_not_told():
    (figure,) = figures("江川港完成货物吞吐量321万吨，由上年同期的全省第五跃居全省第二。")
    assert [rank.text for rank in figure.ranks] == ["全省第二"]


@pytest.mark.parametrize(
    "printed",
    [
        "力争全年地区生产总值增长6%左右。",
        "到2026年，全市规上工业企业达到2000家。",
        "预计今年荔枝产量达5万吨。",
    ],
)
def test_goals_and_forecasts_are_flagged(printed):
    (figure,) = figures(printed)
    assert figure.forecast
    assert figure.priority == 3


def test_three_imports_and_exports_are_three():
    found = figures("全年进出口1.3万亿元。江港综保区全年进出口900.1亿元，全年跨境电商实现进出口807.2亿元。")
    assert [((f.subject.text if f.subject else ""), f.metric.text) for f in found][1:] == [
        ("江港综保区", "进出口"),
        ("", "跨境电商进出口"),
    ]


def test_period_comes_from_the_sentence_then_from_what_was_said_before():
    first, second = figures("一季度，全市进出口12.3亿元。社会消费品零售总额45.6亿元。")
    assert (first.period, second.period) == ("2024年一季度", "2024年一季度")


def test_what_the_headline_says_again_is_one_figure():
    (figure,) = figures("会上揭晓了216名江川“最美女性”名单。", headline="216位女性获评“最美”")
    assert (figure.value, figure.unit) == (Decimal(216), "人")
    assert [words.text for words in figure.also] == ["216位女性获评“最美”"]


def test_equal_growth_of_two_things_stays_two_figures():
    found = figures("第一产业增加值增长3.2%。第二产业增加值增长3.2%。")
    assert [figure.metric.text for figure in found] == ["第一产业增加值", "第二产业增加值"]


@pytest.mark.parametrize(
    "printed",
    [
        "拿出百分之两百的精力投入工作。",
        "深入推进“百千万工程”“五外联动”和“双十行动”。",
        "市里推出“海关16条”“加贸12条”，宣传促外资24条。",
        "推进快速路三期东段、污水处理厂二期工程。",
        "要美化“第五立面”，四级人大代表都动起来。",
        "纪念“三八”国际妇女节，出台一揽子政策，跻身新一线城市。",
        "重点抓好三个方面：培育新动能；完善体系；拓展空间。",
        "咨询电话：0755-12345678，地址：人民路123号5楼。",
        "3月8日下午3时30分，会议在2号楼召开。",
        "《安全生产三年行动实施方案（2024-2026年）》印发。",
        "提出8项举措、12项任务。",
        "围绕五个方面提出20条具体举措。",
        "“这次活动我花了300元。”市民说。",
        "70个大中城市中，住宅价格环比上涨的有12个。",
        "最低气温零下8度左右，收盘下跌超过20个点。",
        "会议应到58人，出席57人。",
    ],
)
def test_names_counts_of_measures_dates_and_phrases_are_no_figures(printed):
    assert figures(printed) == ()


CHARACTERS = "全市进出口增长下降同比分别由到至和、，；（）占比位居第一前列持平"
WORDS = ("1.2亿元", "5%", "3个百分点", "2倍", "企业", "12家")


@given(st.lists(st.sampled_from([*CHARACTERS, *WORDS]), max_size=40))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_printed_words_only(parts):
    piece, page = article("".join(parts))
    for figure in find(piece, parse(piece), ExtractConfig(), Context()):
        words = [figure.metric, figure.evidence, figure.subject, figure.printed, figure.change, *figure.ranks]
        for passage in words:
            if passage is not None:
                assert "".join(page[span.start : span.end] for span in passage.spans) == passage.text
        assert figure.metric.text
        assert figure.value is None or figure.unit
