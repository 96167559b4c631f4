"""The words of each sentence that tie sentences together: content words (实词), shared by the rankers."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from briefing.text.tokens import tokenizer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.config import RankConfig
    from briefing.model import Sentence

__all__ = ["content_words"]


@cache
def _stop_words() -> frozenset[str]:
    text = (files("briefing.text") / "lexicon" / "stopwords.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


def content_words(sentences: Sequence[Sentence], config: RankConfig) -> list[list[str]]:
    """Return the words of each sentence less marks, blanks and function words; a sentence may have none."""
    cut = tokenizer(config.tokenizer, config.user_dictionary).words
    stop = _stop_words()
    return [
        [word for word in cut(sentence.text.lower()) if word not in stop and word[0].isalnum()]
        for sentence in sentences
    ]
