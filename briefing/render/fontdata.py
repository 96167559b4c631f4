"""Font files looked at where HarfBuzz keeps them: WeasyPrint would copy each whole, 20 MB a face, to keep a hundredth.

Only whole files are viewed; the subset that HarfBuzz makes of one is small and is copied, for its memory goes.
"""

from __future__ import annotations

from typing import Any

__all__ = ["view_fonts"]

# A file above this is a whole CJK face; no subset for one page comes near it.
_WHOLE = 2_000_000


def view_fonts() -> None:
    """Let WeasyPrint look at whole font files without copying them; does nothing where it reads them another way."""
    from weasyprint.pdf import fonts  # noqa: PLC0415 - WeasyPrint waits until a page is drawn

    read = getattr(fonts, "get_hb_object_data", None)
    if read is None or not hasattr(fonts, "harfbuzz") or getattr(read, "viewing", False):
        return

    def viewed(face: Any, *rest: Any) -> Any:  # noqa: ANN401 - HarfBuzz objects have no types
        if rest:
            return read(face, *rest)
        blob = fonts.harfbuzz.hb_face_reference_blob(face)
        try:
            length = fonts.ffi.new("unsigned int *")
            start = fonts.harfbuzz.hb_blob_get_data(blob, length)
            # The face holds its blob as long as it lives itself, and it lives as long as the font configuration.
            return memoryview(fonts.ffi.buffer(start, length[0])) if length[0] > _WHOLE else read(face)
        finally:
            fonts.harfbuzz.hb_blob_destroy(blob)

    viewed.viewing = True  # type: ignore[attr-defined]  # marks what is in place already
    fonts.get_hb_object_data = viewed
