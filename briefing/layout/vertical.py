"""Vertical heads (竖排标题): characters set one under the other, columns from right to left.

Read as lines they come out scrambled. What gives them away: characters stand nearer below than beside each other.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from briefing.layout.strips import hull
from briefing.passage import Passage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.layout.strips import Strip

__all__ = ["with_vertical_heads"]

# Heads are larger than the body's type by this; lines of vertical heads read across have at most so many characters.
_LARGER, _ACROSS = 1.25, 4
# Characters of one head are so near, in ems; they are so many, in so many rows.
_NEAR, _LEAST, _ROWS = 1.0, 6, 4
# So many short large lines are a table.
_MOST = 400
# A blank stands between the lines of a head, at most, in ems from middle to middle.
_GAP = 2.4
# The pitch across is larger than the pitch down by this.
_WIDER = 1.06


@dataclass(frozen=True, slots=True)
class _Character:
    """One character and its middle."""

    passage: Passage
    x: float
    y: float


def with_vertical_heads(strips: Sequence[Strip], size: float) -> list[Strip]:
    """Return the strips with those of each vertical head as one. size: of the body type."""
    few = [strip for strip in strips if strip.size >= _LARGER * size and _is_part(strip)]
    result = list(strips)
    for group in _groups(few) if len(few) <= _MOST else ():
        columns = _columns(group)
        if columns:
            gone = {id(strip) for strip in group}
            at = min(number for number, strip in enumerate(result) if id(strip) in gone)
            rest = [strip for strip in result[at:] if id(strip) not in gone]
            result[at:] = [_strip([each for column in columns for each in column], group), *rest]
    return result


def _is_part(strip: Strip) -> bool:
    """Tell whether a strip may be part of a vertical head: a column of one, or a row across few."""
    if any(character.isspace() for character in strip.text):
        return False
    return _stands(strip) or len(strip.text) <= _ACROSS


def _stands(strip: Strip) -> bool:
    return len(strip.text) > 1 and strip.box[3] - strip.box[1] > strip.box[2] - strip.box[0]


def _groups(strips: Sequence[Strip]) -> list[list[Strip]]:
    """Return the strips of one size that stand near each other."""
    groups: list[list[Strip]] = []
    for strip in strips:
        beside = [group for group in groups if any(_touch(strip, other) for other in group)]
        merged = [strip, *(each for group in beside for each in group)]
        groups = [group for group in groups if group not in beside] + [merged]
    return groups


def _touch(one: Strip, other: Strip) -> bool:
    em = _NEAR * max(one.size, other.size)
    a, b = one.box, other.box
    near = a[0] - em < b[2] and b[0] - em < a[2] and a[1] - em < b[3] and b[1] - em < a[3]
    return near and abs(one.size - other.size) <= 0.05 * em


def _columns(group: Sequence[Strip]) -> list[list[_Character]]:
    """Return the columns of a vertical head from right to left, none where the strips are no such head."""
    em = group[0].size
    characters = [each for strip in group for each in _characters(strip)]
    if len(characters) < _LEAST:
        return []
    columns: list[list[_Character]] = []
    for each in sorted(characters, key=lambda each: -each.x):
        if columns and abs(columns[-1][0].x - each.x) < 0.4 * em:
            columns[-1].append(each)
        else:
            columns.append([each])
    for column in columns:
        column.sort(key=lambda each: each.y)
    down = [b.y - a.y for column in columns for a, b in pairwise(column)]
    across = [a[0].x - b[0].x for a, b in pairwise(columns)]
    if max(map(len, columns)) < _ROWS or not down or max(down) > _GAP * em:
        return []
    if across and median(across) < _WIDER * median(down):
        return []
    return columns


def _characters(strip: Strip) -> list[_Character]:
    """Return the characters of a strip, evenly set."""
    box, count = strip.box, len(strip.text)
    half = strip.size / 2
    found = []
    for at in range(count):
        share = at / (count - 1) if count > 1 else 0.5
        if _stands(strip):
            x, y = (box[0] + box[2]) / 2, box[1] + half + share * (box[3] - box[1] - strip.size)
        elif count > 1:
            x, y = box[0] + half + share * (box[2] - box[0] - strip.size), (box[1] + box[3]) / 2
        else:
            x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        found.append(_Character(strip.passage[at : at + 1], x, y))
    return found


def _strip(characters: Sequence[_Character], group: Sequence[Strip]) -> Strip:
    first = min(group, key=lambda strip: strip.order)
    box = hull(strip.box for strip in group)
    return replace(first, passage=Passage.join(each.passage for each in characters), box=box)
