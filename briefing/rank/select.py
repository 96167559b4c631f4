"""Best and different within a length: one choice over all units.

The worth of a choice S is what it is expected to share with an editor's summary of R letters, measured
like the F-measure: 2 · covered(S) / (length(S) + R), where covered is the sum of the weights of the distinct
character pairs that S prints. A pair counts once, so saying a thing twice earns nothing; length costs.
Coverage under a budget: Gillick & Favre, "A Scalable Global Model for Summarization", 2009. The choice is made by a
beam search that is exact on small articles (`tests/rank/test_select.py` compares it with all choices).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

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
# Over several articles more must be new: two reports of one event use different words (see `summary.py`).
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


class _Beam(NamedTuple):
    """Choices in the making, one a row: what is fresh or barred, worth, length; heavy: length, cost and reference."""

    fresh: Vector
    blocked: NDArray[np.bool_]
    worth: Vector
    length: Vector
    heavy: Vector


def choose(  # noqa: PLR0913, PLR0917 - what is given, and what is wanted of it
    candidates: Candidates, weights: Vector, low: float, high: float, reference: float, repeated: float = REPEATED
) -> tuple[int, ...]:
    """Return the positions of the best choice with a length in [low, high], in rising order.

    repeated: the share of its worth that each unit must bring anew. If no choice is so long, the longest found;
    equal worth falls to the earlier units. Nothing fits: empty.
    """
    if not len(candidates.lengths):
        return ()
    search = _Search(candidates, weights, low, high, reference, repeated)
    return search.improved(search.found())


class _Search:
    """One choice: what is given, and what is computed of it once."""

    __slots__ = (
        *("blocked", "covers", "given", "heavy", "high", "least", "low", "own", "rate", "reference", "same"),
        "weights",
    )

    def __init__(  # noqa: PLR0913, PLR0917 - as choose()
        self, given: Candidates, weights: Vector, low: float, high: float, reference: float, repeated: float
    ) -> None:
        self.given, self.weights, self.low, self.high, self.reference = given, weights, low, high, reference
        covers = given.covers * weights
        own = covers.sum(axis=1)
        self.covers = np.ascontiguousarray(covers.T)
        self.heavy = given.lengths + given.cost
        self.own, self.least = own, repeated * np.abs(own)
        self.blocked = given.lengths > high
        self.same = given.group[:, None] == given.group
        # What a letter still to be filled may bring, for choices that are too short as yet.
        self.rate = sorted((own / np.maximum(given.lengths, 1.0)).tolist())[len(own) * 2 // 3]

    def found(self) -> tuple[int, ...]:
        """Return the best choice that a beam search meets."""
        given = self.given
        count = len(given.lengths)
        chosen, best, longest = self._singles()
        done = given.lengths >= self.low
        # Every unit is a beginning, so the best pair is found for certain.
        beam = _Beam(
            1.0 - given.covers,
            self.same | self.blocked | (self.blocked | done)[:, None],
            self.own,
            given.lengths,
            self.heavy + self.reference,
        )
        for _ in range(STEPS):
            new, length, value = self._steps(beam)
            long_enough = np.where(length >= self.low, value, -1.0)
            place = int(long_enough.argmax())
            row, unit = divmod(place, count)
            if (worth := float(long_enough.item(place))) > best[0] + 1e-12:
                best = worth, chosen[row] | 1 << unit
            rows, units, chosen = _best_distinct(value, chosen)
            if not rows:
                break
            reached = beam.length[rows] + given.lengths[units]
            far = int(reached.argmax())
            if (size := float(reached.item(far))) > longest[0]:
                longest = size, chosen[far]
            # A choice that is long enough is done: what may still be added to the best one is tried in the end.
            done = reached >= self.low
            if done.all():
                break
            beam = _Beam(
                beam.fresh[rows] * (1.0 - given.covers[units]),
                beam.blocked[rows] | self.same[units] | done[:, None],
                beam.worth[rows] + new[rows, units],
                reached,
                beam.heavy[rows] + self.heavy[units],
            )
        bits = best[1] or longest[1]
        return tuple(unit for unit in range(count) if bits >> unit & 1)

    def _singles(self) -> tuple[list[int], tuple[float, int], tuple[float, int]]:
        """Return the choices of one unit, the best long enough with its worth, the longest with its length."""
        lengths = self.given.lengths
        barred = self.blocked | (self.own < self.least)
        value = np.where(barred | (lengths < self.low), -1.0, self.own / (self.heavy + self.reference))
        place, far = int(value.argmax()), int(np.where(barred, 0.0, lengths).argmax())
        best = (float(value[place]), 1 << place) if value[place] >= 0 else (-1.0, 0)
        longest = (0.0, 0) if barred[far] else (float(lengths[far]), 1 << far)
        return [1 << unit for unit in range(len(lengths))], best, longest

    def improved(self, chosen: tuple[int, ...]) -> tuple[int, ...]:
        """Return the choice after swapping and adding single units as long as it gets better, in rising order."""
        given = self.given
        for _ in range(SWAPS if chosen else 0):
            # One row for the choice less each of its units, and one for all of it.
            places = list(chosen)
            base = 1.0 - np.eye(len(places) + 1, len(places))
            printed = base @ given.covers[places] > 0
            beam = _Beam(
                (~printed).astype(np.float64),
                self.blocked | (base @ self.same[places] > 0),
                printed @ self.weights,
                base @ given.lengths[places],
                base @ self.heavy[places] + self.reference,
            )
            _, length, value = self._steps(beam)
            value[length < self.low] = -1.0
            place = int(value.argmax())
            row, unit = divmod(place, value.shape[1])
            if beam.length[-1] < self.low or value.item(place) <= beam.worth[-1] / beam.heavy[-1] + 1e-12:
                break
            chosen = (*places[:row], *places[row + 1 :], unit)
        return tuple(sorted(chosen))

    def _steps(self, beam: _Beam) -> tuple[Vector, Vector, Vector]:
        """Return what each unit added to each choice brings, the length then and half the value; -1 where barred."""
        new = beam.fresh @ self.covers
        length = beam.length[:, None] + self.given.lengths
        # A choice that is too short is valued as if filled up at the usual rate.
        short = np.maximum(self.low - length, 0.0)
        value = (new + beam.worth[:, None] + self.rate * short) / (beam.heavy[:, None] + self.heavy + short)
        value[beam.blocked | (length > self.high) | (new < self.least)] = -1.0
        return new, length, value


def _best_distinct(value: Vector, chosen: Sequence[int]) -> tuple[list[int], list[int], list[int]]:
    """Return rows, units and choices of the best steps to different sets; barred steps have values below zero."""
    flat = value.ravel()
    count = value.shape[1]
    tried = BEAM * 4
    if len(flat) > tried:
        # All that is as good as the last one tried, so that equal worth falls to the earlier units on every machine.
        good = (flat >= np.partition(flat, -tried)[-tried]).nonzero()[0]
        order = good[(-flat[good]).argsort(kind="stable")[:tried]]
    else:
        order = (-flat).argsort(kind="stable")
    rows: list[int] = []
    units: list[int] = []
    sets: list[int] = []
    for place, worth in zip(order.tolist(), flat[order].tolist(), strict=True):
        if worth < 0 or len(sets) == BEAM:
            break
        row, unit = divmod(place, count)
        key = chosen[row] | 1 << unit
        if key not in sets:
            rows.append(row)
            units.append(unit)
            sets.append(key)
    return rows, units, sets
