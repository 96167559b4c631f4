"""Cutting an enumeration into its items; quotes and brackets stay whole."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.passage import Passage

__all__ = ["REACH", "count_of", "cut_items", "enclosed", "outside", "trimmed"]

_PAIRS = {"“": "”", "「": "」", "『": "』", "（": "）", "(": ")", "《": "》", "【": "】", "‘": "’"}
_EDGE_PAIRS = "".join(_PAIRS) + "".join(_PAIRS.values())
_EDGES = "，。；：、,;:.！!？?… \u3000—"
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0, "双": 2}
_TEN = "十"
# Items of one list are looked for within so many characters: no text, however long, is read twice over.
REACH = 600
_LARGEST = 99


def count_of(text: str) -> int | None:
    """Return the number that is printed (十二, 八, 20), None for none up to 99."""
    if text.isascii() and text.isdigit():
        value = int(text) if len(text) <= 2 else 0
        return value if 0 < value <= _LARGEST else None
    if _TEN in text:
        tens, _, ones = text.partition(_TEN)
        if (tens and tens not in _DIGITS) or (ones and ones not in _DIGITS):
            return None
        return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
    return _DIGITS.get(text) or None


def outside(text: str, marks: str) -> Iterator[int]:
    """Yield where one of `marks` stands outside quotes and brackets; a mark that never closes opens nothing."""
    hidden = enclosed(text)
    for match in _pattern(marks).finditer(text):
        if not hidden[match.start()]:
            yield match.start()


def enclosed(text: str) -> bytearray:
    """Return 1 for each character of a quotation or bracket, its marks included, 0 for the others."""
    hidden = bytearray(len(text))
    stack: list[tuple[str, int]] = []
    for match in _pattern(_EDGE_PAIRS).finditer(text):
        at, character = match.start(), match[0]
        if character in _PAIRS:
            stack.append((_PAIRS[character], at))
        elif stack and stack[-1][0] == character:
            opened = stack.pop()[1]
            # Marks opened further out fill their whole run when they close; until then this one stands alone.
            hidden[opened : at + 1] = b"\x01" * (at + 1 - opened)
    return hidden


@cache
def _pattern(marks: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(marks)}]")


def cut_items(passage: Passage, marks: str) -> tuple[Passage, ...]:
    """Return the parts between the marks, edges trimmed, empty ones left out."""
    parts = []
    start = 0
    for at in outside(passage.text, marks):
        parts.append(trimmed(passage[start:at]))
        start = at + 1
    parts.append(trimmed(passage[start:]))
    return tuple(part for part in parts if part)


def trimmed(passage: Passage) -> Passage:
    """Return the passage without marks and white space at its edges."""
    return passage.strip(_EDGES)
