"""Font files looked at where HarfBuzz keeps them, and embedded with the glyphs of the page alone.

WeasyPrint would copy each file whole, 20 MB a face, to keep a hundredth; and it keeps the place of each of 65,535
glyphs, which HarfBuzz works through twice for each face. A Chinese OpenType font names its glyphs by number (CID),
and a PDF finds them by that number, so where the number is the place of the glyph in the whole face, the places of
those that are left out need not be kept: a tenth of the work, and of the size.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from briefing.render.fontfile import cff_of, cids

__all__ = ["view_fonts"]

# A file above this is a whole CJK face; no subset for one page comes near it.
_WHOLE = 2_000_000
# What lays out text is done with when a page is written; the last three set it upright.
_NEEDLESS = sorted((*b"BASE DSIG EBDT EBLC EBSC GPOS GSUB JSTF LTSH PCLT VORG vhea vmtx".split(), b"SVG "))


def view_fonts() -> None:
    """Let WeasyPrint look at whole font files and embed what is used; does nothing where it goes another way."""
    from weasyprint.pdf import fonts  # noqa: PLC0415 - WeasyPrint waits until a page is drawn

    read = getattr(fonts, "get_hb_object_data", None)
    if read is None or not hasattr(fonts, "harfbuzz") or getattr(read, "viewing", False):
        return

    def viewed(face: Any, *rest: Any) -> Any:  # noqa: ANN401 - HarfBuzz objects have no types
        if rest:
            return read(face, *rest)
        blob = fonts.harfbuzz.hb_face_reference_blob(face)
        try:
            data = _view(fonts, blob)
            # The face holds its blob as long as it lives itself, and it lives as long as the font configuration.
            # Only whole files are viewed; the subset that HarfBuzz makes of one is copied, for its memory goes.
            return data if len(data) > _WHOLE else read(face)
        finally:
            fonts.harfbuzz.hb_blob_destroy(blob)

    viewed.viewing = True  # type: ignore[attr-defined]  # marks what is in place already
    fonts.get_hb_object_data = viewed
    plainly = getattr(fonts.Font, "_harfbuzz_subset", None)
    if plainly is None:
        return

    def subset(font: Any, to_unicode: Any, hinting: Any) -> None:  # noqa: ANN401 - WeasyPrint has no types
        small = b"" if font.missing or hinting else _small(fonts, font.hb_face, sorted(to_unicode))
        if small:
            font.file_content = small
        else:
            plainly(font, to_unicode, hinting)

    fonts.Font._harfbuzz_subset = subset  # noqa: SLF001 - there is no other place


def _view(fonts: Any, blob: Any) -> memoryview:  # noqa: ANN401 - HarfBuzz objects have no types
    length = fonts.ffi.new("unsigned int *")
    start = fonts.harfbuzz.hb_blob_get_data(blob, length)
    return memoryview(fonts.ffi.buffer(start, length[0])) if length[0] else memoryview(b"")


def _small(fonts: Any, face: Any, glyphs: list[int]) -> bytes:  # noqa: ANN401 - see above
    """Return the font with these glyphs alone, named by their places in the face; empty where they are not so named."""
    if not _named_by_place(fonts, face):
        return b""
    ffi, harfbuzz, library = fonts.ffi, fonts.harfbuzz, fonts.harfbuzz_subset
    wish = ffi.gc(library.hb_subset_input_create_or_fail(), library.hb_subset_input_destroy)
    tags = sorted(harfbuzz.hb_tag_from_string(name, -1) for name in _NEEDLESS)
    for numbers, those in (
        (glyphs, library.hb_subset_input_glyph_set(wish)),
        (tags, library.hb_subset_input_set(wish, library.HB_SUBSET_SETS_DROP_TABLE_TAG)),
    ):
        harfbuzz.hb_set_add_sorted_array(those, ffi.new("hb_codepoint_t[]", numbers), len(numbers))
    library.hb_subset_input_set_flags(
        wish, library.HB_SUBSET_FLAGS_DESUBROUTINIZE | library.HB_SUBSET_FLAGS_NO_HINTING
    )
    made = library.hb_subset_or_fail(face, wish)
    if not made:
        return b""
    data = bytes(fonts.get_hb_object_data(ffi.gc(made, harfbuzz.hb_face_destroy)) or b"")
    return data if set(glyphs) <= set(cids(cff_of(data))) else b""


@lru_cache(maxsize=16)
def _named_by_place(fonts: Any, face: Any) -> bool:  # noqa: ANN401 - see above
    """Tell whether the whole face gives each glyph the number of its place."""
    tag = fonts.harfbuzz.hb_tag_from_string(b"CFF ", -1)
    blob = fonts.harfbuzz.hb_face_reference_table(face, tag)
    try:
        table = _view(fonts, blob)
        numbers = cids(table)
        return bool(numbers) and list(numbers) == list(range(len(numbers)))
    finally:
        fonts.harfbuzz.hb_blob_destroy(blob)
