"""A brief becomes bytes: RENDERERS, render, and the measure by which a brief is composed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.registry import Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.config import Config
    from briefing.model import Brief, Heights, Metrics, Rendered

__all__ = ["RENDERERS", "check_formats", "measurer", "metrics_of", "render"]

RENDERERS = Table(
    "format",
    {
        "pdf": "briefing.render.pdf:render",
        "html": "briefing.render.html:render",
        "json": "briefing.render.json:render",
        "md": "briefing.render.markdown:render",
        "txt": "briefing.render.text:render",
        "png": "briefing.render.png:render",
        "eml": "briefing.render.email:render",
    },
)


def check_formats(config: Config) -> None:
    """Raise ConfigError for an unknown format or template, before any page is read."""
    from briefing.render.templates import design_of  # noqa: PLC0415 - Jinja waits until a page is made

    for name in config.render.formats:
        RENDERERS.check(name, "render.formats")
    design_of(config.render.template)


def render(brief: Brief, format: str, config: Config) -> Rendered:  # noqa: A002 - the word of the command line
    """Return the brief in one format. Raises RenderError and ConfigError."""
    finished: Rendered = RENDERERS.load(format, "render.formats")(brief, config)
    return finished


def measurer(config: Config) -> Callable[[Brief], Heights] | None:
    """Return the measure of the settings' template; None where no page is drawn (a line estimate serves)."""
    if not {"pdf", "png", "eml", "html"} & set(config.render.formats):
        return None
    from briefing.render.pdf import measure  # noqa: PLC0415 - WeasyPrint waits until a page is drawn

    return lambda brief: measure(brief, config)


def metrics_of(config: Config) -> Metrics:
    """Return what the type of the settings' template takes. Raises ConfigError for a template that is wrong."""
    from briefing.render.templates import design_of  # noqa: PLC0415 - Jinja waits until a page is made

    return design_of(config.render.template).metrics
