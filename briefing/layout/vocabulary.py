"""The signs (特征) of rows: their names, the names of their values, and the words that a row is known by."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.layout.bylines import is_byline, lead_end, trailing_byline
from briefing.layout.captions import MARKS, credit_start, opens_caption
from briefing.layout.columnnames import is_column
from briefing.layout.echoes import ECHOES
from briefing.layout.furniture import is_furniture, is_jump, is_label
from briefing.layout.tones import TONES

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["ENDS", "ITEM", "VALUES", "WORDS"]

ITEM = re.compile(r"[●○•·◎⊙▪■◆★☆①-⑳㈠-㈩]|[\(（]?[一二三四五六七八九十\d]{1,2}[\)）、.．]")
_ROUNDUP = re.compile(
    "简讯|快讯|速递|快览|速览|要闻|导读|看点|数说|短波|播报|集锦|一览|一周|联播|提要|导览|速读|摘要|资讯|动态"
)

_YES_NO = ("no", "yes")
ENDS = ("none", "stop", "ask", "comma", "colon", "bracket")
_SLACKS = ("over", "0", "0.5", "1", "1.5", "2", "2.5", "3", "short", "tiny")
WORDS: dict[str, Callable[[str], bool]] = {
    "furniture": is_furniture,
    "jump": is_jump,
    "label": is_label,
    "column": is_column,
    "byline": is_byline,
    "lead": lambda text: lead_end(text) > 0,
    "trailing": lambda text: trailing_byline(text) < len(text),
    "credit": lambda text: credit_start(text) < len(text),
    "figure": opens_caption,
    "mark": lambda text: text[0] in MARKS and text[0] != "●",
    "dot": lambda text: text[0] == "●",
    "item": lambda text: ITEM.match(text) is not None,
    "roundup": lambda text: len(text) <= 10 and _ROUNDUP.search(text) is not None,
}
_COUNTS = tuple(str(number) for number in range(10))
_ECHO = ("-", *_COUNTS[: len(ECHOES) + 1])
_TONE = _COUNTS[: len(TONES) + 1]
_GAPS = ("dense", "none", "some")

# The values of each sign by name. One that ends in "<" is of the row before, in ">" of the row below.
VALUES: dict[str, tuple[str, ...]] = {
    "slack": _SLACKS,
    "end": ENDS,
    "commas": _COUNTS[:3],
    "comma": _YES_NO,
    "habit": ("blank", "indent", "flush", "mixed"),
    "stopped": ("open", "stop", "edge"),
    "gap": _YES_NO,
    "gap>": _YES_NO,
    "style": ("gappy", "dense"),
    "above": _GAPS,
    "below": _GAPS,
    **dict.fromkeys(WORDS, _YES_NO),
    **dict.fromkeys((name + side for name in WORDS for side in "<>"), _YES_NO),
    "size": _COUNTS[:4],
    "small": _YES_NO,
    "marks": _COUNTS[:4],
    "inner": _YES_NO,
    "tail": _YES_NO,
    "digit": _YES_NO,
    "indent": _YES_NO,
    "function": _YES_NO,
    "known": _COUNTS[:6],
    "echo": _ECHO,
    "echo<": (*_ECHO, "edge"),
    "echo>": (*_ECHO, "edge"),
    "same": _COUNTS[:5],
    "tone": _TONE,
    "tone<": (*_TONE, "edge"),
    "tone>": (*_TONE, "edge"),
    "end<": (*ENDS, "edge"),
    "end>": (*ENDS, "edge"),
    "width<": ("same", "wider", "narrower", "edge"),
    "width>": ("same", "wider", "narrower", "edge"),
    "measure<": ("same", "other", "edge"),
    "measure>": ("same", "other", "edge"),
    "pointed": _COUNTS[:4],
    "pointed>": _COUNTS[:4],
    "joins": _YES_NO,
    "joins>": _YES_NO,
    "block": ("", *_COUNTS[1:6]),
    "place": ("only", "first", "middle", "last"),
    "closed": ENDS,
    "stops": _YES_NO,
    "boxed": ("no", "next", "near"),
    "rounded": ("nowhere", "next", "near", "below", "off"),
    "here": _SLACKS,
    "here<": _SLACKS,
    "stop": _YES_NO,
    "mood": _COUNTS[:5],
    "mood<": _COUNTS[:6],
    "pair": _YES_NO,
    "open": _YES_NO,
    "closes": _YES_NO,
}
