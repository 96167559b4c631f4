import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from briefing.render.fontfile import slim
from briefing.render.typography import plain, safe, typeset
from briefing.text.spacing import THIN


def bare(text):
    return str(text).replace('<span class="nb">', "").replace("</span>", "").replace(THIN, "")


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("引进京东MALL等", f"引进京东{THIN}MALL{THIN}等"),
        ("达到4408亿元", f'达到{THIN}<span class="nb">4408{THIN}亿元</span>'),
        ("3月8日下午", '<span class="nb">3月8日</span>下午'),
        ("（12月31日）", '（<span class="nb">12月31日</span>）'),
        ("甲<b>&乙", "甲&lt;b&gt;&amp;乙"),
    ],
)
def test_spaces_are_thin_and_numbers_keep_their_units(printed, shown):
    assert str(typeset(printed)) == shown


def test_names_are_never_broken():
    assert '<span class="nb">陈镕堃</span>' in typeset("市长陈镕堃出席", frozenset({"陈镕堃"}))


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("商业体系不断完善。", '商业体系不断<span class="nb">完善。</span>'),
        ("出席的有陈镕堃", '出席的有<span class="nb">陈镕堃</span>'),
        ("提高5个百分点", f'提高{THIN}<span class="nb">5{THIN}个百分点</span>'),
        ("完善", "完善"),
    ],
)
def test_no_last_line_holds_one_character_and_no_name_is_torn_for_it(printed, shown):
    assert typeset(printed, frozenset({"陈镕堃"}), ends=2) == shown


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("A\u2011B", "A-B"),
        ("甲\x07乙\u200b", "甲乙"),
        ("甲\ue000乙", "甲〓乙"),
        ("𠮷镕喆堃䶮", "𠮷镕喆堃䶮"),
        ("好\ufe0f", "好"),
    ],
)
def test_dangerous_characters_are_made_safe_and_rare_ones_stay(printed, shown):
    assert safe(printed) == shown


@given(st.text(max_size=300))
def test_typesetting_adds_nothing_but_space_and_markup(text):
    assert bare(typeset(text)) == bare(escape(safe(text)))
    assert "\n" not in plain(text)


@given(st.binary(max_size=200))
def test_a_font_that_is_no_opentype_stays_as_it_is(data):
    if data[:4] != b"OTTO":
        assert slim(data) == data
