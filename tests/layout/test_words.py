from __future__ import annotations

import numpy as np
import pytest

from briefing.layout.assign import best_assignment
from briefing.layout.bylines import is_byline, lead_end, reporters, trailing_byline
from briefing.layout.captions import credit_start, opens_caption
from briefing.layout.cohesion import closes_unopened, joins_word, left_open
from briefing.layout.furniture import is_furniture, is_label, is_listed, jump, names_box, names_roundup
from briefing.layout.headlines import deck_roles, wraps
from briefing.layout.lines import Row, width_of
from briefing.layout.paragraphs import join_rows, tidy
from briefing.layout.settle import settle
from briefing.layout.weave import is_woven, unweave
from briefing.passage import Passage


def passage(text):
    return Passage.of(text, "s")


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("本报讯（记者 史望舒）昨日", "昨日"),
        ("本报讯 （首席记者 史望舒 通讯员 江采薇）昨日", "昨日"),
        ("新华社北京3月8日电（记者白亦然）会议", "会议"),
        ("新华社北京3 月2 7 日电会议", "会议"),
        ("本报澜川5月9日讯（记者 史望舒）粮站", "粮站"),
        ("（记者 史望舒）粮站", "粮站"),
        ("本报讯（记者 史望舒）本报综合新华社电粮站", "粮站"),
        ("本报综合新华社、央视新闻消息：粮站", "粮站"),
        ("据新华社电 粮站", "粮站"),
        ("据新华社报道，粮站", "据新华社报道，粮站"),
        ("国内简讯", "国内简讯"),
        ("记者走进粮站", "记者走进粮站"),
        ("（以下简称《办法》）粮站", "（以下简称《办法》）粮站"),
    ],
)
def test_lead(text, rest):
    assert text[lead_end(text) :] == rest


@pytest.mark.parametrize(
    "text", ["本报记者 史望舒", "■本报记者 史望舒 江采薇 文/图", "本报首席记者 白亦然", "（记者 史望舒）"]
)
def test_own_line_byline(text):
    assert is_byline(text)


@pytest.mark.parametrize("text", ["记者走进粮站看收购", "本报讯（记者 史望舒）昨日", "夏粮收购站里的新鲜事"])
def test_no_byline(text):
    assert not is_byline(text)


def test_trailing_byline_is_found_and_names_reporters_only():
    text = "农户不用再租场地晾晒。（本报记者 史望舒 通讯员 江采薇）"
    cut = trailing_byline(text)
    assert text[:cut] == "农户不用再租场地晾晒。"
    assert [name.text for name in reporters(passage(text[cut:]))] == ["史望舒"]


@pytest.mark.parametrize(
    "text",
    [
        *("责编：习远  美编：祝融  校对：毕升", "A08 综合", "2026年5月9日 星期六", "扫码查看更多内容", "澜川日报"),
        *("新闻热线：0000-66668888", "投稿邮箱：news@example.cn", "下转第2版", "（上接第一版）"),
    ],
)
def test_furniture(text):
    assert is_furniture(text)


@pytest.mark.parametrize("text", ["统筹发展和安全", "编辑部里的年轻人", "会议要求抓紧备足仓容", "5月9日，粮站开秤。"])
def test_no_furniture(text):
    assert not is_furniture(text)


def test_labels_lists_and_jumps():
    assert is_label("相关新闻")
    assert is_label("【延伸阅读】")
    assert not is_label("相关新闻发布会昨日举行")
    assert names_box("今日看点")
    assert names_roundup("国内简讯")
    assert is_listed("全市机动车突破一百万辆；公积金贷款全程网办；图书馆新增自助借书柜。")
    assert not is_listed("会议指出，要抓好夏粮收购、烘干、入库工作，做到应收尽收、颗粒归仓。")
    assert jump("下转第2版") == ("to", "2")
    assert jump("（上接A01版）") == ("from", "A01")


def test_captions_end_with_credits():
    text = "送粮车队在粮站门前等候 本报记者 江采薇 摄"
    assert text[: credit_start(text)].strip() == "送粮车队在粮站门前等候"
    assert credit_start("会议部署拍摄工作") == len("会议部署拍摄工作")
    assert opens_caption("■图为送粮车队")


def test_wrapped_rows_join_without_justification_blanks():
    joined = join_rows([passage("增长 20.6 %，"), passage("纪念第 114 "), passage("周年（记者 史望舒）")])
    assert joined.text == "增长20.6%，纪念第114周年（记者 史望舒）"
    assert tidy(passage("3 月2 7 日")).text == "3月27日"
    assert tidy(passage("World Bank 报告")).text == "World Bank报告"


def test_joint_of_torn_sentences():
    assert joins_word("进而对经济造成损害。比", "如，目前软件人才")
    assert not joins_word("会议强调，", "要抓好收购")
    assert left_open("联合国教科文组织“世") == "“"
    assert closes_unopened("界记忆”项目中") == "“"


def test_heads_wrap_and_decks_have_roles():
    assert wraps("国务院印发《固体废", "物综合治理行动计划》")
    assert not wraps("更好发挥职能作用", "凝聚起发展的强大合力")
    assert deck_roles(["全市防汛会议召开", "守好每一道堤坝"]) == ("kicker", "main")
    assert deck_roles(["小", "大", "中"], [12.0, 30.0, 16.0]) == ("kicker", "main", "deck")


def test_width_counts_full_width_characters():
    assert width_of("增长5%") == 3.0


def test_assignment_is_best():
    cost = np.array([[4.0, 1.0, 3.0], [2.0, 0.0, 5.0], [3.0, 2.0, 2.0]])
    assert best_assignment(cost) == [1, 0, 2]
    assert best_assignment(np.zeros((0, 0))) == []


def test_woven_columns_come_apart_from_left_to_right():
    lines = ["夏粮收购开秤了      备潮粮当天入库", "车队排到了路口      农户不用再晾晒"] * 6
    assert is_woven(lines)
    cells = unweave([(at * 40, line) for at, line in enumerate(lines)])
    assert [cell.left for cell in cells] == [0] * 12 + [13] * 12


def test_the_ornamented_name_of_a_column_is_no_head():
    rows = [
        Row(Passage.of(text, "p", 0, len(text)), width_of(text))
        for text in ("■粮仓故事", "老城粮站夜里亮灯", "【一线见闻】", "昨夜粮站灯火通明。")
    ]
    assert settle(rows, "HHHS", [12.0] * 4) == "LHHS"


def settled(text: str, kinds: str) -> str:
    rows = [Row(Passage.of(line, "p", 0, len(line)), width_of(line)) for line in text.split("\n")]
    return settle(rows, kinds, [13.0] * len(rows))


def test_a_line_that_closes_with_a_credit_is_no_head():
    assert settled("首班客船驶离新码头　康乐山 摄\n渔港新码头昨日开航", "HH") == "CH"
    assert settled("新码头夜景（资料图片）\n凝心聚力 共绘宏图", "HH") == "CH"


STORY = """本报讯昨日上午渔港新码头正
式开航，首班客船载着一百二
十名乘客驶向对岸。
新码头长二百一十米，可以
同时停靠四艘客船，航线每天
往返六班。
（记者 康乐山）
{}
粮站仓库今年换上测温仪
器，轮换的稻谷当天就能入库
，省去人工翻查。"""


def test_short_lines_under_a_closing_byline_are_a_head():
    assert settled(STORY.format("老粮站装上新仓门"), "SMMSMMYMMMM")[6:9] == "YHS"


def test_full_lines_and_sentences_under_a_closing_byline_are_text():
    assert settled(STORY.format("老粮站装上新仓门，昨日验收"), "SMMSMMYMMMM")[6:9] == "YMM"
    assert settled(STORY.format("粮站开仓。"), "SMMSMMYMMMM")[7] != "H"
