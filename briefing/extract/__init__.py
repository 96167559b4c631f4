"""Sentences give facts (事实): who did what, which numbers matter, what must be done, which papers came out.

Each extractor is a function `find(article, sentences, config, context) -> tuple[Fact, ...]` in a file of its
own and one line in the table. An extractor never fails on text: a doubt gives fewer facts, not wrong ones.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from briefing.model import Context
from briefing.registry import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from briefing.config import ExtractConfig
    from briefing.model import Article, Fact, Note, Sentence, Story

__all__ = ["EXTRACTORS", "find_facts", "find_officials", "reconcile"]

# In the order in which the facts of an article are told.
EXTRACTORS = Table(
    "extractor",
    {
        "leaders": "briefing.extract.leaders:find",
        "statements": "briefing.extract.statements:find",
        "figures": "briefing.extract.figures:find",
        "lists": "briefing.extract.lists:find",
        "documents": "briefing.extract.documents:find",
    },
)


def find_facts(
    article: Article,
    sentences: Sequence[Sentence],
    config: ExtractConfig,
    context: Context | None = None,
) -> tuple[Fact, ...]:
    """Return the facts of one article, extractor by extractor in the order of the table, each in printing order."""
    known = context or Context()
    facts: list[Fact] = []
    for find in _extractors():
        facts += find(article, sentences, config, known)
    return tuple(facts)


@cache
def _extractors() -> tuple[Callable[..., tuple[Fact, ...]], ...]:
    return tuple(EXTRACTORS.load(name) for name in EXTRACTORS)


def find_officials(article: Article, sentences: Sequence[Sentence], config: ExtractConfig) -> frozenset[str]:
    """Return the officials an article names with their titles, so that others may print bare names."""
    from briefing.extract.leaders import named  # noqa: PLC0415 - as the extractors, loaded when used

    return named(article, sentences, config)


def reconcile(stories: Iterable[Story]) -> tuple[tuple[Story, ...], tuple[Note, ...]]:
    """Return the stories with restated facts merged, and a note for each contradiction between them."""
    from briefing.extract.merging import reconcile as merge  # noqa: PLC0415 - as the extractors, loaded when used

    return merge(stories)
