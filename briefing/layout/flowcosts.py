"""What the doubts about the flow of text cost (文流代价)."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["FlowCosts"]


@dataclass(frozen=True, slots=True)
class FlowCosts:
    """What each doubt costs, about 1 a mild doubt, 5 a strong one.

    Set by hand on the development pages; then searched one by one on 30 pages set for the purpose, as long as the
    development pages stayed whole, as were `behind` and `heading`. On 25 such pages left aside F1 went from 0.66 to
    0.93, on 25 more it is 0.88.
    """

    # how the texts meet
    open_indent: float = 6.0  # a sentence is cut, and a paragraph begins
    open_end: float = 1.0  # a paragraph ends without a stop, and one begins
    open_short: float = 3.5  # a line stops short in mid sentence
    closed_flush: float = 4.0  # a paragraph ends short of the column, and the next text is not set in
    full_flush: float = 0.48  # a full line ends a sentence
    seam: float = 2.0  # a line goes on with this end rather than with another, as far as letters tell, taken off
    quote: float = -1.0  # a quotation stands across the joint
    theme: float = 1.0  # the words of the next text stand in this one: per step above chance, taken off
    topic: float = 18.0  # likeness of topics, in units of what words tell: see Themes.ratios
    behind: float = 1.5  # once articles are known: per step that the words of the next tell more of another
    heading: float = 2.0  # once articles are known: the head's words stand in this opening more than in any, taken off
    led: float = 5.0  # the next text opens with a lead
    signed: float = 4.0  # the text before ends with a byline
    # how the stacks stand
    right: float = 0.3
    out_of_line: float = 0.8
    lower: float = 0.48
    higher: float = 1.2
    beside_head: float = 4.0  # the next column begins beside the head of this one, not under it
    under_head: float = 3.5  # the next column begins under a head of its own
    aligned_head: float = 1.0  # the head stands squarely over the next column
    room: float = 0.9  # this column stops above its neighbours with nothing under it
    width: float = 1.5
    below: float = 0.2
    below_gap: float = 0.12  # per em of white
    head_between: float = 6.0
    type: float = 3.0
    rule: float = 1.5
    skip: float = 2.0
    far: float = 9.0
    apart: float = 4.0  # white between two stacks of a column, or two columns not side by side
    around: float = 0.3  # a picture between two stacks of a column
    level: float = 0.8
    goes_down: float = 1.08  # the column goes on right under this stack, or comes from right over the next
    in_step: float = 0.3
    inset: float = 0.96
    stream: float = -0.5
    # heads
    head_gap: float = 0.12  # per em from the head to its text
    head_aside: float = 0.06  # per em from the head's left edge to a column left of it
    head_inset: float = 1.2  # the first column begins beside its head
    beside_text: float = 4.0  # other text stands between a head and the column left of it
    head_left: float = 1.5
    head_above: float = 6.0
    head_torn: float = 5.0
    head_led: float = -1.5
    head_flush: float = 2.0
    use_head: float = -4.0
    # nothing before
    none: float = 4.2
    none_led: float = 3.2
    none_torn: float = 2.52
    item: float = 3.0  # an item of a roundup, which goes on from other items or from the roundup's head
    # second round
    unlike: float = 30.0
    like: float = 0.2
    foreign: float = 1.0  # per step that its words stand more in another text
    named: float = -0.6  # the opening words name what that text, and no other, has named
    distance: float = 0.02  # per em
    loose: float = 1.5  # the text before has no head either
    late: float = 8.5
    late_led: float = 3.5
