"""What each row of a page is: one best labelling of the whole page, by learned weights.

A log-linear chain over the rows (averaged structured perceptron; Collins, "Discriminative Training Methods for
Hidden Markov Models", EMNLP 2002), read out by Viterbi. The weights and how they were learned are in
`weights/kinds.json`.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from briefing.layout.features import columns_of, edge_features, row_features

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from briefing.layout.lines import Row

    Floats = NDArray[np.float64]

__all__ = ["KINDS", "Weights", "kinds_of", "label_rows"]

# S, M: first and later rows of a paragraph. H, h: a head line, its wrapped rest. I, i: intertitle. C, c: caption.
# X, x: item of a box. F: furniture. L: label. Y: byline on a line of its own.
KINDS = "SMHhIiCcXxFLY"


class Weights:
    """Weights by feature name: one number a kind for rows, one a pair of kinds for edges."""

    __slots__ = ("edges", "number", "rows")

    def __init__(self, rows: dict[str, Floats], edges: dict[str, Floats]) -> None:
        """Keep rows: name → (kinds,), edges: name → (kinds, kinds), from the earlier kind to the later.

        They are kept as `number`: name → line of the table `rows`.
        """
        self.number = {name: at for at, name in enumerate(rows)}
        self.rows = np.array(list(rows.values())).reshape(len(rows), len(KINDS))
        self.edges = edges


@cache
def _shipped() -> Weights:
    data = json.loads(files("briefing.layout").joinpath("weights/kinds.json").read_text(encoding="utf-8"))
    size = len(KINDS)
    rows = {name: np.array(values, dtype=np.float64) / 100 for name, values in data["rows"].items()}
    edges = {}
    for name, sparse in data["edges"].items():
        matrix = np.zeros((size, size))
        for pair, value in sparse.items():
            matrix[KINDS.index(pair[0]), KINDS.index(pair[1])] = value / 100
        edges[name] = matrix
    return Weights(rows, edges)


def kinds_of(rows: Sequence[Row]) -> tuple[str, tuple[float, ...]]:
    """Return one letter of KINDS for each row, and the width of each row's column."""
    columns = columns_of(rows)
    return label_rows(row_features(rows, columns), edge_features(rows, columns), _shipped()), tuple(columns)


def label_rows(rows: Sequence[Sequence[str]], edges: Sequence[Sequence[str]], weights: Weights) -> str:
    """Return the labelling of highest score; ties go to the earlier letter of KINDS, no rows give ""."""
    if not rows:
        return ""
    size = len(KINDS)
    nothing, none = np.zeros(size), np.zeros((size, size))
    score = nothing
    back = np.zeros((len(rows), size), dtype=np.int8)
    known: dict[tuple[str, ...], Floats] = {}
    for at, shown in enumerate(rows):
        found = [weights.number[name] for name in shown if name in weights.number]
        emit = weights.rows[found].sum(axis=0) if found else nothing
        if at == 0:
            score = emit
            continue
        key = tuple(edges[at])
        step = known.get(key)
        if step is None:
            step = sum((weights.edges[name] for name in key if name in weights.edges), none)
            known[key] = step
        total = score[:, None] + step
        back[at] = total.argmax(axis=0)
        score = total.max(axis=0) + emit
    path = [int(score.argmax())]
    for at in range(len(rows) - 1, 0, -1):
        path.append(int(back[at, path[-1]]))
    return "".join(KINDS[kind] for kind in reversed(path))
