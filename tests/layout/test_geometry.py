"""Articles of pages whose lines have boxes: pages composed here, of invented texts."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.layout.geometry import from_boxes
from briefing.model import Line, Page, Source
from briefing.passage import Span

SIZE, LEAD, COLUMN, GUTTER = 10.0, 13.0, 140.0, 16.0
PARKS = (
    "本报讯（记者 温言）城西湿地公园昨日开园，首批开放面积三百二十亩，园内新栽乔木一千六百株。",
    "园方介绍，公园设有观鸟步道四公里，市民凭身份证免费入园，每日限流八千人次，节假日另行公告。",
    "下一步，湿地公园还将增设科普馆，面向中小学生开放，预计今年秋天建成。",
)
TRAMS = (
    "本报讯（记者 苗青）轻轨三号线延长段今起试运行，线路全长九公里，新设车站七座，票价不变。",
    "轨道公司负责人说，试运行期间，列车间隔为八分钟，早晚高峰缩短到五分钟，末班车二十三时发出。",
    "据了解，轻轨三号线延长段开通后，东城到高铁站只要二十六分钟，沿线居民出行更加便捷。",
)
SCHOOL = (
    "新华社某地3月8日电（记者 白帆）乡村小学的营养午餐有了新标准，每餐不少于三菜一汤。",
    "记者在一所小学看到，食堂墙上贴着一周食谱，学生和家长都可以监督，食材来源逐项公示。",
)


class Sheet:
    """A page in the making; y grows downwards."""

    def __init__(self) -> None:
        self.printed: list[tuple[str, tuple[float, float, float, float], float, str, bool]] = []
        self.rules: list[tuple[float, float, float, float]] = []
        self.images: list[tuple[float, float, float, float]] = []

    def line(self, x: float, y: float, words: str, size: float = SIZE, font: str = "Song") -> None:
        self.printed.append((words, (x, y, x + size * len(words), y + size), size, font, True))

    def vertical(self, x: float, y: float, words: str, size: float) -> None:
        self.printed.append((words, (x, y, x + size, y + 1.15 * size * len(words)), size, "Hei", False))

    def columns(self, paragraphs, places, indent: int = 2) -> None:
        """Flow paragraphs through places: (x, top, number of lines)."""
        lines = []
        for paragraph in paragraphs:
            room = int(COLUMN / SIZE)
            at, first = 0, True
            while at < len(paragraph):
                take = room - indent if first else room
                lines.append((indent if first else 0, paragraph[at : at + take]))
                at, first = at + take, False
        queue = iter(lines)
        for x, top, count in places:
            for number in range(count):
                if (nxt := next(queue, None)) is None:
                    return
                self.line(x + nxt[0] * SIZE, top + number * LEAD, nxt[1])
        assert next(queue, None) is None, "the places are too small for the text"

    def page(self, order=None) -> Page:
        parts, lines, at = [], [], 0
        for words, box, size, font, upright in order(self.printed) if order else self.printed:
            lines.append(Line(Span("s1", at, at + len(words) + 1), box, size, font == "Hei", font, upright))
            parts.append(words + "\n")
            at += len(words) + 1
        source = Source("s1", "page.pdf", "0" * 64, "application/pdf")
        return Page(source, "".join(parts), tuple(lines), tuple(self.rules), (), 800.0, 1000.0, tuple(self.images))


def x(column: int) -> float:
    return 40 + column * (COLUMN + GUTTER)


def bodies(layout) -> dict[str, str]:
    return {article.title: re.sub(r"\s", "", article.body) for article in layout.articles}


def whole(paragraphs) -> str:
    return re.sub(r"\s", "", "".join(paragraphs))


def lost(page: Page, layout) -> str:
    parts = [block.passage for block in layout.furniture]
    for article in layout.articles:
        parts += [article.kicker, *article.headline, *article.subheads, article.byline, article.label]
        parts += [*article.paragraphs, *article.captions]
    kept = {at for part in parts for span in part.spans for at in range(span.start, span.end)}
    return "".join(c for at, c in enumerate(page.text) if at not in kept and not c.isspace())


def two_articles() -> Sheet:
    sheet = Sheet()
    sheet.line(x(0), 100, "湿地公园昨日开园", 26, "Hei")
    sheet.columns(PARKS, [(x(0), 140, 6), (x(1), 140, 6)])
    sheet.line(x(2), 100, "轻轨延长段试运行", 26, "Hei")
    sheet.columns(TRAMS, [(x(2), 140, 6), (x(3), 140, 6)])
    return sheet


ORDERS = {
    "as printed": lambda lines: lines,
    "backwards": lambda lines: lines[::-1],
    "row by row over all columns": lambda lines: sorted(lines, key=lambda line: (line[1][1], line[1][0])),
    "heads last": lambda lines: sorted(lines, key=lambda line: line[2]),
}


@pytest.mark.parametrize("order", ORDERS)
def test_neighbours_are_told_apart_whatever_the_stream(order):
    layout = from_boxes(two_articles().page(ORDERS[order]))
    assert bodies(layout) == {"湿地公园昨日开园": whole(PARKS), "轻轨延长段试运行": whole(TRAMS)}
    assert [len(article.paragraphs) for article in layout.articles] == [3, 3]
    assert [str(article.byline) for article in layout.articles] == ["本报讯（记者 温言）", "本报讯（记者 苗青）"]


def test_a_head_set_into_its_text_begins_it():
    sheet = Sheet()
    sheet.line(x(1), 100, "湿地公园昨日开园", 30, "Hei")
    sheet.columns(PARKS, [(x(0), 100, 7), (x(1), 139, 4), (x(2), 139, 4)])
    (article,) = from_boxes(sheet.page()).articles
    assert article.title == "湿地公园昨日开园"
    assert re.sub(r"\s", "", article.body) == whole(PARKS)


def test_a_vertical_head_stands_left_of_its_text():
    sheet = Sheet()
    sheet.vertical(x(0) + 50, 100, "湿地公园开园", 26)
    sheet.columns(PARKS, [(x(1), 100, 8), (x(2), 100, 8)])
    (article,) = from_boxes(sheet.page()).articles
    assert article.title == "湿地公园开园"
    assert re.sub(r"\s", "", article.body) == whole(PARKS)


def test_kicker_main_head_and_deck_are_told_by_size():
    sheet = Sheet()
    sheet.line(x(0), 60, "城市更新又添新景", 15, "Kai")
    sheet.line(x(0), 82, "湿地公园昨日开园", 30, "Hei")
    sheet.line(x(0), 118, "首批开放三百二十亩", 14, "Kai")
    sheet.columns(PARKS, [(x(0), 145, 6), (x(1), 145, 6)])
    (article,) = from_boxes(sheet.page()).articles
    assert (str(article.kicker), article.title) == ("城市更新又添新景", "湿地公园昨日开园")
    assert list(map(str, article.subheads)) == ["首批开放三百二十亩"]


def test_a_head_that_wraps_is_one_line():
    sheet = Sheet()
    sheet.line(x(0), 60, "城西湿地公园昨日开园首", 26, "Hei")
    sheet.line(x(0), 90, "批开放三百亩", 26, "Hei")
    sheet.columns(PARKS, [(x(0), 130, 6), (x(1), 130, 6)])
    (article,) = from_boxes(sheet.page()).articles
    assert article.title == "城西湿地公园昨日开园首批开放三百亩"


def test_a_head_broken_within_a_word_is_one_line_however_short():
    sheet = Sheet()
    sheet.line(x(0), 60, "城西湿地公", 22, "Hei")
    sheet.line(x(0), 86, "园昨日开园", 22, "Hei")
    sheet.columns(PARKS, [(x(0), 130, 6), (x(1), 130, 6), (x(2), 130, 6)])
    (article,) = from_boxes(sheet.page()).articles
    assert article.title == "城西湿地公园昨日开园"


def test_a_text_goes_on_past_a_picture_and_its_caption():
    sheet = Sheet()
    sheet.line(x(0), 60, "湿地公园昨日开园", 26, "Hei")
    sheet.images.append((x(1), 100, x(1) + COLUMN, 200))
    sheet.line(x(1), 204, "图为湿地公园。 温言 摄", 9, "Kai")
    sheet.columns(PARKS, [(x(0), 100, 9), (x(1), 226, 3)])
    (article,) = from_boxes(sheet.page()).articles
    assert re.sub(r"\s", "", article.body) == whole(PARKS)
    assert list(map(str, article.captions)) == ["图为湿地公园。 温言 摄"]


def test_a_text_without_head_goes_on_from_the_article_it_speaks_of():
    sheet = Sheet()
    sheet.line(x(0), 60, "湿地公园昨日开园", 26, "Hei")
    sheet.columns(PARKS[:2], [(x(0), 100, 4), (x(1), 100, 5)])
    sheet.line(x(2), 60, "轻轨延长段试运行", 26, "Hei")
    sheet.columns(TRAMS[:2], [(x(2), 100, 4), (x(3), 100, 5)])
    sheet.columns(TRAMS[2:], [(x(0), 260, 3), (x(1), 260, 3)])
    sheet.columns(PARKS[2:], [(x(2), 340, 2), (x(3), 340, 2)])
    found = bodies(from_boxes(sheet.page()))
    assert found == {"湿地公园昨日开园": whole(PARKS), "轻轨延长段试运行": whole(TRAMS)}


def test_a_frame_holds_its_own():
    sheet = two_articles()
    sheet.rules.append((x(0) - 4, 300, x(1) + COLUMN, 372))
    sheet.line(x(0), 306, "今日看点", 14, "Hei")
    for number, item in enumerate(("●城东菜场今起改造", "●市图书馆延长开放时间", "●周末气温回升")):
        sheet.line(x(0), 326 + 14 * number, item)
    layout = from_boxes(sheet.page())
    (box,) = [article for article in layout.articles if article.kind == "box"]
    assert box.title == "今日看点"
    assert len(box.paragraphs) == 3
    assert bodies(layout)["湿地公园昨日开园"] == whole(PARKS)


def test_a_sidebar_is_told_by_its_label():
    sheet = two_articles()
    sheet.line(x(0), 280, "相关链接", 11, "Kai")
    sheet.line(x(0), 296, "午餐有了新标准", 15, "Hei")
    sheet.columns(SCHOOL, [(x(0), 320, 6), (x(1), 320, 6)])
    layout = from_boxes(sheet.page())
    (sidebar,) = [article for article in layout.articles if article.kind == "sidebar"]
    assert (sidebar.title, str(sidebar.label)) == ("午餐有了新标准", "相关链接")
    assert sidebar.parent in {article.id for article in layout.articles if article.kind == "article"}


def test_folio_and_editors_are_furniture():
    sheet = two_articles()
    for where, words, size in ((40, "江岸日报", 20), (300, "2024年3月8日 星期五", 9), (600, "A3 要闻", 13)):
        sheet.line(where, 20, words, size, "Hei")
    sheet.line(40, 900, "责编：文某 美编：武某", 8)
    layout = from_boxes(sheet.page())
    assert len(layout.articles) == 2
    assert len(layout.furniture) == 4


def test_paragraphs_without_indents_are_told_by_short_lines():
    sheet = Sheet()
    sheet.line(x(0), 60, "湿地公园昨日开园", 26, "Hei")
    sheet.columns(PARKS, [(x(0), 100, 6), (x(1), 100, 6)], indent=0)
    (article,) = from_boxes(sheet.page()).articles
    assert list(map(str, article.paragraphs)) == [*PARKS]


def test_a_page_set_vertically_is_read_from_the_right():
    sheet = Sheet()
    sheet.vertical(700, 100, "湿地公园开园", 30)
    for number in range(4):
        words = whole(PARKS)[20 * number : 20 * number + 20]
        sheet.printed.append((words, (670 - 14 * number, 100, 680 - 14 * number, 300), SIZE, "Song", False))
    (article,) = from_boxes(sheet.page()).articles
    assert whole(PARKS).startswith(re.sub(r"\s", "", article.body)[:60])


def test_a_page_without_lines_says_so():
    page = Page(Source("s1", "page.pdf", "0" * 64, "application/pdf", page="3"), "", ())
    layout = from_boxes(page)
    assert layout.articles == ()
    assert "先做文字识别" in layout.notes[0].message


def test_a_head_without_text_and_a_text_without_head_are_told():
    sheet = two_articles()
    sheet.line(x(0), 500, "孤零零的一个标题", 26, "Hei")
    messages = [note.message for note in from_boxes(sheet.page()).notes]
    assert any("有标题无正文" in message for message in messages)
    bare = Sheet()
    bare.columns(SCHOOL, [(x(0), 100, 9)])
    assert any("有正文无标题" in note.message for note in from_boxes(bare.page()).notes)


WORDS = st.sampled_from(
    ["要闻", "责编：某某", *PARKS, "今日看点", "相关链接", "（记者 文某）", "●一条", "12.5", "图为", "。", "\ue000"]
)
LINES = st.tuples(
    WORDS,
    st.floats(0, 700),
    st.floats(0, 900),
    st.sampled_from([6.0, 9.0, 10.0, 10.0, 14.0, 30.0]),
    st.sampled_from(["Song", "Hei", "Kai"]),
    st.booleans(),
)


@settings(max_examples=80, deadline=None)
@given(st.lists(LINES, max_size=30), st.lists(st.tuples(*[st.floats(0, 800)] * 4), max_size=5))
def test_every_printed_character_ends_somewhere(lines, boxes):
    sheet = Sheet()
    for words, left, top, size, font, upright in lines:
        if upright:
            sheet.line(left, top, words, size, font)
        else:
            sheet.vertical(left, top, words, size)
    sheet.rules = [(min(a, c), min(b, d), max(a, c), max(b, d)) for a, b, c, d in boxes]
    page = sheet.page()
    layout = from_boxes(page)
    assert lost(page, layout) == ""
    assert from_boxes(page) == layout


def test_a_table_of_prices_loses_nothing():
    sheet = two_articles()
    for number in range(1500):
        place = (40 + 30 * (number % 25) + number % 7, 400 + 9 * (number // 25))
        sheet.line(*place, ("12.3", "停牌", "-0.5%")[number % 3], 6)
    page = sheet.page()
    assert lost(page, from_boxes(page)) == ""


def test_a_jump_line_is_no_text():
    sheet = two_articles()
    sheet.line(x(3), 140 + 6 * LEAD, "（下转第2版）")
    layout = from_boxes(sheet.page())
    assert bodies(layout)["轻轨延长段试运行"] == whole(TRAMS)
    assert [str(block.passage) for block in layout.furniture] == ["（下转第2版）"]


def test_a_vertical_head_of_two_columns_is_read_from_right_to_left():
    sheet = Sheet()
    for row, (right, left) in enumerate(zip("湿地公园昨日", "迎客三万人次", strict=True)):
        sheet.line(x(0), 60 + row * 22, left, 20.0, "Hei")
        sheet.line(x(0) + 27, 60 + row * 22, right, 20.0, "Hei")
    sheet.columns(PARKS, [(x(1), 60, 12)])
    (article,) = from_boxes(sheet.page()).articles
    assert article.title == "湿地公园昨日迎客三万人次"


def test_lines_across_stay_lines_however_short():
    sheet = Sheet()
    for row, words in enumerate(("湿地", "公园", "昨日", "开园")):
        sheet.line(x(0), 60 + row * 28, words, 20.0, "Hei")
    sheet.columns(PARKS, [(x(0), 180, 12)])
    (article,) = from_boxes(sheet.page()).articles
    assert article.title == "湿地公园昨日开园"


def test_larger_lines_within_one_article_are_its_intertitles():
    sheet = Sheet()
    sheet.line(x(0), 40, "城西湿地公园昨日开园迎客", 28.0, "Hei")
    sheet.columns(PARKS[:1], [(x(0), 90, 4)])
    sheet.line(x(0) + 20, 90 + 4 * LEAD + 8, "免费入园观鸟", 13.5, "Hei")
    sheet.columns(PARKS[1:2], [(x(0), 90 + 4 * LEAD + 32, 4)])
    sheet.line(x(1) + 20, 90, "今秋再添场馆", 13.5, "Hei")
    sheet.columns(PARKS[2:], [(x(1), 114, 4)])
    (article,) = from_boxes(sheet.page()).articles
    assert article.title == "城西湿地公园昨日开园迎客"
    assert [article.paragraphs[at].text for at in sorted(article.intertitles)] == ["免费入园观鸟", "今秋再添场馆"]


def test_larger_lines_over_texts_of_their_own_are_heads():
    sheet = Sheet()
    sheet.line(x(0), 90, "湿地公园开园迎客", 13.5, "Hei")
    sheet.columns(PARKS, [(x(0), 114, 11)])
    sheet.line(x(0), 114 + 11 * LEAD + 8, "轻轨延长段试运行", 13.5, "Hei")
    sheet.columns(TRAMS, [(x(0), 114 + 11 * LEAD + 32, 12)])
    assert list(bodies(from_boxes(sheet.page()))) == ["湿地公园开园迎客", "轻轨延长段试运行"]


def test_a_head_in_a_coloured_bar_opens_the_text_below_it():
    sheet = Sheet()
    sheet.rules.append((x(0), 56.0, x(0) + COLUMN, 84.0))
    sheet.line(x(0) + 10, 60, "湿地开园", 20.0, "Hei")
    sheet.columns(PARKS, [(x(0), 92, 12)])
    assert list(bodies(from_boxes(sheet.page()))) == ["湿地开园"]


def test_the_large_name_of_a_page_beside_its_date_is_no_head():
    sheet = Sheet()
    sheet.line(x(0), 20, "天下", 22.0, "Hei")
    sheet.line(x(2), 28, "2024年3月9日 星期六", 8.0)
    sheet.line(x(0), 80, "湿地公园昨日开园", 24.0, "Hei")
    sheet.columns(PARKS, [(x(0), 114, 12)])
    layout = from_boxes(sheet.page())
    assert list(bodies(layout)) == ["湿地公园昨日开园"]
    assert "天下" in {block.passage.text for block in layout.furniture}


def test_an_advertisement_in_a_frame_takes_no_text():
    sheet = Sheet()
    sheet.line(x(0), 60, "湿地公园昨日开园", 24.0, "Hei")
    sheet.columns(PARKS, [(x(0), 94, 6), (x(1), 94, 6)])
    sheet.rules.append((x(2), 40.0, x(2) + COLUMN, 300.0))
    sheet.line(x(2) + 20, 80, "湖景洋房", 24.0, "Hei")
    assert list(bodies(from_boxes(sheet.page()))) == ["湿地公园昨日开园"]


def test_a_blank_within_a_head_parts_no_heads():
    sheet = Sheet()
    sheet.line(x(0), 80, "湿地公园开园", 20, "Hei")
    sheet.line(x(0) + 130, 80, "首批开放三百亩", 20, "Hei")
    sheet.columns(PARKS, [(x(0), 120, 5), (x(1), 120, 7)])
    (article,) = from_boxes(sheet.page()).articles
    assert article.title.replace(" ", "") == "湿地公园开园首批开放三百亩"


def test_heads_side_by_side_over_their_own_columns_stay_two():
    sheet = Sheet()
    sheet.line(x(0), 80, "湿地公园开园", 22, "Hei")
    sheet.line(x(1), 80, "轻轨三号线延长", 22, "Hei")
    sheet.columns(PARKS, [(x(0), 120, 12)])
    sheet.columns(TRAMS, [(x(1), 120, 12)])
    assert set(bodies(from_boxes(sheet.page()))) == {"湿地公园开园", "轻轨三号线延长"}


def test_a_deck_in_the_type_of_the_text_is_no_text():
    sheet = Sheet()
    sheet.line(x(0), 80, "湿地公园开园", 20, "Hei")
    sheet.line(x(0), 108, "首批开放三百亩")
    sheet.columns(PARKS, [(x(0), 140, 6), (x(1), 140, 6)])
    (article,) = from_boxes(sheet.page()).articles
    assert [deck.text for deck in article.subheads] == ["首批开放三百亩"]
    assert article.body.replace("\n", "") == "".join(PARKS)
