"""Character folding, one to one, so offsets stay valid.

Full-width letters, digits and signs become half-width, and compatibility
forms become the standard ones, where Unicode NFKC gives exactly one
character. Chinese punctuation keeps its form: it carries sentence structure.
Matching runs on the fold; what is printed is sliced from the original.
"""

from __future__ import annotations

import unicodedata
from functools import cache

__all__ = ["LETTER_SPACES", "fold", "fold_table", "letters"]

# Kept as printed: sentence structure is read from them.
_KEPT = "，。；：？！（）【】《》〈〉「」『』“”‘’、…—～·"
# Space-like characters that extractors leave behind; one blank each.
LETTER_SPACES = "\u3000\u00a0\u2002\u2003\u2009\u202f\u200b\ufeff\t"


@cache
def fold_table() -> dict[int, str]:
    """Return what each character that changes becomes, by its code point."""
    table = {ord(space): " " for space in LETTER_SPACES}
    ranges = (
        *((0xFF01, 0xFF5F), (0x2E80, 0x2FE0), (0xF900, 0xFB00)),
        *((0x2100, 0x2190), (0x2460, 0x2474), (0xFE30, 0xFE70)),
    )
    for low, high in ranges:
        for code in range(low, high):
            character = chr(code)
            standard = unicodedata.normalize("NFKC", character)
            if character not in _KEPT and len(standard) == 1:
                table[code] = standard
    table.update({ord(dash): "-" for dash in "\u2010\u2011\u2012\u2013\u2212\u2043\ufe63\uff0d"})
    return table


def fold(text: str) -> str:
    """Return `text` with each character in its standard form; the length never changes."""
    return text.translate(fold_table())


def letters(text: str) -> int:
    """Count the letters, digits and Han characters: the length a reader sees (字数)."""
    return sum(character.isalnum() for character in text)
