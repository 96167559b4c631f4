"""From the worth of character pairs to the units that are printed: cutting, narrowing down, choosing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from briefing.rank.pairs import pairs_of
from briefing.rank.select import Candidates, choose
from briefing.rank.units import Unit, clauses_of, cut, units_of
from briefing.rank.words import tagged_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from briefing.config import RankConfig
    from briefing.model import Sentence
    from briefing.passage import Passage
    from briefing.rank.pairs import Pairs
    from briefing.rank.units import Clause
    from briefing.registry import Table

    Vector = NDArray[np.float64]

__all__ = ["Ground", "best_units", "digest_of", "ground_of", "summary"]

# Of the wanted length: the least and the most that is printed. A summary of 80 may have 58 letters when more would
# add little, or 96 when a sentence needs them.
LOW, HIGH = 0.72, 1.1
# Units under this many letters are printed only if there is nothing else, fragments never.
SHORTEST, FRAGMENT = 12, 8
# What a unit must earn besides its own letters, in letters: for the break it makes, and for a beginning left off.
# Chosen by reading: 0 prints strings of short pieces; 8 costs half a point of ROUGE on round-ups.
BREAK, INSIDE = 3.0, 2.0
# Units that enter the choice: the best of each sentence, then the best of all.
PER_SENTENCE, AT_ALL = 4, 48


def even_weights(scores: Sequence[float], pairs: Pairs) -> Vector:
    """Return the weight of each kind of pair: the highest score of a sentence that prints it, the best being 1.

    For rankers that score sentences: a pair is worth what its sentence is worth.
    """
    values = np.asarray(scores, dtype=np.float64)
    spread = np.ptp(values) if len(values) else 0.0
    # Spread the scores over 0.2–1: rankers differ in scale, and a sentence among the last is still worth something.
    values = 0.2 + 0.8 * (values - values.min()) / spread if spread > 0 else np.ones_like(values)
    of_letter = np.repeat(values, np.diff(pairs.letter[pairs.base]))[: len(pairs.kind)]
    weights = np.zeros(pairs.size)
    order = np.argsort(of_letter, kind="stable")
    order = order[pairs.within[order]]
    weights[pairs.kind[order]] = of_letter[order]
    return weights


def without_title(weights: Vector, pairs: Pairs, title: Pairs, share: float) -> Vector:
    """Return the weights with those of pairs that the headline prints lowered by `share`.

    share: 0 not at all, 0.5 to nothing, 1 reversed: a pair told again then costs what a new one earns.
    """
    if not share or not len(title.key):
        return weights
    return np.where(np.isin(pairs.key, title.key), weights * (1.0 - 2.0 * share), weights)


def best_units(  # noqa: PLR0913, PLR0917 - an article cut up, and what is wanted of it
    sentences: Sequence[Sentence],
    clauses: Sequence[tuple[Clause, ...]],
    pairs: Pairs,
    weights: Vector,
    budget: int,
    reference: float | None = None,
) -> tuple[Unit, ...]:
    """Return the units to print, in printing order.

    weights: of each kind of pair. reference: letters an editor would need; by default the budget.
    """
    low, high = LOW * budget, HIGH * budget
    fitting = _printable(sentences, clauses, pairs, low, high)
    if not fitting:
        return _shortened(sentences, pairs, high)
    totals = np.zeros(len(pairs.kind) + 1)
    np.cumsum(np.where(pairs.within, weights[pairs.kind], 0.0), out=totals[1:])
    bounds = np.array([(low_, high_) for _, low_, high_ in fitting])
    lengths = (bounds[:, 1] - bounds[:, 0]).astype(np.float64)
    worth = totals[bounds[:, 1] - 1] - totals[bounds[:, 0]]
    kept = _narrowed(np.array([span[0].sentence for span in fitting]), worth, lengths, low)
    covers, merged = _covers(pairs.kind, bounds[kept].tolist(), weights)
    groups = np.array([fitting[place][0].sentence for place in kept])
    cost = np.array([_cost(fitting[place][0]) for place in kept])
    candidates = Candidates(lengths[kept], covers, groups, cost)
    chosen = choose(candidates, merged, low, high, budget if reference is None else reference)
    return tuple(fitting[kept[place]][0] for place in chosen)


def _cost(unit: Unit) -> float:
    return BREAK + (INSIDE if unit.first else 0.0)


def _printable(
    sentences: Sequence[Sentence], clauses: Sequence[tuple[Clause, ...]], pairs: Pairs, low: float, high: float
) -> list[tuple[Unit, int, int]]:
    """Return the units that fit, with their letters: those that read whole if they suffice, else all."""
    best: list[tuple[Unit, int, int]] = []
    rest: list[tuple[Unit, int, int]] = []
    reach, reach_all = 0, 0
    letter, base = pairs.letter.tolist(), pairs.base.tolist()
    for number, (sentence, parts) in enumerate(zip(sentences, clauses, strict=True)):
        if sentence.intertitle:
            continue
        at, top, top_all = base[number], 0, 0
        for unit in units_of(number, sentence.text, parts):
            start, end = letter[at + unit.start], letter[at + unit.end]
            size = end - start
            if FRAGMENT <= size <= high:
                top_all = max(top_all, size)
                if unit.clean and size >= SHORTEST:
                    top = max(top, size)
                    best.append((unit, start, end))
                else:
                    rest.append((unit, start, end))
        reach, reach_all = reach + top, reach_all + top_all
    if reach >= min(low, reach_all):
        return best
    return sorted(best + rest, key=lambda span: span[0][:5])


def _narrowed(sentence: NDArray[np.intp], worth: Vector, lengths: Vector, low: float) -> list[int]:
    """Return the places of the units that enter the choice, in order."""
    value = worth / (lengths + 0.15 * low)
    order = np.lexsort((-value, sentence))
    heads = np.concatenate(([0], np.flatnonzero(np.diff(sentence[order])) + 1))
    rank = np.arange(len(order)) - np.repeat(heads, np.diff(np.append(heads, len(order))))
    best = order[rank < PER_SENTENCE]
    if len(best) > AT_ALL:
        best = best[np.argsort(-value[best], kind="stable")[:AT_ALL]]
    return sorted(best.tolist())


def _covers(kind: NDArray[np.intp], bounds: Sequence[Sequence[int]], weights: Vector) -> tuple[Vector, Vector]:
    """Return which units print which kinds of pair, and the kinds' weights; kinds printed by the same units are one.

    Most kinds stand once, so the kinds of one clause fall together and the choice works on tens of columns.
    """
    covers = np.zeros((len(bounds), len(weights)), dtype=np.float64)
    for row, (first, end) in enumerate(bounds):
        covers[row, kind[first : end - 1]] = 1.0
    # Powers of two tell up to 52 units apart exactly in a float, and AT_ALL is fewer.
    pattern = np.exp2(np.arange(len(bounds))) @ covers
    _, where, column = np.unique(pattern, return_index=True, return_inverse=True)
    return covers[:, where], np.bincount(column, weights, len(where)).astype(np.float64)


def _shortened(sentences: Sequence[Sentence], pairs: Pairs, high: float) -> tuple[Unit, ...]:
    """Return the beginning of the first sentence that has letters, when nothing reads whole within the length.

    A text without any mark has no clauses: what is printed then ends where the room ends.
    """
    for number, sentence in enumerate(sentences):
        first, end = pairs.letters(number, 0, len(sentence.text))
        if end > first and not sentence.intertitle:
            base = pairs.base[number]
            held = pairs.letter[base : base + len(sentence.text) + 1] - first
            size = int(np.searchsorted(held, min(int(high), end - first), side="left"))
            return (Unit(number, 0, size, 0, 0, whole=size == len(sentence.text), clean=False),)
    return ()


def summary(
    sentences: Sequence[Sentence], config: RankConfig, rankers: Table, title: str, budget: int
) -> tuple[Passage, ...]:
    """Return the printed words of a summary; see `briefing.rank.summarise`."""
    ground = ground_of(sentences, config)
    if not len(ground.pairs.codes) or budget <= 0:
        return ()
    weights, reference = _weigh(ground, config, rankers, title)
    fresh = without_title(weights, ground.pairs, pairs_of([title]), config.title_overlap) if title else weights
    units = best_units(sentences, ground.clauses, ground.pairs, fresh, budget, reference=reference)
    if not units:  # the headline says it all
        units = best_units(sentences, ground.clauses, ground.pairs, weights, budget, reference=reference)
    return tuple(cut(sentences, unit) for unit in units)


def digest_of(
    articles: Sequence[tuple[Sequence[Sentence], str]], config: RankConfig, rankers: Table, budget: int
) -> tuple[tuple[int, Passage], ...]:
    """Return the printed words of a digest; see `briefing.rank.digest`."""
    sentences = [sentence for article, _ in articles for sentence in article]
    home = [number for number, (article, _) in enumerate(articles) for _ in article]
    pairs = pairs_of([sentence.text for sentence in sentences])
    if not len(pairs.codes) or budget <= 0:
        return ()
    # A pair is worth what the article says it is worth that makes most of it.
    weights = np.zeros(pairs.size)
    clauses: list[tuple[Clause, ...]] = []
    for article, title in articles:
        ground = ground_of(article, config)
        clauses += ground.clauses
        if len(ground.pairs.kind):
            own, _ = _weigh(ground, config, rankers, title)
            at = np.minimum(np.searchsorted(pairs.key, ground.pairs.key), pairs.size - 1)
            known = pairs.key[at] == ground.pairs.key
            weights[at[known]] = np.maximum(weights[at[known]], own[known])
    units = best_units(sentences, clauses, pairs, weights, budget)
    return tuple((home[unit.sentence], cut(sentences, unit)) for unit in units)


@dataclass(frozen=True, slots=True)
class Ground:
    """An article cut into words, clauses and pairs."""

    sentences: Sequence[Sentence]
    tagged: Sequence[Sequence[tuple[str, str]]]
    clauses: Sequence[tuple[Clause, ...]]
    pairs: Pairs


def ground_of(sentences: Sequence[Sentence], config: RankConfig) -> Ground:
    """Return the article cut up, once for weighing and choosing."""
    tagged = tagged_words(sentences, config)
    clauses = [clauses_of(sentence.text, own) for sentence, own in zip(sentences, tagged, strict=True)]
    return Ground(sentences, tagged, clauses, pairs_of([sentence.text for sentence in sentences]))


def _weigh(ground: Ground, config: RankConfig, rankers: Table, title: str) -> tuple[Vector, float | None]:
    """Return the weight of each kind of pair, and the letters an editor would need if the ranker knows."""
    if config.method == "learned" and len(ground.pairs.kind):
        from briefing.rank.learned import weigh  # noqa: PLC0415 - the other rankers need no weights
        from briefing.rank.weights import load_weights  # noqa: PLC0415

        learned = load_weights(config.weights)
        return weigh(ground.sentences, ground.clauses, ground.tagged, ground.pairs, learned)
    scores = rankers.load(config.method, "rank.method")(ground.sentences, config, title)
    return even_weights(scores, ground.pairs), None
