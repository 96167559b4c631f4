"""The character pairs (字对) of an article: what coverage and redundancy are counted in.

Neighbouring letters, digits and Han characters of one sentence make a pair; marks and blanks are
passed over. Pairs need no dictionary, and two sentences that say the same share them. In a text that is mostly of
Latin letters each word counts as one letter printed as often as it is long.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from briefing.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Ints = NDArray[np.intp]

__all__ = ["Pairs", "begins_in", "pairs_of"]

# Code points that a table answers for; the few beyond are looked at one by one.
_PLANE = 0x10000
# Below are Latin letters and digits. All characters are below the other, and a pair has twenty-one bits for each.
_LATIN, _BEYOND = 0x250, 0x110000
_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]{2,}")


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
    is_letter.cumsum(out=letter[1:])
    base = np.array([0, *accumulate(map(len, texts))], dtype=np.intp)
    place = is_letter.nonzero()[0]
    codes = points[place]
    if 2 * np.count_nonzero(codes < _LATIN) > len(codes):
        points = _worded(joined, points)
        codes = points[place]
    keys = (codes[:-1] << 21) | codes[1:]
    edges = letter[base[1:-1]] - 1
    keys[edges[(edges >= 0) & (edges < len(keys))]] = -1
    within = keys >= 0
    order = keys.argsort(kind="stable")
    sorted_keys = keys[order]
    new = begins_in(sorted_keys)
    begins = new.nonzero()[0]
    kind = np.empty(len(keys), dtype=np.intp)
    kind[order] = new.cumsum() - 1
    key = sorted_keys[begins]
    count = np.bincount(kind, minlength=len(key))
    count[key < 0] = 0
    return Pairs(codes, place, kind, within, len(key), count, key, order, begins, letter, base)


def _worded(text: str, points: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the code points, those of a word of Latin letters being the word's own number, above every character's.

    Twenty-six letters make so few pairs that any two English sentences share most of them; words do not.
    """
    out = points.copy()
    for word in _WORD.finditer(text):
        out[word.start() : word.end()] = _BEYOND + crc32(word[0].lower().encode()) % (2**21 - _BEYOND)
    return out


def begins_in(values: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell of each of the sorted values whether it is the first of its kind."""
    new = np.empty(len(values), dtype=bool)
    new[:1] = True
    np.not_equal(values[1:], values[:-1], out=new[1:])
    return new


def _folded(text: str) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return of each character its code point when folded and lowered, and whether it is a letter."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    beyond = (points >= _PLANE).nonzero()[0]
    low = points
    if len(beyond):
        low = points.copy()
        low[beyond] = 0
    codes = _table()[low].astype(np.int64)
    known = codes > 0
    for place in beyond.tolist():
        codes[place], known[place] = ord(_lowered(text[place])), text[place].isalnum()
    return codes, known


@cache
def _table() -> NDArray[np.uint16]:
    """Return for each code point of the first plane its folded, lowered one; 0 where that is no letter."""
    characters = fold("".join(map(chr, range(_PLANE))))
    # All at once, which is quicker than one by one; İ, the only one that grows when lowered, stays as it is.
    lowered = characters.replace("İ", "\0").lower().encode("utf-32-le", "surrogatepass")
    codes = np.frombuffer(lowered, dtype=np.uint32).astype(np.uint16)
    codes[ord("İ")] = ord("İ")
    # Two bytes each, so that the part that Chinese needs stays near the processor.
    codes[~np.fromiter(map(str.isalnum, characters), dtype=bool, count=_PLANE)] = 0
    return codes


def _lowered(character: str) -> str:
    lower = character.lower()
    return lower if len(lower) == 1 else character  # a few letters grow when lowered (İ)
