"""Brief ↔ JSON, schema brief/1; a hand edit is recognised and kept as the editor's own words.

`text` and `detail` are the printed words of an item, parted by spaces; `parts` tells the same words one by one, each
with its role and spans, so a page can be drawn again. An edit may be made in either: words that differ from what the
`printed` lines say at their spans become edited words. `digest` covers everything else in the file.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from briefing.codec import escape_halves, parse_json
from briefing.errors import ReadError
from briefing.model import Brief, Fragment, Item, LeftOut, Note, Printed, Section, Source
from briefing.passage import Passage, Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["SCHEMA", "brief_data", "dump_brief", "is_edited", "load_brief"]

SCHEMA = "brief/1"
# A span or printed line over many lines is put on one; line ends within words are escaped, so none is touched.
_LEAF = re.compile(r'\{\n *"source": [^{}\n]*\n(?: *"(?:start|end|line|text)": [^\n]*\n)+ *\}')
_BREAK = re.compile(r"\n *")


def dump_brief(brief: Brief) -> str:
    """Return the brief as JSON text, the same bytes for the same brief."""
    text = json.dumps(brief_data(brief), ensure_ascii=False, indent=1)
    return _LEAF.sub(lambda match: _BREAK.sub(" ", match.group()), escape_halves(text)) + "\n"


def brief_data(brief: Brief) -> dict[str, Any]:
    """Return the brief as plain data of the schema, its digest included."""
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "date": brief.date.isoformat(),
        "title": brief.title,
        "sections": [_section(section) for section in brief.sections],
        "left_out": [
            {"section": left.section, "reason": left.reason, "worth": f"{left.item.worth:.3f}", **_item(left.item)}
            for left in brief.left_out
        ],
        "notes": [
            {"level": note.level, "message": note.message, "spans": [_span(span) for span in note.spans]}
            for note in brief.notes
        ],
        "sources": [_source(source) for source in brief.sources],
        "meta": dict(brief.meta),
        "layout": {"scale": f"{brief.scale:.2f}", "gap_pt": f"{brief.gap_pt:.2f}"},
    }
    data["digest"] = _digest(data)
    return data


def is_edited(text: str) -> bool:
    """Tell whether a brief.json was changed since it was written; what cannot be read as one counts as changed."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return True
    return not isinstance(data, dict) or data.get("schema") != SCHEMA or data.get("digest") != _digest(data)


def load_brief(text: str, where: str = "brief.json") -> Brief:
    """Return the brief of its JSON, words changed by hand marked as edited. Raises ReadError saying what is wrong."""
    try:
        data = parse_json(text)
    except (ValueError, RecursionError) as error:
        msg = f"{where}: not JSON ({error}). Give the brief.json that `briefing build` wrote."
        raise ReadError(msg) from error
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        found = data.get("schema") if isinstance(data, dict) else None
        msg = (
            f"{where}: schema {json.dumps(found, ensure_ascii=False)} instead of {json.dumps(SCHEMA)}. "
            "Give the brief.json that `briefing build` wrote."
        )
        raise ReadError(msg)
    try:
        return _brief(data)
    except (KeyError, TypeError, ValueError, AttributeError, AssertionError, InvalidOperation) as error:
        msg = f"{where}: not a whole brief: {type(error).__name__} {error}. `briefing build` writes it anew."
        raise ReadError(msg) from error


def _digest(data: Mapping[str, Any]) -> str:
    bare = {key: value for key, value in data.items() if key != "digest"}
    text = json.dumps(bare, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _span(span: Span) -> dict[str, Any]:
    return {"source": span.source, "start": span.start, "end": span.end}


def _source(source: Source) -> dict[str, Any]:
    data: dict[str, Any] = {
        "id": source.id, "path": source.path, "sha256": source.sha256, "media_type": source.media_type,
    }
    extra = {"paper": source.paper, "page": source.page, "date": source.date.isoformat() if source.date else None}
    return {**data, **{key: value for key, value in extra.items() if value is not None}}


def _section(section: Section) -> dict[str, Any]:
    data: dict[str, Any] = {"name": section.name, "title": section.title}
    if section.note:
        data["note"] = section.note
    if section.cites:
        data["cites"] = section.cites
    return {**data, "items": [_item(item) for item in section.items]}


def _words(fragments: Sequence[Fragment]) -> str:
    return " ".join(fragment.text for fragment in fragments)


def _item(item: Item) -> dict[str, Any]:
    spans = dict.fromkeys(span for fragment in item.fragments for span in fragment.passage.spans)
    data: dict[str, Any] = {
        "id": item.id, "label": item.label, "text": _words(item.text), "detail": _words(item.detail),
        "spans": [_span(span) for span in spans],
        "printed": [{"source": p.source, "line": p.line, "text": p.text, "start": p.start} for p in item.printed],
        "kind": item.kind,
    }
    if item.column:
        data["column"] = item.column
    if item.bar is not None:
        data["bar"] = str(item.bar)
    if item.worth:
        data["worth"] = f"{item.worth:.3f}"
    data["parts"] = {"text": [_part(f) for f in item.text], "detail": [_part(f) for f in item.detail]}
    return data


def _part(fragment: Fragment) -> dict[str, Any]:
    data: dict[str, Any] = {"role": fragment.role, "text": fragment.text}
    for key in ("label", "after", "cites"):
        if value := getattr(fragment, key):
            data[key] = value
    data["spans"] = [_span(span) for span in fragment.passage.spans]
    if fragment.edited is not None:
        data["as_printed"] = fragment.passage.text
    return data


def _brief(data: Mapping[str, Any]) -> Brief:
    layout = data.get("layout", {})
    return Brief(
        date=dt.date.fromisoformat(data["date"]),
        title=str(data["title"]),
        sections=tuple(
            Section(
                str(s["name"]), str(s["title"]), tuple(_read_item(i) for i in s["items"]), str(s.get("note", "")),
                int(s.get("cites", 0)),
            )
            for s in data["sections"]
        ),
        left_out=tuple(
            LeftOut(_read_item(each), str(each["section"]), str(each["reason"])) for each in data.get("left_out", [])
        ),
        notes=tuple(
            Note("warning" if n["level"] == "warning" else "info", str(n["message"]), _read_spans(n.get("spans", [])))
            for n in data.get("notes", [])
        ),
        sources=tuple(_read_source(source) for source in data.get("sources", [])),
        meta=tuple((str(key), str(value)) for key, value in data.get("meta", {}).items()),
        scale=min(max(float(layout.get("scale", 1)), 0.5), 2.0),
        gap_pt=min(max(float(layout.get("gap_pt", 0)), 0.0), 40.0),
    )


def _read_source(data: Mapping[str, Any]) -> Source:
    date = data.get("date")
    return Source(
        str(data["id"]), str(data["path"]), str(data.get("sha256", "")), str(data.get("media_type", "text/plain")),
        data.get("paper"), dt.date.fromisoformat(date) if date else None, data.get("page"),
    )


def _read_spans(data: Sequence[Mapping[str, Any]]) -> tuple[Span, ...]:
    return tuple(Span(str(s["source"]), int(s["start"]), int(s["end"])) for s in data)


def _read_item(data: Mapping[str, Any]) -> Item:
    printed = tuple(
        Printed(str(p["source"]), int(p["line"]), str(p["text"]), int(p.get("start", 0)))
        for p in data.get("printed", [])
    )
    parts = data.get("parts", {})
    return Item(
        id=str(data["id"]),
        label=str(data.get("label", "")),
        text=_read_fragments(str(data.get("text", "")), parts.get("text", []), printed),
        detail=_read_fragments(str(data.get("detail", "")), parts.get("detail", []), printed),
        worth=float(data.get("worth", 0)),
        kind=str(data.get("kind", "")),
        column=int(data.get("column", 0)),
        printed=printed,
        bar=Decimal(str(data["bar"])) if "bar" in data else None,
    )


def _read_fragments(words: str, parts: Sequence[Mapping[str, Any]], printed: Sequence[Printed]) -> tuple[Fragment, ...]:
    """Return the fragments as printed, with what was changed in `words` or in the parts themselves as edited words."""
    texts = [str(part["text"]) for part in parts]
    whole = " ".join(texts)
    if words != whole and texts:
        texts = _spread(words, texts)
    elif words and not texts:
        return (Fragment("words", edited=words),)
    fragments = []
    for part, text in zip(parts, texts, strict=True):
        spans = _read_spans(part.get("spans", []))
        passage = _reprinted(spans, printed)
        if passage is None:
            passage = Passage()
        fragments.append(
            Fragment(
                str(part["role"]), passage, str(part.get("label", "")), str(part.get("after", "")),
                int(part.get("cites", 0)), None if text == passage.text else text,
            )
        )
    return tuple(fragment for fragment in fragments if fragment.text or fragment.label or fragment.after)


def _reprinted(spans: Sequence[Span], printed: Sequence[Printed]) -> Passage | None:
    """Return the words that the printed lines show at the spans; None where they do not reach."""
    found: list[Passage] = []
    for span in spans:
        rest = span.start
        while rest < span.end:
            line = next(
                (p for p in printed if p.source == span.source and p.start <= rest < p.start + len(p.text)), None
            )
            if line is None:
                return None
            upto = min(span.end, line.start + len(line.text))
            found.append(Passage(line.text[rest - line.start : upto - line.start], (Span(span.source, rest, upto),)))
            rest = upto
    return Passage.join(found)


def _spread(words: str, texts: Sequence[str]) -> list[str]:
    """Return the edited words cut where the parts meet: each part gets what stands in its place now."""
    whole = " ".join(texts)
    matcher = SequenceMatcher(None, whole, words, autojunk=False)
    at = {0: 0, len(whole): len(words)}
    for _, start, end, low, high in matcher.get_opcodes():
        for offset in range(end - start + 1):
            at.setdefault(start + offset, min(low + offset, high))
    out = []
    place = 0
    for number, text in enumerate(texts):
        end = place + len(text)
        upto = len(words) if number + 1 == len(texts) else at[end]
        begin = 0 if number == 0 else at[place]
        out.append(words[begin:upto].strip(" ") if text == text.strip(" ") else words[begin:upto])
        place = end + 1
    return out
