"""Lead: the earlier a sentence, the better. The measure every other ranker has to beat on news."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.config import RankConfig
    from briefing.model import Sentence

__all__ = ["score"]


def score(sentences: Sequence[Sentence], config: RankConfig, title: str = "") -> tuple[float, ...]:  # noqa: ARG001 - the stage's signature
    """Return numbers that fall evenly from 1 towards 0 in printing order; empty input gives an empty tuple."""
    size = len(sentences)
    return tuple((size - number) / size for number in range(size))
