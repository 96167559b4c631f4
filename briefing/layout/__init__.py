"""A page becomes articles (版面分析): digital editions by hints, PDF pages by boxes, dumps by their text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.layout.articles import layout_of
from briefing.layout.blocks import parts_of
from briefing.layout.kinds import kinds_of
from briefing.layout.lines import rows_of
from briefing.layout.notices import without_notices
from briefing.layout.reweave import straight
from briefing.layout.settle import settle
from briefing.layout.stitch import join_pages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.config import LayoutConfig
    from briefing.model import Layout, Page

__all__ = ["segment", "stitch"]

# A dump with fewer empty lines than this among its rows says nothing by them.
_DENSE = 0.02


def segment(page: Page, config: LayoutConfig) -> Layout:
    """Return the articles of one page, what belongs to none, and what is doubtful; never fails."""
    if page.hints:
        from briefing.layout.edition import from_hints  # noqa: PLC0415 - only pages that need it pay for it

        return from_hints(page, config)
    if page.source.media_type == "application/pdf":
        from briefing.layout.geometry import from_boxes  # noqa: PLC0415 - only pages that need it pay for it

        return without_notices(from_boxes(page, config))
    return without_notices(from_text(page))


def from_text(page: Page) -> Layout:
    """Return the articles of a text dump."""
    rows = straight(rows_of(page))
    kinds, columns = kinds_of(rows)
    kinds = settle(rows, kinds, columns)
    dense = sum(row.gap > 0 for row in rows) < _DENSE * len(rows)
    return layout_of(parts_of(rows, kinds, columns), page.source.id, dense=dense)


def stitch(layouts: Sequence[Layout]) -> tuple[Layout, ...]:
    """Return the layouts of an issue's pages with continued articles joined."""
    return join_pages(layouts)
