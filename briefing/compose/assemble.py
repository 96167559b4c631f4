"""Chosen items become a brief: numbers of sources in order, columns balanced, printed lines remembered."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from briefing.compose.estimate import best_cut, item_height
from briefing.compose.figures import note as figures_note
from briefing.compose.sections import TITLES
from briefing.compose.sources import source_item
from briefing.model import Brief, Printed, Section

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefing.compose.desk import Candidate, Desk
    from briefing.model import Fragment, Item, LeftOut, Metrics, Page

__all__ = ["Printer", "assemble", "in_columns", "no_candidates", "numbered", "traced"]


def no_candidates(desk: Desk) -> tuple[Candidate, ...]:
    """Return nothing: the sources follow from what is cited."""
    del desk
    return ()


@dataclass(frozen=True)
class Printer:
    """Finds the printed lines of passages; built once an edition."""

    pages: tuple[Page, ...]

    @cached_property
    def _starts(self) -> Mapping[str, tuple[Page, list[int]]]:
        return {page.source.id: (page, [line.span.start for line in page.lines]) for page in self.pages}

    def lines_of(self, fragments: Sequence[Fragment]) -> tuple[Printed, ...]:
        """Return each printed line the fragments touch, once, in the order they are first touched."""
        found: dict[tuple[str, int], Printed] = {}
        for fragment in fragments:
            for span in fragment.passage.spans:
                if span.source not in self._starts:
                    continue
                page, starts = self._starts[span.source]
                at = max(bisect_right(starts, span.start) - 1, 0)
                while at < len(starts) and starts[at] < span.end:
                    line = page.lines[at].span
                    text = page.text[line.start : line.end].rstrip("\r\n\f\v\x1c\x1d\x1e\x85\u2028\u2029")
                    found.setdefault((span.source, at), Printed(span.source, at + 1, text, line.start))
                    at += 1
        return tuple(found.values())


def assemble(desk: Desk, chosen: Mapping[str, Sequence[Item]]) -> Brief:
    """Return the brief of the chosen items, section by section in the order of the settings, nothing traced yet."""
    settings = desk.config.compose
    wanted = [name for name in settings.sections if name == "sources" or chosen.get(name)]
    cited = sorted({f.cites for items in chosen.values() for item in items for f in item.fragments if f.cites})
    numbers = {story: number for number, story in enumerate(cited, 1)}
    linked = "sources" in wanted
    sections = []
    for name in wanted:
        if name == "sources":
            sources = {source.id: source for source in desk.edition.sources}
            items = [source_item(number, desk.stories[story - 1], sources) for story, number in numbers.items()]
        else:
            items = [numbered(item, numbers if linked else {}) for item in chosen[name]]
        note = figures_note(desk) if name == "figures" else ""
        shared, items = shared_source(items) if name in ("figures", "lists") else (0, items)
        if items:
            sections.append(Section(name, TITLES.get(name, name), in_columns(name, items, desk.metrics), note, shared))
    return Brief(
        date=desk.edition.date,
        title=settings.title,
        sections=tuple(sections),
        notes=desk.edition.notes,
        sources=desk.edition.sources,
        meta=_meta(desk),
    )


def traced(desk: Desk, brief: Brief, dropped: Sequence[LeftOut]) -> Brief:
    """Return the brief with the printed lines that each item stands in, and with what was left out of it."""
    printer = Printer(desk.edition.pages)
    sections = tuple(
        replace(
            section, items=tuple(replace(item, printed=printer.lines_of(item.fragments)) for item in section.items)
        )
        for section in brief.sections
    )
    return replace(brief, sections=sections, left_out=_traced(dropped, printer, _numbers(desk, brief)))


def _numbers(desk: Desk, brief: Brief) -> Mapping[int, int]:
    """Return the number on the page of each story that is cited there."""
    listed = {item.text[0].passage: int(item.label) for s in brief.sections if s.name == "sources" for item in s.items}
    numbers = ((told.number, listed.get(source_item(0, told, {}).text[0].passage, 0)) for told in desk.stories)
    return {story: number for story, number in numbers if number}


def _traced(dropped: Sequence[LeftOut], printer: Printer, numbers: Mapping[int, int]) -> tuple[LeftOut, ...]:
    return tuple(
        replace(left, item=replace(numbered(left.item, numbers), printed=printer.lines_of(left.item.fragments)))
        for left in dropped
    )


def shared_source(items: Sequence[Item]) -> tuple[int, list[Item]]:
    """Return the one source that all items cite, and the items without it; 0 and the items as they are for several."""
    cited = {fragment.cites for item in items for fragment in item.fragments if fragment.cites}
    if len(cited) != 1:
        return 0, list(items)
    number = cited.pop()
    return number, [numbered(item, {number: 0}) for item in items]


def numbered(item: Item, numbers: Mapping[int, int]) -> Item:
    """Return the item with its sources cited by other numbers; those that have none are cited no more."""

    def renumber(fragments: tuple[Fragment, ...]) -> tuple[Fragment, ...]:
        return tuple(replace(f, cites=numbers.get(f.cites, 0)) if f.cites else f for f in fragments)

    return replace(item, text=renumber(item.text), detail=renumber(item.detail))


def in_columns(name: str, items: Sequence[Item], metrics: Metrics) -> tuple[Item, ...]:
    """Return the items of 要闻 parted into two columns of nearly the same height, in reading order down each."""
    if name != "news" or len(items) < 2 or metrics.news_columns < 2:
        return tuple(replace(item, column=0) if item.column else item for item in items)
    heights = [item_height("news", item, metrics) for item in items]
    best = best_cut(heights)
    return tuple(replace(item, column=int(place >= best)) for place, item in enumerate(items))


def _meta(desk: Desk) -> tuple[tuple[str, str], ...]:
    settings = desk.config.compose
    edition = desk.edition
    pages, pieces = len(edition.sources), len(desk.stories)
    known = {
        "paper": edition.paper or "",
        "issuer": settings.issuer,
        "number": settings.number,
        "grade": settings.grade,
        "recipients": "、".join(settings.recipients),
        "copies": "、".join(settings.copies),
        "tally": f"据{f'《{edition.paper}》' if edition.paper else ' '}{pages} 个版面 {pieces} 篇稿件",
    }
    return tuple((name, value) for name, value in known.items() if value)


