"""The page as PDF/UA on A4, drawn by WeasyPrint; and the heights by which it is composed.

The fetcher refuses every address: a page needs nothing but its own words and the machine's fonts.
"""

from __future__ import annotations

import logging
import warnings
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from briefing.errors import ConfigError, RenderError
from briefing.model import Heights, Rendered
from briefing.render.fontfile import finish
from briefing.render.fonts import demand_cjk
from briefing.render.html import markup
from briefing.render.templates import design_of

if TYPE_CHECKING:
    from briefing.config import Config
    from briefing.model import Brief

__all__ = ["measure", "render"]

_PT = 0.75  # points a CSS pixel
_A4_PT = 297 / 25.4 * 72


@lru_cache(maxsize=1)
def _engine() -> Any:  # noqa: ANN401 - WeasyPrint has no types
    """Return WeasyPrint, or say what this machine lacks."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import weasyprint  # noqa: PLC0415 - half a second, only where a page is drawn
    except (ImportError, OSError) as error:
        msg = (
            "the page cannot be drawn: Pango or HarfBuzz is missing. "
            "Install them: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        )
        raise RenderError(msg) from error
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    demand_cjk()
    return weasyprint


@lru_cache(maxsize=1)
def _fonts() -> Any:  # noqa: ANN401 - WeasyPrint has no types
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415 - see _engine

    return FontConfiguration()


def refuse(url: str, *_: object, **__: object) -> Any:  # noqa: ANN401 - WeasyPrint's signature
    """Refuse to fetch anything: http, file and data addresses alike."""
    msg = f"a page fetches nothing: {url[:80]}"
    raise ValueError(msg)


def _layout(text: str) -> Any:  # noqa: ANN401 - a WeasyPrint document
    engine = _engine()
    page = engine.HTML(string=text, url_fetcher=refuse, base_url=None)
    return page.render(font_config=_fonts())


def measure(brief: Brief, config: Config) -> Heights:
    """Return the heights of a brief laid out on a page without end. Raises RenderError and ConfigError."""
    document = _layout(markup(brief, config, tall=True, origins=False))
    page = document.pages[0]
    try:
        _, top, _, bottom = page.anchors["area"]
        _, start, _, end = page.anchors["page"]
    except KeyError as error:
        name = config.render.template
        msg = f'{name}: brief.html.j2 lacks the element with id="{error.args[0]}", which measures the page.'
        raise ConfigError(msg) from error
    margins = page.height - (bottom - top)
    heights = {name: (box[3] - box[1]) * _PT for name, box in page.anchors.items()}
    return Heights(
        page_pt=_A4_PT - margins * _PT,
        used_pt=(end - start) * _PT,
        items=heights,
        gaps=_gaps(brief, design_of(config.render.template).columns),
    )


def _gaps(brief: Brief, columns: Any) -> int:  # noqa: ANN401 - a mapping
    """Return how many shares of the gap stand below each other: two a section, one a row of items."""
    count = 0
    for section in brief.sections:
        if section.name == "sources":
            continue
        across = columns.get(section.name, 1)
        rows = -(-len(section.items) // across)
        if section.name == "news" and across > 1 and len(section.items) > 1:
            sides = [item.column for item in section.items]
            rows = max(sides.count(side) for side in set(sides))
        elif section.name == "lists":
            documents = sum(item.kind == "document" for item in section.items)
            rows = -(-(len(section.items) - documents) // across) + documents
        count += 2 + rows
    return count


def render(brief: Brief, config: Config) -> Rendered:
    """Return the page as PDF, one A4 page. Raises RenderError where it does not fit, naming what to loosen."""
    document = _layout(markup(brief, config, origins=False))
    if len(document.pages) != 1:
        msg = (
            f"the brief takes {len(document.pages)} pages with the template {config.render.template}. "
            "Shorten it (an edited brief.json), or build it again with --template so that it is fitted."
        )
        raise RenderError(msg)
    data = document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=_identifier(brief), finisher=finish)
    return Rendered("brief.pdf", "application/pdf", data)


def _identifier(brief: Brief) -> bytes:
    import hashlib  # noqa: PLC0415 - used here only

    words = "".join(f.text for s in brief.sections for i in s.items for f in i.fragments)
    return hashlib.sha256(f"{brief.date}{brief.title}{words}".encode()).hexdigest()[:32].encode()
