"""Continuous LexRank: the walk over tf-idf cosines.

Erkan & Radev, "LexRank: Graph-based Lexical Centrality as Salience in Text Summarization", JAIR 22, 2004.
The cosine matrix is X·Xᵀ with the rows of X of length one, so each step is two sparse products.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.rank.graph import bag_of_words, spread, walk
from briefing.rank.words import content_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.config import RankConfig
    from briefing.model import Sentence

__all__ = ["score"]


def score(sentences: Sequence[Sentence], config: RankConfig, title: str = "") -> tuple[float, ...]:  # noqa: ARG001 - the stage's signature
    """Return the weight of each sentence in the walk, summing to 1; empty input gives an empty tuple."""
    bag = spread(bag_of_words(content_words(sentences, config)))
    return tuple(walk(lambda vector: bag.times(bag.turned_times(vector)), len(sentences)).tolist())
