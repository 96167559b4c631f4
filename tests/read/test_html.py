"""Digital editions: five sites' manners, wrong encodings, hostile pages."""

from __future__ import annotations

import datetime as dt
import json
import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.config import ReadConfig
from briefing.errors import ReadError
from briefing.layout.edition import from_hints
from briefing.model import Source
from briefing.read.html import decode_html, read

FIXTURES = Path(__file__).parent / "html"
SITES = ("founder", "table", "modern", "portal", "digest")
STORY = "本报讯（记者 文某某）市里召开会议，研究重点工作，部署下一步任务，要求各部门抓好落实。"


def page_of(data: bytes):
    (page,) = read(data, Source("s1", "page.html", "0" * 64), ReadConfig())
    return page


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def lost(page, layout) -> str:
    """Return the printed characters of a page that are in nothing its layout holds."""
    parts = [block.passage for block in layout.furniture]
    for article in layout.articles:
        parts += [article.kicker, *article.headline, *article.subheads, article.byline, article.label]
        parts += [*article.paragraphs, *article.captions]
    kept = {at for part in parts for span in part.spans for at in range(span.start, span.end)}
    return "".join(c for at, c in enumerate(page.text) if at not in kept and not c.isspace())


@pytest.mark.parametrize("site", SITES)
def test_a_site_gives_its_articles_whole(site):
    page = page_of((FIXTURES / f"{site}.html").read_bytes())
    gold = json.loads((FIXTURES / f"{site}.gold.json").read_text(encoding="utf-8"))
    layout = from_hints(page)
    assert [article.title for article in layout.articles] == [each["headline"] for each in gold["articles"]]
    for article, each in zip(layout.articles, gold["articles"], strict=True):
        assert list(map(bare, map(str, article.paragraphs))) == list(map(bare, each["paragraphs"]))
        assert str(article.kicker) == each["kicker"]
        assert [str(deck) for deck in article.subheads] == each["subheads"]
        assert [str(article.paragraphs[at]) for at in sorted(article.intertitles)] == each["intertitles"]
    captions = [str(caption) for article in layout.articles for caption in article.captions]
    assert captions == [each["text"] for each in gold["captions"]]


@pytest.mark.parametrize("site", SITES)
def test_a_site_tells_paper_date_and_folio(site):
    page = page_of((FIXTURES / f"{site}.html").read_bytes())
    gold = json.loads((FIXTURES / f"{site}.gold.json").read_text(encoding="utf-8"))
    assert page.source.date == dt.date.fromisoformat(gold["date"])
    assert (page.source.paper, page.source.page) == (gold["paper"], gold["folio"])
    assert page.source.media_type == "text/html"


@pytest.mark.parametrize("site", SITES)
def test_every_visible_character_ends_somewhere(site):
    page = page_of((FIXTURES / f"{site}.html").read_bytes())
    assert lost(page, from_hints(page)) == ""


@pytest.mark.parametrize("site", SITES)
def test_scripts_styles_and_comments_are_not_read(site):
    text = page_of((FIXTURES / f"{site}.html").read_bytes()).text
    for word in ("脚本", "function", "zoom(", "line-height", "enpproperty"):
        assert word not in text


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("<meta charset=utf-8><p>汉字</p>".encode("gbk"), "declared UTF-8, is GBK"),
        ("<meta charset=gb2312><p>汉字</p>".encode(), "declared GB2312, is UTF-8"),
        ("<p>汉字</p>".encode("gb18030"), "not declared"),
        ("<p>汉字</p>".encode("utf-8-sig"), "with a byte order mark"),
        ("<p>汉字</p>".encode("utf-16"), "UTF-16 with a byte order mark"),
        ("<meta charset=big5><p>漢字</p>".encode("big5"), "declared Big5"),
        ("<meta charset=gb2312><p>㐂囍镕</p>".encode("gb18030"), "more than GB2312 has"),
        ("<meta charset=nonsense><p>汉字</p>".encode("gbk"), "declared as nothing known"),
    ],
)
def test_the_encoding_is_found_whatever_is_declared(data, encoding):
    assert re.search("汉字|漢字|㐂囍镕", decode_html(data, "page.html")), encoding


def test_entities_are_decoded():
    page = page_of(f"<html><body><p>&ldquo;甲&rdquo;&nbsp;&#20057;&#x4E19; &amp;lt; {STORY}</p></body></html>".encode())
    assert page.text.startswith("“甲”\xa0乙丙 &lt; ")


def test_a_page_without_visible_text_is_one_clear_line():
    with pytest.raises(ReadError, match=r"page\.html: HTML without visible text"):
        page_of(b"<html><body><script>document.write('x')</script></body></html>")


def test_related_news_is_no_article():
    page = page_of(
        f"<html><body><h1>重点工作会议召开</h1><div class=content><p>{STORY}</p><p>{STORY}</p></div>"
        "<div class=related><h3>相关新闻</h3><ul><li><a href=1>另一条新闻的标题在此</a></li></ul></div>"
        "</body></html>".encode()
    )
    (article,) = from_hints(page).articles
    assert article.title == "重点工作会议召开"
    assert len(article.paragraphs) == 2


HOSTILE = {
    "deep": "<html><body>" + "<div>" * 100_000 + STORY + "</div>" * 100_000,
    "deep tables": "<html><body>" + "<table><tr><td>" * 30_000 + STORY,
    "a huge attribute": '<html><body><p class="' + "a " * 1_000_000 + f'">{STORY}</p>',
    "many attributes": "<html><body><p " + " ".join(f'a{n}="x"' for n in range(100_000)) + f">{STORY}</p>",
    "an entity bomb": '<!DOCTYPE html [<!ENTITY a "xxxx"><!ENTITY b "&a;&a;&a;">]><p>&b;</p>' + f"<p>{STORY}</p>",
    "many links": f"<p>{STORY}</p>" + "".join(f"<a href={n}>某条要闻的标题第{n}</a><br>" for n in range(8000)),
    "many heads": "<html><body>" + "".join(f"<h2>标题之{n}</h2><p>{STORY}</p>" for n in range(4000)),
    "angle brackets": "<html><body>" + "<" * 300_000 + f"<p>{STORY}</p>",
    "nothing closed": "<html><body><p><b><i><div><table><tr><td><a><h1>" + STORY,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_neither_hangs_nor_loses_its_text(name):
    started = time.process_time()
    page = page_of(HOSTILE[name].encode())
    layout = from_hints(page)
    assert time.process_time() - started < 20
    assert "研究重点工作" in page.text
    assert lost(page, layout) == ""


PARTS = [
    *("<p>", "</p>", "<div class=title>", "</div>", "<h1>", "</h1>", "<h2>", "</h2>", "<br>", "<a href=x>", "</a>"),
    *("<td>", "<table>", "<b>", "</b>", STORY, "要闻标题", "来源：某报", "2024-03-08", "图为现场。", "相关链接"),
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=40))
def test_any_markup_keeps_every_character(parts):
    try:
        page = page_of(("<html><body>" + "".join(parts)).encode())
    except ReadError:
        return
    assert lost(page, from_hints(page)) == ""


def test_headings_of_three_levels_are_one_head():
    page = page_of(
        f"<div class=article><h3>稳中求进看开局</h3><h1>经济运行开局良好</h1><h2>——主要指标回升</h2>"
        f"<p class=sec>本报记者　文某 <span class=date>《某某日报》（2024年3月8日　第 01 版）</span></p>"
        f"<div id=ozoom><p>　　{STORY}</p><p>　　{STORY}</p></div></div>".encode()
    )
    (article,) = from_hints(page).articles
    assert (str(article.kicker), article.title) == ("稳中求进看开局", "经济运行开局良好")
    assert [str(deck) for deck in article.subheads] == ["——主要指标回升"]
    assert str(article.byline) == "本报记者　文某"


@pytest.mark.parametrize(
    "line",
    [
        "敲定合作清单，约好来年再聚，让更多村民受益。",
        "主办方表示，展会将持续三天，欢迎市民前来参观。",
        "推荐性国家标准昨日发布，将于今年七月起施行。",
        "地址变更后，企业应当在三十日内办理登记手续。",
    ],
)
def test_a_sentence_is_no_furniture_for_its_first_word(line):
    page = page_of(f"<h1>一个标题在此</h1><div class=content><p>{STORY}</p><p>{line}</p></div>".encode())
    assert str(from_hints(page).articles[0].paragraphs[1]) == line
