"""要闻: headline, summary and reference mark of each story, in reader's order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.compose.desk import Candidate
from briefing.compose.shorten import without_end
from briefing.model import Fragment, Item

if TYPE_CHECKING:
    from briefing.compose.desk import Desk, Told
    from briefing.passage import Passage

__all__ = ["build"]

# A headline longer than this is a paragraph that was taken for one; more of it is not read on one page.
_LONGEST_HEAD = 60
# So many stories have a longer form, which fills the shorter column.
_TOLD_AT_LENGTH = 6
_BY_PLACE = ((3, 1.2), (6, 0.9), (9, 0.4), (10_000, 0.25))


def build(desk: Desk) -> tuple[Candidate, ...]:
    """Return a candidate a story: with a long summary, a short one, the headline alone."""
    settings = desk.config.compose
    told = desk.stories[: settings.max_news]
    plenty = len(told) <= settings.max_news // 3
    found: list[Candidate] = []
    printed: list[str] = []
    for each in told:
        required = each.number <= settings.min_news
        found.append(_candidate(desk, each, tuple(printed), required=required, plenty=plenty))
        printed.append("".join(fragment.passage.text for fragment in found[-1].forms[0].detail))
    return tuple(found)


def _candidate(desk: Desk, told: Told, before: tuple[str, ...], *, required: bool, plenty: bool) -> Candidate:
    """Return the story in its forms. before: what the stories before it say; two pages may report one event."""
    settings = desk.config.compose
    lengths = [settings.summary_long, settings.summary_short]
    if plenty:
        # Few stories: there may be room to tell each at length.
        lengths = [*(settings.summary_long * times for times in (9, 4, 2)), *lengths]
    if told.number <= _TOLD_AT_LENGTH:
        lengths.insert(-2, settings.summary_long * 3 // 2)
    forms: list[Item] = []
    for length in lengths:
        detail = _summary(desk, told, length, before)
        if detail and (not forms or _size(detail) < _size(forms[-1].detail)):
            forms.append(_item(told, detail))
    forms.append(_item(told, ()))
    # Six stories carry a day; those after them are told while there is room.
    weight = next(weight for upto, weight in _BY_PLACE if told.number <= upto)
    return Candidate("news", tuple(forms), weight * (0.6 + told.worth), required=required, keep=0.82)


def _size(fragments: tuple[Fragment, ...]) -> int:
    return sum(len(fragment.passage) for fragment in fragments)


def _item(told: Told, detail: tuple[Fragment, ...]) -> Item:
    lines = [line for line in told.title if line]
    head = [
        Fragment("headline", line[:_LONGEST_HEAD], label=" " if number else "") for number, line in enumerate(lines)
    ]
    if head:
        last = head[-1]
        head[-1] = Fragment(last.role, last.passage, last.label, cites=told.number)
    return Item(f"news-{told.number}", text=tuple(head), detail=detail, kind="news")


def _summary(desk: Desk, told: Told, length: int, before: tuple[str, ...]) -> tuple[Fragment, ...]:
    """Return about `length` characters of the story; a run cut before its end is closed by our mark."""
    from briefing.rank import summarise  # noqa: PLC0415 - numpy waits until a page is composed

    sentences = [sentence for sentence in told.story.sentences if not sentence.intertitle]
    if not sentences:
        return ()
    title = told.story.article.title
    passages = [p for p in summarise(sentences, desk.config.rank, title=title, budget=length, told=before) if p]
    return tuple(_closed(passage, last=passage is passages[-1]) for passage in passages)


def _closed(passage: Passage, *, last: bool) -> Fragment:
    if passage.text[-1] in "。！？!?…”’）":
        return Fragment("summary", passage)
    return Fragment("summary", without_end(passage), after="。" if last else "；")
