"""The character pairs (字对) of an article: what coverage and redundancy are counted in.

Neighbouring letters, digits and Han characters of one sentence make a pair; marks and blanks are
passed over. Pairs need no dictionary, and two sentences that say the same share them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from briefing.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Ints = NDArray[np.intp]

__all__ = ["Pairs", "pairs_of"]

# Code points that a table answers for; the few beyond are looked at one by one.
_PLANE = 0x10000


@dataclass(frozen=True, slots=True)
class Pairs:
    """All pairs of a text of n letters; pair k joins letters k and k + 1.

    codes: code point of each letter. place: where each letter stands in the joined text.
    kind: number of each pair (n - 1), equal for equal pairs. within: the pair lies in one sentence; those that do
    not are of kind 0 then, which has count 0 and key -1. size: how many kinds. count, key: of each kind.
    order: the pairs sorted by kind, then place. begins: where each kind begins in `order`.
    letter: how many letters stand before each character of the joined text (one more than characters).
    base: where each sentence begins in the joined text (one more than sentences).
    """

    codes: NDArray[np.int64]
    place: Ints
    kind: Ints
    within: NDArray[np.bool_]
    size: int
    count: Ints
    key: NDArray[np.int64]
    order: Ints
    begins: Ints
    letter: Ints
    base: Ints

    def letters(self, sentence: int, start: int, end: int) -> tuple[int, int]:
        """Return the half-open range of letters that characters `start:end` of a sentence hold."""
        base = self.base[sentence]
        return int(self.letter[base + start]), int(self.letter[base + end])


def pairs_of(texts: Sequence[str]) -> Pairs:
    """Return the pairs of the sentences; matching is on the fold, lower case."""
    joined = "".join(texts)
    points, is_letter = _folded(joined)
    letter = np.zeros(len(joined) + 1, dtype=np.intp)
    np.cumsum(is_letter, out=letter[1:])
    base = np.zeros(len(texts) + 1, dtype=np.intp)
    np.cumsum([len(text) for text in texts], out=base[1:])
    place = np.flatnonzero(is_letter)
    codes = points[place]
    keys = (codes[:-1] << 21) | codes[1:]
    within = np.ones(len(keys), dtype=bool)
    edges = letter[base[1:-1]] - 1
    within[edges[(edges >= 0) & (edges < len(within))]] = False
    keys[~within] = -1
    order = np.argsort(keys, kind="stable")
    sorted_keys = keys[order]
    new = np.ones(len(keys), dtype=bool)
    np.not_equal(sorted_keys[1:], sorted_keys[:-1], out=new[1:])
    begins = np.flatnonzero(new)
    kind = np.empty(len(keys), dtype=np.intp)
    kind[order] = np.cumsum(new) - 1
    key = sorted_keys[begins]
    count = np.bincount(kind, minlength=len(key))
    count[key < 0] = 0
    return Pairs(codes, place, kind, within, len(key), count, key, order, begins, letter, base)


def _folded(text: str) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return of each character its code point when folded and lowered, and whether it is a letter."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64)
    folded, is_letter = _tables()
    beyond = np.flatnonzero(points >= _PLANE)
    low = points
    if len(beyond):
        low = points.copy()
        low[beyond] = 0
    codes, known = folded[low], is_letter[low]
    for place in beyond.tolist():
        codes[place], known[place] = ord(_lowered(text[place])), text[place].isalnum()
    return codes, known


@cache
def _tables() -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return for each code point of the first plane its folded, lowered one, and whether that is a letter."""
    characters = fold("".join(map(chr, range(_PLANE))))
    # All at once, which is quicker than one by one; İ, the only one that grows when lowered, stays as it is.
    lowered = characters.replace("İ", "\0").lower().encode("utf-32-le", "surrogatepass")
    codes = np.frombuffer(lowered, dtype=np.uint32).astype(np.int64)
    codes[ord("İ")] = ord("İ")
    is_letter = np.fromiter(map(str.isalnum, characters), dtype=bool, count=_PLANE)
    return codes, is_letter


def _lowered(character: str) -> str:
    lower = character.lower()
    return lower if len(lower) == 1 else character  # a few letters grow when lowered (İ)
