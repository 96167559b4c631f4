"""The page as PDF/UA on A4, drawn by WeasyPrint; and the heights by which it is composed.

The fetcher refuses every address: a page needs nothing but its own words and the machine's fonts.
"""

from __future__ import annotations

import mimetypes
import re
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from briefing.errors import ConfigError, RenderError
from briefing.model import Heights, Rendered
from briefing.render.accessible import finish
from briefing.render.charts import tiling
from briefing.render.engine import engine, fonts, undisturbed, without_notes
from briefing.render.html import markup
from briefing.render.sheets import for_paper
from briefing.render.templates import css_of, design_of

if TYPE_CHECKING:
    from briefing.config import Config
    from briefing.model import Brief

__all__ = ["measure", "render"]

_PT = 0.75  # points a CSS pixel
# White between the last section and the foot, at the least.
_ABOVE_FOOT_PT = 6.0
# Smaller than this, notes of the default template would fall below 6.5 points.
_TIGHTEST = 0.96


def own_file(url: str, folders: tuple[Path, ...]) -> Path:
    """Return the file of an address within the template's folders; refuse any other: http, file and data alike."""
    parts = urlsplit(url)
    if parts.scheme == "file" and not parts.netloc:
        path = Path(unquote(parts.path)).resolve()
        if any(path.is_relative_to(folder.resolve()) for folder in folders) and path.is_file():
            return path
    msg = f"a page fetches nothing but its template's files: {url[:80]}"
    raise ValueError(msg)


def _fetcher(folders: tuple[Path, ...]) -> Any:  # noqa: ANN401 - WeasyPrint has no types
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415 - see engine

    class OwnFiles(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
        """Gives the template's own files."""

        def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ANN401 - see above
            del headers
            path = own_file(url, folders)
            kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})

    return OwnFiles()


@lru_cache(maxsize=1)
def _layout(text: str, template: str) -> Any:  # noqa: ANN401 - a WeasyPrint document
    """Return the pages of the HTML. The last one is kept: the pass that confirms a brief is the one that is drawn."""
    folders = design_of(template).folders
    # Asked each time: what this machine lacks is told whenever a page is to be drawn.
    engine()
    sheet, configuration, document = _sheet(template), fonts(), _document(template)
    with undisturbed():
        page = document(string=text, url_fetcher=_fetcher(folders), base_url=folders[0].as_uri() + "/")
        return page.render(font_config=configuration, stylesheets=[sheet])


@lru_cache(maxsize=8)
def _document(template: str) -> Any:  # noqa: ANN401 - a class of WeasyPrint
    """Return the class of HTML documents that the template needs."""
    notes = "note" in re.sub(r"[.#][\w-]+", "", css_of(design_of(template), "brief.css", "paper.css"))
    return engine().HTML if notes else without_notes()


@lru_cache(maxsize=8)
def _sheet(template: str) -> Any:  # noqa: ANN401 - a WeasyPrint style sheet
    """Return the style of the page on paper, read once. It ranks below the style within the HTML (page.css.j2)."""
    design = design_of(template)
    return engine().CSS(
        string=for_paper(css_of(design, "brief.css", "paper.css")),
        media_type="print",
        font_config=fonts(),
        url_fetcher=_fetcher(design.folders),
        base_url=design.folders[0].as_uri() + "/",
    )


def pages_of(brief: Brief, config: Config) -> Any:  # noqa: ANN401 - a list of WeasyPrint pages
    """Return the laid-out pages of a brief; one if it fits. Raises RenderError and ConfigError."""
    return _layout(markup(brief, config, origins=False), config.render.template).pages


def measure(brief: Brief, config: Config) -> Heights:
    """Return the heights of a brief; what runs over is measured on the pages after the first.

    Raises RenderError and ConfigError.
    """
    # The pass before is not needed any more; two at once would take 80 MB.
    _layout.cache_clear()
    pages = pages_of(brief, config)
    heights = _heights(pages)
    room, used = _room_and_use(pages, config.render.template)
    # A row that moves to the next page leaves room behind: what runs over is more than a page at the least.
    return Heights(
        page_pt=room,
        used_pt=used if len(pages) == 1 else max(used, room * (len(pages) - 1) + 8.0),
        items=heights,
        gaps=_gaps(brief, design_of(config.render.template).columns),
    )


def _heights(pages: Any) -> dict[str, float]:  # noqa: ANN401 - a list of WeasyPrint pages
    """Return the height of each element that has an id, in points, over all pages."""
    heights: dict[str, float] = {}
    for page in pages:
        for name, box in page.anchors.items():
            heights[name] = heights.get(name, 0.0) + (box[3] - box[1]) * _PT
    return heights


def _room_and_use(pages: Any, template: str) -> tuple[float, float]:  # noqa: ANN401 - a list of WeasyPrint pages
    """Return the height of the type area and what is taken of it; the foot stands at its foot, so both are added up.

    Raises ConfigError for a template without what measures the page.
    """
    heights = _heights(pages)
    try:
        _, top, _, bottom = pages[0].anchors["area"]
        used = heights["page"] + heights["foot"] + _ABOVE_FOOT_PT
    except KeyError as error:
        msg = f'{template}: the page lacks the element with id="{error.args[0]}", which measures the page.'
        raise ConfigError(msg) from error
    return (bottom - top) * _PT, used


def _gaps(brief: Brief, columns: Any) -> int:  # noqa: ANN401 - a mapping
    """Return how many shares of the gap stand below each other: two a section, one a row of items."""
    count = 0
    for section in brief.sections:
        if section.name == "sources":
            continue
        if section.name == "figures":
            # The gap stands between the rows of the grid.
            count += 1 + tiling(section.items, columns.get("figures", 1)).rows
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
    # A brief that was edited, or composed without a page to measure, may need a little less room than it asks for.
    tighter = ((brief.scale, brief.gap_pt), (brief.scale, 0.0), (min(brief.scale, 1.0), 0.0), (_TIGHTEST, 0.0))
    for scale, gap in dict.fromkeys(tighter):
        fitted = replace(brief, scale=scale, gap_pt=gap)
        document = _layout(markup(fitted, config, origins=False), config.render.template)
        room, used = _room_and_use(document.pages, config.render.template)
        # The white above the foot may be given up before type is.
        if len(document.pages) == 1 and used - _ABOVE_FOOT_PT <= room:
            break
    else:
        msg = (
            f"the brief takes {max(len(document.pages), 2)} pages with the template {config.render.template}. "
            "Shorten it (an edited brief.json), or build it again with --template so that it is fitted."
        )
        raise RenderError(msg)
    with undisturbed():
        data = document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=_identifier(brief), finisher=finish)
    return Rendered("brief.pdf", "application/pdf", data)


def _identifier(brief: Brief) -> bytes:
    import hashlib  # noqa: PLC0415 - used here only

    words = "".join(f.text for s in brief.sections for i in s.items for f in i.fragments)
    return hashlib.sha256(f"{brief.date}{brief.title}{words}".encode()).hexdigest()[:32].encode()
