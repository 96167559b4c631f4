"""Records to JSON and back; every document names its schema."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.model import Note, Source
    from briefing.passage import Passage, Span

__all__ = ["dump_json", "note_json", "source_json", "span_json", "spans_json"]


def dump_json(value: Any) -> str:  # noqa: ANN401 - JSON comes out here
    """Return JSON text: Chinese as it is, keys in the order given, a line feed at the end.

    Half of a surrogate pair (a damaged page can hold one) is written as an escape, so the text always encodes.
    """
    text = json.dumps(value, ensure_ascii=False, indent=1)
    return "".join(f"\\u{ord(c):04x}" if "\ud800" <= c <= "\udfff" else c for c in text) + "\n"


def span_json(span: Span) -> dict[str, Any]:
    """Return one span as in the contract."""
    return {"source": span.source, "start": span.start, "end": span.end}


def spans_json(passages: Iterable[Passage]) -> list[dict[str, Any]]:
    """Return the spans of passages in reading order, each once, neighbours merged."""
    spans: list[Span] = []
    for passage in passages:
        for span in passage.spans:
            if span not in spans:
                spans.append(span)
    return [span_json(span) for span in spans]


def note_json(note: Note) -> dict[str, Any]:
    """Return a note as in the contract."""
    return {"level": note.level, "message": note.message, "spans": [span_json(span) for span in note.spans]}


def source_json(source: Source) -> dict[str, Any]:
    """Return a source as in the contract, with paper, date and folio where they are known."""
    known = {
        "paper": source.paper,
        "date": source.date.isoformat() if source.date else None,
        "page": source.page,
    }
    return {
        "id": source.id,
        "path": source.path,
        "sha256": source.sha256,
        "media_type": source.media_type,
        **{key: value for key, value in known.items() if value is not None},
    }
