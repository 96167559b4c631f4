"""A kept brief fitted anew (重新拼版), to a template it was not made for or after it was edited.

What is least is given up where there is too much, what was left out comes back where there is room (`restore.py`).
Nothing is written anew: an item is told in full, by its opening words, by its head alone, or not at all. What an
editor changed always stays.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.compose.assemble import in_columns, numbered
from briefing.compose.budget import Scale
from briefing.compose.desk import Candidate
from briefing.compose.estimate import section_width
from briefing.compose.fit import FULL, Sheet, fitted
from briefing.compose.restore import restored, still_out
from briefing.compose.shorten import opening, without_end
from briefing.model import LeftOut

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from briefing.compose.budget import Choice
    from briefing.model import Brief, Fragment, Heights, Item, Metrics, Section

__all__ = ["refit"]

# What an item is worth where the brief does not say: by its section, less by its place.
_WORTH = {"news": (2.4, 0.12), "leaders": (2.8, 0.12), "figures": (0.8, 0.03), "lists": (2.0, 0.4)}
# What is kept of it by a shorter form: of a story, of a row of leaders.
_SHORTER, _HEAD, _SILENT = 0.92, 0.62, 0.72
_A_LITTLE = 0.02


def refit(
    brief: Brief, measure: Callable[[Brief], Heights], metrics: Metrics, *, anew: bool = False, fill: bool = False
) -> Brief:
    """Return the brief as it is where it fits its page, else the most of it that does.

    anew: it is set in another template. fill: it was edited. In both cases a page that it does not fill takes in what
    was left out for want of room, and is set larger if that is not enough.
    Raises ConfigError where what is required does not fit.
    """
    columns = tuple(
        replace(section, items=in_columns(section.name, section.items, metrics)) for section in brief.sections
    )
    # Columns stand as composed, unless another template has other ones.
    brief = replace(brief, sections=columns) if anew else brief
    heights = measure(brief)
    over = heights.used_pt - heights.page_pt
    empty = (anew or fill) and heights.used_pt < FULL * heights.page_pt
    if over <= 0 and not empty:
        return brief
    if 0 < over < brief.gap_pt * heights.gaps:
        # The room between items is given up before any of them.
        closer = replace(brief, gap_pt=round(brief.gap_pt - over / heights.gaps - _A_LITTLE, 2))
        if closer.gap_pt >= 0 and (found := measure(closer)).used_pt <= found.page_pt:
            return closer
    candidates = tuple(
        _candidate(section, item, place)
        for section in brief.sections
        if section.name != "sources"
        for place, item in enumerate(section.items)
    )
    if empty:
        candidates = restored(brief, candidates, _candidate)
    sources = {
        int(item.label): section_width([item])
        for section in brief.sections
        if section.name == "sources"
        for item in section.items
        if item.label.isdecimal()
    }
    bare = replace(brief, scale=1.0, gap_pt=0.0)
    sheet = Sheet(candidates, Scale(candidates, metrics, sources), lambda choice: _put(bare, choice, metrics))
    fuller, dropped = fitted(sheet, measure)
    known = {left.item.id for left in brief.left_out} if empty else set()
    given_up = tuple(
        LeftOut(numbered(left.item, {}), left.section, left.reason) for left in dropped if left.item.id not in known
    )
    before = still_out(brief.left_out, fuller) if empty else brief.left_out
    return replace(fuller, left_out=(*given_up, *before))


def _candidate(section: Section, item: Item, place: int) -> Candidate:
    first, less = _WORTH.get(section.name, (1.0, 0.1))
    worth = item.worth or max(first - less * place, 0.1)
    edited = any(fragment.edited is not None for fragment in item.fragments)
    forms, shares = [item], [1.0]
    if not edited and section.name in ("news", "leaders") and item.detail:
        if section.name == "news":
            for gist in _shorter(item):
                forms.append(replace(item, detail=gist))
                shares.append(shares[-1] * _SHORTER)
        forms.append(replace(item, detail=()))
        shares.append(_HEAD if section.name == "news" else _SILENT)
    required = edited or (section.name == "news" and place == 0)
    return Candidate(section.name, tuple(forms), worth, required=required, shares=tuple(shares))


def _shorter(item: Item) -> list[tuple[Fragment, ...]]:
    """Return the gist of a story in shorter forms: fewer of its passages, then the opening of the first."""
    parts = item.detail
    found = [(*parts[: size - 1], _ended(parts[size - 1])) for size in range(len(parts) - 1, 0, -1)]
    words = opening(parts[0].passage, len(parts[0].passage) // 2)
    if len(words) < len(parts[0].passage):
        found.append((replace(parts[0], passage=without_end(words), after="。"),))
    return found


def _ended(fragment: Fragment) -> Fragment:
    """Return the words that end a gist now, with a full stop where others followed."""
    return replace(fragment, after="。") if fragment.after == "；" else fragment


def _put(brief: Brief, choice: Choice, metrics: Metrics) -> Brief:
    """Return the brief with what was chosen of it, its sources numbered anew without those that none cites."""
    chosen = choice.items()
    cited = {f.cites for items in chosen.values() for item in items for f in item.fragments if f.cites}
    cited |= {section.cites for section in brief.sections if section.cites and chosen.get(section.name)}
    numbers = {old: new for new, old in enumerate(sorted(cited), 1)}
    sections = []
    for section in brief.sections:
        if section.name == "sources":
            kept = [_renumbered(item, numbers) for item in section.items if _number(item) in numbers]
        else:
            kept = [numbered(item, numbers) for item in chosen.get(section.name, ())]
        if kept:
            cites = numbers.get(section.cites, 0)
            sections.append(replace(section, items=in_columns(section.name, kept, metrics), cites=cites))
    return replace(brief, sections=tuple(sections))


def _number(item: Item) -> int:
    return int(item.label) if item.label.isdecimal() else 0


def _renumbered(item: Item, numbers: Mapping[int, int]) -> Item:
    number = numbers[_number(item)]
    return replace(item, id=f"source-{number}", label=str(number))
