"""Large lines that stand together are one head (标题组): kicker, main head, decks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.layout.cohesion import joins_word
from briefing.layout.headlines import wraps
from briefing.layout.paragraphs import join_head
from briefing.layout.strips import hull, overlap

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefing.layout.columns import Stack
    from briefing.layout.typography import Kind
    from briefing.model import Box
    from briefing.passage import Passage

__all__ = ["Cluster", "Deck", "clusters_of", "deck_of", "decks_in"]

# Against the larger type of two: white between lines of one head, at most.
_APART = 1.15
# Lines of one size belong to one level of a head.
_LEVEL = 0.06
# A line this full of its region is broken because it had to be.
_FILLED = 0.8
# A deck set like text: its lines, at most, and how near it stands to its head and to the text, in ems of the body.
_LINES, _UNDER, _OVER = 2, 3.0, 4.0


@dataclass(frozen=True, slots=True)
class Cluster:
    """Stacks of large type that are one head, in reading order."""

    stacks: tuple[Stack, ...]

    @property
    def box(self) -> Box:
        """The box around all lines."""
        return hull(stack.box for stack in self.stacks)

    @property
    def size(self) -> float:
        """The largest type size."""
        return max(stack.size for stack in self.stacks)

    @property
    def text(self) -> str:
        """All characters."""
        return "".join(stack.text for stack in self.stacks)


@dataclass(frozen=True, slots=True)
class Deck:
    """The levels of a head."""

    kickers: tuple[Passage, ...]
    headline: tuple[Passage, ...]
    subheads: tuple[Passage, ...]


def clusters_of(stacks: Sequence[Stack], bodies: Sequence[Stack]) -> list[Cluster]:
    """Return the heads of a page. bodies: running text, which never stands inside a head."""
    owner = list(range(len(stacks)))
    for at, one in enumerate(stacks):
        for to in range(at + 1, len(stacks)):
            if owner[at] != owner[to] and _together(one, stacks[to], bodies):
                old, new = owner[to], owner[at]
                owner = [new if each == old else each for each in owner]
    groups: dict[int, list[Stack]] = {}
    for at, stack in enumerate(stacks):
        groups.setdefault(owner[at], []).append(stack)
    return [Cluster(tuple(sorted(group, key=_reading))) for group in groups.values()]


def decks_in(stacks: Sequence[Stack], kinds: Mapping[int, Kind], size: float) -> list[int]:
    """Return the numbers of decks (副题) set in the type of the text: cut off in mid sentence between head and text.

    size: of the body type.
    """
    bodies = [stack for stack in stacks if kinds[stack.number] == "body"]
    heads = [stack for stack in stacks if kinds[stack.number] == "head"]
    return [
        stack.number
        for stack in bodies
        if len(stack.strips) <= _LINES
        and not (stack.closed or stack.full or stack.indented)
        and any(_stands_over(head, stack, _UNDER * size, size) for head in heads)
        and any(_stands_over(stack, other, _OVER * size, size) for other in bodies if other is not stack)
    ]


def _stands_over(high: Stack, low: Stack, reach: float, size: float) -> bool:
    across = overlap(high.left, high.right, low.left, low.right)
    return -0.6 * size < low.top - high.bottom < reach and across > 0.5 * min(high.width, low.width)


def _reading(stack: Stack) -> tuple[float, float]:
    if not stack.strips[0].upright:
        return (0.0, -stack.left)
    return (stack.top, stack.left)


def _together(one: Stack, other: Stack, bodies: Sequence[Stack]) -> bool:
    large, small = max(one.size, other.size), min(one.size, other.size)
    if one.strips[0].upright != other.strips[0].upright:
        return False
    if not one.strips[0].upright:
        gap = max(one.left, other.left) - min(one.right, other.right)
        return gap < _APART * large and overlap(one.top, one.bottom, other.top, other.bottom) > 0
    high, low = (one, other) if one.top <= other.top else (other, one)
    gap = low.top - high.bottom
    if not -0.5 * small < gap < _APART * min(large, 2.0 * small):
        return False
    across = overlap(high.left, high.right, low.left, low.right)
    if across < 0.5 * min(high.width, low.width) and abs(high.left - low.left) > small:
        return False
    seam = (min(one.left, other.left), high.bottom, max(one.right, other.right), low.top)
    return not any(
        overlap(body.left, body.right, max(one.left, other.left), min(one.right, other.right)) > 0
        and overlap(body.top, body.bottom, seam[1], seam[3]) > 0
        for body in bodies
    )


def deck_of(cluster: Cluster, region: float) -> Deck:
    """Return the levels of a head: the largest type is the main head, what stands before it kicker, after it deck.

    region: width of the article's columns in points: a line that fills it only wraps.
    """
    top = cluster.size
    mains = [at for at, stack in enumerate(cluster.stacks) if stack.size >= top * (1 - _LEVEL)]
    first, last = mains[0], mains[-1]
    kickers: list[Passage] = []
    headline: list[Passage] = []
    subheads: list[Passage] = []
    for at, stack in enumerate(cluster.stacks):
        into = kickers if at < first else subheads if at > last else headline
        into += _lines(stack, region)
    return Deck(tuple(kickers), tuple(headline), tuple(subheads))


def _lines(stack: Stack, region: float) -> list[Passage]:
    lines: list[list[Passage]] = []
    before = None
    for strip in stack.strips:
        full = before is not None and before.box[2] - before.box[0] + strip.size > _FILLED * region
        if before is not None and (full or wraps(before.text, strip.text) or joins_word(before.text, strip.text)):
            lines[-1].append(strip.passage)
        else:
            lines.append([strip.passage])
        before = strip
    return [join_head(line) for line in lines]
