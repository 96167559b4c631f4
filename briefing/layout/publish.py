"""Drafts become the records that travel on: articles, furniture, notes."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from briefing.layout.bylines import lead_end, reporters, trailing_byline
from briefing.layout.headlines import deck_roles
from briefing.layout.paragraphs import ends_sentence, join_head
from briefing.layout.vocabulary import ITEM
from briefing.model import Article, Block, Layout, Note
from briefing.passage import Passage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.layout.blocks import Part
    from briefing.layout.drafts import Draft, Words
    from briefing.model import BlockKind

__all__ = ["published"]

# A sidebar without a label of its own must share this much with the sidebar before it.
_LEAST_LIKE = 0.03
# A row this much narrower than its column is full: punctuation and digits make the difference.
_FULL = 1.5
# Shorter frames are not worth a note.
_TOLD = 60


def published(
    drafts: Sequence[Draft],
    spare: Sequence[Part],
    loose: Sequence[tuple[BlockKind, Part]],
    words: Words,
    names: tuple[str, int],
) -> Layout:
    """Return the finished articles in printing order, the furniture, and a note for each doubt.

    names: id of the source and the number of articles before these.
    """
    source, count = names
    order = sorted(range(len(drafts)), key=lambda at: drafts[at].first)
    _mark_sidebars(drafts, order, words)
    ids = {at: f"{source}.a{n}" for n, at in enumerate(order, count + 1)}
    notes: list[Note] = []
    articles: list[Article] = []
    for at in order:
        draft = drafts[at]
        parent = _parent(at, drafts, order, words) if draft.kind != "article" else None
        article = _article(draft, ids[at], ids.get(parent) if parent is not None else None)
        articles.append(article)
        if not article.headline:
            notes.append(
                Note("warning", f"有正文无标题：{article.body[:20]}……", tuple(article.paragraphs[0].spans[:1]))
            )
        notes += [
            # All of the text that may belong elsewhere: whoever prints words of it can say so.
            Note("info", f"版块归属存疑：{frame.words[:20]}……", tuple(s for p in frame.parts for s in p.text.spans))
            for frame in draft.doubtful
            if len(frame.words) >= _TOLD
        ]
    furniture = [(part.number, Block(kind, part.text)) for kind, part in loose]
    for parts in _wrapped(spare):
        text = join_head(part.text for part in parts)
        furniture.append((parts[0].number, Block("heading", text)))
        notes.append(Note("warning", f"有标题无正文：{text.text}", text.spans))
    furniture.sort(key=lambda pair: pair[0])
    return Layout(tuple(articles), tuple(block for _, block in furniture), tuple(notes))


def _mark_sidebars(drafts: Sequence[Draft], order: Sequence[int], words: Words) -> None:
    for at, after in pairwise(order):
        one, two = drafts[at], drafts[after]
        if one.kind == "sidebar" and two.kind == "article" and not two.led and not two.bylines and not two.roundup:
            touching = abs(two.first - one.frames[-1].last) <= 1
            if touching and words.like[at][after] >= _LEAST_LIKE:
                two.kind = "sidebar"


def _parent(at: int, drafts: Sequence[Draft], order: Sequence[int], words: Words) -> int | None:
    mains = [each for each in order if drafts[each].kind == "article" and not drafts[each].roundup]
    if not mains:
        return None
    place = drafts[at].first
    return max(mains, key=lambda each: (words.like[at][each], -abs(drafts[each].first - place)))


def _article(draft: Draft, name: str, parent: str | None) -> Article:
    paragraphs, intertitles = _paragraphs(draft)
    byline = Passage.join(part.text for part in draft.bylines)
    if draft.kind != "box" and paragraphs:
        first = paragraphs[0]
        if not byline and (end := lead_end(first.text)):
            byline = first[:end].strip()
        cut = trailing_byline(paragraphs[-1].text)
        if cut < len(paragraphs[-1]):
            closing = paragraphs[-1][cut:].strip()
            rest = paragraphs.pop()[:cut].strip()
            paragraphs += [rest] if rest else []
            byline = Passage.join((byline, closing)) if byline else closing
    wrapped = _wrapped(draft.head)
    lines = [join_head(row.passage for part in parts for row in part.rows) for parts in wrapped]
    roles = deck_roles([line.text for line in lines], parted=[parts[0].gap > 0 for parts in wrapped])
    by_role = {
        role: [line for line, each in zip(lines, roles, strict=True) if each == role]
        for role in ("kicker", "main", "deck")
    }
    return Article(
        id=name,
        kind=draft.kind,
        parent=parent,
        kicker=Passage.join(by_role["kicker"]),
        headline=tuple(by_role["main"]),
        subheads=tuple(by_role["deck"]),
        byline=byline,
        reporters=reporters(byline),
        paragraphs=tuple(paragraphs),
        intertitles=frozenset(intertitles),
        captions=tuple(part.text for part in draft.captions),
        label=Passage.join(part.text for part in (draft.labels or draft.column_label)),
        pages=(name.split(".", maxsplit=1)[0],),
    )


def _wrapped(head: Sequence[Part]) -> list[list[Part]]:
    """Return the lines of a head, each with the lines it wraps on to."""
    lines: list[list[Part]] = []
    for part in head:
        if lines and part.wraps and part.number == lines[-1][-1].number + 1:
            lines[-1].append(part)
        else:
            lines.append([part])
    return lines


def _paragraphs(draft: Draft) -> tuple[list[Passage], list[int]]:
    """Return the paragraphs, those that columns cut in two joined, and which of them are intertitles."""
    paragraphs: list[Passage] = []
    intertitles: list[int] = []
    before: Part | None = None
    for frame in draft.frames:
        for part in frame.parts:
            if before is not None and (
                _torn_item(before, part) if draft.kind == "box" else part.open_start and before.open_end
            ):
                paragraphs[-1] = Passage.join((paragraphs[-1], part.text))
            else:
                if part.kind == "intertitle":
                    intertitles.append(len(paragraphs))
                paragraphs.append(part.text)
            before = part
    return paragraphs, intertitles


def _torn_item(before: Part, part: Part) -> bool:
    """Tell whether a part of a box only goes on with the item before: no mark of its own, the row above is full."""
    if ITEM.match(part.words) or ITEM.match(before.words) or ends_sentence(before.words):
        return False
    return part.open_start or before.rows[-1].width >= before.column - _FULL
