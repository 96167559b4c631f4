"""A visible line of an HTML page with what the markup says of it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["MarkupLine"]


@dataclass(slots=True)
class MarkupLine:
    """One visible line.

    tag: of the innermost block. level: 1–6 in a heading, else 0. own: words of class and id of the block and what is
    in it; around: those of the blocks around it, nearest first. links: share of its characters that are links.
    block, parent: numbers of the innermost block and of the one around it. pictured: a picture stands right before it.
    """

    text: str = ""
    tag: str = ""
    level: int = 0
    own: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    links: float = 0.0
    bold: float = 0.0
    big: bool = False
    centred: bool = False
    block: int = 0
    parent: int = 0
    pictured: bool = False
