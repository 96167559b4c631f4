"""The deck of a head: kicker (引题), main head (主题), decks (副题), and lines that only wrap."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["deck_roles", "is_kicker", "tells_event", "wraps"]

# 《…》强调 / …会议举行 / …调研时指出: an event told before the main head says what it means.
_KICKER = re.compile(
    r"""(?:举行|召开|开幕|闭幕|开展|印发|启动|发布|强调|指出|要求|表示|出席|主持|讲话|致辞|调研(?:时)?|会见|考察|工作|会议|批示|指示|回信|致电|贺信|(?:工作者|宣传|纪念)?日|(?:博览|博|展|大|运动|论坛)会)
        $""",
    re.VERBOSE,
)
_MEETING = re.compile(r"(?:召开|举行|举办|主持).{2,40}(?:会|会议|活动|仪式|论坛)$")
_NAMED_ACT = re.compile(
    r"^[\u3400-\u9fff]{2,4}(?:主持召开|出席|赴|在[^，]{2,20}(?:调研|考察|督导|检查)|会见|主持|率队|到)"
)
_OPENERS = "“‘《（(「『【〈"
_PAIRS = {"”": "“", "’": "‘", "》": "《", "）": "（", ")": "(", "」": "「", "』": "『", "】": "【"}


def wraps(first: str, second: str) -> bool:
    """Tell whether `second` only goes on with the line `first`: an open bracket, a stranded tail, a cut word."""
    if _open(first) or second[:1] in "，。；：、！？”’》）)」』】":
        return True
    if first[-1:] in "、，：—“《（的和与及" or second[:1] in "、的":
        return True
    return len(second) <= 3 and not second[:1].isdigit()


def _open(text: str) -> bool:
    depth: list[str] = []
    for character in text:
        if character in _OPENERS:
            depth.append(character)
        elif character in _PAIRS and depth and depth[-1] == _PAIRS[character]:
            depth.pop()
    return bool(depth)


def tells_event(text: str) -> bool:
    """Tell whether a head line is whole by its words: who chaired or attended what, or that a meeting was held."""
    return bool(_KICKER.search(text) and (_NAMED_ACT.match(text) or _MEETING.search(text)))


def is_kicker(text: str) -> bool:
    """Tell whether a head line reads like a kicker by its words: 全市商务工作会议召开, 王某赴某镇督导…工作."""
    return bool(_KICKER.search(text) or _NAMED_ACT.match(text) or _MEETING.search(text))


def deck_roles(
    lines: Sequence[str], sizes: Sequence[float | None] = (), parted: Sequence[bool] = ()
) -> tuple[str, ...]:
    """Return "kicker", "main" or "deck" for each line of a head, wrapped lines already joined.

    sizes: type sizes where known: the largest is the main head, lines above it kicker, below it decks.
    parted: whether an empty line stands before each line. Without sizes the words decide: below a kicker and a main
    head, what stands apart is a deck; a doubtful second line belongs to the main head.
    """
    count = len(lines)
    if count <= 1:
        return ("main",) * count
    known = [size for size in sizes if size is not None]
    if len(known) == count and max(known) > min(known) * 1.08:
        top = max(known)
        first = next(n for n, size in enumerate(known) if size >= top * 0.96)
        last = max(n for n, size in enumerate(known) if size >= top * 0.96)
        return tuple("kicker" if n < first else "deck" if n > last else "main" for n in range(count))
    if is_kicker(lines[0]):
        apart = next((n for n in range(2, count) if n < len(parted) and parted[n]), count)
        return ("kicker", *("deck" if n >= apart else "main" for n in range(1, count)))
    return ("main",) * count
