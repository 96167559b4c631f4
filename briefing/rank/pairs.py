"""The character pairs (字对) of an article: what coverage and redundancy are counted in.

Neighbouring letters, digits and Han characters of one sentence make a pair; marks and blanks are
passed over. Pairs need no dictionary, and two sentences that say the same share them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from briefing.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Ints = NDArray[np.intp]

__all__ = ["Pairs", "pairs_of"]


@dataclass(frozen=True, slots=True)
class Pairs:
    """All pairs of a text of n letters; pair k joins letters k and k + 1.

    codes: code point of each letter. kind: number of each pair (n - 1), equal for equal pairs.
    within: the pair lies in one sentence. size: how many kinds. count: of each kind, within sentences.
    letter: how many letters stand before each character of the joined text (one more than characters).
    base: where each sentence begins in the joined text (one more than sentences).
    """

    codes: NDArray[np.int64]
    kind: Ints
    within: NDArray[np.bool_]
    size: int
    count: Ints
    key: NDArray[np.int64]
    letter: Ints
    base: Ints

    def letters(self, sentence: int, start: int, end: int) -> tuple[int, int]:
        """Return the half-open range of letters that characters `start:end` of a sentence hold."""
        base = self.base[sentence]
        return int(self.letter[base + start]), int(self.letter[base + end])


def pairs_of(texts: Sequence[str]) -> Pairs:
    """Return the pairs of the sentences; matching is on the fold, lower case."""
    joined = fold("".join(texts))
    lowered = joined.lower()
    if len(lowered) != len(joined):  # a few letters grow when lowered (İ)
        lowered = joined
    points = np.frombuffer(lowered.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64)
    is_letter = np.fromiter(map(str.isalnum, lowered), dtype=bool, count=len(lowered))
    letter = np.zeros(len(joined) + 1, dtype=np.intp)
    np.cumsum(is_letter, out=letter[1:])
    base = np.zeros(len(texts) + 1, dtype=np.intp)
    np.cumsum([len(text) for text in texts], out=base[1:])
    codes = points[is_letter]
    keys = (codes[:-1] << 21) | codes[1:]
    within = np.ones(max(len(codes) - 1, 0), dtype=bool)
    edges = letter[base[1:-1]] - 1
    within[edges[(edges >= 0) & (edges < len(within))]] = False
    key, kind = np.unique(keys, return_inverse=True)
    count = np.bincount(kind[within], minlength=len(key))
    return Pairs(codes, kind, within, len(key), count, key, letter, base)
