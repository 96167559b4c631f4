"""How far the words of a row come again elsewhere on its page: a head's do, in its article."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from briefing.layout.cohesion import topical_pairs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Numbers = NDArray[np.int64]

__all__ = ["ECHOES", "echoes"]

# Rows in a run; a pair of characters in more rows than this says nothing.
_RUN, _COMMON = 6, 40
# A dump of many pages: runs farther off than this are of others. Rows are asked in batches, to bound the memory.
_PAGE, _BATCH = 166, 256
# Steps of an echo.
ECHOES = (0.05, 0.15, 0.25, 0.35, 0.5, 0.7)


def echoes(texts: Sequence[str], asked: Sequence[bool]) -> list[float | None]:
    """Return how much of the words of each row asked for one stretch of other rows repeats, 0 to 1; else None.

    A head's words come again in its article, a column's name hardly anywhere. Words are pairs of characters, weighed
    by how few rows have them; a stretch is two runs of `_RUN` rows.
    """
    size = len(texts)
    found, places = topical_pairs("\n".join(texts))
    ends = np.cumsum([len(text) + 1 for text in texts])
    _, numbers = np.unique(found, return_inverse=True)
    span = len(found) + 1
    owned = np.unique(np.searchsorted(ends, places, side="right") * span + numbers)
    rows, pairs = owned // span, owned % span
    often = np.bincount(pairs, minlength=1)
    weights = np.log1p(size / np.maximum(1, often))
    common = (often > 1) & (often <= _COMMON)
    result: list[float | None] = [None] * size
    speaks = np.zeros(size, dtype=bool)
    speaks[rows] = True
    for start in range(0, size, _BATCH):
        wanted = start + np.flatnonzero(np.array(asked[start : start + _BATCH]) & speaks[start : start + _BATCH])
        if len(wanted):
            for at, share in zip(wanted, _shares(wanted, rows, pairs, weights, common), strict=True):
                result[int(at)] = float(share)
    return result


def _shares(wanted: Numbers, rows: Numbers, pairs: Numbers, weights: Floats, common: NDArray[np.bool_]) -> Floats:
    """Return the shares of the rows `wanted`, near each other.

    rows, pairs: each pair of each row, in the order of rows; weights, common: of each pair.
    """
    low = max(0, int(wanted[0]) // _RUN - _PAGE)
    high = min(int(rows[-1]), int(wanted[-1]) + _PAGE * _RUN) // _RUN
    asked = slice(*np.searchsorted(rows, (wanted[0], wanted[-1] + 1)))
    near = slice(*np.searchsorted(rows, (low * _RUN, (high + 1) * _RUN)))
    inside = pairs[asked][common[pairs[asked]]]
    known = np.unique(inside)
    if not len(known):
        return np.zeros(len(wanted))
    column = np.full(len(weights), -1)
    column[known] = np.arange(len(known))
    # How many rows of each run have a pair; a stretch is a run and the next.
    runs = rows[near] // _RUN - low
    has = column[pairs[near]] >= 0
    cells = runs[has] * len(known) + column[pairs[near][has]]
    counts = np.bincount(cells, minlength=(high - low + 2) * len(known)).reshape(-1, len(known))
    stretches = counts[:-1] + counts[1:]
    own = np.zeros((len(wanted), len(known)))
    place = np.full(int(wanted[-1]) + 1, -1)
    place[wanted] = np.arange(len(wanted))
    mine = (place[rows[asked]] >= 0) & (column[pairs[asked]] >= 0)
    own[place[rows[asked][mine]], column[pairs[asked][mine]]] = weights[pairs[asked][mine]]
    found = own @ (stretches > 0).T
    here = wanted // _RUN - low
    for step in (0, 1):
        # In its own stretches a row's own words do not count.
        at = np.maximum(0, here - step)
        found[np.arange(len(wanted)), at] = (own * (stretches[at] > 1)).sum(axis=1)
    whole = np.bincount(rows[asked], weights=weights[pairs[asked]])
    shares: Floats = found.max(axis=1) / whole[wanted]
    return shares
