"""What was left out comes back (补回): an edit made room, or smaller type did, so the page is filled again.

What stands on the page stays as it is; what an editor took out is not among what was left out, so it stays out.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.compose.assemble import numbered

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from briefing.compose.desk import Candidate
    from briefing.model import Brief, Item, LeftOut, Section

__all__ = ["FULL_PAGE", "restored", "still_out"]

# How the reasons begin that more room takes away; limits of the settings stay.
FULL_PAGE = "版面已满"
_PLACE = re.compile(r"\d+$")
# Whatever comes back is worth less than what an editor saw on the page and kept.
_LESS = 0.5


def restored(
    brief: Brief, kept: Sequence[Candidate], forms: Callable[[Section, Item, int], Candidate]
) -> tuple[Candidate, ...]:
    """Return what is on the page, each as it is or in a fuller form, and what may come back, in printing order.

    kept: the items of the page. forms: makes a candidate of an item with all its shorter forms.
    """
    sections = {section.name: section for section in brief.sections}
    left = {each.item.id: each for each in brief.left_out if each.reason.startswith(FULL_PAGE)}
    found = [replace(_fuller(each, left, sections), required=True) for each in kept]
    there = {each.forms[0].id for each in kept}
    for each in left.values():
        # A shortened item whose rest is gone was taken out by hand.
        if each.section in sections and each.item.id not in there and "略去" in each.reason:
            item = _cited_in(sections[each.section], each.item)
            if item is not None:
                more = forms(sections[each.section], item, len(found))
                found.insert(_place(found, more), replace(more, worth=more.worth * _LESS, required=False))
    return tuple(found)


def _fuller(kept: Candidate, left: Mapping[str, LeftOut], sections: Mapping[str, Section]) -> Candidate:
    """Return a story of the page with the longer gist that it had before it was shortened, where nobody edited it."""
    item = kept.forms[0]
    whole = left.get(item.id)
    alone = replace(kept, forms=(item,), shares=(1.0,))
    if whole is None or kept.section != "news" or any(f.edited is not None for f in item.fragments):
        return alone
    fuller = replace(item, detail=whole.item.detail, printed=whole.item.printed)
    return replace(alone, forms=(fuller, item), shares=(1.0, 0.9), plain=1) if kept.section in sections else alone


def _cited_in(section: Section, item: Item) -> Item | None:
    """Return the item as its section cites: without a mark of its own where one stands for all; None if of another."""
    if not section.cites:
        return item
    cited = {fragment.cites for fragment in item.fragments if fragment.cites}
    return numbered(item, {}) if cited == {section.cites} else None


def _place(found: Sequence[Candidate], more: Candidate) -> int:
    """Return where it stands: before the first of its section that comes after it by number, else after the last."""
    own = [at for at, each in enumerate(found) if each.section == more.section]
    after = next((at for at in own if _order(found[at]) > _order(more)), None)
    return after if after is not None else (own[-1] + 1 if own else len(found))


def _order(candidate: Candidate) -> tuple[bool, float]:
    """Return by what the items of a section follow each other: documents come after lists, 其他 after all numbers."""
    item = candidate.forms[0]
    found = _PLACE.search(item.id)
    return item.kind == "document", float(found.group()) if found else float("inf")


def still_out(before: Sequence[LeftOut], fuller: Brief) -> tuple[LeftOut, ...]:
    """Return what stays left out of the page: less what came back whole; what came back shorter is told so."""
    shown = {item.id: item for section in fuller.sections for item in section.items}
    kept = []
    for each in before:
        item = shown.get(each.item.id)
        if item is None or not each.reason.startswith(FULL_PAGE):
            kept.append(each)
        elif _words(item) < _words(each.item):
            kept.append(replace(each, reason=f"{FULL_PAGE}，缩短"))
    return tuple(kept)


def _words(item: Item) -> int:
    return sum(len(fragment.text) for fragment in item.fragments)
