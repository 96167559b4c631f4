"""Periods are resolved against the date of the edition; spans that only serve a comparison are told apart."""

from __future__ import annotations

import datetime as dt

import pytest

from briefing.text.periods import periods

MARCH = dt.date(2024, 3, 8)
JULY = dt.date(2025, 7, 20)


@pytest.mark.parametrize(
    ("printed", "date", "label"),
    [
        ("去年，", MARCH, "2023年"),
        ("一季度，", MARCH, "2024年一季度"),
        ("全年进出口", MARCH, "2023年"),
        ("今年前两个月", MARCH, "2024年前两个月"),
        ("1—2月，", MARCH, "2024年1—2月"),
        ("上半年，", MARCH, "2023年上半年"),
        ("上半年，", JULY, "2025年上半年"),
        ("前三季度", dt.date(2025, 10, 25), "2025年前三季度"),
        ("12月份", MARCH, "2023年12月份"),
        ("今年以来", MARCH, "2024年以来"),
        ("截至2月底", MARCH, "2024年2月底"),
        ("截至2023年12月末", MARCH, "2023年12月末"),
        ("截至目前", MARCH, "截至目前"),
        ("“十四五”期间", MARCH, "“十四五”期间"),
        ("2019—2023年", MARCH, "2019—2023年"),
        ("春节假期", MARCH, "2024年春节假期"),
        ("二〇二三年", MARCH, "2023年"),
        ("去年，", None, "去年"),
    ],
)
def test_a_period_is_resolved(printed, date, label):
    (found,) = periods(printed, date)
    assert found.label == label


@pytest.mark.parametrize("printed", ["比上年增长", "较去年同期", "与2019年持平", "是去年的2.6倍", "去年同期"])
def test_what_is_only_compared_with_is_no_period(printed):
    assert {period.label for period in periods(printed, MARCH)} <= {""}


@pytest.mark.parametrize("printed", ["提前5个月完成", "3月8日", "年度计划", "月底", "春节"])
def test_other_words_of_time_are_no_periods(printed):
    assert not any(period.label for period in periods(printed, MARCH))


def test_the_year_spoken_of_holds_for_what_follows():
    first, second = periods("2022年，外贸稳定。全年进出口", MARCH)
    assert (first.label, second.label) == ("2022年", "2022年")
    assert periods("全年进出口", MARCH, 2021)[0].label == "2021年"
