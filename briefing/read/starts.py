"""Where the articles of an HTML page begin, and which headings stand inside one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.read.linekinds import deck_like

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.read.markup import MarkupLine

__all__ = ["starts_of"]


def starts_of(lines: Sequence[MarkupLine], kinds: list[str]) -> set[int]:
    """Decide which headings begin articles and which stand inside one; return where articles begin."""
    groups = _head_groups(kinds)
    starts: set[int] = set()
    current: tuple[int, int] | None = None  # the headline of the article at hand
    for number, (low, high) in enumerate(groups):
        after = groups[number + 1][0] if number + 1 < len(groups) else len(kinds)
        body = [at for at in range(high, after) if kinds[at] == "body"]
        letters = sum(len(lines[at].text) for at in body)
        head = _main(lines, kinds, low, high)
        if head is None or (letters < 12 and kinds[head] != "headline"):
            _retire(kinds, low, high, "furniture" if current is None else None)
            continue
        if current is not None and _inside(lines, kinds, current, head, body):
            for at in range(low, high):
                if kinds[at] in ("heading", "headline"):
                    kinds[at] = "intertitle"
            continue
        if letters < 12:
            _retire(kinds, low, high, "furniture")
            continue
        starts.add(low)
        current = (head, high)
        for at in range(low, high):
            if kinds[at] in ("heading", "headline"):
                kinds[at] = (
                    "headline" if at == head or _same(lines[at], lines[head]) else "kicker" if at < head else "subhead"
                )
    _loose_ends(lines, kinds, starts)
    return starts


def _head_groups(kinds: Sequence[str]) -> list[tuple[int, int]]:
    """Return the runs of head lines, bylines and dates with a head among them; furniture inside does not part them."""
    groups: list[tuple[int, int]] = []
    at = 0
    heads = ("kicker", "headline", "subhead", "heading", "byline", "date")
    while at < len(kinds):
        if kinds[at] not in heads[:4]:
            at += 1
            continue
        end = at + 1
        probe = end
        while probe < len(kinds) and (
            kinds[probe] in heads or (kinds[probe] in ("furniture", "caption") and probe - end < 12)
        ):
            if kinds[probe] in heads:
                if kinds[probe] in ("headline", "kicker") and "headline" in kinds[at:end]:
                    break
                end = probe + 1
            probe += 1
        if any(kind in ("headline", "heading") for kind in kinds[at:end]):
            groups.append((at, end))
        at = end
    return groups


def _main(lines: Sequence[MarkupLine], kinds: Sequence[str], low: int, high: int) -> int | None:
    """Return the main head of a group: what is marked so, then the highest heading, then the larger type."""
    heads = [at for at in range(low, high) if kinds[at] in ("headline", "heading")]
    if not heads:
        return None
    return min(heads, key=lambda at: (kinds[at] != "headline", lines[at].level or 7, not lines[at].big, at))


def _same(one: MarkupLine, other: MarkupLine) -> bool:
    return one.level == other.level and one.own == other.own and one.block == other.block


def _inside(
    lines: Sequence[MarkupLine], kinds: Sequence[str], current: tuple[int, int], head: int, body: Sequence[int]
) -> bool:
    """Tell whether a heading stands inside the article at hand: in the same block as text before and after it."""
    if kinds[head] == "headline" and lines[head].level and lines[head].level <= (lines[current[0]].level or 1):
        return False
    before = next((at for at in range(head - 1, current[1] - 1, -1) if kinds[at] in ("body", "intertitle")), None)
    if before is None or not body:
        return False
    after = body[0]
    return lines[before].parent == lines[after].parent and lines[head].parent in (
        lines[after].parent,
        lines[after].block,
    )


def _retire(kinds: list[str], low: int, high: int, kind: str | None) -> None:
    for at in range(low, high):
        if kinds[at] in ("heading", "headline", "kicker", "subhead"):
            # A bold line in running text is one of its lines; a heading over nothing is furniture.
            inside = (
                kinds[at] == "heading"
                and 0 < at < len(kinds) - 1
                and kinds[at - 1] == "body"
                and kinds[at + 1] == "body"
            )
            kinds[at] = kind or ("body" if inside else "furniture")


def _loose_ends(lines: Sequence[MarkupLine], kinds: list[str], starts: set[int]) -> None:
    """Settle what is left: lines before the first article are no article's, headings left over are body."""
    first = min(starts, default=-1)
    for at, kind in enumerate(kinds):
        if kind == "heading":
            kinds[at] = "body" if at > first >= 0 and kinds[at - 1] in ("body", "caption") else "furniture"
        elif at < first and kind not in ("furniture", "body"):
            kinds[at] = "furniture"
    if not starts and "body" in kinds:
        at = kinds.index("body")
        starts.add(at)
        if deck_like(lines[at]) and not lines[at].text.startswith("\u3000") and "body" in kinds[at + 1 :]:
            kinds[at] = "headline"
