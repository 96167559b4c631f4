import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from briefing.codec.brief import brief_data, dump_brief, is_edited, load_brief
from briefing.codec.explain import explain
from briefing.compose import compose
from briefing.errors import ConfigError, ReadError
from briefing.model import Fragment, Item, Note, Section
from briefing.passage import Passage, Span
from briefing.render import RENDERERS, pdf, render
from briefing.render.html import markup
from briefing.render.markdown import escaped
from briefing.render.templates import page_notes

HOSTILE = (
    "</style><script>alert(1)</script>",
    "{{ 7 * 7 }}{% for %}",
    "<svg onload=x><image href='file:///etc/passwd'/></svg>",
    "<img src='http://example.org/a.png'>",
    "} body { display: none } /*",
    "\u2011\u2011控\x07制\u202e字",
)
VOID = {"meta", "br", "col", "img", "link", "input"}


class Balance(HTMLParser):
    """Counts elements that are opened and not closed."""

    def __init__(self):
        super().__init__()
        self.open, self.tags, self.ids = [], set(), []

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.ids += [value for name, value in attributes if name == "id"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.mark.parametrize("name", ["html", "json", "md", "txt"])
def test_every_form_shows_every_headline(brief_of, config_for, name):
    brief = brief_of(1, 6, "default", 200, 900)
    text = render(brief, name, config_for()).data.decode().replace("\u2009", "").replace("\\", "")
    plain = "".join(part for part in re.split(r"<[^>]*>", text))
    for item in brief.sections[0].items:
        assert item.text[0].text in plain


def test_picture_is_a_png(brief_of, config_for):
    assert render(brief_of(1, 6, "default", 200, 900), "png", config_for()).data.startswith(b"\x89PNG")


def test_an_unknown_format_names_the_nearest(brief_of, config_for):
    with pytest.raises(ConfigError, match='Did you mean "html"'):
        render(brief_of(1, 6, "default", 200, 900), "htm", config_for())
    assert set(RENDERERS) >= {"pdf", "html", "json", "md", "txt", "png", "eml"}


@pytest.mark.parametrize("template", ["default", "redhead", "plain"])
def test_html_is_balanced_self_contained_and_opens_the_printed_lines(brief_of, config_for, template):
    text = markup(brief_of(1, 6, template, 200, 900), config_for(template))
    parser = Balance()
    parser.feed(text)
    assert parser.open == []
    assert len(parser.ids) == len(set(parser.ids))
    assert "details" in parser.tags
    assert not parser.tags & {"script", "link", "img", "iframe"}
    assert "http" not in text.replace("data-src", "")
    assert 'data-src="s1:' in text


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_headlines_stay_text(day_of, config_for, words):
    config = config_for()
    config = replace(config, compose=replace(config.compose, title=words, issuer=words))
    brief = compose(day_of(1, 2, 100, 300, words), config, lambda brief: pdf.measure(brief, config))
    parser = Balance()
    parser.feed(markup(brief, config))
    assert not parser.tags & {"script", "svg", "image", "img"}
    assert "49" not in "".join(f.text for f in brief.sections[0].items[0].text)
    assert pdf.render(brief, config).data.startswith(b"%PDF")


@pytest.mark.parametrize("address", ["file:///etc/passwd", "http://127.0.0.1:9/x", "data:text/css,p{color:red}"])
def test_nothing_is_fetched(address):
    with pytest.raises(ValueError, match="fetches nothing"):
        pdf.own_file(address, (Path("templates"),))


def test_a_template_that_fetches_is_drawn_without(brief_of, config_for, tmp_path):
    (tmp_path / "brief.css").write_text(
        "@import url(file:///etc/passwd);body{background:url(http://127.0.0.1:9/a.png)}"
    )
    brief = brief_of(1, 6, "default", 200, 900)
    assert pdf.render(brief, config_for(str(tmp_path))).data.startswith(b"%PDF")


def test_a_broken_template_gives_file_line_and_the_line_itself(brief_of, config_for, tmp_path):
    (tmp_path / "masthead.html.j2").write_text("<header>\n{{ brief.titel | zh }}\n</header>\n")
    with pytest.raises(ConfigError, match=r"masthead\.html\.j2:2: .*titel.*\n +\{\{ brief\.titel"):
        markup(brief_of(1, 6, "default", 200, 900), config_for(str(tmp_path)))
    (tmp_path / "foot.html.j2").write_text("<footer>\n\n{% if %}\n")
    (tmp_path / "masthead.html.j2").unlink()
    with pytest.raises(ConfigError, match=r"foot\.html\.j2:3: "):
        markup(brief_of(1, 6, "default", 200, 900), config_for(str(tmp_path)))


def test_an_unknown_template_names_the_nearest(brief_of, config_for):
    with pytest.raises(ConfigError, match='Did you mean "redhead"'):
        markup(brief_of(1, 6, "default", 200, 900), config_for("redhed"))


def test_a_kept_brief_gives_the_same_page(brief_of, config_for):
    brief = brief_of(1, 6, "default", 200, 900)
    kept = load_brief(dump_brief(brief))
    assert dump_brief(kept) == dump_brief(brief)
    assert not is_edited(dump_brief(brief))
    assert markup(kept, config_for()) == markup(brief, config_for())


def test_text_and_detail_are_word_for_word_from_the_printed_lines(brief_of):
    for section in brief_data(brief_of(1, 6, "default", 200, 900))["sections"]:
        for item in section["items"]:
            lines = {p["source"]: {} for p in item["printed"]}
            for printed in item["printed"]:
                lines[printed["source"]].update(enumerate(printed["text"], printed["start"]))
            for part in item["parts"]["text"] + item["parts"]["detail"]:
                shown = "".join(lines[s["source"]][n] for s in part["spans"] for n in range(s["start"], s["end"]))
                assert shown == part["text"]
            assert " ".join(part["text"] for part in item["parts"]["text"]) == item["text"]


@pytest.mark.parametrize("where", ["text", "detail", "parts"])
def test_an_edit_is_marked_as_the_editors_own(brief_of, config_for, where):
    data = json.loads(dump_brief(brief_of(1, 6, "default", 200, 900)))
    item = next(item for item in data["sections"][0]["items"] if item["detail"])
    if where == "parts":
        item["parts"]["text"][0]["text"] = "编者拟的标题"
        item["text"] = "编者拟的标题"
    else:
        item[where] = item[where][:4] + "增补" + item[where][4:]
    text = json.dumps(data, ensure_ascii=False)
    assert is_edited(text)
    brief = load_brief(text)
    changed = [f for s in brief.sections for i in s.items for f in i.fragments if f.edited is not None]
    assert len(changed) == 1
    assert "增补" in changed[0].text or changed[0].text == "编者拟的标题"
    assert "1 处文字经编者改动" in page_notes(brief)
    assert "edited" in markup(brief, config_for()).split("</style>")[1]
    assert "编者改动" in explain(text, "brief.json", item["id"])
    for form in ("txt", "md"):
        plain = render(brief, form, config_for()).data.decode("utf-8")
        assert changed[0].text + "〔改〕" in plain
        assert plain.count("〔改〕") == 2
        assert "标〔改〕处 1 处文字经编者改动" in plain
        assert "虚线" not in plain


def test_text_and_markdown_tell_grade_issuer_and_readers_and_a_figure_in_one_line(brief_of, config_for):
    brief = brief_of(1, 6, "default", 200, 900)
    meta = {"issuer": "编研室", "grade": "内部参阅", "recipients": "各科室", "copies": "档案馆"}
    brief = replace(brief, meta=tuple(meta.items()))
    figure = next(i for s in brief.sections if s.name == "figures" for i in s.items if i.detail)
    amount = next(f.text for f in figure.text if f.role == "value")
    for form in ("txt", "md"):
        lines = render(brief, form, config_for()).data.decode("utf-8").splitlines()
        assert any("编研室 内部参阅" in line for line in lines[:4])
        assert {"报送：各科室", "抄送：档案馆"} <= set(lines)
        assert any(amount in line and figure.detail[0].text in line for line in lines)


def test_no_issuer_is_made_up(brief_of, config_for):
    brief = brief_of(1, 6, "redhead", 200, 900)
    page = markup(replace(brief, meta=(("paper", "河湾晚报"),)), config_for("redhead"))
    line = page.split('<table class="issue"')[1].split("</table>")[0]
    assert "2024" in line
    assert line.count("<td") == 1
    assert "编辑部" not in page
    assert "河湾晚报" not in line
    named = markup(replace(brief, meta=(("issuer", "编研室"), ("grade", "内部"))), config_for("redhead"))
    assert '<span>编研室</span><span class="grade">内部</span>' in named


def test_a_long_note_is_never_cut_within_a_date(brief_of):
    brief = brief_of(1, 6, "default", 200, 900)
    days = [f"2031-{month:02}-17" for month in range(1, 11)]
    for lead in range(12):
        note = Note("warning", "日" * lead + "、".join(days))
        told = page_notes(replace(brief, notes=(note,))).split("提示：")[1].split("…")[0]
        assert set(told.strip("日、").split("、")) <= set(days)


def test_a_reader_is_not_sent_to_a_file_that_did_not_come_with_the_page(brief_of):
    brief = brief_of(4, 6)
    (printed, *_) = (f.passage.spans[0] for s in brief.sections for i in s.items for f in i.fragments if f.passage)
    doubts = (*(Note("warning", f"第{n}处存疑。") for n in range(5)), Note("info", "归属存疑", (printed,)))
    told = page_notes(replace(brief, notes=doubts))
    assert "另有 2 条" in told
    assert "1 处在原版面上的归属存疑" in told
    assert "brief.json" not in told


def test_no_office_is_broken_within_its_words(brief_of, config_for):
    brief = brief_of(4, 6)
    (section,) = (s for s in brief.sections if s.name == "news")
    office = Fragment("office", Passage("市委副书记、市长", (Span("s1", 0, 8),)))
    long = Fragment("office", Passage("高新产业园区党工委书记", (Span("s1", 0, 11),)), label="、")
    row = Item("leaders-1", text=(Fragment("who", Passage("周海宁", (Span("s1", 0, 3),))), office, long), kind="row")
    page = markup(replace(brief, sections=(section, Section("leaders", "领导活动", (row,)))), config_for())
    assert '<span class="nb">市委副书记</span>、<span class="nb">市长</span>' in page
    assert '高新产业园区党工委<span class="nb">书记</span>' in page


def test_an_item_added_by_hand_is_the_editors_own(brief_of):
    data = json.loads(dump_brief(brief_of(1, 6, "default", 200, 900)))
    data["sections"][0]["items"].append({"id": "mine", "label": "", "text": "另有一事", "detail": ""})
    brief = load_brief(json.dumps(data))
    assert brief.sections[0].items[-1].text[0].edited == "另有一事"


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"schema": "brief/2"}', '{"schema": "brief/1", "date": "x"}', "[" * 9000]
)
def test_what_is_no_brief_is_one_clear_line(text):
    assert is_edited(text)
    with pytest.raises(ReadError, match="briefing build"):
        load_brief(text)


def test_explain_prints_file_lines_and_words_from_the_json_alone(brief_of):
    brief = brief_of(1, 6, "default", 200, 900)
    told = explain(dump_brief(brief), "brief.json", "1")
    first = brief.sections[0].items[0]
    assert first.id in told
    assert "page.txt" in told
    for line in first.printed:
        assert f"{line.line:>6}  {line.text}" in told
    with pytest.raises(ConfigError, match="no item '99999'"):
        explain(dump_brief(brief), "brief.json", "99999")


def test_explain_parts_what_the_page_sets_apart(brief_of):
    brief = brief_of(3, 6, "default", 200, 900)
    told = explain(dump_brief(brief), "brief.json")
    items = [item for section in brief.sections for item in section.items]
    rows = [item for item in items if item.kind == "row" and item.text[1].role == "office"]
    entries = [pair for item in items for pair in pairwise(item.detail) if pair[0].role == pair[1].role == "entry"]
    assert rows
    assert entries
    for row in rows:
        assert f"{row.text[0].text} {row.text[1].text}" in told
    for one, two in entries:
        assert f"{one.text}{one.after} {two.label} {two.text}" in told


@pytest.mark.parametrize(
    ("printed", "shown"),
    [("1. 甲*乙*", "1\\. 甲\\*乙\\*"), ("[x](y)<b>", "\\[x\\](y)\\<b\\>"), ("- 甲\n# 乙", "\\- 甲 \\# 乙")],
)
def test_markdown_signs_are_made_plain(printed, shown):
    assert escaped(printed) == shown


def test_an_edited_mark_is_no_markup_of_markdown(brief_of, config_for):
    brief = brief_of(1, 6, "default", 200, 900)
    sections = [
        replace(each, items=tuple(replace(item, label="<img src=x>") for item in each.items)) for each in brief.sections
    ]
    made = render(replace(brief, sections=tuple(sections)), "md", config_for()).data.decode()
    assert "\\<img src=x\\>" in made
    assert not re.search(r"(?<!\\)<img", made)
