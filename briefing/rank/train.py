"""Fitting the learned ranker to articles and the summaries editors wrote of them, with numpy alone.

Each kind of pair of an article is one example: does the summary have it? One hidden layer is fitted by
Adam (Kingma & Ba, 2015) on the weighted log-loss. An article's examples weigh 1 / (printed + summary letters), as
they count in the F-measure; rows that carry "set" weigh the same in total for each set. Few rows start from the
shipped weights instead of from nothing. Everything is seeded: the same rows give the same weights.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from briefing.errors import ReadError, counted
from briefing.rank.features import NAMES, features
from briefing.rank.ground import after_questions, ground_of
from briefing.rank.pairs import pairs_of
from briefing.rank.plain import sentences_of
from briefing.rank.weights import COLUMNS, LETTER_COLUMNS, Weights, load_weights
from briefing.text.fold import letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from briefing.config import RankConfig
    from briefing.rank.rows import Row

    Vector = NDArray[np.float64]
    Single = NDArray[np.float32]

__all__ = ["FEWEST", "WARM", "train"]

# Under ten rows nothing can be learned; under a thousand the shipped weights are the start.
FEWEST, WARM = 10, 1000
UNITS, EPOCHS, STEPS, BATCH, RATE, DECAY = 32, 16, 400, 4096, 3e-3, 1e-4
# Letters kept in the list, and the doubt (in expected occurrences) that draws their weight to zero.
LETTERS, DOUBT = 300, 20.0


@dataclass(frozen=True, slots=True)
class _Example:
    """An article ready to learn from: features, keys and answers of its pairs, its weight."""

    rows: Single
    keys: NDArray[np.int64]
    answers: NDArray[np.bool_]
    reference: int
    weight: float


def train(rows: Iterable[Row], config: RankConfig, about: dict[str, object] | None = None) -> Weights:
    """Return weights fitted to the rows; about: what else the file should say of itself.

    Raises ReadError when fewer than ten rows have an article and a summary that share anything.
    """
    given = tuple(rows)
    examples = _examples(given, config)
    if len(examples) < FEWEST:
        usable = counted(len(examples), "usable row")
        msg = f"{usable}: at least {FEWEST} articles with summaries are needed to train on."
        raise ReadError(msg)
    table = np.concatenate([example.rows for example in examples])
    answers = np.concatenate([example.answers for example in examples]).astype(np.float32)
    keys = np.concatenate([example.keys for example in examples])
    weight = np.concatenate([np.full(len(each.answers), each.weight, np.float32) for each in examples])
    warm = len(examples) < WARM
    start = load_weights() if warm else _first(table, keys, answers, weight)
    start.tell_letters(keys, table[:, len(NAMES) :])
    if not warm:
        start = replace(_blank(table, answers, weight), letters=start.letters)
    fitted = _fit(start, table, answers, weight)
    digest = hashlib.sha256("\n".join(row.article + "\t" + row.summary for row in given).encode()).hexdigest()
    reference = _lengths(examples, fitted.odds(table))
    return replace(fitted, reference=reference, about={"rows": len(examples), "data_sha256": digest, **(about or {})})


def _examples(rows: Sequence[Row], config: RankConfig) -> list[_Example]:
    share: dict[str, int] = {}
    for row in rows:
        share[row.set] = share.get(row.set, 0) + 1
    out = []
    for row in rows:
        ground = ground_of(after_questions(sentences_of(row.article)), config)
        present = ground.pairs.count > 0
        keys = ground.pairs.key[present]
        answers = np.isin(keys, pairs_of([row.summary]).key)
        if not answers.any():
            continue
        table = features(ground, LETTER_COLUMNS)[present]
        reference = letters(row.summary)
        weight = 1.0 / (share[row.set] * (reference + max(reference, 0.75 * config.budget)))
        out.append(_Example(table, keys, answers, reference, weight))
    return out


def _first(table: Single, keys: NDArray[np.int64], answers: Single, weight: Single) -> Weights:
    """Return weights fitted while the letters' columns are zero, and the letter list that explains what they miss."""
    fitted = _fit(_blank(table, answers, weight), table, answers, weight)
    return replace(fitted, letters=_letters(keys, answers, fitted.odds(table)))


def _blank(table: Single, answers: Single, weight: NDArray[np.float32]) -> Weights:
    """Return weights that know nothing but how often a pair is kept, with small seeded connections."""
    seeded = np.random.default_rng(0)
    wide = len(COLUMNS)
    rate = float((weight * answers).sum() / weight.sum())
    return Weights(
        mean=table.mean(axis=0, dtype=np.float64),
        scale=table.std(axis=0, dtype=np.float64) + 1e-3,
        hidden=seeded.normal(0.0, wide**-0.5, (wide, UNITS)),
        hidden_bias=np.zeros(UNITS),
        output=seeded.normal(0.0, UNITS**-0.5, UNITS),
        bias=float(np.log(rate / (1.0 - rate))),
        reference=np.zeros(1),
        letters={},
        about={},
    )


def _fit(start: Weights, table: Single, answers: Single, weight: Single) -> Weights:
    """Return `start` improved by Adam; the rate falls evenly to zero."""
    seeded = np.random.default_rng(0)
    weight = (weight / weight.mean()).astype(np.float32)
    size = min(BATCH, len(answers))
    steps = max(EPOCHS * len(answers) // size, STEPS)
    raw = (start.hidden, start.hidden_bias, start.output, np.array([start.bias]))
    values: list[Single] = [value.astype(np.float32) for value in raw]
    mean, scale = start.mean.astype(np.float32), start.scale.astype(np.float32)
    first: list[Single] = [np.zeros_like(value) for value in values]
    second: list[Single] = [np.zeros_like(value) for value in values]
    order = np.arange(0)
    for step in range(1, steps + 1):
        if len(order) < size:
            order = seeded.permutation(len(answers))
        batch, order = order[:size], order[size:]
        inputs = ((table[batch] - mean) / scale).astype(np.float32)
        for number, slope in enumerate(_slopes(values, inputs, answers[batch], weight[batch] / np.float32(size))):
            first[number] = (0.9 * first[number] + 0.1 * slope).astype(np.float32)
            second[number] = (0.999 * second[number] + 0.001 * slope**2).astype(np.float32)
            move = (first[number] / (1 - 0.9**step)) / (np.sqrt(second[number] / (1 - 0.999**step)) + 1e-8)
            values[number] = (values[number] - RATE * (1 - step / (steps + 1)) * move).astype(np.float32)
    hidden, hidden_bias, output = (value.astype(np.float64) for value in values[:3])
    return replace(start, hidden=hidden, hidden_bias=hidden_bias, output=output, bias=float(values[3][0]))


def _slopes(values: Sequence[Single], inputs: Single, answers: Single, weight: Single) -> tuple[Single, ...]:
    """Return the gradient of the weighted log-loss for (hidden, hidden_bias, output, bias)."""
    hidden, hidden_bias, output, bias = values
    inner = np.tanh(inputs @ hidden + hidden_bias)
    error = (1.0 / (1.0 + np.exp(-(inner @ output + bias))) - answers) * weight
    back = np.outer(error, output) * (1.0 - inner * inner)
    ends = inner.T @ error + DECAY * output
    return inputs.T @ back + DECAY * hidden, back.sum(axis=0), ends, np.array([error.sum()], dtype=np.float32)


def _letters(keys: NDArray[np.int64], answers: Single, expected: Vector) -> dict[str, float]:
    """Return the letters whose pairs are kept most clearly more or less often than expected, as logarithms."""
    both = np.concatenate([keys >> 21, keys & 0x1FFFFF])
    codes, number = np.unique(both, return_inverse=True)
    kept = np.bincount(number, np.tile(answers, 2))
    likely = np.bincount(number, np.tile(expected, 2))
    clear = np.abs(kept - likely) / np.sqrt(likely + 5.0)
    chosen = np.argsort(-clear, kind="stable")[:LETTERS]
    values = np.log((kept + DOUBT) / (likely + DOUBT))
    return {chr(codes[place]): float(values[place]) for place in sorted(chosen, key=lambda place: -values[place])}


def _lengths(examples: Sequence[_Example], odds: Vector) -> Vector:
    """Return the line that tells the logarithm of a summary's letters from that of the pairs expected in it."""
    bounds = np.cumsum([0, *(len(example.answers) for example in examples)])[:-1]
    expected = np.log(np.add.reduceat(odds, bounds))
    weight = np.sqrt([example.weight * (example.reference + 60.0) for example in examples])
    line = np.polyfit(expected, np.log([example.reference for example in examples]), 1, w=weight)
    return np.array([line[1], line[0]])
