"""What stays on one page (版面取舍): worth against height, the least important shortened before anything is dropped."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing.compose.estimate import section_height
from briefing.compose.sources import source_item
from briefing.model import LeftOut

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefing.compose.desk import Candidate, Desk
    from briefing.model import Item

__all__ = ["Choice", "choose", "fullest", "top_up"]

DROPPED = -1
# Tiles stand in rows: giving up less than a row saves nothing.
_ROW = {"figures": 4, "lists": 2}
# What a reader loses when a whole section goes, beyond its items: it was asked for by name.
_SECTION = 2.0


@dataclass(frozen=True, slots=True)
class Choice:
    """Which form of each candidate is printed, by position; DROPPED for none."""

    candidates: tuple[Candidate, ...]
    forms: tuple[int, ...]

    def items(self) -> Mapping[str, tuple[Item, ...]]:
        """Return the items of each section, in the order of the candidates."""
        chosen: dict[str, list[Item]] = {}
        for candidate, form in zip(self.candidates, self.forms, strict=True):
            if form != DROPPED:
                chosen.setdefault(candidate.section, []).append(candidate.forms[form])
        return {name: tuple(items) for name, items in chosen.items()}

    def left_out(self) -> tuple[LeftOut, ...]:
        """Return what was dropped or shortened, and why, best first."""
        found = []
        for candidate, form in zip(self.candidates, self.forms, strict=True):
            full = replace(candidate.forms[0], worth=round(candidate.worth, 3))
            if form == DROPPED:
                found.append((candidate.worth, LeftOut(full, candidate.section, "版面已满，略去")))
            elif form > _plain(candidate):
                found.append((candidate.worth, LeftOut(full, candidate.section, "版面已满，缩短")))
        found.sort(key=lambda each: -each[0])
        return tuple(each for _, each in found)


def _plain(candidate: Candidate) -> int:
    """Return the form a reader would expect; fuller ones only fill an empty page."""
    return max(len(candidate.forms) - 3, 0) if candidate.section == "news" else 0


def fullest(candidates: Sequence[Candidate]) -> Choice:
    """Return everything in its longest form."""
    return Choice(tuple(candidates), (0,) * len(candidates))


def choose(candidates: Sequence[Candidate], room_pt: float, desk: Desk) -> Choice:
    """Return the forms that fit in `room_pt`, by the line estimate.

    From everything at its fullest, one step at a time: the step that loses least worth for each point it saves.
    Required candidates are never dropped, so more than `room_pt` may be taken: the caller measures.
    """
    choice = fullest(candidates)
    heights = {name: section_height(name, items) for name, items in choice.items().items()}
    foot = _foot(choice, desk)
    for _ in range(12 * len(choice.candidates) + 1):
        if sum(heights.values()) + foot <= room_pt:
            break
        steps = [step for step in _steps(choice) if step is not None]
        best = None
        for loss, after, section in steps:
            rest = after.items().get(section, ())
            saved = heights[section] - section_height(section, rest)
            rate = (loss if rest else loss + _SECTION) / max(saved, 0.5)
            if best is None or rate < best[0]:
                best = (rate, after, section)
        if best is None:
            break
        choice = best[1]
        heights[best[2]] = section_height(best[2], choice.items().get(best[2], ()))
        foot = _foot(choice, desk)
    return choice


def top_up(choice: Choice, spare_pt: float, desk: Desk) -> Choice:
    """Return the choice with what still fits in `spare_pt`: dropped items in their shortest form, then longer forms."""
    left = spare_pt
    order = sorted(range(len(choice.forms)), key=lambda at: (-choice.candidates[at].worth, at))
    for restore in (True, False):
        for at in order:
            candidate, form = choice.candidates[at], choice.forms[at]
            if restore is not (form == DROPPED) or form == 0:
                continue
            raised = _with(choice, (at,), len(candidate.forms) - 1 if restore else form - 1)
            more = _height(raised, candidate.section, desk) - _height(choice, candidate.section, desk)
            if more <= left:
                choice, left = raised, left - max(more, 0.0)
    return choice


def _height(choice: Choice, section: str, desk: Desk) -> float:
    return section_height(section, choice.items().get(section, ())) + _foot(choice, desk)


def _foot(choice: Choice, desk: Desk) -> float:
    """Return the height of the source list that the choice brings with it."""
    if "sources" not in desk.config.compose.sections:
        return 0.0
    cited = {f.cites for items in choice.items().values() for item in items for f in item.fragments if f.cites}
    return section_height("sources", [source_item(n, desk.stories[n - 1], {}) for n in sorted(cited)])


def _steps(choice: Choice) -> list[tuple[float, Choice, str]]:
    """Return each single step down: its loss, the choice after it, its section."""
    found = []
    last: dict[str, list[int]] = {}
    for at, (candidate, form) in enumerate(zip(choice.candidates, choice.forms, strict=True)):
        if form == DROPPED:
            continue
        last.setdefault(candidate.section, []).append(at)
        if form + 1 < len(candidate.forms):
            # Forms fuller than a reader would expect are given up first, at almost no loss.
            loss = 0.02 if form < _plain(candidate) else (1 - candidate.keep) * candidate.worth
            found.append((loss * (1 + 0.3 * form), _with(choice, (at,), form + 1), candidate.section))
        elif not candidate.required and candidate.section not in _ROW:
            found.append((candidate.worth * candidate.keep, _with(choice, (at,), DROPPED), candidate.section))
    for section, size in _ROW.items():
        # Documents stand alone in their line; tiles and lists share a row, so a row is given up at once.
        rowed = [at for at in last.get(section, ()) if choice.candidates[at].forms[0].kind != "document"]
        groups: list[tuple[int, ...]] = [(at,) for at in last.get(section, ()) if at not in rowed]
        rowed.sort(key=lambda at: choice.candidates[at].worth)
        groups.append(tuple(rowed[: len(rowed) % size or size]))
        found.extend(
            (sum(choice.candidates[at].worth for at in group), _with(choice, group, DROPPED), section)
            for group in groups
            if group
        )
    return found


def _with(choice: Choice, places: tuple[int, ...], form: int) -> Choice:
    forms = tuple(form if at in places else old for at, old in enumerate(choice.forms))
    return Choice(choice.candidates, forms)
