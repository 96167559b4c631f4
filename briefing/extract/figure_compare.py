"""Comparisons beside a figure (对比): 高于全国1.2个百分点, 跌幅小于全省（-12.5%）, 高于全球水平（3.1%和2.9%）."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.extract.figure_draft import Draft
from briefing.extract.figure_words import COMPARED, SIGNED_SCOPE

if TYPE_CHECKING:
    from briefing.extract.figure_reader import Reader
    from briefing.text.numbers import Quantity

__all__ = ["compare"]

_OPEN = ("（", "(")
_LEVEL_WORDS = re.compile(r"(?:平均|水平|增速|平均水平)+$")


def compare(reader: Reader, quantity: Quantity, low: int) -> bool:
    """Tell whether the number only compares; then the figure before keeps it, and a bracketed one is a figure too."""
    if quantity.kind not in ("percent", "point"):
        return False
    match = _match(reader, quantity, low)
    if match is None:
        return False
    bracket = match[0].endswith(_OPEN)
    if quantity.kind == "percent" and not bracket:
        return False
    owner = reader.owner
    if owner is None and reader.group:
        return _paired(reader, quantity, match)
    if owner is None:
        return True
    left, right = reader.view.clause(match.start(), match.end() - bracket)
    if bracket:
        right = reader.text.find("）", quantity.end, quantity.end + 16) + 1
    told = (left, max(right, quantity.end, _last_point(reader, quantity)))
    reader.at = max(reader.at, told[1] if quantity.kind == "point" else 0)
    reader.update(replace(owner, comparisons=(*owner.comparisons, told), last=max(owner.last, told[1])))
    if quantity.kind == "percent":
        draft = _value(owner, quantity, match)
        reader.drafts.append(draft)
        reader.at = max(reader.at, _others(reader, draft))
    return True


def _last_point(reader: Reader, quantity: Quantity) -> int:
    """Return where a row of points ends (高于全国、全省15.8个和9.6个百分点)."""
    end = quantity.end
    for other in reader.view.quantities:
        if other.kind == quantity.kind == "point" and reader.text[end : other.start] in ("和", "、", "与", "及"):
            end = other.end
    return end


def _match(reader: Reader, quantity: Quantity, low: int) -> re.Match[str] | None:
    window = low
    if low and reader.text[low - 1] in _OPEN:
        window = reader.view.bound_before(low - 1)
    window = max(window, quantity.core - 30, 0)
    return COMPARED.search(reader.text, window, quantity.start) or SIGNED_SCOPE.search(
        reader.text, window, quantity.core
    )


def _value(owner: Draft, quantity: Quantity, match: re.Match[str]) -> Draft:
    """Return the comparison value as a figure with its own subject (全省 of 全省（-12.5%）)."""
    groups = match.groupdict()
    scope = next(name for name in ("scope", "other") if groups.get(name))
    start = match.start(scope)
    place = _LEVEL_WORDS.sub("", groups[scope])
    value = quantity
    if not quantity.signed and owner.percent is not None and owner.percent < 0:
        value = replace(quantity, value=-abs(quantity.value))
    return Draft(
        at=quantity.start,
        last=quantity.end,
        metric=owner.metric,
        subject=(start, start + len(place)),
        rate=value,
        change=(quantity.start, quantity.end),
        percent=value.value,
        compared=True,
        forecast=owner.forecast,
    )


def _others(reader: Reader, draft: Draft) -> int:
    """Take the rest of a bracket of comparison values (（3.1%和2.9%）) and return where they end."""
    end = draft.last
    for quantity in reader.view.quantities:
        if quantity.kind == "percent" and reader.text[end : quantity.start] in ("和", "、", "与", "及"):
            told = (quantity.start, quantity.end)
            reader.drafts.append(
                replace(draft, at=told[0], last=told[1], rate=quantity, percent=quantity.value, change=told)
            )
            end = quantity.end
    return end


def _paired(reader: Reader, quantity: Quantity, match: re.Match[str]) -> bool:
    """Compare the figures of a pair (分别增长4.4%和4.2%，高于全球水平（3.1%和2.9%）)."""
    owner = reader.drafts[reader.group[0]]
    if quantity.kind == "percent" and owner.percent is not None:
        draft = _value(owner, quantity, match)
        reader.drafts.append(draft)
        reader.at = max(reader.at, _others(reader, draft))
    return True
