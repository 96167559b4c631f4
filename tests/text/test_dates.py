import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.dates import filename_date, find_dates, infer_edition_date, masthead_date

EDITION = dt.date(2024, 3, 9)


@pytest.mark.parametrize(
    ("printed", "first", "last", "part"),
    [
        ("3月8日下午，", dt.date(2024, 3, 8), dt.date(2024, 3, 8), "下午"),
        ("2023年12月5日", dt.date(2023, 12, 5), dt.date(2023, 12, 5), None),
        ("12月30日晚", dt.date(2023, 12, 30), dt.date(2023, 12, 30), "晚"),
        ("3月7日至8日", dt.date(2024, 3, 7), dt.date(2024, 3, 8), None),
        ("昨天", dt.date(2024, 3, 8), dt.date(2024, 3, 8), None),
        ("今天（3月9日）上午", dt.date(2024, 3, 9), dt.date(2024, 3, 9), "上午"),
        ("２月29日", None, None, None),
        ("将于4月1日举行", dt.date(2024, 4, 1), dt.date(2024, 4, 1), None),
    ],
)
def test_a_printed_day_is_the_nearest_not_after_the_edition(printed, first, last, part):
    found = find_dates(printed, EDITION)
    assert [(day.first, day.last, day.part) for day in found[-1:]] == ([(first, last, part)] if first else [])


def test_without_an_edition_only_days_with_a_year_are_told():
    assert [day.first for day in find_dates("3月8日、2024年3月8日", None)] == [dt.date(2024, 3, 8)]


def test_an_impossible_day_is_no_day():
    assert find_dates("2023年2月30日", EDITION) == ()


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("某某日报\n2024年3月9日 星期六 A01\n正文", dt.date(2024, 3, 9)),
        ("2024.3.9", dt.date(2024, 3, 9)),
        ("A01 要闻 2024-03-09 责编 张三", dt.date(2024, 3, 9)),
        ("二〇二四年三月九日 星期六", dt.date(2024, 3, 9)),
        ("2024年3月9日 星期三", None),
        ("2024年3月9日，全市商务工作会议召开，本报讯记者从会上获悉。", None),
    ],
)
def test_a_masthead_gives_the_day_and_its_weekday_must_fit(line, day):
    assert masthead_date(line) == day


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("A01_20240308.txt", dt.date(2024, 3, 8)),
        ("2024-3-8.pdf", dt.date(2024, 3, 8)),
        ("page_12345678.txt", None),
        ("000_3e09763b.txt", None),
    ],
)
def test_a_file_name_gives_the_day(name, day):
    assert filename_date(name) == day


def test_the_year_is_told_by_the_words_of_the_page():
    texts = (
        "3月8日，2024年全市商务工作会议召开。",
        "刚刚过去的2023年，外贸稳定增长。",
        "活动将于4月1日举行，计划到2035年建成。",
    )
    assert infer_edition_date(texts) == dt.date(2024, 3, 8)


def test_no_year_no_day():
    assert infer_edition_date(("3月8日，会议召开。",)) is None


def test_around_new_year_january_is_later_than_december():
    texts = ("1月3日，市长调研2024年第一季度开工项目。", "12月30日，年终晚会举行。")
    assert infer_edition_date(texts) == dt.date(2024, 1, 3)


@given(st.text(alphabet="0123456789年月日至今昨天上下午将于 ，", max_size=60))
def test_any_text_gives_days_in_printing_order(text):
    found = find_dates(text, EDITION)
    assert list(found) == sorted(found, key=lambda day: day.start)
