"""What stays on one page (版面取舍): worth against height, the least important shortened before anything is dropped."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing.compose.estimate import best_cut, foot_height, item_height, section_width, stacked_height
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
    scale = _Scale(choice.candidates, desk)
    heights = {name: scale.section(choice.forms, name) for name in scale.places}
    for _ in range(12 * len(choice.candidates) + 1):
        if sum(heights.values()) + scale.foot(choice.forms) <= room_pt:
            break
        best: tuple[float, Choice, str] | None = None
        for loss, after, section in _steps(choice):
            height = scale.section(after.forms, section)
            rate = (loss if height else loss + _SECTION) / max(heights[section] - height, 0.5)
            if best is None or rate < best[0]:
                best = rate, after, section
        if best is None:
            break
        choice = best[1]
        heights[best[2]] = scale.section(choice.forms, best[2])
    # The last step may have been a large one: what fits in the room it left comes back.
    spare = room_pt - sum(heights.values()) - scale.foot(choice.forms)
    return scale.levelled(top_up(choice, spare, desk) if 0 < spare < room_pt and _is_partial(choice) else choice)


class _Scale:
    """Weighs choices: the height of each form is guessed once, however many choices are compared."""

    __slots__ = ("_candidates", "_heights", "_sources", "places")

    def __init__(self, candidates: tuple[Candidate, ...], desk: Desk) -> None:
        self._candidates = candidates
        self._heights = [[item_height(c.section, form) for form in c.forms] for c in candidates]
        self.places: dict[str, list[int]] = {}
        for at, candidate in enumerate(candidates):
            self.places.setdefault(candidate.section, []).append(at)
        told = desk.stories if "sources" in desk.config.compose.sections else ()
        self._sources = {each.number: section_width([source_item(each.number, each, {})]) for each in told}

    def section(self, forms: tuple[int, ...], name: str) -> float:
        """Return the height of a section in points."""
        here = [at for at in self.places[name] if forms[at] != DROPPED]
        lone = [self._heights[at][forms[at]] for at in here if self._candidates[at].forms[0].kind == "document"]
        rest = [self._heights[at][forms[at]] for at in here if self._candidates[at].forms[0].kind != "document"]
        return stacked_height(name, rest, lone)

    def levelled(self, choice: Choice) -> Choice:
        """Return the choice with longer forms in the shorter column of 要闻, where they cost no height."""
        here = [at for at in self.places.get("news", ()) if choice.forms[at] != DROPPED]
        heights = [self._heights[at][choice.forms[at]] for at in here]
        if len(here) < 2:
            return choice
        cut = best_cut(heights)
        left, right = sum(heights[:cut]), sum(heights[cut:])
        room = abs(left - right)
        for at in here[cut:] if left > right else here[:cut]:
            for form in range(choice.forms[at]):
                more = self._heights[at][form] - self._heights[at][choice.forms[at]]
                if more <= room:
                    choice, room = _with(choice, (at,), form), room - more
                    break
        return choice

    def foot(self, forms: tuple[int, ...]) -> float:
        """Return the height of the source list that the choice brings with it, in points."""
        chosen = zip(self._candidates, forms, strict=True)
        cited = {f.cites for c, form in chosen if form != DROPPED for f in c.forms[form].fragments if f.cites}
        return foot_height(sum(self._sources.get(number, 0.0) for number in cited))


def _is_partial(choice: Choice) -> bool:
    """Tell whether anything was dropped or shortened."""
    return any(choice.forms)


def top_up(choice: Choice, spare_pt: float, desk: Desk) -> Choice:
    """Return the choice with what still fits in `spare_pt`: dropped items in their shortest form, then longer forms."""
    left = spare_pt
    scale = _Scale(choice.candidates, desk)
    order = sorted(range(len(choice.forms)), key=lambda at: (-choice.candidates[at].worth, at))
    for restore in (True, False):
        for at in order:
            candidate, form = choice.candidates[at], choice.forms[at]
            if restore is not (form == DROPPED) or form == 0:
                continue
            raised = _with(choice, (at,), len(candidate.forms) - 1 if restore else form - 1)
            more = scale.section(raised.forms, candidate.section) - scale.section(choice.forms, candidate.section)
            more += scale.foot(raised.forms) - scale.foot(choice.forms)
            if more <= left:
                choice, left = raised, left - max(more, 0.0)
    return choice


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
        row = tuple(rowed[: len(rowed) % size or size])
        groups.append(row)
        longer = [at for at in row if choice.forms[at] + 1 < len(choice.candidates[at].forms)]
        if len(row) > 1 and longer:
            shorter = choice
            for at in longer:
                shorter = _with(shorter, (at,), choice.forms[at] + 1)
            loss = sum((1 - choice.candidates[at].keep) * choice.candidates[at].worth for at in longer)
            found.append((loss, shorter, section))
        found.extend(
            (sum(choice.candidates[at].worth for at in group), _with(choice, group, DROPPED), section)
            for group in groups
            if group
        )
    return found


def _with(choice: Choice, places: tuple[int, ...], form: int) -> Choice:
    forms = tuple(form if at in places else old for at, old in enumerate(choice.forms))
    return Choice(choice.candidates, forms)
