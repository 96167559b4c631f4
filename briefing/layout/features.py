"""The features of rows and of rows that follow each other: which signs count together.

A feature is one value of each sign of a template. The names of features, `sign=value` joined by `&`, are the
vocabulary of the weights in `weights/kinds.json`; a feature without a weight counts nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.layout.vocabulary import VALUES, WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.intp]

__all__ = ["EDGES", "ROWS", "codes", "number_of", "size_of"]

_GAPS, _JOINS, _POINTS = ("above", "below"), ("joins", "joins>"), ("pointed", "pointed>")
_BLOCK = ("block", "place", "closed", "stops")

# What counts together of a row.
ROWS: tuple[tuple[str, ...], ...] = (
    ("all",),
    ("slack",),
    ("end",),
    ("commas",),
    ("inner",),
    ("tail",),
    ("digit",),
    ("indent",),
    ("slack", "end", "comma"),
    ("habit", "slack", "stopped"),
    ("habit", "slack", "stopped", "gap"),
    ("marks", "commas", "end"),
    ("function", "end", "comma"),
    (*_GAPS, "end"),
    (*_GAPS, "slack"),
    ("known", "end"),
    ("same", "slack"),
    ("same", "end"),
    ("echo", "end"),
    ("echo", "echo>", "gap>"),
    ("echo", "echo<", "gap"),
    ("echo", "stopped", *_GAPS),
    ("echo", "small", "stop", "function"),
    ("tone", "end", "comma"),
    ("tone", "slack"),
    ("tone", "size"),
    ("tone", "echo"),
    ("tone", "stopped", *_GAPS),
    ("tone", "tone<"),
    ("tone", "tone>"),
    ("tone<", "gap", "end"),
    ("tone>", "gap>", "end"),
    (*_POINTS, "end"),
    (*_POINTS, "stopped", *_GAPS),
    (*_JOINS, "end"),
    (*_JOINS, *_GAPS),
    ("boxed", "marks", "stopped"),
    ("boxed", *_GAPS),
    ("boxed", "commas", "inner"),
    ("rounded", "end", "tone"),
    ("rounded", "slack"),
    _BLOCK,
    (*_BLOCK, "tone"),
    (*_BLOCK, "slack"),
    ("end<", "gap", "style", "end"),
    ("end>", "gap>", "style", "end"),
    ("width<", "end", "slack"),
    ("width>", "end", "slack"),
    ("measure<", "end"),
    ("measure>", "end"),
    *((word + side,) for word in WORDS for side in ("", "<", ">")),
    *((word, "end") for word in WORDS),
)

# What counts together of a row and the row before it.
EDGES: tuple[tuple[str, ...], ...] = (
    ("all",),
    ("above",),
    ("end<", "above"),
    ("column<", "above"),
    ("here<", "end<"),
    ("here<", "here", "stopped"),
    ("here<", "here", "above", "end<", "measure<"),
    ("here", "above", "stopped"),
    ("measure<", "above", "stopped"),
    ("pair", "above", "measure<"),
    ("joins", "above", "end<"),
    ("joins", "here<", "measure<"),
    ("open", "closes", "above"),
    ("mood<", "mood", "above", "stopped"),
)


def size_of(template: Sequence[str]) -> int:
    """Return how many features a template has."""
    size = 1
    for sign in template:
        size *= len(VALUES[sign])
    return size


def codes(signs: Mapping[str, Numbers], template: Sequence[str]) -> Numbers:
    """Return the number of the feature that each row shows, below `size_of(template)`."""
    code = signs[template[0]]
    for sign in template[1:]:
        code = code * len(VALUES[sign]) + signs[sign]
    return code


def number_of(name: str) -> tuple[tuple[str, ...], int]:
    """Return the template and the number of the feature of a name; ValueError for a value that is none."""
    template, number = [], 0
    for part in name.split("&"):
        sign, _, value = part.partition("=")
        number = number * len(VALUES[sign]) + VALUES[sign].index(value)
        template.append(sign)
    return tuple(template), number
