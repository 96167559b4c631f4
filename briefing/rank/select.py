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
BEAM, STEPS = 8, 24
# Rounds of swapping single units in the end.
SWAPS = 2
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
    """Choices in the making, one a row: units as bits, what is still fresh or barred, worth, length, cost."""

    chosen: list[int]
    fresh: Vector
    blocked: NDArray[np.bool_]
    worth: Vector
    length: Vector
    cost: Vector


def choose(candidates: Candidates, weights: Vector, low: float, high: float, reference: float) -> tuple[int, ...]:
    """Return the positions of the best choice with a length in [low, high], in rising order.

    If no choice is so long, the longest found; equal worth falls to the earlier units. Nothing fits: empty.
    """
    if not len(candidates.lengths):
        return ()
    search = _Search(candidates, weights, low, high, reference)
    return search.improved(search.found())


class _Search:
    """One choice: what is given, and what is computed of it once."""

    __slots__ = ("blocked", "covers", "given", "high", "least", "low", "rate", "reference", "same", "weights")

    def __init__(self, given: Candidates, weights: Vector, low: float, high: float, reference: float) -> None:
        self.given, self.weights, self.low, self.high, self.reference = given, weights, low, high, reference
        self.covers = given.covers * weights
        own = self.covers.sum(axis=1)
        self.least = REPEATED * np.abs(own)
        self.blocked = given.lengths > high
        self.same = given.group[:, None] == given.group
        # What a letter still to be filled may bring, for choices that are too short as yet.
        self.rate = float(np.sort(own / np.maximum(given.lengths, 1.0))[len(own) * 2 // 3])

    def found(self) -> tuple[int, ...]:
        """Return the best choice that a beam search meets."""
        given = self.given
        start = np.ones((1, self.covers.shape[1]))
        beam = _Beam([0], start, self.blocked[None, :], np.zeros(1), np.zeros(1), np.zeros(1))
        best, longest = (-1.0, 0), (0.0, 0)
        for _ in range(STEPS):
            worth, length, cost, value = self._steps(beam)
            long_enough = np.where(length >= self.low, value, -1.0)
            row, unit = divmod(int(np.argmax(long_enough)), value.shape[1])
            if long_enough[row, unit] > best[0] + 1e-12:
                best = float(value[row, unit]), beam.chosen[row] | 1 << unit
            taken = _best_distinct(value, beam.chosen)
            if not taken:
                break
            rows, units = [row for row, _ in taken], [unit for _, unit in taken]
            chosen = [beam.chosen[row] | 1 << unit for row, unit in taken]
            reached = length[rows, units]
            far = int(np.argmax(reached))
            if reached[far] > longest[0]:
                longest = float(reached[far]), chosen[far]
            fresh = beam.fresh[rows] * (given.covers[units] == 0)
            # A choice that is long enough is done: what may still be added to the best one is tried in the end.
            blocked = beam.blocked[rows] | self.same[units] | (reached >= self.low)[:, None]
            beam = _Beam(chosen, fresh, blocked, worth[rows, units], reached, cost[rows, units])
        bits = best[1] or longest[1]
        return tuple(unit for unit in range(len(given.lengths)) if bits >> unit & 1)

    def improved(self, chosen: tuple[int, ...]) -> tuple[int, ...]:
        """Return the choice after swapping and adding single units as long as it gets better, in rising order."""
        given = self.given
        for _ in range(SWAPS if chosen else 0):
            # One row for the choice less each of its units, and one for all of it.
            places = list(chosen)
            leave = np.vstack([~np.eye(len(places), dtype=bool), np.ones((1, len(places)), dtype=bool)])
            printed = leave.astype(np.float64) @ given.covers[places] > 0
            kept = [tuple(unit for unit, stays in zip(places, row, strict=True) if stays) for row in leave]
            base = leave.astype(np.float64)
            beam = _Beam(
                [],
                (~printed).astype(np.float64),
                self.blocked | (base @ self.same[places] > 0),
                printed @ self.weights,
                base @ given.lengths[places],
                base @ given.cost[places],
            )
            _, length, _, value = self._steps(beam)
            value[length < self.low] = -1.0
            row, unit = divmod(int(np.argmax(value)), value.shape[1])
            now = 2 * beam.worth[-1] / (beam.length[-1] + beam.cost[-1] + self.reference)
            if beam.length[-1] < self.low or value[row, unit] <= now + 1e-12:
                break
            chosen = (*kept[row], unit)
        return tuple(sorted(chosen))

    def _steps(self, beam: _Beam) -> tuple[Vector, Vector, Vector, Vector]:
        """Return worth, length, cost and value of each choice with each unit added; the value is -1 where barred."""
        new = beam.fresh @ self.covers.T
        worth = new + beam.worth[:, None]
        length = beam.length[:, None] + self.given.lengths
        cost = beam.cost[:, None] + self.given.cost
        counted = np.maximum(length, self.low)
        value = 2 * (worth + self.rate * (counted - length)) / (counted + cost + self.reference)
        value[beam.blocked | (length > self.high) | (new < self.least)] = -1.0
        return worth, length, cost, value


def _best_distinct(value: Vector, chosen: Sequence[int]) -> list[tuple[int, int]]:
    """Return (row, unit) of the best steps that lead to different sets; barred steps have values below zero."""
    flat = value.ravel()
    count = value.shape[1]
    order = np.argsort(-flat, kind="stable")[: BEAM * 4]
    seen: set[int] = set()
    out: list[tuple[int, int]] = []
    for place, worth in zip(order.tolist(), flat[order].tolist(), strict=True):
        if worth < 0 or len(out) == BEAM:
            break
        row, unit = divmod(place, count)
        key = chosen[row] | 1 << unit
        if key not in seen:
            seen.add(key)
            out.append((row, unit))
    return out
