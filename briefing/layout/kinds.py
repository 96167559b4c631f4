"""What each row of a page is: one best labelling of the whole page, by learned weights.

A log-linear chain over the rows (averaged structured perceptron; Collins, "Discriminative Training Methods for
Hidden Markov Models", EMNLP 2002), read out by Viterbi. The weights and how they were learned are in
`weights/kinds.json`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from briefing.layout.features import EDGES, ROWS, codes, number_of, size_of
from briefing.layout.measures import columns_of
from briefing.layout.signs import signs_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from briefing.layout.lines import Row

    Floats = NDArray[np.float64]
    Numbers = NDArray[np.intp]

__all__ = ["KINDS", "Weights", "kinds_of", "label_rows"]

# S, M: first and later rows of a paragraph. H, h: a head line, its wrapped rest. I, i: intertitle. C, c: caption.
# X, x: item of a box. F: furniture. L: label. Y: byline on a line of its own.
KINDS = "SMHhIiCcXxFLY"


@dataclass(frozen=True, slots=True)
class Weights:
    """Learned numbers of features: one a kind for each of a row, one a pair of kinds for each of two rows.

    rows: (features, kinds); edges: (features, kinds, kinds), from the earlier kind to the later. The first of each is
    nothing. row_features, edge_features: for each template where its features stand in them, 0: nowhere.
    """

    rows: Floats
    edges: Floats
    row_features: tuple[Numbers, ...]
    edge_features: tuple[Numbers, ...]

    @classmethod
    def of(cls, rows: Mapping[str, Sequence[float]], edges: Mapping[str, Mapping[str, float]]) -> Weights:
        """Return the weights of features by name; ValueError for a name of no template."""
        size = len(KINDS)
        row_table, edge_table = np.zeros((len(rows) + 1, size)), np.zeros((len(edges) + 1, size, size))
        for at, values in enumerate(rows.values(), 1):
            row_table[at] = values
        for at, pairs in enumerate(edges.values(), 1):
            for pair, value in pairs.items():
                edge_table[at, KINDS.index(pair[0]), KINDS.index(pair[1])] = value
        return cls(row_table, edge_table, _places(ROWS, rows), _places(EDGES, edges))


def _places(templates: Sequence[tuple[str, ...]], names: Iterable[str]) -> tuple[Numbers, ...]:
    places = {template: np.zeros(size_of(template), dtype=np.intp) for template in templates}
    for at, name in enumerate(names, 1):
        template, number = number_of(name)
        places[template][number] = at
    return tuple(places.values())


@cache
def _shipped() -> Weights:
    data = json.loads(files("briefing.layout").joinpath("weights/kinds.json").read_text(encoding="utf-8"))
    return Weights.of(data["rows"], data["edges"])


def kinds_of(rows: Sequence[Row]) -> tuple[str, tuple[float, ...]]:
    """Return one letter of KINDS for each row, and the width of each row's column."""
    if not rows:
        return "", ()
    columns = columns_of(rows)
    return label_rows(signs_of(rows, columns), _shipped()), tuple(columns)


def label_rows(signs: Mapping[str, Numbers], weights: Weights) -> str:
    """Return the labelling of highest score; ties go to the earlier letter of KINDS."""
    count = len(signs["all"])
    emit = np.zeros((count, len(KINDS)))
    for template, place in zip(ROWS, weights.row_features, strict=True):
        emit += weights.rows[place[codes(signs, template)]]
    step = np.zeros((count - 1, len(KINDS), len(KINDS)))
    for template, place in zip(EDGES, weights.edge_features, strict=True):
        step += weights.edges[place[codes(signs, template)[1:]]]
    size = len(emit)
    back = np.zeros((size, len(KINDS)), dtype=np.intp)
    score = emit[0]
    for at in range(1, size):
        total = score[:, None] + step[at - 1]
        back[at] = total.argmax(axis=0)
        score = total.max(axis=0) + emit[at]
    path = [int(score.argmax())]
    for at in range(size - 1, 0, -1):
        path.append(int(back[at, path[-1]]))
    return "".join(KINDS[kind] for kind in reversed(path))
