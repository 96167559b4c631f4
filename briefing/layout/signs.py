"""What can be seen of each row of a page, by itself and beside its neighbours, as numbers of named values."""

from __future__ import annotations

from bisect import bisect
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from briefing.layout.echoes import ECHOES, echoes
from briefing.layout.measures import habit_of
from briefing.layout.paragraphs import ends_sentence
from briefing.layout.rowwords import beside, joints, known, numbers, titles_above, words_of
from briefing.layout.tones import TONES, tone_of
from briefing.layout.vocabulary import ENDS, VALUES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from briefing.layout.lines import Row

    Floats = NDArray[np.float64]
    Numbers = NDArray[np.intp]

__all__ = ["signs_of"]

# Longer rows are no heads. A dump with fewer empty lines than this among its rows says nothing by them.
_LONGEST, _DENSE = 48, 0.02


def signs_of(rows: Sequence[Row], columns: Sequence[float]) -> dict[str, Numbers]:
    """Return for each sign its value's number in each row; `rows` is not empty."""
    texts = [row.text for row in rows]
    gaps = np.array([row.gap > 0 for row in rows])
    gappy = gaps.mean() >= _DENSE
    ends = np.array([ENDS.index(_ending(text)) for text in texts])
    stops = np.array([ends_sentence(text) for text in texts])
    found = {"end": ends}
    found |= words_of(texts)
    found |= _of_gaps(gaps, dense=not gappy)
    found |= _of_width(rows, columns)
    found |= joints(texts)
    found |= _of_blocks(texts, gaps, ends) if gappy else _no_blocks(len(rows))
    found["stop"] = (ends == ENDS.index("stop")).astype(np.intp)
    found["stopped"] = np.concatenate(([2], stops[:-1]))
    # A sentence's end is no head, nor is a long row.
    heads = [end != ENDS.index("stop") and len(text) <= _LONGEST for end, text in zip(ends, texts, strict=True)]
    found["echo"] = numbers(0 if share is None else 1 + bisect(ECHOES, share) for share in echoes(texts, heads))
    found["tone"] = numbers(bisect(TONES, tone_of(text)) for text in texts)
    found |= titles_above(texts)
    found["known"] = known(texts)
    found["mood"] = found["tone"] // 2
    found["mood<"] = np.concatenate(([5], found["mood"][:-1]))
    for name in ("end", "echo", "tone"):
        found[name + "<"], found[name + ">"] = beside(found[name], len(VALUES[name]))
    return found


def _ending(text: str) -> str:
    if ends_sentence(text):
        return "ask" if text[-1] in "？！?!" and len(text) <= _LONGEST else "stop"
    last = text[-1:]
    if last in "，、；：,;:":
        return "comma" if last not in "：:" else "colon"
    return "bracket" if last in "）)】》”’" else "none"


def _of_gaps(gaps: NDArray[np.bool_], *, dense: bool) -> dict[str, Numbers]:
    gap = gaps.astype(np.intp)
    below = np.concatenate((gap[1:], [1]))
    found = {"gap": gap, "gap>": below, "style": np.full(len(gap), int(dense))}
    above = gap.copy()
    above[0] = 1
    found["above"] = np.zeros_like(gap) if dense else 1 + above
    found["below"] = np.zeros_like(gap) if dense else 1 + below
    return found


def _of_width(rows: Sequence[Row], columns: Sequence[float]) -> dict[str, Numbers]:
    """Return the signs of a row's width in its column, and beside its neighbours' widths and columns."""
    widths, column = np.array([row.width for row in rows]), np.array(columns)
    indents = np.array([row.indent if row.indent >= 1.5 else 0.0 for row in rows])
    habit = VALUES["habit"].index(habit_of(rows, columns))
    here = _slack(column - widths)
    found = {
        "slack": _slack(column - widths - indents),
        "here": here,
        "here<": np.concatenate(([0], here[:-1])),
        "indent": (indents > 0).astype(np.intp),
        "habit": np.full(len(rows), habit),
        "same": _alike(widths, column),
    }
    wider = widths[1:] - widths[:-1]
    likeness = np.where(np.abs(wider) <= 1, 0, np.where(wider > 0, 1, 2))
    mirrored = np.where(likeness == 0, 0, 3 - likeness)
    found["width>"] = np.concatenate((likeness, [3]))
    found["width<"] = np.concatenate(([3], mirrored))
    other = (column[1:] != column[:-1]).astype(np.intp)
    found["measure<"], found["measure>"] = np.concatenate(([2], other)), np.concatenate((other, [2]))
    return found


def _slack(left: Floats) -> Numbers:
    """Return how much of the column a row leaves empty, as numbers of its values."""
    steps = 1 + np.clip(np.rint(left * 2), 0, 6).astype(np.intp)
    return np.where(left < -0.3, 0, np.where(left <= 3.0, steps, np.where(left <= 6, 8, 9)))


def _alike(widths: Floats, column: Floats) -> Numbers:
    """Return how many of the four rows about a row fill its column."""
    count = np.zeros(len(widths), dtype=np.intp)
    for step in (1, 2):
        if len(widths) > step:
            for near, here in ((widths[:-step], slice(step, None)), (widths[step:], slice(None, -step))):
                count[here] += (column[here] - 1.0 <= near) & (near <= column[here] + 0.1)
    return count


def _of_blocks(texts: Sequence[str], gaps: NDArray[np.bool_], ends: Numbers) -> dict[str, Numbers]:
    """Return the signs of the block of rows between empty lines that a row stands in."""
    starts = [0, *(at for at in range(1, len(texts)) if gaps[at]), len(texts)]
    found = {name: np.zeros(len(texts), dtype=np.intp) for name in ("block", "place", "closed", "stops")}
    for start, end in pairwise(starts):
        found["block"][start:end] = min(5, end - start)
        found["closed"][start:end] = ends[end - 1]
        found["stops"][start:end] = any("。" in text for text in texts[start:end])
        if end > start + 1:
            found["place"][start:end] = 2
            found["place"][start], found["place"][end - 1] = 1, 3
    return found


def _no_blocks(size: int) -> dict[str, Numbers]:
    return {name: np.zeros(size, dtype=np.intp) for name in ("block", "place", "closed", "stops")}
