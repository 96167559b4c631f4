"""What a text speaks of, as a point among learned numbers: near each other where texts are of one piece of news (话题).

Each pair of characters has a row of numbers; a text is the sum of its pairs' rows, so that the sums of parts joined are
sums of their sums. Words that no two texts share tell, too: 球队 stands near 联赛. The rows were learned by contrast:
among many texts, the beginning of a piece of news was to find its end, and a headline its text (van den Oord et al.,
"Representation learning with contrastive predictive coding", 2018). The weights and how they were learned are in
`weights/topics.json`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

from briefing.layout.network import unpacked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

__all__ = ["Topics", "joined", "likeness", "load_topics", "shipped"]

# Characters from this code on are in no pair.
_PLANE = 0x10000
_BITS = 16
# Added to squared lengths: texts of hardly any known pair are like none.
_LEAST = 1e-6


@dataclass(frozen=True, slots=True)
class Topics:
    """Learned numbers.

    pairs: known pairs of characters, each as one number, ascending. rows: of each pair, and of none.
    """

    pairs: NDArray[np.int64]
    rows: NDArray[np.float32]

    def sums(self, texts: Sequence[str]) -> Floats:
        """Return one row a text: the sum of the rows of its pairs."""
        found = np.zeros((len(texts), self.rows.shape[1]))
        if not texts:
            return found
        codes = np.frombuffer("\n".join(texts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64)
        asked = (codes[:-1] << _BITS) | codes[1:]
        places = np.minimum(np.searchsorted(self.pairs, asked), len(self.pairs) - 1)
        known = np.flatnonzero((self.pairs[places] == asked) & (codes[:-1] < _PLANE) & (codes[1:] < _PLANE))
        text = np.searchsorted(np.cumsum([len(text) + 1 for text in texts]), known, side="right")
        told, first = np.unique(text, return_index=True)
        if len(told):
            found[told] = np.add.reduceat(self.rows[places[known]], first, axis=0)
        return found


def joined(sums: Floats, groups: Sequence[Sequence[int]]) -> Floats:
    """Return one row a group: the sum of the rows of its texts. sums: as `Topics.sums` has, groups: texts by number."""
    found = np.zeros((len(groups), sums.shape[1]))
    for at, group in enumerate(groups):
        found[at] = sums[list(group)].sum(axis=0)
    return found


def likeness(ones: Floats, others: Floats) -> Floats:
    """Return the cosines of each of `ones` (rows) with each of `others` (columns). Both: rows as `Topics.sums` has."""
    lengths = [np.sqrt(_LEAST + (each * each).sum(axis=1, keepdims=True)) for each in (ones, others)]
    found: Floats = (ones / lengths[0]) @ (others / lengths[1]).T
    return found


def load_topics(data: Mapping[str, Any]) -> Topics:
    """Return the rows of a document as `weights/topics.json` holds them: pairs in the order of their codes."""
    pairs = data["pairs"]
    numbers = [(ord(pairs[at]) << _BITS) | ord(pairs[at + 1]) for at in range(0, len(pairs), 2)]
    return Topics(np.array(numbers, dtype=np.int64), unpacked(data["rows"]))


@cache
def shipped() -> Topics:
    """Return the learned rows."""
    return load_topics(json.loads(files("briefing.layout").joinpath("weights/topics.json").read_text(encoding="utf-8")))
