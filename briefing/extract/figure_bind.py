"""Which change, rank and comparison belongs to which number of a sentence (归属).

The numbers are taken in printing order. A change without a name of its own (，同比增长5.2%) belongs to the figure
before it in the sentence; with one (工业增加值同比增长7.4%) it is a rate of its own. What fits nothing is left out:
fewer figures, never wrong ones.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from briefing.extract.figure_change import Change, change_at
from briefing.extract.figure_compare import compare
from briefing.extract.figure_draft import Draft
from briefing.extract.figure_growth import grow, stand_still, verb_first, with_verb
from briefing.extract.figure_level import reach
from briefing.extract.figure_metric import Name, shares_name
from briefing.extract.figure_rank import Rank, ranks
from briefing.extract.figure_reader import NO_YEAR, Reader
from briefing.extract.figure_series import Series, plain_row, row_at, series_at
from briefing.extract.figure_words import FROM, RANKED, TO

if TYPE_CHECKING:
    from briefing.extract.figure_view import Range, View
    from briefing.text.numbers import Quantity

__all__ = ["bind"]

_DOWN = re.compile(r"下降|减少|降低|下跌|回落")
_UP = re.compile(r"增长|增加|上升|上涨|提高")


def bind(view: View, year: int = NO_YEAR, places: tuple[str, ...] = ()) -> tuple[Draft, ...]:
    """Return the figures of a sentence in printing order; year: of the edition. Empty text gives none."""
    reader = Reader(view, year, places)
    places_in_row = ranks(view.text)
    numbers = [n for n in view.quantities if not any(rank.start <= n.start < rank.end for rank in places_in_row)]
    listed = [rank for rank in places_in_row if not any(n.start < rank.start < n.end for n in numbers)]
    events: list[Quantity | Rank] = sorted((*numbers, *listed), key=lambda event: event.start)
    index = 0
    while index < len(events):
        event = events[index]
        stand_still(reader, event.start)
        low = reader.low(event.start)
        if isinstance(event, Rank):
            _rank(reader, event, low)
            index += 1
        elif event.end <= reader.at:
            index += 1
        else:
            following = [other for other in events[index : index + 12] if not isinstance(other, Rank)]
            index += _series(reader, following, low) or _one(reader, following, low)
    stand_still(reader, len(view.text), closing=True)
    return tuple(reader.drafts)


def _one(reader: Reader, following: list[Quantity], low: int) -> int:
    """Read one number that stands alone; following: it and those behind it. Return 1, how many were read."""
    quantity = following[0]
    if compare(reader, quantity, low):
        reader.at = max(reader.at, quantity.end)
        return 1
    if reader.base is None and _is_base(reader, following, low):
        start = FROM.search(reader.text, max(low, quantity.start - 16), quantity.start)
        reader.base = (low, start.start() if start else low, quantity.unit)
        reader.at = quantity.end
        return 1
    begin, end = low, None
    if reader.base is not None:
        if reader.base[2] == quantity.unit:
            begin, end = reader.base[0], reader.base[1]
        reader.base = None
    change = change_at(reader.text, low, quantity)
    if change is None and end is None and verb_first(reader, quantity, low):
        reader.at = quantity.end
        return 1
    if change and not change.level and end is None:
        grow(reader, quantity, change, low)
        reader.at = max(quantity.end, change.end)
    else:
        reach(reader, quantity, change, begin, end)
        reader.at = max(reader.at, quantity.end)
    return 1


def _is_base(reader: Reader, following: list[Quantity], low: int) -> bool:
    """Tell whether the first number is only where a change began (由38.6%提高到44.8%)."""
    if len(following) < 2 or following[1].unit != following[0].unit:  # it takes two
        return False
    first, second = following[:2]
    if FROM.search(reader.text, max(low, first.start - 16), first.start) is None:
        return False
    return TO.fullmatch(reader.text, first.end, second.start) is not None


def _series(reader: Reader, following: list[Quantity], low: int) -> int:
    """Read numbers paired with names by 分别; return how many were read, 0 if there is no such series."""
    found = series_at(reader.view, low, following) or row_at(reader.view, low, following, len(reader.group))
    found = found or _row_of_growth(reader, following, low)
    if found is None:
        return 0
    if found.numbers[0].kind == "point" and compare(reader, found.numbers[0], low):
        return len(found.numbers)  # 分别高于全国、全省15.8个和9.6个百分点
    reader.at = found.numbers[-1].end
    change = change_at(reader.text, low, found.numbers[0])
    grown = change if change is not None and not change.level else None
    if not found.names and grown is not None and not grown.amount:
        owners = reader.group if len(reader.group) == len(found.numbers) else _unchanged(reader, len(found.numbers))
        falls = _falls(reader.text, found.numbers, grown)
        for place, number, fall in zip(owners, found.numbers, falls, strict=False):
            told = (grown.start if number is found.numbers[0] else number.start, number.end)
            if grown.percent is None:
                draft = replace(reader.drafts[place], points=-number.value if fall else number.value, change=told)
            else:
                draft = replace(reader.drafts[place], percent=_signed(number, grown, fall=fall), change=told)
            reader.drafts[place] = replace(draft, kind=grown.kind, last=number.end)
        return len(found.numbers)
    reader.current = None
    if len(found.names) == len(found.numbers):
        _pair(reader, found, grown, low)
    return len(found.numbers)


def _row_of_growth(reader: Reader, following: list[Quantity], low: int) -> Series | None:
    """Return a row of rates told of as many levels just before; of more or fewer it is nobody's."""
    owner = reader.owner
    if owner is None or owner.level is None or owner.percent is not None:
        return None
    return plain_row(reader.view, low, following)


def _pair(reader: Reader, found: Series, change: Change | None, low: int) -> None:
    places = []
    falls = _falls(reader.text, found.numbers, change)
    change = change and replace(change, kind=change.kind or reader.kind_before(low))
    for number, name, fall in zip(found.numbers, found.names, falls, strict=True):
        reader.add(_member(reader, (number, name), change, found, fall=fall))
        places.append(len(reader.drafts) - 1)
    reader.group = tuple(places)
    reader.current = None


def _falls(text: str, numbers: tuple[Quantity, ...], change: Change | None) -> list[bool]:
    """Return for each number of a row whether it is a fall (分别增长26.5%、12.8%和下降4.1%)."""
    told = change.percent if change is not None and change.percent is not None else change.points if change else None
    fall = told is not None and told < 0
    falls = [fall]
    for one, other in pairwise(numbers):
        word = text[one.end : other.start]
        if _DOWN.search(word):
            fall = True
        elif _UP.search(word):
            fall = False
        falls.append(fall)
    return falls


def _member(reader: Reader, told: tuple[Quantity, Name], change: Change | None, found: Series, *, fall: bool) -> Draft:
    """Return one figure of a series from its number and its name."""
    number, name = told
    first, last = found.numbers[0], found.numbers[-1].end
    named = with_verb(reader, name, change.start, first.start) if change else name
    draft = Draft(number.start, last, metric=named.metric, subject=name.subject, period=name.period)
    if change is None or change.amount:
        return replace(draft, level=number)
    grown = (change.start if number is first else number.start, number.end)
    kind = change.kind
    if change.percent is not None:
        return replace(draft, rate=number, change=grown, percent=_signed(number, change, fall=fall), kind=kind)
    points = -number.value if fall else number.value
    return replace(draft, rate=number, change=grown, points=points, kind=kind)


def _unchanged(reader: Reader, wanted: int) -> tuple[int, ...]:
    """Return the last levels without a change, if there are just as many behind one another (…元，…元，分别增长)."""
    places = range(len(reader.drafts) - wanted, len(reader.drafts))
    if places.start < 0:
        return ()
    if any(reader.drafts[place].level is None or reader.drafts[place].percent is not None for place in places):
        return ()
    before = reader.drafts[places.start - 1] if places.start else None
    begun = before is not None and before.level is not None and before.percent is None
    if before is not None and begun and "；" not in reader.text[before.last : reader.drafts[places.start].at]:
        return ()
    return tuple(places)


def _signed(number: Quantity, first: Change, *, fall: bool) -> Decimal:
    value = number.value * 100 if number.kind == "times" else number.value
    if number.kind == "times" and first.times_of:
        value -= 100
    if value == value.to_integral_value():
        value = value.quantize(Decimal(1))
    return -abs(value) if fall and not (number.kind == "times" and first.times_of) else value


def _rank(reader: Reader, rank: Rank, low: int) -> None:
    """Give a place in a row to the figure before it, or keep it as a figure without a number (业绩位居全国前列)."""
    told: tuple[Range, ...] = (rank.scope, rank.place)
    own = None if reader.text[low : low + 1] in ("由", "从") else reader.own(low, rank.start)
    owner = reader.owner
    reader.at = max(reader.at, rank.end)
    if owner is not None and "；" not in reader.text[owner.last : rank.start]:
        near = own is None or shares_name(reader.words(own.metric), reader.words(owner.metric))
        if near and not (own is not None and own.subject and owner.subject and own.subject != owner.subject):
            place = _ranked(reader)
            ranked = reader.drafts[place]
            reader.drafts[place] = replace(ranked, ranks=(*ranked.ranks, told), last=rank.end)
            return
    if own is None or not rank.verb or not RANKED.search(reader.words(own.metric)):
        return
    pieces = own.metric
    listed = reader.text.find("排名", rank.start, rank.end)
    if listed >= 0 and not reader.words(pieces).endswith("排名"):
        pieces = (*pieces, (listed, listed + 2))
    reader.add(Draft(rank.start, rank.end, metric=pieces, subject=own.subject, ranks=(told,)))


def _ranked(reader: Reader) -> int:
    """Return which figure a place in a row is told of: not a share (占全区的41.5%，居首位) but what has the share."""
    assert reader.current is not None
    share = reader.drafts[reader.current]
    if share.first and share.level is not None and share.level.kind == "percent":
        for place in range(reader.current - 1, -1, -1):
            if reader.drafts[place].metric == share.metric[:-1]:
                return place
    return reader.current
