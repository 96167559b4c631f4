"""Characters become printed lines: along one baseline, without a gap as wide as a gutter."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from briefing.read.glyphs import box_of, turned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model import Box
    from briefing.read.glyphs import Glyph

__all__ = ["Run", "runs_of"]

# In ems. A gap as wide as this may be a gutter: the line is cut and the layout decides.
_GUTTER = 0.8
# What the stream writes apart must stand nearer; large type nearer still: one gutter parts the heads of neighbours.
_NEAR, _NEAR_LARGE = 0.62, 0.45
_LARGE = 1.25
# Characters that follow each other without any space are one line, whatever they are.
_SET_SOLID = 0.12
_HANGING = frozenset("，。、；：！？）》」』】〉”’")
# Characters of one line stand on one baseline, but for raised and lowered ones.
_BASELINE = 0.3
# A gap without a space character that parts two Latin words, or two words set apart.
_LATIN_SPACE, _WIDE_SPACE = 0.18, 0.45
# Characters set one under the other are this far apart, at most.
_PITCH = (0.7, 2.2)


@dataclass(frozen=True, slots=True)
class Run:
    """One line of type. size: of most of its characters."""

    text: str
    box: Box
    size: float
    bold: bool
    font: str
    upright: bool = True


def runs_of(glyphs: Sequence[Glyph], turn: int, width: float, height: float) -> list[Run]:
    """Return the lines of a page in stream order, turned so that most of its text is upright.

    width, height: of the page before turning.
    """
    sizes = Counter(glyph.style.size for glyph in glyphs)
    large = _LARGE * sizes.most_common(1)[0][0] if sizes else 0.0
    pieces = _joined(_pieces(glyphs, large), large)
    runs: list[Run] = []
    at = 0
    while at < len(pieces):
        stop = _stack_end(pieces, at)
        if stop - at > 1:
            stack = [glyph for piece in pieces[at:stop] for glyph in piece]
            runs.append(_run(stack, turn, width, height, stacked=True))
        else:
            runs.append(_run(pieces[at], turn, width, height))
            stop = at + 1
        at = stop
    return [run for run in runs if run.text]


def _pieces(glyphs: Sequence[Glyph], large: float) -> list[list[Glyph]]:
    """Return the runs of characters that follow one another along a baseline in the stream."""
    pieces: list[list[Glyph]] = []
    last: Glyph | None = None
    for glyph in glyphs:
        if last is not None and _follows(last, glyph, large):
            pieces[-1].append(glyph)
        else:
            pieces.append([glyph])
        last = glyph
    return [piece for piece in map(_stripped, pieces) if piece]


def _follows(last: Glyph, glyph: Glyph, limit: float) -> bool:
    a, b = last.style, glyph.style
    if a.turn != b.turn:
        return False
    large, small = (a.size, b.size) if a.size >= b.size else (b.size, a.size)
    if large > 1.3 * small and abs(last.y - glyph.y) < 0.02 * large and not _narrow(last) and not _narrow(glyph):
        return False
    if large > 2.2 * small:
        return False
    if abs(last.y - glyph.y) > (_BASELINE if large < 1.2 * small else 0.55) * large:
        return False
    if abs(glyph.x0 - last.x1) < _SET_SOLID * small:
        return True
    gap = glyph.x0 - _inked(last)
    # What was written apart is one line only if it stands as near as letters do.
    return -0.9 * large < gap < (_GUTTER if a is b else _near(small, limit)) * small


def _near(size: float, large: float) -> float:
    return _NEAR if size <= large else _NEAR_LARGE


def _inked(glyph: Glyph) -> float:
    """Return where a character's ink ends: a full-width comma fills half its square, and may hang in the gutter."""
    return (
        glyph.x1 - 0.5 * glyph.style.size
        if glyph.character in _HANGING and glyph.x1 - glyph.x0 > 0.8 * glyph.style.size
        else glyph.x1
    )


def _narrow(glyph: Glyph) -> bool:
    return glyph.character < "\u2000"


def _stripped(piece: list[Glyph]) -> list[Glyph]:
    start, end = 0, len(piece)
    while start < end and piece[start].character.isspace():
        start += 1
    while end > start and piece[end - 1].character.isspace():
        end -= 1
    return piece[start:end]


def _joined(pieces: list[list[Glyph]], large: float) -> list[list[Glyph]]:
    """Join pieces of one line that the stream has apart; the line stands where its first piece stood."""
    rows: dict[tuple[int, int], list[int]] = {}
    for index, piece in enumerate(pieces):
        rows.setdefault((piece[0].style.turn, round(piece[0].y)), []).append(index)
    follower: dict[int, int] = {}
    taken: set[int] = set()
    for (turn, y), members in rows.items():
        near = sorted((pieces[index][0].x0, index) for row in (y - 1, y, y + 1) for index in rows.get((turn, row), ()))
        starts = [x0 for x0, _ in near]
        for index in members:
            last = pieces[index][-1]
            for at in range(_after(starts, _inked(last) - 0.3 * last.style.size), len(near)):
                x0, other = near[at]
                if x0 - _inked(last) > _near(last.style.size, large) * last.style.size:
                    break
                if other != index and other not in taken and _adjoins(last, pieces[other][0]):
                    follower[index] = other
                    taken.add(other)
                    break
    return _chained(pieces, follower, taken)


def _chained(pieces: list[list[Glyph]], follower: dict[int, int], taken: set[int]) -> list[list[Glyph]]:
    lines: list[tuple[int, list[Glyph]]] = []
    used: set[int] = set()
    for index in [*(n for n in range(len(pieces)) if n not in taken), *range(len(pieces))]:
        if index in used:
            continue
        line: list[Glyph] = []
        first, at = index, index
        while at not in used:
            used.add(at)
            first = min(first, at)
            line += pieces[at]
            if at not in follower:
                break
            at = follower[at]
        lines.append((first, line))
    return [line for _, line in sorted(lines, key=lambda pair: pair[0])]


def _after(starts: list[float], x: float) -> int:
    low, high = 0, len(starts)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if starts[middle] < x else (low, middle)
    return low


def _adjoins(last: Glyph, first: Glyph) -> bool:
    a, b = last.style.size, first.style.size
    return abs(last.y - first.y) < 0.12 * max(a, b) and max(a, b) < 1.25 * min(a, b)


def _stack_end(pieces: list[list[Glyph]], at: int) -> int:
    """Return where the single characters set one under the other, beginning with piece `at`, end."""
    stop = at + 1
    pitch = 0.0
    while stop < len(pieces) and len(pieces[stop]) == 1 == len(pieces[stop - 1]):
        above, below = pieces[stop - 1][0], pieces[stop][0]
        size = above.style.size
        if above.style != below.style or abs(above.x0 + above.x1 - below.x0 - below.x1) > 0.5 * size:
            break
        step = below.y - above.y
        if not _PITCH[0] * size < step < _PITCH[1] * size or (pitch and abs(step - pitch) > 0.12 * size):
            break
        pitch = pitch or step
        stop += 1
    return stop


def _run(line: list[Glyph], turn: int, width: float, height: float, *, stacked: bool = False) -> Run:
    style = line[0].style
    if any(glyph.style is not style for glyph in line):
        styles = Counter(glyph.style for glyph in line if not glyph.character.isspace())
        style = styles.most_common(1)[0][0] if styles else style
    parts = [line[0].character]
    gaps = [b.x0 - a.x1 for a, b in pairwise(line)]
    # Letters spaced out evenly are one word: 通　知.
    usual = max(0.0, median(gaps)) if len(gaps) > 2 else 0.0
    for last, glyph, gap in zip(line, line[1:], gaps, strict=False):
        if not stacked and not last.character.isspace() and not glyph.character.isspace():
            latin = last.character.isascii() and glyph.character.isascii()
            if gap - usual > (_LATIN_SPACE if latin else _WIDE_SPACE) * style.size:
                parts.append(" ")
        parts.append(glyph.character)
    base = line[0].y
    if any(glyph.y != base for glyph in line):
        base = Counter(round(glyph.y, 1) for glyph in line).most_common(1)[0][0]
    box = box_of(min(g.x0 for g in line), max(map(_inked, line)), base, style.size)
    if stacked:
        top, bottom = box_of(0, 0, line[0].y, style.size)[1], box_of(0, 0, line[-1].y, style.size)[3]
        box = (box[0], top, box[2], bottom)
    x0, top, x1, bottom = _page_box(box, style.turn, turn, width, height)
    return Run(
        "".join(parts),
        (round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2)),
        style.size,
        style.bold,
        style.font,
        upright=style.turn == turn and not stacked,
    )


def _page_box(box: Box, own: int, turn: int, width: float, height: float) -> Box:
    """Return a box given in the frame of its own turn in the frame of the page's reading turn."""
    wide, high = (height, width) if own % 2 else (width, height)
    upright = turned(box, (4 - own) % 4, wide, high)
    return turned(upright, turn, width, height)
