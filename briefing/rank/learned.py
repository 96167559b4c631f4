"""Learned: the pairs an editor's summary is likely to have, as fitted by `briefing train`.

After Li, Qian & Liu, "Using Supervised Bigram-based ILP for Extractive Summarization", ACL 2013: a pair's weight is
the probability that the summary has it, told from where and how it stands in the article; what is printed
is then the choice that covers most of that weight (`select.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from briefing.rank.features import features
from briefing.rank.pairs import pairs_of
from briefing.rank.units import clauses_of
from briefing.rank.weights import load_weights
from briefing.rank.words import tagged_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from briefing.config import RankConfig
    from briefing.model import Sentence
    from briefing.rank.pairs import Pairs
    from briefing.rank.units import Clause
    from briefing.rank.weights import Weights

    Vector = NDArray[np.float64]

__all__ = ["score", "weigh"]

# Letters added to each sentence's length, so that a fragment with one good pair does not come first.
SHORT = 15


def score(sentences: Sequence[Sentence], config: RankConfig, title: str = "") -> tuple[float, ...]:  # noqa: ARG001 - the stage's signature
    """Return how much of a likely summary each sentence holds a letter, 0–1; empty input gives an empty tuple."""
    pairs = pairs_of([sentence.text for sentence in sentences])
    if not len(pairs.kind):
        return (0.0,) * len(sentences)
    tagged = tagged_words(sentences, config)
    clauses = [clauses_of(sentence.text, words) for sentence, words in zip(sentences, tagged, strict=True)]
    weights, _ = weigh(sentences, clauses, tagged, pairs, load_weights(config.weights))
    size = np.diff(pairs.letter[pairs.base])
    of_letter = np.repeat(np.arange(len(sentences)), size)[:-1]
    held = np.bincount(of_letter, np.where(pairs.within, weights[pairs.kind], 0.0), len(sentences))
    return tuple((held / (size + SHORT)).tolist())


def weigh(
    sentences: Sequence[Sentence],
    clauses: Sequence[Sequence[Clause]],
    tagged: Sequence[Sequence[tuple[str, str]]],
    pairs: Pairs,
    weights: Weights,
) -> tuple[Vector, float]:
    """Return the probability of each kind of pair, and the letters an editor would need."""
    rows = np.hstack([features(sentences, clauses, tagged, pairs), weights.letter_columns(pairs.key)])
    odds = np.where(pairs.count > 0, weights.odds(rows), 0.0)
    return odds, weights.reference_letters(odds)
