"""The page as a picture, for chat tools that show no PDF."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from briefing.errors import RenderError
from briefing.model import Rendered
from briefing.render.pdf import render as draw

if TYPE_CHECKING:
    from briefing.config import Config
    from briefing.model import Brief

__all__ = ["render"]

_DPI = 150


def render(brief: Brief, config: Config) -> Rendered:
    """Return the page at 150 dots an inch. Raises RenderError where pypdfium2 or Pillow is missing."""
    try:
        import pypdfium2  # noqa: PLC0415 - only where a picture is wanted
        from PIL import Image  # noqa: PLC0415 - WeasyPrint brings it; pypdfium2 needs it for pictures
    except ImportError as error:
        msg = f"a picture cannot be made: {error.name} is missing. Install it: pip install pypdfium2 pillow"
        raise RenderError(msg) from error
    document = pypdfium2.PdfDocument(draw(brief, config).data)
    try:
        picture = document[0].render(scale=_DPI / 72).to_pil()
        out = io.BytesIO()
        # A page of type on white needs few colours; the file shrinks to a third. The octree keeps the rare ones: one
        # green arrow among a thousand black words.
        picture.quantize(256, method=Image.Quantize.FASTOCTREE).save(out, "PNG", optimize=True, dpi=(_DPI, _DPI))
    finally:
        document.close()
    return Rendered("brief.png", "image/png", out.getvalue())
