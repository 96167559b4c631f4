"""Names and predicates of many shapes, on invented articles of many places: who is told, with which titles."""

import datetime as dt

import pytest

from briefing.config import ExtractConfig
from briefing.extract.leaders import find
from briefing.model import Article, Context
from briefing.passage import Passage
from briefing.text import parse


def people(text, headline=""):
    """Return name → full titles of the leaders of an article of one paragraph."""
    page = f"{headline}\n{text}"
    at = len(headline) + 1
    head = (Passage.of(page, "p", 0, len(headline)),) if headline else ()
    article = Article(id="a", headline=head, paragraphs=(Passage.of(page, "p", at, len(page)),))
    acts = find(article, parse(article), ExtractConfig(), Context(date=dt.date(2025, 6, 10)))
    return {act.person.text: "、".join(act.titles_expanded) for act in acts}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "6月8日，全市文旅招商推介会在杭州举行。市委书记盛大为致辞，副市长安康作推介，市文旅局局长柯桥主持。",
            {"盛大为": "市委书记", "安康": "副市长", "柯桥": "市文旅局局长"},
        ),
        (
            "6月6日，地区安全生产工作会议召开。地委副书记、行署专员艾尔肯·吐尼亚孜作安排部署，行署副专员张锦程主持会议。",
            {"艾尔肯·吐尼亚孜": "地委副书记、行署专员", "张锦程": "行署副专员"},
        ),
        (
            "6月7日，州长岩温龙率队到曼迈县调研雨林保护工作。副州长刀玉兰，州林草局局长普加伟参加调研。",
            {"岩温龙": "州长", "刀玉兰": "副州长", "普加伟": "州林草局局长"},
        ),
        (
            "旗委副书记、政府旗长额尔敦巴图一行到巴音苏木检查草原防火。旗政府副旗长张旺陪同。",
            {"额尔敦巴图": "旗委副书记、政府旗长", "张旺": "旗政府副旗长"},
        ),
        (
            "6月5日，副市长鲁迅行在市消防救援支队支队长石敢当陪同下，检查商业综合体消防安全。",
            {"鲁迅行": "副市长", "石敢当": "市消防救援支队支队长"},
        ),
        (
            "市委巡察情况反馈会举行。市委巡察办主任常胜出席，市水利局局长江水长作表态发言。",
            {"常胜": "市委巡察办主任", "江水长": "市水利局局长"},
        ),
        (
            "6月3日，省委统战部部长章程来我市调研民族团结进步工作，市委书记温如海陪同调研。",
            {"章程": "省委统战部部长", "温如海": "市委书记"},
        ),
        (
            "全省秸秆利用现场会5月30日在我县召开。县委书记牧野致欢迎辞，县长凌云作经验介绍。",
            {"牧野": "县委书记", "凌云": "县长"},
        ),
        (
            "6月3日，县人大常委会主任支援率部分县人大代表视察民生实事项目建设情况。",
            {"支援": "县人大常委会主任"},
        ),
        (
            "昨日上午，市长危险峰走进市民热线受理中心，现场接听群众来电。",
            {"危险峰": "市长"},
        ),
    ],
)
def test_a_name_ends_where_its_verb_begins(text, expected):
    assert people(text) == expected


def test_a_meeting_without_a_name_loses_nobody():
    text = "6月9日，市委理论学习中心组举行集体学习会。市委书记、市委理论学习中心组组长岑国梁主持并作总结讲话。"
    assert people(text, "学习") == {"岑国梁": "市委书记、市委理论学习中心组组长"}


def test_who_declares_a_drill_open_acts():
    text = "演练开始前，县长童心宣布演练开始。县应急管理局局长闫三角通报汛情。"
    assert people(text, "堤坝开闸演练") == {"童心": "县长", "闫三角": "县应急管理局局长"}


def test_the_heads_of_a_school_are_leaders_of_its_own_paper():
    text = "学校召开教学工作会议。校党委书记程门雪出席会议并讲话，校长尹志平作工作报告，副校长和平主持会议。"
    assert people(text) == {"程门雪": "校党委书记", "尹志平": "校长", "和平": "副校长"}


@pytest.mark.parametrize(
    "text",
    [
        "“剪了四十年。”记者见到剪纸传承人马兰花时，她正教孩子们剪窗花。公司总经理于大海说，订单排到年底。",
        "昨晚，国乒以3比0战胜对手。国际乒联主席彼得·索林为冠军颁奖。队长马小龙说，这只是开始。",
        "“最难的是停车。”幸福街道党工委书记安娜告诉记者。社区居民代表祝福说，晚上回家再也不抢车位了。",
        "市纪委监委通报三起典型案例。原副市长孔方因受贿被查；市住建局原局长贾仁义被开除党籍。",
    ],
)
def test_guests_residents_and_the_punished_are_no_leaders(text):
    assert people(text) == {}
