"""Where a line ends in mid sentence, some line goes on with it: how well each end and each start fit (接缝).

A small network reads the last characters before the joint and the first ones after it. What it makes of each side
meets in one layer of hidden numbers and in one product, so that all pairs of a page cost little. It was learned by
contrast: among many ends, each start was to find its own (van den Oord et al., "Representation learning with
contrastive predictive coding", 2018). The weights and how they were learned are in `weights/seams.json`.
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

    Floats = NDArray[np.float32]

__all__ = ["Seams", "load_seams", "shipped"]

# The code from which on all characters count as unknown.
_PLANE = 0x10000
# Ends that are compared with all starts at once.
_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Seams:
    """Learned numbers.

    numbers: of each character, the last for those unknown. reach: characters looked at on each side. hidden: how many
    hidden numbers both sides share. characters: a row each. before, after: from the characters of each side to hidden
    numbers and to those of the product. bias, out: of the hidden numbers. product: weight of the product.
    """

    numbers: NDArray[np.int32]
    reach: int
    hidden: int
    characters: Floats
    before: Floats
    after: Floats
    bias: Floats
    out: Floats
    product: float

    def scores(self, ends: Sequence[str], starts: Sequence[str]) -> NDArray[np.float64]:
        """Return how well each start (rows) goes on with each end (columns), as logarithms of odds up to a constant."""
        found = np.zeros((len(starts), len(ends)))
        if not len(ends) or not len(starts):
            return found
        left = self._seen([text[-self.reach :].rjust(self.reach) for text in ends]) @ self.before
        right = self._seen([text[: self.reach].ljust(self.reach) for text in starts]) @ self.after
        size = self.hidden
        product = self.product * np.tanh(right[:, size:]) @ np.tanh(left[:, size:]).T
        for at in range(0, len(ends), _AT_ONCE):
            here = left[None, at : at + _AT_ONCE, :size] + right[:, None, :size] + self.bias
            found[:, at : at + _AT_ONCE] = np.maximum(here, 0.0) @ self.out
        found += product
        return found

    def _seen(self, texts: Sequence[str]) -> Floats:
        """Return one row a text: the rows of its characters, one after another. texts: `reach` characters each."""
        codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        rows: Floats = self.characters[self.numbers[np.minimum(codes, _PLANE)]].reshape(len(texts), -1)
        return rows


def load_seams(data: Mapping[str, Any]) -> Seams:
    """Return the network of a document as `weights/seams.json` holds it."""
    numbers = np.full(_PLANE + 1, len(data["characters"]), dtype=np.int32)
    for number, character in enumerate(data["characters"]):
        numbers[ord(character)] = number
    arrays = {name: unpacked(packed) for name, packed in data["arrays"].items()}
    biases = {name: np.array(values, dtype=np.float32) for name, values in data["biases"].items()}
    return Seams(numbers, data["reach"], data["hidden"], **arrays, **biases, product=data["bilinear"])


@cache
def shipped() -> Seams:
    """Return the learned network."""
    return load_seams(json.loads(files("briefing.layout").joinpath("weights/seams.json").read_text(encoding="utf-8")))
