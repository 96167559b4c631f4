"""One global assignment: every frame's start is explained by one thing, a head, the end of another frame, or nothing.

Frames are runs of body text that stand together in the stream. Left of the assignment are heads and frame ends,
right are frame starts; a matched head opens an article, a matched end is continued. Costs are sums of what can be
seen (Costs below); the least total wins (`assign.best_assignment`). It is solved a few times, each time with the
texts of the articles found so far.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

from briefing.layout.assign import best_assignment
from briefing.layout.cohesion import Cohesion, cosine, joins_word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefing.layout.blocks import Part

__all__ = ["Costs", "Frame", "Links", "link"]


@dataclass(frozen=True, slots=True)
class Frame:
    """Body parts that stand together (版块), or one box.

    first, last: numbers of its first and last part in the page's stream. listed: it reads like a list of one-liners.
    """

    parts: tuple[Part, ...]
    box: bool = False
    listed: bool = False
    items: bool = False

    @property
    def first(self) -> int:
        """Number of the first part."""
        return self.parts[0].number

    @property
    def last(self) -> int:
        """Number of the last part."""
        return self.parts[-1].number

    @property
    def words(self) -> str:
        """All characters."""
        return "".join(part.words for part in self.parts)


@dataclass(frozen=True, slots=True)
class Costs:
    """What makes a link dear or cheap; positive is dear. Chosen on recomposed pages."""

    # end of one frame → start of another
    torn: float = 6.0  # one side is in the middle of a sentence, the other is not
    mid_sentence: float = -2.5  # both are
    word: float = -2.5  # a word stands across the joint
    column: float = 1.5  # widths of the columns differ
    next: float = -1.5  # nothing stands between them
    near: float = -0.8  # only heads, captions and the like stand between them
    backward: float = 1.5  # the continuation was printed before
    far: float = 0.5  # per doubling of the distance in parts
    unlike: float = 2.0  # (1 - cosine) of their texts, cosine scaled so that 0.25 is a full match
    led: float = 9.0  # the continuation has a lead of its own
    closed: float = 0.8  # a frame that ends with a sentence is continued less often
    # head → start of a frame
    cover: float = 7.0  # (1 - share of the head's words in the article)
    head_next: float = -1.6  # the frame follows the head
    head_after: float = -1.2  # the head follows the article
    head_far: float = 0.35  # per doubling of the distance
    head_torn: float = 6.0  # the frame begins in the middle of a sentence
    unled: float = 0.4  # the frame has no lead
    list_head: float = 5.0  # a head that names a list over running text, or the reverse
    # nothing → start, and what is left over
    orphan: float = 6.5  # a body without a head
    orphan_led: float = -1.0
    idle_head: float = 2.5  # a head without a body
    idle_open: float = 3.0  # an end in mid sentence that goes on nowhere


@dataclass(frozen=True, slots=True)
class Links:
    """The solution: for each frame its predecessor frame or its head, None for neither; spare: margin of the choice."""

    before: tuple[int | None, ...]
    head: tuple[int | None, ...]
    margin: tuple[float, ...]

    def chains(self) -> tuple[tuple[int, ...], ...]:
        """Return the frames of each article in reading order."""
        after = {before: at for at, before in enumerate(self.before) if before is not None}
        found = []
        for at, before in enumerate(self.before):
            if before is None:
                chain = [at]
                while chain[-1] in after:
                    chain.append(after[chain[-1]])
                found.append(tuple(chain))
        return tuple(found)


def link(
    frames: Sequence[Frame], heads: Sequence[Sequence[Part]], list_heads: Sequence[bool], order: float, costs: Costs | None = None
) -> Links:
    """Return which head or frame each frame follows.

    heads: the lines of each head. list_heads: parallel, the head names a box or a roundup by its words.
    order: 0–1, how far the order of the stream can be trusted.
    """
    costs = costs or Costs()
    cohesion = Cohesion([frame.words for frame in frames])
    head_words = ["".join(part.words for part in head) for head in heads]
    count = len(frames)
    links = Links((None,) * count, (None,) * count, (0.0,) * count)
    texts = [frame.words for frame in frames]
    tails = list(texts)
    for _ in range(3):
        vectors = [cohesion.vector(text) for text in texts]
        tail_vectors = [cohesion.vector(text) for text in tails]
        table = _table(frames, heads, head_words, list_heads, order, costs, cohesion, vectors, tail_vectors)
        found = _solve(table, count, len(heads))
        if found.before == links.before and found.head == links.head:
            break
        links = found
        for chain in links.chains():
            for place, at in enumerate(chain):
                texts[at] = "".join(frames[number].words for number in chain[place:])
                tails[at] = "".join(frames[number].words for number in chain[: place + 1])
    return links


def _table(  # noqa: PLR0913 - the whole picture goes into one table
    frames: Sequence[Frame],
    heads: Sequence[Sequence[Part]],
    head_words: Sequence[str],
    list_heads: Sequence[bool],
    order: float,
    costs: Costs,
    cohesion: Cohesion,
    vectors: Sequence[Mapping[str, float]],
    tail_vectors: Sequence[Mapping[str, float]],
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Return the cost of each start (rows) for each end, head and for nothing (columns)."""
    count, size = len(frames), len(frames) + len(heads)
    table = np.full((count, size + count), 1e3)
    for to, frame in enumerate(frames):
        for at, other in enumerate(frames):
            if at != to and not frame.box and not other.box:
                table[to, at] = _continue_cost(other, frame, order, costs, cosine(tail_vectors[at], vectors[to]))
        for at, head in enumerate(heads):
            cover = cohesion.coverage(head_words[at], vectors[to])
            table[to, count + at] = _head_cost(head, frame, cover, list_heads[at], costs)
        lead = frame.parts[0].lead
        table[to, size + to] = costs.orphan + (costs.orphan_led if lead else 0.0) - (3.5 if frame.items or frame.listed else 0)
    return table


def _distance(number: int, other: int) -> float:
    return math.log2(max(1, abs(number - other)))


def _continue_cost(end: Frame, start: Frame, order: float, costs: Costs, likeness: float) -> float:
    last, first = end.parts[-1], start.parts[0]
    if last.kind == "intertitle":
        return costs.torn + 3.0
    cost = 0.0
    if last.open_end and first.open_start:
        cost += costs.mid_sentence - costs.idle_open
        if joins_word(last.words, first.words):
            cost += costs.word
    elif last.open_end:
        cost += costs.torn - costs.idle_open
    elif first.open_start:
        cost += costs.torn
    else:
        cost += costs.closed
    if abs(last.column - first.column) > 1.5:
        cost += costs.column
    if first.lead:
        cost += costs.led
    gap = start.first - end.last
    if gap == 1:
        cost += costs.next * order
    elif 1 < gap <= 4:
        cost += costs.near * order
    elif gap < 0:
        cost += costs.backward * order
    cost += costs.far * order * _distance(start.first, end.last)
    if end.items and start.items:
        cost -= 3.5
    elif end.items != start.items:
        cost += 1.0
    if end.listed != start.listed:
        cost += 2.0
    return cost + costs.unlike * (1.0 - min(1.0, likeness * 4))


def _head_cost(head: Sequence[Part], frame: Frame, cover: float, lists: bool, costs: Costs) -> float:
    first = frame.parts[0]
    cost = -costs.idle_head
    listed = frame.box or frame.listed or frame.items
    if lists:
        cost += -2.0 if listed else costs.list_head
        cost += costs.cover * 0.4
    else:
        cost += costs.cover * (1.0 - cover)
        if listed:
            cost += 0.5 if frame.items else 1.5
    if first.open_start:
        cost += costs.head_torn
    if not first.lead and not listed:
        cost += costs.unled
    start, end = head[0].number, head[-1].number
    if 0 < frame.first - end <= 2:
        cost += costs.head_next
    elif 0 < start - frame.last <= 2:
        cost += costs.head_after
    near = min(abs(frame.first - end), abs(start - frame.last))
    return cost + costs.head_far * _distance(near, 0)


def _solve(table: np.ndarray[tuple[int, int], np.dtype[np.float64]], count: int, heads: int) -> Links:
    """Return the best assignment without circles: the dearest link of a circle is forbidden and all solved again."""
    table = table.copy()
    while True:
        chosen = best_assignment(table)
        circle = _circle(chosen, count)
        if not circle:
            break
        worst = max(circle, key=lambda to: float(table[to, chosen[to]]))
        table[worst, chosen[worst]] = 1e4
    before = tuple(at if at < count else None for at in chosen)
    head = tuple(at - count if count <= at < count + heads else None for at in chosen)
    margin = tuple(float(np.partition(table[to], 1)[1] - table[to].min()) for to in range(count))
    return Links(before, head, margin)


def _circle(chosen: Sequence[int], count: int) -> list[int]:
    state = [0] * count
    for start in range(count):
        at, path = start, []
        while at < count and state[at] == 0:
            state[at] = 1
            path.append(at)
            at = chosen[at]
        if at < count and state[at] == 1:
            return path[path.index(at) :]
        for each in path:
            state[each] = 2
    return []
