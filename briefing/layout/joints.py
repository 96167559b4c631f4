"""What the meeting of two texts costs: cut sentences, words and quotations, indents, leads, bylines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.layout.bylines import lead_end, trailing_byline
from briefing.layout.cohesion import closes_unopened, joins_word, left_open

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.layout.columns import Stack
    from briefing.layout.flowcosts import FlowCosts

__all__ = ["Joints", "sets_in"]


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

    def cost(self, at: int, to: int) -> float:  # noqa: C901 - each sign in its turn
        """Return what the meeting of two texts costs."""
        a, b, costs = self.bodies[at], self.bodies[to], self.costs
        cost = 0.0
        set_in = b.indented and self.sets_in
        if not a.closed:
            if set_in:
                cost += costs.open_indent if a.full else costs.open_end
            elif not a.full:
                cost += costs.open_short
            elif joins_word(a.text, b.text):
                cost += costs.word
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
