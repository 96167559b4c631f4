"""Real pages: one, full, nothing lost, nothing over anything else, for every template."""

import os
import random
import re
from dataclasses import replace
from html import unescape

import pypdfium2
import pytest

from briefing.errors import RenderError
from briefing.render import fonts, pdf
from briefing.render.fonts import _known
from briefing.render.html import markup

TEMPLATES = ("default", "redhead", "plain")
# Of the type area; SPARE_PT is left at the foot.
FULL = 0.94
# RANDOM_DAYS=300 python -m pytest tests/render/test_page.py -k random_days: so many days for each template; 100-300
# for those after the first hundred.
_FIRST, _, _LAST = os.environ.get("RANDOM_DAYS", "2").rpartition("-")
RANDOM_DAYS = range(int(_FIRST or 0), int(_LAST))


def words_of_pdf(data):
    document = pypdfium2.PdfDocument(data)
    try:
        assert len(document) == 1
        return document[0].get_textpage().get_text_range()
    finally:
        document.close()


def words_of_html(text):
    body = re.sub(r"(?s)<head>.*?</head>|<thead.*?</thead>|<details>.*?</details>|<title>.*?</title>", "", text)
    return unescape(re.sub(r"<[^>]*>", "", body))


def letters(text):
    return "".join(character for character in text if character.isalnum())


def boxes_of(brief, config):
    page = pdf.pages_of(brief, config)[0]
    return page.anchors


def check_page(brief, config):
    """One page, its words whole and in order, full where there is enough, nothing over anything else."""
    # Measured first: what was measured is what is drawn.
    heights = pdf.measure(brief, config)
    data = pdf.render(brief, config).data
    assert len(data) < 500_000
    assert letters(words_of_pdf(data)) == letters(words_of_html(markup(brief, config)))
    assert heights.used_pt <= heights.page_pt
    # There is enough for a page where something had to be given up for it, not only for the limits of the settings.
    if any(left.reason.startswith("版面已满") for left in brief.left_out):
        assert heights.used_pt >= FULL * heights.page_pt
    boxes = boxes_of(brief, config)
    _, top, _, bottom = boxes["area"]
    shown = (section.items for section in brief.sections if section.name != "sources")
    items = [(boxes[item.id], item.id) for section in shown for item in section]
    assert max(box[3] for box, _ in items) <= boxes["foot"][1] + 0.5
    for (_, y0, _, y1), name in items:
        assert top - 0.5 <= y0 <= y1 <= bottom + 0.5, name
    for number, ((ax0, ay0, ax1, ay1), name) in enumerate(items):
        for (bx0, by0, bx1, by1), other in items[number + 1 :]:
            across, down = min(ax1, bx1) - max(ax0, bx0), min(ay1, by1) - max(ay0, by0)
            assert across <= 0.5 or down <= 0.5, (name, other)


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("day", [(2, 1, 40, 60), (1, 6, 200, 900), (1, 80, 40, 200)])
def test_page_is_one_full_and_whole(brief_of, config_for, template, day):
    seed, articles, low, high = day
    check_page(brief_of(seed, articles, template, low, high), config_for(template))


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("number", RANDOM_DAYS)
def test_page_holds_on_random_days(brief_of, config_for, number, template):
    dice = random.Random(number)
    articles = dice.choice((1, 1, 2, 3, 4, 6, 9, 14, 20, 30, 50, 80))
    high = dice.choice((60, 200, 600, 1500, 3000, 8000))
    check_page(brief_of(number, articles, template, 40, high, wild=True), config_for(template))


def test_every_character_of_the_page_has_a_glyph(brief_of, config_for):
    brief = brief_of(1, 6, "default", 200, 900)
    assert {ord(c) for c in words_of_html(markup(brief, config_for())) if not c.isspace() and c != "\u2060"} <= _known()


def test_rare_names_are_printed_as_they_are(brief_of, config_for):
    briefs = [brief_of(seed, 6, "default", 200, 900) for seed in (1, 5)]
    shown = "".join(words_of_pdf(pdf.render(brief, config_for()).data) for brief in briefs)
    assert "〓" not in shown
    assert set("镕堃䶮") & set(shown)


def test_second_run_gives_the_same_bytes(brief_of, config_for):
    brief = brief_of(1, 6, "default", 200, 900)
    assert pdf.render(brief, config_for()).data == pdf.render(brief, config_for()).data


def test_pdf_tells_title_author_language_bookmarks_and_is_tagged(brief_of, config_for):
    brief = replace(brief_of(1, 6, "default", 200, 900), meta=(("issuer", "市委办公室"), ("tally", "据 1 个版面")))
    data = pdf.render(brief, config_for()).data
    document = pypdfium2.PdfDocument(data)
    try:
        meta = document.get_metadata_dict()
        assert meta["Title"] == "每日要情 2024年3月8日"
        assert meta["Author"] == "市委办公室"
        assert document.is_tagged()
        outline = [bookmark.get_title() for bookmark in document.get_toc()]
        assert any(title.startswith("要闻") for title in outline)
    finally:
        document.close()


def test_reference_marks_lead_to_the_source_list(brief_of, config_for):
    brief = brief_of(1, 6, "default", 200, 900)
    page = pdf.pages_of(brief, config_for())[0]
    targets = {target for kind, target, *_ in page.links if kind == "internal"}
    assert targets
    assert targets <= set(page.anchors)


def test_no_text_is_below_eight_points_and_no_note_below_six_and_a_half(brief_of, config_for):
    for template in TEMPLATES:
        page = pdf.pages_of(brief_of(1, 6, template, 200, 900), config_for(template))[0]
        sizes = {
            (round(box.style["font_size"] * 0.75, 2), box.element.tag)
            for box in page._page_box.descendants()
            if getattr(box, "text", "").strip() and box.element is not None
        }
        assert min(size for size, tag in sizes if tag != "sup") >= 6.45


def test_what_takes_two_pages_is_refused(brief_of, config_for):
    brief = brief_of(1, 80, "default", 40, 200)
    brief = replace(brief, sections=brief.sections * 2)
    with pytest.raises(RenderError, match=r"takes \d+ pages"):
        pdf.render(brief, config_for())


def test_no_cjk_font_names_the_package(monkeypatch):
    monkeypatch.setattr(fonts, "_file", lambda: ("", 0))
    with pytest.raises(RenderError, match="fonts-noto-cjk"):
        fonts.demand_cjk()
