"""Doubts about the content: notes, told on standard error and kept in brief.json; what concerns readers is on the page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
DAY = ("--date", "2024-03-08")
LEAD = "本报讯（记者 王一一）"


def article(title, *paragraphs):
    row = {"id": "a1", "title": title, "paragraphs": paragraphs}
    return json.dumps({"schema": "articles/1", "date": "2024-03-08", "articles": [row]})


CONTRADICTIONS = {
    "名称不一": article("推进“八大件工程”", f"{LEAD}全市“八件工程”推进会昨日召开，“八件工程”进展顺利。"),
    "数字不一": article("就业", f"{LEAD}2023年，全市新增就业900人。", "2023年，全市新增就业910人。"),
    "数目不符": article("“四项行动”", f"{LEAD}会议部署四项行动：一是稳企业；二是扩内需；三是促就业。"),
    "姓名不一": article("调研", f"{LEAD}3月8日，市长周明远主持召开会议。市长周明元出席会议并讲话。"),
}


@pytest.mark.parametrize("words", CONTRADICTIONS)
def test_a_contradiction_is_told(words, told):
    told(words, "build", "a.json", "--formats", "json", code=0, files={"a.json": CONTRADICTIONS[words]}, only_line=False)


def built(told, words, files, code=0):
    told(words, "build", *files, *DAY, "--formats", "json", code=code, files=files, only_line=False)


def test_a_page_among_others_that_cannot_be_read(told):
    page = (TESTS / "quality" / "pages" / "000.txt").read_text(encoding="utf-8")
    built(told, "未能读入：b.txt", {"a.txt": page, "b.txt": ""}, code=1)


def test_pages_of_two_days(told):
    page = (TESTS / "quality" / "pages" / "000.txt").read_text(encoding="utf-8")
    files = {"2024-03-07.txt": page, "2024-03-08.txt": page}
    told("各版日期不一", "build", *files, "--formats", "json", code=0, files=files, only_line=False)


def test_a_page_in_traditional_characters(told):
    text = "本報訊（記者 王一一）3月8日，市長周明遠主持召開會議，研究產業發展。會議強調，要實現經濟增長。\n"
    built(told, "版面是繁体字", {"a.txt": f"全市召開產業發展會議\n\n{text}"})


def test_a_brief_keeps_its_notes(told):
    """A note of a kept brief is on the page made from it."""
    told("名称不一", "build", "a.json", "--formats", "json", code=0, files={"a.json": CONTRADICTIONS["名称不一"]}, only_line=False)
    told("", "render", "out/2024-03-08/brief.json", "--formats", "txt", code=0, only_line=False)
    assert "名称不一" in Path("out/2024-03-08/brief.txt").read_text(encoding="utf-8")


def test_text_pages_with_heads_or_texts_alone(told):
    page = (TESTS / "quality" / "pages" / "000.txt").read_text(encoding="utf-8")
    alone = {"a.txt": page, "b.txt": "市政府召开会议部署安全生产\n\n全市春耕全面展开\n\n"}
    built(told, "有标题无正文", alone)
    built(told, "有正文无标题", {"b.txt": "今天天气很好，大家都去公园。第二天也去，第三天也去。\n"})


def test_a_text_page_whose_frames_are_doubtful(told):
    """A page torn into pieces of five rows, every other piece first: nobody can tell where all of them belong."""
    rows = (TESTS / "quality" / "pages" / "008.txt").read_text(encoding="utf-8").splitlines()
    pieces = ["\n".join(rows[at : at + 5]) for at in range(0, len(rows), 5)]
    built(told, "版块归属存疑", {"a.txt": "\n\n".join(pieces[::2] + pieces[1::2])})


def test_a_text_that_goes_on_on_another_page(told, made_by):
    pages = made_by("layout/test_text_pages")
    built(told, "转版续文已接", {"1.txt": pages.FIRST, "2.txt": pages.SECOND})


EDITIONS = {
    "有正文无标题": '<div id="ozoom"><p>今天天气很好，大家都去公园游玩。</p><p>第二天也去，第三天也去，一直到周末。</p></div>',
    "有标题无正文": (
        '<div class="article"><h1>市政府召开会议部署安全生产</h1><div class="content"><p>图为会议现场，与会人员正在观看短片。（记者 王一一 摄）</p>'
        "<p>图为代表们在讨论。（记者 王一一 摄）</p></div></div>"
    ),
    "页面上没有认出稿件": "<ul><li><a href='x'>首页</a></li><li><a href='y'>上一版</a></li></ul>",
}


@pytest.mark.parametrize("words", EDITIONS)
def test_digital_editions_with_heads_or_texts_alone(told, words):
    page = (TESTS / "read" / "html" / "modern.html").read_text(encoding="utf-8")
    built(told, words, {"a.html": page, "b.html": f"<html><body>{EDITIONS[words]}</body></html>"})


def drawn(paper, sheet):
    """The sheet as a page of a PDF file."""
    return "".join(
        paper.text(box[0], 1000 - box[1] - size, size, words) for words, box, size, _, _ in sheet.printed
    )


def test_pdf_pages_with_heads_or_texts_alone_tables_and_pictures(told, paper, made_by, monkeypatch):
    sheets = made_by("layout/test_geometry")
    alone, bare, far, table = sheets.two_articles(), sheets.Sheet(), sheets.Sheet(), sheets.two_articles()
    alone.line(sheets.x(0), 500, "孤零零的一个标题", 26, "Hei")
    bare.columns(sheets.SCHOOL, [(sheets.x(0), 100, 9)])
    far.line(sheets.x(0), 300, "湿地公园昨日开园", 18, "Hei")
    for text in (sheets.PARKS, sheets.TRAMS):  # two texts printed over each other
        far.columns(text, [(sheets.x(3), 140, 14)])
    for number in range(250):
        table.line(20 + 78 * (number % 10), 280 + 28 * (number // 10), f"东江{'甲乙丙丁戊己庚'[number % 7]}种股票", 10)
    pages = {"有标题无正文": alone, "有正文无标题": bare, "版块归属存疑": far, "未归入稿件，像是表格或图表": table}
    for words, sheet in pages.items():
        built(told, words, {"a.pdf": paper.pdf(drawn(paper, sheet), box="0 0 800 1000")})
    fine = drawn(paper, sheets.two_articles())
    built(told, "页没有文字层，是图像", {"a.pdf": paper.pdf(fine, "0.5 g 0 0 300 300 re f", box="0 0 800 1000")})
    # Six thousand strips, the true limit, would take a minute to draw and to read.
    monkeypatch.setattr("briefing.layout.geometry._MOST_STRIPS", 250)
    built(told, "个碎行，像是表格或图表", {"a.pdf": paper.pdf(fine, drawn(paper, table), box="0 0 800 1000")})
