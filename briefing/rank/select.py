"""Best and different within a length: one choice over all units.

The worth of a choice S is what it is expected to share with an editor's summary of R letters, measured
like the F-measure: 2 · covered(S) / (length(S) + R), where covered is the sum of the weights of the distinct
character pairs that S prints. A pair counts once, so saying a thing twice earns nothing; length costs.
Coverage under a budget: Gillick & Favre, "A Scalable Global Model for Summarization", 2009. The choice is made by a
beam search that is exact on small articles (`tests/rank/test_select.py` compares it with all choices).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Vector = NDArray[np.float64]

__all__ = ["Candidates", "choose"]

# Choices kept at each step, and the most units a summary is made of.
BEAM, STEPS = 10, 24
# A unit that brings less than this share of its worth anew says what is said already: it is not printed, even to fill.
REPEATED = 0.3


@dataclass(frozen=True, slots=True)
class Candidates:
    """Units to choose from: n of them over m kinds of pairs.

    lengths: letters of each. covers: (n, m), 1 where the unit prints the pair. group: units of one group
    exclude each other (runs of one sentence). cost: letters a unit must earn besides its own, for the break
    it makes in the reading.
    """

    lengths: Vector
    covers: Vector
    group: NDArray[np.intp]
    cost: Vector


@dataclass(frozen=True, slots=True)
class _Beam:
    """Choices in the making, one a row: what is still fresh to them, what they may not take, worth, length, cost."""

    chosen: tuple[tuple[int, ...], ...]
    fresh: Vector
    blocked: NDArray[np.bool_]
    worth: Vector
    length: Vector
    cost: Vector


def choose(candidates: Candidates, weights: Vector, low: float, high: float, reference: float) -> tuple[int, ...]:
    """Return the positions of the best choice with a length in [low, high], in rising order.

    If no choice is so long, the longest found; equal worth falls to the earlier units. Nothing fits: empty.
    """
    count = len(candidates.lengths)
    if not count:
        return ()
    covers = candidates.covers * weights
    own = covers.sum(axis=1)
    same = candidates.group[:, None] == candidates.group
    # What a letter still to be filled may bring, for choices that are too short as yet.
    rate = float(np.sort(own / np.maximum(candidates.lengths, 1.0))[count * 2 // 3])
    beam = _Beam(((),), np.ones((1, covers.shape[1])), (candidates.lengths > high)[None, :], np.zeros(1), np.zeros(1), np.zeros(1))
    best: tuple[float, tuple[int, ...]] = (-1.0, ())
    longest: tuple[float, tuple[int, ...]] = (0.0, ())
    for _ in range(STEPS):
        new = beam.fresh @ covers.T
        worth = new + beam.worth[:, None]
        length = beam.length[:, None] + candidates.lengths
        counted = np.maximum(length, low)
        cost = beam.cost[:, None] + candidates.cost
        value = 2 * (worth + rate * (counted - length)) / (counted + cost + reference)
        value[beam.blocked | (length > high) | (new < REPEATED * np.abs(own))] = -1.0
        taken = _best_distinct(value, beam.chosen)
        if not taken:
            break
        rows, units = [row for row, _ in taken], [unit for _, unit in taken]
        chosen = tuple((*beam.chosen[row], unit) for row, unit in taken)
        for choice, row, unit in zip(chosen, rows, units, strict=True):
            if length[row, unit] >= low and value[row, unit] > best[0] + 1e-12:
                best = float(value[row, unit]), choice
            if length[row, unit] > longest[0]:
                longest = float(length[row, unit]), choice
        fresh = beam.fresh[rows] * (candidates.covers[units] == 0)
        beam = _Beam(chosen, fresh, beam.blocked[rows] | same[units], worth[rows, units], length[rows, units], cost[rows, units])
    return tuple(sorted(best[1] or longest[1]))


def _best_distinct(value: Vector, chosen: Sequence[tuple[int, ...]]) -> list[tuple[int, int]]:
    """Return (row, unit) of the best steps that lead to different sets; blocked steps have values below zero."""
    flat = value.ravel()
    count = value.shape[1]
    seen: set[frozenset[int]] = set()
    out: list[tuple[int, int]] = []
    for place in np.argsort(-flat, kind="stable")[: BEAM * 6].tolist():
        if flat[place] < 0 or len(out) == BEAM:
            break
        row, unit = divmod(place, count)
        key = frozenset((*chosen[row], unit))
        if key not in seen:
            seen.add(key)
            out.append((row, unit))
    return out
