"""Weights of the learned ranker: the record, its JSON, and what it computes.

A pair's row of features, brought to mean 0 and spread 1, goes through one hidden layer of tanh units to the
logarithm of the odds that an editor's summary has the pair. All of it is a few matrix products in numpy.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from briefing.errors import ConfigError
from briefing.rank.features import NAMES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Vector = NDArray[np.float64]

__all__ = ["COLUMNS", "FORMAT", "LETTER_COLUMNS", "Weights", "dump_weights", "load_weights"]

FORMAT = "briefing-weights/1"
# The features of a pair, then what the trained letter list says of its two letters.
COLUMNS = (*NAMES, "first_letter", "second_letter")
LETTER_COLUMNS = 2


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """What was learned (权重).

    mean, scale: of each column, over the training pairs. hidden: (columns, units); hidden_bias, output: (units,).
    reference: (a, b) of log(letters of an editor's summary) = a + b · log(pairs of the article expected in it).
    letters: letters that summaries keep more (above 0) or less often than the other features let expect.
    about: how it was made (rows, digest of the data, figures), for the reader of the file.
    """

    mean: Vector
    scale: Vector
    hidden: Vector
    hidden_bias: Vector
    output: Vector
    bias: float
    reference: Vector
    letters: Mapping[str, float]
    about: Mapping[str, Any]

    def odds(self, rows: NDArray[np.floating[Any]]) -> Vector:
        """Return for each row (columns as in COLUMNS) the probability that a summary has the pair."""
        hidden, hidden_bias, output = _folded(self)
        inner = np.tanh(rows.astype(np.float32, copy=False) @ hidden + hidden_bias)
        return np.asarray(1.0 / (1.0 + np.exp(-((inner @ output).astype(np.float64) + self.bias))))

    def reference_letters(self, odds: Vector) -> float:
        """Return how many letters an editor's summary is expected to have, given the odds of the article's pairs."""
        expected = math.log(max(float(odds.sum()), 1e-3))
        first, slope = self.reference.tolist()
        return math.exp(min(max(first + slope * expected, 2.0), 6.0))

    def tell_letters(self, keys: NDArray[np.int64], columns: NDArray[np.floating[Any]]) -> None:
        """Write the last LETTER_COLUMNS columns of pairs of these keys: what the letter list says of each letter."""
        codes, values = _letter_table(self)
        wanted = np.concatenate((keys >> 21, keys & 0x1FFFFF))
        at = codes.searchsorted(wanted)
        told = values[at]
        told[codes[at] != wanted] = 0.0
        columns[:, 0], columns[:, 1] = told[: len(keys)], told[len(keys) :]


@lru_cache(maxsize=4)
def _letter_table(weights: Weights) -> tuple[NDArray[np.int64], Vector]:
    """Return code points, rising, and their weights; one more stands at the end, so that each search finds a place."""
    listed = sorted(weights.letters.items())
    codes = np.array([*(ord(letter) for letter, _ in listed), 0x7FFFFFFF], dtype=np.int64)
    return codes, np.array([*(value for _, value in listed), 0.0])


@lru_cache(maxsize=4)
def _folded(weights: Weights) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    """Return the layers with mean and scale worked into the first one; single precision, for tanh is slow in double."""
    hidden = weights.hidden / weights.scale[:, None]
    hidden_bias = weights.hidden_bias - weights.mean @ hidden
    return hidden.astype(np.float32), hidden_bias.astype(np.float32), weights.output.astype(np.float32)


def dump_weights(weights: Weights) -> str:
    """Return the weights as JSON, numbers to two to four places."""
    lines = {
        "format": FORMAT,
        "about": dict(weights.about),
        "columns": list(COLUMNS),
        "mean": _short(weights.mean, 4),
        "scale": _short(weights.scale, 4),
        "hidden": [_short(row, 2) for row in weights.hidden],
        "hidden_bias": _short(weights.hidden_bias),
        "output": _short(weights.output),
        "bias": round(weights.bias, 3),
        "reference": _short(weights.reference, 4),
        "letters": {letter: round(value, 2) for letter, value in weights.letters.items()},
    }
    rows = (f'"{key}": ' + json.dumps(value, ensure_ascii=False, separators=(",", ":")) for key, value in lines.items())
    return "{\n" + ",\n".join(rows) + "\n}\n"


def _short(values: Vector, places: int = 3) -> list[float]:
    return [round(float(value), places) for value in values]


@cache
def load_weights(path: str = "") -> Weights:
    """Return the weights of a file made by `briefing train`; "" gives those shipped.

    Raises ConfigError with the file, what is wrong in it and what would be right.
    """
    place = Path(path) if path else files("briefing.rank") / "weights" / "news.json"
    try:
        data = json.loads(place.read_text(encoding="utf-8"))
    except OSError as error:
        msg = f"{path}: cannot read the weights ({error.strerror}). `briefing train FILE.jsonl --out …` makes them."
        raise ConfigError(msg) from error
    except (ValueError, RecursionError) as error:
        msg = f"{path}: not weights: {error}. `briefing train FILE.jsonl --out {path}` makes them."
        raise ConfigError(msg) from error
    return _checked(data, path or "news.json")


def _checked(data: Any, path: str) -> Weights:  # noqa: ANN401 - JSON comes in here
    again = "Train them again with `briefing train`."
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        msg = f'{path}: not weights of this program ("format" must be "{FORMAT}"). {again}'
        raise ConfigError(msg)
    if data.get("columns") != list(COLUMNS):
        msg = f"{path}: weights for other features than this version has. {again}"
        raise ConfigError(msg)
    wide = len(COLUMNS)
    try:
        arrays = {
            name: np.asarray(data[name], dtype=np.float64)
            for name in ("mean", "scale", "hidden", "hidden_bias", "output", "reference")
        }
        units = len(arrays["output"])
        wanted = {"mean": (wide,), "scale": (wide,), "hidden": (wide, units), "hidden_bias": (units,)}
        wanted |= {"output": (units,), "reference": (2,)}
        for name, size in wanted.items():
            if arrays[name].shape != size or not np.isfinite(arrays[name]).all():
                msg = f'{path}: "{name}" must hold {" × ".join(map(str, size))} finite numbers. {again}'
                raise ConfigError(msg)
        if not np.isfinite(float(data["bias"])) or not (arrays["scale"] > 0).all():
            msg = f'{path}: "bias" must be a finite number and every "scale" above 0. {again}'
            raise ConfigError(msg)
        letters = {str(letter): float(value) for letter, value in data["letters"].items() if len(letter) == 1}
        return Weights(**arrays, bias=float(data["bias"]), letters=letters, about=data.get("about", {}))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        msg = f"{path}: damaged weights ({type(error).__name__}: {error}). {again}"
        raise ConfigError(msg) from error
