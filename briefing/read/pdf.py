"""PDF pages: the text layer as lines with boxes, sizes and fonts.

The lines stand in the order of the content stream; what belongs to one line but was written apart (a character at a
time, or out of order) is joined. Columns are not told here: that is the layout's business.
"""

from __future__ import annotations

import gc
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pypdfium2
import pypdfium2.raw as pdfium

from briefing.errors import ReadError, counted
from briefing.model import Line, Page, Source
from briefing.passage import Span
from briefing.read.glyphs import UNKNOWN, drawn_on, glyphs_of, turn_of, turned
from briefing.read.runs import runs_of

if TYPE_CHECKING:
    from briefing.config import ReadConfig

__all__ = ["read"]

# Larger sheets do not exist; smaller ones hold no text.
_LARGEST_PT, _SMALLEST_PT = 20_000.0, 10.0
# A text layer with more unknown characters than this cannot be read.
_UNREADABLE = 0.5


def read(data: bytes, source: Source, config: ReadConfig) -> tuple[Page, ...]:
    """Return one page (and one source: s1, s1p2, s1p3 …) for each page of a PDF file.

    Among other pages, a page without a text layer has no lines. Raises ReadError for a file that is damaged, locked,
    too long, or has no readable text layer at all.
    """
    document = _open(data, source.path)
    try:
        count = len(document)
        if count > config.max_pages:
            pages_there = counted(count, "page")
            msg = f"{source.path}: {pages_there}; at most {config.max_pages} are read. read.max_pages lifts the limit."
            raise ReadError(msg)
        pages = tuple(_page(document, number, source) for number in range(count))
    finally:
        document.close()
        gc.collect(0)
    _check(pages, source.path)
    return pages


def _open(data: bytes, path: str) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            msg = f"{path}: encrypted with a password. Save it without one."
        else:
            msg = f"{path}: damaged, or not a PDF file (it cannot be opened). Save or fetch it again."
        raise ReadError(msg) from error
    if len(document) < 1:
        document.close()
        msg = f"{path}: damaged: a PDF file without pages. Save or fetch it again."
        raise ReadError(msg)
    return document


def _check(pages: tuple[Page, ...], path: str) -> None:
    printed = sum(len(page.text) - page.text.count("\n") for page in pages)
    if not printed:
        kind = "an image" if any(page.images for page in pages) else "an empty page or an image"
        msg = f"{path}: {kind}: no text layer; recognise it (OCR) first."
        raise ReadError(msg)
    if sum(page.text.count(UNKNOWN) for page in pages) > _UNREADABLE * printed:
        msg = f"{path}: its fonts do not tell which characters they print; recognise it (OCR) first."
        raise ReadError(msg)


def _page(document: pypdfium2.PdfDocument, number: int, source: Source) -> Page:
    own = replace(
        source,
        id=source.id if number == 0 else f"{source.id}p{number + 1}",
        media_type="application/pdf",
        page=str(number + 1),
    )
    empty = Page(own, "", ())
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return empty
    try:
        box = tuple(float(edge) for edge in page.get_bbox())
        width, height = box[2] - box[0], box[3] - box[1]
        if not (_SMALLEST_PT <= width <= _LARGEST_PT and _SMALLEST_PT <= height <= _LARGEST_PT):
            return empty
        return _read_page(page, own, (box[0], box[1], box[2], box[3]))
    finally:
        page.close()


def _read_page(page: pypdfium2.PdfPage, source: Source, box: tuple[float, float, float, float]) -> Page:
    textpage = pdfium.FPDFText_LoadPage(page)
    try:
        glyphs = glyphs_of(textpage, box) if textpage else []
    finally:
        if textpage:
            pdfium.FPDFText_ClosePage(textpage)
    rules, images = drawn_on(page, box)
    turn = turn_of(glyphs)
    width, height = box[2] - box[0], box[3] - box[1]
    parts: list[str] = []
    lines: list[Line] = []
    at = 0
    for run in runs_of(glyphs, turn, width, height):
        text = run.text + "\n"
        lines.append(Line(Span(source.id, at, at + len(text)), run.box, run.size, run.bold, run.font, run.upright))
        parts.append(text)
        at += len(text)
    wide, high = (height, width) if turn % 2 else (width, height)
    return Page(
        source,
        "".join(parts),
        tuple(lines),
        rules=tuple(_rounded(turned(each, turn, width, height)) for each in rules),
        width_pt=wide,
        height_pt=high,
        images=tuple(_rounded(turned(each, turn, width, height)) for each in images),
    )


def _rounded(box: Any) -> tuple[float, float, float, float]:  # noqa: ANN401 - any box
    return (round(box[0], 2), round(box[1], 2), round(box[2], 2), round(box[3], 2))
