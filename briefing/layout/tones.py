"""Whether the words of a row sound like a head's or like running text, character by character."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

__all__ = ["TONES", "tone_of"]

# Steps of a tone, in tenths of natural logarithms of odds.
TONES = (-40, -25, -15, -8, 0, 8, 15, 25, 40)


@cache
def _table() -> dict[str, int]:
    """Return the weights: of a character anywhere, of "^" with a first one, of a last one with "$", "" always."""
    data = json.loads(files("briefing.layout").joinpath("weights/tone.json").read_text(encoding="utf-8"))
    table: dict[str, int] = data["weights"]
    return table


def tone_of(text: str) -> int:
    """Return the logarithm of the odds that `text`, not empty, is of a head and no running text, in tenths."""
    table = _table()
    total = table[""] + table.get("^" + text[0], 0) + table.get(text[-1] + "$", 0)
    return total + sum([table.get(character, 0) for character in text])
