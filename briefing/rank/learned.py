"""Learned: the pairs an editor's summary is likely to have, as fitted by `briefing train`.

After Li, Qian & Liu, "Using Supervised Bigram-based ILP for Extractive Summarization", ACL 2013: a pair's weight is
the probability that the summary has it, told from where and how it stands in the article; what is printed
is then the choice that covers most of that weight (`select.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from briefing.rank.features import NAMES, features
from briefing.rank.ground import ground_of
from briefing.rank.weights import LETTER_COLUMNS, load_weights

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from briefing.config import RankConfig
    from briefing.model import Sentence
    from briefing.rank.ground import Ground
    from briefing.rank.weights import Weights

    Vector = NDArray[np.float64]

__all__ = ["score", "weigh"]

# Letters added to each sentence's length, so that a fragment with one good pair does not come first.
SHORT = 15


def score(sentences: Sequence[Sentence], config: RankConfig, title: str = "") -> tuple[float, ...]:  # noqa: ARG001 - the stage's signature
    """Return how much of a likely summary each sentence holds a letter, 0–1; empty input gives an empty tuple."""
    ground = ground_of(sentences, config)
    pairs = ground.pairs
    if not len(pairs.kind):
        return (0.0,) * len(sentences)
    weights, _ = weigh(ground, load_weights(config.weights))
    size = np.diff(pairs.letter[pairs.base])
    of_letter = np.repeat(np.arange(len(sentences)), size)[:-1]
    held = np.bincount(of_letter, weights[pairs.kind], len(sentences))
    return tuple((held / (size + SHORT)).tolist())


def weigh(ground: Ground, weights: Weights) -> tuple[Vector, float]:
    """Return the probability of each kind of pair, and the letters an editor would need."""
    pairs = ground.pairs
    rows = features(ground, LETTER_COLUMNS)
    weights.tell_letters(pairs.key, rows[:, len(NAMES) :])
    odds = np.where(pairs.count > 0, weights.odds(rows), 0.0)
    return odds, weights.reference_letters(odds)
