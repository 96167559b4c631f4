"""Units read whole: where a run of clauses may begin, where it may end."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.config import RankConfig
from briefing.model import Sentence
from briefing.passage import Passage
from briefing.rank.codes import coded, coded_text
from briefing.rank.units import clauses_of, units_of


def clean(text, number=0):
    passage = Passage.of(text, "text")
    codes = coded([Sentence(0, 0, passage)], RankConfig())[0]
    units = units_of(number, text, clauses_of(text, codes))
    return {text[unit.start : unit.end] for unit in units if unit.clean}


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("据国家统计局介绍，全国粮食产量达到1.4万亿斤，同比增长1.6%。", "全国粮食产量达到1.4万亿斤，同比增长1.6%。"),
        ("今天（5月21日），江州图书馆新馆正式开放，读者可以免费借阅。", "江州图书馆新馆正式开放"),
        ("会议强调，要加快补齐设施短板，加强运行管理。", "要加快补齐设施短板，加强运行管理。"),
        ("江州市召开水利工作会议，总结去年工作，部署今年任务。", "江州市召开水利工作会议"),
        ("7月19日上午，副主席在北京会见某国气候问题特使。", "副主席在北京会见某国气候问题特使。"),  # 会见 is a verb
        ("全市新建泵站12座；镇村道路已经全部建成。", "镇村道路已经全部建成。"),
    ],
)
def test_a_run_of_clauses_that_reads_whole_may_be_printed(text, printed):
    assert printed in clean(text)


@pytest.mark.parametrize(
    ("text", "fragment"),
    [
        ("李某某表示，合作不会受到影响，双方将继续磋商。", "李某某表示"),  # a bare speech verb
        ("甲方称，乙方首先违反协议，冲突因此升级。", "乙方首先违反协议"),  # a claim without its speaker
        ("一方面加快建设，另一方面加强管理。", "一方面加快建设"),  # one of two
        ("随着气温下降，全市供暖提前启动。", "随着气温下降"),
        ("如果雨量继续增加，水库将开闸泄洪。", "如果雨量继续增加"),
        ("江州市召开会议，并印发了实施方案。", "并印发了实施方案。"),  # leans on the subject before
        ("副市长主持会议，他要求各镇街压实责任。", "他要求各镇街压实责任。"),
        ("我国首座深远海平台——东海一号今天建成。", "我国首座深远海平台"),  # apposition, no clause
        ("他说：“这里变化很大，路也宽了。”大家都笑了。", "他说：“这里变化很大"),  # an unclosed quotation
        ("市水务局、市财政局负责人，各镇街代表参加会议。", "市水务局、市财政局负责人"),
        ("江州成绩怎样？", "江州成绩怎样？"),
        ("社会消费品零售总额4408亿元；同比增长3.4%，保持平稳。", "同比增长3.4%，保持平稳。"),  # of what?
        ("据统计，907.2亿元，同比增长10.8%。", "907.2亿元，同比增长10.8%。"),
        ("记者从市水务局获悉，全市新建泵站12座。", "记者从市水务局获悉，全市新建泵站12座。"),  # who asked whom
        ("副市长赴临溪镇督导，强调要狠抓落实，全力确保断面达标。", "全力确保断面达标。"),  # whose effort?
        ("“我在江州生活了二十年。”", "“我在江州生活了二十年。”"),
        ("其中，新建泵站12座，改造管网300公里。", "其中，新建泵站12座，改造管网300公里。"),
        ("会议提出两项任务，积极参与标准的制定，全面落实责任。", "积极参与标准的制定，全面落实责任。"),
        ("今天是世界水日，市水务局发布数据，全市用水量下降。", "今天是世界水日，市水务局发布数据"),
        ("江州机场一架载有乘客的江州航空公司客机，昨晚平安降落。", "江州机场一架载有乘客的江州航空公司客机"),
        ("临溪大桥今天通车，全长3公里，双向六车道。", "全长3公里，双向六车道。"),
        ("今年江州将以“三水同治”为重要抓手，深入开展清源行动。", "今年江州将以“三水同治”为重要抓手"),
        ("去年，外部形势严峻复杂，全市工业顶住压力，实现正增长。", "外部形势严峻复杂"),  # and what was done?
    ],
)
def test_a_fragment_is_not_printed(text, fragment):
    assert fragment not in clean(text)


@pytest.mark.parametrize(
    "text",
    [
        "有关部门将对这一事件展开调查。",  # which event?
        "目前该系统正面临考验，维修人员已经到位。",
        "委员们认为上述草案已比较成熟。",
    ],
)
def test_what_points_at_a_sentence_before_is_not_printed_alone(text):
    opener = "江州市召开会议，部署今年工作。"
    assert text not in clean(text, number=1)
    assert opener in clean(opener, number=1)


def test_a_demonstrative_that_finds_its_noun_in_the_run_is_kept():
    text = "江州市公布《河道条例》，这一条例将于下月施行。"
    assert text in clean(text, number=1)


def test_numbers_with_marks_are_not_cut():
    assert clean("全市实现产值1,234亿元，增长5%。") >= {"全市实现产值1,234亿元", "全市实现产值1,234亿元，增长5%。"}


def test_brackets_and_quotes_are_never_cut():
    text = "会议审议《江州市水利条例（草案），修订稿》，决定（一致同意，不再修改）提交大会。"
    for unit in clean(text):
        for opening, closing in ("《》", "（）"):
            assert unit.count(opening) == unit.count(closing)


@settings(deadline=None)
@given(st.text(alphabet="水利会议，。；：“”（）《》、！？ 12,:——…的在说", max_size=80))
def test_clauses_tile_any_sentence_and_units_lie_on_their_bounds(text):
    clauses = clauses_of(text, coded_text(text))
    assert "".join(text[clause.start : clause.end] for clause in clauses) == text
    for unit in units_of(0, text, clauses):
        assert unit.start == clauses[unit.first].start
        assert unit.end <= clauses[unit.last].end


def test_a_sentence_of_thousands_of_clauses_has_few_units():
    text = "水位上涨，" * 5000
    assert len(units_of(0, text, clauses_of(text, coded_text(text)))) < 500
