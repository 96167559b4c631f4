"""Character ROUGE F1: how much a printed summary shares with an editor's (字级 ROUGE).

Lin, "ROUGE: A Package for Automatic Evaluation of Summaries", 2004, on letters, digits and Han characters;
ROUGE-L by the bit-parallel longest common subsequence of Hyyrö, "Bit-parallel LCS-length computation revisited", 2004.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

__all__ = ["rouge"]


def rouge(printed: str, reference: str) -> tuple[float, float, float]:
    """Return ROUGE-1, ROUGE-2 and ROUGE-L, each 0–1; an empty side gives zeros."""
    ours = [letter for letter in printed if letter.isalnum()]
    theirs = [letter for letter in reference if letter.isalnum()]
    one = _shared(Counter(ours), Counter(theirs))
    pairs = Counter(pairwise(ours)), Counter(pairwise(theirs))
    return one, _shared(*pairs), _f1(_common(ours, theirs), len(ours), len(theirs))


def _shared(ours: Counter[str] | Counter[tuple[str, str]], theirs: Counter[str] | Counter[tuple[str, str]]) -> float:
    return _f1(sum((ours & theirs).values()), sum(ours.values()), sum(theirs.values()))  # type: ignore[operator] # both of one kind


def _f1(shared: int, ours: int, theirs: int) -> float:
    return 2 * shared / (ours + theirs) if shared else 0.0


def _common(ours: list[str], theirs: list[str]) -> int:
    where: dict[str, int] = {}
    for place, letter in enumerate(ours):
        where[letter] = where.get(letter, 0) | 1 << place
    full = (1 << len(ours)) - 1
    free = full
    for letter in theirs:
        taken = free & where.get(letter, 0)
        free = ((free + taken) | (free - taken)) & full
    return len(ours) - free.bit_count()
