"""Visible text of an HTML page, line by line, with what the markup says of each line.

The tree is lxml's. It is walked without recursion, so depth does no harm; a page nested deeper than libxml2 goes
is flattened first. Nothing is fetched, scripts and styles are not read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import lxml.etree
import lxml.html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

__all__ = ["Markup", "MarkupLine", "lines_of", "parsed"]

_BLOCKS = frozenset(
    ["address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "founder-title", "founder-introtitle", "founder-subtitle", "founder-content", "founder-author", "founder-picinfo", "founder-imp"]
)
_SKIPPED = frozenset(["script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "math", "select", "option", "datalist", "textarea", "head", "title", "audio", "video", "canvas"])
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BIG = re.compile(r"font-size\s*:\s*(?:(\d+(?:\.\d+)?)\s*(px|pt|em|rem)|x+-large|large)", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_TOKEN = re.compile(r"[A-Za-z\u4e00-\u9fff][\w\u4e00-\u9fff-]{0,40}")
# All that is kept of a page nested too deeply to be parsed.
_FLAT = re.compile(r"<(?!/?(?:p|br|h[1-6]|title|meta|script|style|a|li|td|tr|div)\b|!--)[^<>]{0,2000}>", re.IGNORECASE)
_NESTED = re.compile(r"</?(?:div|td|tr|li)\b[^<>]{0,2000}>", re.IGNORECASE)
_CHAIN = 12
# A tag longer than this says nothing more than its name: attributes without number are an attack, or a picture inside.
_LONG_TAG = re.compile(r"<([A-Za-z][\w-]{0,30})[\s/][^<>]{4000,}>")


@dataclass(slots=True)
class MarkupLine:
    """One visible line.

    tag: of the innermost block. level: 1–6 in a heading, else 0. own: words of class and id of the block and what is
    in it; around: those of the blocks around it, nearest first. links: share of its characters that are links.
    block, parent: numbers of the innermost block and of the one around it. pictured: a picture stands right before it.
    """

    text: str = ""
    tag: str = ""
    level: int = 0
    own: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    links: float = 0.0
    bold: float = 0.0
    big: bool = False
    centred: bool = False
    block: int = 0
    parent: int = 0
    pictured: bool = False


@dataclass(slots=True)
class Markup:
    """The lines of a page and its head. comments: those of an edition's own marking (enpproperty)."""

    lines: list[MarkupLine]
    title: str = ""
    metas: dict[str, str] = field(default_factory=dict)
    data: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Open:
    """An open element."""

    tag: str
    block: bool
    tokens: tuple[str, ...]
    number: int
    link: bool = False
    bold: bool = False
    big: bool = False
    centred: bool = False
    level: int = 0


def parsed(text: str) -> tuple[Element | None, str]:
    """Return the tree of a page (None if there is nothing in it) and the text it was made from, less what is hostile."""
    text = _LONG_TAG.sub(r"<\1>", text)
    tree = _tree(text)
    if tree is None or not _has_text(tree):
        flat = _NESTED.sub("<br>", _FLAT.sub("", text))
        again = _tree(flat)
        if again is not None:
            return again, flat
    return tree, text


def _tree(text: str) -> Element | None:
    parser = lxml.html.HTMLParser(recover=True, remove_comments=False, remove_pis=True, huge_tree=False, encoding="utf-8")
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
    _Walk(markup).run(tree)
    return markup


def _head(tree: Element, markup: Markup) -> None:
    for element in tree.iter("title", "meta", "script", lxml.etree.Comment):
        if element.tag is lxml.etree.Comment:
            if "<title>" in (text := element.text or "") or "enpproperty" in text:
                markup.comments.append(text[:20_000])
        elif element.tag == "title" and not markup.title:
            markup.title = _SPACE.sub(" ", element.text or "").strip()
        elif element.tag == "meta":
            name = str(element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
            if name and element.get("content"):
                markup.metas.setdefault(name, str(element.get("content")).strip()[:2000])
        elif str(element.get("type", "")).lower() == "application/ld+json" and element.text:
            markup.data.append(element.text[:200_000])


class _Walk:
    """One walk over a tree."""

    def __init__(self, markup: Markup) -> None:
        self.markup = markup
        self.stack: list[_Open] = [_Open("html", block=True, tokens=(), number=0)]
        self.pieces: list[tuple[str, bool, bool, bool]] = []
        self.inner: list[str] = []
        self.blocks = 0
        self.pictured = False

    def run(self, tree: Element) -> None:
        skipped: Element | None = None
        for event, element in lxml.etree.iterwalk(tree, events=("start", "end", "comment")):
            if event == "comment":
                if skipped is None:
                    self._text(element.tail)
                continue
            if event == "start":
                if skipped is None:
                    if _invisible(element):
                        skipped = element
                    else:
                        self._start(element)
            elif skipped is not None:
                if element is skipped:
                    skipped = None
                    self._text(element.tail)
            else:
                self._end(element)
                self._text(element.tail)
        self._flush()

    def _start(self, element: Element) -> None:
        tag = str(element.tag).lower()
        if tag == "br":
            self._flush()
        if tag in ("img", "picture"):
            self._flush()
            self.pictured = True
        block = tag in _BLOCKS
        if block:
            self._flush()
            self.blocks += 1
        tokens = _tokens(element)
        above = self.stack[-1]
        style = str(element.get("style") or "")[:500]
        self.stack.append(
            _Open(
                tag,
                block,
                tokens,
                self.blocks if block else above.number,
                link=above.link or (tag == "a" and element.get("href") is not None),
                bold=above.bold or tag in ("b", "strong", "th") or "font-weight:bold" in style.replace(" ", ""),
                big=above.big or _is_big(tag, element, style),
                centred=tag == "center" or element.get("align") == "center" or "text-align:center" in style.replace(" ", "") or above.centred,
                level=int(tag[1]) if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit() else above.level,
            )
        )
        if not block:
            self.inner += tokens
        self._text(element.text)

    def _end(self, element: Element) -> None:
        if len(self.stack) > 1:
            if self.stack[-1].block:
                self._flush()
            self.stack.pop()
        del element

    def _text(self, text: str | None) -> None:
        if text:
            top = self.stack[-1]
            self.pieces.append((text, top.link, top.bold, top.big))

    def _flush(self) -> None:
        pieces, self.pieces = self.pieces, []
        inner, self.inner = self.inner, []
        text = _SPACE.sub(" ", "".join(piece[0] for piece in pieces)).strip(" ")
        if not text.strip("\u3000\xa0 "):
            return
        size = max(1, sum(len(piece[0].strip()) for piece in pieces))
        blocks = [opened for opened in reversed(self.stack[-400:]) if opened.block]
        top = blocks[0] if blocks else self.stack[0]
        inline = [token for opened in reversed(self.stack[-40:]) if not opened.block for token in opened.tokens]
        self.markup.lines.append(
            MarkupLine(
                text=text,
                tag=top.tag,
                level=max(self.stack[-1].level, 0),
                own=tuple(dict.fromkeys((*top.tokens, *inner[:400], *inline))),
                around=tuple(token for opened in blocks[1:_CHAIN] for token in opened.tokens),
                tags=tuple(opened.tag for opened in blocks[:_CHAIN]),
                links=sum(len(piece[0].strip()) for piece in pieces if piece[1]) / size,
                bold=sum(len(piece[0].strip()) for piece in pieces if piece[2]) / size,
                big=sum(len(piece[0].strip()) for piece in pieces if piece[3]) > 0.8 * size,
                centred=top.centred or any(opened.centred for opened in self.stack[-4:]),
                block=top.number,
                parent=blocks[1].number if len(blocks) > 1 else 0,
                pictured=self.pictured,
            )
        )
        self.pictured = False


def _invisible(element: Element) -> bool:
    tag = element.tag
    if not isinstance(tag, str):
        return True
    if tag.lower() in _SKIPPED or element.get("hidden") is not None or str(element.get("type", "")).lower() == "hidden":
        return True
    if tag.lower() in ("input", "button"):
        return True
    style = element.get("style")
    return bool(style) and _HIDDEN.search(str(style)[:500]) is not None


def _tokens(element: Element) -> tuple[str, ...]:
    named = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"[:300]
    found = list(_iter_tokens(named))
    tag = str(element.tag).lower()
    if tag.startswith("founder-"):
        found.append(tag)
    return tuple(found)


def _iter_tokens(named: str) -> Iterator[str]:
    for match in _TOKEN.finditer(named):
        yield match.group().lower()


def _is_big(tag: str, element: Element, style: str) -> bool:
    if tag == "font" and str(element.get("size") or "").lstrip("+") in ("4", "5", "6", "7", "2", "3"):
        return str(element.get("size")).startswith("+") or str(element.get("size")) > "3"
    if tag in ("big",):
        return True
    match = _BIG.search(style)
    if match is None:
        return False
    if match.group(1) is None:
        return True
    value = float(match.group(1))
    return value >= {"px": 18.0, "pt": 14.0, "em": 1.25, "rem": 1.25}[match.group(2).lower()]
