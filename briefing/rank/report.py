"""What training learned, told to the one who trained: figures on rows that were not trained on, and what counts."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from briefing.errors import ReadError
from briefing.rank.ground import after_questions, ground_of
from briefing.rank.learned import weigh
from briefing.rank.plain import sentences_of
from briefing.rank.rouge import rouge
from briefing.rank.summary import best_units
from briefing.rank.train import WARM, train
from briefing.rank.units import cut
from briefing.rank.weights import COLUMNS
from briefing.text.fold import letters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.config import RankConfig
    from briefing.rank.rows import Row
    from briefing.rank.weights import Weights

__all__ = ["Held", "cross_validate", "describe", "held_out"]

# Rows from which figures on a third of them say something.
ENOUGH = 30


# What a number of the report stands for, where its name alone does not tell.
_TOLD = {
    "count": "how often the pair is printed",
    "paragraphs_with": "in how many paragraphs",
    "heads_with": "in how many paragraphs' first sentences",
    "letters_before": "how far into the article",
    "share_before": "how far into the article, as a share",
    "in_clause": "how far into its clause",
    "in_sentence": "how far into its sentence",
    "in_paragraph": "how many sentences into its paragraph",
    "clause_repeats": "how much its clause is repeated elsewhere",
    "sentence_repeats": "how much its sentence is repeated elsewhere",
    "sentence_echo": "how much of its sentence other paragraphs share",
    "paragraph_echo": "how much of its paragraph others share",
    "promise": "its clause waits for the next one",
    "leaning": "its clause leans on what stands before",
    "subject": "its clause has its own subject",
    "opening": "its clause only opens the sentence",
    "after_stop": "its clause begins anew",
    "repeats": "how repetitive the article is",
    "shared_across": "how much the article's paragraphs share",
    "dated_paragraphs": "how many paragraphs open with a date",
    "names_share": "names in the article",
    "numbers_share": "numbers in the article",
    "lead_echo": "how much of the lead is taken up again",
    "claims": "how many speakers the article has",
    "left_count": "how often the pair before it is printed",
    "right_count": "how often the pair after it is printed",
}


@dataclass(frozen=True, slots=True)
class Held:
    """Character ROUGE F1 in percent on rows held out, and of the lead cut to the same length (letters printed)."""

    rows: int
    rouge: tuple[float, float, float]
    lead: tuple[float, float, float]
    length: float


def cross_validate(rows: Sequence[Row], config: RankConfig, folds: int = 3) -> Held:
    """Return the figures of weights trained on the other folds; a fold is a run of rows, as days follow each other."""
    bounds = [len(rows) * number // folds for number in range(folds + 1)]
    ours: list[tuple[float, float, float]] = []
    leads: list[tuple[float, float, float]] = []
    sizes: list[int] = []
    for low, high in pairwise(bounds):
        weights = train([*rows[:low], *rows[high:]], config)
        for row in rows[low:high]:
            printed = "\n".join(_summary(row.article, weights, config))
            sizes.append(letters(printed))
            ours.append(rouge(printed, row.summary))
            leads.append(rouge(_lead(row.article, sizes[-1]), row.summary))
    one, two, longest = (100.0 * float(np.mean([figures[place] for figures in ours])) for place in range(3))
    lead = tuple(100.0 * float(np.mean([figures[place] for figures in leads])) for place in range(3))
    return Held(len(rows), (one, two, longest), (lead[0], lead[1], lead[2]), float(np.mean(sizes)))


def held_out(rows: Sequence[Row], config: RankConfig) -> Held | None:
    """Return the figures of `cross_validate` where they tell something and take seconds, not minutes; else None."""
    if not ENOUGH <= len(rows) < WARM:
        return None
    try:
        return cross_validate(rows, config)
    except ReadError:  # too few usable rows without one third
        return None


def describe(weights: Weights, held: Held | None = None) -> tuple[str, ...]:
    """Return the lines that tell what was learned; held: figures of `cross_validate`, if it was asked for."""
    out = [f"rows: {weights.about.get('rows', '?')}, features: {len(COLUMNS)}, hidden units: {len(weights.output)}"]
    if held:
        figures = "/".join(f"{value:.1f}" for value in held.rouge)
        out.append(f"held out: R1/R2/RL {figures}, {held.length:.0f} letters")
        out.append("the lead to the same length: " + "/".join(f"{value:.1f}" for value in held.lead))
    effects = _effects(weights)
    order = np.argsort(-np.abs(effects), kind="stable")
    for sign, title in ((1, "kept more often, the higher"), (-1, "kept less often, the higher")):
        names = [COLUMNS[place] for place in order if effects[place] * sign > 0][:6]
        out.append(f"{title}: " + "; ".join(_TOLD.get(name, name.replace("_", " ")) for name in names))
    if weights.letters:
        kept = list(weights.letters)
        out.append("letters editors keep: " + "".join(kept[:20]))
        out.append("letters they leave out: " + "".join(kept[:-21:-1]))
    return tuple(out)


def _effects(weights: Weights) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return how the logarithm of the odds moves when a column goes from one spread under its mean to one over it."""
    steps = np.diag(weights.scale)
    upper, lower = weights.odds(weights.mean + steps), weights.odds(weights.mean - steps)
    return np.asarray(np.log(upper / (1 - upper)) - np.log(lower / (1 - lower)))


def _summary(article: str, weights: Weights, config: RankConfig) -> list[str]:
    sentences = after_questions(sentences_of(article))
    ground = ground_of(sentences, config)
    if not len(ground.pairs.kind):
        return []
    worth, reference = weigh(ground, weights)
    units = best_units(ground, worth, config.budget, reference=reference)
    return [cut(sentences, unit).text for unit in units]


def _lead(article: str, size: int) -> str:
    count = 0
    for place, letter in enumerate(article):
        count += letter.isalnum()
        if count == size:
            return article[: place + 1]
    return article
