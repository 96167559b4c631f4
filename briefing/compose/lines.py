"""How many lines words take (折行): broken as the page breaks them, by widths that every Chinese face nearly shares."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from briefing.text.spacing import NUMBER, THIN, spaced

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["MARK", "line_count", "part_count", "width_of"]

# Stands for a reference mark, which clings to the word before it.
MARK = "\ue000"
# What no line begins with, and what no line ends with.
_CLOSING, _OPENING = f"”’）》〉」』】〕，。、；：！？％%){MARK}", "“‘（《〈「『【〔("
# What stays on one line: a number with its unit, a Latin word, a character, each with the marks that cling to it.
_CLUSTER = re.compile(
    rf"[{_OPENING}]*(?:{NUMBER}|[A-Za-z0-9][A-Za-z0-9.+\-/]*|.)[{_CLOSING}—…]*{THIN}?", re.DOTALL
)
_BLANK = 0.25
# Marks side by side are set half as wide.
_PAIR = re.compile(f"[{_CLOSING}](?=[{_CLOSING}{_OPENING}])|[{_OPENING}](?=[{_OPENING}])")


@lru_cache(maxsize=256)
def _character(character: str) -> float:
    if character == MARK:
        return 0.45
    if character > "\u2e7f" or character in "“”‘’—…·▲▼":
        return 1.0
    if character == THIN:
        return 0.2
    if character.isdigit():
        return 0.555
    if character.isupper() or character in "%&@":
        return 0.64
    return 0.29 if character in " .,:;'!|il" else 0.53


def width_of(text: str) -> float:
    """Return the width in characters of the type: Han and its marks 1, Latin and digits a little over a half."""
    return sum(map(_character, text))


@lru_cache(maxsize=4096)
def _clusters(text: str) -> tuple[float, ...]:
    """Return the widths of what is not broken, in order."""
    widths = []
    for match in _CLUSTER.finditer(spaced(text)):
        cluster = match.group()
        width = width_of(cluster)
        if len(cluster) > 1:
            width -= 0.5 * len(_PAIR.findall(cluster))
        widths.append(width)
    return tuple(widths)


def line_count(text: str, width: float) -> int:
    """Return how many lines of `width` characters the text takes; 0 for none."""
    if not text:
        return 0
    lines, taken = 1, 0.0
    for cluster in _clusters(text):
        if taken + cluster > width and taken:
            lines, taken = lines + 1, 0.0
        # What is wider than a line is broken anyway.
        while cluster > width:
            lines, cluster = lines + 1, cluster - width  # noqa: PLW2901 - what is left of it
        taken += cluster
    return lines


def part_count(parts: Sequence[str], width: float) -> int:
    """Return how many lines the parts take when lines break between them, within one only where it is longer."""
    lines, taken = 0, width
    for part in parts:
        needed = sum(_clusters(part))
        if taken + _BLANK + needed <= width:
            taken += _BLANK + needed
        else:
            lines += line_count(part, width)
            # What is broken itself has the whole width: nothing stands beside it.
            taken = min(needed, width)
    return lines
