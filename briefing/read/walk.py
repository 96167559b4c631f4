"""One walk over the tree of an HTML page, without recursion: visible text becomes lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import lxml.etree  # type: ignore[import-untyped]

from briefing.read.markupline import MarkupLine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

__all__ = ["Walk"]

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "founder-title",
        "founder-introtitle",
        "founder-subtitle",
        "founder-content",
        "founder-author",
        "founder-picinfo",
        "founder-imp",
    ]
)
_SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "object",
        "embed",
        "svg",
        "math",
        "select",
        "option",
        "datalist",
        "textarea",
        "head",
        "title",
        "audio",
        "video",
        "canvas",
    ]
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BIG = re.compile(r"font-size\s*:\s*(?:(\d+(?:\.\d+)?)\s*(px|pt|em|rem)|x+-large|large)", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_TOKEN = re.compile(r"[A-Za-z\u4e00-\u9fff][\w\u4e00-\u9fff-]{0,40}")
_CHAIN = 12


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


class Walk:
    """One walk over a tree."""

    def __init__(self) -> None:
        """Begin outside of everything."""
        self.lines: list[MarkupLine] = []
        self.stack: list[_Open] = [_Open("html", block=True, tokens=(), number=0)]
        self.pieces: list[tuple[str, bool, bool, bool]] = []
        self.inner: list[str] = []
        self.blocks = 0
        self.pictured = False

    def run(self, tree: Element) -> list[MarkupLine]:
        """Return the lines of a tree in document order."""
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
        return self.lines

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
                centred=tag == "center"
                or element.get("align") == "center"
                or "text-align:center" in style.replace(" ", "")
                or above.centred,
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
        self.lines.append(
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
    if tag == "big":
        return True
    match = _BIG.search(style)
    if match is None:
        return False
    if match.group(1) is None:
        return True
    value = float(match.group(1))
    return value >= {"px": 18.0, "pt": 14.0, "em": 1.25, "rem": 1.25}[match.group(2).lower()]
