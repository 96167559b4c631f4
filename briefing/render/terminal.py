"""The preview (预览): headlines, summaries and facts of an edition in the terminal.

Lines are broken here, by Chinese rules; rich only puts the colours. Two columns are set with
cursor moves on a terminal, so characters of ambiguous width cannot push the second one aside.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING

from rich.console import Console
from rich.control import Control
from rich.text import Text

from briefing.errors import ConfigError
from briefing.render.cells import cells, harmless, wrapped
from briefing.render.factlines import fact_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import TextIO

    from briefing.model import Article, Edition, Story
    from briefing.passage import Passage

    Choose = Callable[[Story], tuple[Passage, ...]]

__all__ = ["View", "article", "compare", "preview", "wants_colour"]

_MARGIN = 4
_MEASURE = 96  # cells; longer lines are hard to follow
_TWO_COLUMNS = 120
_FACTS, _FACT_LINES = 5, 2
_ENDS, _CLOSERS = "。！？!?…", "”’）"
_WEEKDAYS = "一二三四五六日"
_HEAD, _NUMBER, _DIM, _LABEL = "bold", "bold cyan", "dim", "yellow"
_CHOSEN, _FACT = "bold green", "underline"


@dataclass(frozen=True, slots=True)
class View:
    """How to show it. width: of the terminal in cells; colour: styles and cursor moves; full: every fact."""

    width: int = 80
    colour: bool = False
    full: bool = False


def wants_colour(stream: TextIO, environ: Mapping[str, str]) -> bool:
    """Tell whether to colour: only a terminal that is not dumb, and never against NO_COLOR (no-color.org)."""
    return stream.isatty() and not environ.get("NO_COLOR") and environ.get("TERM") != "dumb"


def preview(edition: Edition, choose: Choose, view: View) -> str:
    """Return headline, summary and facts of every story, in printing order.

    choose: gives the summary of a story. From 120 columns on, the facts stand beside the summary.
    """
    page = _Page(view)
    _masthead(page, edition)
    most = None if view.full else _FACT_LINES
    for number, story in enumerate(edition.stories, 1):
        page.line()
        _headline(page, number, story.article)
        summary = _joined(choose(story))
        facts = fact_lines(story, None if view.full else _FACTS)
        if view.width >= _TWO_COLUMNS and facts:
            half = (view.width - _MARGIN) // 2 - 2
            page.columns(_plain(summary, half), _facts(facts, half, most), half)
        else:
            page.block(_plain(summary, page.measure))
            page.block(_facts(facts, page.measure, most))
    _notes(page, edition)
    return page.text


def article(edition: Edition, number: int, choose: Choose, view: View) -> str:
    """Return one story in full, the sentences of its summary highlighted in place and its facts underlined.

    number: as the preview counts, from 1; ConfigError if there is none. Without colours the chosen sentences
    stand in ⟦ ⟧.
    """
    if not 1 <= number <= len(edition.stories):
        msg = f"--article {number}: there is no such story. The preview counts 1 to {len(edition.stories)}."
        raise ConfigError(msg)
    story = edition.stories[number - 1]
    page = _Page(view)
    _headline(page, number, story.article)
    body = _positions(story.article.paragraphs)
    if story.article.byline and not body & _positions((story.article.byline,)):
        page.block(_plain(story.article.byline.text, page.measure, _DIM))
    chosen = _positions(choose(story))
    evidence = _positions(fact.evidence if hasattr(fact, "evidence") else fact.text for fact in story.facts)
    for paragraph in story.article.paragraphs:
        page.line()
        page.block(_marked(paragraph, chosen, evidence, page.measure, plain=not view.colour))
    if story.facts:
        page.line()
        page.block(_facts(fact_lines(story, None), page.measure))
    return page.text


def compare(edition: Edition, rankers: tuple[tuple[str, Choose], tuple[str, Choose]], view: View) -> str:
    """Return the summaries of two rankers side by side; sentences that both chose are dim."""
    page = _Page(view)
    _masthead(page, edition)
    half = max((view.width - _MARGIN) // 2 - 2, 10)
    page.columns([Text(rankers[0][0], style=_LABEL)], [Text(rankers[1][0], style=_LABEL)], half)
    for number, story in enumerate(edition.stories, 1):
        page.line()
        _headline(page, number, story.article)
        left, right = (choose(story) for _, choose in rankers)
        common = _positions(left) & _positions(right)
        page.columns(_compared(left, common, half), _compared(right, common, half), half)
    return page.text


class _Page:
    """Lines put one under the other by rich."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._file = io.StringIO()
        self._console = Console(
            file=self._file,
            width=max(view.width, 20),
            force_terminal=view.colour,
            legacy_windows=False,
            color_system="standard" if view.colour else None,
            no_color=not view.colour,
            highlight=False,
            markup=False,
            emoji=False,
            _environ={},
        )
        self.measure = max(min(view.width - _MARGIN - 1, _MEASURE), 8)

    @property
    def text(self) -> str:
        return self._file.getvalue()

    def line(self, *parts: Text | Control) -> None:
        for part in parts:
            self._console.print(part, end="", no_wrap=True, overflow="ignore", crop=False, soft_wrap=True)
        self._file.write("\n")

    def block(self, lines: Iterable[Text]) -> None:
        for line in lines:
            self.line(Text(" " * _MARGIN), line)

    def columns(self, left: Iterable[Text], right: Iterable[Text], half: int) -> None:
        for one, two in zip_longest(left, right, fillvalue=Text()):
            if not two.plain:
                self.line(Text(" " * _MARGIN), one)
            elif self._view.colour:
                self.line(Text(" " * _MARGIN), one, Control.move_to_column(_MARGIN + half + 2), two)
            else:
                self.line(Text(" " * _MARGIN), one, Text(" " * max(half + 2 - cells(one.plain), 1)), two)


def _masthead(page: _Page, edition: Edition) -> None:
    day = f"{edition.date.isoformat()} 星期{_WEEKDAYS[edition.date.weekday()]}"
    facts = sum(len(story.facts) for story in edition.stories)
    # As the page counts: what belongs to a story is no story of its own, though it has its number here.
    stories = len(edition.standing)
    others = f"（另附链接、框 {len(edition.stories) - stories} 则）" if stories < len(edition.stories) else ""
    counts = f"{stories} 篇稿件{others}，{facts} 条事实"
    for line in _plain("  ".join(filter(None, (edition.paper, day, counts))), page.measure + _MARGIN, _HEAD):
        page.line(line)


def _headline(page: _Page, number: int, item: Article) -> None:
    kinds = {"sidebar": "［链接］", "box": "［框］"}
    title = kinds.get(item.kind, "") + (item.title or "（无题）")
    lines = _plain(title, page.measure, _HEAD)
    page.line(Text(f"{number:>{_MARGIN - 1}} ", style=_NUMBER), lines[0])
    page.block(lines[1:])
    for subhead in item.subheads:
        page.block(_plain(subhead.text, page.measure, _DIM))


def _notes(page: _Page, edition: Edition) -> None:
    if not edition.notes:
        return
    page.line()
    page.line(Text(f"备注 {len(edition.notes)} 条", style=_LABEL))
    shown = edition.notes if page._view.full else edition.notes[:_FACTS]  # noqa: SLF001 - one file, one page
    for note in shown:
        page.block(_plain(note.message, page.measure, _DIM))
    if len(shown) < len(edition.notes):
        page.block([Text(f"…… 另有 {len(edition.notes) - len(shown)} 条（--full 全部显示）", style=_DIM)])


def _plain(text: str, width: int, style: str = "") -> list[Text]:
    clean = harmless(text)
    return [Text(clean[start:end], style=style) for start, end in wrapped(clean, width) if text]


def _joined(parts: tuple[Passage, ...]) -> str:
    """Return the summary; a run of words cut before its end is closed by our mark."""
    told = [part.text for part in parts if part]
    whole = tuple(_ENDS)
    closed = [text if text.rstrip(_CLOSERS).endswith(whole) else text.rstrip("，、；：,;: ") + "；" for text in told]
    return "".join(closed).removesuffix("；") + ("。" if closed and closed[-1][-1] == "；" else "")


def _facts(facts: Iterable[tuple[str, str]], width: int, most: int | None = None) -> list[Text]:
    """Return label and words of each fact, its further lines indented; most: lines a fact, the rest is cut off."""
    lines = []
    for label, words in facts:
        indent = cells(label, 2) + 1
        room = max(width - indent, 8)
        told = _plain(words, room)
        if most is not None and len(told) > most:
            last = told[most - 1].plain
            while cells(last + "……", 2) > room:
                last = last[:-1]
            told = [*told[: most - 1], Text(last + "……")]
        for number, line in enumerate(told):
            lines.append(Text.assemble((label, _LABEL) if not number else " " * cells(label), " ", line))
    return lines


def _positions(passages: Iterable[Passage]) -> frozenset[tuple[str, int]]:
    """Return every printed position of the passages."""
    spans = (span for passage in passages for span in passage.spans)
    return frozenset((span.source, at) for span in spans for at in range(span.start, span.end))


def _where(passage: Passage) -> list[tuple[str, int]]:
    return [(span.source, at) for span in passage.spans for at in range(span.start, span.end)]


def _marked(
    passage: Passage,
    chosen: frozenset[tuple[str, int]],
    evidence: frozenset[tuple[str, int]],
    width: int,
    *,
    plain: bool,
) -> list[Text]:
    """Return the paragraph with its chosen and evident characters styled, or the chosen in ⟦ ⟧ if plain."""
    where = _where(passage)
    clean = harmless(passage.text)
    if plain:
        for start, end in reversed(list(_runs([at in chosen for at in where]))):
            clean = f"{clean[:start]}⟦{clean[start:end]}⟧{clean[end:]}"
        return _plain(clean, width)
    whole = Text(clean)
    for style, wanted in ((_CHOSEN, chosen), (_FACT, evidence)):
        for start, end in _runs([at in wanted for at in where]):
            whole.stylize(style, start, end)
    return [whole[start:end] for start, end in wrapped(clean, width)]


def _runs(lit: list[bool]) -> Iterator[tuple[int, int]]:
    """Yield start and end of each run of True."""
    for on, run in groupby(range(len(lit)), key=lit.__getitem__):
        indexes = list(run)
        if on:
            yield indexes[0], indexes[-1] + 1


def _compared(parts: tuple[Passage, ...], common: frozenset[tuple[str, int]], width: int) -> list[Text]:
    lines = []
    for part in parts:
        both = common.issuperset(_where(part))
        lines += _plain(part.text, width, _DIM if both else "")
    return lines
