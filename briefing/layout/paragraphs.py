"""Wrapped lines become paragraphs: joined without inventing or losing a printed character."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.layout.lines import BLANK
from briefing.passage import Passage

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["ends_open", "ends_sentence", "join_head", "join_rows", "tidy"]

_S = "[ \u3000\xa0\u2002\u2003\u2009\u202f\u200b\ufeff\t]"
# Blanks that justification put around digits, letters and marks: 114 周年, 本报讯 （, 3 月2 7 日.
# A blank between two Han characters is printed on purpose (记者 王某), one between two letters parts words.
_JUSTIFIED = re.compile(
    rf"""(?<=[0-9A-Za-z%％℃.—]){_S}+(?=[^\x00-\x7f])(?!{_S})          # 114 周年
      | (?<=[^\x00-\x7f\s]){_S}+(?=[0-9A-Za-z])                     # 实现进出口 907.2
      | (?<=\d){_S}(?=[\d.%,])                                      # 2 7 日
      | (?<=[.,])(?<=\d.){_S}(?=\d)                                 # 90. 8%
      | {_S}+(?=[（(，。；：！？、）)》」』”’〉】%％])                      # 本报讯 （
      | (?<=[（(，。；：！？、）)《「『“‘〈【]){_S}+                          # ，CNGI
      | [\u200b\ufeff\x00-\x1f]+
    """,
    re.VERBOSE,
)
_CLOSERS = "”’」』）)】》〉 \u3000"
_ENDS = "。！？!?…"


def join_rows(passages: Iterable[Passage]) -> Passage:
    """Return wrapped lines as one passage, white space at the line ends dropped, justification undone."""
    return Passage.join(tidy(passage.strip(BLANK)) for passage in passages)


def tidy(passage: Passage) -> Passage:
    """Return a passage without the blanks that justification put into it."""
    return passage.without(_JUSTIFIED)


def join_head(passages: Iterable[Passage]) -> Passage:
    """Return the lines of one wrapped head as one passage; blanks inside a line are kept, they part its clauses."""
    return Passage.join(passage.strip(BLANK) for passage in passages)


def ends_sentence(text: str) -> bool:
    """Tell whether `text` ends with a sentence's end, closing quotes and brackets aside."""
    stripped = text.rstrip(_CLOSERS)
    return bool(stripped) and stripped[-1] in _ENDS


def ends_open(text: str) -> bool:
    """Tell whether `text` ends in the middle of a sentence: no 。！？, no 》 or ） that closes a line of its own."""
    return not ends_sentence(text) and text[-1:] not in "：；:;"
