"""How far two pieces of text speak of the same thing, and whether one goes on with the other."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

import rjieba

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["Cohesion", "joins_word"]

# Pairs of characters with these say nothing of the topic.
_STOP = frozenset("，。；：！？、“”‘’（）()《》〈〉【】「」『』·—…　 \n的了在是和与及也将等这那为从对把被其中有年月日")


def _pairs(text: str) -> Counter[str]:
    kept = [a + b for a, b in zip(text, text[1:], strict=False) if a not in _STOP and b not in _STOP]
    return Counter(kept)


class Cohesion:
    """Pairs of characters of the parts of one page, weighted by how few parts share them (idf)."""

    __slots__ = ("_idf", "_most")

    def __init__(self, texts: Sequence[str]) -> None:
        """Count in how many of `texts` each pair occurs."""
        seen: Counter[str] = Counter()
        for text in texts:
            seen.update(set(_pairs(text)))
        size = max(1, len(texts))
        self._idf = {pair: math.log(1.0 + size / count) for pair, count in seen.items()}
        self._most = math.log(1.0 + size)

    def vector(self, text: str) -> Mapping[str, float]:
        """Return the weighted pairs of a text, of length 1; empty for a text without any."""
        raw = {pair: (1 + math.log(count)) * self._idf.get(pair, self._most) for pair, count in _pairs(text).items()}
        norm = math.sqrt(sum(value * value for value in raw.values()))
        return {pair: value / norm for pair, value in raw.items()} if norm else {}

    def coverage(self, head: str, body: Iterable[str]) -> float:
        """Return the weighted share of the head's pairs that occur in the body, 0 to 1."""
        pairs = _pairs(head)
        known = body if isinstance(body, (set, frozenset, dict)) else set(body)
        whole = sum(self._idf.get(pair, self._most) for pair in pairs)
        found = sum(self._idf.get(pair, self._most) for pair in pairs if pair in known)
        return found / whole if whole else 0.0


def cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Return the cosine of two vectors of length 1."""
    if len(one) > len(other):
        one, other = other, one
    return sum(value * other[pair] for pair, value in one.items() if pair in other)


def joins_word(left: str, right: str) -> bool:
    """Tell whether a word stands across the joint of two texts: 损害。比|如，目前 → 比如."""
    tail, head = left[-6:], right[:6]
    at = 0
    for word in rjieba.cut(tail + head):
        at += len(word)
        if at > len(tail):
            return at - len(word) < len(tail)
        if at == len(tail):
            return False
    return False
