"""What each row of a page is: one best labelling of the whole page, by learned weights.

A conditional random field over the chain of rows (Lafferty, McCallum and Pereira, ICML 2001), whose scores of single
rows are a network's (`layout/network.py`), read out by Viterbi.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from briefing.layout.measures import columns_of, measures_of
from briefing.layout.network import shipped
from briefing.layout.signs import signs_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from briefing.layout.lines import Row

    Floats = NDArray[np.float32]
    Numbers = NDArray[np.intp]

__all__ = ["KINDS", "best_path", "kinds_of"]

# S, M: first and later rows of a paragraph. H, h: a head line, its wrapped rest. I, i: intertitle. C, c: caption.
# X, x: item of a box. F: furniture. L: label. Y: byline on a line of its own.
KINDS = "SMHhIiCcXxFLY"


def kinds_of(rows: Sequence[Row]) -> tuple[str, tuple[float, ...]]:
    """Return one letter of KINDS for each row, and the width of each row's column."""
    if not rows:
        return "", ()
    columns = columns_of(rows)
    signs = signs_of(rows, columns)
    network = shipped()
    scores = network.scores(signs, measures_of(rows, columns), [row.text for row in rows])
    path = best_path(scores, network.steps, signs["above"][1:])
    return "".join(network.kinds[kind] for kind in path), tuple(columns)


def best_path(scores: Floats, steps: Floats, which: Numbers) -> list[int]:
    """Return the sequence of kinds of highest score in sum; ties go to the earlier kind.

    scores: (rows, kinds). steps: (tables, kinds, kinds), from a row's kind to that of the row below.
    which: (rows - 1), the table of each step.
    """
    size = len(scores)
    back = np.zeros(scores.shape, dtype=np.intp)
    # From each kind above (last axis), so that the best of them is found along rows of memory.
    turned = np.ascontiguousarray(steps.transpose(0, 2, 1))
    everything = np.arange(scores.shape[1])
    score = scores[0]
    for at, table in enumerate(which.tolist(), 1):
        total = turned[table] + score
        best = total.argmax(axis=1)
        back[at] = best
        score = total[everything, best] + scores[at]
    path = [int(score.argmax())]
    for at in range(size - 1, 0, -1):
        path.append(int(back[at, path[-1]]))
    return path[::-1]
