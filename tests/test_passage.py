import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.passage import Passage, Span

PAGE = "市人大常\n委会副主任杨晓棠出席会议。"


def joined() -> Passage:
    return Passage.join((Passage.of(PAGE, "s", 0, 4), Passage.of(PAGE, "s", 5)))


def test_join_leaves_out_the_line_break_and_keeps_both_ranges():
    passage = joined()
    assert passage.text == "市人大常委会副主任杨晓棠出席会议。"
    assert passage.spans == (Span("s", 0, 4), Span("s", 5, len(PAGE)))


def test_join_merges_neighbours():
    assert Passage.join((Passage.of(PAGE, "s", 0, 2), Passage.of(PAGE, "s", 2, 4))) == Passage.of(PAGE, "s", 0, 4)


def test_join_keeps_sources_apart():
    spans = Passage.join((Passage.of("甲", "s1"), Passage.of("乙", "s2"))).spans
    assert [span.source for span in spans] == ["s1", "s2"]


def test_slice_across_the_line_break_names_both_lines():
    assert joined()[2:6].spans == (Span("s", 2, 4), Span("s", 5, 7))


def test_a_map_that_does_not_cover_the_text_is_refused():
    with pytest.raises(AssertionError):
        Passage("三个字", (Span("s", 0, 2),))


def test_without_drops_what_matches_and_keeps_the_map():
    passage = Passage.of("114 周年", "s").without(re.compile(" "))
    assert (passage.text, passage.spans) == ("114周年", (Span("s", 0, 3), Span("s", 4, 6)))


def test_offset_of_tells_where_a_character_was_printed():
    assert joined().offset_of(4) == ("s", 5)
    with pytest.raises(IndexError):
        joined().offset_of(99)


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6), st.data())
def test_every_slice_of_every_join_prints_what_stands_at_its_spans(page, bounds, data):
    passage = Passage.join(Passage.of(page, "s", min(a, len(page)), min(b, len(page))) for a, b in bounds)
    start = data.draw(st.integers(-45, 45))
    end = data.draw(st.one_of(st.none(), st.integers(-45, 45)))
    part = passage[start:end]
    assert part.text == passage.text[start:end]
    assert "".join(page[span.start : span.end] for span in part.spans) == part.text
