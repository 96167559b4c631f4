"""Periods of time a figure is told for (时期), resolved against the date of the edition.

In an edition of 8 March 2024 `去年` is 2023年, `一季度` is 2024年一季度, `全年` is 2023年: the last year that is
over.
A span that only serves a comparison (比上年, 较去年同期, 是去年的2.6倍) is no period of the figure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from briefing.text.numbers import chinese_number

if TYPE_CHECKING:
    import datetime as dt

__all__ = ["Period", "periods"]

_MONTH = r"(?:1[0-2]|0?[1-9])"
_TAIL = rf"""(?:
    [春秋]季学期
  | 全年 | 年度 | 上半年 | 下半年 | 前[一二三]季度 | [一二三四]至[一二三四]季度 | 第?[一二三四1-4]季度(?:末)?
  | (?<!提)前(?:1[0-2]|[1-9]|[一二两三四五六七八九十]{{1,2}})个?月
  | {_MONTH}月?\s?[-—–~～至到]{{1,2}}\s?{_MONTH}月份? | {_MONTH}月(?:份|底|末|初)?(?!\d{{1,2}}日)(?!\d) | [末底]
)"""


@dataclass(frozen=True, slots=True)
class Period:
    """A period as printed and as meant. label: "" for a span that only serves a comparison."""

    start: int
    end: int
    label: str


@cache
def _pattern() -> re.Pattern[str]:
    # Most characters begin no period, which the first line tells at once.
    return re.compile(
        rf"""
        (?=[截到至“十一二三四五六七八九秋今年开入党目过近最长春清五端国元中暑前本去上明全下第末底\d])
        (?P<until>截[至止]|到|至)?
        (?:
          (?P<plan>“?(?:十[一二三四五六七八九]五|[一二三四五六七八九]五)”?(?:规划)?        # “十四五”期间
            (?:期间|时期|以来|开局之年|收官之年|末))
        | (?P<years>(?:19|20)\d\d\s?年?\s?[-—–~～至到]{{1,2}}\s?(?:19|20)\d\d\s?年)      # 2019—2023年
        | (?P<since>(?:今年|年初|入夏|入冬|开年|入汛|党的[一二三四五六七八九十]+大)以?来|目前
          | 过去的一年|(?:近|过去|最近)[\d一二三四五六七八九十]+年(?:来|间)?|[一二三四五六七八九十]+年来|长期以来
          | 春节|清明|“?五一”?|端午|国庆|元旦|中秋|暑期|暑运|春运)(?:期间|假期|小长假|黄金周)?
        | (?:(?P<days_year>(?:19|20)\d\d)\s?年\s?)?                                        # 7月1日至8月10日
          (?P<days>{_MONTH}月\d{{1,2}}日\s?[-—–~～至到]{{1,2}}\s?(?:{_MONTH}月)?\d{{1,2}}日)
        | (?P<year>(?:19|20)\d\d\s?年(?:度(?!假))?
          | 二[〇零][一二三][〇零一二三四五六七八九]年|今年|本年度?|去年|上年|前年|明年)
          (?:\s?(?P<day>{_MONTH}月\d{{1,2}}日)|(?:[的,，]?\s?(?P<tail>{_TAIL})))?(?P<from>以来)?
        | (?P<close>(?:(?<=^)|(?<=[，。；：（\s]))年[末底](?!前|之前|以前))                          # 年末全市常住人口
        | (?P<asof>(?:(?<=截至)|(?<=截止)|(?<=截至到)){_MONTH}月\d{{1,2}}日                         # 截至11月6日
          | {_MONTH}月\d{{1,2}}日(?=\d{{1,2}}时|单日|当日|当天))                            # 8月3日14时, 8月3日单日
        | (?<![\d.])(?P<alone>全年|{_TAIL})(?P<from2>以来)?
        )
        """,
        re.VERBOSE,
    )


_COMPARED_BEFORE = re.compile(r"(?:比|较|同|与|和|于|是|为|相当于|达到?|超过?|比起)\s?$")
_COMPARED_AFTER = re.compile(r"\s?(?:同期|同时|同月|同季|相比|的\d|平均水平|水平|末?(?:持平|相当)|前(?![两三四五\d]))")
# From November on 全年 and 年末 are this year's.
_LAST_MONTHS = 11
# A quarter or half-year that ended no more months ago is this year's.
_FRESH = 2
# Up to May 过去一年 is the calendar year that is over.
_MID_YEAR = 6
_PLAN_AFTER = re.compile(r"(?:目标|任务|计划|预算)(?![收支总])")
# 预计8月上旬: a month yet to come, told no more characters behind.
_AHEAD = re.compile(r"(?:预计|预期|预测|有望|力争|计划|拟|将[于在])[^，。；]{0,6}$")
_NEAR = 10
# What is estimated of a month that ended no more months ago is of that month.
_JUST_OVER = 3
_HOLIDAYS = ("春节", "清明", "五一", "端午", "国庆", "元旦", "中秋", "暑期", "暑运", "春运")


def periods(text: str, date: dt.date | None, year: int | None = None) -> tuple[Period, ...]:
    """Return the periods printed in folded text; year: the one the text before it speaks of, if any is known."""
    found: list[Period] = []
    for match in _pattern().finditer(text):
        core = match.end("until") if match["until"] else match.start()
        if match["alone"] in ("末", "底", "年度"):
            continue
        if _is_feast(match):
            continue
        compared = not match["until"] and (
            (match["year"] or match["alone"]) is not None
            and (_COMPARED_BEFORE.search(text, max(0, core - 4), core) or _COMPARED_AFTER.match(text, match.end()))
        )
        # 全年任务, 恢复至2019年的九成: the span of a plan or of a comparison is not the figure's.
        planned = match["alone"] in ("全年", "年度") and _PLAN_AFTER.match(text, match.end())
        regained = match["until"] and text[max(0, match.start() - 2) : match.start()] == "恢复"
        label = "" if compared or planned or regained else _label(match, date, year)
        if label and date is not None and match["alone"] and _AHEAD.search(text, max(0, core - _NEAR), core):
            label = _joined(_coming(match["alone"], date, int(label[:4])), match["alone"])
        if label and match["year"] and label[:4].isdigit():
            year = int(label[:4])
        start = match.start()
        # 去年清明期间: the feast is of the year printed before it.
        if match["since"] and found and found[-1].end == start and label[4:5] == "年" and found[-1].label[4:] == "年":
            before = found.pop()
            start, label = before.start, before.label + label[5:]
        found.append(Period(start, match.end(), label))
    return tuple(found)


def _is_feast(match: re.Match[str]) -> bool:
    """Tell whether a holiday is only named (春节), not a span (春节假期, 春运)."""
    since = (match["since"] or "").strip("“”")
    return since in _HOLIDAYS and match.end() == match.end("since") and not since.startswith(("暑", "春运"))


def _label(match: re.Match[str], date: dt.date | None, year: int | None) -> str:
    if match["plan"] or match["years"]:
        return str(match["plan"] or match["years"]).replace(" ", "")
    if match["since"]:
        return _since(match, date)
    if match["close"]:
        closed = year if year is not None or date is None else date.year - int(date.month < _LAST_MONTHS)
        return "年末" if closed is None else f"{closed}年末"
    days = match["days"] or match["asof"]
    if days:
        told = _year(match["days_year"], date) if match["days_year"] else None
        return _dated(days, date, year if told is None else told, printed=told is not None)
    return _years(match, date, year)


def _dated(days: str, date: dt.date | None, year: int | None, *, printed: bool) -> str:
    """Return days with their year: as printed, else the latest in which they were over or under way."""
    days = days.replace(" ", "")
    if printed:
        return f"{year}年{days}"
    return days if date is None else f"{_year_of(days, date, year)}年{days}"


def _years(match: re.Match[str], date: dt.date | None, year: int | None) -> str:
    tail = match["tail"] or match["day"] or ""
    if match["year"]:
        base = _year(match["year"], date)
        if base is None:
            return match[0].removeprefix(match["until"] or "")
        return _joined(base, tail) + ("以来" if match["from"] else "")
    tail = match["alone"]
    if date is None:
        return tail if year is None else _joined(year, tail)
    return _joined(_year_of(tail, date, year), tail) + ("以来" if match["from2"] else "")


def _since(match: re.Match[str], date: dt.date | None) -> str:
    words = match[0].removeprefix(match["until"] or "")
    if words in ("今年以来", "年初以来", "今年来") and date:
        return f"{date.year}年以来"
    if words in ("过去一年", "过去的一年") and date:
        return f"{date.year - int(date.month < _MID_YEAR)}年"
    if words == "目前":
        return "截至目前"
    return f"{date.year}年{words}" if date and match["since"].strip("“”") in _HOLIDAYS else words


def _joined(year: int, tail: str) -> str:
    tail = "" if tail in ("全年", "年度") else tail.replace(" ", "")
    return f"{year}年{tail}"


def _year(words: str, date: dt.date | None) -> int | None:
    words = words.replace(" ", "")
    if words[0].isdigit():
        return int(words[:4])
    offset = {"今年": 0, "本年": 0, "本年度": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1}.get(words)
    if offset is None:
        value = chinese_number(words[:-1])
        return int(value) if value is not None else None
    return date.year + offset if date else None


def _coming(tail: str, date: dt.date, past: int) -> int:
    """Return the year of a month that is looked forward to; of other spans the year found, `past`."""
    months = re.findall(r"\d+(?=个?月)", tail)
    if not months or "前" in tail:
        return past
    over = date.month - int(months[-1])
    return past if 0 < over <= _JUST_OVER else date.year + (over > 0)


def _ends(tail: str) -> int | None:
    """Return the month a period printed without a year ends in, None for days and for what is not told by months."""
    if "日" in tail or "下半年" in tail:
        return None
    if "上半年" in tail:
        return 6
    if "季度" in tail and "学期" not in tail:
        order = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
        quarter = next((order[character] for character in reversed(tail) if character in order), None)
        return quarter and quarter * 3
    months = re.findall(r"\d+(?=个?月)", tail)
    return int(months[-1]) if months else None


def _year_of(tail: str, date: dt.date, year: int | None) -> int:
    """Return the year of a period printed without one: the latest in which it was over or under way."""
    if tail in ("全年", "年度"):
        return year if year is not None else date.year - (date.month < _LAST_MONTHS)
    ends = _ends(tail)
    if ends is not None and 0 <= date.month - ends <= _FRESH:
        return date.year  # 上半年 in an August edition, though last year was spoken of
    months = re.findall(r"\d+(?=个?月)", tail)
    begins = 1
    if "下半年" in tail:
        begins = 7
    elif "季度" in tail:
        order = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
        last = next((order[character] for character in reversed(tail) if character in order), 1)
        begins = 3 * last - 2 if last > 1 else 1
    elif months:
        begins = int(months[-1])
    if year is not None and date.year - year < 2 and (year < date.year or begins <= date.month):
        return year
    if tail == "上半年":
        begins = 5
    return date.year if begins <= date.month else date.year - 1
