"""The best one-to-one assignment (匈牙利算法): shortest augmenting paths."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["best_assignment"]

# Rows from which loading scipy is quicker than going on without it.
_MANY = 120


def best_assignment(cost: NDArray[np.float64]) -> list[int]:
    """Return for each row the column it gets, so that the sum of costs is least.

    cost: (rows, columns) with rows ≤ columns, finite. Ties go to the lower column where there are few rows.
    Jonker & Volgenant, "A shortest augmenting path algorithm for dense and sparse linear assignment problems", 1987.
    """
    rows, columns = cost.shape
    assert rows <= columns, "each row needs a column"
    if not rows:
        return []
    if rows > _MANY:
        from scipy.optimize import linear_sum_assignment  # noqa: PLC0415 - a third of a second that few pages need

        return [int(column) for column in linear_sum_assignment(cost)[1]]
    owner = np.full(columns + 1, -1)
    above, left = np.zeros(rows), np.zeros(columns + 1)
    for row in range(rows):
        owner[columns] = row
        at = columns
        reach = np.full(columns, np.inf)
        came = np.full(columns, columns)
        used = np.zeros(columns + 1, dtype=bool)
        while owner[at] != -1:
            used[at] = True
            here = owner[at]
            step = cost[here] - above[here] - left[:columns]
            free = ~used[:columns]
            better = free & (step < reach)
            reach[better] = step[better]
            came[better] = at
            nearest = int(np.where(free, reach, np.inf).argmin())
            delta = reach[nearest]
            above[owner[used]] += delta
            left[used] -= delta
            reach[free] -= delta
            at = nearest
        while at != columns:
            owner[at] = owner[came[at]]
            at = int(came[at])
    result = [-1] * rows
    for column in range(columns):
        if owner[column] != -1:
            result[owner[column]] = column
    return result
