"""Figures told twice (重复): headline and lead say again what the body says; one is kept, the others are its `also`."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from briefing.extract.figure_metric import shares_name
from briefing.text.numbers import quantities, simplify

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefing.model import Figure
    from briefing.passage import Passage

__all__ = ["mentioned", "merged"]

# As many digits as make it unlikely that two things share a number by chance.
_TELLING = 3
# A mark that a figure has passed or all but reached, before the number: the figure is less than a sixth away.
_PASSED = re.compile(r"(?:突破|超过?|逾|迈上|站上|跨过|跃上)[了至到]?\s?\d{0,3}$")
_NEARLY = re.compile(r"(?:将?近|接近|约|逼近)\s?\d{0,3}$")
_NOT_FAR = Decimal("1.16")
# Of one number no more places are remembered: a page does not say the same a dozen times.
_MOST = 12


def merged(body: Sequence[Figure], heads: Iterable[Figure]) -> tuple[Figure, ...]:
    """Return the figures of the body, restatements merged; a headline's figure is kept only if the body lacks it."""
    kept: list[Figure] = []
    known: dict[tuple[str, str], list[int]] = {}
    for figure in body:
        same = _place_of(figure, kept, known)
        if same is None:
            kept.append(figure)
        else:
            kept[same] = _joined(kept[same], figure)
        _remember(figure, len(kept) - 1 if same is None else same, known)
    for figure in heads:
        same = _place_of(figure, kept, known, headline=True)
        if same is None:
            same = next((place for place, one in enumerate(kept[:_MOST]) if _is_round(figure, one)), None)
        if same is not None:
            kept[same] = _headed(kept[same], figure)
        elif figure.value is not None:
            kept.append(figure)
            _remember(figure, len(kept) - 1, known)
    return tuple(kept)


def mentioned(figures: Iterable[Figure], head: Passage) -> tuple[Figure, ...]:
    """Return the figures; where a headline prints the number without a name (216位女性获评“最美”) it is in `also`."""
    numbers = {(number.unit, number.value) for number in quantities(simplify(head.text))}
    return tuple(
        replace(figure, also=(*figure.also, head)) if _is_mentioned(figure, head, numbers) else figure
        for figure in figures
    )


def _is_mentioned(figure: Figure, head: Passage, numbers: set[tuple[str, Decimal]]) -> bool:
    if figure.value is None or (figure.unit, figure.value) not in numbers or not _telling(figure):
        return False
    return not any(words.text in head.text for words in figure.also)


def _keys(figure: Figure) -> Iterator[tuple[str, str]]:
    """Yield what two figures must have in common to be one: the value, the growth or a place in a row."""
    if figure.value is not None:
        yield figure.unit, str(abs(figure.value))
    if figure.change_percent is not None:
        yield "grown", str(figure.change_percent)
    for rank in figure.ranks:
        yield "rank", _place(rank.text)


def _remember(figure: Figure, place: int, known: dict[tuple[str, str], list[int]]) -> None:
    for key in _keys(figure):
        places = known.setdefault(key, [])
        if len(places) < _MOST and place not in places:
            places.append(place)


def _place_of(
    figure: Figure, kept: Sequence[Figure], known: dict[tuple[str, str], list[int]], *, headline: bool = False
) -> int | None:
    places = sorted({place for key in _keys(figure) for place in known.get(key, ())})
    return next((place for place in places if _same(kept[place], figure, headline=headline)), None)


def _is_round(head: Figure, one: Figure) -> bool:
    """Tell whether a headline rounds a figure of the body (186万 for 186.4万) or names the mark it has passed.

    前三季度进出口突破500亿元 above 进出口总值512.4亿元 is one figure; the body's digits are told.
    """
    if head.value is None or one.value is None or not _comparable(head, one):
        return False
    before = _words_before(head)
    if _PASSED.search(before):
        return head.value <= one.value < head.value * _NOT_FAR
    if _NEARLY.search(before):
        return head.value / _NOT_FAR < one.value <= head.value
    _, digits, exponent = head.value.as_tuple()
    zeros = len(digits) - len("".join(map(str, digits)).rstrip("0"))
    # The last digit that is no zero was rounded, and one digit alone says too little.
    step = Decimal(1).scaleb(int(exponent) + zeros)
    return len(digits) - zeros > 1 and 0 < abs(one.value - head.value) < step


def _comparable(head: Figure, one: Figure) -> bool:
    """Tell whether two figures, no rates and no ranges, may tell one thing of one time."""
    if head.value_max is not None or one.value_max is not None or head.unit != one.unit or head.unit == "%":
        return False
    grown = head.change_percent in (None, one.change_percent)
    timed = not head.period or not one.period or head.period == one.period
    return grown and timed and _shares(head, one)


def _words_before(figure: Figure) -> str:
    """Return what is printed before the number, 逾 and 近 of the number itself with it."""
    if figure.printed is None:
        return ""
    text = figure.evidence.text
    at = text.find(figure.printed.text)
    return text[: at + 3] if at >= 0 else ""


def _headed(one: Figure, head: Figure) -> Figure:
    """Return a figure of the body with the headline's words for it; a headline's level replaces a mere rate."""
    if _is_rate(one) and not _is_rate(head) and head.value is not None:
        return replace(head, also=(one.evidence,))
    return replace(one, also=(*one.also, head.evidence))


def _same(one: Figure, other: Figure, *, headline: bool = False) -> bool:
    """Tell whether two figures are one; two things of one kind with equal growth (第一产业, 第二产业) stay two."""
    if _same_rank(one, other) or _same_rate(one, other):
        return True
    if one.unit != other.unit or one.value_max != other.value_max or _differ(one, other):
        return False
    if one.value is None:
        return _shares(one, other) and [rank.text for rank in one.ranks] == [rank.text for rank in other.ranks]
    near = _overlap(one, other)
    if headline:
        return near > 0 or _telling(one)
    if one.subject and other.subject and one.subject.text != other.subject.text and not _telling(one):
        return False
    return _shares(one, other) or (_telling(one) and near > 1)


def _differ(one: Figure, other: Figure) -> bool:
    if one.value is None or other.value is None:
        return one.value is not other.value
    grown = one.change_percent is not None and other.change_percent is not None
    return abs(one.value) != abs(other.value) or (grown and one.change_percent != other.change_percent)


def _same_rank(one: Figure, other: Figure) -> bool:
    """Tell whether one of the two only repeats the other's place in a row (位居全国前五)."""
    if (one.value is None) == (other.value is None):
        return False
    places = {_place(rank.text) for rank in one.ranks} & {_place(rank.text) for rank in other.ranks}
    return bool(places) and _shares(one, other)


def _same_rate(one: Figure, other: Figure) -> bool:
    """Tell whether one of the two is only the growth of the other (税收增长4.9% beside 税收10万亿元，增长4.9%)."""
    if _is_rate(one) == _is_rate(other) or one.change_percent is None or one.change_percent != other.change_percent:
        return False
    return _shares(one, other) and one.period == other.period


def _is_rate(figure: Figure) -> bool:
    return figure.unit == "%" and figure.value == figure.change_percent


def _place(rank: str) -> str:
    plain = simplify(rank).replace(" ", "").translate(str.maketrans("一二三四五六七八九", "123456789"))
    return re.sub(r"[位名]$", "", plain)


def _shares(one: Figure, other: Figure) -> bool:
    return shares_name(simplify(one.metric.text), simplify(other.metric.text))


def _overlap(one: Figure, other: Figure) -> int:
    return len(set(simplify(one.metric.text)) & set(simplify(other.metric.text)))


def _telling(figure: Figure) -> bool:
    digits = "".join(map(str, figure.value.as_tuple().digits)).strip("0") if figure.value is not None else ""
    return len(digits) >= _TELLING


def _joined(one: Figure, other: Figure) -> Figure:
    """Return the fuller of the two with what only the other tells; the other's words go to `also`."""
    first, second = (other, one) if _fullness(other) > _fullness(one) else (one, other)
    if first.value is None or (_is_rate(first) and not _is_rate(second)):
        first, second = second, first
    return replace(
        first,
        change=first.change or second.change,
        change_percent=first.change_percent if first.change_percent is not None else second.change_percent,
        change_points=first.change_points if first.change_points is not None else second.change_points,
        change_kind=first.change_kind or second.change_kind,
        period=first.period or second.period,
        subject=first.subject or second.subject,
        ranks=first.ranks or second.ranks,
        comparisons=first.comparisons or second.comparisons,
        priority=min(first.priority, second.priority),
        worth=max(first.worth, second.worth),
        also=(*first.also, *second.also, second.evidence),
    )


def _fullness(figure: Figure) -> int:
    return (figure.change_percent is not None) * 2 + bool(figure.ranks) + (figure.subject is not None)
