"""Learned labels are put right where words alone decide."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.layout.bylines import is_byline, lead_end, trailing_byline
from briefing.layout.features import habit_of
from briefing.layout.furniture import is_furniture, is_label, names_list
from briefing.layout.paragraphs import ends_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.layout.lines import Row

__all__ = ["settle"]

# A sentence ends within a row, or the row breaks off behind a comma: no head does.
_WITHIN = re.compile("。.|[，、]$")
# Rows differ by this much in one column.
_FULL = 0.6
# With so many empty lines among the rows, blocks are parted by them.
_PARTED = 0.04
# First letter of what a row of the second letter goes on with.
_FIRST = {"h": "H", "i": "I", "c": "C", "x": "X"}


@dataclass(frozen=True, slots=True)
class _Before:
    """The row before: its label, whether it ends in mid sentence, whether it is a lead that its own line end cut."""

    kind: str = ""
    full: bool = False
    led: bool = False


def settle(rows: Sequence[Row], kinds: str, columns: Sequence[float]) -> str:
    """Return the labels with those put right that words alone decide.

    A row that no pattern knows is never furniture, a lead begins a paragraph, and no first row goes on with nothing.
    """
    settled: list[str] = []
    before = _Before()
    indented = habit_of(rows, columns) == "indent"
    parted = sum(row.gap > 0 for row in rows) >= _PARTED * len(rows)
    for row, kind, column in zip(rows, kinds, columns, strict=True):
        text = row.text
        right = _by_words(row, kind, before, parted=parted)
        right = right or _by_width(text, kind, before, column - row.width, indented=indented) or kind
        if right in _FIRST and before.kind not in (right, _FIRST[right]):
            right = _FIRST[right]
        settled.append(right)
        full = not ends_sentence(text) and trailing_byline(text) == len(text) and not is_byline(text)
        before = _Before(right, full, 0 < lead_end(text) >= len(text) - 1)
    return "".join(settled)


def _by_words(row: Row, kind: str, before: _Before, *, parted: bool) -> str:  # noqa: PLR0911 - one pattern a line
    """Return the label that the words of a row demand, "" if they demand none."""
    text = row.text
    in_text = before.kind in ("S", "M")
    if in_text and (kind == "S" or kind in "HhIi") and _runs_on(text, before, row.gap, parted=parted):
        return "M"
    if names_list(text) and kind not in "FHX" and not (in_text and before.full and not row.gap):
        return "H"
    if kind == "F":
        known = is_furniture(text) or is_label(text) or before.kind == "F"
        return "" if known else "H"
    if kind != "L" and is_label(text):
        return "F"
    if kind not in "SM" and is_furniture(text) and not (kind in "xX" and len(text) < 4):
        return "F"
    if (
        (kind in "HhIiXxCcL" or (kind in "SM" and not before.full))
        and is_byline(text)
        and not text.startswith("本报讯")
    ):
        return "Y"
    if kind in "MHhIiCcXxL" and lead_end(text) and not is_byline(text) and not (in_text and before.led):
        return "S"
    return ""


def _runs_on(text: str, before: _Before, gap: int, *, parted: bool) -> bool:
    """Tell whether a row goes on with the text before it: a byline cut behind its 电, a sentence's end and a new one.

    parted: blocks are parted by empty lines on this page, so that nothing new begins without one in mid sentence.
    """
    if before.led:
        return text[0] in "（("
    return before.full and gap == 0 and (parted or bool(_WITHIN.search(text)))


def _by_width(text: str, kind: str, before: _Before, slack: float, *, indented: bool) -> str:
    """Return whether a body row begins a paragraph, where its width and the row before leave no doubt, else ""."""
    if before.kind not in ("S", "M") or kind not in "SM":
        return ""
    if kind == "S" and before.full:
        # As wide as its column where first rows are indented, or a second first row in turn: it goes on.
        wide = indented and slack <= _FULL
        return "M" if wide or (before.kind == "S" and not lead_end(text)) else ""
    if kind == "M" and indented and not before.full and abs(slack - 2.0) <= _FULL and not ends_sentence(text):
        return "S"
    return ""
