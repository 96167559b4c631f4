"""From the worth of character pairs to the units that are printed: cutting, narrowing down, choosing."""

from __future__ import annotations

from functools import lru_cache
from operator import is_
from typing import TYPE_CHECKING

import numpy as np

from briefing.rank.codes import begun_word
from briefing.rank.ground import Ground, after_questions, ground_of
from briefing.rank.pairs import begins_in, pairs_of
from briefing.rank.retelling import NEW_SHARE, tells_again, told_of
from briefing.rank.select import REPEATED, Candidates, choose
from briefing.rank.units import Unit, cut, units_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from briefing.config import RankConfig
    from briefing.model import Sentence
    from briefing.passage import Passage
    from briefing.rank.pairs import Pairs
    from briefing.rank.retelling import Told
    from briefing.rank.units import Clause
    from briefing.registry import Table

    Ints = NDArray[np.intp]
    Vector = NDArray[np.float64]

__all__ = ["best_units", "digest_of", "summary"]

# Of the wanted length: the least and the most that is printed. A summary of 80 may have 58 letters when more would
# add little, or 88 when a sentence needs them.
LOW, HIGH = 0.72, 1.1
# Units under this many letters are printed only if there is nothing else, fragments never.
SHORTEST, FRAGMENT = 12, 8
# What a unit must earn besides its own letters, in letters, for the break it makes. Chosen by reading: 0 prints
# strings of short pieces; 8 costs half a point of ROUGE on round-ups. More for a beginning left off (2) costs 0.2.
BREAK = 3.0
# A sentence with this share of the headline's pairs unfolds it; what else it says earns at most this part of what the
# article's best pairs earn, one summary's worth of them. Chosen by reading: at 0.35 and 1.0 every sentence on the
# headline's subject comes before the figures; at 0.6 general remarks stay in front of what the headline announces.
ELABORATES, ELABORATION, BEST_PAIRS = 0.45, 0.8, 60
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


def beside_title(weights: Vector, pairs: Pairs, title: Pairs, share: float) -> Vector:
    """Return the weights as they are beside the headline: what it says lowered, what unfolds it raised.

    share: by how much the pairs that it prints are lowered: 0 not at all, 0.5 to nothing, 1 reversed, so that a pair
    told again costs what a new one earns. What stands in one sentence with most of the headline says how, with whom
    and how much of just that (深入开展“双十行动”（…和…）), and is worth as much more as ELABORATION tells.
    """
    if not share or not len(title.key) or not len(weights):
        return weights
    headed = np.isin(pairs.key, title.key)
    lowered = np.where(headed, weights * (1.0 - 2.0 * share), weights)
    sizes = pairs.letter[pairs.base]
    home = np.arange(len(sizes) - 1).repeat(sizes[1:] - sizes[:-1])[:-1]
    # Each of the headline's pairs once a sentence.
    places = np.flatnonzero(pairs.within & headed[pairs.kind])
    told = np.unique(home[places] * pairs.size + pairs.kind[places]) // pairs.size
    held = np.bincount(told, minlength=len(sizes) - 1) / np.count_nonzero(title.count)
    held[held < ELABORATES] = 0.0
    best = np.sort(weights)[-BEST_PAIRS:].mean()
    return np.where(headed, lowered, lowered + ELABORATION * best * held[home[pairs.order[pairs.begins]]])


def best_units(  # noqa: PLR0913 - an article cut up, and what is wanted of it
    ground: Ground,
    weights: Vector,
    budget: int,
    reference: float | None = None,
    *,
    told: Told | None = None,
    repeated: float = REPEATED,
) -> tuple[Unit, ...]:
    """Return the units to print, in printing order.

    weights: of each kind of pair. reference: letters an editor would need; by default the budget.
    told: what the reader knows from another report; units that tell it again are not printed.
    repeated: what each unit must bring that the others do not say, a share of its worth.
    """
    low, high = LOW * budget, HIGH * budget
    pairs = ground.pairs
    fitting, edges = _printable(ground, low, high)
    if not fitting:
        return _shortened(ground, high)
    totals = np.zeros(len(pairs.kind) + 1)
    weights[pairs.kind].cumsum(out=totals[1:])
    bounds = np.array(edges, dtype=np.intp).reshape(-1, 2)
    starts, ends = bounds[:, 0], bounds[:, 1]
    lengths = (ends - starts).astype(np.float64)
    worth = totals[ends - 1] - totals[starts]
    if told is not None:
        fresh = np.flatnonzero(~tells_again(pairs, weights, told, starts, ends, worth))
        if not len(fresh):
            return ()
        fitting = [fitting[place] for place in fresh.tolist()]
        starts, ends, lengths, worth = starts[fresh], ends[fresh], lengths[fresh], worth[fresh]
    kept = _narrowed([unit.sentence for unit in fitting], worth, lengths, low)
    units = [fitting[place] for place in kept]
    covers, merged = _covers(pairs, starts[kept], ends[kept], weights)
    groups = np.array([unit.sentence for unit in units])
    candidates = Candidates(lengths[kept], covers, groups, np.full(len(units), BREAK))
    chosen = choose(candidates, merged, low, high, budget if reference is None else reference, repeated)
    return tuple(units[place] for place in chosen)


def _printable(ground: Ground, low: float, high: float) -> tuple[list[Unit], list[int]]:
    """Return the units that fit, those that read whole if they suffice, else all; and first and end letter of each."""
    letter, base = ground.pairs.letter.tolist(), ground.pairs.base.tolist()
    best: list[Unit] = []
    edges: list[int] = []
    rest: list[Unit] = []
    reach, reach_all = 0, 0
    for number, (sentence, parts) in enumerate(zip(ground.sentences, ground.clauses, strict=True)):
        if sentence.intertitle:
            continue
        at, top, top_all = base[number], 0, 0
        text = sentence.text
        for unit in units_of(number, text, parts, letter[at : at + len(text) + 1], high):
            start, end = letter[at + unit.start], letter[at + unit.end]
            size = end - start
            if FRAGMENT <= size <= high:
                top_all = max(top_all, size)
                if unit.clean and size >= SHORTEST:
                    top = max(top, size)
                    best.append(unit)
                    edges += (start, end)
                else:
                    rest.append(unit)
        reach, reach_all = reach + top, reach_all + top_all
    if reach >= min(low, reach_all):
        return best, edges
    found = sorted(best + rest, key=lambda unit: unit[:5])
    return found, [letter[base[unit.sentence] + place] for unit in found for place in (unit.start, unit.end)]


def _narrowed(sentence: Sequence[int], worth: Vector, lengths: Vector, low: float) -> list[int]:
    """Return the places of the units that enter the choice, in order."""
    held: dict[int, int] = {}
    best: list[int] = []
    for place in (-worth / (lengths + 0.15 * low)).argsort(kind="stable").tolist():
        own = sentence[place]
        count = held[own] = held.get(own, 0) + 1
        if count <= PER_SENTENCE:
            best.append(place)
            if len(best) == AT_ALL:
                break
    return sorted(best)


def _covers(pairs: Pairs, starts: Ints, ends: Ints, weights: Vector) -> tuple[Vector, Vector]:
    """Return which units print which kinds of pair, and the kinds' weights; kinds printed by the same units are one.

    Most kinds stand once, so the kinds of one clause fall together and the choice works on tens of columns.
    """
    bits = np.left_shift(1, np.arange(len(starts)))  # AT_ALL bits fit in a number
    # A bit comes on where its unit begins and goes off after its last pair.
    steps = np.zeros(len(pairs.kind) + 1, dtype=np.int64)
    np.add.at(steps, starts, bits)
    np.subtract.at(steps, ends - 1, bits)
    printed = np.bitwise_or.reduceat(steps[:-1].cumsum()[pairs.order], pairs.begins)
    # By hand what np.unique() does, which costs as much as all the rest here.
    order = printed.argsort(kind="stable")
    by_pattern = printed[order]
    begins = begins_in(by_pattern).nonzero()[0]
    covers = (by_pattern[begins] & bits[:, None] != 0).astype(np.float64)
    return covers, np.add.reduceat(weights[order], begins)


def _shortened(ground: Ground, high: float) -> tuple[Unit, ...]:
    """Return what is printed when nothing reads whole within the length: short lines in order, or a beginning.

    Verses and rows of a table are printed from the first on, each once, while there is room. A text without any
    mark has no clauses: it ends with the last word that fits.
    """
    out: list[Unit] = []
    told: set[str] = set()
    room = int(high)
    for number, sentence in enumerate(ground.sentences):
        text = sentence.text
        first, end = ground.pairs.letters(number, 0, len(text))
        if end == first or sentence.intertitle or text in told:
            continue
        if end - first <= room:
            out.append(Unit(number, 0, len(text), 0, 0, whole=True, clean=False))
            told.add(text)
            room -= end - first
            continue
        if not out:
            base = ground.pairs.base[number]
            held = ground.pairs.letter[base : base + len(text) + 1] - first
            size = int(np.searchsorted(held, max(room, 1), side="left"))
            out.append(Unit(number, 0, begun_word(ground.codes[number], size), 0, 0, whole=False, clean=False))
        break
    return tuple(out)


def summary(  # noqa: PLR0913, PLR0917 - see `briefing.rank.summarise`
    sentences: Sequence[Sentence], config: RankConfig, rankers: Table, title: str, budget: int, told: Sequence[str]
) -> tuple[Passage, ...]:
    """Return the printed words of a summary; see `briefing.rank.summarise`."""
    if budget <= 0:
        return ()
    sentences = after_questions(sentences)
    article = _Article(tuple(sentences))
    ground, weights, reference, fresh = _weighed(article, config, rankers, title)
    if not len(ground.pairs.codes):
        return ()
    known = _known(article, config, rankers, title, tuple(told)) if told else None
    units = best_units(ground, fresh, budget, reference, told=known)
    if not units:  # the headline says it all
        units = best_units(ground, weights, budget, reference, told=known)
    return tuple(cut(sentences, unit) for unit in units)


class _Article:
    """Sentences that equal themselves alone, so that finding what is known of them costs no look at each word."""

    __slots__ = ("sentences",)

    def __init__(self, sentences: tuple[Sentence, ...]) -> None:
        self.sentences = sentences

    def __hash__(self) -> int:
        return hash(tuple(map(id, self.sentences)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Article) or len(self.sentences) != len(other.sentences):
            return False
        return all(map(is_, self.sentences, other.sentences))


@lru_cache(maxsize=2)  # a page asks for one article at several lengths
def _weighed(
    article: _Article, config: RankConfig, rankers: Table, title: str
) -> tuple[Ground, Vector, float | None, Vector]:
    """Return the article cut up, what each kind of pair is worth, the letters wanted, the worth beside the headline."""
    ground = ground_of(article.sentences, config)
    weights, reference = _weigh(ground, config, rankers, title)
    if not title or not len(ground.pairs.codes):
        return ground, weights, reference, weights
    fresh = beside_title(weights, ground.pairs, pairs_of([title]), config.title_overlap)
    return ground, weights, reference, fresh


@lru_cache(maxsize=2)  # see above
def _known(article: _Article, config: RankConfig, rankers: Table, title: str, told: tuple[str, ...]) -> Told | None:
    return told_of(_weighed(article, config, rankers, title)[0], told)


def digest_of(
    articles: Sequence[tuple[Sequence[Sentence], str]], config: RankConfig, rankers: Table, budget: int
) -> tuple[tuple[int, Passage], ...]:
    """Return the printed words of a digest; see `briefing.rank.digest`."""
    told = [(after_questions(article), title) for article, title in articles]
    sentences = [sentence for article, _ in told for sentence in article]
    home = [number for number, (article, _) in enumerate(told) for _ in article]
    pairs = pairs_of([sentence.text for sentence in sentences])
    if not len(pairs.codes) or budget <= 0:
        return ()
    # A pair is worth what the article says it is worth that makes most of it.
    weights = np.zeros(pairs.size)
    codes: list[str] = []
    clauses: list[tuple[Clause, ...]] = []
    for article, title in told:
        ground = ground_of(article, config)
        codes += ground.codes
        clauses += ground.clauses
        if len(ground.pairs.kind):
            own, _ = _weigh(ground, config, rankers, title)
            at = np.minimum(np.searchsorted(pairs.key, ground.pairs.key), pairs.size - 1)
            known = pairs.key[at] == ground.pairs.key
            weights[at[known]] = np.maximum(weights[at[known]], own[known])
    units = best_units(Ground(sentences, codes, clauses, pairs), weights, budget, repeated=NEW_SHARE)
    return tuple((home[unit.sentence], cut(sentences, unit)) for unit in units)


def _weigh(ground: Ground, config: RankConfig, rankers: Table, title: str) -> tuple[Vector, float | None]:
    """Return the weight of each kind of pair, and the letters an editor would need if the ranker knows."""
    if config.method == "learned" and len(ground.pairs.kind):
        from briefing.rank.learned import weigh  # noqa: PLC0415 - the other rankers need no weights
        from briefing.rank.weights import load_weights  # noqa: PLC0415

        learned = load_weights(config.weights)
        return weigh(ground, learned)
    scores = rankers.load(config.method, "rank.method")(ground.sentences, config, title)
    return even_weights(scores, ground.pairs), None
