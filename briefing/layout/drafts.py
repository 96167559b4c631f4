"""Articles in the making, and the words they share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefing.layout.cohesion import Cohesion

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.layout.blocks import Part
    from briefing.layout.frames import Frame
    from briefing.model import ArticleKind

__all__ = ["Draft", "Words"]


@dataclass(slots=True)
class Draft:
    """An article in the making."""

    frames: list[Frame]
    head: list[Part] = field(default_factory=list)
    bylines: list[Part] = field(default_factory=list)
    captions: list[Part] = field(default_factory=list)
    labels: list[Part] = field(default_factory=list)
    column_label: list[Part] = field(default_factory=list)
    kind: ArticleKind = "article"
    roundup: bool = False
    doubtful: list[Frame] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The characters of the body."""
        return "".join(frame.words for frame in self.frames)

    @property
    def first(self) -> int:
        """Number of the first part of head or body."""
        return min([frame.first for frame in self.frames] + [part.number for part in self.head])

    @property
    def led(self) -> bool:
        """Whether the body opens with a lead."""
        return self.frames[0].parts[0].lead


class Words:
    """The words of the articles found, for likeness and coverage."""

    __slots__ = ("_cohesion", "_matrix", "like")

    def __init__(self, drafts: Sequence[Draft]) -> None:
        """Take the words of all drafts; like: cosines of each pair of them."""
        self._cohesion = Cohesion([draft.words for draft in drafts])
        self._matrix = self._cohesion.matrix(
            [draft.words + "".join(part.words for part in draft.head) for draft in drafts]
        )
        self.like = self._matrix @ self._matrix.T

    def cover(self, text: str) -> list[float]:
        """Return the share of the text's words in each article."""
        return [float(share) for share in self._cohesion.coverage([text], self._matrix)[0]]
