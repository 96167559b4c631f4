"""Fitting a page (拼版): planned by the line estimate, confirmed by laying it out, corrected by what that measured.

Laying a page out is what takes time, so all trying is done on the estimate, which most often is right within a line:
the pass that confirms the plan is the page that is printed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing.compose.budget import Choice, Scale, choose, fullest, top_up
from briefing.compose.estimate import content_height, estimate
from briefing.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.compose.desk import Candidate
    from briefing.model import Brief, Heights, LeftOut, Metrics

__all__ = ["Sheet", "fitted"]

# A page is full from 94 % of its type area; a plan leaves this much at the foot, and this much slack is not seen there.
FULL, SPARE_PT, UNSEEN = 0.94, 8.0, 0.026
_PASSES, _TRIES = 6, 18
# Little content is set larger, up to this; more would look like a poster.
_LARGEST, _STEP = 1.36, 0.04
# Room between items beyond this looks like a hole; less than the least is not seen.
_WIDEST_GAP_PT, _LEAST_GAP_PT = 9.0, 0.25
# Lines at the foot that most pages have beside the sources.
_NOTES = 1.5
# Two rooms nearer than this give the same page.
_NEAR_PT = 3.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is fitted: the candidates with what they weigh, how a choice of them becomes a brief."""

    candidates: tuple[Candidate, ...]
    scale: Scale
    put: Callable[[Choice], Brief]

    @property
    def metrics(self) -> Metrics:
        """What the template's type takes."""
        return self.scale.metrics


@dataclass(frozen=True, slots=True)
class _Plan:
    """A page by the estimate, and what was chosen for it. whole: nothing was given up."""

    brief: Brief
    choice: Choice
    whole: bool


def fitted(sheet: Sheet, gauge: Callable[[Brief], Heights]) -> tuple[Brief, tuple[LeftOut, ...]]:
    """Return the fullest brief found that fits, and what it leaves out. Raises ConfigError where nothing fits.

    gauge: the heights of a brief as laid out.
    """
    best: tuple[Choice, Brief, Heights] | None = None
    tried: list[Brief] = []
    off = 0.0
    for _ in range(_PASSES):
        plan = _planned(sheet, off)
        if plan is None or plan.brief in tried:
            break
        tried.append(plan.brief)
        brief, heights = _spread(plan.brief, gauge(plan.brief), gauge)
        slack = heights.page_pt - heights.used_pt
        if slack >= 0 and (best is None or heights.used_pt > best[2].used_pt):
            best = plan.choice, brief, heights
        wasted = slack > (1 - FULL) * heights.page_pt and not (plan.whole and plan.brief.gap_pt >= _WIDEST_GAP_PT)
        if slack >= 0 and not wasted:
            break
        off = heights.used_pt - estimate(brief, sheet.metrics).used_pt - (heights.page_pt - sheet.metrics.page_pt)
    if best is None:
        return _tightest(sheet, gauge)
    return best[1], best[0].left_out()


def _spread(brief: Brief, heights: Heights, gauge: Callable[[Brief], Heights]) -> tuple[Brief, Heights]:
    """Return the brief with its gaps made wider or narrower by what is left over or runs over, where that is seen.

    The height grows with the gap exactly, so one more pass is enough; it is spared where the page is right already.
    """
    slack = heights.page_pt - heights.used_pt
    if not heights.gaps or 0 <= slack <= UNSEEN * heights.page_pt:
        return brief, heights
    gap = min(max(brief.gap_pt + (slack - SPARE_PT / 2) / heights.gaps, 0.0), _WIDEST_GAP_PT)
    if abs(gap - brief.gap_pt) < _LEAST_GAP_PT or (slack < 0 and (brief.gap_pt - gap) * heights.gaps < -slack):
        return brief, heights
    spread = replace(brief, gap_pt=round(gap, 2))
    found = gauge(spread)
    return (spread, found) if found.used_pt <= found.page_pt else (brief, heights)


def _planned(sheet: Sheet, off: float) -> _Plan | None:
    """Return the fullest page by the estimate, each of which was `off` by so many points; None if none fits."""

    def guess(brief: Brief) -> Heights:
        heights = estimate(brief, sheet.metrics)
        return replace(heights, used_pt=heights.used_pt + off)

    everything = fullest(sheet.candidates)
    first = sheet.metrics.page_pt - sheet.metrics.mast_pt - _NOTES * sheet.metrics.foot_pt
    room, low, high, stride = first, 0.0, 8 * first, _NEAR_PT
    best: tuple[Choice, Brief, Heights] | None = None
    known: dict[tuple[int, ...], tuple[Brief, Heights]] = {}
    for _ in range(_TRIES):
        choice = choose(sheet.candidates, room, sheet.scale)
        # A step to the same page was too small: the next is twice as large.
        stride = _NEAR_PT if choice.forms not in known else stride * 2
        if choice.forms not in known:
            brief = sheet.put(choice)
            known[choice.forms] = brief, guess(brief)
        brief, heights = known[choice.forms]
        slack = heights.page_pt - SPARE_PT - heights.used_pt
        if slack >= 0:
            low = max(low, room)
            if best is None or heights.used_pt > best[2].used_pt:
                best = choice, brief, heights
            if slack <= UNSEEN * heights.page_pt or choice.forms == everything.forms:
                break
        else:
            high = min(high, room)
        if high - low < _NEAR_PT:
            break
        taken = content_height(brief, sheet.metrics)
        room = taken + slack
        room = max(room, low + stride) if slack >= 0 else min(room, taken - 1.0)
        if not low < room < high:
            # Down by steps that grow until something fits, then halfway between.
            room = (low + high) / 2 if low else high - stride
            stride *= 2
    if best is None:
        return None
    choice, brief, heights = _topped(sheet, best, guess)
    return _Plan(_filled(brief, heights, guess), choice, whole=choice.forms == everything.forms)


def _topped(
    sheet: Sheet, best: tuple[Choice, Brief, Heights], guess: Callable[[Brief], Heights]
) -> tuple[Choice, Brief, Heights]:
    """Return the brief with what fits in the room that whole rows and sections left."""
    choice, brief, heights = best
    for share in (0.95, 0.6):
        spare = heights.page_pt - SPARE_PT - heights.used_pt
        if spare <= UNSEEN * heights.page_pt:
            break
        raised = top_up(choice, spare * share, sheet.scale)
        if raised.forms == choice.forms:
            break
        fuller = sheet.put(raised)
        found = guess(fuller)
        if found.used_pt <= found.page_pt - SPARE_PT:
            choice, brief, heights = raised, fuller, found
    return choice, brief, heights


def _tightest(sheet: Sheet, gauge: Callable[[Brief], Heights]) -> tuple[Brief, tuple[LeftOut, ...]]:
    """Return the brief of what is required and no more. Raises ConfigError where even that is too much."""
    room = sheet.metrics.page_pt - sheet.metrics.mast_pt
    tried = None
    for _ in range(_PASSES * 2):
        room *= 0.8
        choice = choose(sheet.candidates, room, sheet.scale)
        if choice.forms == tried:  # less room, the same page: it is not laid out again
            continue
        tried = choice.forms
        brief = sheet.put(choice)
        heights = gauge(brief)
        if heights.used_pt <= heights.page_pt:
            return brief, choice.left_out()
    msg = (
        f"the page cannot hold what is required: {heights.used_pt:.0f} of {heights.page_pt:.0f} points. "
        "Lower compose.min_news, shorten compose.recipients or compose.copies, or take a template with smaller type."
    )
    raise ConfigError(msg)


def _filled(brief: Brief, heights: Heights, guess: Callable[[Brief], Heights]) -> Brief:
    """Return the brief set larger where there is little, its slack spread over the gaps."""
    if heights.used_pt < FULL * heights.page_pt:
        brief, heights = _larger(brief, heights, guess)
    slack = heights.page_pt - SPARE_PT - heights.used_pt
    gap = min(slack / heights.gaps, _WIDEST_GAP_PT) if heights.gaps else 0.0
    return brief if gap < _LEAST_GAP_PT else replace(brief, gap_pt=round(gap, 2))


def _larger(brief: Brief, heights: Heights, guess: Callable[[Brief], Heights]) -> tuple[Brief, Heights]:
    """Return the largest setting that fits and leaves something for the gaps."""
    ratio = heights.page_pt * 0.97 / max(heights.used_pt, 1.0)
    for step in range(round((min(_LARGEST, ratio**0.6) - 1) / _STEP), 0, -1):
        scaled = replace(brief, scale=round(1 + step * _STEP, 2))
        found = guess(scaled)
        if found.used_pt <= found.page_pt - SPARE_PT:
            return scaled, found
    return brief, heights
