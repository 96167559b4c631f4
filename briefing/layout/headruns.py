"""Head lines that stand one under another are parted into heads (标题组): the cheapest cut of the whole run.

A head's words come again in the text it stands for. Each way to cut a run of lines is worth the words that its pieces
find in one text each, less what every cut costs: a kicker and its main head find theirs in one text and stay together,
the heads of two articles that an extractor put side by side do not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from briefing.layout.blocks import Part
    from briefing.layout.cohesion import Cohesion

    Floats = NDArray[np.float64]

__all__ = ["heads_from"]

# What a cut costs, in weighted words found: between lines with white between them, without it, within a wrapped line.
_APART, _TIGHT, _WRAPPED = 3.0, 12.0, 7.0
# Of cuts that cost the same the earlier is taken: a line that finds its words nowhere goes with what stands below it.
_LATER = 0.01
# Lines of one run; a longer one is no head, and its lines stay alone.
_LONGEST = 12


def heads_from(
    lines: Sequence[Part], alone: Sequence[bool], cohesion: Cohesion, texts: Floats, *, dense: bool
) -> list[tuple[Part, ...]]:
    """Return the lines grouped into heads, in order.

    lines: head lines of the page in the order of its stream. alone: those that are a head by themselves.
    texts: rows of `cohesion`, one a text that the heads may stand for. dense: empty lines say nothing on this page.
    """
    heads: list[tuple[Part, ...]] = []
    run: list[Part] = []
    for line, single in zip(lines, alone, strict=True):
        if run and (single or line.number != run[-1].number + 1):
            heads += _cut(run, cohesion, texts, dense=dense)
            run = []
        if single:
            heads.append((line,))
        else:
            run.append(line)
    return heads + _cut(run, cohesion, texts, dense=dense)


def _cut(run: Sequence[Part], cohesion: Cohesion, texts: Floats, *, dense: bool) -> list[tuple[Part, ...]]:
    size = len(run)
    if size < 2 or not len(texts):
        return [tuple(run)] if size == 1 or (size and not len(texts)) else []
    if size > _LONGEST:
        return [(line,) for line in run]
    pieces = [(low, high) for high in range(1, size + 1) for low in range(high)]
    found = cohesion.found(["".join(line.words for line in run[low:high]) for low, high in pieces], texts)
    worth = dict(zip(pieces, found.max(axis=1).tolist(), strict=True))
    best: list[tuple[float, int]] = [(0.0, 0)]
    for high in range(1, size + 1):
        best.append(
            max(
                (best[low][0] + worth[low, high] - (_cost(run[low], dense=dense) + _LATER * low if low else 0.0), -low)
                for low in range(high)
            )
        )
    cuts = []
    high = size
    while high:
        low = -best[high][1]
        cuts.append((low, high))
        high = low
    return [tuple(run[low:high]) for low, high in reversed(cuts)]


def _cost(line: Part, *, dense: bool) -> float:
    """Return what a cut before a line costs."""
    if line.wraps:
        return _WRAPPED
    return _APART if dense or line.gap > 0 else _TIGHT
