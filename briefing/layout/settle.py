"""Learned labels are put right where words alone decide."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.layout.bylines import is_byline, lead_end, trailing_byline
from briefing.layout.captions import credit_start
from briefing.layout.cohesion import joins_word
from briefing.layout.furniture import is_furniture, is_label, names_list
from briefing.layout.headlines import tells_event, wraps
from briefing.layout.measures import habit_of
from briefing.layout.paragraphs import ends_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.layout.lines import Row

__all__ = ["settle"]

# A sentence ends within a row, or the row breaks off behind a comma: no head does.
_WITHIN = re.compile("。.|[，、]$")
# No head of one line has these; so many lines of one stand over a text, at most.
_STOPPED, _HEADED = re.compile("[，。；！？]"), 2
# What closes a caption, and no head.
_CREDITED = re.compile(r"(?:摄|摄影|摄影报道|供图|[（(](?:资料图片?|资料照片|新华社发)[）)])$")
# The name of a column in its ornament, over a head: ■高质量发展调研行, 【科技前沿】.
_ORNAMENTED = re.compile(r"[■●◆□◎○★]\s*[^，。！？；：、]{2,14}|[【〖［][^】〗］]{2,14}[】〗］]")
# Rows differ by this much in one column.
_FULL = 0.6
# With so many empty lines among the rows, blocks are parted by them.
_PARTED = 0.04
# Labels of heads and intertitles; lines of one that figures follow.
_TITLES, _SHORT_RUN = "HhIi", 3
# First letter of what a row of the second letter goes on with.
_FIRST = {"h": "H", "i": "I", "c": "C", "x": "X"}


@dataclass(frozen=True, slots=True)
class _Before:
    """The row before: label, whether it ends in mid sentence, whether it is a lead that its line end cut, words."""

    kind: str = ""
    full: bool = False
    led: bool = False
    text: str = ""


def settle(rows: Sequence[Row], kinds: str, columns: Sequence[float]) -> str:
    """Return the labels with those put right that words alone decide.

    A row that no pattern knows is never furniture, a lead begins a paragraph, and no first row goes on with nothing.
    """
    settled: list[str] = []
    before = _Before()
    indented = habit_of(rows, columns) == "indent"
    parted = sum(row.gap > 0 for row in rows) >= _PARTED * len(rows)
    figured = _before_figures(rows, kinds)
    kinds = _headed(rows, kinds) if indented else kinds
    for at, (row, kind, column) in enumerate(zip(rows, kinds, columns, strict=True)):
        text = row.text
        right = "M" if before.kind in ("S", "M") and before.full and at in figured else ""
        if kind == "H" and kinds[at + 1 : at + 2] in ("H", "h") and _ORNAMENTED.fullmatch(text):
            right = "L"
        right = right or _by_words(row, kind, before, parted=parted)
        right = right or _by_width(text, kind, before, column - row.width, indented=indented) or kind
        if right in _FIRST and before.kind not in (right, _FIRST[right]):
            right = _FIRST[right]
        settled.append(right)
        full = not ends_sentence(text) and trailing_byline(text) == len(text) and not is_byline(text)
        before = _Before(right, full, 0 < lead_end(text) >= len(text) - 1, text)
    return "".join(settled)


def _by_words(row: Row, kind: str, before: _Before, *, parted: bool) -> str:  # noqa: PLR0911 - one pattern a line
    """Return the label that the words of a row demand, "" if they demand none."""
    text = row.text
    in_text = before.kind in ("S", "M")
    if in_text and (kind == "S" or kind in "HhIi") and _runs_on(text, before, row.gap, parted=parted):
        return "M"
    if names_list(text) and kind not in "FHX" and not (in_text and before.full and not row.gap):
        return "H"
    if kind == "h" and tells_event(before.text) and not wraps(before.text, text) and not joins_word(before.text, text):
        return "H"
    if kind in "Hh" and _CREDITED.search(text) and credit_start(text) < len(text):
        return "C"
    if kind == "F":
        known = is_furniture(text) or is_label(text) or before.kind == "F"
        return "" if known else "H"
    if is_label(text):
        return "F"
    if kind not in "SM" and is_furniture(text) and not (kind in "xX" and len(text) < 4):
        return "F"
    if (
        (kind in "HhIiXxCcL" or (kind in "SM" and not before.full))
        and is_byline(text)
        and not text.startswith("本报讯")
    ):
        return "Y"
    if kind in "MHhIiCcXxL" and lead_end(text) and not is_byline(text) and not (in_text and before.led):
        return "S"
    return ""


def _runs_on(text: str, before: _Before, gap: int, *, parted: bool) -> bool:
    """Tell whether a row goes on with the text before it: a byline cut behind its 电, a sentence's end and a new one.

    parted: blocks are parted by empty lines on this page, so that nothing new begins without one in mid sentence.
    """
    if before.led:
        return text[0] in "（("
    return before.full and gap == 0 and (parted or bool(_WITHIN.search(text)) or joins_word(before.text, text))


def _headed(rows: Sequence[Row], kinds: str) -> str:
    """Return the labels with up to two rows of text under a closing byline as heads, where no column is as narrow.

    They fill the page's commonest column not even less an indent, are no sentence, and a row as wide as a first one
    follows.
    """
    widths = Counter(row.width for row, kind in zip(rows, kinds, strict=True) if kind == "M").most_common(1)
    if not widths:
        return kinds
    common = widths[0][0]
    found = list(kinds)
    for at in range(1, len(rows)):
        closing = rows[at - 1].text
        if kinds[at] != "M" or closing[0] not in "（(" or not is_byline(closing):
            continue
        low = at
        while low < min(at + _HEADED, len(rows)) and kinds[low] == "M" and _is_short(rows[low], common):
            low += 1
        if at < low < len(rows) and kinds[low] in "SM" and abs(rows[low].width - common + 2.0) <= _FULL:
            found[at:low] = ["H"] * (low - at)
            found[low] = "S"
    return "".join(found)


def _is_short(row: Row, common: float) -> bool:
    return row.width < common - 2.0 - _FULL and not _STOPPED.search(row.text)


def _before_figures(rows: Sequence[Row], kinds: str) -> set[int]:
    """Return the rows taken for heads that stand close before a row of text that begins with digits.

    Figures set in another fount are a row of their own in some dumps: 茶叶产量同 | 比增加 | 4.6%，其中….
    """
    found = set()
    for at in range(len(rows) - 1):
        below = at + 1
        while below < min(at + _SHORT_RUN, len(rows)) and kinds[below] in _TITLES and not rows[below].gap:
            below += 1
        if kinds[at] not in _TITLES or rows[at].gap or below >= len(rows) or rows[below].gap:
            continue
        if kinds[below] in "SM" and rows[below].text[0].isdigit():
            found.add(at)
    return found


def _by_width(text: str, kind: str, before: _Before, slack: float, *, indented: bool) -> str:
    """Return whether a body row begins a paragraph, where its width and the row before leave no doubt, else ""."""
    if before.kind not in ("S", "M") or kind not in "SM":
        return ""
    if kind == "S" and before.full:
        # As wide as its column where first rows are indented, or a second first row in turn: it goes on.
        wide = indented and slack <= _FULL
        return "M" if wide or (before.kind == "S" and not lead_end(text)) else ""
    if kind == "M" and indented and not before.full and abs(slack - 2.0) <= _FULL and not ends_sentence(text):
        return "S"
    return ""
