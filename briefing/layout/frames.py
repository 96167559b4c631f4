"""One global assignment: every frame's start is explained by one thing, a head, the end of another frame, or nothing.

Frames are runs of body text that stand together in the stream. Left of the assignment are heads and frame ends,
right are frame starts; a matched head opens an article, a matched end is continued. Each link has a score, made of
what can be seen of it (`evidence`, `weighing`), and the assignment of greatest total score wins. It is solved a few
times, each time with the texts of the articles found so far.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from briefing.layout.assign import best_assignment
from briefing.layout.cohesion import Cohesion
from briefing.layout.evidence import Scene, continued, unexplained
from briefing.layout.furniture import names_box, names_list
from briefing.layout.heading import headed
from briefing.layout.headruns import heads_from
from briefing.layout.onward import pairs_of
from briefing.layout.themes import Themes
from briefing.layout.topics import joined, likeness
from briefing.layout.topics import shipped as topics
from briefing.layout.weighing import shipped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from briefing.layout.blocks import Part
    from briefing.layout.onward import Pairs
    from briefing.layout.weighing import Weighing

    Floats = NDArray[np.float64]
    Table = dict[str, Floats]

__all__ = ["Frame", "Links", "Problem", "link", "score", "solve"]

# Rounds of the assignment; most pages settle in two.
_ROUNDS = 3
_NEVER = -1e3
# A head tells of this many first characters of its article.
_LEAD_REACH = 500
# Frames of an article that are compared: a head tells of the beginning, and long texts have words of any head.
_ENOUGH = 24
# So many heads make a habit of where heads stand.
_HABIT = 3
# A wire lead opens an article, whatever else there is to see.
_LED = 60.0


@dataclass(frozen=True, slots=True)
class Frame:
    """Body parts that stand together (版块), or one box.

    listed: it reads like a list of one-liners. items: it begins with an intertitle.
    origin: parts of one run of text that was parted have the same number; -1 where nothing was parted.
    turned: it was parted from the text above where the topic changes.
    """

    parts: tuple[Part, ...]
    box: bool = False
    listed: bool = False
    items: bool = False
    origin: int = -1
    turned: bool = False

    @property
    def first(self) -> int:
        """Number of the first part in the page's stream."""
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
class Links:
    """The solution: for each frame its predecessor frame or its head, None for neither.

    heads: their lines, decks joined. margin: how much worse the next best explanation of each frame is.
    """

    before: tuple[int | None, ...]
    head: tuple[int | None, ...]
    margin: tuple[float, ...]
    heads: tuple[tuple[Part, ...], ...]

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


@dataclass(slots=True)
class Problem:
    """Frames and heads of a page, to be linked.

    lines: head lines one by one; heads: parted into heads; lists: which of these name a boxed list or a roundup.
    onward, upto: numbers of the frames of the article from each frame on, and up to it. ends: its last parts' numbers.
    dense: empty lines say nothing.
    """

    frames: Sequence[Frame]
    lines: Sequence[Part]
    scene: Scene
    cohesion: Cohesion
    themes: Themes
    topics: Floats
    pairs: Pairs
    onward: list[tuple[int, ...]]
    upto: list[tuple[int, ...]]
    ends: list[int]
    dense: bool
    heads: Sequence[tuple[Part, ...]] = ()
    lists: Sequence[bool] = ()

    @classmethod
    def of(cls, frames: Sequence[Frame], lines: Sequence[Part], scene: Scene, *, dense: bool) -> Problem:
        """Return the problem before anything is linked."""
        problem = cls(frames, lines, scene, *_seen(frames, scene), *_looking_ahead(frames), dense)
        problem.join_decks()
        return problem

    def tables(self) -> tuple[Table, Table, Table]:
        """Return the features of all links: with ends, with heads, with nothing."""
        tails = self.cohesion.joined(self.upto)
        like = self.cohesion.joined(self.onward) @ tails.T
        np.fill_diagonal(like, 0.0)
        words = ["".join(part.words for part in head) for head in self.heads]
        cover = self.cohesion.coverage(words, self.cohesion.matrix([self._opening(group) for group in self.onward])).T
        told = self._of_others(self.themes.ratios(self.onward, self.upto))
        starts = joined(self.topics, self.onward)
        kin = likeness(starts, joined(self.topics, self.upto))
        return (
            continued(self.pairs, like, told, self._of_others(kin), (cover, self.cohesion.coverage(words, tails).T)),
            headed(
                self.frames,
                self.heads,
                self.lists,
                cover,
                likeness(starts, topics().sums(words)),
                told,
                self.ends,
                self.scene,
            ),
            unexplained(self.frames, self.scene),
        )

    def _of_others(self, table: Floats) -> Floats:
        """Return a table of starts (rows) and ends with the least of each row where both are of one article.

        What goes on with a start holds its own words: it tells no more than the least.
        """
        for to, group in enumerate(self.onward):
            own = [at for at, ends in enumerate(self.upto) if not set(group).isdisjoint(ends)]
            table[to, own] = table[to].min(initial=0.0)
        return table

    def _opening(self, group: Sequence[int]) -> str:
        """Return the first characters of an article."""
        text = ""
        for at in group:
            text += self.frames[at].words
            if len(text) >= _LEAD_REACH:
                break
        return text[:_LEAD_REACH]

    def join_decks(self) -> None:
        """Part the head lines into heads (引题, 主题, 副题 together) by the texts known so far."""
        alone = [line.kind == "intertitle" or names_list(line.words) for line in self.lines]
        texts = self.cohesion.joined(self.onward)
        self.heads = heads_from(self.lines, alone, self.cohesion, texts, dense=self.dense)
        self.lists = [len(head) == 1 and names_list(head[0].words) for head in self.heads]

    def learn(self, links: Links) -> None:
        """Take the articles that `links` makes."""
        for chain in links.chains():
            for place, at in enumerate(chain):
                self.onward[at] = chain[place : place + _ENOUGH]
                self.upto[at] = chain[max(0, place + 1 - _ENOUGH) : place + 1]
                self.ends[at] = self.frames[chain[-1]].last
        self.scene = replace(self.scene, habit=self._habit(links))
        self.join_decks()

    def _habit(self, links: Links) -> tuple[float, float]:
        """Return the shares of the heads that stand just above and just below the texts they open."""
        used = above = below = 0
        for to, head in enumerate(links.head):
            if head is not None and links.heads[head][0].kind == "head":
                used += 1
                above += self.frames[to].first == links.heads[head][-1].number + 1
                below += links.heads[head][0].number == self.ends[to] + 1
        return (above / used, below / used) if used >= _HABIT else (0.0, 0.0)


def link(problem: Problem) -> Links:
    """Return which head or frame each frame follows; heads that nothing needs stay unused."""
    links: Links | None = None
    for _ in range(_ROUNDS):
        found = solve(problem, score(problem.tables(), shipped(), len(problem.heads)))
        if links is not None and (found.before, found.head, found.heads) == (links.before, links.head, links.heads):
            break
        links = found
        problem.learn(links)
    assert links is not None, "at least one round"
    return links


def score(tables: tuple[Table, Table, Table], weighing: Weighing, heads: int) -> Floats:
    """Return the score of each start (rows) with each end, each head and, on its own column, with nothing."""
    go, head, none = tables
    size = len(next(iter(none.values())))
    table = np.full((size, size + heads + size), _NEVER)
    table[:, :size] = weighing.go.scores(go)
    np.fill_diagonal(table[:, :size], _NEVER)
    if heads:
        table[:, size : size + heads] = weighing.head.scores(head)
    led = np.array([to for to, flag in enumerate(none["none:lead"]) if flag], dtype=int)
    table[led, :size] -= _LED
    np.fill_diagonal(table[:, size + heads :], weighing.none.scores(none))
    return table


def solve(problem: Problem, table: Floats) -> Links:
    """Return the assignment of greatest score without circles: the weakest link of a circle is forbidden."""
    table = table.copy()
    count, heads = len(problem.frames), len(problem.heads)
    boxes = [at for at, frame in enumerate(problem.frames) if frame.box]
    table[boxes, :count] = _NEVER
    table[:, boxes] = _NEVER
    running = [at for at, frame in enumerate(problem.frames) if not frame.box and not frame.listed]
    titles = [count + at for at, head in enumerate(problem.heads) if len(head) == 1 and names_box(head[0].words)]
    table[np.ix_(running, titles)] = _NEVER
    if problem.scene.roundup:
        # Items of a roundup follow items or its head, never running text.
        items = [at for at, frame in enumerate(problem.frames) if frame.items]
        plain = [at for at, frame in enumerate(problem.frames) if not frame.items and not frame.parts[-1].open_end]
        table[np.ix_(items, plain)] = _NEVER
        others = [count + at for at, lists in enumerate(problem.lists) if not lists]
        table[np.ix_(items, others)] = _NEVER
    for at, lines in enumerate(problem.heads):
        if lines[0].kind == "intertitle":
            # Its own frame takes it as it is: as a title within the article, or as a head when nothing precedes.
            own = [to for to, frame in enumerate(problem.frames) if frame.first == lines[0].number]
            table[own, count + at] = _NEVER
    while True:
        chosen = best_assignment(-table)
        circle = _circle(chosen, count)
        if not circle:
            break
        worst = min(circle, key=lambda to: float(table[to, chosen[to]]))
        table[worst, chosen[worst]] = -1e9
    before = tuple(at if at < count else None for at in chosen)
    opened = tuple(at - count if count <= at < count + heads else None for at in chosen)
    margin = tuple(float(table[to, at] - np.delete(table[to], at).max()) for to, at in enumerate(chosen))
    return Links(before, opened, margin, tuple(problem.heads))


def _seen(frames: Sequence[Frame], scene: Scene) -> tuple[Cohesion, Themes, Floats, Pairs]:
    texts = [frame.words for frame in frames]
    return Cohesion(texts), Themes(texts), topics().sums(texts), pairs_of(frames, scene)


def _looking_ahead(frames: Sequence[Frame]) -> tuple[list[tuple[int, ...]], list[tuple[int, ...]], list[int]]:
    """Return each frame with those that go on with it in mid sentence just below, and those just above."""
    onward: list[tuple[int, ...]] = [(at,) for at in range(len(frames))]
    upto = list(onward)
    ends = [frame.last for frame in frames]
    fits = [
        (above.parts[-1].open_end and below.parts[0].open_start and below.first == above.last + 1)
        or (0 <= above.origin == below.origin and not below.turned)
        for above, below in pairwise(frames)
    ]
    for at in range(len(frames) - 2, -1, -1):
        if fits[at]:
            onward[at] = (at, *onward[at + 1])[:_ENOUGH]
            ends[at] = ends[at + 1]
    for at in range(1, len(frames)):
        if fits[at - 1]:
            upto[at] = (*upto[at - 1], at)[-_ENOUGH:]
    return onward, upto, ends


def _circle(chosen: Sequence[int], count: int) -> list[int]:
    """Return the starts that explain each other in a circle, [] if there are none."""
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
