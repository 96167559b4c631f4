"""Embedded fonts made small: WeasyPrint keeps a slot for each of 65,535 glyphs, and the empty ones weigh most.

CFF (Adobe Technical Note 5176): an INDEX is count, offset size, count + 1 offsets, data. Each unused glyph holds one
byte (endchar), so its offsets climb by one and do not compress. Here unused glyphs become empty and the offsets level:
a face of 140 KB becomes one of 20 KB, its glyph numbers unchanged. Readers take an empty glyph as blank.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["slim"]

_CHARSTRINGS = 17


def slim(font: bytes) -> bytes:
    """Return the OpenType/CFF font with its unused glyphs emptied; any other font as it is."""
    if font[:4] != b"OTTO":
        return font
    tables = struct.unpack(">H", font[4:6])[0]
    for at in range(12, 12 + 16 * tables, 16):
        tag, _, offset, length = struct.unpack(">4sLLL", font[at : at + 16])
        if tag == b"CFF ":
            return font[:offset] + _slim_cff(font[offset : offset + length]) + font[offset + length :]
    return font


def _slim_cff(cff: bytes) -> bytes:
    import numpy as np  # noqa: PLC0415 - only where a PDF is written

    _, names_end = _index_bounds(cff, cff[2])
    place = next((value for key, value in _top_dict(cff, names_end) if key == _CHARSTRINGS), 0)
    if not place:
        return cff
    count, size = struct.unpack(">HB", cff[place : place + 3])
    if size > 4 or not count:
        return cff
    raw = np.frombuffer(cff, dtype=np.uint8, count=(count + 1) * size, offset=place + 3).reshape(count + 1, size)
    weights = 256 ** np.arange(size - 1, -1, -1, dtype=np.int64)
    offsets = raw.astype(np.int64) @ weights
    data = place + 3 + (count + 1) * size - 1
    lengths = np.diff(offsets)
    blank = lengths <= 1
    blank[0] = False
    kept = b"".join(cff[data + offsets[at] : data + offsets[at + 1]] for at in np.flatnonzero(~blank))
    levels = np.concatenate(([1], 1 + np.cumsum(np.where(blank, 0, lengths))))
    packed = ((levels[:, None] // weights) % 256).astype(np.uint8).tobytes()
    end = data + int(offsets[-1])
    # What follows keeps its place, for the dictionaries point to it.
    filled = packed + kept
    return bytes(cff[: place + 3] + filled + bytes(end - (place + 3) - len(filled)) + cff[end:])


def _index_bounds(cff: bytes, at: int) -> tuple[int, int]:
    """Return where the data of an INDEX begins and ends."""
    count = struct.unpack(">H", cff[at : at + 2])[0]
    if not count:
        return at + 2, at + 2
    size = cff[at + 2]
    first = at + 3
    data = first + (count + 1) * size - 1
    last = int.from_bytes(cff[first + count * size : first + (count + 1) * size], "big")
    return data + 1, data + last


def _top_dict(cff: bytes, at: int) -> Iterator[tuple[int, int]]:
    """Yield operator and last whole-number operand of the top dictionary."""
    start, end = _index_bounds(cff, at)
    value = 0
    while start < end:
        byte = cff[start]
        if byte == 12:
            start += 2
            value = 0
        elif byte <= 21:
            yield byte, value
            value, start = 0, start + 1
        elif byte == 28:
            value, start = struct.unpack(">h", cff[start + 1 : start + 3])[0], start + 3
        elif byte == 29:
            value, start = struct.unpack(">l", cff[start + 1 : start + 5])[0], start + 5
        elif byte == 30:
            start += 1
            while start < end and cff[start] & 0x0F != 0x0F and cff[start] >> 4 != 0x0F:
                start += 1
            start += 1
        elif byte <= 246:
            value, start = byte - 139, start + 1
        elif byte <= 250:
            value, start = (byte - 247) * 256 + cff[start + 1] + 108, start + 2
        else:
            value, start = -(byte - 251) * 256 - cff[start + 1] - 108, start + 2
