"""An edition becomes a brief that fills one page and no more: SECTIONS, compose."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from briefing.compose.assemble import assemble, left_out
from briefing.compose.budget import choose, fullest, top_up
from briefing.compose.desk import desk_of
from briefing.compose.estimate import content_height, estimate
from briefing.compose.sections import SECTIONS
from briefing.errors import ConfigError
from briefing.model import LeftOut

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.compose.budget import Choice
    from briefing.compose.desk import Candidate, Desk
    from briefing.config import Config
    from briefing.model import Brief, Edition, Heights, Metrics

__all__ = ["SECTIONS", "compose", "estimate"]

# A page is full from 94 % of its type area; the rest of the slack is spread to leave this much at the foot.
FULL, SPARE_PT = 0.94, 4.0
_PASSES = 6
# Little content is set larger, up to this; more would look like a poster.
_LARGEST, _STEP = 1.36, 0.04
# Room between items beyond this looks like a hole.
_WIDEST_GAP_PT = 9.0
_LEAST_GAP_PT = 0.25
# Slack under this share of the page is not seen; spreading it would cost a pass.
_UNSEEN = 0.015


def compose(
    edition: Edition,
    config: Config,
    measure: Callable[[Brief], Heights] | None = None,
    metrics: Metrics | None = None,
) -> Brief:
    """Return the brief of an edition, fitted to one page.

    measure: the heights of a brief as laid out; None guesses them from the number of lines.
    metrics: what the template's type takes; None is the default template's.
    Raises ConfigError for an unknown section, and where the required items cannot fit.
    """
    desk = desk_of(edition, config, metrics)
    candidates: list[Candidate] = []
    for name in config.compose.sections:
        candidates += SECTIONS.load(name, "compose.sections")(desk)
    gauge = measure or partial(estimate, metrics=desk.metrics)
    within = tuple(each for each in candidates if not each.beyond)
    brief, heights = _fit(desk, within, gauge)
    beyond = tuple(
        LeftOut(replace(each.forms[0], worth=round(each.worth, 3)), each.section, each.beyond)
        for each in candidates
        if each.beyond
    )
    brief = replace(brief, left_out=(*brief.left_out, *left_out(desk, beyond)))
    return _filled(brief, heights, gauge)


def _fit(desk: Desk, candidates: tuple[Candidate, ...], gauge: Callable[[Brief], Heights]) -> tuple[Brief, Heights]:
    """Return the fullest brief found that fits, with its heights.

    The room given to the line estimate is corrected by what each pass measured, between the largest that is known
    to fit and the smallest that is not.
    """
    everything = fullest(candidates)
    first, fixed = _first_room(desk.metrics), desk.metrics.mast_pt
    room, low, high, stride = first, 0.0, 8 * first, _NEAR_PT
    best: tuple[Choice, Brief, Heights] | None = None
    known: dict[tuple[int, ...], tuple[Brief, Heights]] = {}
    for _ in range(3 * _PASSES):
        choice = choose(candidates, room, desk)
        # A step to the same page was too small: the next is twice as large.
        stride = _NEAR_PT if choice.forms not in known else stride * 2
        if choice.forms not in known:
            if len(known) == _PASSES:
                break
            brief = _brief(desk, choice)
            known[choice.forms] = brief, gauge(brief)
        brief, heights = known[choice.forms]
        slack = heights.page_pt - heights.used_pt
        if slack >= 0:
            low = max(low, room)
            if best is None or heights.used_pt > best[2].used_pt:
                best = choice, brief, heights
            if slack <= (1 - FULL) * heights.page_pt or choice.forms == everything.forms:
                break
        else:
            high = min(high, room)
        if high - low < _NEAR_PT:
            break
        taken = content_height(brief, desk.metrics)
        room = taken * (heights.page_pt - fixed) / max(heights.used_pt - fixed, 1.0)
        room = max(room, low + stride) if slack >= 0 else min(room, taken - 1.0)
        if not low < room < high:
            room = (low + high) / 2
    if best is None:
        return _tightest(desk, candidates, gauge)
    return _topped(desk, best, gauge)


def _topped(
    desk: Desk, best: tuple[Choice, Brief, Heights], gauge: Callable[[Brief], Heights]
) -> tuple[Brief, Heights]:
    """Return the brief with what fits in the room that whole rows and sections left."""
    choice, brief, heights = best
    for share in (0.9, 0.5):
        spare = heights.page_pt - heights.used_pt
        if spare <= (1 - FULL) * heights.page_pt:
            break
        rate = (heights.used_pt - desk.metrics.mast_pt) / max(content_height(brief, desk.metrics), 1.0)
        raised = top_up(choice, spare / max(rate, 0.5) * share, desk)
        if raised.forms == choice.forms:
            break
        fuller = _brief(desk, raised)
        found = gauge(fuller)
        if found.used_pt <= found.page_pt:
            choice, brief, heights = raised, fuller, found
    return brief, heights


# Two rooms nearer than this give the same page.
_NEAR_PT = 3.0
# The guess errs on the high side by this, so most pages fit at once and few are far from full.
_GUESSED_HIGH = 1.027


def _first_room(metrics: Metrics) -> float:
    """Return where the search begins: what the sections of a full page take by the guess."""
    return (metrics.page_pt - metrics.mast_pt) * _GUESSED_HIGH


def _tightest(
    desk: Desk, candidates: tuple[Candidate, ...], gauge: Callable[[Brief], Heights]
) -> tuple[Brief, Heights]:
    """Return the brief of what is required and no more. Raises ConfigError where even that is too much."""
    room = _first_room(desk.metrics)
    for _ in range(_PASSES * 2):
        room *= 0.8
        brief = _brief(desk, choose(candidates, room, desk))
        heights = gauge(brief)
        if heights.used_pt <= heights.page_pt:
            return brief, heights
    msg = (
        f"the page cannot hold what is required: {heights.used_pt:.0f} of {heights.page_pt:.0f} points. "
        "Lower compose.min_news, shorten compose.recipients or compose.copies, or take a template with smaller type."
    )
    raise ConfigError(msg)


def _brief(desk: Desk, choice: Choice) -> Brief:
    return assemble(desk, choice.items(), choice.left_out())


def _filled(brief: Brief, heights: Heights, gauge: Callable[[Brief], Heights]) -> Brief:
    """Return the brief set larger where there is little, its slack spread over the gaps."""
    if heights.used_pt < FULL * heights.page_pt:
        brief, heights = _larger(brief, heights, gauge)
    slack = heights.page_pt - heights.used_pt - SPARE_PT
    if slack < _UNSEEN * heights.page_pt:
        return brief
    gap = min(slack / heights.gaps, _WIDEST_GAP_PT) if heights.gaps else 0.0
    for _ in range(3):
        if gap < _LEAST_GAP_PT:
            break
        spread = replace(brief, gap_pt=round(gap, 2))
        found = gauge(spread)
        over = found.used_pt - found.page_pt
        if over <= 0:
            return spread
        gap -= (over + SPARE_PT) / heights.gaps
    return brief


def _larger(brief: Brief, heights: Heights, gauge: Callable[[Brief], Heights]) -> tuple[Brief, Heights]:
    """Return the largest setting that fits, found in at most four passes."""
    # Larger type takes more lines as well as higher ones: height grows with about the 1.9th power of the scale.
    ratio = heights.page_pt * 0.97 / max(heights.used_pt, 1.0)
    low, high = 0, round((min(_LARGEST, ratio**0.6) - 1) / _STEP)
    best = brief, heights
    for _ in range(4):
        if high <= low:
            break
        scaled = replace(brief, scale=round(1 + high * _STEP, 2))
        found = gauge(scaled)
        if found.used_pt <= found.page_pt:
            best = scaled, found
            break
        high = (low + high) // 2
    return best
