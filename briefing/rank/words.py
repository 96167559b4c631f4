"""The words that tie sentences together (实词), shared by the graph rankers, and the word lists of the stage."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from briefing.text.tokens import tokenizer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.config import RankConfig
    from briefing.model import Sentence

__all__ = ["content_words", "lexicon"]


@cache
def lexicon(name: str) -> frozenset[str]:
    """Return the entries of a list in `text/lexicon/`."""
    text = (files("briefing.text") / "lexicon" / f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


def content_words(sentences: Sequence[Sentence], config: RankConfig) -> list[list[str]]:
    """Return the words of each sentence less marks, blanks and function words; a sentence may have none."""
    cut = tokenizer(config.tokenizer, config.user_dictionary).words
    stop = lexicon("stopwords")
    return [
        [word for word in cut(sentence.text.lower()) if word not in stop and word[0].isalnum()]
        for sentence in sentences
    ]
