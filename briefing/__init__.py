"""One-page daily briefings (每日要情) from the text of Chinese newspaper pages.

The public names; each is loaded when it is first used, so `import briefing` costs nothing.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefing.config import Config, load_config
    from briefing.errors import BriefingError, ConfigError, DeliveryError, ReadError, RenderError
    from briefing.model import Article, Brief, Edition, Note, Rendered, Story
    from briefing.passage import Passage, Span
    from briefing.pipeline import analyse, make_brief, make_edition, publish, read_articles

# Matrices here are small: threads would only wait for each other (on a loaded machine twice as long), and sums could
# differ in their last digit with the number of cores. It must be said before numpy is loaded; a setting of the user's
# own stands.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

__all__ = [
    "Article",
    "Brief",
    "BriefingError",
    "Config",
    "ConfigError",
    "DeliveryError",
    "Edition",
    "Note",
    "Passage",
    "ReadError",
    "RenderError",
    "Rendered",
    "Span",
    "Story",
    "analyse",
    "load_config",
    "make_brief",
    "make_edition",
    "publish",
    "read_articles",
]

_HOMES = {
    "config": ("Config", "load_config"),
    "errors": ("BriefingError", "ConfigError", "DeliveryError", "ReadError", "RenderError"),
    "model": ("Article", "Brief", "Edition", "Note", "Rendered", "Story"),
    "passage": ("Passage", "Span"),
    "pipeline": ("analyse", "make_brief", "make_edition", "publish", "read_articles"),
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - stands for any public name; their types are declared above
    """Load a public name from its module."""
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"briefing.{module}"), name)
    msg = f"module 'briefing' has no attribute {name!r}"
    raise AttributeError(msg)


def __dir__() -> list[str]:
    """Return the public names."""
    return sorted(__all__)
