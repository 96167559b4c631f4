"""A change finds its figure (增减归属): the one before it, a rate of its own, or none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.extract.figure_change import Change, change_without_number
from briefing.extract.figure_draft import Draft
from briefing.extract.figure_metric import Name, names_again, shares_name
from briefing.extract.figure_words import BARE, FORMER, TURNED, VERB, VERB_FIRST

if TYPE_CHECKING:
    from briefing.extract.figure_reader import Reader
    from briefing.text.numbers import Quantity

__all__ = ["grow", "stand_still", "verb_first", "with_verb"]


def grow(reader: Reader, quantity: Quantity, change: Change, low: int) -> None:
    """Give a change to the figure before it, or keep it as a rate under its own name."""
    text = reader.text
    former = FORMER.search(text, max(low, change.start - 20), change.start)
    if former and TURNED.match(text, quantity.end):
        return
    change = replace(change, kind=change.kind or reader.kind_before(low))
    own = reader.own(low, change.start)
    owner = reader.owner
    part = owner is not None and owner.level is not None and owner.level.kind == "percent"
    if own is not None and reader.words(own.metric) == "进度" and part:
        own = None  # 完成计划的46%，进度快5个百分点: the progress of what was just told
    change = _improved(reader, quantity, change, own)
    if own is None and reader.current is not None:
        _attach(reader, quantity, change)
        return
    own = own or reader.topic(low)
    if own is None:
        return
    if change.amount:
        _amount(reader, quantity, change, own)
    elif _is_again(reader, own, change):
        _attach(reader, quantity, change)
    else:
        reader.add(
            Draft(
                at=change.start,
                last=max(quantity.end, change.end),
                metric=with_verb(reader, own, change.start, quantity.start).metric,
                subject=own.subject,
                rate=quantity,
                change=(change.start, change.end),
                percent=change.percent,
                points=change.points,
                kind=change.kind,
            )
        )


def verb_first(reader: Reader, quantity: Quantity, low: int) -> bool:
    """Keep 减少入企检查频次45% as a rate of what stands between verb and number; tell whether it is one."""
    match = VERB_FIRST.search(reader.text, low, quantity.start) if quantity.kind in ("percent", "times") else None
    if match is None:
        return False
    percent = quantity.value * (100 if quantity.kind == "times" else 1)
    falls = match["verb"] not in ("提高", "提升")
    reader.add(
        Draft(
            at=match.start("verb"),
            last=quantity.end,
            metric=(match.span("thing"),),
            rate=quantity,
            change=(match.start("verb"), quantity.end),
            percent=-percent if falls else percent,
        )
    )
    return True


def _improved(reader: Reader, quantity: Quantity, change: Change, own: Name | None) -> Change:
    """Return 浓度…改善7.7% as a fall: less of a pollutant is better."""
    name = own.metric if own is not None else reader.owner.metric if reader.owner is not None else ()
    if change.percent is None or "改善" not in reader.text[change.start : quantity.start]:
        return change
    return replace(change, percent=-abs(change.percent)) if "浓度" in reader.words(name) else change


def with_verb(reader: Reader, name: Name, low: int, high: int) -> Name:
    """Return 经济 as 经济增长: so bare a name needs its verb."""
    verb = VERB.search(reader.text, low, high)
    return replace(name, metric=(*name.metric, verb.span())) if verb and reader.words(name.metric) in BARE else name


def _amount(reader: Reader, quantity: Quantity, change: Change, own: Name) -> None:
    """Keep 存款比年初增加523亿元 under a name that says so, unless the level itself was told before."""
    owner = reader.owner
    known = owner is not None and shares_name(reader.words(own.metric), reader.words(owner.metric))
    if known and change.kind is not None:
        return
    metric = (*own.metric, (change.start, quantity.start))
    reader.add(
        Draft(quantity.start, quantity.end, metric=metric, subject=own.subject, level=quantity, kind=change.kind)
    )


def _is_again(reader: Reader, own: Name, change: Change) -> bool:
    """Tell whether the change names the figure before it once more (进出口…亿元，进出口增长5%)."""
    owner = reader.owner
    if owner is None or not names_again(reader.words(own.metric), reader.words(owner.metric)):
        return False
    if own.subject is not None and own.subject != owner.subject:
        return False
    if change.points is not None:
        return owner.points is None
    return owner.percent is None and owner.level is not None


def _attach(reader: Reader, quantity: Quantity, change: Change) -> None:
    owner = reader.owner
    assert owner is not None
    if not _near(reader, owner, change) or change.amount:
        return
    told = (change.start, max(quantity.end, change.end))
    if change.points is not None:
        if owner.points is None:
            kept = replace(owner, points=change.points, change=owner.change or told, kind=owner.kind or change.kind)
            reader.update(replace(kept, last=max(owner.last, told[1])))
    elif owner.level is not None and owner.level.kind in ("percent", "permille"):
        _attach_past(reader, owner, quantity, replace(change, end=told[1]))
    elif owner.percent is None and not (owner.level is not None and owner.level.kind == "point"):
        reader.update(replace(owner, percent=change.percent, change=told, kind=change.kind, last=told[1]))
    elif owner.level is None and owner.kind != change.kind and change.kind == "环比":
        _month_on_month(reader, owner, quantity, change)
    elif owner.kind == "环比" and change.kind == "同比":
        reader.update(replace(owner, percent=change.percent, change=told, kind=change.kind, last=told[1]))


def _near(reader: Reader, owner: Draft, change: Change) -> bool:
    """Tell whether figure and change stand in one saying, with no ； or 。 between them."""
    return not set(reader.text[owner.last : change.start]) & set("；;。")


def _month_on_month(reader: Reader, owner: Draft, quantity: Quantity, change: Change) -> None:
    """Keep the 环比 told behind a 同比 as a rate of its own (同比上涨0.3%，环比下降0.1%)."""
    word = reader.text.find("环比", change.start, quantity.start)
    if word < 0:
        return
    told = (change.start, max(quantity.end, change.end))
    reader.add(
        Draft(
            at=change.start,
            last=told[1],
            metric=(*owner.metric, (word, word + 2)),
            subject=owner.subject,
            rate=quantity,
            change=told,
            percent=change.percent,
            kind="环比",
        )
    )


def _still_on_month(reader: Reader, owner: Draft, change: Change) -> None:
    """Keep the 环比持平 told behind a 同比 as a rate of its own, as any other 环比."""
    word = reader.text.find("环比", change.start, change.end)
    told = (change.start, change.end)
    metric = (*owner.metric, (word, word + 2))
    rate = Draft(change.start, change.end, metric=metric, subject=owner.subject, change=told)
    reader.add(replace(rate, percent=change.percent, kind="环比"))


def _attach_past(reader: Reader, share: Draft, quantity: Quantity, change: Change) -> None:
    """Give growth told behind a share (占进出口总值的53%，增长5%) to the thing that has the share."""
    told = (change.start, change.end)
    base = share.metric[:-1]
    for place in range(len(reader.drafts) - 2, -1, -1):
        other = reader.drafts[place]
        if other.metric == base and other.level is not None:
            if other.percent is None:
                reader.drafts[place] = replace(other, percent=change.percent, change=told, kind=change.kind)
            return
    if base:
        rate = Draft(change.start, change.end, metric=base, subject=share.subject, rate=quantity)
        reader.add(replace(rate, change=told, percent=change.percent, kind=change.kind))


def stand_still(reader: Reader, high: int, *, closing: bool = False) -> None:
    """Take 同比持平 and 翻一番, which tell a change without a number, from the clauses up to the next number."""
    change = change_without_number(reader.text, reader.at, high)
    if change is None or (not closing and change.end > high):
        return
    begin = reader.view.bound_before(change.start)
    own = reader.own(max(begin, reader.at), change.start)
    owner = reader.owner
    told = (change.start, change.end)
    if own is not None:
        rate = Draft(change.start, change.end, metric=own.metric, subject=own.subject)
        reader.add(replace(rate, change=told, percent=change.percent, kind=change.kind))
    elif owner is not None and owner.percent is None and owner.level is not None and _near(reader, owner, change):
        reader.update(replace(owner, percent=change.percent, change=told, kind=change.kind, last=change.end))
    elif (
        owner is not None
        and owner.level is None
        and owner.kind != change.kind == "环比"
        and _near(reader, owner, change)
    ):
        _still_on_month(reader, owner, change)
    reader.at = change.end
