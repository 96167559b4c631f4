"""The characters of one PDF page with positions, sizes and fonts, and what is drawn beside them."""

from __future__ import annotations

import ctypes
import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    from briefing.model import Box

__all__ = ["Glyph", "Style", "drawn_on", "glyphs_of", "turn_of", "turned"]

UNKNOWN = "\ufffd"
_BOLD = re.compile(r"bold|black|heavy|demi|semibold|hei(?!ti-?light)|-w[789]|粗|黑", re.IGNORECASE)
_SUBSET = re.compile(r"^[A-Z]{6}\+")
# Of an em, what stands above the baseline of Chinese type; fonts tell their ascent wrongly too often.
_ASCENT = 0.88
# A page with more drawings is a map or a chart: the rest says nothing about articles.
_MOST_DRAWINGS = 4000
_THIN = 3.0


@dataclass(frozen=True, slots=True)
class Style:
    """Type of a run of characters. size: in points. turn: quarter turns against the page, counter-clockwise, 0–3."""

    size: float
    font: str
    bold: bool
    turn: int


class Glyph(NamedTuple):
    """One printed character. x0, x1: along its baseline; y: its baseline, downwards, all in the frame of its turn."""

    character: str
    x0: float
    x1: float
    y: float
    style: Style


def glyphs_of(  # noqa: C901, PLR0912 - one pass over many characters
    textpage: Any,  # noqa: ANN401 - raw handle
    box: tuple[float, float, float, float],
) -> list[Glyph]:
    """Return the characters of a page in the order of its content stream; white space glyphs included.

    box: left, bottom, right, top of the page. Characters outside it are not printed and left out. A character whose
    font does not tell what it is becomes U+FFFD.
    """
    left, bottom, right, top = box
    x, y = ctypes.c_double(), ctypes.c_double()
    loose = pdfium.FS_RECTF()
    styles: dict[int, Style | None] = {}
    squares: dict[int, float] = {}
    faces: dict[int, tuple[str, bool]] = {}
    found: list[Glyph] = []
    high = 0
    for index in range(pdfium.FPDFText_CountChars(textpage)):
        code = pdfium.FPDFText_GetUnicode(textpage, index)
        if code in (10, 13) or (code <= 32 and pdfium.FPDFText_IsGenerated(textpage, index) == 1):
            continue
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        high = 0
        handle = pdfium.FPDFText_GetTextObject(textpage, index)
        key = ctypes.addressof(handle.contents) if handle else -1
        if key not in styles:
            styles[key] = _style(textpage, index, handle, faces)
        style = styles[key]
        if style is None:
            continue
        if not pdfium.FPDFText_GetCharOrigin(textpage, index, x, y):
            continue
        px, py = x.value, y.value
        if not (left - 1 <= px <= right + 1 and bottom - 1 <= py <= top + 1):
            continue
        turn = style.turn
        if 0x2E80 <= code < 0xFF00 and not turn and key in squares:
            # Han characters of one text object are all as wide as its first.
            found.append(Glyph(_character(code), px - left, px - left + squares[key], top - py, style))
            continue
        pdfium.FPDFText_GetLooseCharBox(textpage, index, loose)
        if turn == 0:
            x0, x1, base = px - left, loose.right - left, top - py
        elif turn == 1:
            x0, x1, base = py - bottom, loose.top - bottom, px - left
        elif turn == 2:
            x0, x1, base = right - px, right - loose.left, py - bottom
        else:
            x0, x1, base = top - py, top - loose.bottom, right - px
        if not x0 < x1 < x0 + 3 * style.size:
            x1 = x0 + style.size * (0.5 if code < 0x250 else 1.0)
        if 0x4E00 <= code < 0xA000:
            squares[key] = x1 - x0
        found.append(Glyph(_character(code), x0, x1, base, style))
    return found


def _character(code: int) -> str:
    if code in (0, 0xFFFE, 0xFFFF) or code > 0x10FFFF or 0xD800 <= code < 0xE000:
        return UNKNOWN
    if code < 32 or code == 127:
        return " " if code == 9 else UNKNOWN
    character = chr(code)
    return " " if character in "\x85\u2028\u2029" else character


def _style(textpage: Any, index: int, handle: Any, faces: dict[int, tuple[str, bool]]) -> Style | None:  # noqa: ANN401 - raw handles
    """Return the type of a text object by one of its characters, None for type that nobody reads. faces: fonts seen."""
    matrix = pdfium.FS_MATRIX()
    size = pdfium.FPDFText_GetFontSize(textpage, index)
    angle, scale = 0.0, 1.0
    if pdfium.FPDFText_GetMatrix(textpage, index, matrix):
        scale = math.hypot(matrix.c, matrix.d)
        angle = math.atan2(matrix.b, matrix.a)
    size = abs(size * scale)
    if not 0.5 < size < 2000:
        return None
    face = pdfium.FPDFTextObj_GetFont(handle) if handle else None
    key = ctypes.addressof(face.contents) if face else -1
    if key not in faces:
        faces[key] = _face(face) if face else ("", False)
    font, bold = faces[key]
    return Style(round(size, 2), font, bold, round(angle / (math.pi / 2)) % 4)


def _face(face: Any) -> tuple[str, bool]:  # noqa: ANN401 - raw handle
    """Return the name of a font and whether it is bold."""
    buffer = ctypes.create_string_buffer(256)
    length = pdfium.FPDFFont_GetBaseFontName(face, buffer, 256)
    font = _SUBSET.sub("", buffer.value.decode("utf-8", "replace")) if 0 < length <= 256 else ""
    return font, bool(_BOLD.search(font)) or pdfium.FPDFFont_GetWeight(face) >= 600


def turn_of(glyphs: list[Glyph]) -> int:
    """Return the turn that most characters have: the way the page is read."""
    counts = [0, 0, 0, 0]
    for glyph in glyphs:
        counts[glyph.style.turn] += 1
    return max(range(4), key=lambda turn: (counts[turn], -turn))


def turned(box: Box, turn: int, width: float, height: float) -> Box:
    """Return a box of the page (origin upper left) as seen after `turn` quarter turns clockwise of the sheet."""
    x0, top, x1, bottom = box
    if turn == 1:
        return (height - bottom, x0, height - top, x1)
    if turn == 2:
        return (width - x1, height - bottom, width - x0, height - top)
    if turn == 3:
        return (top, width - x1, bottom, width - x0)
    return box


def box_of(x0: float, x1: float, base: float, size: float) -> Box:
    """Return the box of characters along a baseline, in the frame of their turn."""
    return (x0, base - _ASCENT * size, x1, base + (1 - _ASCENT) * size)


def drawn_on(page: Any, box: tuple[float, float, float, float]) -> tuple[list[Box], list[Box]]:  # noqa: ANN401 - raw handle
    """Return the rules and frames, and the pictures, of a page; origin upper left, clipped to the page.

    Frames are boxes larger than a rule is thick. What covers nearly all of the page is its background.
    """
    rules: list[Box] = []
    images: list[Box] = []
    count = min(pdfium.FPDFPage_CountObjects(page), 50 * _MOST_DRAWINGS)
    for index in range(count):
        _collect(pdfium.FPDFPage_GetObject(page, index), box, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), 0, rules, images)
        if len(rules) + len(images) >= _MOST_DRAWINGS:
            break
    return rules, images


def _collect(  # noqa: PLR0913, PLR0917 - one walk over nested drawings
    item: Any,  # noqa: ANN401 - raw handle
    box: tuple[float, float, float, float],
    matrix: tuple[float, ...],
    depth: int,
    rules: list[Box],
    images: list[Box],
) -> None:
    kind = pdfium.FPDFPageObj_GetType(item)
    if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < 3:
        inner = pdfium.FS_MATRIX()
        pdfium.FPDFPageObj_GetMatrix(item, inner)
        joined = _times((inner.a, inner.b, inner.c, inner.d, inner.e, inner.f), matrix)
        for index in range(min(max(0, pdfium.FPDFFormObj_CountObjects(item)), _MOST_DRAWINGS)):
            _collect(pdfium.FPDFFormObj_GetObject(item, index), box, joined, depth + 1, rules, images)
            if len(rules) + len(images) >= _MOST_DRAWINGS:
                return
        return
    if kind not in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING):
        return
    bounds = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(item, *bounds):
        return
    corners = [_apply(matrix, bounds[a].value, bounds[b].value) for a, b in ((0, 1), (2, 3))]
    left, bottom, right, top = box
    x0, x1 = sorted(max(0.0, min(right - left, corner[0] - left)) for corner in corners)
    y0, y1 = sorted(max(0.0, min(top - bottom, top - corner[1])) for corner in corners)
    width, height = right - left, top - bottom
    if (x1 - x0) * (y1 - y0) > 0.9 * width * height or max(x1 - x0, y1 - y0) < _THIN:
        return
    if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        images.append((x0, y0, x1, y1))
    elif kind == pdfium.FPDF_PAGEOBJ_PATH:
        rules.append((x0, y0, x1, y1))


def _times(first: tuple[float, ...], second: tuple[float, ...]) -> tuple[float, ...]:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _apply(matrix: tuple[float, ...], x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
