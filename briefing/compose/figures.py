"""关键数据: a tile a figure: metric, value with its unit, change with its arrow, rank; a series as bars."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from briefing.compose.desk import Candidate
from briefing.compose.series import series_of
from briefing.compose.shorten import clauses, without_end
from briefing.model import Figure, Fragment, Item

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from briefing.compose.desk import Desk
    from briefing.passage import Passage

__all__ = ["build", "note"]

# 1149.1亿元 | 百分之五点二 | 近3万 | 1.2—1.5亿元 | 38. 8万亿元, as it is printed where a line was stretched
_VALUE = re.compile(r"[-−]?[\d０-９][\d０-９.．,，]*(?:(?<=[.．])\s+\d+)?(?:[-–—~～至][\d０-９.．,]+)?")
# 同比增长20.6% → 20.6%; 上升0.3个百分点
_AMOUNT = re.compile(r"[\d０-９][\d０-９.．]*\s*(?:%|％|‰|个百分点|个基点|倍)")
_LONGEST_METRIC, _LONGEST_SIDE = 18, 14
# A tile holds so many characters of value before it would leave its frame.
_LONGEST_VALUE = 14
_BY_ROW = (1.4, 1.3, 0.35, 0.2)
_TAKEN_IN = 8
# A period is told for all where so many share it and the others tell their own.
_SHARED = 0.75
# What a tile says for which the text tells no period, beside others that share one.
_UNDATED = "未注时间"
# What a metric's name may end in without being another measure: 进出口 | 货值
_MEASURED = re.compile(r"(?:总|货|产|金|数|总产|总金|总货)?(?:值|额|量)|总数|规模|总规模|")


def build(desk: Desk) -> tuple[Candidate, ...]:
    """Return a candidate a figure, no value of the same metric twice; those after `max_figures` are beyond it.

    Chosen by worth; printed as a reader compares them: a series first, then by unit, the largest amount first.
    """
    chosen, beyond = _chosen(desk)
    shared = _shared(chosen)
    bars = series_of([figure for _, _, figure in chosen])
    order = _reading_order([(number, figure) for _, number, figure in chosen], bars)
    candidates = []
    for name, at in enumerate(order, 1):
        worth, number, figure = chosen[at]
        item = _item(f"figures-{name}", figure, number, bars.get(at), shared)
        row = _BY_ROW[min(at // 4, len(_BY_ROW) - 1)]
        # A chart is taken or left as a whole.
        weight = _BY_ROW[0] if at in bars else row
        candidates.append(Candidate("figures", (item,), weight * (0.15 + 0.2 * worth) + (0.2 if at in bars else 0.0)))
    for name, (worth, number, figure, over) in enumerate(beyond, len(chosen) + 1):
        item = _item(f"figures-{name}", figure, number, None, shared)
        candidates.append(Candidate("figures", (item,), 0.2 * worth, beyond=over))
    return tuple(candidates)


def _chosen(desk: Desk) -> tuple[list[tuple[float, int, Figure]], list[tuple[float, int, Figure, str]]]:
    """Return worth, number of the story and figure of those that may be printed, best first, and of those beyond.

    Those beyond a limit have the limit for the last.
    """
    found: list[tuple[float, int, int, Figure]] = []
    for told in desk.stories:
        for place, fact in enumerate(told.facts):
            if isinstance(fact, Figure) and _shows(fact):
                found.append((_worth(fact) - 0.01 * told.number, -place, told.number, fact))
    found.sort(key=lambda each: each[:2], reverse=True)
    chosen: list[tuple[float, int, Figure]] = []
    beyond: list[tuple[float, int, Figure, str]] = []
    seen: set[tuple[str, str]] = set()
    figures = [figure for _, _, _, figure in found]
    for worth, _, number, figure in found:
        key = (figure.metric.text, figure.printed.text if figure.printed else "")
        if key in seen:
            continue
        seen.add(key)
        if _misleads(figure, figures):
            beyond.append((worth, number, figure, "与另一项名称相近而主体不明，略去"))
        elif over := _over(figure, len(chosen), desk.config.compose.max_figures):
            beyond.append((worth, number, figure, over))
        else:
            chosen.append((worth, number, figure))
    return chosen, beyond


def _misleads(figure: Figure, figures: Sequence[Figure]) -> bool:
    """Tell whether a figure of nobody would be read as a part of a larger one of the same name.

    全年进出口1.28万亿元 | 某空港中心实现常态化运作，全年完成进出口货值15.3亿元: whose it is stands in another clause,
    so beside the first it would seem to be the city's, too.
    """
    if figure.subject or figure.value is None or not figure.unit:
        return False
    return any(
        other.article == figure.article
        and other.priority <= figure.priority
        and other.value is not None
        and abs(other.value) > abs(figure.value)
        and other.unit == figure.unit
        and (other.period == figure.period or not other.period or not figure.period)
        and _same_measure(figure.metric.text, other.metric.text)
        for other in figures
    )


def _same_measure(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and _MEASURED.fullmatch(long[len(short) :]) is not None


def _over(figure: Figure, chosen: int, most: int) -> str:
    """Return the limit that the figure is beyond where so many are chosen; empty if none."""
    if len(figure.printed or "") > _LONGEST_VALUE:
        return f"数值长于 {_LONGEST_VALUE} 字，略去"
    if chosen >= most:
        return f"多于 {most} 项数据（compose.max_figures），略去"
    # A reader takes in eight figures: more only where they are as good as the first.
    return f"次要数据多于 {_TAKEN_IN} 项，略去" if chosen >= _TAKEN_IN and figure.priority > 1 else ""


def _reading_order(chosen: Sequence[tuple[int, Figure]], bars: Mapping[int, Decimal]) -> list[int]:
    """Return the positions in printing order: the bars, then story by story, unit by unit, largest first."""
    stories: dict[int, int] = {}
    units: dict[tuple[int, str], int] = {}
    for at, (number, figure) in enumerate(chosen):
        stories.setdefault(number, at)
        units.setdefault((number, figure.unit), at)

    def key(at: int) -> tuple[bool, int, int, float]:
        number, figure = chosen[at]
        size = float(bars[at]) if at in bars else float(figure.value or 0)
        if at in bars:
            return False, 0, 0, -size
        return True, stories[number], units[number, figure.unit], -abs(size)

    return sorted(range(len(chosen)), key=key)


def note(desk: Desk) -> str:
    """Return what the figures share (2023年 · 同比), to be said once beside the section's title."""
    return " · ".join(filter(None, _shared(_chosen(desk)[0])))


def _shared(chosen: Sequence[tuple[float, int, Figure]]) -> tuple[str, str]:
    """Return the period of the figures and the kind of their changes; empty where any is unknown.

    What stands over all tiles is read as true of each, and a wrong period is as bad as a wrong number: only a tile
    that prints a period of its own, or that none is told, is exempt, and of those there may be few.
    """
    periods = Counter(figure.period or "" for _, _, figure in chosen)
    kinds = {figure.change_kind or "" for _, _, figure in chosen if figure.change}
    most, count = periods.most_common(1)[0] if periods else ("", 0)
    period = most if count >= _SHARED * len(chosen) else ""
    return period, kinds.pop() if len(kinds) == 1 else ""


def _shows(figure: Figure) -> bool:
    if figure.forecast or figure.priority > 2 or not figure.metric:
        return False
    return bool(figure.printed or figure.ranks)


def _worth(figure: Figure) -> float:
    """Return 0–2: the extractor's worth, priority 1 first, more with a change or a rank."""
    base = 1.0 if figure.priority == 1 else 0.2
    return base + 0.5 * figure.worth + 0.25 * (figure.change is not None) + 0.15 * bool(figure.ranks)


def _item(name: str, figure: Figure, number: int, bar: Decimal | None, shared: tuple[str, str]) -> Item:
    """Return the tile of a figure. shared: the period and the kind of change that the section's title tells."""
    text: list[Fragment] = []
    if figure.subject and figure.subject.text not in figure.metric.text:
        room = _LONGEST_METRIC - len(figure.metric)
        if 2 <= len(figure.subject) <= max(room, 8):
            text.append(Fragment("subject", figure.subject))
    text.append(Fragment("metric", figure.metric[:_LONGEST_METRIC], cites=number))
    rate = _is_own_change(figure)
    if figure.printed:
        text += _value(figure.printed, ("▲ " if (figure.change_percent or 0) > 0 else "▼ ") if rate else "")
    elif figure.ranks:
        text.append(Fragment("value", without_end(figure.ranks[0])[:10]))
    return Item(name, text=tuple(text), detail=_detail(figure, shared, rate=rate), kind="tile", bar=bar)


def _is_own_change(figure: Figure) -> bool:
    """Tell whether the value printed is the change itself: 增长11.8%, so that it is not told twice."""
    if figure.printed is None or figure.change is None or not figure.change_percent:
        return False
    amount, value = _AMOUNT.search(figure.change.text), _AMOUNT.search(figure.printed.text)
    return amount is not None and value is not None and amount.group() == value.group()


def _value(printed: Passage, arrow: str = "") -> list[Fragment]:
    """Return the number large and what stands around it small; arrow: ours, before a value that is a change."""
    match = _VALUE.search(printed.text)
    if match is None:
        return [Fragment("value", printed, label=arrow)]
    parts = []
    if match.start():
        parts.append(Fragment("about", printed[: match.start()], label=arrow))
    parts.append(Fragment("value", printed[match.start() : match.end()], label="" if parts else arrow))
    if match.end() < len(printed):
        parts.append(Fragment("unit", printed[match.end() :]))
    return parts


def _detail(figure: Figure, shared: tuple[str, str], *, rate: bool) -> tuple[Fragment, ...]:
    period, kind = shared
    own = figure.change_kind or ""
    detail: list[Fragment] = []
    signed = figure.change_percent if figure.change_percent is not None else figure.change_points
    if figure.change is not None and figure.change:
        words = _AMOUNT.split(figure.change.text)[0]
        if not rate:
            detail.append(_change(figure.change, signed, "" if own == kind else own))
        elif own and own in words and len(words) <= _LONGEST_SIDE:
            # The value stands above with its arrow: here is told against what it changed (同比增长), never 增长 alone.
            detail.append(Fragment("change", figure.change[: len(words)]))
    ranks = figure.ranks if figure.printed else figure.ranks[1:]
    for rank in ranks[:2]:
        if len(rank) <= _LONGEST_SIDE:
            detail.append(Fragment("rank", rank, label="、" if detail and detail[-1].role == "rank" else ""))
    if len(detail) == 1 and detail[0].role in ("up", "down"):
        side = next((c for c in map(_first_clause, figure.comparisons) if 2 < len(c) <= _LONGEST_SIDE), None)
        if side is not None:
            detail.append(Fragment("side", side))
    if figure.period and figure.period != period:
        # Resolved against the date of the newspaper, so the words are ours.
        detail.append(Fragment("period", label=figure.period))
    elif period and not figure.period:
        detail.append(Fragment("period", label=_UNDATED))
    return tuple(detail)


def _first_clause(passage: Passage) -> Passage:
    return without_end(clauses(passage)[-1]) if passage else passage


def _change(change: Passage, signed: Decimal | None, kind: str) -> Fragment:
    """Return the amount with an arrow, which tells more than colour; the words where no amount is printed.

    kind: against what it changed, where the section's title does not tell it.
    """
    match = _AMOUNT.search(change.text)
    if signed is None or match is None or not signed:
        return Fragment("change", change[:_LONGEST_SIDE])
    amount = change[match.start() : match.end()]
    lead = f"{kind} " if kind else ""
    return Fragment("up", amount, label=f"{lead}▲ ") if signed > 0 else Fragment("down", amount, label=f"{lead}▼ ")
