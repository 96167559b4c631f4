"""The period a figure is told for (时期归属): in its clause, its sentence, or the text before."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.text.numbers import simplify
from briefing.text.periods import periods

if TYPE_CHECKING:
    from briefing.extract.figure_draft import Draft
    from briefing.extract.figure_view import View
    from briefing.model import Article, Context
    from briefing.text.periods import Period

__all__ = ["Spoken"]

# A single month or day, or a moment, is told for its sentence only; a year, a quarter, a span holds on.
_MOMENT = re.compile(r"(?<![—\-至前个\d])\d{1,2}月(?:份|底|末|初)?$|\d日$|[末底]$|目前")
_DAYS = re.compile(r"日\s?[-—–~～至到].*日$")
# What is counted on a day, not over a span, keeps the day told in its paragraph (3月末…存款余额…。贷款余额…).
_STOCK = re.compile(r"余额|存量|保有量|总量|不良率|户数$|总数$")
# 本市有1.5万家外资企业: what is there when it is said; the span spoken of before is not its own.
_HAS = re.compile(r"(?<![没具所])有(?:各类)?(?:约|近|超过?)?$")
_YEARS = re.compile(r"\d{4}")
_WHOLE_YEAR = "全年"


class Spoken:
    """The period the text speaks of, sentence by sentence; lives no longer than its article.

    year: the last year printed. main: the period of the whole article, from its head or its first sentence.
    label: what holds for the next sentence; moment: the last single day or month of the paragraph.
    """

    def __init__(self, context: Context, article: Article) -> None:
        """Begin with the year the headline names, if it names one."""
        self.date = context.date
        self.year: int | None = None
        self.main: str | None = None
        self.moment: str | None = None
        lines = (*article.headline, article.kicker, *article.subheads)
        told = (period.label for line in lines for period in periods(simplify(line.text), self.date))
        labels = [label for label in told if _has_year(label)]
        if labels:
            self.year = int(labels[0][:4])
        spans = list(dict.fromkeys(label for label in labels if not _is_moment(label)))
        if len(spans) == 1:  # 一季度开门红 二季度加速跑: a head of two tells none
            self.main = spans[0]
        self.label = self.main

    def begin_paragraph(self) -> None:
        """Forget what held for the last paragraph only."""
        self.label = self.main
        self.moment = None

    def hear(self, seen: View) -> None:
        """Take in the periods of a sentence that was read."""
        for period in seen.periods:
            label = period.label
            if not label:
                continue
            if _has_year(label) and self.date is not None and max(map(int, _YEARS.findall(label))) > self.date.year:
                continue  # 提前下达明年的资金, 规划（2021—2035年）: told for its own sentence
            if _is_moment(label):
                self.moment = label
            if not _is_moment(label) or self.label is None:
                self.label = label
                if _has_year(label):
                    self.main = self.main or label
            if _has_year(label):
                self.year = int(label[:4])
                if self.main is not None and _span_of(label) == _span_of(self.main):
                    self.main = label  # 前4个月 in the head, 1—4月 in the text: the text's words

    def period(self, seen: View, draft: Draft) -> str | None:
        """Return the period told last before the figure: in its sentence, else in the text before."""
        if draft.period:
            return draft.period
        named = [period for period in seen.periods if period.start < draft.at]
        if draft.forecast and self.date and named and seen.text[named[-1].start : named[-1].end] == _WHOLE_YEAR:
            return f"{self.date.year}年"
        told = [self._resolved(period) for period in named if period.label]
        clause = seen.bound_before(draft.at)
        own = [period.label for period in told if period.start >= clause]
        held = [period.label for period in told if not period.label.startswith("到")]
        if own or held:
            return (own or held)[-1]
        return None if draft.forecast and self.date else self._before(seen, draft)

    def _resolved(self, period: Period) -> Period:
        """Return 一年来 as the year spoken of."""
        by_year = period.label.endswith("一年来") and self.year is not None
        return replace(period, label=f"{self.year}年") if by_year else period

    def _before(self, seen: View, draft: Draft) -> str | None:
        if _HAS.search(seen.text[: draft.at]) and self.label is not None and not _is_moment(self.label):
            return None
        stock = self.moment is not None and draft.metric and _STOCK.search(seen.text, *draft.metric[-1])
        return self.moment if stock else self.label


def _has_year(label: str) -> bool:
    return label[:4].isdigit()


def _is_moment(label: str) -> bool:
    return _MOMENT.search(label) is not None and _DAYS.search(label) is None


def _span_of(label: str) -> str:
    """Return a period in one form: 前4个月, 1至4月份 and 1—4月 are one span."""
    plain = re.sub(r"前(\d+)个?月", r"1-\1月", label)
    return re.sub(r"[-—–~～至到]{1,2}", "-", plain).removesuffix("份").replace("月-", "-")
