"""How far two pieces of text speak of the same thing, and whether one goes on with the other."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import rjieba

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Codes = NDArray[np.int64]
    Floats = NDArray[np.float64]

__all__ = ["Cohesion", "closes_unopened", "joins_word", "left_open", "topical_pairs"]

# Characters that say nothing of the topic: marks, function words, units of time.
_EMPTY = "，。；：！？、“”‘’（）()《》〈〉【】「」『』·—… \n\u3000的了在是和与及也将等这那为从对把被其中有年月日"
# Characters up to this one are looked up in a table; those beyond all speak of the topic.
_PLANE = 0x10000
_TOPICAL = np.ones(_PLANE, dtype=bool)
_TOPICAL[[ord(character) for character in _EMPTY]] = False
# A pair is one number: the first character's code, shifted by the bits of any code, and the second's.
_BITS = 21


def topical_pairs(text: str) -> tuple[Codes, Codes]:
    """Return the pairs of characters of `text` that speak of its topic, each as a number, and where they are."""
    characters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64)
    speaks = _TOPICAL[np.minimum(characters, _PLANE - 1)]
    first = np.flatnonzero(speaks[:-1] & speaks[1:])
    return (characters[first] << _BITS) | characters[first + 1], first


@lru_cache(maxsize=2048)
def _counted(text: str) -> tuple[Codes, Codes]:
    """Return the topical pairs of a text, each once, and how often each occurs; a page compares parts many times."""
    return np.unique(topical_pairs(text)[0], return_counts=True)


class Cohesion:
    """Pairs of characters of the texts of one page, weighted by how few of them share them (idf)."""

    __slots__ = ("_counts", "_idf", "_inside", "_pairs", "_rows")

    def __init__(self, texts: Sequence[str]) -> None:
        """Count in how many of `texts` each pair occurs."""
        found, places = topical_pairs("\n".join(texts))
        self._pairs, numbers = np.unique(found, return_inverse=True)
        # Each pair once a text: text by text, in the order of the pairs.
        inside = np.searchsorted(np.cumsum([len(text) + 1 for text in texts]), places, side="right")
        span = len(self._pairs) + 1
        once, often = np.unique(inside * span + numbers, return_counts=True)
        held = once % span
        cuts = np.searchsorted(once, span * np.arange(1, len(texts)))
        self._counts = list(zip(np.split(held, cuts), np.split(often.astype(np.float64), cuts), strict=True))
        seen = np.bincount(held, minlength=len(self._pairs))
        self._rows: dict[str, tuple[Codes, Floats]] = {}
        self._inside: dict[str, tuple[Codes, float]] = {}
        size = max(1, len(texts))
        # The last is of pairs that the page lacks.
        self._idf = np.log1p(size / np.append(seen, 1))

    def matrix(self, texts: Sequence[str]) -> Floats:
        """Return one row a text: its weighted pairs, of length 1; the last column: what the page lacks."""
        rows = np.zeros((len(texts), len(self._idf)))
        for row, text in zip(rows, texts, strict=True):
            numbers, weights = self._row(text)
            row[numbers] = weights
        norm = np.sqrt((rows * rows).sum(axis=1, keepdims=True))
        return rows / np.where(norm > 0, norm, 1.0)

    def joined(self, groups: Sequence[Sequence[int]]) -> Floats:
        """Return one row a group, as `matrix` does, of those texts joined from which all this was made, by number."""
        rows = np.zeros((len(groups), len(self._idf)))
        for row, group in zip(rows, groups, strict=True):
            for at in group:
                numbers, often = self._counts[at]
                row[numbers] += often
            held = np.nonzero(row)[0]
            row[held] = (1.0 + np.log(row[held])) * self._idf[held]
        norm = np.sqrt((rows * rows).sum(axis=1, keepdims=True))
        return rows / np.where(norm > 0, norm, 1.0)

    def _row(self, text: str) -> tuple[Codes, Floats]:
        """Return the numbers of a text's pairs and their weights, kept for the next time."""
        known = self._rows.get(text)
        if known is None:
            pairs, often = _counted(text)
            numbers = self._numbers(pairs)
            known = self._rows[text] = (numbers, (1.0 + np.log(often)) * self._idf[numbers])
        return known

    def coverage(self, heads: Sequence[str], matrix: Floats) -> Floats:
        """Return the weighted share of each head's pairs (rows) in each row of a matrix (columns), 0 to 1."""
        whole = np.array([self._held(head)[1] for head in heads])
        shares: Floats = self.found(heads, matrix) / np.maximum(1e-9, whole)[:, None]
        return shares

    def found(self, heads: Sequence[str], matrix: Floats) -> Floats:
        """Return the weights of each head's pairs (rows) that each row of a matrix (columns) has, in sum."""
        known = matrix[:, :-1] > 0
        result = np.zeros((len(heads), len(matrix)))
        for at, head in enumerate(heads):
            inside, _ = self._held(head)
            if len(inside):
                result[at] = known[:, inside] @ self._idf[inside]
        return result

    def _held(self, head: str) -> tuple[Codes, float]:
        """Return the numbers of a head's pairs that the page has, and the weight of all its pairs; kept."""
        held = self._inside.get(head)
        if held is None:
            numbers = self._numbers(_counted(head)[0])
            held = self._inside[head] = (numbers[numbers >= 0], float(self._idf[numbers].sum()))
        return held

    def turns(self, own: Sequence[int], others: Floats) -> tuple[Floats, Floats]:
        """Return how like the texts `own`, cut before each but the first, are to each other, and the second to others.

        others: rows as `joined` makes them; the likest counts.
        """
        held = np.unique(np.concatenate([self._counts[at][0] for at in own]))
        counts = np.zeros((len(own), len(held)))
        for row, at in zip(counts, own, strict=True):
            numbers, often = self._counts[at]
            row[np.searchsorted(held, numbers)] = often
        before = np.cumsum(counts, axis=0)[:-1]
        kept, after = (self._weighed(rows, held) for rows in (before, counts.sum(axis=0) - before))
        return (kept * after).sum(axis=1), (others[:, held] @ after.T).max(axis=0)

    def _weighed(self, counts: Floats, numbers: Codes) -> Floats:
        rows: Floats = np.where(counts > 0, 1.0 + np.log(np.maximum(1.0, counts)), 0.0) * self._idf[numbers]
        rows /= np.maximum(1e-12, np.sqrt((rows * rows).sum(axis=1, keepdims=True)))
        return rows

    def _numbers(self, pairs: Codes) -> Codes:
        """Return the numbers of different pairs, -1 for those that the page lacks."""
        if not len(self._pairs):
            return np.full(len(pairs), -1)
        places = np.minimum(np.searchsorted(self._pairs, pairs), len(self._pairs) - 1)
        numbers: Codes = np.where(self._pairs[places] == pairs, places, -1)
        return numbers


_OPENS = {"“": "”", "‘": "’", "《": "》", "（": "）", "「": "」", "『": "』", "【": "】"}
_CLOSES = {close: opened for opened, close in _OPENS.items()}
# A quotation or bracket that runs on longer than this is not looked for.
_REACH = 160


def left_open(text: str) -> str:
    """Return the marks that the end of `text` leaves open, outermost first: …组织“世 → “."""
    if _OPENS.keys().isdisjoint(text):
        return ""
    stack: list[str] = []
    for character in text[-_REACH:]:
        if character in _OPENS:
            stack.append(character)
        elif character in _CLOSES and stack and stack[-1] == _CLOSES[character]:
            stack.pop()
    return "".join(stack)


def closes_unopened(text: str) -> str:
    """Return the opening marks of what the start of `text` closes without having opened it: 界记忆”项目 → “."""
    if _CLOSES.keys().isdisjoint(text):
        return ""
    stack: list[str] = []
    missing: list[str] = []
    for character in text[:_REACH]:
        if character in _OPENS:
            stack.append(character)
        elif character in _CLOSES:
            if stack and stack[-1] == _CLOSES[character]:
                stack.pop()
            elif not stack:
                missing.append(_CLOSES[character])
    return "".join(reversed(missing))


def joins_word(left: str, right: str) -> bool:
    """Tell whether a word stands across the joint of two texts: 损害。比|如，目前 → 比如."""
    tail, head = left[-6:], right[:6]
    at = 0
    for word in rjieba.cut(tail + head, hmm=False):
        at += len(word)
        if at > len(tail):
            return at - len(word) < len(tail)
        if at == len(tail):
            return False
    return False
