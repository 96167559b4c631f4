"""Strips set one under the other become stacks: the pieces of a column (栏块)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from briefing.layout.paragraphs import ends_sentence
from briefing.layout.strips import latin, overlap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.layout.strips import Strip
    from briefing.model import Box

__all__ = ["Stack", "stacks_of"]

# From baseline to baseline: lines of one stack, at most; and against the usual pitch of the stack.
_PITCH, _LOOSE_PITCH = 2.1, 1.45
# Indents of a paragraph, with some slack for justification.
_INDENT = 2.7
# A page of more stacks is a table: its cells stand in no columns of text.
_MOST = 500


@dataclass(frozen=True)
class Stack:
    """Strips set one under the other in one column and one type (栏块). left, right: of its column as it shows."""

    number: int
    strips: tuple[Strip, ...]
    left: float
    right: float

    @property
    def top(self) -> float:
        """Upper edge."""
        return self.strips[0].box[1]

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return self.strips[-1].box[3]

    @property
    def box(self) -> Box:
        """The column's width and the strips' height."""
        return (self.left, self.top, self.right, self.bottom)

    @property
    def width(self) -> float:
        """Width in points."""
        return self.right - self.left

    @cached_property
    def size(self) -> float:
        """The type size in points."""
        return median(strip.size for strip in self.strips)

    @cached_property
    def text(self) -> str:
        """The characters of all strips."""
        return "".join(strip.text for strip in self.strips)

    @property
    def indented(self) -> bool:
        """Whether the first strip is set in, as a paragraph begins."""
        return self.strips[0].box[0] - self.left > 1.2 * self.size

    @property
    def full(self) -> bool:
        """Whether the last strip runs to the end of the column."""
        return self.strips[-1].box[2] > self.right - 1.3 * self.size

    @property
    def closed(self) -> bool:
        """Whether the last strip ends a sentence."""
        return ends_sentence(self.strips[-1].text)


def stacks_of(strips: Sequence[Strip], *, size: float) -> list[Stack]:
    """Return the stacks of a page, in the order of their upper left corners. size: of the body type."""
    below = _links(strips)
    heads = set(range(len(strips))) - set(below.values())
    runs: list[list[Strip]] = []
    for start in sorted(heads):
        run = [strips[start]]
        at = start
        while at in below:
            at = below[at]
            run.append(strips[at])
        runs += _cut(run)
    stacks = [
        Stack(0, tuple(run), min(strip.box[0] for strip in run), max(strip.box[2] for strip in run)) for run in runs
    ]
    stacks.sort(key=lambda stack: (stack.top, stack.left))
    numbered = [replace(stack, number=number) for number, stack in enumerate(stacks)]
    return _on_grid(numbered, size) if len(numbered) <= _MOST else numbered


def _links(strips: Sequence[Strip]) -> dict[int, int]:
    """Return for each strip the one under it, where each is the other's only neighbour."""
    under: dict[int, list[int]] = {}
    over: dict[int, list[int]] = {}
    for at, strip in enumerate(strips):
        if not strip.upright:
            continue
        reach = strip.box[3] + (_PITCH - 1) * strip.size
        nearest: list[int] = []
        for other in range(at + 1, len(strips)):
            low = strips[other]
            if low.box[1] > reach:
                break
            if (
                low.upright
                and low.box[1] > strip.box[1] + 0.5 * strip.size
                and overlap(strip.box[0], strip.box[2], low.box[0], low.box[2]) > 0.5 * min(strip.size, low.size)
            ):
                nearest.append(other)
        first = [n for n in nearest if not any(_hides(strips[m], strips[n]) for m in nearest if m != n)]
        under[at] = first
        for n in first:
            over.setdefault(n, []).append(at)
    links = {}
    for at, lows in under.items():
        if len(lows) != 1 or len(over[lows[0]]) != 1:
            continue
        if _goes_on(strips[at], strips[lows[0]]):
            links[at] = lows[0]
    return links


def _hides(high: Strip, low: Strip) -> bool:
    """Tell whether `high` stands between a strip above both and `low`."""
    return high.box[3] <= low.box[1] + 0.3 * low.size and overlap(high.box[0], high.box[2], low.box[0], low.box[2]) > 0


def _goes_on(high: Strip, low: Strip) -> bool:
    size = max(high.size, low.size)
    if abs(high.size - low.size) > 0.05 * size:
        return False
    if (high.font, high.bold) != (low.font, low.bold) and not (latin(high.text) or latin(low.text)):
        return False
    return low.box[0] - high.box[0] < _INDENT * size or abs(_middle(low) - _middle(high)) < 1.0 * size


def _middle(strip: Strip) -> float:
    return (strip.box[0] + strip.box[2]) / 2


def _cut(run: list[Strip]) -> list[list[Strip]]:
    """Cut a run where the pitch jumps or the column's width changes."""
    pitches = [low.box[3] - high.box[3] for high, low in pairwise(run)]
    usual = median(pitches) if pitches else 0.0
    parts = [[run[0]]]
    right = run[0].box[2]
    for at, low in enumerate(run[1:]):
        em = low.size
        wider = low.box[2] > right + 1.5 * em and len(parts[-1]) > 2 and _even(parts[-1][-3:], em)
        narrower = low.box[2] < right - 1.5 * em and len(run) - at > 3 and _even(run[at + 1 : at + 4], em)
        if pitches[at] > _LOOSE_PITCH * usual or wider or narrower:
            parts.append([])
            right = low.box[2]
        parts[-1].append(low)
        right = max(right, low.box[2])
    return parts


def _even(strips: Sequence[Strip], em: float) -> bool:
    """Tell whether strips end at one right edge, as only full lines do."""
    edges = [strip.box[2] for strip in strips]
    return max(edges) - min(edges) < 0.7 * em and not any(ends_sentence(strip.text) for strip in strips)


def _on_grid(stacks: list[Stack], size: float) -> list[Stack]:
    """Give stacks of few lines the edges of the column they stand in, told by the long stacks of the page."""
    long = [stack for stack in stacks if len(stack.strips) >= 3]
    placed = []
    for stack in stacks:
        if len(stack.strips) > 2 or stack.size > 1.2 * size:
            placed.append(stack)
            continue
        near = [
            other
            for other in long
            if other.left - 0.4 * size <= stack.left <= other.left + _INDENT * size
            and stack.right <= other.right + 0.6 * size
            and abs(other.size - stack.size) < 0.12 * size
            and not _crossed(stack, other, stacks)
        ]
        if near:
            best = min(
                near, key=lambda o: (_apart(o, stack) > 30 * size, round(o.left - stack.left), o.width, o.number)
            )
            stack = replace(stack, left=min(stack.left, best.left), right=max(stack.right, best.right))  # noqa: PLW2901
        placed.append(stack)
    return placed


def _crossed(stack: Stack, column: Stack, stacks: Sequence[Stack]) -> bool:
    """Tell whether other text stands beside a stack within the edges of a column."""
    left, right = min(stack.left, column.left), max(stack.right, column.right)
    return any(
        other is not stack
        and overlap(other.top, other.bottom, stack.top, stack.bottom) > 0.3 * stack.size
        and overlap(other.left, other.right, left, right) > 0.5 * stack.size
        for other in stacks
    )


def _apart(one: Stack, other: Stack) -> float:
    return max(0.0, one.top - other.bottom, other.top - one.bottom)
