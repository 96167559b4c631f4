"""A flow of stacks with all that hangs on it becomes an article."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefing.layout.bylines import lead_end, reporters, trailing_byline
from briefing.layout.captions import MARKS
from briefing.layout.decks import Cluster, deck_of
from briefing.layout.paragraphs import ends_sentence, join_head, join_rows
from briefing.layout.strips import hull
from briefing.model import Article
from briefing.passage import Passage

if TYPE_CHECKING:
    from briefing.layout.columns import Stack
    from briefing.layout.strips import Strip
    from briefing.model import ArticleKind, Box

__all__ = ["Story", "article_of", "paragraphs_of"]

_ITEM = re.compile(rf"[{MARKS}]|[①-⑳]|\d{{1,2}}[、.．]")


@dataclass(slots=True)
class Story:
    """An article in the making. above, below: small lines before and after the main head."""

    stacks: list[Stack]
    head: Cluster | None = None
    margin: float = 0.0
    kind: ArticleKind = "article"
    labels: list[Stack] = field(default_factory=list)
    above: list[Stack] = field(default_factory=list)
    below: list[Stack] = field(default_factory=list)
    bylines: list[Stack] = field(default_factory=list)
    captions: list[Stack] = field(default_factory=list)
    # intertitle → the stack it stands over
    inner: dict[int, list[Stack]] = field(default_factory=dict)
    frame: Box | None = None

    @property
    def text(self) -> str:
        """The characters of the body."""
        return "".join(stack.text for stack in self.stacks)

    @property
    def box(self) -> Box:
        """The box around body and head."""
        boxes = [stack.box for stack in self.stacks]
        if self.head is not None:
            boxes.append(self.head.box)
        return hull(boxes)

    @property
    def start(self) -> tuple[float, float]:
        """Where a reader finds it: upper edge of the head or of the text, and left edge."""
        box = self.head.box if self.head is not None else self.stacks[0].box
        return (box[1], box[0])


def article_of(story: Story, name: str, source: str, parent: str | None, *, sets_in: bool) -> Article:
    """Return the article. sets_in: the page sets the first lines of paragraphs in."""
    paragraphs, intertitles = paragraphs_of(story, sets_in=sets_in)
    byline = Passage.join(strip.passage for stack in story.bylines for strip in stack.strips)
    if story.kind != "box" and paragraphs:
        first = paragraphs[0] if 0 not in intertitles else Passage()
        if not byline and (end := lead_end(first.text)):
            byline = first[:end].strip()
        cut = trailing_byline(paragraphs[-1].text)
        if 0 < cut < len(paragraphs[-1]):
            closing = paragraphs[-1][cut:].strip()
            paragraphs[-1] = paragraphs[-1][:cut].strip()
            byline = Passage.join((byline, closing)) if byline else closing
    region = max(stack.right for stack in story.stacks) - min(stack.left for stack in story.stacks)
    deck = deck_of(story.head, region) if story.head is not None else None
    kickers = [join_rows(strip.passage for strip in stack.strips) for stack in story.above]
    subheads = [join_rows(strip.passage for strip in stack.strips) for stack in story.below]
    return Article(
        id=name,
        kind=story.kind,
        parent=parent,
        kicker=Passage.join((*kickers, *(deck.kickers if deck else ()))),
        headline=deck.headline if deck else (),
        subheads=(*(deck.subheads if deck else ()), *subheads),
        byline=byline,
        reporters=reporters(byline),
        paragraphs=tuple(paragraphs),
        intertitles=frozenset(intertitles),
        captions=tuple(join_head(strip.passage for strip in stack.strips) for stack in story.captions),
        label=Passage.join(strip.passage for stack in story.labels for strip in stack.strips),
        pages=(source,),
    )


def paragraphs_of(story: Story, *, sets_in: bool) -> tuple[list[Passage], set[int]]:
    """Return the paragraphs of a story and the indices of its intertitles."""
    parts: list[list[Passage]] = []
    intertitles: set[int] = set()
    last: tuple[Stack, Strip] | None = None
    for stack in story.stacks:
        titles = story.inner.get(stack.number, ())
        if titles:
            # One at the foot of a column may go on at the head of the next: it is one intertitle.
            intertitles.add(len(parts))
            parts.append([strip.passage for small in titles for strip in small.strips])
            last = None
        for strip in stack.strips:
            if last is None or _begins(last, (stack, strip), sets_in=sets_in, listed=story.kind == "box"):
                parts.append([])
            parts[-1].append(strip.passage)
            last = (stack, strip)
    for stack in story.inner.get(-1, ()):
        intertitles.add(len(parts))
        parts.append([strip.passage for strip in stack.strips])
    return [join_rows(part) for part in parts], intertitles


def _begins(before: tuple[Stack, Strip], here: tuple[Stack, Strip], *, sets_in: bool, listed: bool) -> bool:
    """Tell whether a strip begins a paragraph."""
    (high_stack, high), (stack, strip) = before, here
    if _ITEM.match(strip.text) and (listed or strip.text[0] in MARKS) and (ends_sentence(high.text) or listed):
        return True
    short = high.box[2] < high_stack.right - 1.6 * stack.size
    if strip.box[0] - stack.left > 1.2 * stack.size and sets_in:
        return ends_sentence(high.text) or high.text[-1:] in "：:" or short or stack is high_stack
    if listed and short:
        return True
    return short and ends_sentence(high.text)
