"""How text flows over a page: one global choice of what each piece of a column goes on from (文流).

Each body stack follows the end of another, or begins under a head, or begins without one. The costs of all these
links stand in one table and the cheapest assignment is taken: the same formulation as for text dumps, with distances
and gutters in place of the stream; it is taken again with the words of the articles found. At last what still begins
without a head is offered to these articles, now by its distance.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from briefing.layout.assign import best_assignment
from briefing.layout.cohesion import Cohesion
from briefing.layout.flowcosts import FlowCosts
from briefing.layout.flowtable import FlowTable
from briefing.layout.flowwords import retold
from briefing.layout.furniture import names_roundup
from briefing.layout.strips import hull
from briefing.layout.themes import Themes, lag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from briefing.layout.columns import Stack
    from briefing.layout.decks import Cluster
    from briefing.layout.panels import Panels
    from briefing.model import Box

__all__ = ["Flow", "flows_of"]

_NEVER = 1e4
# Rounds of the choice with the words of the articles found; most pages settle in one.
_ROUNDS = 2
# Texts stand together, in ems.
_ASIDE = 3.5
# The opening words of a text, and what stands in no name.
_OPENING = 24
_PLAIN = re.compile(r"[^\u3400-\u9fff]|[的了在是和与及也将等这那为从对把被其中有年月日]")


@dataclass(frozen=True, slots=True)
class Flow:
    """The stacks of one article in reading order, and the numbers of its heads (at most one)."""

    stacks: tuple[Stack, ...]
    head: int | None
    margin: float

    @property
    def text(self) -> str:
        """All characters."""
        return "".join(stack.text for stack in self.stacks)


def flows_of(  # noqa: PLR0913, PLR0917 - the whole page flows together
    bodies: Sequence[Stack],
    clusters: Sequence[Cluster],
    smalls: tuple[Sequence[Box], Sequence[Box]],
    panels: Panels,
    size: float,
    costs: FlowCosts | None = None,
) -> list[Flow]:
    """Return the flows of a page.

    clusters: the heads; smalls: boxes of all small lines, labels and captions, and of those that may be intertitles;
    size: of the body type.
    """
    if not bodies:
        return []
    heads = [cluster.box for cluster in clusters]
    roundups = [at for at, cluster in enumerate(clusters) if names_roundup("".join(cluster.text.split()))]
    table = FlowTable(bodies, heads, smalls[0], panels, size, costs or FlowCosts())
    table.mark_items(roundups, smalls[1])
    count = len(bodies)
    base = np.full((count, 2 * count + len(heads)), _NEVER)
    tells = np.zeros((count, count), dtype=bool)
    for to in range(count):
        for at in range(count):
            if at != to:
                base[to, at], tells[to, at] = table.join(at, to)
        for head in range(len(heads)):
            base[to, count + head] = table.head(head, to)
        base[to, count + len(heads) + to] = table.none(to)
    cost = base.copy()
    cost[:, :count] -= np.where(tells, table.costs.theme * table.themes, 0.0)
    chosen = _acyclic(cost, count)
    titles = [cluster.text for cluster in clusters]
    for _ in range(_ROUNDS):
        joins, headings = retold(table, chosen, titles)
        cost = base.copy()
        cost[:, :count] += np.where(tells, joins, 0.0)
        cost[:, count : count + len(heads)] += headings
        found = _acyclic(cost, count)
        if found == chosen:
            break
        chosen = found
    flows = _chains(bodies, chosen, len(heads), cost)
    return _second_round(flows, table)


def _acyclic(cost: NDArray[np.float64], count: int) -> list[int]:
    """Return the best assignment without circles: the dearest link of a circle is forbidden and all solved again."""
    cost = cost.copy()
    while True:
        chosen = best_assignment(cost)
        circle = _circle(chosen, count)
        if not circle:
            return chosen
        worst = max(circle, key=lambda to: (float(cost[to, chosen[to]]), to))
        cost[worst, chosen[worst]] = 2 * _NEVER


def _circle(chosen: Sequence[int], count: int) -> list[int]:
    state = [0] * count
    for start in range(count):
        walk = []
        at = start
        while at < count and not state[at]:
            state[at] = 1
            walk.append(at)
            at = chosen[at]
        if at < count and state[at] == 1 and at in walk:
            return walk[walk.index(at) :]
        for each in walk:
            state[each] = 2
    return []


def _chains(bodies: Sequence[Stack], chosen: Sequence[int], heads: int, cost: NDArray[np.float64]) -> list[Flow]:
    count = len(bodies)
    after = {before: to for to, before in enumerate(chosen) if before < count}
    flows = []
    for to, before in enumerate(chosen):
        if before < count:
            continue
        chain = [to]
        while chain[-1] in after:
            chain.append(after[chain[-1]])
        margin = min(
            (_margin(cost[each], chosen[each], range(count, count + heads)) for each in chain[1:]), default=_NEVER
        )
        head = before - count if before < count + heads else None
        flows.append(Flow(tuple(bodies[each] for each in chain), head, margin))
    return flows


def _margin(row: NDArray[np.float64], chosen: int, but: Sequence[int] = ()) -> float:
    """Return how much dearer the best other choice would have been for one stack; the columns `but` do not count."""
    others = np.delete(row, [chosen, *but])
    return float(others.min() - row[chosen]) if len(others) else _NEVER


def _second_round(flows: list[Flow], table: FlowTable) -> list[Flow]:
    """Let flows without a head go on from those that have one, by their words, their joint and their distance."""
    loose = [at for at, flow in enumerate(flows) if flow.head is None]
    if not loose or len(flows) == len(loose):
        return flows
    cost = _late_table(flows, loose, table)
    chosen = _acyclic(cost, len(flows))
    after = {before: to for to, before in enumerate(chosen) if before < len(flows)}
    joined = []
    for at, before in enumerate(chosen):
        if before < len(flows):
            continue
        stacks, margin, here = list(flows[at].stacks), flows[at].margin, at
        while here in after:
            here = after[here]
            stacks += flows[here].stacks
            margin = min(margin, _margin(cost[here], chosen[here]))
        joined.append(Flow(tuple(stacks), flows[at].head, margin))
    return joined


def _late_table(flows: Sequence[Flow], loose: Sequence[int], table: FlowTable) -> NDArray[np.float64]:
    """Return for each flow what it costs to go on from each other, and to begin by itself."""
    texts = [flow.text for flow in flows]
    matrix = Cohesion(texts).matrix(texts)
    likeness = matrix @ matrix.T
    single = [(at,) for at in range(len(flows))]
    behind = lag(Themes(texts).ratios(single, single))
    number = {id(stack): at for at, stack in enumerate(table.bodies)}
    count = len(flows)
    cost = np.full((count, count + count), _NEVER)
    for at in range(count):
        cost[at, count + at] = 0.0
    for to in loose:
        named = _named(flows, to)
        for at in range(count):
            if at != to:
                near = _late_cost(flows[at], flows[to], table, number, float(likeness[at, to]))
                near += table.costs.foreign * float(behind[to, at])
                cost[to, at] = near + table.costs.named * named[at]
        led = table.joints.leads[number[id(flows[to].stacks[0])]]
        cost[to, count + to] = table.costs.late_led if led else table.costs.late
    return cost


def _named(flows: Sequence[Flow], to: int) -> list[float]:
    """Return how far each flow has named what the opening words of flow `to` name, 0 to 1: 在王某某的转运过程中."""
    opening = _triples(flows[to].text[:_OPENING])
    held = [opening & _triples(flow.text) if at != to else set() for at, flow in enumerate(flows)]
    shares = Counter(triple for each in held for triple in each)
    return [min(1.0, sum(1.0 / shares[triple] for triple in each)) for each in held]


def _triples(text: str) -> set[str]:
    return {text[at : at + 3] for at in range(len(text) - 2) if not _PLAIN.search(text[at : at + 3])}


def _late_cost(first: Flow, second: Flow, table: FlowTable, number: dict[int, int], likeness: float) -> float:
    costs = table.costs
    at, to = number[id(first.stacks[-1])], number[id(second.stacks[0])]
    one, two = hull(stack.box for stack in first.stacks), hull(stack.box for stack in second.stacks)
    across = max(0.0, one[0] - two[2], two[0] - one[2])
    down = max(0.0, one[1] - two[3], two[1] - one[3])
    above = 1.0 if two[3] < one[1] else 0.0
    near = costs.distance * (across + down) / table.size
    loose = costs.loose if first.head is None else 0.0
    if first.head in table.roundups and across + down > _ASIDE * table.size:
        # A roundup's items are never cut and set elsewhere.
        loose = costs.item
    return table.joints.cost(at, to) + costs.unlike * max(0.0, costs.like - likeness) + near + above + loose
