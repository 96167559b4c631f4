"""What the meeting of two texts costs: cut sentences, words and quotations, indents, leads, bylines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from briefing.layout.bylines import lead_end, trailing_byline
from briefing.layout.cohesion import closes_unopened, left_open
from briefing.layout.leads import ahead
from briefing.layout.seams import shipped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from briefing.layout.columns import Stack
    from briefing.layout.flowcosts import FlowCosts

__all__ = ["Joints", "sets_in"]


# So far ahead of all others it is as good as certain that a start goes on with an end.
_CERTAIN = 4.0


def _leads(bodies: Sequence[Stack]) -> NDArray[np.float64]:
    """Return how far each torn end (columns) is ahead of the best other for each start (rows), -1 to 1; else 0."""
    torn = [at for at, stack in enumerate(bodies) if not stack.closed and stack.full]
    leads = np.zeros((len(bodies), len(bodies)))
    if len(torn) < 2:
        return leads
    found = shipped().scores([bodies[at].text for at in torn], [stack.text for stack in bodies])
    # A start does not go on with the end of its own stack.
    found[torn, range(len(torn))] = found.min() - _CERTAIN
    leads[:, torn] = np.clip(ahead(found) / _CERTAIN, -1.0, 1.0)
    return leads


def sets_in(bodies: Sequence[Stack], size: float) -> bool:
    """Tell whether paragraphs of a page begin set in (缩进); if not, a flush line says nothing."""
    firsts = [
        low.box[0] - stack.left > 1.2 * size
        for stack in bodies
        for high, low in zip(stack.strips, stack.strips[1:], strict=False)
        if high.box[2] < stack.right - 2 * size and high.text[-1] in "。！？”"
    ]
    if len(firsts) >= 3:
        return sum(firsts) > 0.5 * len(firsts)
    # Paragraphs may be parted by white, each a stack of its own: then look for any line that is set in.
    lines = [
        strip.box[0] - stack.left > 1.2 * size for stack in bodies if len(stack.strips) > 1 for strip in stack.strips
    ]
    return len(lines) < 20 or sum(lines) > 0.02 * len(lines)


class Joints:
    """The texts of the stacks of one page, ready to be joined."""

    def __init__(self, bodies: Sequence[Stack], size: float, costs: FlowCosts) -> None:
        """Look at the ends of all stacks. size: of the body type."""
        self.bodies = bodies
        self.size = size
        self.costs = costs
        self.leads = [lead_end(stack.text) > 0 for stack in bodies]
        self.signed = [trailing_byline(stack.text) < len(stack.text) for stack in bodies]
        self.sets_in = sets_in(bodies, size)
        self.seams = _leads(bodies)

    def cost(self, at: int, to: int) -> float:
        """Return what the meeting of two texts costs."""
        a, b, costs = self.bodies[at], self.bodies[to], self.costs
        cost = 0.0
        set_in = b.indented and self.sets_in
        if not a.closed:
            if set_in:
                cost += costs.open_indent if a.full else costs.open_end
            elif not a.full:
                cost += costs.open_short
            else:
                cost -= costs.seam * self.seams[to, at]
        elif self.sets_in and not set_in:
            cost += costs.full_flush if a.full else costs.closed_flush
        if (left := left_open(a.text)) or closes_unopened(b.text):
            # A quotation that runs across the joint, or does not.
            cost += costs.quote if left == closes_unopened(b.text) else -costs.quote
        if self.leads[to]:
            cost += costs.led
        if self.signed[at]:
            cost += costs.signed
        if (a.strips[0].font, a.strips[0].bold) != (b.strips[0].font, b.strips[0].bold) or abs(
            a.size - b.size
        ) > 0.04 * self.size:
            cost += costs.type
        if b.strips[0].order == a.strips[-1].order + 1:
            cost += costs.stream
        return cost
