"""Recovered articles ↔ JSON, schema articles/1."""

from __future__ import annotations

import datetime as dt
import hashlib
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from briefing.codec import note_json, parse_json, source_json, spans_json
from briefing.errors import ReadError
from briefing.model import Article, Source
from briefing.passage import Passage

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefing.model import ArticleKind, Note

__all__ = ["SCHEMA", "articles_json", "load_articles"]

SCHEMA = "articles/1"
_KINDS: tuple[ArticleKind, ...] = ("article", "sidebar", "box")


def articles_json(
    articles: Iterable[Article], notes: Iterable[Note], sources: Iterable[Source], date: dt.date | None
) -> dict[str, Any]:
    """Return the document `briefing articles --json` prints."""
    return {
        "schema": SCHEMA,
        "date": date.isoformat() if date else None,
        "sources": [source_json(source) for source in sources],
        "articles": [_article_json(article) for article in articles],
        "notes": [note_json(note) for note in notes],
    }


def _article_json(article: Article) -> dict[str, Any]:
    passages = (
        article.kicker,
        *article.headline,
        *article.subheads,
        article.byline,
        *article.paragraphs,
        *article.captions,
    )
    return {
        "id": article.id,
        "kind": article.kind,
        "parent": article.parent,
        "title": article.title,
        "kicker": article.kicker.text,
        "subheads": [subhead.text for subhead in article.subheads],
        "byline": article.byline.text,
        "reporters": [reporter.text for reporter in article.reporters],
        "paragraphs": [paragraph.text for paragraph in article.paragraphs],
        "body": article.body,
        "captions": [caption.text for caption in article.captions],
        "label": article.label.text,
        "headline_lines": [line.text for line in article.headline],
        "intertitles": sorted(article.intertitles),
        "spans": spans_json(passages),
    }


def load_articles(text: str, path: str) -> tuple[tuple[Article, ...], tuple[Source, ...], dt.date | None]:
    """Return the articles of an articles/1 document, their sources and the date it states.

    Each article is its own source, whose text is its fields one a line, so spans count in the article itself.
    Raises ReadError naming the place that does not fit the schema.
    """
    try:
        document = parse_json(text)
    except (ValueError, RecursionError) as error:
        msg = f"{path}: not JSON ({error}). Give a page, or what `briefing articles --json` printed."
        raise ReadError(msg) from error
    rows = document.get("articles") if isinstance(document, dict) else None
    if not isinstance(rows, list) or document.get("schema", SCHEMA) != SCHEMA:
        msg = f'{path}: not an articles/1 document. Give what `briefing articles --json` printed (schema "{SCHEMA}").'
        raise ReadError(msg)
    built = [_load_article(row, f"{path}: articles[{number}]", path) for number, row in enumerate(rows)]
    ids = sorted(source.id for _, source in built)
    repeated = next((first for first, second in pairwise(ids) if first == second), None)
    if repeated is not None:
        msg = f'{path}: two articles have the id "{repeated}". Give each its own.'
        raise ReadError(msg)
    return tuple(a for a, _ in built), tuple(s for _, s in built), _date(document.get("date"), path)


def _load_article(row: Any, where: str, path: str) -> tuple[Article, Source]:  # noqa: ANN401 - JSON comes in here
    if not isinstance(row, dict) or not isinstance(row.get("id"), str) or not row["id"]:
        msg = f'{where} must be an object with an "id".'
        raise ReadError(msg)
    paragraphs = _texts(row, "paragraphs", where) or _text(row, "body", where).split("\n")
    headline = _texts(row, "headline_lines", where) or (_text(row, "title", where),)
    fields: list[tuple[str, ...]] = [
        (_text(row, "kicker", where),),
        headline,
        _texts(row, "subheads", where),
        (_text(row, "byline", where),),
        _texts(row, "reporters", where),
        tuple(p for p in paragraphs if p.strip()),
        _texts(row, "captions", where),
        (_text(row, "label", where),),
    ]
    text = "\n".join(each for group in fields for each in group)
    at = 0
    passages: list[tuple[Passage, ...]] = []
    for group in fields:
        made = []
        for each in group:
            made.append(Passage.of(text, row["id"], at, at + len(each)))
            at += len(each) + 1
        passages.append(tuple(passage for passage in made if passage))
    kicker, head, subheads, byline, reporters, body, captions, label = passages
    kind: ArticleKind = next((known for known in _KINDS if known == row.get("kind")), "article")
    marked = row.get("intertitles")
    article = Article(
        id=row["id"],
        kind=kind,
        parent=row["parent"] if isinstance(row.get("parent"), str) else None,
        kicker=Passage.join(kicker),
        headline=head,
        subheads=subheads,
        byline=Passage.join(byline),
        reporters=reporters,
        paragraphs=body,
        intertitles=frozenset(n for n in marked if isinstance(n, int)) if isinstance(marked, list) else frozenset(),
        captions=captions,
        label=Passage.join(label),
        pages=(row["id"],),
    )
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return article, Source(row["id"], path, digest, "application/json")


def _text(row: Mapping[str, Any], key: str, where: str) -> str:
    value = row.get(key)
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    msg = f"{where}.{key} must be text, not {type(value).__name__}."
    raise ReadError(msg)


def _texts(row: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    value = row.get(key)
    if value is None:
        return ()
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return tuple(value)
    msg = f"{where}.{key} must be a list of texts."
    raise ReadError(msg)


def _date(value: Any, path: str) -> dt.date | None:  # noqa: ANN401 - JSON comes in here
    if value is None:
        return None
    try:
        return dt.date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        msg = f'{path}: date = {str(value)[:40]!r} must be "YYYY-MM-DD" or null.'
        raise ReadError(msg) from error
