"""Units and measure words (单位、量词): which there are, of what kind, and their base form.

A kind tells what a number with the unit may be: `money`, `count`, `people`, `percent`, `point` (百分点), `area` …;
`time`, `ordinal`, `score` and `age` are no results of their own.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["base_unit", "lexicon", "unit_kinds", "unit_pattern"]

# One thing under several words: people are counted in 名, 位 and 人 alike.
_BASE = {
    "名": "人",
    "位": "人",
    "百分点": "个百分点",
    "元人民币": "元",
    "人民币元": "元",
    "块钱": "元",
    "港币": "港元",
    "度": "千瓦时",
    "度电": "千瓦时",
    "摄氏度": "℃",
    "°C": "℃",
    "平方千米": "平方公里",
    "㎡": "平方米",
    "立方": "立方米",
    "标准箱": "标箱",
    "TEU": "标箱",
}


@cache
def lexicon(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the entries of `lexicon/<name>.txt`, split at white space, without the heading lines."""
    text = files("briefing.text").joinpath("lexicon", f"{name}.txt").read_text(encoding="utf-8")
    return tuple(tuple(line.split()) for line in text.splitlines() if line.strip() and not line.startswith("#"))


@cache
def unit_kinds() -> Mapping[str, str]:
    """Return the kind of each unit as printed."""
    return MappingProxyType({entry[0]: entry[1] for entry in lexicon("units")})


@cache
def unit_pattern() -> str:
    """Return an alternation of all units, longest first, with a rate's second half (微克/立方米, 元/吨)."""
    words = sorted(unit_kinds(), key=lambda word: (-len(word), word))
    one = "|".join(map(re.escape, words))
    return rf"(?:{one})(?:(?:/|每)(?:{one}|秒|吨|人|户))?"


def base_unit(printed: str) -> str:
    """Return the form under which equal units compare: 名 → 人, 百分点 → 个百分点."""
    return _BASE.get(printed, printed)
