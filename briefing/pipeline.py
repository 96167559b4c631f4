"""The straight way, in order: pages, articles, sentences, facts, an edition, a brief, files."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePath
from types import MappingProxyType
from typing import TYPE_CHECKING

from briefing.errors import ConfigError, ReadError, counted
from briefing.extract import find_facts, find_officials, reconcile
from briefing.layout import segment, stitch
from briefing.model import Context, Edition, Note, Story
from briefing.rank import RANKERS
from briefing.read import read_pages
from briefing.text import parse
from briefing.text.dates import filename_date, infer_edition_date, masthead_date
from briefing.text.script import is_traditional

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from briefing.config import Config
    from briefing.model import Article, Brief, Layout, Page, Rendered, Source

__all__ = [
    "PageRead",
    "Reading",
    "analyse",
    "check_backends",
    "edition_of",
    "fit_again",
    "join_pages",
    "make_brief",
    "make_edition",
    "publish",
    "read_all",
    "read_articles",
    "read_file",
    "tell_stories",
]


@dataclass(frozen=True, slots=True)
class PageRead:
    """One page and what was found on it."""

    page: Page
    layout: Layout


@dataclass(frozen=True, slots=True)
class Reading:
    """The pages of an issue, their articles stitched, and the date they state; failures: a line a file.

    days: the date that each page states itself, by its source's id.
    kept: the sources of articles that came as JSON, without pages.
    """

    pages: tuple[Page, ...]
    articles: tuple[Article, ...]
    notes: tuple[Note, ...] = ()
    date: dt.date | None = None
    failures: tuple[str, ...] = ()
    days: tuple[tuple[str, dt.date], ...] = ()
    kept: tuple[Source, ...] = ()

    @property
    def sources(self) -> tuple[Source, ...]:
        """The source of each page, in reading order."""
        return tuple(page.source for page in self.pages) or self.kept


def check_backends(config: Config) -> None:
    """Raise ConfigError for a ranker that is not known, before any page is read."""
    RANKERS.check(config.rank.method, "rank.method")


def read_file(path: str, config: Config, source_id: str) -> tuple[PageRead, ...]:
    """Return the pages of one file, each with its layout. Raises ReadError."""
    return tuple(PageRead(page, segment(page, config.layout)) for page in read_pages(path, config.read, source_id))


def read_articles(path: str, config: Config) -> tuple[tuple[Article, ...], tuple[Note, ...]]:
    """Return the articles of one file and the doubts about them. Raises ReadError."""
    reading = join_pages(read_file(path, config, "s1"), config)
    return reading.articles, reading.notes


def join_pages(pages: Sequence[PageRead], config: Config, failures: Iterable[str] = ()) -> Reading:
    """Return the issue that the pages make: continuations stitched, the date found.

    The date is the masthead's or folio's, else the file name's, else the latest day told of; the latest of several.
    """
    layouts = [each.layout for each in pages]
    if config.layout.stitch:
        layouts = list(stitch(layouts))
    stitched = [replace(each, layout=layout) for each, layout in zip(pages, layouts, strict=True)]
    date, doubts = _issue_date(stitched)
    failed = tuple(failures)
    return Reading(
        pages=tuple(each.page for each in pages),
        articles=tuple(article for layout in layouts for article in layout.articles),
        notes=(
            # The page has room for the file's name; its reason is told to whoever builds.
            *(Note("warning", f"未能读入：{line.partition(': ')[0]}") for line in failed),
            *doubts,
            *_scripts(pages),
            *(note for layout in layouts for note in layout.notes),
        ),
        date=date,
        failures=failed,
        days=tuple((each.page.source.id, day) for each in stitched if (day := _stated_date(each) or _named_date(each))),
    )


def _scripts(pages: Sequence[PageRead]) -> Iterator[Note]:
    """Yield a note where pages are in traditional characters: facts are known in simplified ones."""
    if any(is_traditional("".join(article.body for article in each.layout.articles)) for each in pages):
        yield Note("warning", "版面是繁体字：人名、职务、数据按简体字识别，会有遗漏。")


def _issue_date(pages: Sequence[PageRead]) -> tuple[dt.date | None, tuple[Note, ...]]:
    """Return the newspaper's date by the first kind of evidence any page has, and a note where pages disagree."""
    for evidence in (_stated_date, _named_date):
        dates = sorted({date for each in pages if (date := evidence(each)) is not None})
        if dates:
            doubt = Note("warning", f"各版日期不一：{'、'.join(map(str, dates))}，按最晚的一天编排。")
            return dates[-1], (doubt,) if len(dates) > 1 else ()
    texts = [
        line
        for each in pages
        for article in each.layout.articles
        for line in (article.kicker.text, article.title, *(p.text for p in article.paragraphs))
    ]
    return infer_edition_date(texts), ()


def _stated_date(read: PageRead) -> dt.date | None:
    if read.page.source.date is not None:
        return read.page.source.date
    found = (masthead_date(block.passage.text) for block in read.layout.furniture)
    return next((date for date in found if date is not None), None)


def _named_date(read: PageRead) -> dt.date | None:
    return filename_date(PurePath(read.page.source.path).name)


def analyse(article: Article, config: Config, context: Context | None = None) -> Story:
    """Return the article read through: sentences, and the facts they state."""
    sentences = parse(article)
    facts = find_facts(article, sentences, config.extract, context or Context(city=config.extract.city))
    return Story(article, sentences, facts)


def tell_stories(
    articles: Sequence[Article],
    config: Config,
    date: dt.date | None,
    days: Mapping[str, dt.date] = MappingProxyType({}),
) -> tuple[tuple[Story, ...], tuple[Note, ...]]:
    """Return a story for each article, restated facts merged, and notes on what contradicts.

    date: of the edition. days: by source id, where a page is of another day: its 7日 is of its own month.
    """
    by_id = {article.id: article for article in articles}
    people = frozenset[str]().union(*(find_officials(article, parse(article), config.extract) for article in articles))
    context = Context(date=date, city=config.extract.city, people=people)
    stories = []
    for article in articles:
        day = next((days[page] for page in article.pages if page in days), date)
        own = replace(context, date=day, parent=by_id.get(article.parent or ""))
        stories.append(analyse(article, config, own))
    return reconcile(stories)


def make_edition(
    paths: Iterable[str],
    config: Config,
    *,
    date: dt.date | None = None,
    progress: Callable[[str], None] | None = None,
) -> Edition:
    """Return the edition that the files make, in the order given.

    A file that cannot be read among others becomes a failure; if none can be read, ReadError.
    date: of the newspaper; None finds it on the pages. Raises ReadError where no date can be had, or no article.
    """
    check_backends(config)
    pages, failures = read_all(list(paths), config, progress)
    return edition_of(join_pages(pages, config, failures), config, date=date)


def read_all(
    paths: Sequence[str], config: Config, progress: Callable[[str], None] | None = None
) -> tuple[tuple[PageRead, ...], tuple[str, ...]]:
    """Return the pages of all files, and a line for each file that could not be read among others.

    progress: told "3/40 path" before each file. Raises ReadError for a single file, or where none could be read.
    """
    pages: list[PageRead] = []
    failures: list[str] = []
    for number, path in enumerate(paths, 1):
        if progress is not None:
            progress(f"{number}/{len(paths)} {path}")
        try:
            pages += read_file(path, config, f"s{number}")
        except ReadError as error:
            if len(paths) == 1:
                raise
            failures.append(str(error))
    if not pages:
        msg = f"none of the {len(paths)} files could be read; the first: {failures[0] if failures else 'none given'}"
        raise ReadError(msg)
    return tuple(pages), tuple(failures)


def edition_of(reading: Reading, config: Config, *, date: dt.date | None = None) -> Edition:
    """Return the edition of pages already read. Raises ReadError where no date can be had, or no article."""
    where = reading.sources[0].path if reading.sources else "the input"
    if not any(article.paragraphs for article in reading.articles):
        read = counted(sum(len(page.lines) for page in reading.pages), "line")
        msg = f"{where}: no article found ({read} read). A brief needs at least one headline with its text."
        raise ReadError(msg)
    day = date or reading.date
    if day is None:
        msg = f"{where}: no full date on the page or in the file's name. Give the newspaper's date: --date YYYY-MM-DD."
        raise ReadError(msg)
    stories, notes = tell_stories(reading.articles, config, day, {} if date else dict(reading.days))
    return Edition(
        date=day,
        stories=stories,
        sources=reading.sources,
        pages=reading.pages,
        notes=(*reading.notes, *notes),
        paper=next((source.paper for source in reading.sources if source.paper), None),
        failures=reading.failures,
    )


def make_brief(edition: Edition, config: Config) -> Brief:
    """Return the brief that fills one page. Raises ConfigError where the required items cannot fit."""
    from briefing.compose import compose
    from briefing.render import measurer, metrics_of

    return compose(edition, config, measurer(config), metrics_of(config))


def fit_again(brief: Brief, config: Config, *, anew: bool = False, fill: bool = False) -> Brief:
    """Return a kept brief as it fits the page of the settings' template; as it is where nothing is drawn, or none fits.

    anew: it is set in another template than it was made for. fill: it was edited, so there may be room again for what
    was left out. Raises RenderError.
    """
    from briefing.compose import refit
    from briefing.render import measurer, metrics_of

    measure = measurer(config)
    if measure is None or not {"pdf", "png", "eml"} & set(config.render.formats):
        return brief
    try:
        return refit(brief, measure, metrics_of(config), anew=anew, fill=fill)
    except ConfigError:
        # Drawing it tells by how much it is too long.
        return brief


def publish(brief: Brief, config: Config) -> tuple[Rendered, ...]:
    """Return the finished files, one a format. Raises RenderError and ConfigError."""
    from briefing.render import RENDERERS, render

    if not config.render.formats:
        msg = "render.formats is empty. Name at least one: " + ", ".join(RENDERERS) + "."
        raise ConfigError(msg)
    return tuple(render(brief, name, config) for name in config.render.formats)
