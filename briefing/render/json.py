"""The brief as JSON, schema brief/1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.codec.brief import dump_brief
from briefing.model import Rendered

if TYPE_CHECKING:
    from briefing.config import Config
    from briefing.model import Brief

__all__ = ["render"]


def render(brief: Brief, config: Config) -> Rendered:
    """Return the brief as it is kept."""
    del config
    return Rendered("brief.json", "application/json", dump_brief(brief).encode("utf-8", "replace"))
