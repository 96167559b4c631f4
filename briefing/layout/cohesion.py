"""How far two pieces of text speak of the same thing, and whether one goes on with the other."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import rjieba

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

__all__ = ["Cohesion", "closes_unopened", "joins_word", "left_open"]

# Pairs of characters with these say nothing of the topic.
_STOP = frozenset("，。；：！？、“”‘’（）()《》〈〉【】「」『』·—…　 \n的了在是和与及也将等这那为从对把被其中有年月日")


def _pairs(text: str) -> Counter[str]:
    kept = [a + b for a, b in zip(text, text[1:], strict=False) if a not in _STOP and b not in _STOP]
    return Counter(kept)


class Cohesion:
    """Pairs of characters of the texts of one page, weighted by how few of them share them (idf)."""

    __slots__ = ("_idf", "_number")

    def __init__(self, texts: Sequence[str]) -> None:
        """Count in how many of `texts` each pair occurs."""
        seen: Counter[str] = Counter()
        for text in texts:
            seen.update(set(_pairs(text)))
        size = max(1, len(texts))
        self._number = {pair: at for at, pair in enumerate(seen)}
        self._idf = np.array([math.log(1.0 + size / count) for count in seen.values()] + [math.log(1.0 + size)])

    def matrix(self, texts: Sequence[str]) -> Floats:
        """Return one row a text: its weighted pairs, of length 1; the last column holds what no text of the page has."""
        rows = np.zeros((len(texts), len(self._number) + 1))
        for row, text in zip(rows, texts, strict=True):
            for pair, count in _pairs(text).items():
                row[self._number.get(pair, -1)] = 1.0 + math.log(count)
        rows *= self._idf
        norm = np.sqrt((rows * rows).sum(axis=1, keepdims=True))
        return rows / np.where(norm > 0, norm, 1.0)

    def coverage(self, heads: Sequence[str], matrix: Floats) -> Floats:
        """Return the weighted share of each head's pairs (rows) that occur in each row of a matrix (columns), 0 to 1."""
        known = matrix[:, :-1] > 0
        result = np.zeros((len(heads), len(matrix)))
        for at, head in enumerate(heads):
            numbers = [self._number.get(pair, -1) for pair in _pairs(head)]
            weights = self._idf[numbers]
            inside = [number for number in numbers if number >= 0]
            if inside:
                result[at] = known[:, inside] @ self._idf[inside] / weights.sum()
        return result


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
    for word in rjieba.cut(tail + head, False):
        at += len(word)
        if at > len(tail):
            return at - len(word) < len(tail)
        if at == len(tail):
            return False
    return False
