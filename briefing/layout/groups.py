"""Parts of a page become frames and heads, ready to be linked."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from briefing.layout.blocks import same_column
from briefing.layout.cohesion import Cohesion, joins_word
from briefing.layout.frames import Frame
from briefing.layout.furniture import is_listed, names_list, names_roundup
from briefing.layout.topics import joined, likeness
from briefing.layout.topics import shipped as topics

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from briefing.layout.blocks import Part

__all__ = ["frames_of", "head_lines", "order_of", "parted"]


def order_of(parts: Sequence[Part]) -> float:
    """Return how far the stream of body parts can be trusted, 0 to 1: by the share of joints that fit."""
    bodies = [part for part in parts if part.kind == "body"]
    joints = [(a, b) for a, b in pairwise(bodies) if b.number == a.number + 1]
    torn = sum(a.open_end != b.open_start for a, b in joints)
    return max(0.15, 1.0 - 5.0 * torn / max(8, len(joints)))


def frames_of(parts: Sequence[Part], order: float) -> list[Frame]:
    """Return the frames: body parts between which nothing stands and whose joints fit, and boxes."""
    frames: list[Frame] = []
    run: list[Part] = []
    for part in parts:
        if part.kind == "box":
            frames += _flush(run)
            frames.append(Frame((part,), box=True, listed=True))
            continue
        if part.kind not in {"body", "intertitle"}:
            continue
        if run and not _glued(run[-1], part, order):
            frames += _flush(run)
        run.append(part)
    frames += _flush(run)
    return sorted(_merge_boxes(frames), key=lambda frame: frame.first)


def _flush(run: list[Part]) -> list[Frame]:
    if not run:
        return []
    parts = tuple(run)
    run.clear()
    whole = not parts[0].open_start and not parts[0].lead
    listed = whole and len(parts) <= 3 and all(is_listed(part.words) for part in parts)
    return [Frame(parts, listed=listed, items=parts[0].kind == "intertitle")]


def _merge_boxes(frames: list[Frame]) -> list[Frame]:
    merged: list[Frame] = []
    for frame in frames:
        if frame.box and merged and merged[-1].box and merged[-1].last + 1 == frame.first:
            merged[-1] = Frame(merged[-1].parts + frame.parts, box=True, listed=True)
        else:
            merged.append(frame)
    return merged


def _glued(before: Part, part: Part, order: float) -> bool:  # noqa: PLR0911 - one reason a line
    if part.number != before.number + 1 or part.lead:
        return False
    if before.kind == "intertitle":
        return part.kind == "body" and not part.open_start
    if not same_column(part.column, before.column):
        return False
    if part.kind == "intertitle":
        return False
    if is_listed(part.words) != is_listed(before.words):
        return False
    if before.open_end != part.open_start:
        return False
    if part.gap == 0:
        return True
    if part.open_start:
        return order > 0.9 or (order > 0.6 and joins_word(before.words, part.words))
    return order > 0.7


def head_lines(parts: Sequence[Part]) -> list[Part]:
    """Return the lines that may be heads or parts of heads; an intertitle may be the head of another article."""
    roundup = any(part.kind == "head" and names_roundup(part.words) for part in parts)
    return [
        part
        for part in parts
        if part.kind == "head" or (part.kind == "intertitle" and len(part.words) >= 6 and not roundup)
    ]


# A paragraph that has this share of a head's words, and more than what stands before it in the frame, may be a lead.
_LEAD_COVER = 0.3
_LEAD_RISE = 1.7
# The rest of a frame that is so like another frame, and so much liker than its own beginning, may belong there.
_FOREIGN = 0.08
_TURN = 2.0
# Texts of so many characters on both sides of a paragraph's beginning that are less alike than this in topic may be
# of two articles: on pages not learned from, six of ten joints of two articles are, and one of twenty within one.
_AROUND, _APART = 200, 0.3


def parted(frames: Sequence[Frame], lines: Sequence[Part]) -> list[Frame]:
    """Return the frames parted before each paragraph that may open an article of its own.

    Such a paragraph has many of a head's words, the text before it few. The assignment may join it again.
    """
    texts = [part.words for frame in frames for part in frame.parts]
    cohesion, sums = Cohesion(texts), topics().sums(texts)
    runs: list[str] = []
    for line, before in zip(lines, [None, *lines], strict=False):
        wrapped = line.wraps and before is not None and before.number + 1 == line.number
        runs[-1:] = [runs[-1] + line.words] if wrapped else [*runs[-1:], line.words]
    words = [text for text in runs if len(text) >= 6 and not names_list(text)]
    first = [0, *accumulate(len(frame.parts) for frame in frames)]
    plain = [at for at, frame in enumerate(frames) if not frame.box and not frame.listed]
    whole = cohesion.joined([range(first[at], first[at + 1]) for at in plain])
    result = []
    for number, frame in enumerate(frames):
        cuts: list[int] = []
        changes: list[int] = []
        if not frame.box and not frame.items:
            others = whole[[row for row, at in enumerate(plain) if at != number]]
            own = range(first[number], first[number + 1])
            changes = _changes(frame, sums[own.start : own.stop])
            cuts = sorted({*_cuts(frame, words, cohesion, own), *_turns(frame, others, cohesion, own), *changes})
        for low, high in zip([0, *cuts], [*cuts, len(frame.parts)], strict=True):
            part = frame if not cuts else replace(frame, parts=frame.parts[low:high], origin=number)
            result.append(replace(part, turned=True) if low in changes else part)
    return result


def _turns(frame: Frame, others: NDArray[np.float64], cohesion: Cohesion, own: range) -> list[int]:
    """Return where the text turns to what another frame speaks of: at most one place, the clearest.

    own: numbers of the frame's parts in `cohesion`.
    """
    if len(frame.parts) < 2 or not len(others):
        return []
    best, turn = _TURN, 0
    for at, (kept, foreign) in enumerate(zip(*cohesion.turns(own, others), strict=True), 1):
        if frame.parts[at].open_start or frame.parts[at - 1].open_end:
            continue
        ratio = foreign / max(kept, 0.01)
        if foreign >= _FOREIGN and ratio > best:
            best, turn = ratio, at
    return [turn] if turn else []


def _changes(frame: Frame, sums: NDArray[np.float64]) -> list[int]:
    """Return where the text before and the text after have little in common. sums: see `Topics.sums`, of the parts."""
    count = len(frame.parts)
    upto = [0, *accumulate(len(part.words) for part in frame.parts)]
    found = []
    for at in range(1, count):
        if frame.parts[at].open_start or frame.parts[at - 1].open_end:
            continue
        low = next((n for n in range(at - 1, 0, -1) if upto[at] - upto[n] >= _AROUND), 0)
        high = next((n for n in range(at + 1, count) if upto[n] - upto[at] >= _AROUND), count)
        if likeness(*(joined(sums, [part]) for part in (range(low, at), range(at, high))))[0, 0] < _APART:
            found.append(at)
    return found


def _cuts(frame: Frame, words: Sequence[str], cohesion: Cohesion, own: range) -> list[int]:
    cover = cohesion.coverage(words, cohesion.joined([[at] for at in own]))
    cuts = []
    for shares in cover:
        for at in range(1, len(shares)):
            closed = not frame.parts[at].open_start and not frame.parts[at - 1].open_end
            if closed and shares[at] >= _LEAD_COVER and shares[at] >= _LEAD_RISE * max(shares[:at]):
                cuts.append(at)
                break
    return cuts
