"""Training: the same rows give the same weights, rows are checked line by line, and what was learned can be told."""

import json

import pytest

from briefing.config import RankConfig
from briefing.errors import ReadError
from briefing.rank.plain import sentences_of
from briefing.rank.report import cross_validate, describe, held_out
from briefing.rank.rouge import rouge
from briefing.rank.rows import Row, read_rows
from briefing.rank.train import train
from briefing.rank.weights import dump_weights

PLACES = ("江州", "临溪", "白沙", "青浦镇", "南园", "石桥", "东陵", "西河", "北塘", "中原街道", "云岭", "海晏")
THINGS = ("污水处理厂", "图书馆", "中学", "公园", "泵站", "养老院")


def rows(count=24):
    """Invented articles whose summary is always the second paragraph's news."""
    out = []
    for number in range(count):
        place, thing = PLACES[number % len(PLACES)], THINGS[number % len(THINGS)]
        news = f"{place}新建的{thing}今天投入使用，总投资{number + 3}亿元，惠及周边居民{number + 1}万人"
        article = f"清晨的{place}天气晴好，街上行人不多，早点铺子已经开门。\n{news}。\n大家纷纷前来参观，现场十分热闹。"
        out.append(Row(str(number), "", article, news + "。"))
    return out


def test_the_same_rows_give_the_same_weights():
    once, again = train(rows(), RankConfig()), train(rows(), RankConfig())
    assert dump_weights(once) == dump_weights(again)
    assert once.about["rows"] == 24


def test_training_learns_where_these_editors_find_their_news():
    held = cross_validate(rows(), RankConfig(budget=40))
    assert held.rouge[1] > held.lead[1] + 20
    lines = describe(train(rows(), RankConfig()), held)
    assert any("held out" in line for line in lines)


def test_figures_on_rows_held_out_need_some_rows():
    assert held_out(rows(24), RankConfig()) is None
    assert held_out([Row(str(number), "", "甲乙。", "丙丁") for number in range(40)], RankConfig()) is None


def test_too_few_rows_are_refused():
    with pytest.raises(ReadError, match="at least 10"):
        train(rows(5), RankConfig())


def test_rows_are_read_with_what_may_be_left_out(tmp_path):
    path = tmp_path / "rows.jsonl"
    second = '{"id": 7, "title": "题", "article": "乙。", "summary": "乙"}'
    path.write_text('\ufeff{"article": "甲。", "summary": "甲"}\n\n' + second + "\n", encoding="utf-8")
    told = [(row.id, row.title, row.article) for row in read_rows(path, with_summary=True)]
    assert told == [("1", "", "甲。"), ("7", "题", "乙。")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no rows"),
        ("\n \n", "no rows"),
        ('{"article": "甲", "summary": "甲"}\n{"article"', "line 2: not JSON"),
        ('["甲"]', "line 1: must be an object"),
        ('{"summary": "甲"}', 'line 1: "article" is missing'),
        ('{"article": "甲"}', 'line 1: "summary" is missing'),
        ('{"article": 3, "summary": "甲"}', 'line 1: "article" must be text'),
    ],
)
def test_a_wrong_line_is_named(tmp_path, text, told):
    path = tmp_path / "rows.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReadError, match=told) as refused:
        list(read_rows(path, with_summary=True))
    assert str(path) in str(refused.value)


def test_rows_that_cannot_be_read_are_refused(tmp_path):
    with pytest.raises(ReadError, match="cannot read"):
        list(read_rows(tmp_path / "none.jsonl", with_summary=False))
    path = tmp_path / "rows.jsonl"
    path.write_bytes(json.dumps({"article": "甲"}, ensure_ascii=False).encode("gb18030"))
    with pytest.raises(ReadError, match="not UTF-8"):
        list(read_rows(path, with_summary=False))


def test_sentences_of_a_plain_text_know_their_place():
    text = "第一段。\n\n 第二段，两句。还有一句。"
    sentences = sentences_of(text)
    assert [(sentence.text, sentence.paragraph) for sentence in sentences] == [
        ("第一段。", 0),
        ("第二段，两句。", 1),
        ("还有一句。", 1),
    ]
    for sentence in sentences:
        span = sentence.passage.spans[0]
        assert text[span.start : span.end] == sentence.text


def test_rouge_counts_letters_only():
    assert rouge("全市，用电量！", "全市用电量") == (1.0, 1.0, 1.0)
    assert rouge("", "全市") == (0.0, 0.0, 0.0)
    one, two, longest = rouge("甲乙丙", "甲丙乙")
    assert (one, two) == (1.0, 0.0)
    assert longest == pytest.approx(2 / 3)
