"""How well each kind fits each row: a small convolutional network (卷积网络) over the rows of a page.

What is seen of a row, its measures and its characters make one vector; three convolutions with growing steps let it
look at the fourteen rows on each side (Strubell et al., "Fast and accurate entity recognition with iterated dilated
convolutions", EMNLP 2017). The weights and how they were learned are in `weights/network.json`.
"""

from __future__ import annotations

import json
from base64 import b64decode
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

from briefing.layout.vocabulary import VALUES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Numbers = NDArray[np.intp]

__all__ = ["Network", "load_network", "shipped", "unpacked"]

# Rows that one convolution looks at, and how far they are apart in each of the three.
_WIDTH, _STEPS = 5, (1, 2, 4)
# So far on each side a row is seen from, and rows that are scored at once: a page of any length takes little memory.
_REACH = _WIDTH // 2 * sum(_STEPS)
_AT_ONCE = 2048
# First characters of a row that are looked at; the code from which on all characters count as unknown.
_LOOKED_AT, _PLANE = 200, 0x10000


@dataclass(frozen=True, slots=True)
class Network:
    """Learned numbers.

    kinds: letters, one a score. signs: names in the order of their weights. places: where the values of each begin
    there. numbers: of each character, the last for those unknown. weights: arrays by name, see `_vectors`, `scores`.
    steps: (3, kinds, kinds), from the kind above to that below: where empty lines say nothing, without one, with one.
    """

    kinds: str
    signs: tuple[str, ...]
    places: Numbers
    numbers: NDArray[np.int32]
    weights: Mapping[str, Floats]
    steps: Floats

    def scores(self, signs: Mapping[str, Numbers], measures: Floats, texts: Sequence[str]) -> Floats:
        """Return (rows, kinds), higher is likelier. measures: see `measures_of`, one row of them each."""
        size = len(texts)
        found = np.empty((size, len(self.kinds)), dtype=np.float32)
        for start in range(0, size, _AT_ONCE):
            low, high = max(0, start - _REACH), min(size, start + _AT_ONCE + _REACH)
            here = {name: signs[name][low:high] for name in self.signs}
            hidden = self._vectors(here, measures[low:high], texts[low:high])
            for number, step in enumerate(_STEPS):
                hidden = hidden + self._convolved(hidden, number, step)
            end = min(size, start + _AT_ONCE)
            found[start:end] = hidden[start - low : end - low] @ self.weights["kinds"] + self.weights["bias_kinds"]
        return found

    def _vectors(self, signs: Mapping[str, Numbers], measures: Floats, texts: Sequence[str]) -> Floats:
        """Return (rows, hidden): signs, measures and characters together, nothing below 0."""
        weights, size = self.weights, len(texts)
        seen = np.zeros((size, len(weights["signs"])), dtype=np.float32)
        for place, name in zip(self.places, self.signs, strict=True):
            seen[np.arange(size), place + signs[name]] = 1.0
        total = seen @ weights["signs"] + measures @ weights["measures"] + self._spelled(texts) + weights["bias"]
        kept: Floats = np.maximum(total, 0.0)
        return kept

    def _spelled(self, texts: Sequence[str]) -> Floats:
        """Return (rows, hidden): what the characters of each row say, the mean of all and the two at each end."""
        characters = self.weights["characters"]
        looked = [text[:_LOOKED_AT] for text in texts]
        lengths = np.array([len(text) for text in looked])
        codes = np.frombuffer("".join(looked).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        numbers = self.numbers[np.minimum(codes, _PLANE)]
        begin = np.cumsum(lengths) - lengths
        mean = np.add.reduceat(characters[numbers], begin, axis=0)
        mean *= 2.0 / np.array([len(text) for text in texts], dtype=np.float32)[:, None]
        unknown = len(characters) - 1
        last = self.numbers[np.minimum([ord(text[-1]) for text in texts], _PLANE)]
        more = lengths > 1
        second = np.where(more, numbers[np.minimum(begin + 1, len(numbers) - 1)], unknown)
        before = self.numbers[np.minimum([ord(text[-2:][0]) for text in texts], _PLANE)]
        ends = (numbers[begin], second, last, np.where(more, before, unknown))
        joined = np.concatenate([mean, *(characters[number] for number in ends)], axis=1)
        spelled: Floats = joined @ self.weights["words"]
        return spelled

    def _convolved(self, hidden: Floats, number: int, step: int) -> Floats:
        size, room = len(hidden), step * (_WIDTH // 2)
        padded = np.pad(hidden, ((room, room), (0, 0)))
        around = np.concatenate([padded[at * step : at * step + size] for at in range(_WIDTH)], axis=1)
        found: Floats = np.maximum(around @ self.weights[f"layer{number}"] + self.weights[f"bias{number}"], 0.0)
        return found


def load_network(data: Mapping[str, Any]) -> Network:
    """Return the network of a document as `weights/network.json` holds it; KeyError for a sign that is none.

    arrays: whole numbers of one byte in base64, each column with a scale of its own.
    """
    signs = tuple(data["signs"])
    sizes = np.array([len(VALUES[name]) for name in signs], dtype=np.intp)
    numbers = np.full(_PLANE + 1, len(data["characters"]), dtype=np.int32)
    for number, character in enumerate(data["characters"]):
        numbers[ord(character)] = number
    weights = {name: unpacked(packed) for name, packed in data["arrays"].items()}
    weights |= {name: np.array(values, dtype=np.float32) for name, values in data["biases"].items()}
    steps = np.array(data["steps"], dtype=np.float32)
    return Network(data["kinds"], signs, np.cumsum(sizes) - sizes, numbers, weights, steps)


def unpacked(packed: Mapping[str, Any]) -> Floats:
    """Return an array packed as whole numbers of one byte in base64, each column with a scale of its own."""
    scales = np.array(packed["scales"], dtype=np.float32)
    whole = np.frombuffer(b64decode(packed["bytes"]), dtype=np.int8).reshape(-1, len(scales))
    found: Floats = whole.astype(np.float32) * scales
    return found


@cache
def shipped() -> Network:
    """Return the learned network."""
    return load_network(
        json.loads(files("briefing.layout").joinpath("weights/network.json").read_text(encoding="utf-8"))
    )
