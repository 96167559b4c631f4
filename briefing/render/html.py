"""The page as one self-contained HTML file, from which the PDF is drawn as well."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.model import Rendered
from briefing.render.templates import css_of, design_of, fill

if TYPE_CHECKING:
    from briefing.config import Config
    from briefing.model import Brief

__all__ = ["markup", "render"]

_BLANK = re.compile(r"\n\s*\n+")


def markup(brief: Brief, config: Config, *, origins: bool = True) -> str:
    """Return the HTML of the brief. origins: with the printed lines.

    The printed lines are never part of the page on paper: the PDF is drawn without them, and its style sheets
    (brief.css, paper.css) are given beside the HTML, read once for all pages.
    """
    design = design_of(config.render.template)
    shown = brief if origins else _without_lines(brief)
    css = css_of(design) if origins else ""
    return _BLANK.sub("\n", fill(design, "brief.html.j2", shown, css=css, paper=not origins))


def _without_lines(brief: Brief) -> Brief:
    from dataclasses import replace  # noqa: PLC0415 - used here only

    sections = tuple(
        replace(section, items=tuple(replace(item, printed=()) for item in section.items)) for section in brief.sections
    )
    return replace(brief, sections=sections)


def render(brief: Brief, config: Config) -> Rendered:
    """Return the page as HTML. Raises ConfigError for a broken template."""
    return Rendered("brief.html", "text/html; charset=utf-8", markup(brief, config).encode())
