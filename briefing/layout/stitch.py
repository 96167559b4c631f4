"""Continuations across the pages of an issue: 下转第2版 and 上接第1版 (转版稿件).

A page tells by its jump lines that text goes on or was begun elsewhere. Ends in mid sentence, and articles without a
head of their own, are offered to the pages they may come from; each is joined to the one it fits best: the title
printed with the jump, the sentence that goes on, the words they share.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing.layout.cohesion import Cohesion, joins_word
from briefing.layout.furniture import jump
from briefing.layout.paragraphs import ends_sentence, tidy
from briefing.model import Layout, Note
from briefing.passage import Passage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model import Article

__all__ = ["join_pages"]

# A continuation must share this much with the article it continues, or stand at its torn sentence.
_LEAST = 0.5
_TORN = 0.6
_WORD = 0.3
_ALONE = 0.4


@dataclass(frozen=True, slots=True)
class _Place:
    page: int
    number: int


def join_pages(layouts: Sequence[Layout]) -> tuple[Layout, ...]:
    """Return the layouts with each continued article joined on the page where it begins; no text moves but theirs."""
    heads = [
        _Place(page, number)
        for page, layout in enumerate(layouts)
        if _jumps(layout, "to")
        for number in range(len(layout.articles))
    ]
    tails = [
        _Place(page, number)
        for page, layout in enumerate(layouts)
        if _jumps(layout, "from") or any(_jumps(other, "to") for other in layouts)
        for number, article in enumerate(layout.articles)
        if _may_continue(article)
    ]
    if not heads or not tails:
        return tuple(layouts)
    articles = [[*layout.articles] for layout in layouts]
    cohesion = Cohesion([article.body for layout in layouts for article in layout.articles])
    pairs = sorted(
        (
            (_fit(layouts, head, tail, cohesion), head, tail)
            for head in heads
            for tail in tails
            if head.page != tail.page
        ),
        key=lambda pair: -pair[0],
    )
    used: set[_Place] = set()
    gone: set[_Place] = set()
    notes: dict[int, list[Note]] = {}
    for fit, head, tail in pairs:
        if fit < _LEAST or head in used or tail in gone or head in gone or tail in used:
            continue
        used.add(head)
        gone.add(tail)
        first, rest = articles[head.page][head.number], articles[tail.page][tail.number]
        articles[head.page][head.number] = _joined(first, rest)
        spans = (first.paragraphs[-1].spans[-1], rest.paragraphs[0].spans[0])
        notes.setdefault(head.page, []).append(Note("info", f"转版续文已接：{first.title or first.body[:16]}", spans))
    return tuple(
        replace(
            layout,
            articles=tuple(
                article for number, article in enumerate(articles[page]) if _Place(page, number) not in gone
            ),
            notes=(*layout.notes, *notes.get(page, [])),
        )
        for page, layout in enumerate(layouts)
    )


def _jumps(layout: Layout, way: str) -> list[str]:
    """Return the pages that the jump lines of a layout name, "to" or "from"."""
    found = (jump(block.passage.text) for block in layout.furniture)
    return [page for each in found if each is not None for kind, page in [each] if kind == way]


def _may_continue(article: Article) -> bool:
    """Tell whether an article may be the rest of one on another page."""
    return bool(article.paragraphs) and article.kind == "article" and not article.byline


def _fit(layouts: Sequence[Layout], head: _Place, tail: _Place, cohesion: Cohesion) -> float:
    first, rest = layouts[head.page].articles[head.number], layouts[tail.page].articles[tail.number]
    if first.kind != "article" or not first.paragraphs:
        return 0.0
    end, start = first.paragraphs[-1].text, rest.paragraphs[0].text
    matrix = cohesion.matrix([first.body + first.title, rest.body + rest.title])
    score = min(1.0, 3.0 * float(matrix[0] @ matrix[1]))
    titled = rest.title and rest.title in (first.title, first.title.split(" ")[0])
    torn = not ends_sentence(end)
    score += _TORN if torn else 0.0
    if torn and joins_word(end, start):
        score += _WORD
    if titled:
        return score + 1.0
    if rest.headline:
        return 0.0
    if not torn:
        score -= _ALONE
    return score + (_ALONE if _jumps(layouts[tail.page], "from") else 0.0)


def _joined(first: Article, rest: Article) -> Article:
    shift = len(first.paragraphs)
    paragraphs = [*first.paragraphs]
    more = list(rest.paragraphs)
    if not ends_sentence(paragraphs[-1].text):
        paragraphs[-1] = tidy(Passage.join((paragraphs[-1], more.pop(0))))
        shift -= 1
    return replace(
        first,
        paragraphs=(*paragraphs, *more),
        intertitles=first.intertitles | frozenset(number + shift for number in rest.intertitles),
        captions=(*first.captions, *rest.captions),
        byline=first.byline or rest.byline,
        reporters=first.reporters or rest.reporters,
        pages=(*first.pages, *(page for page in rest.pages if page not in first.pages)),
    )
