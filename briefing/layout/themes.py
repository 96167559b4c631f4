"""What a text speaks of, as a bag of words: how likely one text goes on with the words of another.

The query-likelihood model of information retrieval (查询似然): each article is a source of words, smoothed with how
often the language uses them (Zhai & Lafferty, "A study of smoothing methods for language models", 2004). What a text
says more of than the language does speaks for an article that says it, too.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
import rjieba

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

__all__ = ["TOLD", "Themes", "advance", "lag", "standing", "topical_words"]

# Single characters that say nothing of a topic, and anything that is no letter or digit.
_EMPTY = re.compile(r"[\W的了在是和与及也将等这那为从对把被其中有年月日]")
# The language counts as so many words of each article: the less, the more a single word that both have tells.
_SMOOTHING = 25.0
# A word said more often than this in a text tells no more.
_CAP = 2.0
# So far apart are two ends when it is as good as certain which one a start goes on with.
TOLD = 10.0
# Words that the table lacks were counted so often in the mean.
_RARE = 3.0


def topical_words(text: str) -> list[str]:
    """Return the words of `text` that say something of its topic, in order."""
    return [word for word in rjieba.cut(text, hmm=False) if len(word) > 1 or not _EMPTY.match(word)]


def advance(ratios: Floats) -> Floats:
    """Return how far each end (columns) stands above the middle one of its row: see `Themes.ratios`."""
    if not ratios.size:
        return ratios
    found: Floats = (ratios - np.median(ratios, axis=1, keepdims=True)) / TOLD
    return found


def standing(ratios: Floats) -> Floats:
    """Return the same, bounded to -1 to 2: beyond, more tells no more."""
    return np.clip(advance(ratios), -1.0, 2.0)


def lag(ratios: Floats) -> Floats:
    """Return how far each end (columns) is behind the best other than the start itself, 0 to 3: see `Themes.ratios`."""
    if len(ratios) < 2:
        return np.zeros_like(ratios)
    others = ratios.copy()
    np.fill_diagonal(others, -np.inf)
    behind: Floats = np.clip((others.max(axis=1, keepdims=True) - ratios) / TOLD, 0.0, 3.0)
    return behind


@cache
def _language() -> tuple[dict[str, int], int]:
    """Return how often the language uses its commonest words, and how many words were counted in all."""
    data = json.loads(files("briefing.layout").joinpath("weights/words.json").read_text(encoding="utf-8"))
    return data["words"], data["about"]["counted"]


class Themes:
    """The words of the texts of one page, each as rare as the language has it."""

    __slots__ = ("_counts", "_rarity")

    def __init__(self, texts: Sequence[str]) -> None:
        """Count the words of each of `texts`."""
        counts = [Counter(topical_words(text)) for text in texts]
        number: dict[str, int] = {}
        for count in counts:
            for word in count:
                number.setdefault(word, len(number))
        self._counts = np.zeros((len(texts), len(number)))
        for row, count in zip(self._counts, counts, strict=True):
            for word, often in count.items():
                row[number[word]] = often
        known, counted = _language()
        self._rarity = np.array([counted / max(_RARE, known.get(word, 0)) for word in number])

    def ratios(self, starts: Sequence[Sequence[int]], ends: Sequence[Sequence[int]]) -> Floats:
        """Return how likely each end (columns) goes on with the words of each start (rows), to be compared in one row.

        starts, ends: groups of texts by number, each joined. The unit is natural logarithms of odds, divided by the
        root of the number of words, which is how chance grows.
        """
        asked = np.minimum(self._sums(starts), _CAP)
        told = self._sums(ends)
        length = told.sum(axis=1)
        found = np.log1p(told * self._rarity / _SMOOTHING)
        less = np.log(_SMOOTHING / (length + _SMOOTHING))
        words = asked.sum(axis=1)
        ratios: Floats = (asked @ found.T + np.outer(words, less)) / np.sqrt(np.maximum(1.0, words))[:, None]
        return ratios

    def _sums(self, groups: Sequence[Sequence[int]]) -> Floats:
        sums = np.zeros((len(groups), self._counts.shape[1]))
        for number, group in enumerate(groups):
            sums[number] = self._counts[list(group)].sum(axis=0)
        return sums
