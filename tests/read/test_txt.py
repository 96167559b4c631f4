import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.config import ReadConfig
from briefing.errors import ReadError
from briefing.read import read_pages
from briefing.read.txt import decode, line_spans

SIMPLIFIED = "本报讯（记者 王一）3月8日，全市商务工作会议召开。会议指出，去年外贸总量继续位居全国前五。\n"
TRADITIONAL = "本報訊（記者 王一）三月八日，市政府召開會議，總結去年的工作，部署今年的任務，與會代表進行了討論。\n"


def write(tmp_path, data, name="page.txt"):
    path = tmp_path / name
    path.write_bytes(data)
    return str(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"])
def test_simplified_text_reads_the_same_in_every_encoding(tmp_path, encoding):
    (page,) = read_pages(write(tmp_path, SIMPLIFIED.encode(encoding)), ReadConfig(), "s1")
    assert page.text == SIMPLIFIED


@pytest.mark.parametrize("encoding", ["utf-8", "big5", "gb18030", "utf-16"])
def test_traditional_text_reads_the_same_in_every_encoding(encoding):
    assert decode(TRADITIONAL.encode(encoding), "page.txt") == TRADITIONAL


def test_rare_characters_survive_gb18030():
    text = "镕喆堃䶮𠮷出席会议，这是我们的工作。" * 3
    assert decode(text.encode("gb18030"), "p") == text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        (bytes(range(256)) * 40, "binary"),
        (b"\x89PNG\r\n\x1a\n" + bytes(2000), "binary"),
        (SIMPLIFIED.encode() + b"\xff\xfe\xfa" + b"\x80" * 40, "undecodable text (utf-8: byte"),
    ],
)
def test_what_is_not_text_is_told_in_one_line(tmp_path, data, words):
    path = write(tmp_path, data)
    with pytest.raises(ReadError) as caught:
        read_pages(path, ReadConfig(), "s1")
    assert words in str(caught.value)
    assert str(caught.value).startswith(path)
    assert "\n" not in str(caught.value)


def test_a_named_encoding_that_does_not_fit_tells_the_byte():
    with pytest.raises(ReadError, match=r"cannot be decoded as utf-8: byte 0 \(0xb1\)"):
        decode(SIMPLIFIED.encode("gbk"), "p", "utf-8")
    with pytest.raises(ReadError, match="is not an encoding"):
        decode(b"x", "p", "utf-99")


def test_a_file_over_the_limit_is_refused(tmp_path):
    path = write(tmp_path, b"a" * (2 * 1024 * 1024))
    with pytest.raises(ReadError, match="larger than 1 MB"):
        read_pages(path, ReadConfig(max_megabytes=1), "s1")


def test_a_missing_file_and_a_folder_are_told(tmp_path):
    with pytest.raises(ReadError, match="does not exist"):
        read_pages(str(tmp_path / "no.txt"), ReadConfig(), "s1")
    with pytest.raises(ReadError, match="not a regular file"):
        read_pages(str(tmp_path), ReadConfig(), "s1")


def test_line_ends_of_all_kinds_part_lines():
    text = "甲\r\n乙\r丙\n丁\f戊\x0b己\x85庚\u2028辛"
    assert [text[a:b].strip("\r\n\f\x0b\x85\u2028") for a, b in line_spans(text)] == list("甲乙丙丁戊己庚辛")


@given(st.text(max_size=200))
def test_lines_tile_the_text(text):
    spans = line_spans(text)
    assert "".join(text[a:b] for a, b in spans) == text
    assert all(a < b for a, b in spans)


@given(st.binary(max_size=300))
def test_any_bytes_are_decoded_or_refused(data):
    try:
        told = decode(data, "p")
    except ReadError as error:
        told = str(error)[: len("p: ")]
    assert told == "p: " or len(told) <= len(data)


def test_a_mark_without_its_text_is_refused():
    with pytest.raises(ReadError):
        decode(codecs.BOM_UTF16_LE + b"a", "p")
