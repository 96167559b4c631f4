"""Fonts in the PDF hold the glyphs of the page alone, under the numbers by which the page names them."""

import io
import re

import pikepdf
import pytest
from fontTools.cffLib import CFFFontSet

from briefing.render import pdf
from briefing.render.fontfile import cff_of, cids, named_glyphs


@pytest.fixture(scope="module")
def embedded(brief_of, config_for):
    """Give of each font of a page: the numbers that the page's text uses, and its CFF."""
    data = pdf.render(brief_of(1, 6, "default", 200, 900), config_for()).data
    found = {}
    with pikepdf.open(io.BytesIO(data)) as document:
        for font in document.pages[0].Resources.Font.values():
            below = font.DescendantFonts[0]
            told = font.ToUnicode.read_bytes().decode("ascii")
            used = {int(number, 16) for number in re.findall(r"^<([0-9a-f]{4})> <", told, re.MULTILINE)} - {0}
            file = below.FontDescriptor.FontFile3
            found[str(font.BaseFont)] = used, str(file.Subtype), file.read_bytes()
    return found


def test_every_character_of_the_page_is_found_by_its_number(embedded):
    assert len(embedded) >= 2
    for used, kind, data in embedded.values():
        assert kind == "/CIDFontType0C"
        fonts = CFFFontSet()
        fonts.decompile(io.BytesIO(data), None)
        glyphs = fonts[0].CharStrings
        assert fonts[0].ROS
        assert {f"cid{number:05d}" for number in used} <= set(glyphs.keys())
        drawn = [number for number in used if len(glyphs[f"cid{number:05d}"].bytecode or b"") > 3]
        assert len(drawn) >= len(used) - 3, "only blanks have no outline"


def test_no_font_holds_much_beside_what_the_page_uses(embedded):
    for used, _, data in embedded.values():
        assert len(used) <= len(cids(data)) <= len(used) + 60
        assert len(data) < 4000 + 400 * len(used)


def test_what_is_no_font_of_numbered_glyphs_is_told_apart():
    assert not cids(b"")
    assert named_glyphs(b"\0\1\0\0 a TrueType font") == cff_of(b"\0\1\0\0 a TrueType font") == b""
