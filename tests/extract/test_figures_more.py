"""Figures of plans, shares, averages, spans of days and of somebody's own: smallest texts of invented cities."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from briefing.config import ExtractConfig
from briefing.extract.figures import find
from briefing.model import Article, Context
from briefing.passage import Passage
from briefing.text import parse


def figures(text: str, headline: str = "", date: dt.date | None = dt.date(2025, 8, 20)):
    page = f"{headline}\n{text}"
    start = len(headline) + 1
    head = (Passage.of(page, "p", 0, len(headline)),) if headline else ()
    piece = Article("a", headline=head, paragraphs=(Passage.of(page, "p", start, len(page)),))
    return find(piece, parse(piece), ExtractConfig(), Context(date=date, city="云泽市"))


def told(figure) -> tuple[str, str | None, str, str | None]:
    value = None if figure.value is None else format(figure.value, "f")
    change = None if figure.change_percent is None else format(figure.change_percent, "f")
    return figure.metric.text, value, figure.unit, change


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        # a wider thing told next keeps its own growth
        (
            "上半年完成投资320亿元，固定资产投资增长5%。",
            [("投资", "32000000000", "元", None), ("固定资产投资", "5", "%", "5")],
        ),
        (
            "生猪出栏21万头，存栏11万头，同比分别下降1.3%和2.7%。",
            [("生猪出栏", "210000", "头", "-1.3"), ("生猪存栏", "110000", "头", "-2.7")],
        ),
        ("PM2.5年均浓度为每立方米31微克，同比下降8.8%。", [("PM2.5年均浓度", "31", "微克/立方米", "-8.8")]),
        ("对东盟出口64亿元，占全市出口总值的四分之一。", [("对东盟出口", "6400000000", "元", None)]),
        ("免费为企业刻制印章1.1万套。", [("免费为企业刻制印章", "11000", "套", None)]),
        ("为1.2万名困难老人发放补贴。", [("困难老人", "12000", "人", None)]),
        ("全市新建4000吨级码头。", []),
        ("经营性收入20万元以上的村占比86%。", [("经营性收入20万元以上的村占比", "86", "%", None)]),
        ("已开通集装箱航线128条。", [("开通集装箱航线", "128", "条", None)]),
        ("换热站改造后，1260户居民受益。", [("居民", "1260", "户", None)]),
        (
            "税收收入176亿元，为年初预算的37.8%，同比增收6.5亿元、增长3.8%。",
            [("税收收入", "17600000000", "元", "3.8"), ("税收收入为年初预算", "37.8", "%", None)],
        ),
        ("市本级收入48.7亿元，同口径增长2.2%。", [("市本级收入", "4870000000", "元", "2.2")]),
        (
            "推广密植技术12万亩，亩均增产一成以上。",
            [("推广密植技术", "120000", "亩", None), ("亩均增产", "10", "%", "10")],
        ),
        ("减少入企检查频次达45%。", [("入企检查频次", "-45", "%", "-45")]),
        ("提高群众满意度达98%。", [("提高群众满意度", "98", "%", None)]),
        (
            "年客运量1.26亿人次，日均34.5万人次。",
            [("年客运量", "126000000", "人次", None), ("年客运量日均", "345000", "人次", None)],
        ),
        ("公交线路总长度达３，２６８公里。", [("公交线路总长度", "3268", "公里", None)]),
        ("备案企业从最初36家增加到215家。", [("备案企业", "215", "家", None)]),
        (
            "对东盟、欧盟、美国分别进出口3亿元、2亿元和1亿元，分别增长26%、12%和下降4.1%。",
            [
                ("对东盟进出口", "300000000", "元", "26"),
                ("欧盟进出口", "200000000", "元", "12"),
                ("美国进出口", "100000000", "元", "-4.1"),
            ],
        ),
        ("工业总产值突破200亿元大关、达到218亿元。", [("工业总产值", "21800000000", "元", None)]),
        ("生产总值突破千亿元、达到1036亿元。", [("生产总值", "103600000000", "元", None)]),
        # another place's amount is not the level of the first
        ("平均降雨量36.4毫米，最大降雨点在云台镇，达98.7毫米。", [("平均降雨量", "36.4", "毫米", None)]),
        ("转移群众387户1126人。", [("转移群众", "387", "户", None), ("转移群众", "1126", "人", None)]),
        ("水库蓄水量1.36亿立方米，较常年同期偏少一成半。", [("水库蓄水量", "136000000", "立方米", "-15")]),
        ("推出277项内容丰富的活动。", [("推出活动", "277", "项", None)]),
        ("打造1000个以上更加生态化、数字化的未来乡村。", [("打造未来乡村", "1000", "个", None)]),
        ("来自各国的3000多名与会人员参加论坛。", [("与会人员", "3000", "人", None)]),
        ("经营主体达9300万户，相比2015年底的4200万户净增超5000万户。", [("经营主体", "93000000", "户", None)]),
        ("省财政提前下达2026年农业补助资金2115亿元。", [("省财政提前下达农业补助资金", "211500000000", "元", None)]),
        ("实际使用外资100亿元，按可比口径同比增长6.4%。", [("实际使用外资", "10000000000", "元", "6.4")]),
        (
            "修缮历史建筑28栋、约1.2万平方米，累计投入1.85亿元。",
            [
                ("修缮历史建筑", "28", "栋", None),
                ("修缮历史建筑", "12000", "平方米", None),
                ("投入", "185000000", "元", None),
            ],
        ),
        ("日均客流从不足千人增至8000人。", [("客流", "8000", "人", None)]),
        ("组织农技人员1500多名下沉一线。", [("组织农技人员", "1500", "人", None)]),
        ("免收7座以下小型客车通行费。", []),
        (
            "发送旅客46.5万人次，日均4.65万人次，较去年同期增长6.2%。",
            [("发送旅客", "465000", "人次", "6.2"), ("发送旅客日均", "46500", "人次", None)],
        ),
        ("受理量412件，同比下降三成六。", [("受理量", "412", "件", "-36")]),
        ("零售额58.9 亿元，同比增长4. 8%。", [("零售额", "5890000000", "元", "4.8")]),
        ("补贴低保户，惠及4316户。", [("惠及", "4316", "户", None)]),
        ("改造村卫生室48所。", [("改造村卫生室", "48", "所", None)]),
        ("在他带动下，全村67户入社，户均增收2.3万元。", [("户均增收", "23000", "元", None)]),
        (
            "机器人、汽车产量分别为1万套和5万辆，同比增长42.7%和1.3倍。",
            [("机器人产量", "10000", "套", "42.7"), ("汽车产量", "50000", "辆", "130")],
        ),
        (
            "通信和电子设备制造业、机械和器材制造业分别增长19.4%和15.1%。",
            [("通信和电子设备制造业", "19.4", "%", "19.4"), ("机械和器材制造业", "15.1", "%", "15.1")],
        ),
        ("出口28万辆，较去年同期翻了近一番。", [("出口", "280000", "辆", "100")]),
        ("实施安全防护工程236公里。", [("实施安全防护工程", "236", "公里", None)]),
        ("人均图书藏量1.12册。", [("人均图书藏量", "1.12", "册", None)]),
        ("单日客流最高达2.6万人次。", [("单日客流", "26000", "人次", None)]),
        (
            "外贸进出口降幅收窄至2.4%，投资增速回落至5.1%。",
            [("外贸进出口", "-2.4", "%", "-2.4"), ("投资", "5.1", "%", "5.1")],
        ),
        ("揭晓了216名“最美家庭”名单。", [("“最美家庭”", "216", "人", None)]),
        ("投入4.6亿元实施迎峰工程。", [("投入", "460000000", "元", None)]),
        ("城镇化率提高到63.2%，五年提高6.1个百分点。", [("城镇化率", "63.2", "%", None)]),
    ],
)
def test_figures_carry_name_value_unit_and_change(printed, expected):
    found = [told(figure) for figure in figures(printed)]
    assert found[: len(expected)] == expected
    assert all(metric.startswith("对东盟出口占") for metric, *_ in found[len(expected) :])


def test_a_quarter_and_a_half_are_shares_and_a_third_is_not_guessed():
    assert [figure.value for figure in figures("出口占全市的四分之一，进口占全市的一半。")] == [25, 50]
    assert figures("出口占全市的三分之一。") == ()


@pytest.mark.parametrize(
    "printed",
    [
        "她用600元补贴换了一台3499元的冰箱。",
        "“我家种了15个棚，去年纯收入12万元。”",
        "游客赵先生说，一晚300多元的民宿很划算。",
        "村民周桂兰今年卖羊收入8万元。",
        "“今年行情好，预计能收入50万元。”",
        "市民刘阿姨说，家里一天用电30度。",
        "牧民巴图算了算，要多买4吨饲草。",
        "读者小周每周来3次。",
        "“一条线以前要36个工人，现在只要5个。”",
    ],
)
def test_what_somebody_pays_or_earns_is_no_figure(printed):
    assert figures(printed) == ()


@pytest.mark.parametrize("printed", ["给予每人500元交通补贴，覆盖全市。", "居民医保补助标准提高至700元。"])
def test_a_public_rate_of_pay_is_one(printed):
    assert [figure.unit for figure in figures(printed)] == ["元"]


@pytest.mark.parametrize(
    ("headline", "printed", "period"),
    [
        ("暑期旅游升温", "7月1日至8月10日，景区接待游客61万人次。", "2025年7月1日至8月10日"),
        ("", "截至8月6日，秋粮已收获286万亩。", "2025年8月6日"),
        ("", "年末全市常住人口376万人。", "2024年末"),
        ("前4个月财政收支公布", "1—4月税收收入17亿元。民生支出9亿元。", "2025年1—4月"),
        ("", "截至9月底新增就业4万人，完成全年任务的92%。", "2024年9月底"),
        ("", "3月末贷款余额49亿元，增长10%。不良贷款余额5亿元。", "2025年3月末"),
        ("一季度开门红 二季度加速跑 上半年外贸上扬", "上半年进出口156亿元。出口90亿元。", "2025年上半年"),
        ("", "去年的决算获批。上半年生产总值增长5.5%。", "2025年上半年"),
        ("", "8月3日14时26分，电网负荷达526.8万千瓦。", "2025年8月3日"),
        ("", "去年清明期间，网络祭扫12万人次。", "2024年清明期间"),
        ("", "年客运量恢复至2019年的九成。去年旅客发送量5万人次。", "2024年"),
    ],
)
def test_the_period_is_the_one_told_for_the_figure(headline, printed, period):
    assert {figure.period for figure in figures(printed, headline)} == {period}


def test_a_year_to_come_holds_for_its_sentence_only():
    first, second = figures("省财政提前下达2026年补助资金21亿元。1—6月出口90亿元。")
    assert second.period == "2025年1—6月"
    assert first.metric.text == "省财政提前下达补助资金"


@pytest.mark.parametrize(
    ("printed", "forecast"),
    [
        ("预计三季度完成投资320亿元以上。", True),
        ("力争到2027年，生产总值突破2500亿元；培育园区12个、村150个。", True),
        ("今年计划投入资金52.8亿元。", True),
        ("报告提出，全年新增城镇就业2.8万人，改造住房3600套。", True),
        ("完成投资64亿元，占年度计划的56%。", False),
        ("完成投资64亿元，为年度目标的54.9%。", False),
        ("至此，外贸航线增至46条，通达39个国家。", False),
    ],
)
def test_what_is_planned_is_flagged(printed, forecast):
    assert {figure.forecast for figure in figures(printed)} == {forecast}


@pytest.mark.parametrize(
    ("printed", "priority"),
    [
        ("民间投资占全部投资的58%。", 2),
        ("城镇新增就业完成年度目标的85%。", 2),
        ("城镇调查失业率为5.1%。", 1),
        ("居民人均可支配收入3.8万元。", 1),
        ("景区日均接待游客3万人次。", 2),
        ("力争进出口增长5%。", 3),
    ],
)
def test_shares_and_averages_come_after_the_main_figures(printed, priority):
    assert [figure.priority for figure in figures(printed)] == [priority]


def test_a_place_among_ports_is_a_rank():
    (figure,) = figures("港口货物吞吐量突破4亿吨，位居全国沿海港口第9位、全省第2位。")
    assert [rank.text for rank in figure.ranks] == ["全国沿海港口第9位", "全省第2位"]


def test_a_row_of_points_compares_and_the_place_behind_it_is_the_figures():
    (figure,) = figures("进出口总值156亿元，同比增长18%，增幅分别高于全国、全省15.8个和9.6个百分点，位居全省第2位。")
    assert [words.text for words in figure.comparisons] == ["增幅分别高于全国、全省15.8个和9.6个百分点"]
    assert [rank.text for rank in figure.ranks] == ["全省第2位"]


def test_the_pace_of_a_plan_belongs_to_what_was_done_of_it():
    *_, plan = figures("完成春播面积37万亩，占计划的46.2%，进度较去年同期慢5个百分点。")
    assert (plan.value, plan.change_points) == (Decimal("46.2"), -5)


def test_what_is_there_when_it_is_said_has_not_the_period_of_the_text_before():
    text = "2024年全市外贸进出口120亿元，同比增长3%。全市有1.5万家外资企业，是发展的重要力量。"
    assert [(figure.metric.text, figure.period) for figure in figures(text)] == [
        ("外贸进出口", "2024年"),
        ("外资企业", None),
    ]


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        (
            "接待游客102万人次、旅游收入8.6亿元，同比增长12.1%、15.3%。",
            [("接待游客", "1020000", "人次", "12.1"), ("旅游收入", "860000000", "元", "15.3")],
        ),
        (
            "农业、工业用电量均实现增长，增速分别为3.1%和4.2%。",
            [("农业用电量", "3.1", "%", "3.1"), ("工业用电量", "4.2", "%", "4.2")],
        ),
        (
            "第一、二、三产业用电量分别增长8.6%、7.6%和6.6%。",
            [
                ("第一产业用电量", "8.6", "%", "8.6"),
                ("第二产业用电量", "7.6", "%", "7.6"),
                ("第三产业用电量", "6.6", "%", "6.6"),
            ],
        ),
        (
            "教育、卫生健康支出分别增长6.1%和2.8%。",
            [("教育支出", "6.1", "%", "6.1"), ("卫生健康支出", "2.8", "%", "2.8")],
        ),
        (
            "出厂价格同比下降1.2%，环比持平。",
            [("出厂价格", "-1.2", "%", "-1.2"), ("出厂价格环比", "0", "%", "0")],
        ),
    ],
)
def test_growth_told_in_one_breath_is_paired_in_order(printed, wanted):
    assert [told(figure) for figure in figures(printed)] == wanted


def test_two_rates_for_three_levels_belong_to_none():
    found = figures("现有景区120家、民宿450家、酒店130家，同比增长12.1%、15.3%。")
    assert [figure.change_percent for figure in found] == [None, None, None]


def test_where_people_come_from_is_no_subject():
    (figure,) = figures("来自全国各地的320余名选手参赛。")
    assert figure.subject is None


def test_points_told_in_one_breath_go_to_each_share():
    found = figures("入园率97.8%，巩固率99.2%，入学率96.5%，分别比2020年提高4.6个、0.9个、2.8个百分点。")
    assert [str(figure.change_points) for figure in found] == ["4.6", "0.9", "2.8"]


def test_a_month_looked_forward_to_is_not_last_years():
    (figure,) = figures("预计9月上旬机场日均旅客吞吐量将达1.7万人次。")
    assert figure.period == "2025年9月"


def test_a_single_day_is_the_period_of_its_figure():
    *_, day = figures("7月1日至26日，机场旅客吞吐量41.6万人次，其中7月19日单日旅客吞吐量1.83万人次。")
    assert (day.metric.text, day.period) == ("单日旅客吞吐量", "2025年7月19日")


@pytest.mark.parametrize(
    ("headline", "printed", "expected"),
    [
        ("假期全市接待游客186万人次", "假期，全市接待游客186.4万人次，增长13.6%。", ["1864000"]),
        ("云泽外贸进出口突破500亿元", "全市外贸进出口总值512.4亿元，增长9.2%。", ["51240000000"]),
        ("云泽粮食产量近300万吨", "全市粮食产量296.8万吨。", ["2968000"]),
        # another thing, or too far away to be the same
        ("云泽机场旅客吞吐量突破500万人次", "全市接待游客512万人次。", ["5120000", "5000000"]),
        ("云泽外贸进出口突破500亿元", "全市外贸进出口总值712.4亿元，增长9.2%。", ["71240000000", "50000000000"]),
    ],
)
def test_a_headline_rounds_what_the_body_tells(headline, printed, expected):
    assert [format(figure.value, "f") for figure in figures(printed, headline)] == expected


def test_a_place_among_the_sights_of_a_city():
    (figure,) = figures("古渡口景区接待游客32.5万人次，同比增长21.3%，居全市景区首位。")
    assert [rank.text for rank in figure.ranks] == ["全市景区首位"]
