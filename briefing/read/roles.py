"""What each line of an HTML page is, by the markup, and where articles begin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.read.linekinds import TITLE, first_look, in_content, key_of, runs
from briefing.read.starts import starts_of
from briefing.read.titles import mark_decks, mark_levels, mark_titles, titles_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.read.markup import Markup, MarkupLine

__all__ = ["Role", "roles_of"]

# Larger pages are no site's article: the library would take minutes over them.
_MOST_LINES, _MOST_TEXT = 3000, 1_000_000


@dataclass(frozen=True, slots=True)
class Role:
    """kind: kicker, headline, subhead, byline, date, body, intertitle, caption, furniture.

    begins: an article begins here.
    """

    kind: str
    begins: bool = False


def roles_of(markup: Markup, text: str) -> list[Role]:
    """Return the role of each line, parallel to `markup.lines`. text: the page, for pages marked in no known way."""
    lines = markup.lines
    kinds = [first_look(line) for line in lines]
    titles = titles_of(markup)
    mark_titles(lines, kinds, titles)
    _mark_bodies(lines, kinds, text)
    mark_levels(lines, kinds)
    mark_decks(lines, kinds)
    starts = starts_of(lines, kinds)
    return [Role(kind, at in starts) for at, kind in enumerate(kinds)]


def _mark_bodies(lines: Sequence[MarkupLine], kinds: list[str], text: str) -> None:
    kept: frozenset[int] | None = None
    marked = [in_content(line) for line in lines]
    running = sum(len(line.text) for line, known in zip(lines, marked, strict=True) if known and runs(line))
    whole = sum(len(line.text) for line in lines if runs(line))
    known_site = running > 0.5 * whole
    for at, line in enumerate(lines):
        if kinds[at]:
            continue
        if known_site:
            inside = marked[at] or (runs(line) and line.links < 0.3)
        else:
            if kept is None:
                kept = _stripped(lines, text)
            inside = at in kept or (not kept and runs(line) and line.links < 0.3)
        if line.level and len(line.text) <= TITLE:
            kinds[at] = "heading"
        elif inside:
            kinds[at] = "caption" if _is_caption(line) else "heading" if _looks_head(line) else "body"
        else:
            kinds[at] = "heading" if _looks_head(line) and line.big else "furniture"


def _is_caption(line: MarkupLine) -> bool:
    return line.pictured and line.centred and len(line.text) <= 100


def _looks_head(line: MarkupLine) -> bool:
    return (
        len(line.text) <= 40
        and not line.text.rstrip("”’）)").endswith(("。", "！", "？", "；", "，", "："))
        and line.bold > 0.9
    ) or (line.big and len(line.text) <= TITLE and not line.text.endswith("。"))


def _stripped(lines: Sequence[MarkupLine], text: str) -> frozenset[int]:
    """Return the numbers of the lines that trafilatura keeps of a page; none if it keeps less than half of what runs.

    It looks for one text: on a page of several articles it may keep but some, and is not believed then.
    """
    if len(lines) > _MOST_LINES or len(text) > _MOST_TEXT:
        return frozenset()
    import trafilatura  # noqa: PLC0415 - a third of a second that only unknown sites pay

    try:
        found = trafilatura.extract(
            text, include_comments=False, include_tables=True, favor_recall=True, deduplicate=False, with_metadata=False
        )
    except (ValueError, RecursionError, AttributeError, TypeError, MemoryError):
        return frozenset()
    keys = key_of(found or "")
    kept = frozenset(
        at for at, line in enumerate(lines) if line.links < 0.5 and (key := key_of(line.text)) and key in keys
    )
    running = sum(len(line.text) for line in lines if runs(line))
    if not kept:
        return kept
    if 2 * sum(len(lines[at].text) for at in kept if runs(lines[at])) < running:
        return frozenset()
    # What a site adds stands before and after the text: running text between is the page's own.
    return kept | {at for at in range(min(kept), max(kept)) if runs(lines[at]) and lines[at].links < 0.3}
