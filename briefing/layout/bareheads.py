"""Heads that the assignment left without a body get one: no paper prints a bare head."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.layout.frames import NEVER, score, shipped, solve
from briefing.layout.heading import stands_alone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.layout.blocks import Part
    from briefing.layout.frames import Links, Problem

__all__ = ["use_heads"]

# What a body is worth to a head that stands alone; any number from 2 to 5 gave the same on the development pages.
_WANTED = 3.0
# A line is a head of its own when a text has this share of its words, so much more than the article beside it.
_OWN, _APART = 0.4, 0.3
# A text under an intertitle this long may be an article of its own.
_LONG = 250
# Shorter titles head no article; so many first characters tell whether the text begins with its title.
_TITLE, _SAID = 6, 4


def use_heads(problem: Problem, links: Links) -> Links:
    """Return the links with bodies for the heads that have none: no paper prints a bare head.

    A head that stands alone and explains nothing is given a body; the one title within an article that speaks of
    a long text below it is its head, for intertitles come in numbers.
    """
    used = {head for head in links.head if head is not None}
    single = [
        at for at, head in enumerate(problem.heads) if head[0].kind == "head" and stands_alone(head, problem.scene)
    ]
    single += _strangers(problem, links)
    lonely = [to for chain in links.chains() for to in _lonely_titles(problem, chain)]
    if used.issuperset(single) and not lonely:
        return links
    table = score(problem.tables(), shipped(), len(problem.heads))
    table[:, [len(problem.frames) + at for at in single]] += _WANTED
    table[lonely, : len(problem.frames)] = NEVER
    return solve(problem, table)


def _strangers(problem: Problem, links: Links) -> list[int]:
    """Return the heads without a body that stand beside another's and speak of something else: no decks of it."""
    openings = [(links.head[chain[0]], chain[0]) for chain in links.chains()]
    opened_by = {head: frame for head, frame in openings if head is not None}
    words = ["".join(part.words for part in head) for head in problem.heads]
    cover = problem.cohesion.coverage(words, problem.cohesion.joined(problem.onward))
    found = []
    for at, lines in enumerate(problem.heads):
        if at in opened_by or lines[0].kind != "head" or problem.lists[at] or not cover[at].size:
            continue
        beside = [near for near in _run_of(problem.heads, at) if near in opened_by]
        there = max((float(cover[at][opened_by[near]]) for near in beside), default=1.0)
        if beside and float(cover[at].max()) >= max(_OWN, there + _APART):
            found.append(at)
    return found


def _run_of(heads: Sequence[Sequence[Part]], at: int) -> range:
    """Return the heads that stand one under another with the head `at`."""
    low = high = at
    while low > 0 and heads[low][0].number == heads[low - 1][-1].number + 1:
        low -= 1
    while high + 1 < len(heads) and heads[high + 1][0].number == heads[high][-1].number + 1:
        high += 1
    return range(low, high + 1)


def _lonely_titles(problem: Problem, chain: Sequence[int]) -> list[int]:
    """Return the frames of a chain, but the first, that begin with its only intertitle and are long."""
    titled = [to for to in chain[1:] if problem.frames[to].items]
    if len(titled) != 1 or problem.scene.roundup or problem.frames[chain[0]].items:
        return []
    title = problem.frames[titled[0]].parts[0].words
    text = [part.words for part in problem.frames[titled[0]].parts if part.kind == "body"]
    # A title that only says the first words of its text again is none of an article.
    own = len(title) >= _TITLE and bool(text) and text[0][:_SAID] != title[:_SAID]
    return titled if own and sum(map(len, text)) >= _LONG else []
