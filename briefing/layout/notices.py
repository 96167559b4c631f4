"""Small advertisements (分类广告): pieces made of notices are no articles."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.model import Block, Layout

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.model import Article
    from briefing.passage import Passage

__all__ = ["without_notices"]

# 遗失声明：…, 注销公告：…, 出租：…: what opens a notice that somebody pays for.
_NOTICE = re.compile(
    r"[■●◆▲★◇○\s]*(?:遗失(?:声明|启事)?|作废声明|声明|(?:注销|清算|减资|增资|合并|分立|债权转让|催收|拍卖|招标|招租|送达)公告"
    r"|公告|(?:寻人|寻物|招领|更正|招聘|征婚)?启事|寻人|出租|出售|出让|转让|招租|招聘|求购|求租|征婚|急售|旺铺|搬家|疏通|家政)"
    r"\s*[:：]"
)
# This share of the characters is of notices, at least so many of them.
_MOST, _LEAST = 0.6, 2


def without_notices(layout: Layout) -> Layout:
    """Return the layout with notices as furniture, and articles that are made of them; the others are numbered anew."""
    noticed = [at for at, article in enumerate(layout.articles) if len(_notices(article)) >= _LEAST]
    if not noticed:
        return layout
    kept: list[Article] = []
    gone: list[Passage] = []
    for at, article in enumerate(layout.articles):
        if at not in noticed:
            kept.append(article)
        elif _is_made_of_notices(article):
            gone += _passages(article)
        else:
            kept.append(_without(article))
            gone += [article.paragraphs[number] for number in _notices(article)]
    lost = {span for passage in gone for span in passage.spans}
    names = {article.id: f"{article.id.rpartition('.')[0]}.a{at}" for at, article in enumerate(kept, 1)}
    articles = tuple(
        replace(article, id=names[article.id], parent=names.get(article.parent) if article.parent else None)
        for article in kept
    )
    notes = tuple(note for note in layout.notes if not note.spans or not lost.issuperset(note.spans))
    return Layout(articles, (*layout.furniture, *(Block("furniture", passage) for passage in gone)), notes)


def _notices(article: Article) -> list[int]:
    """Return the numbers of the paragraphs that are notices."""
    return [at for at, paragraph in enumerate(article.paragraphs) if _NOTICE.match(paragraph.text)]


def _is_made_of_notices(article: Article) -> bool:
    """Tell whether hardly anything but notices is in an article; what is signed is a story that they were joined to."""
    noticed = sum(len(article.paragraphs[at]) for at in _notices(article))
    return not article.byline and noticed >= _MOST * sum(map(len, article.paragraphs))


def _without(article: Article) -> Article:
    """Return an article less the paragraphs that are notices."""
    kept = [at for at in range(len(article.paragraphs)) if at not in _notices(article)]
    return replace(
        article,
        paragraphs=tuple(article.paragraphs[at] for at in kept),
        intertitles=frozenset(new for new, at in enumerate(kept) if at in article.intertitles),
    )


def _passages(article: Article) -> Iterator[Passage]:
    """Yield all that an article prints."""
    lead = [article.label, article.kicker, *article.headline, *article.subheads, article.byline]
    yield from (passage for passage in (*lead, *article.paragraphs, *article.captions) if passage)
