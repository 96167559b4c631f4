"""What whole articles speak of, when it is chosen anew what each stack goes on from.

One column has few words. Once a first choice has made articles, what comes before a joint and what follows it can be
compared as wholes, as on text dumps; and a head can be compared with the text that begins under it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from briefing.layout.cohesion import Cohesion
from briefing.layout.themes import TOLD, standing
from briefing.layout.topics import joined, likeness, shipped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from briefing.layout.flowtable import FlowTable

    Floats = NDArray[np.float64]

__all__ = ["retold"]

# So many first characters of an article are compared with a head; more of the head in it than this tells no more.
_OPENING, _MOST = 500, 0.5
# Likeness of topics against the share of a head's words in a text.
_KIN = 0.5
# Steps that an end can be behind another.
_BEHIND = 3.0


def retold(table: FlowTable, chosen: Sequence[int], titles: Sequence[str]) -> tuple[Floats, Floats]:
    """Return what words take off, or add to, the cost of each stack (rows) going on from each, and beginning each head.

    chosen: for each stack the stack it goes on from, or a number beyond them. titles: the words of the heads.
    """
    onward, upto = _chains(chosen)
    told = table.told(onward, upto)
    mine = np.array([[not set(group).isdisjoint(ends) for ends in upto] for group in onward])
    behind = np.zeros_like(told)
    for to, own in enumerate(mine):
        # What goes on with a stack holds its own words: it tells nothing.
        if not own.all():
            others = told[to, ~own]
            behind[to] = np.clip((others.max() - told[to]) / TOLD, 0.0, _BEHIND)
            told[to, own] = np.median(others)
    joins = table.costs.behind * behind - table.costs.theme * standing(told)
    joins[mine] = -table.costs.theme * table.themes[mine]
    return joins, _headings(table, onward, titles)


def _headings(table: FlowTable, onward: Sequence[Sequence[int]], titles: Sequence[str]) -> Floats:
    """Return what a head's words in the opening of each stack's article (rows) take off."""
    texts = [stack.text for stack in table.bodies]
    cohesion = Cohesion(texts)
    cover = cohesion.coverage(
        titles, cohesion.matrix(["".join(texts[at] for at in group)[:_OPENING] for group in onward])
    )
    kin = likeness(shipped().sums(titles), joined(table.sums, onward))
    cover = cover + _KIN * kin
    gain = np.zeros_like(cover)
    for to in range(cover.shape[1]):
        gain[:, to] = cover[:, to] - np.delete(cover, to, axis=1).max(axis=1, initial=0.0)
    found: Floats = -table.costs.heading * np.clip(gain, -_MOST, _MOST).T
    return found


def _chains(chosen: Sequence[int]) -> tuple[list[tuple[int, ...]], list[tuple[int, ...]]]:
    """Return the stacks of each stack's article from it on, and up to it, backwards."""
    count = len(chosen)
    after = {before: to for to, before in enumerate(chosen) if before < count}
    onward, upto = [], []
    for at in range(count):
        chain = [at]
        while chain[-1] in after:
            chain.append(after[chain[-1]])
        onward.append(tuple(chain))
        chain = [at]
        while chosen[chain[-1]] < count:
            chain.append(chosen[chain[-1]])
        upto.append(tuple(chain))
    return onward, upto
