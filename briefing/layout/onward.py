"""What can be seen of each start of a frame and each end of another, whatever has been linked (接排)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from briefing.layout.bylines import trailing_byline
from briefing.layout.cohesion import closes_unopened, joins_word, left_open
from briefing.layout.evidence import TITLED, opener, steps, titled
from briefing.layout.leads import ahead, stepped
from briefing.layout.seams import shipped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from briefing.layout.blocks import Part
    from briefing.layout.evidence import Scene
    from briefing.layout.frames import Frame

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]
    Table = dict[str, Floats]

__all__ = ["Pairs", "pairs_of"]

# Seams: scores beyond these tell no more; steps of how far one is ahead of the best other.
_FAR = 8.0
_LEADS = (-8.0, -5.0, -3.0, -1.5, -0.5, 0.0, 0.5, 1.5, 3.0, 5.0)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Starts (rows) and ends (columns) of the frames of a page.

    same: in columns of one width. open, closed: both in mid sentence, neither. gap: parts from the end to the start.
    table: the features that no link changes.
    """

    same: Flags
    open: Flags
    closed: Flags
    gap: Floats
    table: Table


def pairs_of(frames: Sequence[Frame], scene: Scene) -> Pairs:
    """Return what can be seen of each start and each end."""
    size = len(frames)
    first = [frame.parts[0] for frame in frames]
    last = [frame.parts[-1] for frame in frames]
    start_open = np.array([part.open_start for part in first], dtype=bool)[:, None]
    end_open = np.array([part.open_end for part in last], dtype=bool)[None, :]
    starts = np.array([frame.first for frame in frames], dtype=float)[:, None]
    ends = np.array([frame.last for frame in frames], dtype=float)[None, :]
    begin = np.array([part.column for part in first])[:, None]
    finish = np.array([part.column for part in last])[None, :]
    same = np.abs(begin - finish) <= np.maximum(1.5, 0.1 * np.maximum(begin, finish))
    both, neither = start_open & end_open, ~start_open & ~end_open
    trust = "sure" if scene.order > 0.75 else "fair" if scene.order > 0.4 else "poor"
    gap = starts - ends
    following = gap == 1
    joints = _joints(first, last, both)
    origin = np.array([frame.origin for frame in frames])
    parted = (origin[:, None] == origin[None, :]) & (origin[:, None] >= 0) & following
    white = np.array([part.gap > 0 for part in first], dtype=bool)[:, None] & following & ~parted
    table: dict[str, Floats | Flags] = {
        "go": np.ones((size, size)),
        "go:open-open": both,
        "go:closed-open": start_open & ~end_open,
        "go:open-closed": ~start_open & end_open,
        "go:same": same,
        "go:same:open": same & both,
        "go:same:closed": same & neither,
        "go:next:open-open": both & following,
        "go:next:closed": neither & following,
        "go:next:same": same & following,
        "go:next:same:open": both & same & following,
        "go:next:same:closed": neither & same & following,
        f"go:next:{trust}:open": both & following,
        f"go:next:{trust}:closed": neither & following,
        "go:next:torn": (start_open ^ end_open) & following,
        "go:next:parted": parted,
        "go:next:white": white,
        "go:next:white:closed": white & neither,
        "go:next:odd": joints["go:odd"] * following,
        "go:next:clash": joints["go:clash"] * following,
        **steps(gap, "go", trust),
        **joints,
        **_half_open(first, last, end_open & ~start_open),
        **_seams(first, last),
        **_kinds(frames, scene, gap),
    }
    items = np.array([frame.items for frame in frames], dtype=bool)
    table["go:items:same"] = same & items[:, None]
    return Pairs(same, both, neither, gap, {name: np.asarray(matrix, dtype=float) for name, matrix in table.items()})


def _kinds(frames: Sequence[Frame], scene: Scene, gap: Floats) -> dict[str, Floats | Flags]:
    """Return what kinds of frames meet, what the start shows by itself, and what stands between."""
    size = len(frames)
    last = [frame.parts[-1] for frame in frames]
    listed = np.array([frame.listed for frame in frames], dtype=bool)
    items = np.array([frame.items for frame in frames], dtype=bool)
    title = np.array([part.kind == "intertitle" for part in last], dtype=bool)
    signed = np.array([trailing_byline(part.words) < len(part.words) for part in last], dtype=bool)
    table: dict[str, Floats | Flags] = {
        "go:listed": listed[:, None] != listed[None, :],
        "go:items-items": items[:, None] & items[None, :],
        "go:items-items:next": items[:, None] & items[None, :] & (gap == 1),
        "go:into-items": items[:, None] & ~items[None, :],
        "go:from-items": ~items[:, None] & items[None, :],
        "go:from-title": np.broadcast_to(title[None, :], (size, size)),
        "go:signed": np.broadcast_to(signed[None, :], (size, size)),
    }
    titles = [titled(frame) for frame in frames]
    openers = [opener(frame, scene) for frame in frames]
    rows: dict[str, list[bool]] = {f"go:items:{name}": [each.get(name, False) for each in titles] for name in TITLED}
    rows["go:items:roundup"] = [scene.roundup and frame.items for frame in frames]
    for name in ("lead", "byline", "label", "dated", "going", "short"):
        rows[f"go:{name}"] = [each[name] for each in openers]
    for name, flags in rows.items():
        table[name] = np.repeat(np.array(flags, dtype=float)[:, None], size, axis=1)
    for kind in ("head", "caption", "furniture", "byline", "box"):
        between = np.array([scene.kind(frame.first - 1) == kind for frame in frames], dtype=bool)[:, None]
        table[f"go:over-{kind}"] = between & (gap > 1) & (gap <= 3)
    return table


def _joints(first: Sequence[Part], last: Sequence[Part], both: Flags) -> Table:
    """Return whether a word stands across each joint, and whether what one side opens the other closes."""
    size = len(first)
    word, pair, odd, quote, clash = (np.zeros((size, size)) for _ in range(5))
    pairs = frozenset(a + b for part in (*first, *last) for a, b in zip(part.words, part.words[1:], strict=False))
    opened = [left_open(part.words)[-1:] for part in last]
    closed = [closes_unopened(part.words)[-1:] for part in first]
    for to, at in zip(*np.nonzero(both), strict=True):
        tail, head = last[at].words, first[to].words
        known = tail[-1:] + head[:1] in pairs
        pair[to, at] = known
        crossed = joins_word(tail, head)
        word[to, at] = crossed
        odd[to, at] = not crossed and not known
        if opened[at] or closed[to]:
            quote[to, at] = opened[at] == closed[to]
            clash[to, at] = opened[at] != closed[to]
    return {"go:word": word, "go:pair": pair, "go:odd": odd, "go:quote": quote, "go:clash": clash}


def _seams(first: Sequence[Part], last: Sequence[Part]) -> dict[str, Floats | Flags]:
    """Return how well each start goes on with each end, in itself and against the best other, by what meets."""
    starts = np.array([part.open_start for part in first], dtype=bool)[:, None]
    ends = np.array([part.open_end for part in last], dtype=bool)[None, :]
    found = shipped().scores([part.words for part in last], [part.words for part in first])
    # A start does not go on with the end of its own frame.
    np.fill_diagonal(found, found.min(initial=0.0) - _FAR)
    whole = np.clip(found, -_FAR, _FAR) / _FAR
    joints = {"open": starts & ends, "foot": starts & ~ends, "half": ~starts & ends}
    table: dict[str, Floats | Flags] = {f"go:seam:{name}": whole * meets for name, meets in joints.items()}
    for way, lead in (("row", ahead(found, _LEADS[-1])), ("column", ahead(found.T, _LEADS[-1]).T)):
        for step, held in stepped(lead, _LEADS):
            table |= {f"go:seam:{name}:{way}:{step}": meets & held for name, meets in joints.items()}
    return table


def _half_open(first: Sequence[Part], last: Sequence[Part], torn: Flags) -> Table:
    """Return whether a word stands across a joint whose lower side was taken for the beginning of a paragraph."""
    word, odd = np.zeros(torn.shape), np.zeros(torn.shape)
    for to, at in zip(*np.nonzero(torn), strict=True):
        crossed = joins_word(last[at].words, first[to].words)
        word[to, at], odd[to, at] = crossed, not crossed
    return {"go:half:word": word, "go:half:odd": odd}
