"""Cutting an enumeration into its items; quotes and brackets stay whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.passage import Passage

__all__ = ["count_of", "cut_items", "outside", "trimmed"]

_PAIRS = {"“": "”", "「": "」", "『": "』", "（": "）", "(": ")", "《": "》", "【": "】", "‘": "’"}
_EDGES = "，。；：、,;:.！!？?… \u3000—"
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0, "双": 2}
_TEN = "十"
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
    close_at: dict[int, int] = {}
    stack: list[tuple[str, int]] = []
    for at, character in enumerate(text):
        if character in _PAIRS:
            stack.append((_PAIRS[character], at))
        elif stack and stack[-1][0] == character:
            close_at[stack.pop()[1]] = at
    at = 0
    while at < len(text):
        if at in close_at:
            at = close_at[at]
        elif text[at] in marks:
            yield at
        at += 1


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
