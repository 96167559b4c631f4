"""TextRank: sentences linked by shared words, divided by the logarithms of their lengths.

Mihalcea & Tarau, "TextRank: Bringing Order into Texts", EMNLP 2004. The overlap counts distinct
content words; a sentence is not linked to itself. Exact also on long texts: the divisor depends
on the lengths only, and a text has few distinct lengths, so each product is one sparse product a length.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from briefing.rank.graph import DENSE, Bag, bag_of_words, walk
from briefing.rank.words import content_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from briefing.config import RankConfig
    from briefing.model import Sentence
    from briefing.rank.graph import Product

    Vector = NDArray[np.float64]

__all__ = ["score"]


def score(sentences: Sequence[Sentence], config: RankConfig, title: str = "") -> tuple[float, ...]:  # noqa: ARG001 - the stage's signature
    """Return the weight of each sentence in the walk, summing to 1; empty input gives an empty tuple."""
    counted = bag_of_words(content_words(sentences, config))
    bag = Bag(counted.rows, counted.columns, np.ones_like(counted.counts), counted.height, counted.width)
    size = len(sentences)
    return tuple(walk(_dense(bag) if size <= DENSE else _sparse(bag), size).tolist())


def _logs(bag: Bag) -> Vector:
    # 1 + n keeps the logarithm of a sentence with one word (or none) above zero.
    return np.log1p(np.bincount(bag.rows, minlength=bag.height).astype(np.float64)) + 1e-9


def _dense(bag: Bag) -> Product:
    full = bag.dense()
    logs = _logs(bag)
    similarity = full @ full.T / (logs[:, None] + logs[None, :])
    np.fill_diagonal(similarity, 0.0)
    return similarity.__matmul__


def _sparse(bag: Bag) -> Product:
    logs = _logs(bag)
    lengths, which = np.unique(logs, return_inverse=True)
    own = np.bincount(bag.rows, minlength=bag.height) / (2 * logs)
    order = np.argsort(which[bag.rows], kind="stable")
    rows, columns = bag.rows[order], bag.columns[order]
    bounds = np.searchsorted(which[rows], np.arange(len(lengths) + 1))

    def product(vector: Vector) -> Vector:
        out = -own * vector
        for number, length in enumerate(lengths):
            low, high = bounds[number], bounds[number + 1]
            if low < high:
                over_words = bag.turned_times(vector / (length + logs))
                out += np.bincount(rows[low:high], over_words[columns[low:high]], bag.height)
        return out

    return product
