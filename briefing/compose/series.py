"""Which figures form a series (成组数据) that a small chart shows at a glance.

One measure of several subjects or periods, shares of one whole, or changes of several measures side by side.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.model import FEWEST_BARS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from briefing.model import Figure

__all__ = ["series_of"]

# More bars make a table.
_MOST = 5
# Metrics that end alike in so many characters measure the same thing: 跨境电商进出口, 保税物流进出口.
_ALIKE = 3
# Two characters are enough where they name a share: 民营企业占比, 外资企业占比.
_AMOUNT = re.compile("(?:总值|总额|总量|总数|金额|额|值|量|数)$")
_SHARES = ("占比", "比重", "份额")
# A bar shorter than this share of the longest cannot be seen, and one long bar among specks tells nothing.
_LEAST, _MIDDLE = 1 / 50, 1 / 15


def series_of(figures: Sequence[Figure]) -> dict[int, Decimal]:
    """Return the positions of the figures of the best series and the amount each bar stands for; empty for none.

    A series has three to five members from one article, of one unit and period, whose bars can all be seen.
    The one with most members wins; of equals, amounts before changes, then the earlier.
    """
    best: dict[int, Decimal] = {}
    for amounts in (*_levels(figures), *_changes(figures)):
        # One that dwarfs the others is left out of the chart: it stands for itself.
        shorter = sorted(amounts.items(), key=lambda each: (-abs(each[1]), each[0]))
        for kept in (dict(sorted(shorter[gone:])[:_MOST]) for gone in range(3)):
            if len(kept) > len(best) and _seen(list(kept.values())):
                best = kept
    return best if len(best) >= FEWEST_BARS else {}


def _levels(figures: Sequence[Figure]) -> Iterator[dict[int, Decimal]]:
    """Yield groups of amounts: metrics that end alike, in one unit and period, of different subjects or periods."""
    for seed, first in enumerate(figures):
        if first.value is None or first.printed is None or first.value <= 0 or _is_rate(first):
            continue
        for tail in _tails(_measure(first)):
            group: dict[int, Decimal] = {}
            named: set[tuple[str, str, str]] = set()
            periods = set()
            for at, figure in enumerate(figures[seed:], seed):
                subject = figure.subject.text if figure.subject else ""
                name = (subject, figure.metric.text, figure.period or "")
                fits = figure.unit == first.unit and figure.article == first.article and not _is_rate(figure)
                if fits and figure.value and figure.printed and _measure(figure).endswith(tail) and name not in named:
                    group[at] = figure.value
                    named.add(name)
                    periods.add(figure.period)
            # Of several periods only where they are all that differs: 2021年, 2022年, 2023年进出口.
            if len(periods) == 1 or len({name[:2] for name in named}) == 1:
                yield group


def _measure(figure: Figure) -> str:
    """Return what is measured, without the word that only says it is an amount: 进出口总值 → 进出口."""
    return _AMOUNT.sub("", figure.metric.text) or figure.metric.text


def _tails(metric: str) -> Iterator[str]:
    """Yield the ends of a metric by which it may belong with others, the whole first."""
    yield metric
    for length in range(len(metric) - 1, _ALIKE - 1, -1):
        yield metric[-length:]
    if metric.endswith(_SHARES):
        yield metric[-2:]


def _changes(figures: Sequence[Figure]) -> Iterator[dict[int, Decimal]]:
    """Yield groups of growth rates that stand for themselves, of one kind and article."""
    for first in figures:
        if _is_rate(first):
            yield {
                at: figure.change_percent
                for at, figure in enumerate(figures)
                if _is_rate(figure)
                and figure.change_percent
                and (figure.article, figure.change_kind, figure.period)
                == (first.article, first.change_kind, first.period)
            }


def _is_rate(figure: Figure) -> bool:
    """Tell whether the figure is a change without a level: 减免税增长11.8%."""
    return (
        figure.unit == "%"
        and figure.change_percent is not None
        and figure.value is not None
        and (abs(figure.value) == abs(figure.change_percent))
    )


def _seen(amounts: Sequence[Decimal]) -> bool:
    """Tell whether each bar can be seen beside the longest."""
    if len(amounts) < FEWEST_BARS:
        return False
    lengths = sorted(abs(float(amount)) for amount in amounts)
    longest = lengths[-1]
    return longest > 0 and lengths[0] >= _LEAST * longest and lengths[len(lengths) // 2] >= _MIDDLE * longest
