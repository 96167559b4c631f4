"""The brief as Markdown that chat tools show well (企业微信, 钉钉): headings, lists, bold; no tables, no HTML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.model import Rendered
from briefing.render.templates import design_of, fill
from briefing.render.wording import MARKED, detail_of, entries_of, text_of

if TYPE_CHECKING:
    from briefing.config import Config
    from briefing.model import Brief

__all__ = ["escaped", "render"]

# What Markdown would take for mark-up: * _ ` [ ] < > # | ~ and the backslash itself.
_SIGNS = re.compile(r"([\\`*_\[\]<>#|~!])")
_OPENING = re.compile(r"^(\d*)([-+.)])(?=\s)")


def escaped(text: str) -> str:
    """Return the text with Markdown's signs made plain, on one line."""
    line = _SIGNS.sub(r"\\\1", " ".join(text.split()))
    return _OPENING.sub(r"\1\\\2", line)


def render(brief: Brief, config: Config) -> Rendered:
    """Return the brief as Markdown, from the template's brief.md.j2."""
    lines = [
        (section, [(i, escaped(text_of(i)), escaped(detail_of(i)), entries_of(section, i)) for i in section.items])
        for section in brief.sections
    ]
    design = design_of(config.render.template)
    text = fill(design, "brief.md.j2", brief, edited_mark=MARKED, lines=lines, escaped=escaped)
    return Rendered("brief.md", "text/markdown; charset=utf-8", (text.strip() + "\n").encode("utf-8", "replace"))
