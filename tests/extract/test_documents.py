import pytest

from briefing.config import ExtractConfig
from briefing.extract.documents import find
from briefing.model import Article, Context
from briefing.passage import Passage
from briefing.text import parse


def told(text, kicker=""):
    page = kicker + "\n" + text
    paragraph = Passage.of(page, "s", len(kicker) + 1)
    article = Article("a1", kicker=Passage.of(page, "s", 0, len(kicker)), paragraphs=(paragraph,))
    found = find(article, parse(article), ExtractConfig(), Context())
    return [(d.title.text, d.issuer.text if d.issuer else None, d.verb.text) for d in found]


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        ("近日，市教育局印发《校园食品安全工作方案》。", [("《校园食品安全工作方案》", "市教育局", "印发")]),
        (
            "去年7月国务院办公厅出台《关于促进养老服务的意见》，",
            [("《关于促进养老服务的意见》", "国务院办公厅", "出台")],
        ),
        (
            "会上，市商务局还印发了《安全生产三年行动方案（2024-2026年）》及分工表。",
            [("《安全生产三年行动方案（2024-2026年）》", "市商务局", "印发")],
        ),
        ("《城市绿化条例》近日由省住建厅正式发布。", [("《城市绿化条例》", "省住建厅", "发布")]),
        ("市财政局、市商务局联合下发《消费券管理办法》。", [("《消费券管理办法》", "市财政局、市商务局", "下发")]),
        (
            "会议审议通过《就业若干措施》《县域规划》。",
            [("《就业若干措施》", "会议", "审议通过"), ("《县域规划》", "会议", "审议通过")],
        ),
        ("商务部等12部门也发布了《数字化赋能指导意见》。", [("《数字化赋能指导意见》", "商务部等12部门", "发布")]),
        ("日前市教育局印发《午休办法》。", [("《午休办法》", "市教育局", "印发")]),
        (
            "5月6日，市中级人民法院召开新闻发布会，发布《涉企审判白皮书》。",
            [("《涉企审判白皮书》", "市中级人民法院", "发布")],
        ),
        ("云台县改进服务。该县印发《好差评实施办法》。", [("《好差评实施办法》", "云台县", "印发")]),
        ("临江区率先在全省发布《营商环境白皮书（2024）》。", [("《营商环境白皮书（2024）》", "临江区", "发布")]),
        ("新修订的《物业管理条例》正式施行。", [("《物业管理条例》", None, "施行")]),
        ("县政府常务会议审定《国土空间总体规划》。", [("《国土空间总体规划》", "县政府常务会议", "审定")]),
        ("公安部、应急管理部两部门联合印发《夜间巡查方案》。", [("《夜间巡查方案》", "公安部、应急管理部", "印发")]),
        ("记者从市水务局获悉，该局印发《节水办法》。", [("《节水办法》", "市水务局", "印发")]),
        ("《养犬管理条例》将于5月1日起施行。", [("《养犬管理条例》", None, "施行")]),
        ("省人大常委会表决通过新修订的《湿地保护条例》。", [("《湿地保护条例》", "省人大常委会", "表决通过")]),
        ("《民法典》实施以来，《湿地条例》实施效果良好。", []),
        ("市教育局今天（7月11日）发布《体育办法》。", [("《体育办法》", "市教育局", "发布")]),
        ("市水务局制定并发布《抗旱预案》。", [("《抗旱预案》", "市水务局", "制定并发布")]),
        ("以市政府办公厅名义印发《护河方案》。", [("《护河方案》", "市政府办公厅", "印发")]),
        ("《节水条例》昨天（7月10日）发布。", [("《节水条例》", None, "发布")]),
        (
            "《养老规划》《托育规划》近日由市民政局相继印发。",
            [("《养老规划》", "市民政局", "印发"), ("《托育规划》", "市民政局", "印发")],
        ),
        ("市应急局高度重视，印发《防汛预案》。", [("《防汛预案》", "市应急局", "印发")]),
    ],
)
def test_a_document_has_its_issuer(text, documents):
    assert told(text) == documents


def test_a_body_and_its_meeting_printed_apart_are_joined():
    assert told("5月7日，市政府召开常务会议，审议通过《城市更新办法》。") == [
        ("《城市更新办法》", "市政府常务会议", "审议通过")
    ]


def test_what_a_meeting_passed_is_credited_to_the_body_that_met():
    assert told("会议审议通过《就业促进办法》。", "市政府常务会议召开") == [
        ("《就业促进办法》", "市政府常务会议", "审议通过")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "电影《春天的故事》近日发布预告片。",
        "据《晚邮报》报道，当地出台新政。",
        "根据《安全生产法》的规定，企业要整改。",
        "组织学习《关于加强党建的意见》。",
        "自《物业管理条例》实施以来，投诉减少。",
        "歌手发布新专辑《远方》。",
    ],
)
def test_works_of_art_and_mere_mentions_are_no_documents(text):
    assert told(text) == []


def test_a_document_told_twice_is_one_and_keeps_its_issuer():
    assert told("《养老规划》正式发布。市民政局印发《养老规划》。") == [("《养老规划》", "市民政局", "印发")]
