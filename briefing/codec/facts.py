"""Facts → JSON, schema facts/1."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, assert_never

from briefing.codec import note_json, spans_json
from briefing.model import ActionList, Activity, Document, Figure, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from briefing.model import Fact, Note
    from briefing.passage import Passage

__all__ = ["SCHEMA", "decimal_text", "facts_json"]

SCHEMA = "facts/1"
# 市商务局联合市财政局; but 工商业联合会 is one body.
_JOINED = re.compile(r"(?<=.)(?:会同|携手|联合(?![会国体]))(?=.)")


def facts_json(facts: Iterable[Fact], notes: Iterable[Note]) -> dict[str, Any]:
    """Return the document `briefing facts --json` prints; facts keep their order within each kind."""
    document: dict[str, Any] = {
        "schema": SCHEMA,
        "activities": [],
        "statements": [],
        "figures": [],
        "lists": [],
        "documents": [],
    }
    for fact in facts:
        match fact:
            case Activity():
                document["activities"].append(_activity(fact))
            case Statement():
                document["statements"].append(_statement(fact))
            case Figure():
                document["figures"].append(_figure(fact))
            case ActionList():
                document["lists"].append(_list(fact))
            case Document():
                document["documents"].append(_document(fact))
            case _:
                assert_never(fact)
    document["notes"] = [note_json(note) for note in notes]
    return document


def decimal_text(value: Decimal | None) -> str | None:
    """Return a decimal without exponent or idle zeros (1.280E+12 → "1280000000000")."""
    if value is None:
        return None
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _activity(fact: Activity) -> dict[str, Any]:
    return {
        "person": fact.person.text,
        "titles": _texts(fact.titles),
        "titles_expanded": list(fact.titles_expanded),
        "roles": _texts(fact.roles),
        "event": fact.event.text,
        "date": fact.date.isoformat() if fact.date else None,
        "day_part": fact.day_part,
        "place": _text(fact.place),
        "protocol": fact.protocol,
        "article": fact.article,
        "evidence": fact.evidence.text,
        "spans": spans_json((fact.evidence, fact.person, *fact.titles, fact.event)),
    }


def _statement(fact: Statement) -> dict[str, Any]:
    return {
        "speaker": fact.speaker.text,
        "verb": fact.verb.text,
        "text": fact.text.text,
        "event": _text(fact.event),
        "article": fact.article,
        "spans": spans_json((fact.speaker, fact.verb, fact.text)),
    }


def _figure(fact: Figure) -> dict[str, Any]:
    return {
        "subject": _text(fact.subject),
        "metric": fact.metric.text,
        "printed": _text(fact.printed),
        "value": decimal_text(fact.value),
        "value_max": decimal_text(fact.value_max),
        "approximate": fact.approximate,
        "unit": fact.unit,
        "change_percent": decimal_text(fact.change_percent),
        "change_points": decimal_text(fact.change_points),
        "change_kind": fact.change_kind,
        "change": _text(fact.change),
        "period": fact.period,
        "ranks": _texts(fact.ranks),
        "comparisons": _texts(fact.comparisons),
        "forecast": fact.forecast,
        "priority": fact.priority,
        "article": fact.article,
        "evidence": fact.evidence.text,
        "also": _texts(fact.also),
        "spans": spans_json((fact.evidence, fact.metric, *fact.also)),
    }


def _list(fact: ActionList) -> dict[str, Any]:
    return {
        "title": fact.title.text,
        "declared_count": fact.declared,
        "items": _texts(fact.items),
        "article": fact.article,
        "spans": spans_json((fact.title, *fact.items)),
    }


def _document(fact: Document) -> dict[str, Any]:
    return {
        "title": fact.title.text,
        "issuer": _issuers(fact.issuer),
        "verb": fact.verb.text,
        "article": fact.article,
        "spans": spans_json((fact.evidence,)),
    }


def _issuers(passage: Passage | None) -> str | None:
    """Return the issuers parted by 、, also where a word joins them (市商务局联合市财政局)."""
    return _JOINED.sub("、", passage.text) if passage else None


def _text(passage: Passage | None) -> str | None:
    return passage.text if passage else None


def _texts(passages: Iterable[Passage]) -> list[str]:
    return [passage.text for passage in passages]
