"""Names and numbers paired by 分别: A、B、C分别增长1%、2%和3%."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.extract.figure_metric import Name, before_number, known_metric

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.extract.figure_view import Range, View
    from briefing.text.numbers import Quantity
    from briefing.text.periods import Period

__all__ = ["Series", "plain_row", "row_at", "series_at"]

_JOIN = re.compile(
    r"\s?(?:、|和|及|与|以及|，|,)\s?(?:同比|环比)?(?:增长|增加|上升|上涨|提高|下降|减少|降低|下跌|回落)?"
)
_BARE_JOIN = re.compile(r"(?:、|和|及|与|以及)(?:增长|增加|上升|上涨|提高|下降|减少|降低|下跌|回落)?")
# …均实现增长，增速分别为: the things stand in the clause before.
_RATE_ALONE = re.compile(r"增速|增幅|涨幅|降幅|跌幅|增长率")
_GREW = re.compile(
    r"(?:[均都也]|同比|环比)*(?:实现|保持|呈现?)?了?(?:平稳|较快|快速|稳步|稳定|两位数|正|恢复性)*"
    r"(?:增长|下降|回升|上涨|上升|回落|减少)(?:态势)?$"
)
_PAUSED = re.compile(r"、")
_PARTED = re.compile(r"、|和|以及|及|与")
_SOURCES = re.compile(r"(?P<sources>[^，。；]{2,40}?)(?:均|都)?(?:预测|预计|认为|估计)(?P<what>[^，。；]{2,30})")
_SHARED_NOUN = re.compile(
    r"(?:支出|收入|投资|产值|增加值|产量|销[量售]额?|零售额|贷款|存款|余额|价格|用电量|进出口|出口|进口)$"
)
_IN_ORDER = ("一二", "一二三", "二三", "一二三四")
_ORDINAL = re.compile(r"第[一二三四五]")
# 城镇, 装备制造业: a longer first name shares no more than the indicator.
_SHORT = 6
_RATES = ("percent", "point", "times")
_CHANGES = re.compile(r"[增减降升涨跌]")
_ONLY_VERB = re.compile(
    r"(?:同比|环比|年均|比上年|较上年|比去年|名义|实际|平均)*(?:增长|下降|增加|减少|上涨|回升|提高|提升|上升|降低|达到?|为|占|实现|完成|约|超|近|至|到|了|降|升|涨|是|有|突破)*"
)


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers in a row and their names; names is empty where the numbers take up those of the series before."""

    numbers: tuple[Quantity, ...]
    names: tuple[Name, ...]


def series_at(view: View, low: int, following: Sequence[Quantity]) -> Series | None:
    """Return the series that begins with following[0], None if 分别 does not lead to it."""
    first = following[0]
    mark = view.text.rfind("分别", max(low, first.start - 30), first.start)
    if mark < 0:
        return None
    numbers = _row(view.text, following)
    if len(numbers) < 2:  # one number is shared by nobody
        return None
    tail = _tail(view, mark + 2, first.start)
    bare = view.text[low:mark].strip("，同比环年均")
    if low and (not bare or _RATE_ALONE.fullmatch(bare)):
        names = _names_before(view, low, len(numbers))
        return Series(tuple(numbers), names if len(names) == len(numbers) and tail is None else ())
    return Series(tuple(numbers), _names(view, low, mark, tail, len(numbers)))


def row_at(view: View, low: int, following: Sequence[Quantity], wanted: int) -> Series | None:
    """Return a row of rates that takes up as many figures just told without 分别 (1万套和5万辆，增长42%和1.3倍)."""
    start = following[0].start
    if wanted < 2 or following[0].kind not in _RATES or not _ONLY_VERB.fullmatch(view.text, low, start):
        return None
    if _CHANGES.search(view.text, low, start) is None:
        return None
    numbers = _row(view.text, following)
    return Series(tuple(numbers), ()) if len(numbers) == wanted else None


def plain_row(view: View, low: int, following: Sequence[Quantity]) -> Series | None:
    """Return a row of growth rates joined by nothing but 、 or 和 (游客…人次、收入…元，同比增长12.1%、15.3%).

    同比增长5%、环比增长3% is none: that is two growths of one thing.
    """
    first = following[0]
    if first.kind not in _RATES or not _ONLY_VERB.fullmatch(view.text, low, first.start):
        return None
    if _CHANGES.search(view.text, low, first.start) is None:
        return None
    numbers = [first]
    for quantity in following[1:]:
        joined = _BARE_JOIN.fullmatch(view.text, numbers[-1].end, quantity.start)
        if quantity.kind != first.kind or joined is None:
            break
        numbers.append(quantity)
    return Series(tuple(numbers), ()) if len(numbers) > 1 else None


def _row(text: str, following: Sequence[Quantity]) -> list[Quantity]:
    """Return the numbers of one sort that follow one another, parted by 、 or 和."""
    numbers = [following[0]]
    for quantity in following[1:]:
        alike = (quantity.kind in _RATES) == (numbers[0].kind in _RATES)
        if not alike or not _JOIN.fullmatch(text, numbers[-1].end, quantity.start):
            break
        numbers.append(quantity)
    return numbers


def _tail(view: View, low: int, high: int) -> Range | None:
    """Return the noun between 分别 and the number (分别实现|产值), None where there is only a verb."""
    if _ONLY_VERB.fullmatch(view.text, low, high):
        return None
    name = before_number(view.text, low, high, view.periods)
    if name is None or not name.metric:
        return None
    piece = name.metric[-1]
    return None if _ONLY_VERB.fullmatch(view.text, piece[0], piece[1]) else piece


def _names_before(view: View, low: int, wanted: int) -> tuple[Name, ...]:
    """Return the names told in the clause before (农业、工业用电量均实现增长，增速分别为…), () if it tells others."""
    end = low - 1
    start = view.bound_before(end)
    grew = _GREW.search(view.text, start, end)
    if grew is None or any(start <= number.start < end for number in view.quantities):
        return ()
    return _names(view, start, grew.start(), None, wanted)


def _names(view: View, low: int, high: int, tail: Range | None, wanted: int) -> tuple[Name, ...]:
    text = view.text
    sources = _SOURCES.fullmatch(text, low, high)
    if sources:
        name = before_number(text, *sources.span("what"), view.periods)
        count = len(_PARTED.split(sources["sources"]))
        return (name,) * wanted if name and count == wanted else ()
    # 计算机和电子设备制造业、电气机械和器材制造业: 、 parts first, 和 only where that is not enough.
    ways = (_parted(text, low, high, marks) for marks in (_PAUSED, _PARTED))
    pieces = next((way for way in ways if len(way) == wanted), [])
    return _named(view, pieces, tail) if pieces else ()


def _parted(text: str, low: int, high: int, marks: re.Pattern[str]) -> list[Range]:
    pieces = []
    at = low
    for mark in marks.finditer(text, low, high):
        pieces.append((at, mark.start()))
        at = mark.end()
    pieces.append((at, high))
    return [piece for piece in pieces if piece[0] < piece[1]]


def _named(view: View, pieces: list[Range], tail: Range | None) -> tuple[Name, ...]:
    text = view.text
    if spans := _periods(view, pieces):
        name = before_number(text, pieces[0][0], spans[0].start, view.periods)
        return tuple(Name(name.metric, name.subject, span.label) for span in spans) if name else ()
    if ordinals := _ordinals(text, pieces):
        return ordinals
    last = before_number(text, *pieces[-1], view.periods)
    first = before_number(text, *pieces[0], view.periods)
    suffix = _shared(
        text, pieces[0] if first is None else first.metric[-1], pieces[-1] if last is None else last.metric[-1]
    )
    names = []
    for number, piece in enumerate(pieces):
        name = before_number(text, *piece, view.periods)
        metric = name.metric if name else (piece,)
        if text[metric[0][0]].isdigit():
            return ()
        if suffix and number < len(pieces) - 1:
            metric = (*metric, suffix)
        if tail:
            metric = (*metric, tail)
        subject = name.subject if name else None
        if subject is None and first is not None:
            subject = first.subject
        names.append(Name(tuple(metric), subject))
    return tuple(names)


def _ordinals(text: str, pieces: list[Range]) -> tuple[Name, ...]:
    """Return the names of 第一、二、三|产业用电量, () if they are others."""
    begin, last = pieces[0][0], pieces[-1]
    numerals = [(begin + 1, pieces[0][1]), *pieces[1:-1], (last[0], last[0] + 1)]
    row = "".join(text[low:high] for low, high in numerals)
    if text[begin] != "第" or row not in _IN_ORDER or len(row) != len(pieces) or last[1] - last[0] < 2:
        return ()
    return tuple(Name(((begin, begin + 1), numeral, (last[0] + 1, last[1]))) for numeral in numerals)


def _periods(view: View, pieces: list[Range]) -> list[Period]:
    """Return the periods that the names are (用电量一季度、二季度分别为…), [] if they are things."""
    spans = [
        next((span for span in view.periods if span.label and span.end == piece[1] and span.start >= piece[0]), None)
        for piece in pieces
    ]
    found = [span for span in spans if span is not None]
    only = all(span.start == piece[0] for span, piece in zip(found[1:], pieces[1:], strict=False))
    return found if len(found) == len(pieces) and only else []


def _shared_noun(text: str, head: str, last: Range, known: str) -> Range | None:
    """Return the noun all the names end in where the lexicon does not part it from the last of them.

    教育、卫生健康|支出: no indicator of the lexicon. 农业、工业|用电量: one as a whole, of two parts like the first.
    """
    noun = _SHARED_NOUN.search(text, last[0] + 1, last[1])
    if noun is None or head.endswith(noun[0]) or (known and noun.start() - last[0] != len(head)):
        return None
    return noun.span()


def _shared(text: str, first: Range, last: Range) -> Range | None:
    """Return the words the last name shares with the others: 第一、第二、第三|产业投资, 城镇、农村|居民收入."""
    size = first[1] - first[0]
    longer = last[1] - last[0] > size + 1
    head = text[first[0] : first[1]]
    if longer and _ORDINAL.fullmatch(head) and _ORDINAL.match(text, last[0]):
        return (last[0] + size, last[1])
    known = known_metric(text[last[0] : last[1]])
    if known_metric(head):
        return None
    rest = text[last[0] + size : last[1]]
    if longer and rest and known_metric(rest) == rest:
        return (last[0] + size, last[1])  # 城镇、农村|居民人均可支配收入
    begins = last[1] - len(known)
    if not known or begins == last[0]:
        return _shared_noun(text, head, last, known)
    if size > _SHORT or not longer or (begins > last[0] and text[begins - 1] == head[-1]):
        return (begins, last[1])
    return (last[0] + size, last[1])
