"""What a PDF for everybody (PDF/UA-1) asks beyond the tags that WeasyPrint sets, done before it is written.

A header cell says what it heads, a link says in words where it leads; its fonts are made small as well.
"""

from __future__ import annotations

import re
from typing import Any

from briefing.render.fontfile import named_glyphs, slim

__all__ = ["finish"]

_SOURCE = re.compile(r"source-(\d+)")


def finish(_: Any, pdf: Any) -> None:  # noqa: ANN401 - WeasyPrint's and pydyf's objects have no types
    """Finish the objects of a PDF just before it is written."""
    import pydyf  # noqa: PLC0415 - WeasyPrint brings it, where a PDF is written

    for part in pdf.objects:
        if getattr(part, "extra", {}).get("Subtype") == "/OpenType" and len(part.stream) == 1:
            font = bytes(part.stream[0])
            if named := named_glyphs(font):
                part.stream, part.extra["Subtype"] = [named], "/CIDFontType0C"
            else:
                part.stream = [slim(font)]
        elif isinstance(part, dict):
            if part.get("S") == "/TH":
                part["A"] = pydyf.Dictionary({"O": "/Table", "Scope": "/Row"})
            elif part.get("Subtype") == "/Link" and isinstance(part.get("Contents"), pydyf.String):
                target = str(part["Contents"].string)
                found = _SOURCE.fullmatch(target)
                part["Contents"] = pydyf.String(f"出处 {found[1]}" if found else target)
