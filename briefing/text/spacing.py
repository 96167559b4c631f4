"""Where Han meets Latin and digits (中西文间隙), and what may not be broken: as a page is set, and as it is guessed."""

from __future__ import annotations

import re

__all__ = ["NUMBER", "THIN", "spaced"]

THIN = "\u2009"
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
# Between 达到 and 4408, 引进 and 京东MALL; not inside 3月8日, where a space would tear the date.
_GAP = re.compile(rf"(?<=[{_HAN}])(?=[A-Za-z0-9+])|(?<=[A-Za-z0-9%])(?=[{_HAN}])")
# 1.28万亿元 | 20.6% | 3月8日 | 0.3个百分点: a number and its unit stand on one line, so does a date.
NUMBER = (
    r"\d{1,2}月\d{1,2}日|"
    r"[+\-−]?\d[\d.,]{0,14}(?:%|％|‰)?(?:[ \u2009]?(?:万亿|千亿|百亿|亿|万|千|百)?"
    r"(?:元|美元|人次|人|户|家|个百分点|个|项|名|位|宗|件|条|吨|公里|千米|米|亩|公顷|平方米|平方公里|年|月|日|时|倍|套|辆|台|期|届|周年|场|次|号))?"
)


def spaced(text: str) -> str:
    """Return the text with thin spaces between Han and Latin or digits."""
    return _GAP.sub(lambda gap: "" if _in_date(text, gap.start()) else THIN, text)


def _in_date(text: str, at: int) -> bool:
    """Tell whether the gap lies within a date or beside one: 3|月|8|日."""
    return text[at] in "年月日" or (text[at - 1] in "年月" and text[at].isdigit())
