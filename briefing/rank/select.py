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
BEAM, STEPS = 12, 24
# A unit that brings less than this share of its worth anew says what is said already: it is not printed, even to fill.
REPEATED = 0.3


@dataclass(frozen=True, slots=True)
class Candidates:
    """Units to choose from: n of them over m kinds of pairs.

    lengths: letters of each. covers: (n, m), 1 where the unit prints the pair. group: units of one group exclude
    each other (runs of one sentence). bonus: what else a unit is worth, in the measure of `weights`.
    """

    lengths: Vector
    covers: Vector
    group: NDArray[np.intp]
    bonus: Vector


def choose(candidates: Candidates, weights: Vector, low: float, high: float, reference: float) -> tuple[int, ...]:
    """Return the positions of the best choice with a length in [low, high], in rising order.

    If no choice is so long, the longest found; equal worth falls to the earlier units. Nothing fits: empty.
    """
    state = _Search(candidates, weights, low, high, reference)
    return state.best()


class _Search:
    __slots__ = ("bonus", "covers", "group", "high", "lengths", "low", "own", "rate", "reference")

    def __init__(self, given: Candidates, weights: Vector, low: float, high: float, reference: float) -> None:
        self.covers = given.covers * weights[None, :]
        self.lengths, self.group, self.bonus = given.lengths, given.group, given.bonus
        self.low, self.high, self.reference = low, high, reference
        self.own = self.covers.sum(axis=1)
        worth = self.own + self.bonus
        density = np.sort(worth / np.maximum(self.lengths, 1.0))
        # What a letter still to be filled may bring, for choices that are too short as yet.
        self.rate = float(density[len(density) * 2 // 3]) if len(density) else 0.0

    def best(self) -> tuple[int, ...]:
        count, kinds = self.covers.shape
        beam: list[tuple[int, ...]] = [()]
        fresh = np.ones((1, kinds))
        worth, length = np.zeros(1), np.zeros(1)
        found: tuple[float, tuple[int, ...]] = (-1.0, ())
        longest: tuple[float, tuple[int, ...]] = (0.0, ())
        for _ in range(STEPS):
            if not count or not beam:
                break
            new = fresh @ self.covers.T
            gained = new + self.bonus + worth[:, None]
            reached = length[:, None] + self.lengths
            blocked = (reached > self.high) | (new < REPEATED * self.own)
            for row, chosen in enumerate(beam):
                for unit in chosen:
                    blocked[row] |= self.group == self.group[unit]
            short = np.maximum(self.low - reached, 0.0)
            value = 2 * (gained + self.rate * short) / (np.maximum(reached, self.low) + self.reference)
            value[blocked] = -1.0
            beam, fresh, worth, length, found, longest = self._step(
                value, gained, reached, beam, fresh, found, longest
            )
        return tuple(sorted(found[1] or longest[1]))

    def _step(  # noqa: PLR0913, PLR0917 - the beam's columns
        self,
        value: Vector,
        gained: Vector,
        reached: Vector,
        beam: Sequence[tuple[int, ...]],
        fresh: Vector,
        found: tuple[float, tuple[int, ...]],
        longest: tuple[float, tuple[int, ...]],
    ) -> tuple[list[tuple[int, ...]], Vector, Vector, Vector, tuple[float, tuple[int, ...]], tuple[float, tuple[int, ...]]]:
        count = value.shape[1]
        flat = value.ravel()
        order = np.argsort(-flat, kind="stable")[: BEAM * 6].tolist()
        seen: set[frozenset[int]] = set()
        rows: list[int] = []
        units: list[int] = []
        next_beam: list[tuple[int, ...]] = []
        for place in order:
            if flat[place] < 0 or len(next_beam) == BEAM:
                break
            row, unit = divmod(place, count)
            chosen = (*beam[row], unit)
            key = frozenset(chosen)
            if key in seen:
                continue
            seen.add(key)
            rows.append(row)
            units.append(unit)
            next_beam.append(chosen)
            if reached[row, unit] >= self.low and flat[place] > found[0] + 1e-12:
                found = (float(flat[place]), chosen)
            if reached[row, unit] > longest[0]:
                longest = (float(reached[row, unit]), chosen)
        next_fresh = fresh[rows] * (self.covers[units] == 0) if rows else fresh[:0]
        return next_beam, next_fresh, gained[rows, units], reached[rows, units], found, longest
