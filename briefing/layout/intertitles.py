"""Heads of one column that are intertitles (小标题): text of one article stands above and below them.

Intertitles of a page share a type, larger than the text. So do the heads of short pieces stacked in a column: what the
texts above and below speak of tells them apart.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from briefing.layout.bylines import lead_end
from briefing.layout.strips import overlap
from briefing.layout.topics import likeness, shipped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefing.layout.columns import Stack
    from briefing.layout.panels import Panels
    from briefing.layout.typography import Kind

__all__ = ["intertitles_of"]

# Larger type, against the body's, is a head's; intertitles have at most so many lines.
_LARGEST, _LINES = 1.62, 2
# How far text stands above and below, in ems.
_OVER, _UNDER = 3.0, 2.4
# A head over several columns: how much larger it is, how far above them, and how level they begin, in ems.
_HIGHER, _BELOW, _LEVEL = 1.25, 6.0, 2.5
# Texts above and below that are so like each other, in the mean of one type: where it is set once, and more often.
_ONCE, _OFTEN = 0.45, 0.25


def intertitles_of(
    stacks: Sequence[Stack], kinds: Mapping[int, Kind], panels: Panels, size: float
) -> frozenset[int]:
    """Return the numbers of the heads that are intertitles. size: of the body type."""
    bodies = [stack for stack in stacks if kinds[stack.number] == "body"]
    heads = [stack for stack in stacks if kinds[stack.number] == "head"]
    styles: dict[tuple[str, bool, float], list[Stack]] = defaultdict(list)
    for stack in heads:
        strip = stack.strips[0]
        styles[strip.font, strip.bold, round(2.0 * stack.size)].append(stack)
    found: set[int] = set()
    for style in styles.values():
        placed = [(stack, *_texts_at(stack, bodies, heads, panels, size)) for stack in style if _is_small(stack, size)]
        within = [(over, under) for _, over, under in placed if over is not None and under is not None]
        if not within or len(placed) < len(style) or any(lead_end(under.text) for _, under in within):
            continue
        sums = [shipped().sums([pair[at].text for pair in within]) for at in (0, 1)]
        alike = float(np.diagonal(likeness(*sums)).mean())
        if alike >= (_OFTEN if len(within) > 1 else _ONCE):
            found |= {stack.number for stack, _, under in placed if under is not None}
    return frozenset(found)


def _is_small(stack: Stack, size: float) -> bool:
    return len(stack.strips) <= _LINES and stack.size <= _LARGEST * size


def _texts_at(
    stack: Stack, bodies: Sequence[Stack], heads: Sequence[Stack], panels: Panels, size: float
) -> tuple[Stack | None, Stack | None]:
    """Return the texts that stand right above and right below in the same column, no rule between.

    At the top of a column the text above is the one of the column before, where a larger head stands over both.
    """
    over = under = None
    for body in bodies:
        shared = overlap(stack.left, stack.right, body.left, body.right)
        if shared < 0.6 * stack.width or stack.width > 1.1 * body.width:
            continue
        if -0.6 * size < stack.top - body.bottom < _OVER * size and (over is None or body.bottom > over.bottom):
            over = body
        if -0.6 * size < body.top - stack.bottom < _UNDER * size and (under is None or body.top < under.top):
            under = body
    if over is None and under is not None:
        over = _before(stack, bodies, heads, size)
    if over is not None and _is_ruled(over, stack, panels):
        over = None
    return over, under


def _before(stack: Stack, bodies: Sequence[Stack], heads: Sequence[Stack], size: float) -> Stack | None:
    """Return the text left of a line at the top of a column, both under one larger head."""
    for head in heads:
        if head.size < _HIGHER * stack.size or not -size < stack.top - head.bottom < _BELOW * size:
            continue
        if head.left > stack.left - size or head.right < stack.right - size:
            continue
        left = [
            body
            for body in bodies
            if body.right < stack.left + size
            and head.left - 2.0 * size < body.left
            and abs(body.top - stack.top) < _LEVEL * size
        ]
        if left:
            return max(left, key=lambda body: body.right)
    return None


def _is_ruled(over: Stack, stack: Stack, panels: Panels) -> bool:
    """Tell whether a rule runs between a text and what stands below it."""
    return any(
        over.bottom - 1.0 < (rule[1] + rule[3]) / 2 < stack.top + 1.0
        and overlap(rule[0], rule[2], stack.left, stack.right) > 0.5 * stack.width
        and rule[2] - rule[0] > rule[3] - rule[1]
        for rule in panels.rules
    )
