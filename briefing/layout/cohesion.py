"""How far two pieces of text speak of the same thing, and whether one goes on with the other."""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import rjieba

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

__all__ = ["Cohesion", "closes_unopened", "joins_word", "left_open", "topical_pairs"]

# Runs of characters that say something of the topic: no marks, no function words, no units of time.
_RUN = re.compile(
    "[^，。；：！？、“”‘’（）()《》〈〉【】「」『』·—… \\n\u3000的了在是和与及也将等这那为从对把被其中有年月日]{2,}"
)


def topical_pairs(text: str) -> list[str]:
    """Return the pairs of characters of `text` that say something of its topic, in order."""
    return [run[at : at + 2] for run in _RUN.findall(text) for at in range(len(run) - 1)]


@lru_cache(maxsize=2048)
def _counted(text: str) -> Mapping[str, int]:
    """Return how often each topical pair occurs, not to be changed: a page compares the same parts many times."""
    return Counter(topical_pairs(text))


class Cohesion:
    """Pairs of characters of the texts of one page, weighted by how few of them share them (idf)."""

    __slots__ = ("_counts", "_idf", "_number", "_rows")

    def __init__(self, texts: Sequence[str]) -> None:
        """Count in how many of `texts` each pair occurs."""
        counts = [_counted(text) for text in texts]
        seen: Counter[str] = Counter()
        for count in counts:
            seen.update(count.keys())
        size = max(1, len(texts))
        self._number = {pair: at for at, pair in enumerate(seen)}
        self._counts = [
            (
                np.fromiter((self._number[pair] for pair in count), dtype=np.int64, count=len(count)),
                np.fromiter(count.values(), dtype=np.float64, count=len(count)),
            )
            for count in counts
        ]
        self._rows: dict[str, tuple[NDArray[np.int64], Floats]] = {}
        self._idf = np.array([math.log(1.0 + size / count) for count in seen.values()] + [math.log(1.0 + size)])

    def matrix(self, texts: Sequence[str]) -> Floats:
        """Return one row a text: its weighted pairs, of length 1; the last column: what the page lacks."""
        rows = np.zeros((len(texts), len(self._number) + 1))
        for row, text in zip(rows, texts, strict=True):
            numbers, weights = self._row(text)
            row[numbers] = weights
        norm = np.sqrt((rows * rows).sum(axis=1, keepdims=True))
        return rows / np.where(norm > 0, norm, 1.0)

    def joined(self, groups: Sequence[Sequence[int]]) -> Floats:
        """Return one row a group, as `matrix` does, of those texts joined from which all this was made, by number."""
        rows = np.zeros((len(groups), len(self._number) + 1))
        for row, group in zip(rows, groups, strict=True):
            for at in group:
                numbers, often = self._counts[at]
                row[numbers] += often
            held = np.nonzero(row)[0]
            row[held] = (1.0 + np.log(row[held])) * self._idf[held]
        norm = np.sqrt((rows * rows).sum(axis=1, keepdims=True))
        return rows / np.where(norm > 0, norm, 1.0)

    def _row(self, text: str) -> tuple[NDArray[np.int64], Floats]:
        """Return the numbers of a text's pairs and their weights, kept for the next time."""
        known = self._rows.get(text)
        if known is None:
            count = _counted(text)
            numbers = np.fromiter((self._number.get(pair, -1) for pair in count), dtype=np.int64, count=len(count))
            often = np.fromiter(count.values(), dtype=np.float64, count=len(count))
            known = self._rows[text] = (numbers, (1.0 + np.log(often)) * self._idf[numbers])
        return known

    def coverage(self, heads: Sequence[str], matrix: Floats) -> Floats:
        """Return the weighted share of each head's pairs (rows) in each row of a matrix (columns), 0 to 1."""
        whole = [float(self._idf[self._numbers(head)].sum()) for head in heads]
        shares: Floats = self.found(heads, matrix) / np.maximum(1e-9, np.array(whole))[:, None]
        return shares

    def found(self, heads: Sequence[str], matrix: Floats) -> Floats:
        """Return the weights of each head's pairs (rows) that each row of a matrix (columns) has, in sum."""
        known = matrix[:, :-1] > 0
        result = np.zeros((len(heads), len(matrix)))
        for at, head in enumerate(heads):
            inside = [number for number in self._numbers(head) if number >= 0]
            if inside:
                result[at] = known[:, inside] @ self._idf[inside]
        return result

    def _numbers(self, text: str) -> list[int]:
        """Return the numbers of a text's different pairs, -1 for those that the page lacks."""
        return [self._number.get(pair, -1) for pair in _counted(text)]


_OPENS = {"“": "”", "‘": "’", "《": "》", "（": "）", "「": "」", "『": "』", "【": "】"}
_CLOSES = {close: opened for opened, close in _OPENS.items()}
# A quotation or bracket that runs on longer than this is not looked for.
_REACH = 160


def left_open(text: str) -> str:
    """Return the marks that the end of `text` leaves open, outermost first: …组织“世 → “."""
    stack: list[str] = []
    for character in text[-_REACH:]:
        if character in _OPENS:
            stack.append(character)
        elif character in _CLOSES and stack and stack[-1] == _CLOSES[character]:
            stack.pop()
    return "".join(stack)


def closes_unopened(text: str) -> str:
    """Return the opening marks of what the start of `text` closes without having opened it: 界记忆”项目 → “."""
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
