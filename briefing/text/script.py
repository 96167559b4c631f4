"""Which script a text is in: traditional characters (繁体字) or simplified ones (简体字)."""

from __future__ import annotations

from briefing.text.units import lexicon

__all__ = ["is_traditional"]

# Fewer such characters say nothing.
_LEAST = 5


def is_traditional(text: str) -> bool:
    """Tell whether a text is written in traditional characters for the most part, by the common ones of news."""
    pairs = lexicon("traditional")
    old = frozenset(old for old, _ in pairs)
    new = frozenset(new for _, new in pairs) - old
    seen = sum(character in old for character in text)
    return seen >= _LEAST and seen > sum(character in new for character in text)
