from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.config import LayoutConfig
from briefing.layout import segment, stitch
from briefing.layout.lines import rows_of
from briefing.model import Line, Page, Source
from briefing.passage import Span
from briefing.read.txt import line_spans

CONFIG = LayoutConfig()


def page_of(text, source="s1"):
    lines = tuple(Line(Span(source, start, end)) for start, end in line_spans(text))
    return Page(Source(source, "page.txt", "0"), text, lines)


def printed(text):
    return {at for at, character in enumerate(text) if not character.isspace() and character.isprintable()}


def covered(layout):
    passages = [block.passage for block in layout.furniture]
    for a in layout.articles:
        passages += [a.kicker, *a.headline, *a.subheads, a.byline, *a.paragraphs, *a.captions, a.label]
    return {at for passage in passages for span in passage.spans for at in range(span.start, span.end)}


PIECES = st.sampled_from(
    [
        "本报讯（记者 史望舒）昨日，澜川市召开座谈会，研究夏粮收购。",
        "会议要求，各县区要抓紧备足仓容，",
        "做到应收尽收。",
        "粮站里的清晨",
        "■收购点前排起了长队 本报记者 江采薇 摄",
        "责编：习远  美编：祝融",
        "相关新闻",
        "今日看点",
        "●全市夏粮开镰",
        "（记者 白亦然）",
        "下转第2版",
        "2026年5月9日 星期六",
        "粮",
        "A01 要闻",
        "3.5%",
        "  \u3000 ",
        "",
        "\x07\ue000某",
        "上证指数  3021.55  +0.35%",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=40), st.sampled_from(["\n", "\n\n", "\r\n", "    "]))
def test_every_printed_character_is_in_an_article_or_in_the_furniture(pieces, end):
    text = end.join(pieces)
    assert printed(text) <= covered(segment(page_of(text), CONFIG))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_taken_without_a_fault_and_nothing_of_it_is_lost(text):
    assert printed(text) <= covered(segment(page_of(text), CONFIG))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n" * 100_000,
        "字" * 1_000_000,
        "，" * 200_000,
        "竖\n排\n的\n字\n一\n行\n一\n个\n" * 40,
        "臺灣省會議召開，與會者討論經濟發展問題。\n" * 50,
        "600519 贵州某酒 1688.00 +1.2%\n" * 400,
        "03 07 12 19 28 33 + 08\n" * 200,
        "全场五折起\n欢迎选购\n电话：0000-12345678\n",
        "\x00\x01\x02乱\x03码\x04" * 500,
        "（" * 50_000,
        "1 2 3 4 5 6 7 8 9 0 " * 20_000,
    ],
    ids=[
        *("empty", "blank", "line", "commas", "vertical", "traditional"),
        *("stocks", "lottery", "advert", "control", "open", "digits"),
    ],
)
def test_odd_pages_neither_fail_nor_run_on_nor_lose_text(text):
    started = time.process_time()
    layout = segment(page_of(text), CONFIG)
    assert time.process_time() - started < 20
    assert printed(text) <= covered(layout)


def test_vertical_text_is_set_upright():
    layout = segment(page_of("\n".join("古城墙修缮工程昨日完工。") + "\n"), CONFIG)
    words = [block.passage.text for block in layout.furniture] + [a.body for a in layout.articles]
    assert any("古城墙修缮工程" in text for text in words)


PAGE = """澜川日报
2026年5月9日 星期六

夏粮收购站里的新鲜事

本报记者 史望舒

清晨五点，城郊粮站门口
已经排起了送粮车队。站长马
守田说，今年夏粮收购比往年
早了六天。

粮站今年换了新的烘干设
备，潮粮当天就能入库，农户
不用再租场地晾晒。

■送粮车队在粮站门前等候 本报记者 江采薇 摄
"""


def test_head_byline_and_caption_find_their_article():
    layout = segment(page_of(PAGE), CONFIG)
    article = layout.articles[0]
    assert article.title == "夏粮收购站里的新鲜事"
    assert [name.text for name in article.reporters] == ["史望舒"]
    assert article.body.startswith("清晨五点，城郊粮站门口已经排起了送粮车队。")
    assert article.captions[0].text.startswith("■送粮车队")
    assert {block.passage.text for block in layout.furniture} == {"澜川日报", "2026年5月9日 星期六"}


def test_ids_carry_the_source_and_are_unique():
    layout = segment(page_of(PAGE, "s7"), CONFIG)
    ids = [article.id for article in layout.articles]
    assert len(set(ids)) == len(ids)
    assert all(name.startswith("s7.a") for name in ids)


FIRST = """夏粮收购站里的新鲜事

本报讯（记者 史望舒）清
晨五点，城郊粮站门口已经排
起了送粮车队。站长马守田说，
今年夏粮收购比往年早了六天，
农户送来的小麦水分低、颗粒

下转第2版
"""
SECOND = """上接第1版

饱满，等级普遍在二等以
上。粮站今年换了新的烘干设
备，潮粮当天就能入库，送粮
的农户不用再租场地晾晒小麦。
"""


def test_a_continuation_is_joined_across_pages():
    layouts = [segment(page_of(FIRST, "s1"), CONFIG), segment(page_of(SECOND, "s2"), CONFIG)]
    joined = stitch(layouts)
    assert "颗粒饱满，等级" in joined[0].articles[0].body
    assert joined[0].articles[0].pages == ("s1", "s2")
    assert joined[1].articles == ()


def test_pages_without_jump_lines_stay_as_they_are():
    layouts = (segment(page_of(PAGE, "s1"), CONFIG), segment(page_of(PAGE, "s2"), CONFIG))
    assert stitch(layouts) == layouts


def test_a_label_on_the_line_of_its_head_is_parted_from_it():
    page = page_of("相关链接　澜川新港集装箱吞吐量首破百万箱\n本报讯（记者 史望舒）澜川新港本月装卸百万箱。\n")
    assert [row.text for row in rows_of(page)][:2] == ["相关链接", "澜川新港集装箱吞吐量首破百万箱"]


def test_a_row_that_figures_follow_is_text():
    """Extractors break a line where figures are set in another fount; no head stands there."""
    layout = segment(
        page_of("""全市春茶产量同比增加
本报讯（记者 江采薇）清明前
后，澜川各茶园陆续开采，农技人
员蹲点指导，春茶头批产量同
比增加
4.6%，其中高山茶占了一半。
下一步，市里将建两座茶叶冷藏
库，让茶农不再赶着时间卖鲜叶。
"""),
        CONFIG,
    )
    assert [article.title for article in layout.articles] == ["全市春茶产量同比增加"]
    assert "头批产量同比增加4.6%，其中" in layout.articles[0].body


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("新 华 社 澜 川 3 月 2 7 日 电", "新华社澜川3月27日电"),
        ("夏 粮 收 购 进 度", "夏粮收购进度"),
        # Figures of a table, names of two people and the clauses of a head stay apart.
        ("3 2 1 0 4 全 市", "3 2 1 0 4 全 市"),
        ("记者 史望舒 江采薇", "记者 史望舒 江采薇"),
        ("夏粮丰收 秋粮在望 农户增收", "夏粮丰收 秋粮在望 农户增收"),
    ],
)
def test_letter_spaced_rows_are_closed_up(line, row):
    assert rows_of(page_of(line))[0].text == row
