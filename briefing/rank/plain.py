"""Sentences of a plain text whose paragraphs are parted by line feeds, as articles come in JSON lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model import Article
from briefing.passage import Passage
from briefing.text import parse

if TYPE_CHECKING:
    from briefing.model import Sentence

__all__ = ["sentences_of"]


def sentences_of(article: str) -> tuple[Sentence, ...]:
    """Return the sentences in order; their spans count in `article` as source "text"."""
    paragraphs = []
    at = 0
    for line in article.split("\n"):
        paragraph = Passage.of(article, "text", at, at + len(line)).strip()
        if paragraph:
            paragraphs.append(paragraph)
        at += len(line) + 1
    return parse(Article("text", paragraphs=tuple(paragraphs)))
