"""Every ranker of the table keeps the contract: one finite number a sentence by position, the same each time."""

import math

import pytest

from briefing.config import RankConfig
from briefing.rank import RANKERS, digest, score, summarise, summarise_text
from briefing.rank.plain import sentences_of

NEWS = """3月8日，江州市召开全市水利工作会议，总结去年工作，部署今年任务。会议由副市长主持。
去年，江州市新建污水处理厂12座，处理能力达到每日38万吨，同比增长15.2%。全市河流水质优良率提高到92%，创历史新高。
会议强调，要加快补齐设施短板，加强运行管理，确保考断面稳定达标。各镇街要压实责任，一抓到底。
市水务局负责人介绍，今年将投资26亿元，新建管网300公里。下一步，还将开展河道清淤行动。"""
POEM = "白日依山尽\n黄河入海流\n欲穷千里目\n更上一层楼"
TABLE = "项目 数量 单位\n管网 300 公里\n泵站 12 座\n投资 26 亿元"
TRADITIONAL = "臺北市政府昨日宣布，將在明年興建三座圖書館。預算約十二億元，預計後年完工。市民表示歡迎。"
ENGLISH = "The city opened a new library on Monday. It holds 300,000 books. Readers may borrow ten at a time."
CASES = {
    "news": NEWS,
    "empty": "",
    "blank": " \n\n \u3000",
    "marks": "。。。！？……",
    "one sentence": "江州市今天召开全市水利工作会议。",
    "one letter": "水",
    "no marks": "江州市召开全市水利工作会议部署今年任务" * 20,
    "numbers": "12 34 56.7%\n890\n1,234",
    "poem": POEM,
    "table": TABLE,
    "traditional": TRADITIONAL,
    "english": ENGLISH,
    "unclosed": "会议指出：“要抓好落实（各镇街参加。《方案》印发，【下一步……",
    "astral": "𠮷野家開業。𠮷野家關門。İstanbul 也開業。",
}


@pytest.fixture(params=list(RANKERS))
def config(request):
    return RankConfig(method=request.param)


@pytest.mark.parametrize("text", CASES.values(), ids=CASES)
def test_a_score_is_finite_parallel_and_the_same_each_time(config, text):
    sentences = sentences_of(text)
    scores = score(sentences, config, "标题")
    assert len(scores) == len(sentences)
    assert all(isinstance(value, float) and math.isfinite(value) for value in scores)
    assert score(sentences, config, "标题") == scores


@pytest.mark.parametrize("text", CASES.values(), ids=CASES)
def test_a_summary_is_cut_from_the_text_in_printing_order(config, text):
    summary = summarise(sentences_of(text), config, title="江州水利", budget=60)
    places = [passage.spans[0].start for passage in summary]
    assert places == sorted(places)
    for passage in summary:
        assert "".join(text[span.start : span.end] for span in passage.spans) == passage.text
    assert bool(summary) == any(character.isalnum() for character in text)


def test_a_repeated_sentence_keeps_a_score_for_each_place(config):
    times = 60 if config.method == "textrank4zh" else 1000  # the library compares every two sentences word by word
    sentences = sentences_of("江州市新建污水处理厂十二座。" * times + "会议由副市长主持。")
    scores = score(sentences, config)
    assert len(scores) == times + 1
    assert all(map(math.isfinite, scores))
    assert summarise_text("江州市新建污水处理厂十二座。" * times, config) == ("江州市新建污水处理厂十二座。",)


def test_a_title_that_is_the_whole_text_still_leaves_a_summary(config):
    text = "江州市新建污水处理厂十二座，处理能力大幅提高。"
    assert summarise_text(text, config, title=text) == (text,)


def test_a_summary_keeps_to_its_length(config):
    for budget in (30, 60, 80, 110):
        printed = sum(character.isalnum() for text in summarise_text(NEWS, config, budget=budget) for character in text)
        assert 0.7 * budget <= printed <= 1.25 * budget


def test_a_budget_of_nothing_prints_nothing(config):
    assert summarise_text(NEWS, config, budget=0) == ()


@pytest.mark.parametrize("text", [POEM, TABLE, CASES["numbers"]], ids=["poem", "table", "numbers"])
def test_lines_too_short_for_sentences_are_printed_whole_and_in_order_while_there_is_room(config, text):
    assert summarise_text(text, config, budget=60) == tuple(text.split("\n"))
    fewer = summarise_text(text, config, budget=8)
    assert fewer == tuple(text.split("\n"))[: len(fewer)]


def test_a_text_without_marks_ends_with_a_whole_word(config):
    (printed,) = summarise_text(CASES["no marks"], config, budget=60)
    assert printed.endswith(("江州市", "召开", "全市", "水利", "工作", "会议", "部署", "今年", "任务"))


def test_an_english_text_is_told_by_some_of_its_sentences(config):
    text = ENGLISH + " The mayor thanked the builders. A second hall is planned for 2027. Old readers came in rain and wind."
    printed = summarise_text(text, config, budget=80)
    whole = [sentence.text for sentence in sentences_of(text)]
    assert len(whole) == 6
    assert printed
    assert set(printed) < set(whole)


def test_an_article_that_begins_by_asking_is_told_from_the_answer(config):
    asked = "去年江州水利成绩怎样？今年又有哪些新布局？" + NEWS
    assert summarise_text(asked, config, budget=60) == summarise_text(NEWS, config, budget=60)


def test_what_unfolds_the_headline_comes_before_a_remark():
    text = """4月2日，全市水利工作会议召开。会议指出，去年全市水利系统承压前行，稳住了发展的基本盘。
今年江州将以“三水同治”组合拳为重要抓手，深入开展“清源行动”（城区排水十项工程和乡村灌溉十项工程）。
近年来，我国经济社会发展的外部环境不断变化，各级各部门齐心协力，各项事业取得新的成效。"""
    printed = "".join(summarise_text(text, RankConfig(), title="江州将深入开展“清源行动”", budget=80))
    assert "城区排水十项工程和乡村灌溉十项工程" in printed
    assert "近年来" not in printed


def test_an_intertitle_is_not_printed_among_sentences(config):
    text = "江州市新建泵站12座，全部投入运行。\n水利建设提速 城市排水改善\n全市改造管网300公里，惠及居民30万人。"
    printed = summarise_text(text, config, budget=80)
    assert printed
    assert not any("提速" in each for each in printed)


SAME_EVENT = """昨天，全市水利工作会议召开，总结去年工作，部署今年任务。副市长主持。
会议强调，要加快补齐设施短板，加强运行管理，确保考核断面稳定达标。
市水务局局长赵启明介绍，首批工程将于4月15日动工，由江州建工集团承建。"""


def test_another_report_of_one_event_tells_only_what_is_new():
    before = "".join(summarise_text(NEWS, RankConfig(), budget=60))
    plain = "".join(summarise_text(SAME_EVENT, RankConfig(), budget=80))
    told = ["市图书馆新馆今天开馆。", before]
    again = "".join(p.text for p in summarise(sentences_of(SAME_EVENT), RankConfig(), budget=80, told=told))
    assert "部署今年任务" in before
    assert "部署今年任务" in plain
    assert "部署今年任务" not in again
    assert "赵启明" in again


def test_a_report_told_word_for_word_leaves_nothing_to_tell(config):
    assert summarise(sentences_of(NEWS), config, budget=80, told=[NEWS]) == ()


def test_another_event_with_the_same_words_is_told_in_full(config):
    first = "市长陈立新今天在江州会见来访的北岭市市长高远一行，双方就产业合作交换意见。"
    second = "市长陈立新今天在江州会见来访的南屏市市长罗平一行，双方就产业合作交换意见。"
    told = summarise(sentences_of(second), config, budget=60, told=[first])
    assert "".join(passage.text for passage in told) == "".join(summarise_text(second, config, budget=60))


def test_a_digest_says_nothing_twice(config):
    other = "市图书馆新馆今天开馆，藏书三十万册，市民可以免费借阅。开馆首日接待读者两万人次。"
    articles = [(sentences_of(text), "") for text in (NEWS, NEWS, other)]
    told = digest(articles, config, budget=120)
    assert told
    assert [number for number, _ in told] == sorted(number for number, _ in told)
    texts = [passage.text for _, passage in told]
    assert len(texts) == len(set(texts))
    for number, passage in told:
        assert any(passage.text in sentence.text for sentence in articles[number][0])


def test_a_digest_tells_one_event_of_two_reports_once():
    other = "市图书馆新馆今天开馆，藏书三十万册，市民可以免费借阅。开馆首日接待读者两万人次。"
    articles = [(sentences_of(text), "") for text in (NEWS, SAME_EVENT, other)]
    told = [passage.text for _, passage in digest(articles, RankConfig(), budget=160)]
    for words in ("部署今年任务", "补齐设施短板", "藏书三十万册"):
        assert sum(words in text for text in told) <= 1
    assert any("藏书三十万册" in text for text in told)


def test_an_empty_digest_is_empty(config):
    assert digest([], config, budget=80) == ()
    assert digest([((), "")], config, budget=80) == ()
