from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model import Article
from briefing.passage import Passage
from briefing.text import parse, without_lead
from briefing.text.fold import fold, letters
from briefing.text.sentences import sentence_bounds


def cut(text: str) -> list[str]:
    return [text[a:b] for a, b in sentence_bounds(text)]


@pytest.mark.parametrize(
    ("printed", "sentences"),
    [
        ("会议召开。会议指出，要抓好落实！", ["会议召开。", "会议指出，要抓好落实！"]),
        ("“外贸怎么样？稳住了。”他说，还要努力。", ["“外贸怎么样？稳住了。”他说，还要努力。"]),
        ("“感谢大家。”谈起获奖，她很激动。她说好。", ["“感谢大家。”谈起获奖，她很激动。", "她说好。"]),
        ("印发《方案（试行）。总则》。完。", ["印发《方案（试行）。总则》。", "完。"]),
        ("没有句号的一段", ["没有句号的一段"]),
        ("“一句。”“两句。”", ["“一句。”", "“两句。”"]),
        ("真的吗？！……好。", ["真的吗？！……", "好。"]),
        ("增长3.4%。下降", ["增长3.4%。", "下降"]),
        ("“引号没有关。后面还有一句。", ["“引号没有关。", "后面还有一句。"]),
        ("The new library opened on Monday. It holds books.", ["The new library opened on Monday.", "It holds books."]),
        ('He paid 3.5 yuan. "It works." All left.', ["He paid 3.5 yuan.", '"It works."', "All left."]),
        ("Dr. Wu met J. Lin of the U.S. Army at No. 5 Road.", ["Dr. Wu met J. Lin of the U.S. Army at No. 5 Road."]),
        ("增长3.4%，约2. 5倍", ["增长3.4%，约2. 5倍"]),
        ("", []),
    ],
)
def test_sentences(printed, sentences):
    assert cut(printed) == sentences


@given(st.text(alphabet="甲乙。！？“”（）《》，说 \n…", max_size=80))
def test_sentences_lose_nothing_but_white_space(text):
    assert "".join("".join(cut(text)).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("printed", "rest"),
    [
        ("本报讯（首席记者 王一）3月8日，", "3月8日，"),
        ("新华社成都5月9日电（记者李一）9日在", "9日在"),
        ("（记者 王一 通讯员 李二）今天", "今天"),
        ("■本报记者 王一一 李二 文/图 当前，", "当前，"),
        ("记者从会议获悉，去年", "记者从会议获悉，去年"),
        ("通讯员培训会议召开。", "通讯员培训会议召开。"),
        ("喜讯传来，大家", "喜讯传来，大家"),
    ],
)
def test_the_lead_goes_and_nothing_else(printed, rest):
    assert without_lead(Passage.of(printed, "s")).text == rest


def test_parse_numbers_sentences_and_marks_intertitles():
    page = "本报讯（记者 王一）会议召开。会议要求落实。\n抓产业\n要抓产业。"
    lines = page.split("\n")
    starts = [0, len(lines[0]) + 1, len(lines[0]) + len(lines[1]) + 2]
    paragraphs = tuple(Passage.of(page, "s", a, a + len(t)) for a, t in zip(starts, lines, strict=True))
    sentences = parse(Article("a1", paragraphs=paragraphs, intertitles=frozenset({1})))
    assert [s.text for s in sentences] == ["会议召开。", "会议要求落实。", "抓产业", "要抓产业。"]
    assert [s.paragraph for s in sentences] == [0, 0, 1, 2]
    assert [s.index for s in sentences] == [0, 1, 2, 3]
    assert [s.intertitle for s in sentences] == [False, False, True, False]


@given(st.text(max_size=60))
def test_fold_keeps_length(text):
    assert len(fold(text)) == len(text)


def test_fold_makes_full_width_plain_and_keeps_sentence_marks():
    assert fold("ＡＢ１２．５％，（－）。") == "AB12.5%，（-）。"


def test_letters_count_what_a_reader_sees():
    assert letters("增长3.4%，“好”") == 5


def test_a_byline_of_any_form_is_no_part_of_the_first_sentence():
    text = "本报讯（记者 史望舒）本报综合央视新闻消息：粮站昨夜亮灯。"
    body = Passage.of(text, "s")
    article = Article("a1", paragraphs=(body,), byline=body[: text.index("粮")])
    assert [sentence.text for sentence in parse(article)] == ["粮站昨夜亮灯。"]
    # Nothing is left when all is signed: then only the lead goes.
    signed = replace(article, byline=body)
    assert [sentence.text for sentence in parse(signed)] == ["本报综合央视新闻消息：粮站昨夜亮灯。"]
