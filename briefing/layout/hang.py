"""Captions, bylines and labels are hung on their articles; what belongs to none stays loose."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.layout.furniture import is_label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefing.layout.blocks import Part
    from briefing.layout.drafts import Draft, Words
    from briefing.model import BlockKind

__all__ = ["hang"]

# A caption belongs to an article that has this share of its words; one that stands beside it needs less.
_LEAST_COVER = 0.16
_BESIDE = 0.08
# A line labelled as a column's name that speaks so much of the article is a line of its head,
# unless its words are those of a column: 新思想引领新征程, “十五五”开好局起好步, 大国工匠.
_SPOKEN = 0.3
_NAME = re.compile(
    "^[■□●◆▲◎【]|征程|开好局|答卷|调研|走基层|惦念|精神|权威|在一起|工匠|新局面|之歌|访谈|现场|观察|聚焦|专栏|专题|特别报道|系列|进行时|在行动|新篇章"
)


def hang(drafts: Sequence[Draft], parts: Sequence[Part], words: Words) -> list[tuple[BlockKind, Part]]:
    """Hang captions, bylines and labels on their articles; return what belongs to none, with its block kind."""
    where = {part.number: at for at, draft in enumerate(drafts) for frame in draft.frames for part in frame.parts}
    where.update({part.number: at for at, draft in enumerate(drafts) for part in draft.head})
    last = max((part.number for part in parts), default=-1)
    loose: list[tuple[BlockKind, Part]] = []
    for part in parts:
        if part.kind == "caption":
            owner = _caption_owner(part, drafts, where, words)
            if owner is None:
                loose.append(("caption", part))
            else:
                drafts[owner].captions.append(part)
        elif part.kind == "byline":
            owner = _byline_owner(part, drafts, where, last)
            if owner is None:
                loose.append(("byline", part))
            else:
                drafts[owner].bylines.append(part)
        elif part.kind in {"label", "furniture"} and not _labels(part, drafts, where, words):
            loose.append(("label" if part.kind == "label" or is_label(part.words) else "furniture", part))
    return loose


def _labels(part: Part, drafts: Sequence[Draft], where: Mapping[int, int], words: Words) -> bool:
    """Give a label to the article below: a column's name to its head, 相关新闻 to a sidebar; tell whether it was."""
    if part.kind == "label":
        near = next((n for n in range(part.number + 1, part.number + 3) if n in where), None)
        if near is None or all(each.number != near for each in drafts[where[near]].head):
            return False
        draft = drafts[where[near]]
        if not _NAME.search(part.words) and words.cover(part.words)[where[near]] >= _SPOKEN:
            draft.head = sorted([*draft.head, part], key=lambda each: each.number)
        else:
            draft.column_label.append(part)
        return True
    owner = where.get(part.number + 1)
    if owner is None or not is_label(part.words) or drafts[owner].kind == "box" or drafts[owner].led:
        return False
    drafts[owner].labels.append(part)
    drafts[owner].kind = "sidebar"
    return True


def _caption_owner(part: Part, drafts: Sequence[Draft], where: Mapping[int, int], words: Words) -> int | None:
    best, owner = _LEAST_COVER, None
    cover = words.cover(part.words)
    for at, draft in enumerate(drafts):
        if draft.kind == "box":
            continue
        score = cover[at]
        if where.get(part.number - 1) == at or where.get(part.number + 1) == at:
            score += _BESIDE
        if score > best:
            best, owner = score, at
    return owner


def _byline_owner(part: Part, drafts: Sequence[Draft], where: Mapping[int, int], last: int) -> int | None:
    before = next((where[n] for n in range(part.number - 1, max(-1, part.number - 4), -1) if n in where), None)
    after = next((where[n] for n in range(part.number + 1, min(last, part.number + 3) + 1) if n in where), None)
    best: tuple[float, int] | None = None
    for at, side in ((after, "after"), (before, "before")):
        if at is None or drafts[at].kind == "box":
            continue
        draft = drafts[at]
        score = 0.0 if side == "after" else -0.1
        score -= 3.0 if draft.led or draft.bylines else 0.0
        opens, closes = draft.frames[0].first, draft.frames[-1].last
        heads = [each.number for each in draft.head]
        if side == "after":
            score += 2.0 if 0 < opens - part.number <= 2 else -1.0
        elif 0 < part.number - closes <= 1:
            score += 1.0
        elif heads and part.number - max(heads) == 1:
            score += 1.5
        if best is None or score > best[0]:
            best = (score, at)
    return best[1] if best else None
