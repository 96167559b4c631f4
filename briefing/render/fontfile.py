"""What an OpenType/CFF font file says of its glyphs, and one with a slot for each of 65,535 glyphs made small.

CFF (Adobe Technical Note 5176): an INDEX is count, offset size, count + 1 offsets, data. Each unused glyph holds one
byte (endchar), so its offsets climb by one and do not compress. Here unused glyphs become empty and the offsets level:
a face of 140 KB becomes one of 20 KB, its glyph numbers unchanged. Readers take an empty glyph as blank.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["cff_of", "cids", "named_glyphs", "slim"]

# Operators of a top dictionary; one of two bytes (12 30) is told by the sum of 1200 and the second.
_CHARSET, _CHARSTRINGS, _ROS = 15, 17, 1230


def slim(font: bytes) -> bytes:
    """Return the OpenType/CFF font with its unused glyphs emptied; any other font as it is."""
    start, end = _place_of_cff(font)
    return font[:start] + _slim_cff(font[start:end]) + font[end:] if start else font


def named_glyphs(font: bytes) -> bytes:
    """Return the bare CFF of a font whose glyphs do not stand at the places that name them; empty for any other.

    Readers find glyphs by name (CID) in a bare CFF only; within an OpenType file many go by the place.
    """
    cff = cff_of(font)
    return b"" if all(at == number for at, number in enumerate(cids(cff))) else cff


def cff_of(font: bytes) -> bytes:
    """Return the CFF table of an OpenType font; empty for any other."""
    start, end = _place_of_cff(font)
    return font[start:end]


def _place_of_cff(font: bytes) -> tuple[int, int]:
    if font[:4] == b"OTTO":
        tables = struct.unpack(">H", font[4:6])[0]
        for at in range(12, 12 + 16 * tables, 16):
            tag, _, offset, length = struct.unpack(">4sLLL", font[at : at + 16])
            if tag == b"CFF ":
                return offset, offset + length
    return 0, 0


def cids(cff: bytes | memoryview) -> Sequence[int]:
    """Return the number (CID) by which a PDF names each glyph, in their order; empty where it has none."""
    if not cff:
        return ()
    _, names_end = _index_bounds(cff, cff[2])
    top = dict(_top_dict(cff, names_end))
    at, glyphs = top.get(_CHARSET, 0), top.get(_CHARSTRINGS, 0)
    if _ROS not in top or at <= 2 or not glyphs:
        return ()
    count = struct.unpack(">H", cff[glyphs : glyphs + 2])[0]
    form, at = cff[at], at + 1
    if form == 0:
        return (0, *struct.unpack(f">{count - 1}H", cff[at : at + 2 * (count - 1)]))
    # Ranges: the first number and how many follow it, in one byte or two.
    numbers, range_of = [0], struct.Struct(">HB" if form == 1 else ">HH")
    while len(numbers) < count:
        first, more = range_of.unpack(cff[at : at + range_of.size])
        numbers += range(first, first + more + 1)
        at += range_of.size
    return numbers


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


def _index_bounds(cff: bytes | memoryview, at: int) -> tuple[int, int]:
    """Return where the data of an INDEX begins and ends."""
    count = struct.unpack(">H", cff[at : at + 2])[0]
    if not count:
        return at + 2, at + 2
    size = cff[at + 2]
    first = at + 3
    data = first + (count + 1) * size - 1
    last = int.from_bytes(cff[first + count * size : first + (count + 1) * size], "big")
    return data + 1, data + last


def _top_dict(cff: bytes | memoryview, at: int) -> Iterator[tuple[int, int]]:
    """Yield operator and last whole-number operand of the top dictionary."""
    start, end = _index_bounds(cff, at)
    value = 0
    while start < end:
        byte = cff[start]
        if byte == 12:
            yield 1200 + cff[start + 1], value
            value, start = 0, start + 2
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
