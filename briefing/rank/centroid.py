"""Centroid: how near each sentence is to the middle of its article.

Radev, Jing, Styś & Tam, "Centroid-based summarization of multiple documents", 2004; here the cosine
of each sentence's tf-idf vector with the sum of all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from briefing.rank.graph import bag_of_words, spread
from briefing.rank.words import content_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.config import RankConfig
    from briefing.model import Sentence

__all__ = ["score"]


def score(sentences: Sequence[Sentence], config: RankConfig, title: str = "") -> tuple[float, ...]:  # noqa: ARG001 - the stage's signature
    """Return the cosine of each sentence with the centroid, 0–1; empty input gives an empty tuple."""
    bag = spread(bag_of_words(content_words(sentences, config)))
    middle = bag.turned_times(np.ones(len(sentences)))
    size = float(np.sqrt(middle @ middle))
    return tuple((bag.times(middle) / size if size else np.zeros(len(sentences))).tolist())
