"""出处: where each number leads: kicker or headline, reporters, page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model import Fragment, Item

if TYPE_CHECKING:
    from briefing.compose.desk import Told
    from briefing.model import Source

__all__ = ["source_item"]

_LONGEST = 42


def source_item(number: int, told: Told, sources: dict[str, Source]) -> Item:
    """Return the line of one source; number: as printed on the page."""
    article = told.story.article
    named = article.kicker if 0 < len(article.kicker) <= _LONGEST else (told.title[0] if told.title else article.kicker)
    detail = [
        Fragment("reporter", name, label="、" if place else "") for place, name in enumerate(article.reporters[:4])
    ]
    pages = [sources[name].page or "" for name in article.pages if name in sources]
    page = "、".join(dict.fromkeys(page for page in pages if page))
    return Item(
        f"source-{number}",
        label=str(number),
        text=(Fragment("source", named[:_LONGEST], after=f" {page}版" if page else ""),),
        detail=tuple(detail),
        kind="source",
    )
