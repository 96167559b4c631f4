"""Similarity of sentences and the walk over it, shared by the rankers.

The similarity matrix of a long text is never built: TextRank and LexRank need only its product with
a vector, and that comes from the sparse matrix of sentences and words in time linear in the words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    Vector = NDArray[np.float64]
    Product = Callable[[Vector], Vector]

__all__ = ["Bag", "bag_of_words", "spread", "walk"]

# Up to this many sentences a dense matrix is quicker than sparse products.
DENSE = 400


@dataclass(frozen=True, slots=True)
class Bag:
    """A sparse matrix of sentences (rows) and words (columns): entry k is `counts[k]` at (rows[k], columns[k])."""

    rows: NDArray[np.intp]
    columns: NDArray[np.intp]
    counts: Vector
    height: int
    width: int

    def times(self, vector: Vector) -> Vector:
        """Return the product with a vector over the words."""
        return np.bincount(self.rows, self.counts * vector[self.columns], self.height).astype(np.float64)

    def turned_times(self, vector: Vector) -> Vector:
        """Return the product of the transpose with a vector over the sentences."""
        return np.bincount(self.columns, self.counts * vector[self.rows], self.width).astype(np.float64)

    def dense(self) -> Vector:
        """Return the matrix written out."""
        full = np.zeros((self.height, self.width))
        full[self.rows, self.columns] = self.counts
        return full


def bag_of_words(words: Sequence[Sequence[str]]) -> Bag:
    """Return the counts of each word in each sentence; words are numbered by first occurrence."""
    numbers: dict[str, int] = {}
    rows: list[int] = []
    columns: list[int] = []
    counts: list[int] = []
    for row, sentence in enumerate(words):
        tally: dict[str, int] = {}
        for word in sentence:
            tally[word] = tally.get(word, 0) + 1
        for word, count in tally.items():
            rows.append(row)
            columns.append(numbers.setdefault(word, len(numbers)))
            counts.append(count)
    return Bag(
        np.array(rows, dtype=np.intp),
        np.array(columns, dtype=np.intp),
        np.array(counts, dtype=np.float64),
        len(words),
        len(numbers),
    )


def spread(bag: Bag) -> Bag:
    """Return the bag with tf-idf weights, each row of length one; a row without words stays zero.

    idf is 1 + ln(n / df) within the article, so a word in every sentence still counts a little.
    """
    frequency = np.bincount(bag.columns, minlength=bag.width)
    weights = bag.counts * (1.0 + np.log(bag.height / frequency[bag.columns]))
    norms = np.sqrt(np.bincount(bag.rows, weights * weights, bag.height))
    return Bag(bag.rows, bag.columns, weights / norms[bag.rows], bag.height, bag.width)


def walk(product: Product, size: int, damping: float = 0.85, tolerance: float = 1e-7) -> Vector:
    """Return the stationary weight of each sentence, summing to 1; `product` multiplies by the similarity matrix.

    The matrix is (size, size), symmetric, not negative. A row without any similarity spreads its
    weight evenly, so no sentence sinks the walk. Size 0 gives an empty vector.

    Mihalcea & Tarau, "TextRank: Bringing Order into Texts", EMNLP 2004.
    """
    if not size:
        return np.zeros(0)
    degree = product(np.ones(size))
    alone = degree <= 0
    degree[alone] = 1.0
    weight = np.full(size, 1.0 / size)
    for _ in range(100):
        moved = product(np.where(alone, 0.0, weight / degree)) + weight[alone].sum() / size
        fresh = (1.0 - damping) / size + damping * moved
        done = np.abs(fresh - weight).sum() < tolerance
        weight = fresh
        if done:
            break
    return np.asarray(weight / weight.sum())
