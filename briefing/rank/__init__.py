"""Sentences get scores, and the best of them are printed: RANKERS, score, summarise, digest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.rank.figures import RankerFigures, figures
from briefing.rank.plain import sentences_of
from briefing.registry import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.config import RankConfig
    from briefing.model import Sentence
    from briefing.passage import Passage

__all__ = ["RANKERS", "describe_rankers", "digest", "score", "summarise", "summarise_text"]

RANKERS = Table(
    "ranker",
    {
        "learned": "briefing.rank.learned:score",
        "blend": "briefing.rank.blend:score",
        "textrank4zh": "briefing.rank.textrank4zh:score",
        "textrank": "briefing.rank.textrank:score",
        "lexrank": "briefing.rank.lexrank:score",
        "centroid": "briefing.rank.centroid:score",
        "lead": "briefing.rank.lead:score",
    },
)


def score(sentences: Sequence[Sentence], config: RankConfig, title: str = "") -> tuple[float, ...]:
    """Return one finite number a sentence, by position; more is more central. Empty input gives an empty tuple."""
    ranker = RANKERS.load(config.method, "rank.method")
    scores: tuple[float, ...] = ranker(sentences, config, title)
    assert len(scores) == len(sentences), "scores are parallel"
    return scores


def summarise(
    sentences: Sequence[Sentence],
    config: RankConfig,
    *,
    title: str = "",
    budget: int | None = None,
    told: Sequence[str] = (),
) -> tuple[Passage, ...]:
    """Return what to print of an article, in printing order, about `budget` letters long (字数).

    budget: `config.budget` if None. Between 0.7 and 1.1 of it is printed, less where the article has less.
    title: the headline; what it says already is told again only as far as `config.title_overlap` allows.
    told: what has been printed of each other article. Where one is of the same event, only what is mostly new beside
    it is printed, maybe nothing.
    Every passage is a whole sentence or a run of clauses that reads whole; the last comma is left off.
    """
    from briefing.rank.summary import summary  # noqa: PLC0415 - numpy waits until something is ranked

    return summary(sentences, config, RANKERS, title, config.budget if budget is None else budget, told)


def summarise_text(
    article: str, config: RankConfig, *, title: str = "", budget: int | None = None
) -> tuple[str, ...]:
    """Return the summary of a plain text whose paragraphs are parted by line feeds, as strings in printing order."""
    return tuple(passage.text for passage in summarise(sentences_of(article), config, title=title, budget=budget))


def digest(
    articles: Sequence[tuple[Sequence[Sentence], str]], config: RankConfig, *, budget: int
) -> tuple[tuple[int, Passage], ...]:
    """Return the day's 要闻 from many articles: (position of the article, printed words) in the articles' order.

    articles: sentences and headline of each. What one article has told is not worth telling from another.
    """
    from briefing.rank.summary import digest_of  # noqa: PLC0415 - numpy waits until something is ranked

    return digest_of(articles, config, RANKERS, budget)


def describe_rankers() -> tuple[tuple[RankerFigures, ...], str]:
    """Return every ranker with its figures, best first, and the words that tell how they were measured."""
    known, measured = figures()
    missing = tuple(RankerFigures(name, "", None) for name in RANKERS if name not in {row.name for row in known})
    return (*known, *missing), measured
