"""Quantities: values in base units, ranges, series, Chinese numerals; damage costs no more than its length."""

from __future__ import annotations

import time
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.numbers import chinese_number, quantities, simplify


@pytest.mark.parametrize(
    ("printed", "value", "unit"),
    [
        ("1.38万家", "13800", "家"),
        ("1149.1亿元", "114910000000", "元"),
        ("1.28万亿元", "1280000000000", "元"),
        ("52.3亿千瓦时", "5230000000", "千瓦时"),
        ("100万千瓦", "1000000", "千瓦"),
        ("12.5万吨", "125000", "吨"),
        ("１２３．４万人次", "1234000", "人次"),
        ("1.2个百分点", "1.2", "个百分点"),
        ("5.2‰", "5.2", "‰"),
        ("2.6倍", "2.6", "倍"),
        ("1,234.5亿元", "123450000000", "元"),
        ("百分之五点二", "5.2", "%"),
        ("十二亿元", "1200000000", "元"),
        ("一点三八万家", "13800", "家"),
        ("五千零三十户", "5030", "户"),
        ("6亿1163.2万人次", "611632000", "人次"),
        ("907.2 亿元", "90720000000", "元"),
        ("（- 12.5%）", "-12.5", "%"),
        ("25微克/立方米", "25", "微克/立方米"),
        ("1.2億元", "120000000", "元"),
        ("216名", "216", "人"),
        ("216位", "216", "人"),
        ("八成", "80", "%"),
    ],
)
def test_a_quantity_has_its_value_in_the_base_unit(printed, value, unit):
    (found,) = quantities(simplify(printed))
    assert (found.value, found.unit) == (Decimal(value), unit)
    assert "E" not in str(found.value)


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("三千余人", "3000"),
        ("两百多家", "200"),
        ("近3万人", "30000"),
        ("约120户", "120"),
        ("10余万人", "100000"),
        ("3万多户", "30000"),
        ("超5亿元", "500000000"),
        ("不超过20万元", "200000"),
        ("6%左右", "6"),
        ("8%以上", "8"),
        ("百名", "100"),
    ],
)
def test_about_is_told_apart_from_exact(printed, value):
    (found,) = quantities(printed)
    assert found.approximate
    assert found.value == Decimal(value)
    assert printed[found.start : found.end] == printed


@pytest.mark.parametrize(
    ("printed", "low", "high", "unit"),
    [
        ("3%至5%", "3", "5", "%"),
        ("3—5万元", "30000", "50000", "元"),
        ("22至26℃", "22", "26", "℃"),
        ("100至300家", "100", "300", "家"),
        ("8000—1.2万元", "8000", "12000", "元"),
    ],
)
def test_a_range_has_both_ends(printed, low, high, unit):
    (found,) = quantities(printed)
    assert (found.value, found.value_max, found.unit) == (Decimal(low), Decimal(high), unit)


def test_a_series_shares_the_unit_printed_last():
    found = quantities("产值1.2、3.4和5.6亿元")
    assert [number.value for number in found] == [Decimal(120000000), Decimal(340000000), Decimal(560000000)]
    assert {number.unit for number in found} == {"元"}


def test_from_and_to_stay_two_numbers():
    assert [number.value for number in quantities("由10.2%提高到12.5%")] == [Decimal("10.2"), Decimal("12.5")]


@pytest.mark.parametrize("printed", ["千家万户", "万元以上", "百姓", "成员", "一些", "9" * 40 + "元", "G107", "5G"])
def test_words_and_codes_are_no_quantities(printed):
    assert quantities(printed) == ()


def test_chinese_numbers_read_as_written():
    assert chinese_number("一百二十三万四千五百六十七") == Decimal(1234567)
    assert chinese_number("二〇二四") == Decimal(2024)
    assert chinese_number("两万三") is not None
    assert chinese_number("点五") is None


@given(st.decimals(min_value=0, max_value=99999, places=2), st.sampled_from(["", "万", "亿", "万亿"]))
def test_printed_number_and_value_agree(number, magnitude):
    scale = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}[magnitude]
    (found,) = quantities(f"实现{number}{magnitude}元")
    assert found.value == number * scale


@given(st.text(alphabet="0123456789一二三百万亿元%个、至-—.,分之点 家（）+", max_size=60))
def test_any_text_gives_quantities_in_order_and_within(text):
    found = quantities(simplify(text))
    assert all(0 <= number.start < number.end <= len(text) for number in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize("damage", ["9", "9、", "一", "1,", "百分之", "1亿"])
def test_damage_is_read_in_linear_time(damage):
    began = time.process_time()
    quantities(damage * (100_000 // len(damage)))
    assert time.process_time() - began < 4
