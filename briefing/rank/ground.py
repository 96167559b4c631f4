"""An article cut into words, clauses and character pairs: what weighing and choosing both stand on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.rank.codes import coded
from briefing.rank.pairs import pairs_of
from briefing.rank.units import clauses_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.config import RankConfig
    from briefing.model import Sentence
    from briefing.rank.pairs import Pairs
    from briefing.rank.units import Clause

__all__ = ["Ground", "after_questions", "ground_of"]


@dataclass(frozen=True, slots=True)
class Ground:
    """An article cut up. codes: of the words of each sentence; clauses: of each sentence."""

    sentences: Sequence[Sentence]
    codes: Sequence[str]
    clauses: Sequence[tuple[Clause, ...]]
    pairs: Pairs


def after_questions(sentences: Sequence[Sentence]) -> Sequence[Sentence]:
    """Return the sentences less the questions that the article opens with; all of them if it asks only.

    A lead that asks (去年的成绩怎样？今年又有哪些新布局？) tells nothing; the sentence that answers stands first.
    """
    for place, sentence in enumerate(sentences):
        if not sentence.text.endswith(("？", "?")):
            return sentences[place:]
    return sentences


def ground_of(sentences: Sequence[Sentence], config: RankConfig) -> Ground:
    """Return the article cut up, once for weighing and choosing."""
    codes = coded(sentences, config)
    texts = [sentence.text for sentence in sentences]
    clauses = [clauses_of(text, own) for text, own in zip(texts, codes, strict=True)]
    return Ground(sentences, codes, clauses, pairs_of(texts))
