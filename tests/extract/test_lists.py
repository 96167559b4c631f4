import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.config import ExtractConfig
from briefing.extract.lists import find
from briefing.model import Article, Context
from briefing.passage import Passage


def lists_of(*paragraphs, kind="article", headline=""):
    page = "\n".join((headline, *paragraphs))
    made, at = [], 0
    for text in (headline, *paragraphs):
        made.append(Passage.of(page, "s", at, at + len(text)))
        at += len(text) + 1
    article = Article("a1", kind=kind, headline=(made[0],) if headline else (), paragraphs=tuple(made[1:]))
    return find(article, (), ExtractConfig(), Context())


def told(*paragraphs, **more):
    return [[item.text for item in found.items] for found in lists_of(*paragraphs, **more)]


@pytest.mark.parametrize(
    ("paragraphs", "items"),
    [
        (("要抓三件事。一是强化领导，二是压实责任，三是严格考核。",), ["强化领导", "压实责任", "严格考核"]),
        (("一是“稳”字当头，保供稳价；二是以“进”促稳，扩大投资。",), ["“稳”字当头，保供稳价", "以“进”促稳，扩大投资"]),
        (("一是抓项目。要早开工。", "过渡段落。", "二是抓招商。要走出去。"), ["抓项目", "抓招商"]),
        (("重点抓好三个方面：扩种油菜；改良土壤；建设冷库。",), ["扩种油菜", "改良土壤", "建设冷库"]),
        (("（一）修订章程。内容。", "（二）选举理事。内容。"), ["修订章程", "选举理事"]),
        (("会议提出：①保交楼；②保民生；③保稳定。",), ["保交楼", "保民生", "保稳定"]),
        (("第一，守住底线。第二，补齐短板。",), ["守住底线", "补齐短板"]),
        (("该市从电力、供水、燃气三大领域开展排查。",), ["电力", "供水", "燃气"]),
        (("聚焦种业、农机和冷链三个环节补短板。",), ["种业", "农机", "冷链"]),
        (("要做到“三个到位”，即认识到位、责任到位、督查到位，确保开好局。",), ["认识到位", "责任到位", "督查到位"]),
        (("要抓好四件大事：稳增长，促改革，调结构，防风险。",), ["稳增长", "促改革", "调结构", "防风险"]),
        (("措施从发放消费券、以旧换新、夜间经济等三个方面发力。",), ["发放消费券", "以旧换新", "夜间经济"]),
        (("抓好三项任务：（一）强化产业链；（二）优化服务；（三）改善环境。",), ["强化产业链", "优化服务", "改善环境"]),
        (("该镇三步走：1.建立台账；2.扫码查账；3.公开结果。",), ["建立台账", "扫码查账", "公开结果"]),
        (("实施产业倍增、城乡融合、生态优先“三大行动”。",), ["产业倍增", "城乡融合", "生态优先"]),
        (("从完善体系、拓宽渠道、强化监管三方面入手。",), ["完善体系", "拓宽渠道", "强化监管"]),
        (("“三大行动”启动：提质行动、育才行动、暖心行动同步推进。",), ["提质行动", "育才行动", "暖心行动"]),
        (("提出三项任务：一、优化布局。二、做强产业。三、完善设施。",), ["优化布局", "做强产业", "完善设施"]),
        (("第一要提高认识，第二要明确责任。",), ["要提高认识", "要明确责任"]),
        (("建立健全联合巡查、应急响应、便民服务三项机制。",), ["联合巡查", "应急响应", "便民服务"]),
        (
            ("今年实施“五大工程”，即安居工程、暖心工程、康养工程、育才工程、畅通工程。",),
            ["安居工程", "暖心工程", "康养工程", "育才工程", "畅通工程"],
        ),
    ],
)
def test_a_list_keeps_its_items_in_order(paragraphs, items):
    assert told(*paragraphs) == [items]


@pytest.mark.parametrize(
    "paragraph",
    [
        "表彰了劳动模范、先进工作者、技术能手和优秀班组。",
        "“海关16条”“外贸18条”“加工12条”等措施陆续推出。",
        "会上，二是会议室坐满了人。",
        "一方面要抓生产，另一方面要保安全。",
        "目前有4条线路停运：12路、15路、18路、21路。",
        "其中一等奖2个：甲校、乙校。",
        "记者乘坐1、2、3号线发现，客流增加。",
        "汽车、化工、食品三大产业产值增长。",
        "涉及农业、工业等八大领域。",
        "全年增长5.2%、6.1%和7.3%。",
    ],
)
def test_a_bare_enumeration_is_no_list(paragraph):
    assert told(paragraph) == []


def test_a_box_names_its_items():
    found = lists_of("暖冬三项行动：送岗位行动、送技能行动、送温暖行动", kind="box", headline="2025就业“暖冬”")
    assert [(f.title.text, f.declared, [i.text for i in f.items]) for f in found] == [
        ("暖冬三项行动", 3, ["送岗位行动", "送技能行动", "送温暖行动"])
    ]


def test_a_box_of_bullets_is_a_list_and_a_box_of_figures_is_not():
    assert told("●新建学校三所", "●改造管网", "●增设公交线路", kind="box", headline="民生实事") == [
        ["新建学校三所", "改造管网", "增设公交线路"]
    ]
    assert (
        told(
            "●收入10亿元，增长3%；税收8亿元",
            "●支出20亿元；民生占八成",
            "●存款30亿元；贷款25亿元",
            kind="box",
            headline="收支",
        )
        == []
    )


def test_a_declared_count_is_kept_beside_what_was_found():
    (found,) = lists_of(
        "十项行动：甲甲行动、乙乙行动、丙丙行动、丁丁行动、戊戊行动、己己行动、庚庚行动、辛辛行动、壬壬行动",
        kind="box",
        headline="行动",
    )
    assert (found.declared, len(found.items)) == (10, 9)


def test_a_bracket_inside_an_item_stays_whole():
    assert told("重点抓好两项工作：修编规划（含水、电、气、路）；建设厂房（一期）。") == [
        ["修编规划（含水、电、气、路）", "建设厂房（一期）"]
    ]


@pytest.mark.parametrize("title", ["今日看点", "要闻速览", "数说发展"])
def test_a_box_that_points_to_other_stories_is_no_list(title):
    assert told("●甲县建成新校舍", "●乙县通水", "●丙县迎来客人", kind="box", headline=title) == []


# Signs that make and break lists, in any order.
_PRINTED = st.text(alphabet="一二三是要、，；。：“”（）①②●1.个大项方面行动等和即甲乙丙", max_size=120)


@given(st.lists(_PRINTED, max_size=5))
def test_items_are_words_of_the_body_and_no_text_breaks_the_search(paragraphs):
    printed = "\n".join(paragraphs)
    for found in lists_of(*paragraphs):
        assert len(found.items) >= 2
        assert all(item.text in printed for item in found.items)
        starts = [item.offset_of(0)[1] for item in found.items]
        assert starts == sorted(starts)


@pytest.mark.parametrize(
    "unit", ["三个方面：甲甲、乙乙、丙丙，", "一是甲甲，二是乙乙，", "从甲甲、乙乙、丙丙三大领域、", "（“《"]
)
def test_time_grows_with_the_text_not_with_its_square(unit):
    def seconds(times):
        """Return the least processor time of three runs: a loaded machine shows in the others."""
        least = 60.0
        for _ in range(3):
            start = time.process_time()
            lists_of(unit * times)
            least = min(least, time.process_time() - start)
        return least

    # Eight times the text: 64 times the time if it grew with the square.
    assert seconds(800) < 40 * max(seconds(100), 0.002)


@pytest.mark.parametrize(
    ("printed", "items"),
    [
        ("开展“两比两看”，即比担当、比作风、看口碑、看变化。", ["比担当", "比作风", "看口碑", "看变化"]),
        ("推行“两减一提”：减环节、减材料，提效率。", ["减环节", "减材料", "提效率"]),
        ("聚焦“四个一”，即一窗受理、一网通办、一次办好、一号响应。", ["一窗受理", "一网通办", "一次办好", "一号响应"]),
    ],
)
def test_a_name_of_numerals_counts_its_items(printed, items):
    assert told(printed) == [items]


@pytest.mark.parametrize(
    "printed",
    [
        "来自巴州、马州、南州的三个项目开工。",
        "“两线三枢纽”，即1号线、2号线、以及东站、西站、南站等三大综合枢纽。",
    ],
)
def test_a_row_that_describes_is_no_list(printed):
    assert told(printed) == []


def test_a_box_of_figures_is_no_list():
    lines = ("生产总值：1062亿元，同比+5.6%", "进出口：156亿元，同比+18.7%", "物价：同比-0.1%")
    assert told(*lines, kind="box", headline="数读上半年") == []
    done = ("●供水工程：改造管网326公里", "●学前工程：新建幼儿园6所", "●医疗工程：改造卫生室48所，配备设备310台")
    assert told(*done, kind="box", headline="民生工程进展") == []
