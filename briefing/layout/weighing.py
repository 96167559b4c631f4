"""How what is seen of a link becomes its score: each feature by itself, and features together.

What speaks for a link on one page speaks against it on another: where heads stand above their texts, where the stream
is torn, where empty lines say nothing. A layer of hidden numbers over all features of a link lets them speak together;
the score is the weighted sum of the features and what that layer adds. Both were learned so that the right assignment
of a page is ahead of every other, the further the more text a wrong one puts into another article (Taskar, Guestrin
and Koller, "Max-margin Markov networks", 2003). The weights and how they were learned are in `weights/links.json`.
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
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

__all__ = ["Layer", "Weighing", "load_weighing", "shipped"]

# Links that are scored at once: a page of any length takes little memory.
_AT_ONCE = 16384


@dataclass(frozen=True, slots=True)
class Layer:
    """Learned numbers for the links of one kind.

    names: of the features. alone: (features,), the weight of each. hidden, bias, out: (features, hidden), (hidden,),
    (hidden,), from the features to hidden numbers, nothing below 0, and from these to the score.
    """

    names: tuple[str, ...]
    alone: Floats
    hidden: Floats
    bias: Floats
    out: Floats

    def scores(self, table: Mapping[str, NDArray[np.float64]]) -> NDArray[np.float64]:
        """Return the scores of links, in the shape of the features. table: features by name; others are none."""
        shape = next(iter(table.values())).shape
        known = [number for number, name in enumerate(self.names) if name in table]
        seen = np.stack([table[self.names[number]].ravel() for number in known]).astype(np.float32)
        alone, hidden = self.alone[known], self.hidden[known].T
        found = np.empty(seen.shape[1])
        for start in range(0, seen.shape[1], _AT_ONCE):
            here = seen[:, start : start + _AT_ONCE]
            found[start : start + _AT_ONCE] = alone @ here + self.out @ np.maximum(
                hidden @ here + self.bias[:, None], 0.0
            )
        return found.reshape(shape)


@dataclass(frozen=True, slots=True)
class Weighing:
    """The layers of the three kinds of links: with ends, with heads, with nothing."""

    go: Layer
    head: Layer
    none: Layer


def load_weighing(data: Mapping[str, Any]) -> Weighing:
    """Return the layers of a document as `weights/links.json` holds them: arrays packed, each column with a scale."""
    return Weighing(*(_layer(data[kind]) for kind in ("go", "head", "none")))


def _layer(data: Mapping[str, Any]) -> Layer:
    packed = unpacked(data["weights"])
    out = np.array(data["out"], dtype=np.float32)
    bias = np.array(data["bias"], dtype=np.float32)
    return Layer(tuple(data["names"]), packed[:, 0], packed[:, 1:], bias, out)


@cache
def shipped() -> Weighing:
    """Return the learned layers."""
    text = files("briefing.layout").joinpath("weights/links.json").read_text(encoding="utf-8")
    return load_weighing(json.loads(text))
