"""Records to JSON and back; every document names its schema."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.model import Note, Source
    from briefing.passage import Passage, Span

__all__ = [
    "dump_json",
    "escape_halves",
    "note_json",
    "parse_json",
    "source_json",
    "span_json",
    "spans_json",
    "whole_characters",
]

_HALF = re.compile("[\ud800-\udfff]")


def dump_json(value: Any) -> str:  # noqa: ANN401 - JSON comes out here
    """Return JSON text: Chinese as it is, keys in the order given, a line feed at the end.

    Half of a surrogate pair (a damaged page can hold one) is written as an escape, so the text always encodes.
    """
    return escape_halves(json.dumps(value, ensure_ascii=False, indent=1)) + "\n"


def escape_halves(text: str) -> str:
    """Return JSON text that always encodes: half of a surrogate pair as its escape."""
    return _HALF.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def whole_characters(text: str) -> str:
    """Return the text with half of a surrogate pair, which no file can hold, as U+FFFD: as long as before."""
    return _HALF.sub("\ufffd", text)


def parse_json(text: str) -> Any:  # noqa: ANN401 - JSON comes in here
    """Return what the JSON holds, all its texts of whole characters. Raises ValueError and RecursionError."""
    return json.loads(text, object_hook=_whole_object)


def _whole_object(row: dict[str, Any]) -> dict[str, Any]:
    return {whole_characters(key): _whole_value(value) for key, value in row.items()}


def _whole_value(value: Any) -> Any:  # noqa: ANN401 - JSON comes in here
    if isinstance(value, list):
        return [whole_characters(each) if isinstance(each, str) else each for each in value]
    return whole_characters(value) if isinstance(value, str) else value


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
