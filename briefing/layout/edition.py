"""Articles of a digital edition (数字报), by what its markup says of each line; words decide where it says nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefing.layout.bylines import is_byline, lead_end, reporters, trailing_byline
from briefing.layout.captions import credit_start, opens_caption
from briefing.layout.furniture import is_furniture, is_label
from briefing.layout.lines import BLANK
from briefing.layout.paragraphs import join_head
from briefing.model import Article, Block, Layout, Note
from briefing.passage import Passage

if TYPE_CHECKING:
    from briefing.config import LayoutConfig
    from briefing.model import ArticleKind, Page

__all__ = ["from_hints"]


# 来源：海川日报 2025-03-12 07:40 记者 沈某 → 记者 沈某
_SIGNED = re.compile(
    r"(?:作者|(?:本报|全媒体|首席|见习|实习)*(?:记者|通讯员))[\s:：]*[\u3400-\u9fff·]{2,4}(?:[\s、,，]+(?!来源|编辑|责编|时间|发布|字体|浏览|点击)[\u3400-\u9fff·]{2,4}(?![\u3400-\u9fff:：]))*"
)


@dataclass(slots=True)
class _Draft:
    """An article in the making; parts: printed lines by kind, in printing order."""

    kind: ArticleKind = "article"
    parts: dict[str, list[Passage]] = field(default_factory=dict)
    inner: set[int] = field(default_factory=set)

    def add(self, kind: str, passage: Passage) -> None:
        """Add a line."""
        self.parts.setdefault(kind, []).append(passage)

    def get(self, kind: str) -> list[Passage]:
        """Return the lines of a kind."""
        return self.parts.get(kind, [])

    def all(self) -> list[Passage]:
        """Return all lines."""
        return [passage for passages in self.parts.values() for passage in passages]


def from_hints(page: Page, config: LayoutConfig | None = None) -> Layout:
    """Return the articles of one page, what belongs to none, and what is doubtful; never fails."""
    del config
    drafts: list[_Draft] = []
    furniture: list[Block] = []
    label: Passage | None = None
    begins = False
    for kind, span in page.hints:
        if kind == "article":
            begins = True
            continue
        passage = Passage.of(page.text, page.source.id, span.start, span.end).strip(BLANK)
        if not passage:
            continue
        if begins:
            drafts.append(_Draft("sidebar" if label is not None and len(drafts) > 0 else "article"))
            if label is not None:
                drafts[-1].add("label", label)
            label, begins = None, False
        elif label is not None:
            furniture.append(Block("label", label))
            label = None
        if kind == "furniture" and is_label(passage.text):
            label = passage
        elif kind == "furniture" or not drafts:
            furniture.append(Block("furniture", passage))
        else:
            _place(drafts[-1], kind, passage)
    if label is not None:
        furniture.append(Block("label", label))
    return _finish(drafts, furniture, page)


def _place(draft: _Draft, kind: str, passage: Passage) -> None:
    """Add a line to an article."""
    text = passage.text
    begun = bool(draft.get("body"))
    if kind == "body":
        if is_byline(text):
            draft.add("byline", passage)
        elif is_furniture(text) and not text.endswith("。"):
            draft.add("furniture", passage)
        elif len(text) <= 100 and (opens_caption(text) or (begun and credit_start(text) < len(text))):
            draft.add("caption", passage)
        else:
            draft.add("body", passage)
    elif kind == "intertitle":
        draft.inner.add(len(draft.get("body")))
        draft.add("body", passage)
    elif kind == "byline" or (kind == "date" and is_byline(text)):
        draft.add("byline", passage)
    elif kind == "date":
        match = _SIGNED.search(text)
        if match:
            draft.add("byline", passage[match.start() : match.end()])
            draft.add("date", passage[: match.start()].strip(BLANK))
            draft.add("date", passage[match.end() :].strip(BLANK))
        else:
            draft.add("date", passage)
    else:
        draft.add(kind, passage)


def _finish(drafts: list[_Draft], furniture: list[Block], page: Page) -> Layout:
    articles: list[Article] = []
    notes: list[Note] = []
    source = page.source.id
    parent: str | None = None
    for draft in drafts:
        if not draft.get("body") and not draft.get("headline"):
            furniture += [Block("furniture", each) for each in draft.all() if each]
            continue
        furniture += [Block("furniture", each) for kind in ("furniture", "date") for each in draft.get(kind) if each]
        name = f"{source}.a{len(articles) + 1}"
        article = _article(draft, name, source, parent if draft.kind != "article" else None)
        if draft.kind == "article":
            parent = name
        articles.append(article)
        if not article.headline and article.paragraphs:
            notes.append(Note("warning", f"有正文无标题：{article.body[:20]}……", article.paragraphs[0].spans[:1]))
        if not article.paragraphs:
            notes.append(Note("warning", f"有标题无正文：{article.title}", article.headline[0].spans))
    if not articles:
        notes.append(Note("warning", "页面上没有认出稿件", ()))
    return Layout(tuple(articles), tuple(furniture), tuple(notes))


def _article(draft: _Draft, name: str, source: str, parent: str | None) -> Article:
    paragraphs = list(draft.get("body"))
    byline = _joined(draft.get("byline"))
    if paragraphs and 0 not in draft.inner:
        if not byline and (end := lead_end(paragraphs[0].text)):
            byline = paragraphs[0][:end].strip(BLANK)
        cut = trailing_byline(paragraphs[-1].text)
        if 0 < cut < len(paragraphs[-1]):
            closing = paragraphs[-1][cut:].strip(BLANK)
            paragraphs[-1] = paragraphs[-1][:cut].strip(BLANK)
            byline = Passage.join((byline, closing)) if byline else closing
    return Article(
        id=name,
        kind=draft.kind,
        parent=parent,
        kicker=join_head(draft.get("kicker")),
        headline=tuple(draft.get("headline")),
        subheads=tuple(draft.get("subhead")),
        byline=byline,
        reporters=reporters(byline),
        paragraphs=tuple(paragraphs),
        intertitles=frozenset(draft.inner),
        captions=tuple(draft.get("caption")),
        label=_joined(draft.get("label")),
        pages=(source,),
    )


def _joined(passages: list[Passage]) -> Passage:
    return Passage.join(passages)
