"""Sentence bounds (断句); quotes and brackets stay whole.

A sentence ends at 。！？… (and at the closing quotes and brackets that follow),
but not inside 《》, （） or 【】. A quotation may hold several sentences: the
bound inside it counts only when the quotation began the sentence and is so
long that a reader would take it apart anyway. Nothing is lost: the sentences
of a paragraph, joined, are the paragraph less the white space between them.
"""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.passage import Passage

__all__ = ["sentence_bounds", "split_sentences"]

_ENDS = "。！？!?…"
_CLOSERS = "”’」』）)】》〉"
_OPEN = {"“": "”", "「": "」", "『": "』", "（": "）", "(": ")", "【": "】", "《": "》"}
# A bracket or quotation longer than this without its close is a misprint: it is opened at the next sentence end.
_LONGEST_QUOTE = 160
# Where something may happen: a sentence may end, or a quotation or bracket begins or ends.
_STOP = re.compile(f"[{_ENDS}.{re.escape(''.join(_OPEN))}]")
# A full stop of a Latin text: … by the harbour. The …; not after an initial (J. Smith) or an abbreviation (Dr. Wu).
_LATIN_END = re.compile(
    r"(?<=[a-z)\"'’”])\.[\"'’”)]*(?=\s+[\"'“‘(]?[A-Z0-9])|(?<=[0-9%])\.[\"'’”)]*(?=\s+[\"'“‘(]?[A-Z])"
)
_ABBREVIATED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|St|Mt|No|Nos|Inc|Ltd|Co|Corp|vs|Jr|Sr|Gov|Sen|Rep|Gen|Col|Lt|Capt|Sgt|Fig|Vol|pp|Ave"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\Z"
)
_MARK = re.compile(f"[{re.escape(''.join(_OPEN) + ''.join(_OPEN.values()))}]")
_GAP = re.compile(r"\s+")


def sentence_bounds(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each sentence of one paragraph; white space between them belongs to none."""
    closes = _closing(text)
    start, at, size = 0, 0, len(text)
    while match := _STOP.search(text, at):
        at = match.start()
        close = closes.get(at)
        if close is not None:
            at = close + 1
            # “…。” closes a sentence when what follows is not speech about it (“……。”他说).
            if text[close - 1] in _ENDS and at < size and _opens_sentence(text, at):
                yield from _trim(text, start, at)
                start = at
            continue
        if text[at] == ".":
            latin = _LATIN_END.match(text, at)
            if latin is None or _ABBREVIATED.search(text, max(start, at - 6), at):
                at += 1
                continue
            at = latin.end()
            yield from _trim(text, start, at)
            start = at
            continue
        if text[at] in _ENDS:
            while at < size and text[at] in _ENDS + _CLOSERS:
                at += 1
            yield from _trim(text, start, at)
            start = at
            continue
        at += 1
    yield from _trim(text, start, size)


def split_sentences(paragraph: Passage) -> tuple[Passage, ...]:
    """Return the sentences of a paragraph in order."""
    return tuple(paragraph[a:b] for a, b in sentence_bounds(paragraph.text))


def _closing(text: str) -> dict[int, int]:
    """Map each opening mark to its close, where the close is near enough to be believed."""
    stack: deque[tuple[str, int]] = deque()
    found: dict[int, int] = {}
    for match in _MARK.finditer(text):
        at, character = match.start(), match[0]
        # What was opened too long ago is no longer waited for, so a page of bare brackets takes no longer.
        while stack and at - stack[0][1] > _LONGEST_QUOTE:
            stack.popleft()
        if character in _OPEN:
            stack.append((_OPEN[character], at))
        elif stack and any(character == close for close, _ in stack):
            while stack:
                close, opened = stack.pop()
                if close == character:
                    found[opened] = at
                    break
    return found


def _opens_sentence(text: str, at: int) -> bool:
    """Tell whether a closed quotation is followed by a sentence of its own, not by its speaker or a comma."""
    if text[at] in "，、；：,;:" + _CLOSERS:
        return False
    return text[at] in "“「『" or _GAP.match(text, at) is not None or _SPEECH.match(text, at) is None


# “……。”张三说 / 他告诉记者 / 谈起…，: the quotation and its speaker are one sentence.
_SPEECH = re.compile(
    r"[^。！？，；]{0,30}?(?:说|表示|介绍|认为|指出|强调|称|道|告诉|坦言|感慨|回忆|谈起|谈到|感叹|的|是|等)"
)


def _trim(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
