"""Blend: centrality, position and paragraph starts, weighted by hand; the classic choice without training.

Edmundson, "New Methods in Automatic Extracting", JACM 16, 1969, with the centroid for his key words.
"""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING

from briefing.rank.centroid import score as centrality
from briefing.text.fold import letters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.config import RankConfig
    from briefing.model import Sentence

__all__ = ["score"]

# Chosen on the development articles in steps of 0.1: the lead of a news article tells most of it, a
# paragraph's first sentence most of the rest, and centrality parts the others.
LEAD, STARTS, CENTRE = 0.5, 0.2, 0.3
# Letters under which a sentence is a heading or a fragment.
SHORT = 10


def score(sentences: Sequence[Sentence], config: RankConfig, title: str = "") -> tuple[float, ...]:
    """Return 0–1 for each sentence; intertitles and fragments get a tenth; empty input gives an empty tuple."""
    central = centrality(sentences, config, title)
    top = max(central, default=0.0) or 1.0
    out = []
    before = -1
    for number, (sentence, centre) in enumerate(zip(sentences, central, strict=True)):
        value = LEAD * exp(-number / 3) + STARTS * (sentence.paragraph != before) + CENTRE * centre / top
        before = sentence.paragraph
        out.append(value * 0.1 if sentence.intertitle or letters(sentence.text) < SHORT else value)
    return tuple(out)
