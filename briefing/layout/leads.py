"""How far one of several is ahead of the others, and in which of some steps a number lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

__all__ = ["ahead", "stepped"]


def ahead(scores: Floats, alone: float = 0.0) -> Floats:
    """Return how far each column is ahead of the best other of its row; `alone` where there is no other."""
    if scores.shape[1] < 2:
        return np.full_like(scores, alone)
    order = np.sort(scores, axis=1)
    first, second = order[:, -1:], order[:, -2:-1]
    found: Floats = scores - np.where(scores >= first, second, first)
    return found


def stepped(values: Floats, bounds: Sequence[float]) -> Iterator[tuple[str, NDArray[np.bool_]]]:
    """Yield for each step its upper bound, "inf" last, and where the values lie in it. bounds: ascending."""
    low = -np.inf
    for high in (*bounds, np.inf):
        yield f"{high:g}", (values > low) & (values <= high)
        low = high
