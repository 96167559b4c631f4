"""Sentences of a plain text whose paragraphs are parted by line feeds, as articles come in JSON lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model import Article
from briefing.passage import Passage
from briefing.text import parse

if TYPE_CHECKING:
    from briefing.model import Sentence

__all__ = ["sentences_of"]


# Longest line that may be an intertitle, in characters, and the marks that end running text.
_INTERTITLE, _ENDS = 30, "。！？!?…；;：:”’」』）)"


def sentences_of(article: str) -> tuple[Sentence, ...]:
    """Return the sentences in order; their spans count in `article` as source "text".

    A short line without a mark at its end, before a paragraph that has one, is an intertitle (小标题).
    """
    paragraphs = []
    at = 0
    for line in article.split("\n"):
        paragraph = Passage.of(article, "text", at, at + len(line)).strip()
        if paragraph:
            paragraphs.append(paragraph)
        at += len(line) + 1
    ended = [paragraph.text[-1] in _ENDS for paragraph in paragraphs]
    # Not in verse, tables and lists, where most lines end so.
    running = 2 * sum(ended) > len(ended)
    intertitles = frozenset(
        number
        for number, paragraph in enumerate(paragraphs[:-1])
        if running and not ended[number] and ended[number + 1] and len(paragraph) <= _INTERTITLE
    )
    return parse(Article("text", paragraphs=tuple(paragraphs), intertitles=intertitles))
