"""What each link of two stacks, or of a head and a stack, costs: gutters, edges, heads, the words at the joint."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from briefing.layout.joints import Joints
from briefing.layout.strips import overlap
from briefing.layout.themes import Themes, standing
from briefing.layout.topics import joined, likeness, shipped

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from briefing.layout.columns import Stack
    from briefing.layout.flowcosts import FlowCosts
    from briefing.layout.panels import Panels
    from briefing.model import Box

__all__ = ["FlowTable"]

# A head stands this near over its text, in ems, pictures aside.
_REACH = 5.5
# What stands this near under a head is no item of a roundup, but its deck, byline or intertitle.
_TITLED = 2.5


def _pitch(bodies: Sequence[Stack], size: float) -> float:
    """Return the usual distance of baselines."""
    steps = [
        low.box[3] - high.box[3] for stack in bodies for high, low in zip(stack.strips, stack.strips[1:], strict=False)
    ]
    return median(steps) if steps else 1.2 * size


def _with_titles(stack: Stack, smalls: Sequence[Box], em: float) -> float:
    """Return the upper edge of a stack with the intertitles that stand right on it."""
    top = stack.top
    for box in sorted(smalls, key=lambda each: -each[1]):
        if -0.6 * em < top - box[3] < 1.3 * em and overlap(box[0], box[2], stack.left, stack.right) > 0.6 * (
            box[2] - box[0]
        ):
            top = box[1]
    return top


class FlowTable:
    """The costs of one page."""

    def __init__(  # noqa: PLR0913, PLR0917 - the whole page
        self,
        bodies: Sequence[Stack],
        heads: Sequence[Box],
        smalls: Sequence[Box],
        panels: Panels,
        size: float,
        costs: FlowCosts,
    ) -> None:
        self.bodies = bodies
        self.heads = heads
        self.fills = (*smalls, *panels.pictures, *panels.frames)
        self.panels = panels
        self.size = size
        self.costs = costs
        self.joints = Joints(bodies, size, costs)
        single = [(at,) for at in range(len(bodies))]
        self.words = Themes([stack.text for stack in bodies])
        self.sums = shipped().sums([stack.text for stack in bodies])
        self.themes = standing(self.told(single, single))
        self.orders = {stack.strips[0].order: at for at, stack in enumerate(bodies)}
        # One empty line, at most, stands between the paragraphs of a column.
        self.blank = max(1.4, 2.0 * _pitch(bodies, size) / size - 0.9)
        self.tops = [_with_titles(stack, smalls, size) for stack in bodies]
        self.items = [False] * len(bodies)
        self.roundups: frozenset[int] = frozenset()
        self.under, self.over = self._columns()
        firsts = [self._first(at) for at in range(len(bodies))]
        self.columns = [self._column(at) for at in range(len(bodies))]
        heads_over = [self._head_over(stack) for stack in bodies]
        self.owner = [heads_over[first] for first in firsts]

    def told(self, starts: Sequence[Sequence[int]], ends: Sequence[Sequence[int]]) -> NDArray[np.float64]:
        """Return how likely each of `ends` (columns) goes on with each of `starts`, in units of `Themes.ratios`.

        starts, ends: groups of stacks by number, each joined.
        """
        kin = likeness(joined(self.sums, starts), joined(self.sums, ends))
        return self.words.ratios(starts, ends) + self.costs.topic * kin

    def mark_items(self, roundups: Sequence[int], titles: Sequence[Box]) -> None:
        """Look for the items (简讯各条): where a head names a roundup, texts under titles, which no other head is over.

        roundups: numbers of such heads. titles: boxes of the lines that may be titles of items.
        """
        self.roundups = frozenset(roundups)
        if not roundups:
            return
        others = [head for at, head in enumerate(self.heads) if at not in roundups]
        for at, stack in enumerate(self.bodies):
            top = _with_titles(stack, titles, self.size)
            self.items[at] = top < stack.top - 0.5 * self.size and not any(
                -1.5 * self.size < top - head[3] < _TITLED * self.size
                and overlap(head[0], head[2], stack.left, stack.right) > 0.3 * stack.width
                for head in others
            )

    def _head_over(self, stack: Stack) -> int | None:
        """Return the head that stands right over a stack, nothing but pictures between."""
        best: int | None = None
        for number, head in enumerate(self.heads):
            if head[3] > stack.top + 0.5 * self.size or overlap(head[0], head[2], stack.left, stack.right) < 0.3 * min(
                stack.width, head[2] - head[0]
            ):
                continue
            if (stack.top - head[3]) / self.size - self._pictures_between(head, stack) > _REACH:
                continue
            if best is None or head[3] > self.heads[best][3]:
                best = number
        if best is None:
            return None
        head = self.heads[best]
        for other in self.bodies:
            if (
                other is not stack
                and head[3] - self.size < other.top
                and other.bottom < stack.top + self.size
                and overlap(other.left, other.right, stack.left, stack.right) > 0.3 * min(stack.width, other.width)
            ):
                return None
        return best

    def _columns(self) -> tuple[dict[int, int], dict[int, int]]:
        """Return for each stack the one right under it in its column (small lines may stand between); and back."""
        under: dict[int, int] = {}
        for at, a in enumerate(self.bodies):
            for to, b in enumerate(self.bodies):
                if (
                    at != to
                    and -0.5 * self.size < self.tops[to] - a.bottom < self.blank * self.size
                    and abs(a.left - b.left) < 0.8 * self.size
                    and abs(a.right - b.right) < 0.8 * self.size
                ):
                    under[at] = to
        return under, {to: at for at, to in under.items()}

    def _first(self, at: int) -> int:
        """Return the uppermost of the stacks right over a stack in its column."""
        for _ in range(len(self.bodies)):
            at = self.over.get(at, at)
        return at

    def _column(self, at: int) -> tuple[float, float]:
        """Return upper and lower edge of the column of a stack: of the stacks right under each other."""
        first, last = at, at
        for _ in range(len(self.bodies)):
            first = self.over.get(first, first)
            last = self.under.get(last, last)
        return self.tops[first], self.bodies[last].bottom

    def join(self, at: int, to: int) -> tuple[float, bool]:
        """Return what it costs that stack `to` goes on from stack `at`, words aside, and whether words may tell."""
        place = self.place(at, to)
        if place >= self.costs.far:
            return place, False
        if self.items[to]:
            ended = self.bodies[at].closed or self.joints.signed[at]
            return place + (0.0 if ended else self.costs.open_indent), False
        return place + self.joints.cost(at, to), True

    def place(self, at: int, to: int) -> float:
        """Return what the places of two stacks cost."""
        a, b, costs, em = self.bodies[at], self.bodies[to], self.costs, self.size
        cost = costs.width if abs(a.width - b.width) > 0.08 * max(a.width, b.width) else 0.0
        across = overlap(a.left, a.right, b.left, b.right)
        if across > 0.5 * min(a.width, b.width):
            if b.top < a.top:
                return costs.far + cost
            return cost + self._below(at, to)
        if b.left < a.right - em:
            return costs.far + cost
        return cost + self._right(at, to)

    def _below(self, at: int, to: int) -> float:  # noqa: C901 - each obstacle in its turn
        a, b, costs, em = self.bodies[at], self.bodies[to], self.costs, self.size
        left, right = max(a.left, b.left), min(a.right, b.right)
        for box in self.heads:
            if a.bottom - em < box[1] and box[3] < b.top + em and overlap(box[0], box[2], left, right) > em:
                return costs.head_between
        for number, other in enumerate(self.bodies):
            if (
                number not in (at, to)
                and other.top > a.bottom - em
                and other.bottom < b.top + em
                and overlap(other.left, other.right, left, right) > em
            ):
                return costs.far
        if self.under.get(at) == to:
            return costs.below
        gap = (self.tops[to] - a.bottom) / em
        filled = 0.0
        for box in self.fills:
            if overlap(box[0], box[2], left, right) > 0.3 * (right - left):
                filled += overlap(box[1], box[3], a.bottom, self.tops[to]) / em
        cost = costs.below
        for box in self.panels.rules:
            if a.bottom - em < box[1] < b.top + em and overlap(box[0], box[2], left, right) > 0.7 * (right - left):
                cost += costs.rule
        if filled:
            # What goes round a picture is pushed apart by it, and by the white around it.
            return cost + costs.around + costs.below_gap * max(0.0, gap - filled - 4.0)
        return cost + (costs.apart if gap > self.blank else 0.0) + costs.below_gap * max(0.0, gap - 1.0)

    def _right(self, at: int, to: int) -> float:
        a, b, costs, em = self.bodies[at], self.bodies[to], self.costs, self.size
        gap = (b.left - a.right) / em
        (top, bottom), (low, high) = self.columns[at], self.columns[to]
        beside = overlap(top, bottom, low, high)
        cost = 0.0
        if self.under.get(at, to) != to:
            cost += costs.goes_down
        if self.over.get(to, at) != at:
            cost += costs.goes_down
        if gap > 3.5:
            cost += costs.skip + 0.02 * gap
            if beside > 0 and self._between(at, to):
                cost += costs.skip * 2
        if beside <= 0:
            away = max(top - high, low - bottom) / em
            # Columns of one line may be out of step by an indent or an intertitle.
            cost += costs.level if away < 2.0 else costs.apart + 0.12 * away
            return min(costs.far, cost)
        drop = (low - top) / em
        # Columns of one article begin on one line; those of neighbours seldom do, exactly.
        cost += (0.0 if abs(drop) < 0.2 or self.under.get(at) == to else costs.out_of_line) if abs(drop) < 1.5 else 0.0
        cost += costs.right if abs(drop) < 1.5 else costs.lower if drop > 0 else costs.higher
        cost += self._heads_at(at, to)
        if self._room_under(at):
            cost += costs.room
        if any(
            box[3] - box[1] > box[2] - box[0]
            and a.right - em < box[0] < b.left + em
            and overlap(box[1], box[3], a.top, a.bottom) > 0.5 * (a.bottom - a.top)
            for box in self.panels.rules
        ):
            cost += costs.rule
        return cost

    def _heads_at(self, at: int, to: int) -> float:
        """Return what the heads over two neighbours cost."""
        a, b, costs, em = self.bodies[at], self.bodies[to], self.costs, self.size
        over_a, over_b = self.owner[at], self.owner[to]
        top_a, top_b = self.columns[at][0], self.columns[to][0]
        if over_b is not None and over_b != over_a:
            head = self.heads[over_b]
            if head[0] < a.right + em and over_a is None:
                # The head is wider than the column: it stands over both.
                return 0.0
            if abs(top_a - top_b) < 1.5 * em and top_a > head[3] - em:
                # Columns in step left of a head set in the middle.
                return costs.in_step if over_a is None else costs.under_head
            if head[1] - 6 * em < top_a < head[3] + em and head[3] < a.bottom:
                # Beside the head: the text begins in this very column and goes on under the head (题在文中).
                even = abs(a.width - b.width) < 0.08 * max(a.width, b.width)
                return costs.inset if over_a is None and even else costs.under_head
            return costs.under_head if head[0] > a.left - em else costs.aligned_head
        for head in self.heads:
            if (
                head[2] < b.left + em
                and head[3] < a.top + em
                and top_b - 2 * em < head[1]
                and top_b < head[3]
                and head[2] > a.left - 3 * a.width
                and head[0] < a.right
                and top_a > head[3] - em
                and not self._parted(head, a)
            ):
                return costs.beside_head
        return 0.0

    def _parted(self, head: Box, stack: Stack) -> bool:
        """Tell whether another head stands between a head and a stack under it."""
        return any(
            other is not head
            and other[1] > head[3] - self.size
            and other[3] < stack.top + self.size
            and overlap(other[0], other[2], stack.left, stack.right) > self.size
            for other in self.heads
        )

    def _between(self, at: int, to: int) -> bool:
        a, b = self.bodies[at], self.bodies[to]
        return any(
            number not in (at, to)
            and other.left > a.right - self.size
            and other.right < b.left + self.size
            and overlap(other.top, other.bottom, max(a.top, b.top), min(a.bottom, b.bottom)) > 0
            for number, other in enumerate(self.bodies)
        )

    def _room_under(self, at: int) -> bool:
        """Tell whether a column stops well above the column left of it, with nothing under it."""
        a, em = self.bodies[at], self.size
        lefts = [
            other
            for number, other in enumerate(self.bodies)
            if number != at
            and 0 < a.left - other.right < 3.5 * em
            and overlap(other.top, other.bottom, a.top, a.bottom) > 0
        ]
        if not lefts:
            return False
        floor = max(other.bottom for other in lefts)
        if a.bottom > floor - 1.6 * em:
            return False
        things = [stack.box for stack in self.bodies] + [*self.heads, *self.panels.pictures, *self.panels.frames]
        return not any(
            overlap(box[0], box[2], a.left, a.right) > em and box[1] > a.bottom - em and box[1] < floor
            for box in things
        )

    def head(self, number: int, to: int) -> float:
        """Return what it costs that a stack begins the text of a head."""
        head, b, costs, em = self.heads[number], self.bodies[to], self.costs, self.size
        cost = costs.use_head
        if self.joints.leads[to]:
            cost += costs.head_led
        elif not b.indented and self.joints.sets_in:
            cost += costs.head_flush
        rise = (self.tops[to] - head[3]) / em
        if rise > -1.0:
            across = overlap(head[0], head[2], b.left, b.right)
            if across <= 0:
                aside = (head[0] - b.right) / em if b.right < head[0] else 8 + (b.left - head[2]) / em
                cost += 0.5 + costs.head_aside * max(0.0, aside)
            cost += costs.head_gap * max(0.0, rise - 1.0 - self._pictures_between(head, b))
            cost += self._blocked(number, to)
            return cost
        if b.top > head[1] - 5 * em and b.right < head[0] + em:
            # The text begins in a column left of its head and flows on under it.
            if any(
                at != to
                and other.left > b.right - em
                and other.right < head[0] + em
                and overlap(other.top, other.bottom, head[1], head[3]) > 0
                for at, other in enumerate(self.bodies)
            ):
                cost += costs.beside_text
            return cost + costs.head_inset + 0.15 * abs(b.top - head[1]) / em + 0.02 * max(0.0, head[0] - b.right) / em
        if head[2] < b.left + em and overlap(head[1], head[3], b.top, b.bottom) > 0:
            # The head stands left of its text, which a picture may push down.
            drop = abs(b.top - head[1]) / em
            drop = max(0.0, drop - self._pictures_between((head[0], head[1], head[2], head[1]), b))
            return cost + costs.head_left + 0.1 * drop + 0.1 * (b.left - head[2]) / em
        return cost + costs.head_above + 0.05 * abs(rise)

    def _pictures_between(self, head: Box, stack: Stack) -> float:
        return sum(
            overlap(box[1], box[3], head[3], stack.top) / self.size + 4.0
            for box in self.panels.pictures
            if overlap(box[0], box[2], stack.left, stack.right) > 0.3 * stack.width
            and head[3] - self.size < box[1] < stack.top
        )

    def _blocked(self, number: int, to: int) -> float:
        """Return the cost of what stands between a head and the stack under it: other heads, other text."""
        head, b, em = self.heads[number], self.bodies[to], self.size
        cost = 0.0
        for other, box in enumerate(self.heads):
            if (
                other != number
                and head[3] - em < box[1]
                and box[3] < b.top + em
                and (overlap(box[0], box[2], b.left, b.right) > em)
            ):
                cost += self.costs.head_between
        for at, body in enumerate(self.bodies):
            if (
                at != to
                and head[3] - em < body.top
                and body.bottom < b.top + em
                and overlap(body.left, body.right, b.left, b.right) > em
            ):
                cost += 3.0
        return min(cost, 12.0)

    def none(self, to: int) -> float:
        """Return what it costs that a stack begins without a head."""
        b, costs = self.bodies[to], self.costs
        if self.items[to]:
            return costs.none + costs.item
        if self.joints.leads[to]:
            return costs.none_led
        return costs.none_torn if self.joints.sets_in and not b.indented else costs.none
