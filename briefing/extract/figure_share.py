"""Shares and parts of a plan (占比、进度): 占全市进出口总额的52.1%, 完成年度目标任务的65.4%, 为年初预算的37.8%."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.extract.figure_metric import Name
from briefing.extract.figure_words import PLAN_PART

if TYPE_CHECKING:
    from briefing.extract.figure_reader import Reader
    from briefing.text.numbers import Quantity

__all__ = ["plan_name", "share_name"]

_SHARE_TAIL = re.compile(r"(?:达到?了?|为|约|超过了?|超|近|提[高升][到至]|(?:稳定|保持|维持)在|上?升[到至]|已|的)+$")


def plan_name(reader: Reader, low: int, done: re.Match[str]) -> Name:
    """Return 完成年度目标任务 under the name of what was planned (城镇新增就业2.1万人，完成年度目标任务的65.4%)."""
    plan = (done.start(), done.start() + len(done[0].rstrip("近约超过").removesuffix("的")))
    own = reader.own(low, done.start())
    if own is not None:
        return replace(own, metric=(*own.metric, plan))
    owner = reader.owner
    if owner is None or "；" in reader.text[owner.last : done.start()]:
        return Name((plan,))
    told = owner.first and len(owner.metric) > 1 and PLAN_PART.search(reader.text, *owner.metric[-1])
    return Name((*(owner.metric[:-1] if told else owner.metric), plan), owner.subject)


def share_name(reader: Reader, quantity: Quantity, share: re.Match[str], low: int) -> tuple[Name, bool] | None:
    """Return 占全市进出口总额 under the name of what has the share, and whether that was told before."""
    start = share.start() + (reader.text[share.start()] != "占")
    own = reader.own(low, start) if start > low else None
    tail = _SHARE_TAIL.search(reader.text, start, quantity.start)
    words = (start, tail.start() if tail else quantity.start)
    owner = reader.owner
    if own is not None:
        return replace(own, metric=(*own.metric, words)), False
    if owner is not None and start <= low + 1 and "；" not in reader.text[owner.last : low]:
        return Name((*owner.metric, words), owner.subject), True
    return None
