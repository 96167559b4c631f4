"""Printed days (日期): found in running text, resolved against the edition, and the edition's own day.

A day without a year is the nearest one not after the edition: in an edition of 3 January, `12月30日` is last year's.
`今天（7月28日）`, `昨天` and day parts (上午, 下午, 晚, 凌晨) count; a plan (将于4月1日举行), an anniversary or a
birth date is a printed day too, but no witness for the day of the edition.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["PrintedDate", "filename_date", "find_dates", "infer_edition_date", "masthead_date"]

_DAY = re.compile(
    r"""
    (?:[今昨前][天日](?P<qpart>早上|早晨|上午|中午|下午|傍晚|晚上|晚间|晚)?[（(]\s?)?           # 今天下午（3月8日）
    (?:(?P<year>(?:19|20)\d\d)\s?年\s?)?                                    # 2024年
    (?<!\d)(?P<month>1[0-2]|0?[1-9])\s?月\s?(?P<day>3[01]|[12]\d|0?[1-9])\s?日   # 3月8日
    (?:\s?(?:至|到|[-—–~～]{1,2})\s?(?:(?P<month2>1[0-2]|0?[1-9])\s?月\s?)?              # 5月7日至8日
       (?P<day2>3[01]|[12]\d|0?[1-9])\s?日)?
    (?:[（(][^）)]{0,6}[）)])?                                              # （星期五）
    [）)]?\s?(?P<part>一早|清晨|凌晨|早上|早晨|上午|中午|午后|下午|傍晚|晚上|晚间|夜间|深夜|当晚|晚|夜)?
  | (?:(?<![\d月年\-—~～至到第])(?P<bare>3[01]|[12]\d|[1-9])日                # 15日下午，…
       (?P<bpart>一早|清晨|凌晨|早上|早晨|上午|中午|午后|下午|傍晚|晚上|晚间|夜间|当晚|晚)?
       (?=，|[\u4e00-\u9fff]{2,40}(?:召开|举行|主持|出席|来到|前往|赴|深入|调研|启动|开幕|会见)))
  | (?P<word>今天|今日|昨天|昨日|前天|前日)(?!的|起|以后|之后)
    (?:(?P<wpart>早上|早晨|上午|中午|下午|傍晚|晚上|晚间|晚))?(?![（(]\s?\d{1,2}月|[上下中午晚早间])
  | (?P<eve>昨晚|今晚|今早|今晨)(?![（(]\s?\d{1,2}月)
    """,
    re.VERBOSE,
)
_PLANNED = re.compile(r"(?:将[于在]|[定拟][于在]|计划[于在])\s?$")
_BACK = {"今天": 0, "今日": 0, "昨天": 1, "昨日": 1, "前天": 2, "前日": 2, "昨晚": 1, "今晚": 0, "今早": 0, "今晨": 0}


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A day as printed at `[start, end)`; last: of a span of days, else `first`. part: 下午 or so."""

    start: int
    end: int
    first: dt.date
    last: dt.date
    part: str | None = None


def find_dates(text: str, edition: dt.date | None) -> tuple[PrintedDate, ...]:
    """Return the days of `text` in printing order; a day whose year cannot be told is left out.

    edition: the newspaper's date. Without it only days printed with their year are found.
    """
    return tuple(_resolved(text, edition))


def _resolved(text: str, edition: dt.date | None) -> Iterator[PrintedDate]:
    for match in _DAY.finditer(text):
        word = match["word"] or match["eve"]
        if word:
            if edition is not None:
                day = edition - dt.timedelta(days=_BACK[word])
                part = match["wpart"] or (word[-1] if match["eve"] else None)
                yield PrintedDate(match.start(), match.end(), day, day, part)
            continue
        if match["bare"]:
            bare = _day_of_month(int(match["bare"]), edition)
            if bare is not None:
                yield PrintedDate(match.start(), match.end(), bare, bare, match["bpart"])
            continue
        planned = _PLANNED.search(text, max(0, match.start() - 6), match.start()) is not None
        first = _day(match["year"], match["month"], match["day"], edition, planned=planned)
        if first is None:
            continue
        last = first
        if match["day2"]:
            last = _date(first.year, int(match["month2"] or first.month), int(match["day2"])) or first
        yield PrintedDate(match.start(), match.end(), first, max(first, last), match["part"] or match["qpart"])


def _day(year: str | None, month: str, day: str, edition: dt.date | None, *, planned: bool) -> dt.date | None:
    """Return the day meant; without a printed year the nearest not after the edition (a plan: not before it)."""
    if year:
        return _date(int(year), int(month), int(day))
    if edition is None:
        return None
    years = range(edition.year, edition.year + 5) if planned else range(edition.year, edition.year - 5, -1)
    for each in years:  # a 29 February may be four years away
        found = _date(each, int(month), int(day))
        if found is not None and (found >= edition if planned else found <= edition):
            return found
    return None


def _day_of_month(day: int, edition: dt.date | None) -> dt.date | None:
    """Return the last such day not after the edition (15日下午 in an edition of the 16th)."""
    if edition is None:
        return None
    month = edition if day <= edition.day else edition.replace(day=1) - dt.timedelta(days=1)
    return _date(month.year, month.month, day)


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


# ------------------------------------------------------------------ the edition's own day

_WEEKDAYS = {character: number for number, character in enumerate("一二三四五六日")} | {"天": 6}
_FOLIO = re.compile(
    r"""
    (?<!\d)(?P<year>20\d\d)\s?(?:年|[-./])\s?(?P<month>1[0-2]|0?[1-9])\s?(?:月|[-./])\s?(?P<day>3[01]|[12]\d|0?[1-9])(?!\d)\s?日?
    [\s，,|/·]{0,6}(?:(?:星期|周)(?P<weekday>[一二三四五六日天]))?                # 2024年3月9日 星期六
  | (?P<cyear>二[〇○零O0][一二三四五六七八九〇○零]{2})年(?P<cmonth>[一二三四五六七八九十]{1,2})月
    (?P<cday>[一二三四五六七八九十]{1,3})日
    [\s，,|/·]{0,6}(?:(?:星期|周)(?P<cweekday>[一二三四五六日天]))?              # 二〇二四年三月九日 星期六
    """,
    re.VERBOSE,
)
_FURNITURE = re.compile(
    r"星期|周[一二三四五六日]|[A-D]\d{1,2}|第?\d{1,3}版|版|责编|责任编辑|编辑|校对|美编|农历|总第|第\d+期|日报|晚报"
    r"|早报|时报|要闻"
)
_SPEAKING = re.compile(r"[。；？！]|记者|本报讯|出生|印发|施行|起|前|以来|至|截")


def masthead_date(text: str) -> dt.date | None:
    """Return the day a masthead or folio line (报头, 版眉) gives, or None.

    A line counts when it is short and holds little else; a weekday that fits is the strongest witness, one that
    does not fit speaks against the line. Of several days the one with the most witness wins, then the first.
    """
    votes: Counter[dt.date] = Counter()
    for match in _FOLIO.finditer(text):
        start = text.rfind("\n", 0, match.start()) + 1
        end = text.find("\n", match.end())
        line = text[start : end if end >= 0 else len(text)]
        found = _folio_date(match)
        if found is None or len(line) > 80 or _SPEAKING.search(line.replace(match[0], "")):
            continue
        weekday = match["weekday"] or match["cweekday"]
        if weekday and _WEEKDAYS[weekday] != found.weekday():
            continue
        rest = len(line.strip()) - len(match[0].strip())
        if weekday:
            votes[found] += 4
        elif rest <= 2 or (_FURNITURE.search(line) and rest <= 40):
            votes[found] += 2
    best = max(votes.values(), default=0)
    return next((day for day, vote in votes.items() if vote == best), None)


def _folio_date(match: re.Match[str]) -> dt.date | None:
    if match["year"]:
        return _date(int(match["year"]), int(match["month"]), int(match["day"]))
    year = int(
        "".join(str("〇一二三四五六七八九".find(c)) if c in "一二三四五六七八九" else "0" for c in match["cyear"][1:])
    )
    return _date(2000 + year, _chinese(match["cmonth"]), _chinese(match["cday"]))


def _chinese(numeral: str) -> int:
    tens, ten, ones = numeral.rpartition("十")
    digits = "〇一二三四五六七八九"
    if not ten:
        return digits.find(numeral) if len(numeral) == 1 else 0
    return (digits.find(tens) if tens else 1) * 10 + (digits.find(ones) if ones else 0)


_NAMED = re.compile(
    r"(?<!\d)(20\d\d)(?:[-_.年/]?)(1[0-2]|0[1-9]|(?<=[-_.年/])[1-9])(?:[-_.月/]?)(3[01]|[12]\d|0[1-9]"
    r"|(?<=[-_.月/])[1-9])(?!\d)"
)


def filename_date(name: str) -> dt.date | None:
    """Return the day in a file's name (`20240308.txt`, `A01_2024-03-08.pdf`, `2024年3月8日.txt`), or None."""
    for match in _NAMED.finditer(name):
        found = _date(*map(int, match.groups()))
        if found is not None:
            return found
    return None


# ------------------------------------------------------------------ the day from the page's own words

_NOT_NOW_BEFORE = re.compile(
    r"(?:将[于在]|定[于在]|拟[于在]|计划[于在]?|预计|生于|出生于|始建于|建于|成立于|去年|前年|上年|明年|自|从|截至"
    r"|截止|到|至|迎来)\s?$"
)
_NOT_NOW_AFTER = re.compile(
    r"\s?(?:起(?:至|正式)?|前|以前|之前|将|至今|以来|出生|生于|是[^，。]{0,12}(?:日|节|周年)|[^，。]{0,8}(?:周年|诞辰|逝世)"
    r"|[^，。]{0,6}(?:拟|预计|即将))"
)
_PAST_YEAR = re.compile(r"(?:刚刚?过去的|回顾|去年[（(])\s?(20\d\d)年?")
_THIS_YEAR = re.compile(r"(?:今年[（(]\s?|今年是|当前是|进入)\s?(20\d\d)年|展望\s?(20\d\d)")
_YEAR = re.compile(r"(?<!\d)(20\d\d)\s?年(?!\s?(?:前|底前|以前|之前|以来|起|出生|[-—–~～至到]))")
_PLAN_YEAR = re.compile(r"(?:到|至|力争|计划|预计|规划|[-—–~～]|迈向|面向)\s?$")
_NEW_WORK = re.compile(
    r"\s?(?:度)?[^，。；]{0,12}(?:工作会议|工作部署会|工作计划|工作要点|工作动员|动员会|目标任务|部署|新春|暨|将"
    r"|第?一季度|上半年|前三季度|1[-—－至])"
)


def infer_edition_date(texts: Iterable[str], *, latest: dt.date | None = None) -> dt.date | None:
    """Return the day of the edition by the words of its articles, or None when no year can be had.

    The latest day on which something is told to have happened; the days that open an article (电头, 导语) lead,
    a day told later counts when it is at most three days after them. latest: nothing after it is believed.
    """
    texts = tuple(texts)
    years = _year_votes(texts)
    leads, days, dated = _told_days(texts)
    day_of_year = _latest_day(leads, days)
    newest = max((day for day in dated if latest is None or day <= latest), default=None)
    if day_of_year is None or (not years and newest is None):
        return newest
    best = max(years.values(), default=0.0)
    year = max((each for each, vote in years.items() if vote == best), default=0)
    found = _date(year, *day_of_year) if year else None
    if newest is not None and (found is None or (newest > found and newest.year >= year)):
        same = _date(newest.year, *day_of_year)
        found = same if same is not None and same >= newest else newest
    if found is not None and latest is not None and found > latest:
        return _date(found.year - 1, *day_of_year)
    return found


def _year_votes(texts: Iterable[str]) -> dict[int, float]:
    votes: defaultdict[int, float] = defaultdict(float)
    for text in texts:
        for match in _PAST_YEAR.finditer(text):
            votes[int(match[1]) + 1] += 3
        for match in _THIS_YEAR.finditer(text):
            votes[int(match[1] or match[2])] += 3
        for match in _YEAR.finditer(text):
            if _PLAN_YEAR.search(text, max(0, match.start() - 4), match.start()):
                continue
            year = int(match[1])
            votes[year] += 2 if _NEW_WORK.match(text, match.end()) else 0.4
            votes[year + 1] += 0.3
    return votes


def _told_days(texts: Iterable[str]) -> tuple[list[tuple[int, int]], list[tuple[int, int]], list[dt.date]]:
    """Return month and day of leads and of all told days, and the days printed with their year."""
    leads: list[tuple[int, int]] = []
    days: list[tuple[int, int]] = []
    dated: list[dt.date] = []
    for text in texts:
        for match in _DAY.finditer(text):
            if not match["month"]:
                continue
            before = text[max(0, match.start() - 6) : match.start()]
            if _NOT_NOW_BEFORE.search(before) or _NOT_NOW_AFTER.match(text, match.end()):
                continue
            month, day = int(match["month2"] or match["month"]), int(match["day2"] or match["day"])
            if match["year"]:
                found = _date(int(match["year"]), month, day)
                if found is not None and found.year >= 2000:
                    dated.append(found)
                continue
            if _date(2024, month, day) is None:
                continue
            days.append((month, day))
            if match.start() < 90:
                leads.append((month, day))
    return leads, days, dated


def _latest_day(leads: list[tuple[int, int]], days: list[tuple[int, int]]) -> tuple[int, int] | None:
    pool = leads or days
    if not pool:
        return None
    # Around New Year the days of December lie before those of January.
    turn = any(month <= 2 for month, _ in pool) and any(month >= 11 for month, _ in pool)
    last = max(pool, key=lambda each: (turn and each[0] <= 2, each))
    here = dt.date(2024, *last)
    near = [each for each in days if 0 <= (dt.date(2024, *each) - here).days <= 3]
    return max((*near, last))
