"""Lines are counted as the page breaks them."""

import pytest

from briefing.compose.lines import MARK, line_count, part_count, width_of


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, 0),
        ("一二三四五六七八九十", 10, 1),
        ("一二三四五六七八九十一", 10, 2),
        # A full stop begins no line, an opening quote ends none: the word before or after goes with it.
        ("一二三四五六七八九十。", 10, 2),
        ("一二三四五六七八九“十”", 10, 2),
        # Marks beside each other are set half as wide.
        ("一二三四五六七八”。", 9.5, 1),
        # A number stays with its unit, a Latin word whole.
        ("一二三四五六七12.5亿元", 10, 2),
        ("一二三四五六七八OPEN", 10, 2),
        # What is longer than a line is broken.
        ("A" * 60, 10, 4),
    ],
)
def test_lines_break_as_they_do_on_the_page(text, width, lines):
    assert line_count(text, width) == lines


def test_latin_is_half_as_wide_and_parted_by_thin_spaces():
    assert width_of("年") == 1.0
    assert 0.5 < width_of("7") < 0.6
    assert line_count("甲12乙", 3.2) == 2
    assert line_count("甲12乙", 3.6) == 1


def test_a_reference_mark_clings_to_its_word():
    assert line_count("一二三四五六七八九十", 10.2) == 1
    assert line_count("一二三四五六七八九十" + MARK, 10.2) == 2


@pytest.mark.parametrize(
    ("parts", "width", "lines"),
    [
        (["一二三四", "五六七"], 8, 1),
        (["一二三四", "五六七八九"], 8, 2),
        (["一二三四五六七八九十", "甲"], 8, 3),
        (["甲", "一二三四五六七八九十"], 8, 3),
        ([], 8, 0),
    ],
)
def test_a_headline_breaks_between_its_lines(parts, width, lines):
    assert part_count(parts, width) == lines
