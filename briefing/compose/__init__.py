"""An edition becomes a brief that fills one page and no more: SECTIONS, compose; a kept brief is fitted anew: refit."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from briefing.compose.assemble import assemble, traced
from briefing.compose.budget import Scale
from briefing.compose.desk import desk_of
from briefing.compose.estimate import estimate, section_width
from briefing.compose.fit import Sheet, fitted
from briefing.compose.refit import refit
from briefing.compose.sections import SECTIONS
from briefing.compose.sources import source_item
from briefing.model import LeftOut

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.compose.desk import Candidate
    from briefing.config import Config
    from briefing.model import Brief, Edition, Heights, Metrics

__all__ = ["SECTIONS", "compose", "estimate", "refit"]


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
    within = tuple(each for each in candidates if not each.beyond)
    cited = desk.stories if "sources" in config.compose.sections else ()
    sources = {each.number: section_width([source_item(each.number, each, {})]) for each in cited}
    sheet = Sheet(within, Scale(within, desk.metrics, sources), lambda choice: assemble(desk, choice.items()))
    brief, dropped = fitted(sheet, measure or partial(estimate, metrics=desk.metrics))
    beyond = (
        LeftOut(replace(each.forms[0], worth=round(each.worth, 3)), each.section, each.beyond)
        for each in candidates
        if each.beyond
    )
    return traced(desk, brief, (*dropped, *beyond))
