"""The words of each sentence: with tags, and those that tie sentences together (实词); shared by the rankers."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from briefing.text.tokens import tokenizer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.config import RankConfig
    from briefing.model import Sentence

__all__ = ["content_words", "tagged_words"]


@cache
def _lexicon(name: str) -> frozenset[str]:
    text = (files("briefing.text") / "lexicon" / f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


def tagged_words(sentences: Sequence[Sentence], config: RankConfig) -> list[list[tuple[str, str]]]:
    """Return the words of each sentence with their tags; verbs that jieba holds for nouns (会见) are put right."""
    tagged = tokenizer(config.tokenizer, config.user_dictionary).tagged
    verbs = _lexicon("verbs")
    return [
        [(pair[0], "v") if pair[0] in verbs else pair for pair in tagged(sentence.text)] for sentence in sentences
    ]


def content_words(sentences: Sequence[Sentence], config: RankConfig) -> list[list[str]]:
    """Return the words of each sentence less marks, blanks and function words; a sentence may have none."""
    cut = tokenizer(config.tokenizer, config.user_dictionary).words
    stop = _lexicon("stopwords")
    return [
        [word for word in cut(sentence.text.lower()) if word not in stop and word[0].isalnum()]
        for sentence in sentences
    ]
