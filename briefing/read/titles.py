"""Headlines, kickers and decks of an HTML page: what its head, its lists and its type say."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from briefing.read.imprint import structured
from briefing.read.linekinds import FURNITURE, STRANGE_TAGS, TITLE, deck_like, key_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.read.markup import Markup, MarkupLine

__all__ = ["mark_decks", "mark_levels", "mark_titles", "titles_of"]

_HEADS = ("headline", "heading")


def titles_of(markup: Markup) -> dict[str, str]:
    """Return what the page's head says is a headline, kicker or deck: its letters → role."""
    found: dict[str, str] = {}
    for comment in markup.comments:
        for name, role in (
            ("title", "headline"),
            ("introtitle", "kicker"),
            ("subtitle", "subhead"),
            ("author", "byline"),
        ):
            for match in re.finditer(rf"<{name}>([^<]{{2,200}})<", comment):
                found.setdefault(key_of(match.group(1)), role)
    for each in structured(markup):
        found.setdefault(key_of(str(each.get("headline") or "")), "headline")
    for name in ("og:title", "twitter:title", "articletitle", "title"):
        found.setdefault(key_of(markup.metas.get(name, "")), "headline")
    found.setdefault(key_of(markup.title), "headline")
    # A list of the page's articles names them too.
    for line in markup.lines:
        if line.links > 0.9 and len(key := key_of(line.text)) >= 6:
            found.setdefault(key, "listed")
    found.pop("", None)
    return found


def mark_titles(lines: Sequence[MarkupLine], kinds: list[str], titles: dict[str, str]) -> None:  # noqa: C901 - each title in its turn
    """Mark the lines that the head of the page names; of several the one set as a heading, then the first."""
    by_start: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        key = key_of(line.text) if len(line.text) <= TITLE else ""
        if len(key) >= 2 and not STRANGE_TAGS.intersection(line.tags):
            by_start.setdefault(key, []).append(at)
    for title, role in titles.items():
        matching = list(by_start.get(title, ()))
        if role == "headline":
            # A site's name is joined on: 标题_某某网.
            cuts = range(6, len(title))
            matching += [
                at for cut in cuts for part in (title[:cut], title[cut - 6 :]) for at in by_start.get(part, ())
            ]
            matching = sorted(set(matching))
        if not matching:
            continue
        if role == "listed":
            matching = [at for at in matching if lines[at].links < 0.3 and kinds[at] in ("", "headline")]
            for at in matching[:1]:
                kinds[at] = "headline"
            continue
        best = min(
            matching,
            key=lambda at: (
                lines[at].links > 0.6,
                kinds[at] == "furniture",
                lines[at].level or 9,
                not lines[at].big,
                at,
            ),
        )
        if kinds[best] not in ("kicker", "subhead") or role != "headline":
            kinds[best] = role
        # Other copies (the crumbs, the list of articles) are furniture.
        for at in matching:
            if at != best and (lines[at].links > 0.6 or kinds[at] == "furniture"):
                kinds[at] = "furniture"


def mark_decks(lines: Sequence[MarkupLine], kinds: list[str]) -> None:
    """Mark short lines right over a headline as kickers, right under it as decks."""
    for head in [at for at, kind in enumerate(kinds) if kind == "headline" or (kind == "heading" and lines[at].big)]:
        if lines[head].links > 0.6 or kinds[head - 1 : head] == ["headline"]:
            continue
        for at, kind in ((head - 1, "kicker"), (head + 1, "subhead")):
            if not 0 <= at < len(kinds) or not deck_like(lines[at]) or FURNITURE.match(lines[at].text):
                continue
            dash = at > head and lines[at].text.startswith(("——", "—", "--"))
            both = lines[at].centred and lines[head].centred
            plain = kinds[at] == "body" and not lines[at].text.startswith("\u3000") and _beside(lines[at], lines[head])
            if kinds[at] in ("body", "furniture", "heading") and (dash or both or plain) and lines[at].links < 0.3:
                kinds[at] = kind


def mark_levels(lines: Sequence[MarkupLine], kinds: list[str]) -> None:
    """Mark headings of a lower level right over and under a headline as kicker and deck (h3, h1, h2).

    Of a level that the page has more of they are no decks: the first of many items stands right under the page's title.
    """
    levels = Counter(line.level for line, kind in zip(lines, kinds, strict=True) if kind in _HEADS)
    for at, line in enumerate(lines):
        if kinds[at] != "headline" or not line.level:
            continue
        for near, kind in ((at - 1, "kicker"), (at + 1, "subhead")):
            if not 0 <= near < len(lines) or kinds[near] not in _HEADS:
                continue
            if lines[near].level > line.level and levels[lines[near].level] == 1 and deck_like(lines[near]):
                kinds[near] = kind


def _beside(one: MarkupLine, other: MarkupLine) -> bool:
    """Tell whether two lines stand in one block, or in two blocks of one."""
    return one.parent == other.parent or one.block == other.block or abs(one.block - other.block) <= 2
