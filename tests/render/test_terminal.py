from __future__ import annotations

import datetime as dt
import io
import re
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefing.errors import ConfigError
from briefing.model import ActionList, Activity, Article, Edition, Figure, Note, Statement, Story
from briefing.passage import Passage
from briefing.render.cells import cells, harmless, wrapped
from briefing.render.factlines import fact_lines
from briefing.render.terminal import View, article, compare, preview, wants_colour
from briefing.text import parse

PRINTED = (
    "全市产业发展大会召开\n张晓明讲话　李文主持\n"
    "本报讯（记者 王一）3月8日上午，全市产业发展大会召开。市委书记张晓明出席会议并讲话，市长李文主持会议。"
    "会议指出，去年全市规上工业增加值达1.28万亿元，同比增长6.5%——总量“全省第二”……要推进十项举措。\n"
    "第一，稳企业；第二，扩内需。\n"
)
CONTROL = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


def cut(words: str) -> Passage:
    at = PRINTED.index(words)
    return Passage.of(PRINTED, "p1", at, at + len(words))


@pytest.fixture
def edition():
    piece = Article(
        "a1",
        headline=(cut("全市产业发展大会召开"),),
        subheads=(cut("张晓明讲话　李文主持"),),
        paragraphs=(cut(PRINTED.split("\n")[2]), cut(PRINTED.split("\n")[3])),
        pages=("p1",),
    )
    facts = (
        Activity(
            cut("张晓明出席")[:3],
            (cut("市委书记"),),
            ("市委书记",),
            (cut("讲话，")[:2],),
            cut("全市产业发展大会"),
            "a1",
            cut("市委书记张晓明出席会议并讲话"),
            worth=0.9,
        ),
        Figure(cut("规上工业增加值"), "a1", cut("规上工业增加值达1.28万亿元，同比增长6.5%"), priority=1),
        ActionList(cut("十项举措"), (cut("稳企业"), cut("扩内需")), "a1", cut("十项举措")),
    )
    sentences = parse(piece)
    story = Story(piece, sentences, facts)
    return Edition(dt.date(2024, 3, 8), (story, story), (), paper="东江日报", notes=(Note("warning", "一页读不出"),))


def lead(story):
    return (story.sentences[0].passage,)


def second(story):
    return (story.sentences[1].passage,)


def reach(line, ambiguous):
    """The last column a line writes to; a cursor move starts from its own column."""
    column = 0
    for part in re.split(r"(\x1b\[\d+G)", line):
        move = re.fullmatch(r"\x1b\[(\d+)G", part)
        if move:
            assert column < int(move.group(1)), "the first column must end before the second begins"
        column = int(move.group(1)) - 1 if move else column + cells(CONTROL.sub("", part), ambiguous)
    return column


@pytest.mark.parametrize("width", [20, 60, 80, 140, 300])
@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("ambiguous", [1, 2])
def test_no_line_is_wider_than_the_terminal(edition, width, full, ambiguous):
    view = View(width, colour=True, full=full)
    both = compare(edition, (("a", lead), ("b", second)), view) if width >= 60 else ""
    for line in (preview(edition, lead, view) + article(edition, 1, lead, view) + both).splitlines():
        assert reach(line, ambiguous) <= width


def test_preview_tells_headline_summary_and_facts(edition):
    shown = preview(edition, lead, View(80))
    assert "  1 全市产业发展大会召开" in shown
    assert "东江日报  2024-03-08 星期五  2 篇稿件，6 条事实" in shown
    assert "3月8日上午，全市产业发展大会召开。" in shown
    assert "张晓明（市委书记）讲话" in shown
    assert "十项举措（2项）" in shown
    assert "一页读不出" in shown


def test_stories_are_counted_as_the_page_counts_them(edition):
    story = edition.stories[0]
    box = replace(story, article=replace(story.article, id="a2", kind="box", parent="a1"))
    told = preview(replace(edition, stories=(story, box)), lead, View())
    assert told.splitlines()[0] == "东江日报  2024-03-08 星期五  1 篇稿件（另附链接、框 1 则），6 条事实"


def test_a_sentence_that_leads_a_list_in_is_not_its_name(edition):
    facts = (replace(edition.stories[0].facts[2], title=cut("要推进十项举措")),)
    story = replace(edition.stories[0], facts=facts)
    assert fact_lines(story, 5) == (("清单", "2项：稳企业；扩内需"),)
    assert fact_lines(story, None) == (("清单", "2项："), ("   1.", "稳企业"), ("   2.", "扩内需"))


def test_a_summary_that_ends_in_a_name_in_quotes_is_closed(edition):
    told = preview(edition, lambda _: (cut("总量“全省第二”"),), View())
    assert "总量“全省第二”。" in told


def test_full_shows_the_items_of_a_list(edition):
    assert "稳企业" not in preview(edition, lead, View(80)).replace("第一，稳企业", "")
    assert "1. 稳企业" in preview(edition, lead, View(80, full=True))


def test_without_colour_there_is_no_control_character(edition):
    for shown in (preview(edition, lead, View(140)), compare(edition, (("a", lead), ("b", second)), View(140))):
        assert "\x1b" not in shown


def test_the_chosen_sentence_is_marked_in_place(edition):
    shown = article(edition, 1, lead, View(140)).replace("\n    ", "")
    assert "⟦3月8日上午，全市产业发展大会召开。⟧市委书记" in shown
    coloured = article(edition, 1, lead, View(140, colour=True))
    assert "\x1b[1;32m3月8日上午，全市产业发展大会召开。\x1b[0m" in coloured
    assert "\x1b[4m市委书记张晓明出席会议并讲话\x1b[0m" in coloured


def test_a_long_speech_does_not_hide_the_figures(edition):
    story = edition.stories[0]
    speech = tuple(Statement(cut("张晓明"), cut("会议指出")[2:], cut("十项举措"), "a1", worth=2.0) for _ in range(9))
    shown = fact_lines(replace(story, facts=speech + story.facts), 5)
    assert [label for label, _ in shown] == ["讲话", "讲话", "活动", "数据", "清单", "……"]
    assert shown[-1][1] == "另有 7 条"


def test_a_story_that_is_not_there_is_named(edition):
    with pytest.raises(ConfigError, match="1 to 2"):
        article(edition, 3, lead, View())


def test_two_rankers_stand_side_by_side(edition):
    shown = compare(edition, (("lead", lead), ("second", second)), View(100))
    line = next(line for line in shown.splitlines() if "3月8日上午" in line)
    assert "市委书记张晓明" in line
    assert line.index("3月8日上午") < line.index("市委书记张晓明")


def test_text_of_a_page_cannot_command_the_terminal():
    assert harmless("a\x1b[2Jb\r\x07\u202e") == "a [2Jb   "


@pytest.mark.parametrize(
    ("terminal", "environ", "colour"),
    [
        (True, {}, True),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"TERM": "dumb"}, False),
        (False, {}, False),
        (True, {"NO_COLOR": ""}, True),
    ],
)
def test_colour_only_on_a_willing_terminal(monkeypatch, terminal, environ, colour):
    stream = io.StringIO()
    monkeypatch.setattr(stream, "isatty", lambda: terminal)
    assert wants_colour(stream, environ) is colour


@given(st.text(alphabet="中文字，。“”（）《》…—ab1.5% 　\u0301①·", max_size=80), st.integers(2, 30))
@example("· \u0301 ", 2)
def test_wrapping_loses_nothing_and_keeps_the_width(text, width):
    lines = wrapped(text, width)
    joined = "".join(text[start:end] for start, end in lines)
    assert "".join(joined.split()) == "".join(text.split())
    for start, end in lines:
        assert cells(text[start:end], 2) <= width
    assert list(lines) == sorted(lines)


@given(st.text(alphabet="中文字，。“”（）", max_size=80), st.integers(12, 40))
def test_no_line_begins_with_a_closing_mark_where_words_are_between(text, width):
    text = re.sub(r"([，。“”（）])[，。“”（）]+", r"\1", text)
    lines = [text[start:end] for start, end in wrapped(text, width)]
    assert not any(line[0] in "，。”）" for line in lines[1:] if line)
    assert not any(line[-1] in "“（" for line in lines[:-1] if line)


def test_numbers_and_words_stay_whole():
    text = "规上工业增加值达128.5亿元增长20.6%"
    for width in range(10, 40):
        lines = [text[start:end] for start, end in wrapped(text, width)]
        assert any("128.5" in line for line in lines)
        assert any("20.6%" in line for line in lines)
