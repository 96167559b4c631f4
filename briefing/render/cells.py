"""Terminal columns: how many cells a text takes, and where a Chinese line may be broken (避头尾).

Cell widths follow Unicode TR11. A character of ambiguous width (“ ” … — · ①) takes one cell in most terminals
and two in some with a Chinese setting; lines are broken as if it took two, so none runs over in either.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["cells", "harmless", "wrapped"]

# What a terminal would obey, not print: escape and its kin, line and paragraph separators, bidi marks.
_COMMAND = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
# Unbreakable: 1.28, GDP, 2024-03-08, 20.6% together; every other character by itself.
_UNIT = re.compile(r"[A-Za-z0-9][A-Za-z0-9.,:%+/@_-]*|.", re.DOTALL)
_INSIDE = re.compile(r"[A-Za-z0-9.,:%+/@_-]{2}")
_NOT_FIRST = frozenset("、。，．；：？！）〕】》〉」』”’％‰℃…—·,.;:?!)]}>%⟧")
_NOT_LAST = frozenset("（〔【《〈「『“‘([{<￥¥$#⟦")


def harmless(text: str) -> str:
    """Return the text with each character a terminal would obey replaced by a blank; the length stays."""
    return _COMMAND.sub(" ", text)


@lru_cache(maxsize=8192)
def _cells_of(char: str, ambiguous: int) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    width = unicodedata.east_asian_width(char)
    if width == "A":
        return ambiguous
    return 2 if width in "WF" else 1


def cells(text: str, ambiguous: int = 1) -> int:
    """Return how many columns the text takes. ambiguous: what the terminal gives a character of ambiguous width."""
    return sum(_cells_of(char, ambiguous) for char in text)


def wrapped(text: str, width: int) -> tuple[tuple[int, int], ...]:
    """Return start and end of each line of at most `width` cells; blanks at a break belong to no line.

    No line begins with a closing mark or ends with an opening one, unless it is too narrow for anything else.
    Empty text gives one empty line.
    """
    lines: list[tuple[int, int]] = []
    start = end = used = 0
    for unit in _UNIT.finditer(text):
        if end == start and unit.group().isspace() and lines:
            start = end = unit.end()
            continue
        size = cells(unit.group(), 2)
        if used + size > width and end > start:
            cut = _cut(text, start, end)
            lines.append((start, start + len(text[start:cut].rstrip())))
            start = cut + len(text[cut:end]) - len(text[cut:end].lstrip())
            used = cells(text[start:end], 2)
            if unit.group().isspace() and start == end:
                start = end = unit.end()
                continue
        end = unit.end()
        used += size
        while used > width and end - start > 1:  # one unit wider than the line
            fit = _fitting(text, start, end, width)
            if fit == end:
                break
            lines.append((start, fit))
            start = fit
            used = cells(text[start:end], 2)
    if end > start or not lines:
        lines.append((start, end))
    return tuple(lines)


def _cut(text: str, start: int, end: int) -> int:
    """Return where to break `text[start:end]` before the character at `end`, at most eleven characters earlier."""
    for cut in range(end, max(end - 12, start), -1):
        first = text[cut] if cut < len(text) else ""
        inside = _INSIDE.fullmatch(text, cut - 1, cut + 1)
        if first not in _NOT_FIRST and text[cut - 1] not in _NOT_LAST and not inside:
            return cut
    return end


def _fitting(text: str, start: int, end: int, width: int) -> int:
    """Return the end of the longest beginning that fits, at least one character."""
    used = 0
    for at in range(start, end):
        used += cells(text[at], 2)
        if used > width:
            return max(at, start + 1)
    return end
