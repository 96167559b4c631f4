"""Every record that travels between the stages.

Records are frozen and hold tuples. A `Passage` is printed words; a `str` in a
record is ours (a label, a normalised form, a name of a kind), so the types
show which words of the brief were printed. `None` means "not printed".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from briefing.passage import Passage, Span

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from decimal import Decimal

__all__ = [
    "FEWEST_BARS",
    "ActionList",
    "Activity",
    "Article",
    "ArticleKind",
    "Block",
    "Box",
    "Brief",
    "Context",
    "Document",
    "Edition",
    "Fact",
    "Figure",
    "Fragment",
    "Heights",
    "Item",
    "Layout",
    "LeftOut",
    "Line",
    "Metrics",
    "Note",
    "Page",
    "Printed",
    "Rendered",
    "Section",
    "Sentence",
    "Source",
    "Statement",
    "Story",
    "Token",
]

NOTHING = Passage()
# Fewer bars of a chart compare nothing: they stand as tiles.
FEWEST_BARS = 3
# Entries of a list of at most this many characters fit in half the width of a page.
HALF_ENTRY = 20
Box = tuple[float, float, float, float]
BlockKind = Literal["heading", "byline", "body", "caption", "label", "furniture"]
ArticleKind = Literal["article", "sidebar", "box"]
NoteLevel = Literal["info", "warning"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a page came from (来源).

    path: as the user gave it, `-` for standard input.
    sha256: of the file's bytes. page: the folio as printed ("A01") or the page number in a PDF.
    """

    id: str
    path: str
    sha256: str
    media_type: str = "text/plain"
    paper: str | None = None
    date: dt.date | None = None
    page: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line (行); the lines of a page tile its text, line ends included.

    box: x0, top, x1, bottom in PDF points, origin at the upper left; None for plain text.
    size: type size in points; None for plain text. bold: as far as the name of the font tells; font: that name or "".
    upright: False for a line set vertically or turned against the page.
    """

    span: Span
    box: Box | None = None
    size: float | None = None
    bold: bool = False
    font: str = ""
    upright: bool = True


@dataclass(frozen=True, slots=True)
class Page:
    """One printed page (版面), its text exactly as decoded.

    rules: boxes of drawn lines and frames, in PDF points; empty for plain text. images: boxes of pictures.
    hints: what a digital edition says of its blocks, as (kind, span) in reading order, where kind is
    "article" (a new article begins here) or a block kind; empty where the format tells nothing.
    """

    source: Source
    text: str
    lines: tuple[Line, ...]
    rules: tuple[Box, ...] = ()
    hints: tuple[tuple[str, Span], ...] = ()
    width_pt: float | None = None
    height_pt: float | None = None
    images: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A run of lines that belong together (版块)."""

    kind: BlockKind
    passage: Passage


@dataclass(frozen=True, slots=True)
class Article:
    """One piece of the paper (稿件): an article, its sidebar, or a boxed list.

    headline: the lines of the main head (主题); a line that only wraps is joined to the one before.
    subheads: decks (副题). paragraphs: the body, intertitles (小标题) as paragraphs of their own.
    byline: as printed (本报讯（记者 …）); when it opens the first paragraph it stays there too.
    label: 相关新闻, 延伸阅读 … pages: source ids in reading order.
    """

    id: str
    kind: ArticleKind = "article"
    parent: str | None = None
    kicker: Passage = NOTHING
    headline: tuple[Passage, ...] = ()
    subheads: tuple[Passage, ...] = ()
    byline: Passage = NOTHING
    reporters: tuple[Passage, ...] = ()
    paragraphs: tuple[Passage, ...] = ()
    intertitles: frozenset[int] = frozenset()
    captions: tuple[Passage, ...] = ()
    label: Passage = NOTHING
    pages: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The main head as one string; its lines are parted by a space."""
        return " ".join(line.text for line in self.headline)

    @property
    def body(self) -> str:
        """The paragraphs, parted by line feeds."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Layout:
    """What a page was found to hold (版面分析结果); every printed character is in one of the three.

    furniture: blocks that belong to no article (报头, 版号, 责编, 电话, 扫码, 广告), captions of no article among them.
    """

    articles: tuple[Article, ...]
    furniture: tuple[Block, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What is known beyond the article when facts are looked for.

    date: of the edition. city: own city or county in full (东莞市), "" if not known.
    parent: the article a sidebar or box belongs to. people: names the edition prints with an official's title.
    """

    date: dt.date | None = None
    city: str = ""
    parent: Article | None = None
    people: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Token:
    """A word (词); start and end count within the sentence. tag: "" where the tokenizer gives none."""

    text: str
    tag: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence (句). index: in the article; paragraph: index of its paragraph, from 0.

    The lead (本报讯（记者 …）, 新华社…电) is not part of the first sentence: it is never printed.
    intertitle: the sentence is a 小标题.
    """

    index: int
    paragraph: int
    passage: Passage
    intertitle: bool = False

    @property
    def text(self) -> str:
        """The printed characters."""
        return self.passage.text


@dataclass(frozen=True, slots=True)
class Activity:
    """What one person did in an official role at one event (领导活动).

    titles: as printed, in printing order; titles_expanded: parallel, elliptic forms filled in
    (主任 → 市人大常委会主任).
    roles: printed verbs, shortest form (主持, 出席, 讲话). event: printed words that name it.
    protocol: 1 the party secretary … 10 others; smaller is higher. worth: 0–1, more is told first.
    """

    person: Passage
    titles: tuple[Passage, ...]
    titles_expanded: tuple[str, ...]
    roles: tuple[Passage, ...]
    event: Passage
    article: str
    evidence: Passage
    date: dt.date | None = None
    day_part: str | None = None
    place: Passage | None = None
    protocol: int = 10
    worth: float = 0.0


@dataclass(frozen=True, slots=True)
class Statement:
    """What a person or a meeting stressed (讲话要点). text: verbatim, without the speech verb.

    speaker: the printed name, or the printed 会议. by_meeting: the meeting said it, never a person.
    """

    speaker: Passage
    verb: Passage
    text: Passage
    article: str
    event: Passage | None = None
    by_meeting: bool = False
    worth: float = 0.0


@dataclass(frozen=True, slots=True)
class Figure:
    """A number the reader should know (关键数据).

    value, value_max: in the base unit; 1.38万家 is Decimal("13800"), "家". Never float;
    None for a rank without a value.
    printed: the printed value with its unit; change: the printed words of the change (同比增长20.6%).
    change_percent: signed. change_kind: 同比, 环比, 较上年 … period: resolved against the edition (2023年).
    ranks, comparisons: verbatim. priority: 1 told first, 2 lesser, 3 forecasts and asides.
    evidence: the printed words that say it; the brief shows these, not our paraphrase.
    also: where the same figure is printed again.
    """

    metric: Passage
    article: str
    evidence: Passage
    subject: Passage | None = None
    printed: Passage | None = None
    value: Decimal | None = None
    value_max: Decimal | None = None
    approximate: bool = False
    unit: str = ""
    change: Passage | None = None
    change_percent: Decimal | None = None
    change_points: Decimal | None = None
    change_kind: str | None = None
    period: str | None = None
    ranks: tuple[Passage, ...] = ()
    comparisons: tuple[Passage, ...] = ()
    forecast: bool = False
    priority: int = 2
    worth: float = 0.0
    also: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class ActionList:
    """A list the reader may have to act on (行动清单). declared: 十项 → 10, None if no count is printed."""

    title: Passage
    items: tuple[Passage, ...]
    article: str
    evidence: Passage
    declared: int | None = None
    worth: float = 0.0


@dataclass(frozen=True, slots=True)
class Document:
    """A document issued (文件). title: with its 《》. verb: 印发, 出台 or 发布, as printed."""

    title: Passage
    verb: Passage
    article: str
    evidence: Passage
    issuer: Passage | None = None
    worth: float = 0.0


Fact = Activity | Statement | Figure | ActionList | Document


@dataclass(frozen=True, slots=True)
class Note:
    """A doubt about content (备注), shown beside the result."""

    level: NoteLevel
    message: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """An article read through (报道)."""

    article: Article
    sentences: tuple[Sentence, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """All stories of one day (一期), in printing order. failures: pages that could not be read, a line each."""

    date: dt.date
    stories: tuple[Story, ...]
    sources: tuple[Source, ...]
    pages: tuple[Page, ...] = ()
    notes: tuple[Note, ...] = ()
    paper: str | None = None
    failures: tuple[str, ...] = ()

    @property
    def standing(self) -> tuple[Story, ...]:
        """The stories that stand by themselves (篇); sidebars and boxes are told with the one they belong to."""
        known = {story.article.id for story in self.stories}
        return tuple(each for each in self.stories if each.article.parent not in known - {each.article.id})


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed line that an item came from (原版面的一行), so a brief can be explained without its source.

    line: from 1, in a PDF on its page. start: code point of the line's first character; text: without its line end.
    """

    source: str
    line: int
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Fragment:
    """Printed words of one role within an item ("who", "office", "event", "value", "entry" …).

    label, after: our own words and marks printed before and after it. cites: number in the source list, 0 for none.
    edited: the words as changed by hand after the brief was made, None if they stand as printed.
    """

    role: str
    passage: Passage = NOTHING
    label: str = ""
    after: str = ""
    cites: int = 0
    edited: str | None = None

    @property
    def text(self) -> str:
        """The words shown: as printed, or as edited."""
        return self.passage.text if self.edited is None else self.edited

    @property
    def is_period(self) -> bool:
        """Whether it is a period that we tell beside a figure."""
        return self.role == "period" and not self.text


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of the brief (条目). text and detail: printed words, cut and joined; label: ours.

    kind: how it is to be shown ("tile", "list", "document" …). column: in which column of its section it stands.
    bar: the amount by which a tile stands beside others of its series in a chart; None for a tile of its own.
    """

    id: str
    label: str = ""
    text: tuple[Fragment, ...] = ()
    detail: tuple[Fragment, ...] = ()
    worth: float = 0.0
    kind: str = ""
    column: int = 0
    printed: tuple[Printed, ...] = ()
    bar: Decimal | None = None

    @property
    def fragments(self) -> tuple[Fragment, ...]:
        """Text and detail in one."""
        return self.text + self.detail

    @property
    def period(self) -> str:
        """The period that we tell of a figure, empty where there is none or its words are printed ones."""
        return next((each.label for each in self.detail if each.is_period), "")

    def columns(self, abreast: int) -> int:
        """Return in how many columns the entries of a list stand, of which so many stand abreast.

        Short ones stand two abreast in half a page, four over the whole; longer ones two over the whole where they fit.
        """
        if self.kind == "short":
            return 2 if abreast > 1 else 4
        fits = abreast == 1 and all(len(entry.text + entry.after) <= HALF_ENTRY for entry in self.detail)
        return 2 if fits else 1


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the brief (栏目), its items in printing order.

    note: our words beside its title. cites: the source that all its items share, said once; 0 if they differ.
    """

    name: str
    title: str
    items: tuple[Item, ...] = ()
    note: str = ""
    cites: int = 0


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An item that was not printed, or printed shorter, and why."""

    item: Item
    section: str
    reason: str


@dataclass(frozen=True, slots=True)
class Brief:
    """The page to be printed (简报).

    meta: our words of the masthead and foot (issuer, number, tally, recipients, copies …) by name.
    scale: type size against the template's own. gap_pt: room added between items, two shares between sections.
    """

    date: dt.date
    title: str
    sections: tuple[Section, ...]
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[Note, ...] = ()
    sources: tuple[Source, ...] = ()
    meta: tuple[tuple[str, str], ...] = ()
    scale: float = 1.0
    gap_pt: float = 0.0


@dataclass(frozen=True, slots=True)
class Heights:
    """What a layout pass found, in points (版面量度).

    page_pt: height of the type area of the real page. used_pt: height of the content.
    items: height of each item by its id. gaps: how many shares of `Brief.gap_pt` the page holds.
    """

    page_pt: float
    used_pt: float
    items: Mapping[str, float]
    gaps: int = 0


@dataclass(frozen=True, slots=True)
class Metrics:
    """What a template's type takes (字宽与行高), by which a page is guessed before it is laid out.

    page_pt, mast_pt, head_pt: height of the type area, the masthead, a section's title. Widths in characters of the
    cell's own type: a column of 要闻, its headline, what was done, what was asked, offices, the source list, a full
    line, a tile. Heights of a line of each in points. tile_pt: a row of tiles with the white below it; columns: how
    many stand abreast, by section.
    """

    page_pt: float = 785.2
    mast_pt: float = 34.5
    head_pt: float = 24.8
    news: float = 28.0
    headline: float = 25.7
    deed: float = 17.6
    asked: float = 29.9
    office: float = 10.6
    foot: float = 76.6
    whole: float = 57.9
    entry: float = 28.0
    tile: float = 16.3
    line_pt: float = 14.04
    headline_pt: float = 13.8
    office_pt: float = 9.4
    foot_pt: float = 9.9
    entry_pt: float = 12.7
    tile_pt: float = 46.3
    item_pt: float = 5.7
    news_columns: int = 2
    figure_columns: int = 4
    list_columns: int = 2


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished file (成品)."""

    filename: str
    media_type: str
    data: bytes = field(repr=False)
