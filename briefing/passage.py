"""Text that remembers where it was printed.

A passage holds printed characters only. Repair, segmentation and extraction
slice and join passages, so provenance (出处) cannot be lost by forgetting to
copy it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable

__all__ = ["Passage", "Span"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of code points in `Page.text` of one source (原文区间)."""

    source: str
    start: int
    end: int

    def __len__(self) -> int:
        """Return the number of code points."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Passage:
    """Printed characters and the ranges they were printed at (带出处的文字).

    pieces: spans in reading order; `page.text[piece.start:piece.end]` of all
    pieces, joined, is `text`. Adjacent pieces are always merged, so equal
    passages compare equal however they were built.
    """

    text: str = ""
    pieces: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        """Check that the map covers the text exactly."""
        pieces = self.pieces
        one = len(pieces) == 1  # most passages; the sum costs a call a piece
        size = pieces[0].end - pieces[0].start if one else sum(map(len, pieces))
        assert size == len(self.text), "a passage must map each character"

    @classmethod
    def of(cls, text: str, source: str, start: int = 0, end: int | None = None) -> Passage:
        """Return `text[start:end]` as printed in `source`, whose whole text is `text`."""
        end = len(text) if end is None else end
        if start >= end:
            return cls()
        return cls(text[start:end], (Span(source, start, end),))

    @classmethod
    def join(cls, passages: Iterable[Passage]) -> Passage:
        """Return the passages one after another; nothing is put between them."""
        texts: list[str] = []
        pieces: list[Span] = []
        for passage in passages:
            texts.append(passage.text)
            for piece in passage.pieces:
                if pieces and pieces[-1].source == piece.source and pieces[-1].end == piece.start:
                    pieces[-1] = Span(piece.source, pieces[-1].start, piece.end)
                else:
                    pieces.append(piece)
        return cls("".join(texts), tuple(pieces))

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where the passage was printed, in reading order."""
        return self.pieces

    def __bool__(self) -> bool:
        """Tell whether anything was printed."""
        return bool(self.text)

    def __len__(self) -> int:
        """Return the number of characters."""
        return len(self.text)

    def __hash__(self) -> int:
        """Return the hash of the characters: equal passages have equal ones, and text keeps its hash."""
        return hash(self.text)

    def __str__(self) -> str:
        """Return the printed characters."""
        return self.text

    def __getitem__(self, part: slice) -> Passage:
        """Return a part; negative and missing bounds as for `str`, no step."""
        assert part.step in (None, 1), "a passage is cut in one run"
        start, end, _ = part.indices(len(self.text))
        if start >= end:
            return Passage()
        if end - start == len(self.text):
            return self
        if len(self.pieces) == 1:
            piece = self.pieces[0]
            return Passage(self.text[start:end], (Span(piece.source, piece.start + start, piece.start + end),))
        pieces = []
        offset = 0
        for piece in self.pieces:
            size = len(piece)
            low, high = max(start - offset, 0), min(end - offset, size)
            if low < high:
                pieces.append(Span(piece.source, piece.start + low, piece.start + high))
            offset += size
            if offset >= end:
                break
        return Passage(self.text[start:end], tuple(pieces))

    def strip(self, characters: str | None = None) -> Passage:
        """Return the passage without leading and trailing white space (or the characters)."""
        left = len(self.text) - len(self.text.lstrip(characters))
        right = len(self.text.rstrip(characters))
        return self if right - left == len(self.text) else self[left:right]

    def without(self, pattern: re.Pattern[str]) -> Passage:
        """Return the passage less every match of `pattern`."""
        kept = []
        at = 0
        for match in pattern.finditer(self.text):
            kept.append(self[at : match.start()])
            at = match.end()
        return Passage.join((*kept, self[at:])) if at else self

    def offset_of(self, index: int) -> tuple[str, int]:
        """Return the source and the code point at which character `index` was printed."""
        starts = (0, *accumulate(map(len, self.pieces)))
        for start, piece in zip(starts, self.pieces, strict=False):
            if index < start + len(piece):
                return piece.source, piece.start + index - start
        raise IndexError(index)
