"""Linked frames and heads become articles."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.layout.cohesion import Cohesion
from briefing.layout.columnnames import is_column
from briefing.layout.drafts import Draft, Words
from briefing.layout.evidence import Scene
from briefing.layout.frames import Problem, link
from briefing.layout.furniture import names_box, names_roundup
from briefing.layout.groups import frames_of, head_lines, order_of, parted
from briefing.layout.hang import hang
from briefing.layout.headlines import is_kicker
from briefing.layout.publish import published
from briefing.model import Layout

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefing.layout.blocks import Part
    from briefing.layout.frames import Frame, Links

__all__ = ["layout_of", "problem_of"]

# Longer pieces under an intertitle are articles, not items of a roundup.
_ITEM = 700
_SHORT_ITEM = 260
# Parts that one assignment takes; more only from dumps of many pages. The cut moves on at most so far.
_WINDOW = 260
_SLACK = 60
# A column's name is short; its article has less than this share of its words, and at least so much of the head's.
_COLUMN_NAME = 18
_STRANGE, _SPOKEN = 0.12, 0.25
# A frame whose explanation is worse by this than another that something else took could go two ways: on pages set to be
# hard a third of the frames put into a wrong article are told so, and one in six of what is told is in a wrong one.
_DOUBT = -1.5


def layout_of(parts: Sequence[Part], source: str, *, dense: bool) -> Layout:
    """Return the articles, furniture and doubts of one page; a very long one is taken window by window."""
    kinds = tuple(part.kind for part in parts)
    whole = Layout(())
    for window in _windows(parts):
        found = _layout_of(window, kinds, (source, len(whole.articles)), dense=dense)
        whole = Layout(whole.articles + found.articles, whole.furniture + found.furniture, whole.notes + found.notes)
    return whole


def _windows(parts: Sequence[Part]) -> Iterator[Sequence[Part]]:
    """Yield the parts in runs that one assignment can take, cut before a head or a lead where there is one near."""
    at = 0
    while len(parts) - at > _WINDOW + _SLACK:
        cut = next(
            (n for n in range(at + _WINDOW, at + _WINDOW + _SLACK) if parts[n].kind == "head" or parts[n].lead),
            at + _WINDOW,
        )
        yield parts[at:cut]
        at = cut
    yield parts[at:]


def _layout_of(parts: Sequence[Part], kinds: tuple[str, ...], names: tuple[str, int], *, dense: bool) -> Layout:
    problem = problem_of(parts, kinds, dense=dense)
    if not problem.frames:
        drafts: list[Draft] = []
        spare = [part for head in problem.heads for part in head]
    else:
        drafts, spare = _drafts(problem.frames, link(problem))
    words = Words(drafts)
    spare = _join_decks(drafts, spare, words, parts)
    drafts = _merge_roundup(drafts, spare)
    for draft in drafts:
        # No roundup took it in.
        if not draft.head and draft.kind == "article" and draft.frames[0].items and len(draft.words) > _SHORT_ITEM:
            _head_itself(draft)
    drafts = [draft for draft in drafts if draft.frames]
    words = Words(drafts)
    _name_columns(drafts)
    loose = hang(drafts, parts, words)
    return published(drafts, spare, loose, words, names)


def problem_of(parts: Sequence[Part], kinds: tuple[str, ...], *, dense: bool) -> Problem:
    """Return the frames and heads of a page, to be linked. kinds: of all parts of the page, by number."""
    order = order_of(parts)
    frames = frames_of(parts, order)
    lines = head_lines(parts)
    frames = parted(frames, lines)
    scene = Scene(kinds, order, any(names_roundup(line.words) for line in lines))
    return Problem.of(frames, lines, scene, dense=dense)


def _list_kind(head: Sequence[Part]) -> str:
    words = "".join(part.words for part in head)
    return "box" if names_box(words) else "roundup" if names_roundup(words) else ""


def _drafts(frames: Sequence[Frame], links: Links) -> tuple[list[Draft], list[Part]]:
    heads = links.heads
    lists = [_list_kind(head) for head in heads]
    taken = {heads[head][0].number for head in links.head if head is not None and heads[head][0].kind == "intertitle"}
    frames = [_without(frame, taken) for frame in frames]
    drafts: list[Draft] = []
    lonely: list[Part] = []
    used = set()
    for chain in links.chains():
        head = links.head[chain[0]]
        draft = Draft([frames[at] for at in chain if frames[at].parts])
        if not draft.frames:
            continue
        first = draft.frames[0]
        if head is not None:
            used.add(head)
            draft.head = list(heads[head])
            draft.roundup = lists[head] == "roundup" and not first.box
        if first.box or (first.listed and (head is None or lists[head] == "box")):
            draft.kind = "box"
        if head is None and first.items and not ("roundup" in lists and len(draft.words) < _ITEM):
            _head_itself(draft)
            if not draft.frames:
                lonely += draft.head
                continue
        draft.doubtful = [frames[at] for at in chain if links.margin[at] < _DOUBT and frames[at].parts]
        drafts.append(draft)
    spare = lonely + [part for at, head in enumerate(heads) if at not in used for part in head if part.kind == "head"]
    return drafts, spare


def _head_itself(draft: Draft) -> None:
    """Make the intertitle that an article begins with its head: nothing stands above it."""
    first = draft.frames[0]
    draft.head = [part for part in first.parts if part.kind == "intertitle"][:1]
    rest = tuple(part for part in first.parts if part not in draft.head)
    draft.frames = ([replace(first, parts=rest, items=False)] if rest else []) + draft.frames[1:]


def _without(frame: Frame, taken: set[int]) -> Frame:
    """Return the frame less its title, where that is the head of another article."""
    if not frame.items or frame.first not in taken:
        return frame
    return replace(frame, parts=frame.parts[1:], items=False)


def _join_decks(drafts: list[Draft], spare: list[Part], words: Words, parts: Sequence[Part]) -> list[Part]:
    """Give head lines without a body to the head beside them; return those left over.

    Of two neighbours the one whose article has more of the line's words gets it.
    """
    by_number = {part.number: part for part in parts}
    moved = True
    while moved and spare:
        moved = False
        owner = {part.number: at for at, draft in enumerate(drafts) for part in draft.head}
        best: tuple[float, Part, int] | None = None
        for part in spare:
            if names_box(part.words) or names_roundup(part.words):
                continue
            for step in (-1, 1):
                near = part.number + step
                while near in by_number and by_number[near].kind == "label":
                    near += step
                at = owner.get(near)
                if at is None or drafts[at].kind == "box" or drafts[at].roundup:
                    continue
                score = words.cover(part.words)[at] + (0.25 if max(part.gap, 0) == 0 and step < 0 else 0.0)
                score += 0.1 if step < 0 else 0.0
                if best is None or score > best[0]:
                    best = (score, part, at)
        if best is not None:
            _, part, at = best
            drafts[at].head = sorted([*drafts[at].head, part], key=lambda each: each.number)
            spare = [each for each in spare if each is not part]
            moved = True
    return spare


def _name_columns(drafts: Sequence[Draft]) -> None:
    """Take the first line of a head for a column's name where the article has nothing of it, but much of the rest."""
    texts = [draft.words for draft in drafts]
    cohesion = Cohesion(texts)
    for draft, row in zip(drafts, cohesion.matrix(texts), strict=True):
        if draft.kind == "box" or draft.roundup or len(draft.head) < 2:
            continue
        first, rest = draft.head[0], draft.head[1:]
        column = is_column(first.words)
        if not column and (rest[0].wraps or len(first.words) > _COLUMN_NAME or is_kicker(first.words)):
            continue
        heads = [first.words, "".join(part.words for part in rest)]
        own, others = cohesion.coverage(heads, row[None, :])[:, 0]
        if others >= _SPOKEN and (column or own < _STRANGE):
            draft.column_label.append(first)
            draft.head = rest


def _merge_roundup(drafts: list[Draft], spare: list[Part]) -> list[Draft]:
    """Fold the short items that stand beside a roundup into it."""
    roundups = [draft for draft in drafts if draft.roundup]
    for part in [part for part in spare if names_roundup(part.words)]:
        roundups.append(Draft([], [part], roundup=True))
        drafts = [*drafts, roundups[-1]]
        spare.remove(part)
    if not roundups:
        return drafts
    kept = []
    for draft in drafts:
        into = None if draft.roundup or draft.kind == "box" else _roundup_of(draft, roundups)
        if into is None:
            kept.append(draft)
        else:
            into.frames += [_as_item(draft)] if draft.head else draft.frames
    for roundup in roundups:
        roundup.frames.sort(key=lambda frame: frame.first)
        if not roundup.frames:
            spare += roundup.head
    return [draft for draft in kept if draft.frames]


def _as_item(draft: Draft) -> Frame:
    heads = tuple(replace(part, kind="intertitle") for part in draft.head)
    parts = tuple(part for frame in draft.frames for part in frame.parts)
    return replace(draft.frames[0], parts=(*heads, *parts), items=True)


def _roundup_of(draft: Draft, roundups: Sequence[Draft]) -> Draft | None:
    first = draft.frames[0].parts[0]
    size = sum(part.kind == "body" for frame in draft.frames for part in frame.parts)
    if draft.led or draft.bylines or len(draft.words) > _SHORT_ITEM or size > 3:
        return None
    if draft.head and any(row.width > first.column + 1 for part in draft.head for row in part.rows):
        return None
    if not draft.head and not draft.frames[0].items:
        return None
    for each in roundups:
        spots = [(frame.first, frame.last) for frame in each.frames] + [
            (part.number, part.number) for part in each.head
        ]
        low, high = draft.first, draft.frames[-1].last
        alone = len(roundups) == 1 and not draft.head and draft.frames[0].items
        if alone or any(abs(low - last) <= 3 or abs(first_ - high) <= 3 for first_, last in spots):
            return each
    return None
