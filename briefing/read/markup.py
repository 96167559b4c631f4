"""Visible text of an HTML page, line by line, with what the markup says of each line.

The tree is lxml's. It is walked without recursion, so depth does no harm; a page nested deeper than libxml2 goes
is flattened first. Nothing is fetched, scripts and styles are not read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import lxml.etree  # type: ignore[import-untyped]
import lxml.html  # type: ignore[import-untyped]

from briefing.read.markupline import MarkupLine
from briefing.read.walk import Walk

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["Markup", "MarkupLine", "lines_of", "parsed"]

# All that is kept of a page nested too deeply to be parsed.
_FLAT = re.compile(r"<(?!/?(?:p|br|h[1-6]|title|meta|script|style|a|li|td|tr|div)\b|!--)[^<>]{0,2000}>", re.IGNORECASE)
_NESTED = re.compile(r"</?(?:div|td|tr|li)\b[^<>]{0,2000}>", re.IGNORECASE)
_BREAKS = re.compile(r"<br>(?:\s*<br>)+")
# A tag longer than this says nothing more than its name: attributes without number are an attack, or a picture inside.
_LONG_TAG = re.compile(r"<([A-Za-z][\w-]{0,30})[\s/][^<>]{4000,}>")


@dataclass(slots=True)
class Markup:
    """The lines of a page and its head. comments: those of an edition's own marking (enpproperty)."""

    lines: list[MarkupLine]
    title: str = ""
    metas: dict[str, str] = field(default_factory=dict)
    data: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)


def parsed(text: str) -> tuple[Element | None, str]:
    """Return the tree of a page (None if it is empty) and the text it was made from, less what is hostile."""
    text = _LONG_TAG.sub(r"<\1>", text)
    tree = _tree(text)
    if tree is None or not _has_text(tree):
        flat = _BREAKS.sub("<br>", _NESTED.sub("<br>", _FLAT.sub("", text)))
        again = _tree(flat)
        if again is not None:
            return again, flat
    return tree, text


def _tree(text: str) -> Element | None:
    parser = lxml.html.HTMLParser(
        recover=True, remove_comments=False, remove_pis=True, huge_tree=False, encoding="utf-8"
    )
    try:
        return lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (lxml.etree.LxmlError, ValueError, AssertionError):
        return None


def _has_text(tree: Element) -> bool:
    body = tree.find("body")
    return any(part.strip() for part in (tree if body is None else body).itertext())


def lines_of(tree: Element) -> Markup:
    """Return the visible lines of a page in document order."""
    markup = Markup([])
    _head(tree, markup)
    markup.lines = Walk().run(tree)
    return markup


def _head(tree: Element, markup: Markup) -> None:
    for element in tree.iter("title", "meta", "script", lxml.etree.Comment):
        if element.tag is lxml.etree.Comment:
            if "<title>" in (text := element.text or "") or "enpproperty" in text:
                markup.comments.append(text[:20_000])
        elif element.tag == "title" and not markup.title:
            markup.title = " ".join((element.text or "").split())
        elif element.tag == "meta":
            name = str(element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
            if name and element.get("content"):
                markup.metas.setdefault(name, str(element.get("content")).strip()[:2000])
        elif str(element.get("type", "")).lower() == "application/ld+json" and element.text:
            markup.data.append(element.text[:200_000])
