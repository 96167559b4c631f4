from decimal import Decimal

import pytest

from briefing.compose.series import series_of
from briefing.model import Figure
from briefing.passage import Passage, Span


def at(text):
    return Passage(text, (Span("s1", 0, len(text)),))


def level(metric, value, unit="元", **more):
    printed = at(f"{value}{unit}")
    return Figure(at(metric), "a", at(metric), printed=printed, value=Decimal(value), unit=unit, period="2023年", **more)


def rate(metric, percent, article="a"):
    value = Decimal(percent)
    return Figure(at(metric), article, at(metric), printed=at(f"{percent}%"), value=value, unit="%", change_percent=value)


def test_one_measure_of_several_subjects_is_a_series():
    figures = (level("临港区进出口", "900"), level("社消零", "4000"), level("保税区进出口", "300"), level("进出口总额", "2000"))
    assert series_of(figures) == {0: Decimal(900), 2: Decimal(300), 3: Decimal(2000)}


@pytest.mark.parametrize(
    "figures",
    [
        (level("进出口", "10"), level("社消零", "20"), level("用电量", "30")),
        (level("甲区产值", "10"), level("乙区产值", "20")),
        (level("甲区工业产值", "10"), level("乙区工业产值", "20", "家"), level("丙区工业产值", "30", "吨")),
        (level("甲区工业产值", "1"), level("乙区工业产值", "2"), level("丙区工业产值", "900")),
        (rate("税收", "5"), rate("就业", "6", "b"), rate("出口", "7", "c")),
    ],
    ids=["other measures", "only two", "other units", "specks beside one", "other articles"],
)
def test_what_does_not_compare_is_no_series(figures):
    assert series_of(figures) == {}


def test_changes_side_by_side_are_a_series_and_one_that_dwarfs_them_is_left_out():
    figures = (rate("税收", "5"), rate("就业", "-6"), rate("出口", "7.5"), rate("订单", "980"))
    assert series_of(figures) == {0: Decimal(5), 1: Decimal(-6), 2: Decimal("7.5")}


def test_a_long_series_keeps_the_five_longest_bars_that_stand_first():
    figures = tuple(level(f"{name}区工业产值", str(100 + 10 * n)) for n, name in enumerate("甲乙丙丁戊己"))
    assert len(series_of(figures)) == 5
