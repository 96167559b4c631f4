"""What stays on one page (版面取舍): worth against height, the least important shortened before anything is dropped."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing.compose.estimate import best_cut, foot_height, item_height, stacked_height
from briefing.model import LeftOut

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefing.compose.desk import Candidate
    from briefing.model import Item, Metrics

__all__ = ["Choice", "Scale", "choose", "fullest", "top_up"]

DROPPED = -1
# What a reader loses when a whole section goes, beyond its items: it was asked for by name.
_SECTION = 2.0
# A shorter form that saves less than this is none.
_SEEN_PT = 0.5
# So many ways to make the last step are weighed against each other.
_LAST_STEPS = 6


@dataclass(frozen=True, slots=True)
class Choice:
    """Which form of each candidate is printed, by position; DROPPED for none."""

    candidates: tuple[Candidate, ...]
    forms: tuple[int, ...]

    @property
    def worth(self) -> float:
        """What the reader gets: the worth of all that is printed, and of each section that is there."""
        kept = [(c, form) for c, form in zip(self.candidates, self.forms, strict=True) if form != DROPPED]
        return sum(c.worth * c.share(form) for c, form in kept) + _SECTION * len({c.section for c, _ in kept})

    def items(self) -> Mapping[str, tuple[Item, ...]]:
        """Return the items of each section, in the order of the candidates."""
        chosen: dict[str, list[Item]] = {}
        for candidate, form in zip(self.candidates, self.forms, strict=True):
            if form != DROPPED:
                item = replace(candidate.forms[form], worth=round(candidate.worth, 3))
                chosen.setdefault(candidate.section, []).append(item)
        return {name: tuple(items) for name, items in chosen.items()}

    def left_out(self) -> tuple[LeftOut, ...]:
        """Return what was dropped or shortened, and why, best first."""
        found = []
        for candidate, form in zip(self.candidates, self.forms, strict=True):
            full = replace(candidate.forms[0], worth=round(candidate.worth, 3))
            if form == DROPPED:
                found.append((candidate.worth, LeftOut(full, candidate.section, "版面已满，略去")))
            elif form > candidate.plain:
                found.append((candidate.worth, LeftOut(full, candidate.section, "版面已满，缩短")))
        found.sort(key=lambda each: -each[0])
        return tuple(each for _, each in found)


def fullest(candidates: Sequence[Candidate]) -> Choice:
    """Return everything in its longest form."""
    return Choice(tuple(candidates), (0,) * len(candidates))


def choose(candidates: Sequence[Candidate], room_pt: float, scale: Scale) -> Choice:
    """Return the forms that fit in `room_pt`, by the line estimate.

    From everything at its fullest, one step at a time: the step that loses least worth for each point it saves.
    Required candidates are never dropped, so more than `room_pt` may be taken: the caller measures.
    scale: of these candidates.
    """
    choice = fullest(candidates)
    # Tiles stand in rows: giving up less than a row saves nothing.
    rows = {"figures": scale.metrics.figure_columns, "lists": scale.metrics.list_columns}
    heights = {name: scale.section(choice.forms, name) for name in scale.places}
    for _ in range(12 * len(choice.candidates) + 1):
        over = sum(heights.values()) + scale.foot(choice.forms) - room_pt
        if over <= 0:
            break
        steps = []
        for loss, after, section in _steps(choice, rows, scale):
            saved = heights[section] - scale.section(after.forms, section)
            gone = _SECTION if saved >= heights[section] else 0.0
            steps.append(((loss + gone) / max(saved, 0.5), saved, after, section))
        if not steps:
            break
        steps.sort(key=lambda step: step[0])
        # The step that makes it fit may free more than is needed: the one that leaves most worth is taken.
        enough = [step for step in steps if step[1] >= over][:_LAST_STEPS]
        if enough and steps[0][1] >= over:
            ended = [scale.topped(after, room_pt) for _, _, after, _ in enough]
            return scale.levelled(max(ended, key=lambda each: round(each.worth, 6)))
        choice = steps[0][2]
        heights[steps[0][3]] = scale.section(choice.forms, steps[0][3])
    return scale.levelled(choice)


class Scale:
    """Weighs choices: the height of each form is guessed once, however many choices are compared."""

    __slots__ = ("_alone", "_bars", "_cited", "_heights", "_sources", "metrics", "places")

    def __init__(self, candidates: tuple[Candidate, ...], metrics: Metrics, sources: Mapping[int, float]) -> None:
        """Weigh the candidates. sources: the width of the line at the foot that a number cites, in characters."""
        self.metrics = metrics
        self._sources = sources
        self._alone = [c.forms[0].kind == "document" for c in candidates]
        self._bars = [c.forms[0].bar is not None for c in candidates]
        self._cited = [[frozenset(f.cites for f in form.fragments if f.cites) for form in c.forms] for c in candidates]
        self._heights = [[item_height(c.section, form, metrics) for form in c.forms] for c in candidates]
        self.places: dict[str, list[int]] = {}
        for at, candidate in enumerate(candidates):
            self.places.setdefault(candidate.section, []).append(at)

    def lower(self, at: int, form: int, candidate: Candidate) -> int | None:
        """Return the shorter form that loses least for each point it saves; None if none saves any.

        The next one may save three points at the price of a line, and the one after it the line.
        """
        heights, best, least = self._heights[at], None, 0.0
        for more in range(form + 1, len(heights)):
            saved = heights[form] - heights[more]
            if saved > _SEEN_PT:
                loss = (candidate.share(form) - candidate.share(more)) / saved
                if best is None or loss < least:
                    best, least = more, loss
        return best

    def section(self, forms: tuple[int, ...], name: str) -> float:
        """Return the height of a section in points."""
        here = [at for at in self.places[name] if forms[at] != DROPPED]
        lone = [self._heights[at][forms[at]] for at in here if self._alone[at]]
        rest = [self._heights[at][forms[at]] for at in here if not self._alone[at]]
        bars = sum(self._bars[at] for at in here) if name == "figures" else 0
        return stacked_height(name, rest, lone, bars, self.metrics)

    def topped(self, choice: Choice, room_pt: float) -> Choice:
        """Return the choice with what fits in the room that it leaves."""
        taken = sum(self.section(choice.forms, name) for name in self.places) + self.foot(choice.forms)
        return _topped_up(self, choice, room_pt - taken)

    def levelled(self, choice: Choice) -> Choice:
        """Return the choice with longer forms in the shorter column of 要闻, where they cost no height."""
        here = [at for at in self.places.get("news", ()) if choice.forms[at] != DROPPED]
        if self.metrics.news_columns < 2:
            return choice
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
        cited: set[int] = set()
        for at, form in enumerate(forms):
            if form != DROPPED:
                cited |= self._cited[at][form]
        return foot_height(sum(self._sources.get(number, 0.0) for number in cited), self.metrics)


def top_up(choice: Choice, spare_pt: float, scale: Scale) -> Choice:
    """Return the choice with what still fits in `spare_pt`: dropped items in their shortest form, then longer forms."""
    return _topped_up(scale, choice, spare_pt)


def _topped_up(scale: Scale, choice: Choice, left: float) -> Choice:
    order = sorted(range(len(choice.forms)), key=lambda at: (-choice.candidates[at].worth, at))
    for restore in (True, False):
        # Whom there is no room for keeps those below out, too.
        full = False
        for at in order:
            candidate, form = choice.candidates[at], choice.forms[at]
            if restore is not (form == DROPPED) or form == 0:
                continue
            if restore and candidate.section == "leaders" and full:
                continue
            raised = _with(choice, (at,), len(candidate.forms) - 1 if restore else form - 1)
            more = scale.section(raised.forms, candidate.section) - scale.section(choice.forms, candidate.section)
            more += scale.foot(raised.forms) - scale.foot(choice.forms)
            if more <= left:
                choice, left = raised, left - max(more, 0.0)
            elif restore and candidate.section == "leaders":
                full = True
    return choice


def _steps(choice: Choice, rows: Mapping[str, int], scale: Scale) -> list[tuple[float, Choice, str]]:
    """Return each single step down: its loss, the choice after it, its section. rows: how many stand abreast."""
    found = []
    last: dict[str, list[int]] = {}
    lowest = _lowest_leader(choice)
    for at, (candidate, form) in enumerate(zip(choice.candidates, choice.forms, strict=True)):
        if form == DROPPED:
            continue
        last.setdefault(candidate.section, []).append(at)
        lower = scale.lower(at, form, candidate)
        if lower is not None:
            loss = (candidate.share(form) - candidate.share(lower)) * candidate.worth
            found.append((loss, _with(choice, (at,), lower), candidate.section))
        # A shorter form may save nothing: whatever its form, an item may be given up.
        in_order = candidate.section != "leaders" or at == lowest
        if not candidate.required and candidate.section not in rows and in_order:
            found.append((candidate.worth * candidate.share(form), _with(choice, (at,), DROPPED), candidate.section))
    for section, size in rows.items():
        # Documents stand alone in their line; tiles and lists share a row, so a row is given up at once.
        rowed = [at for at in last.get(section, ()) if choice.candidates[at].forms[0].kind != "document"]
        groups: list[tuple[int, ...]] = [(at,) for at in last.get(section, ()) if at not in rowed]
        # What is required stays, whatever row it stands in.
        groups = [(at,) for (at,) in groups if not choice.candidates[at].required]
        free = sorted(
            (at for at in rowed if not choice.candidates[at].required), key=lambda at: choice.candidates[at].worth
        )
        row = tuple(free[: len(rowed) % size or size])
        groups.append(row)
        longer = [at for at in row if choice.forms[at] + 1 < len(choice.candidates[at].forms)]
        if len(row) > 1 and longer:
            shorter = choice
            for at in longer:
                shorter = _with(shorter, (at,), choice.forms[at] + 1)
            loss = sum(_loss(choice.candidates[at], choice.forms[at]) for at in longer)
            found.append((loss, shorter, section))
        found.extend(
            (sum(choice.candidates[at].worth for at in group), _with(choice, group, DROPPED), section)
            for group in groups
            if group
        )
    return found


def _lowest_leader(choice: Choice) -> int | None:
    """Return the printed row of 领导活动 of least worth: the next to go, as nobody goes before who is below them."""
    rows = [
        at
        for at, (c, form) in enumerate(zip(choice.candidates, choice.forms, strict=True))
        if c.section == "leaders" and form != DROPPED and not c.required
    ]
    return min(rows, key=lambda at: (choice.candidates[at].worth, -at)) if rows else None


def _loss(candidate: Candidate, form: int) -> float:
    return (candidate.share(form) - candidate.share(form + 1)) * candidate.worth


def _with(choice: Choice, places: tuple[int, ...], form: int) -> Choice:
    forms = list(choice.forms)
    for at in places:
        forms[at] = form
    return Choice(choice.candidates, tuple(forms))
