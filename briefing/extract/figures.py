"""Key figures of an article (关键数据): the numbers a reader should know, each with its name, change, period and place.

The way of a number: quantities and periods of a sentence (`figure_view`), what is no figure (`figure_skip`), which
change and rank belongs to it (`figure_bind`), what it measures (`figure_metric`), what is told twice (`figure_merge`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.extract.figure_bind import bind
from briefing.extract.figure_follow import ranked_next
from briefing.extract.figure_merge import mentioned, merged
from briefing.extract.figure_period import Spoken
from briefing.extract.figure_view import view
from briefing.extract.figure_worth import priority_of, worth_of
from briefing.model import Figure
from briefing.passage import Passage
from briefing.text.numbers import simplify

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from briefing.config import ExtractConfig
    from briefing.extract.figure_draft import Draft
    from briefing.extract.figure_view import Range, View
    from briefing.model import Article, Context, Fact, Sentence

__all__ = ["find"]

# Cheap test for a sentence that may tell a number, a rank or a change without number.
_NUMBERED = re.compile(
    r"[0-9０-９]|分之|持平|翻.{0,2}番|第[一二三四五六七八九十]|首位|榜首|前[列茅一二三四五六七八九十]"
    r"|[一二三四五六七八九两十几数]十?[百千万萬亿億]|[百千万十]余|十[一二三四五六七八九]|[二三四五六七八九]十|[百千]名|[一二三四五六七八九两几]成|半数?"
)
# No sentence is as long as this; what is longer lost its full stops and is read in parts, so time stays linear.
_LONGEST = 1200


def find(article: Article, sentences: Sequence[Sentence], config: ExtractConfig, context: Context) -> tuple[Fact, ...]:
    """Return the figures of an article in printing order; what is said again is merged and kept in `also`."""
    del config
    places = _places(context.city)
    body: list[Figure] = []
    spoken = Spoken(context, article)
    paragraph = -1
    alone = False  # the sentence before told one figure
    for sentence in sentences:
        if sentence.paragraph != paragraph:
            paragraph = sentence.paragraph
            spoken.begin_paragraph()
            alone = False
        if not sentence.intertitle:
            told = [*_read(article, sentence.passage, spoken, places, context)]
            if alone and not told:
                body[-1] = ranked_next(body[-1], sentence.passage, context.date)
            alone = len(told) == 1
            body += told
    lines = [line for line in (*article.headline, *article.subheads, article.kicker) if line]
    heads: list[Figure] = []
    for line in lines:
        heads += _read(article, line, Spoken(context, article), places, context)
    found = merged(body, heads)
    for line in lines:
        found = mentioned(found, line)
    return found


def _places(city: str) -> tuple[str, ...]:
    short = city[:-1] if len(city) > 2 and city[-1] in "市县区州省" else ""  # 东莞市 has a short form
    return tuple(name for name in (city, short) if name)


def _read(
    article: Article, passage: Passage, spoken: Spoken, places: tuple[str, ...], context: Context
) -> Iterator[Figure]:
    if len(passage) > _LONGEST:
        for part in _parts(passage):
            yield from _read(article, part, spoken, places, context)
        return
    if _NUMBERED.search(passage.text) is None:
        return
    seen = view(passage, spoken.date, spoken.year)
    drafts = bind(seen, context.date.year if context.date else 9999, places)
    for draft in drafts:
        yield _figure(article, seen, draft, spoken.period(seen, draft), _subject(seen, draft, places))
    spoken.hear(seen)


def _rank(seen: View, pieces: tuple[Range, ...]) -> Passage:
    """Return scope and place as one: 全省|第2, also where they are printed apart (在全国大中城市中排名前列)."""
    scope, place = pieces
    if scope[1] == place[0]:
        return seen.printed(scope[0], place[1])
    return Passage.join((seen.printed(*scope), seen.printed(*place)))


def _parts(passage: Passage) -> Iterator[Passage]:
    """Yield parts of a passage too long for one sentence, cut behind a mark where there is one."""
    start = 0
    while start < len(passage):
        end = start + _LONGEST
        if end < len(passage):
            marks = [passage.text.rfind(mark, start + _LONGEST // 2, end) for mark in "。；，"]
            end = next((mark + 1 for mark in marks if mark >= 0), end)
        yield passage[start:end]
        start = end


def _subject(seen: View, draft: Draft, places: tuple[str, ...]) -> Passage | None:
    if draft.subject:
        return seen.joined((draft.subject,))
    best = None
    for name in (*places, "全市", "我市", "全省", "我省", "全国", "我国", "全县", "我县", "全区", "我区", "全州"):
        at = seen.text.rfind(name, 0, draft.at)
        if at >= 0 and (best is None or at > best[0]) and not _compared(seen.text, at):
            best = (at, at + len(name))
    return seen.joined((best,)) if best else None


# 来自全国各地的选手, 产品销往全国: where people come from and things go to is no subject.
_FAR_AND_WIDE = ("来自", "面向", "销往", "走向", "覆盖", "辐射", "发往", "输往", "汇聚")


def _compared(text: str, at: int) -> bool:
    if text[max(0, at - 2) : at] in _FAR_AND_WIDE or text[at + 2 : at + 4] == "各地":
        return True
    return text[max(0, at - 1) : at] in ("于", "比", "占", "居", "列", "为", "获") or text[at + 2 : at + 3] in (
        "第",
        "前",
        "首",
        "平",
    )


def _figure(article: Article, seen: View, draft: Draft, period: str | None, subject: Passage | None) -> Figure:
    number = draft.level or draft.rate
    value: Decimal | None = number.value if number else None
    unit = number.unit if number else ""
    printed = seen.printed(number.start, number.end) if number else None
    if draft.level is None and draft.points is None and draft.percent is not None:
        value, unit = draft.percent, "%"
        printed = printed or (seen.printed(*draft.change) if draft.change else None)
    start, end = seen.clause(min(draft.at, *(low for low, _ in draft.metric)), draft.last)
    low = min((start, *(piece[0] for piece in draft.metric)))
    metric = seen.joined(draft.metric)
    forecast = draft.forecast
    figure = Figure(
        metric=metric,
        article=article.id,
        evidence=seen.printed(low, end),
        subject=subject,
        printed=printed,
        value=value,
        value_max=number.value_max if number and (draft.level is not None or value == number.value) else None,
        approximate=number.approximate if number else False,
        unit=unit,
        change=seen.printed(*draft.change) if draft.change else None,
        change_percent=draft.percent,
        change_points=draft.points,
        change_kind=draft.kind,
        period=period,
        ranks=tuple(_rank(seen, pieces) for pieces in draft.ranks),
        comparisons=tuple(seen.printed(*piece) for piece in draft.comparisons),
        forecast=forecast,
    )
    priority = priority_of(figure, simplify(metric.text), counted_first=draft.first, compared=draft.compared)
    return replace(figure, priority=priority, worth=worth_of(figure, priority))
