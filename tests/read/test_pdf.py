"""PDF pages: lines with boxes, and one clear line for what cannot be read."""

from __future__ import annotations

import pytest

from briefing.config import ReadConfig
from briefing.errors import ReadError
from briefing.model import Source
from briefing.read.pdf import read

FONTS = "/F0 3 0 R"


def text(x: float, y: float, size: float, words: str, matrix: str = "1 0 0 1") -> str:
    """Return the drawing of words at a baseline, y upwards."""
    return f"BT /F0 {size} Tf {matrix} {x} {y} Tm <{words.encode('utf-16-be').hex()}> Tj ET"


def pdf(*pages: str, box: str = "0 0 600 800", extra: str = "") -> bytes:
    """Return a PDF file of the drawings; its one font is not embedded."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
        (
            "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500]"
            " /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /FontDescriptor 5 0 R >>"
        ),
        (
            "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0"
            " /Ascent 880 /Descent -120 /CapHeight 880 /StemV 80 >>"
        ),
    ]
    kids = []
    for drawing in pages:
        kids.append(f"{len(objects) + 1} 0 R")
        objects += [
            (
                f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] {extra} /Resources << /Font << {FONTS} >> >>"
                f" /Contents {len(objects) + 2} 0 R >>"
            ),
            f"<< /Length {len(drawing)} >>\nstream\n{drawing}\nendstream",
        ]
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    out = b"%PDF-1.5\n"
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{each}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    return out + f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode()


def pages_of(data: bytes, config: ReadConfig | None = None):
    return read(data, Source("s1", "page.pdf", "0" * 64), config or ReadConfig())


def lines_of(page) -> list[str]:
    return [page.text[line.span.start : line.span.end - 1] for line in page.lines]


def test_a_line_has_its_words_box_and_size():
    (page,) = pages_of(pdf(text(50, 700, 10, "全市水稻插秧进度过半，面积12万亩。")))
    (line,) = page.lines
    assert lines_of(page) == ["全市水稻插秧进度过半，面积12万亩。"]
    assert line.size == 10
    x0, top, x1, bottom = line.box
    assert (x0, bottom - top) == (50, pytest.approx(10))
    assert 50 + 15 * 10 < x1 <= 50 + 17 * 10
    assert top < 800 - 700 < bottom
    assert (page.width_pt, page.height_pt) == (600, 800)


def test_lines_tile_the_text():
    (page,) = pages_of(pdf("\n".join(text(50, 700 - 14 * n, 10, f"第{n}行文字") for n in range(20))))
    at = 0
    for line in page.lines:
        assert line.span.start == at
        at = line.span.end
    assert at == len(page.text)


def test_each_pdf_page_is_a_source_of_its_own():
    pages = pages_of(pdf(text(50, 700, 10, "第一版"), text(50, 700, 10, "第二版"), text(50, 700, 10, "第三版")))
    assert [page.source.id for page in pages] == ["s1", "s1p2", "s1p3"]
    assert [page.source.page for page in pages] == ["1", "2", "3"]
    assert {page.source.media_type for page in pages} == {"application/pdf"}
    assert [page.text for page in pages] == ["第一版\n", "第二版\n", "第三版\n"]


def test_a_gutter_parts_lines_that_stand_on_one_baseline():
    (page,) = pages_of(pdf(text(50, 700, 10, "左边一栏的文字") + text(132, 700, 10, "右边一栏的文字")))
    assert lines_of(page) == ["左边一栏的文字", "右边一栏的文字"]


def test_characters_written_one_at_a_time_are_one_line():
    words = "逐字写成的一行文字"
    (page,) = pages_of(pdf("".join(text(50 + 10 * n, 700, 10, c) for n, c in enumerate(words))))
    assert lines_of(page) == [words]


def test_characters_written_out_of_order_are_one_line():
    words = "打乱次序的一行文字"
    order = [4, 2, 7, 0, 8, 1, 3, 6, 5]
    (page,) = pages_of(pdf("".join(text(50 + 10 * n, 700, 10, words[n]) for n in order)))
    assert lines_of(page) == [words]


def test_a_mark_hanging_in_the_gutter_joins_nothing():
    (page,) = pages_of(pdf(text(50, 700, 10, "左栏这一行以逗号收尾，") + text(162, 700, 10, "右栏另起的文字")))
    assert lines_of(page) == ["左栏这一行以逗号收尾，", "右栏另起的文字"]


def test_characters_set_one_under_the_other_are_one_line():
    (page,) = pages_of(pdf("".join(text(50, 700 - 28 * n, 24, c) for n, c in enumerate("竖排标题"))))
    assert lines_of(page) == ["竖排标题"]
    assert not page.lines[0].upright


@pytest.mark.parametrize("matrix", ["0 1 -1 0", "-1 0 0 -1", "0 -1 1 0"])
def test_a_turned_page_is_read_as_it_is_read(matrix):
    words = [text(300, 400 + 20 * n, 10, f"转过方向的第{n}行文字", matrix) for n in range(3)]
    (page,) = pages_of(pdf("".join(words)))
    assert sorted(lines_of(page)) == [f"转过方向的第{n}行文字" for n in range(3)]
    for line in page.lines:
        assert line.upright
        assert line.box[2] - line.box[0] > line.box[3] - line.box[1]


def test_frames_and_rules_are_kept():
    (page,) = pages_of(pdf(text(50, 700, 10, "文字") + " 0.5 w 40 600 200 120 re S 40 500 m 400 500 l S"))
    assert len(page.rules) == 2
    assert page.rules[0] == pytest.approx((40, 80, 240, 200), abs=1)


def test_text_outside_the_page_is_not_printed():
    (page,) = pages_of(pdf(text(50, 700, 10, "印出的字") + text(900, 700, 10, "出血的字")))
    assert page.text == "印出的字\n"


def test_no_text_layer_is_one_clear_line():
    with pytest.raises(ReadError, match=r"page\.pdf: .*no text layer; recognise it \(OCR\) first"):
        pages_of(pdf("0.5 g 0 0 300 300 re f"))


def test_a_page_without_text_among_others_is_kept_empty():
    first, second = pages_of(pdf(text(50, 700, 10, "有字的一版"), "0.5 g 50 50 300 300 re f"))
    assert first.lines
    assert (second.text, second.lines) == ("", ())


@pytest.mark.parametrize("data", [b"%PDF-1.5\n" + b"x" * 400, b"%PDF-", pdf("")[:150]])
def test_a_damaged_file_is_one_clear_line(data):
    with pytest.raises(ReadError, match=r"page\.pdf: damaged"):
        pages_of(data)


def test_an_encrypted_file_is_one_clear_line():
    locked = pdf(text(50, 700, 10, "锁住的字")).replace(
        b"/Root 1 0 R",
        b"/Root 1 0 R /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]"
        b" /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> >>",
    )
    with pytest.raises(ReadError, match=r"encrypted with a password"):
        pages_of(locked)


def test_too_many_pages_are_refused_with_the_setting_that_lifts_it():
    with pytest.raises(ReadError, match=r"3 pages; at most 2 are read\. read\.max_pages"):
        pages_of(pdf("", "", ""), ReadConfig(max_pages=2))


@pytest.mark.parametrize("box", ["0 0 0 0", "0 0 3 3", "0 0 900000 900000"])
def test_a_page_of_absurd_size_crashes_nothing(box):
    try:
        (page,) = pages_of(pdf(text(1, 1, 10, "字"), box=box))
    except ReadError:
        return
    assert page.source.id == "s1"
