"""Lists told by their marks: 一是…二是…, （一）（二）, ①②, 第一，第二, ●."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.extract.list_items import REACH, count_of, enclosed, outside, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefing.passage import Passage

__all__ = ["Chain", "chain_opens", "chains"]

_NUMBER = "[一二三四五六七八九十]{1,3}"
_MARK = re.compile(
    rf"""
    (?=[一二三四五六七八九十第(（①-⑳\d])(?:                 # most characters begin no mark
      (?P<is>{_NUMBER})是                                # 一是加大服企力度，二是…
    | (?P<must>{_NUMBER})要(?=[\u4e00-\u9fff])           # 一要守住底线，二要…
    | (?P<nth>第{_NUMBER})(?=[，,、：]|要)                  # 第一，…
    | [(（](?P<bracket>{_NUMBER}|\d{{1,2}})[)）]         # （一）…
    | (?P<circle>[①-⑳])                                 # ①…
    | (?P<dot>\d{{1,2}})[.．、](?!\d)                    # 1.…
    | (?P<comma>{_NUMBER})、                             # 一、…
    )""",
    re.VERBOSE,
)
# These also stand in running text (十二、二十), so they count only where a paragraph begins.
_INITIAL_ONLY = ("dot", "comma")
_BEFORE = "，。；：、,;:！!？? \u3000"
_BULLETS = "●■◆▲○□★☆▶•·"


@dataclass(frozen=True, slots=True)
class _Mark:
    paragraph: int
    start: int
    end: int
    number: int
    style: str

    @property
    def initial(self) -> bool:
        """The mark opens its paragraph."""
        return self.start == 0


@dataclass(frozen=True, slots=True)
class Chain:
    """A list found by its marks: where its first mark stands, and its items in order."""

    paragraph: int
    start: int
    items: tuple[Passage, ...]
    style: str


def chains(paragraphs: Sequence[Passage]) -> Iterator[Chain]:
    """Yield the lists that marks tell, in the order of their first marks.

    Marks of one style must count up from one. Inline they stay in one paragraph; marks that open paragraphs may be
    parted by others. An item is what follows its mark up to the end of its first sentence or the next mark.
    """
    open_chains: dict[str, list[_Mark]] = {}
    done: list[list[_Mark]] = []
    for number, paragraph in enumerate(paragraphs):
        for mark in _marks(number, paragraph.text):
            chain = open_chains.get(mark.style)
            if chain and _follows(chain[-1], mark):
                chain.append(mark)
            elif mark.number == 1:
                open_chains[mark.style] = chain = [mark]
                done.append(chain)
            else:
                open_chains.pop(mark.style, None)
    for marks in done:
        items = tuple(_items(paragraphs, marks))
        if len(items) >= 2 and all(len(item) >= 2 for item in items):
            yield Chain(marks[0].paragraph, marks[0].start, items, marks[0].style)
    yield from _bulleted(paragraphs)


def chain_opens(text: str) -> bool:
    """Tell whether text opens with the first mark of a chain, white space aside."""
    match = _MARK.match(text[:REACH].lstrip())
    if match is None:
        return False
    printed = match[match.lastgroup or ""].removeprefix("第")
    return printed == "①" or count_of(printed) == 1


def _marks(number: int, text: str) -> Iterator[_Mark]:
    found = tuple(_MARK.finditer(text))
    hidden = enclosed(text) if found else b""
    for match in found:
        style = match.lastgroup or ""
        start = match.start()
        # A mark inside quotes or brackets belongs to what is quoted; （一） is its own bracket.
        quoted = hidden[start] and style != "bracket"
        # 1.…；2.… may run on in a line, 1、2、3号线 is no list there.
        initial = style in _INITIAL_ONLY and not (
            (style == "dot" and match[0][-1] in ".．") or (style == "comma" and text[start - 1] in "：。；")
        )
        if quoted or (start and (text[start - 1] not in _BEFORE or initial)):
            continue
        printed = match[style].removeprefix("第")
        value = ord(printed) - ord("①") + 1 if style == "circle" else count_of(printed)
        if value is not None:
            yield _Mark(number, start, match.end(), value, style)


def _follows(last: _Mark, mark: _Mark) -> bool:
    if mark.number != last.number + 1:
        return False
    return mark.paragraph == last.paragraph or (mark.initial and last.initial)


def _items(paragraphs: Sequence[Passage], marks: Sequence[_Mark]) -> Iterator[Passage]:
    for mark, after in zip(marks, (*marks[1:], None), strict=True):
        paragraph = paragraphs[mark.paragraph]
        end = after.start if after and after.paragraph == mark.paragraph else len(paragraph)
        body = paragraph[mark.end : min(end, mark.end + REACH)]
        stop = next(outside(body.text, "。！？"), len(body))
        yield trimmed(body[:stop])


def _bulleted(paragraphs: Sequence[Passage]) -> Iterator[Chain]:
    """Yield runs of three and more short paragraphs that begin with one bullet."""
    start = 0
    while start < len(paragraphs):
        bullet = paragraphs[start].text[:1]
        end = start
        while end < len(paragraphs) and bullet in _BULLETS and bullet and paragraphs[end].text[:1] == bullet:
            end += 1
        items = tuple(trimmed(each[1:]) for each in paragraphs[start:end])
        # Bulleted lines that part their clauses by ； are a table of figures, no list of things to do.
        if len(items) >= 3 and all(items) and not any("；" in item.text for item in items):
            yield Chain(start, 0, items, "bullet")
        start = max(end, start + 1)
