"""要闻: headline, summary and reference mark of each story, in reader's order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.compose.desk import Candidate
from briefing.compose.shorten import asks, concrete, demand, without_end
from briefing.model import Activity, Fragment, Item, Statement
from briefing.passage import Passage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.compose.desk import Desk, Told
    from briefing.model import Sentence, Story
__all__ = ["build"]

# A headline longer than this is a paragraph that was taken for one; more of it is not read on one page.
_LONGEST_HEAD = 60
# So many stories have a longer form, which fills the shorter column.
_TOLD_AT_LENGTH = 6
# What a gist of each length keeps of a story's worth, and the headline alone.
_SHARES = (1.0, 0.96, 0.88, 0.58)
# A gist of more than so many times its usual length is a story told: with all that stands between.
_AT_LENGTH = 3
# What a reader loses beyond it who does not even learn that one of the first six stories is there.
_NAMED = 0.25
# A sentence with no more than this beside names, offices, deeds and events only tells who was there.
_LEFT_BY_NAMES = 0.3
# What is asked for is added to a gist that came out short from this weight on: two clauses that can be checked.
_TELLING = 4
_BY_PLACE = ((3, 1.25), (6, 1.25), (9, 0.45), (10_000, 0.25))


def build(desk: Desk) -> tuple[Candidate, ...]:
    """Return a candidate a story: with a long summary, a short one, the headline alone; beyond `max_news` that only."""
    settings = desk.config.compose
    told = desk.stories[: settings.max_news]
    plenty = len(told) <= settings.max_news // 3
    found: list[Candidate] = []
    printed: list[str] = []
    for each in told:
        required = each.number <= settings.min_news
        found.append(_candidate(desk, each, tuple(printed), required=required, plenty=plenty))
        printed.append("".join(fragment.passage.text for fragment in found[-1].forms[0].detail))
    beyond = f"多于 {settings.max_news} 篇（compose.max_news），略去"
    more = desk.stories[settings.max_news :]
    return (*found, *(Candidate("news", (_item(each, ()),), each.worth, beyond=beyond) for each in more))


def _candidate(desk: Desk, told: Told, before: tuple[str, ...], *, required: bool, plenty: bool) -> Candidate:
    """Return the story in its forms. before: what the stories before it say; two pages may report one event."""
    settings = desk.config.compose
    between = (settings.summary_long + settings.summary_short) // 2
    lengths = [settings.summary_long, between, settings.summary_short]
    if plenty:
        # Few stories: there may be room to tell each at length.
        lengths = [*(settings.summary_long * times for times in (9, 4, 2)), *lengths]
    if told.number <= _TOLD_AT_LENGTH:
        lengths += [settings.summary_long * 9 // 4, settings.summary_long * 3 // 2]
    forms: list[Item] = []
    sentences = _sentences(desk, told.story)
    for length in sorted(set(lengths), reverse=True):
        detail = _summary(desk, told, sentences, length, before)
        if detail and (not forms or _size(detail) < _size(forms[-1].detail)):
            forms.append(_item(told, detail))
    forms.append(_item(told, ()))
    plain = max(len(forms) - len(_SHARES), 0)
    # Six stories carry a day; those after them are told while there is room.
    weight = next(weight for upto, weight in _BY_PLACE if told.number <= upto)
    # Fuller forms are given up first, at almost no loss; a headline without its gist tells half.
    fuller = tuple(1 + 0.01 * (plain - form) for form in range(plain))
    shares = fuller + _SHARES[len(_SHARES) - len(forms) + plain :]
    named = _NAMED if told.number <= _TOLD_AT_LENGTH else 0.0
    shares = tuple((share + named) / (1 + named) for share in shares)
    worth = weight * (0.6 + told.worth) * (1 + named)
    return Candidate("news", tuple(forms), worth, required=required, shares=shares, plain=plain)


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


def _sentences(desk: Desk, story: Story) -> tuple[Sentence, ...]:
    """Return the sentences that a gist may tell: those that only say who was there stand in 领导活动."""
    sentences = [s for s in story.sentences if not s.intertitle]
    if "leaders" in desk.config.compose.sections:
        people = _people(story)
        sentences = [s for n, s in enumerate(sentences) if n == 0 or not _tells_attendance(s, people)]
    return tuple(sentences)


def _summary(
    desk: Desk, told: Told, sentences: Sequence[Sentence], length: int, before: tuple[str, ...]
) -> tuple[Fragment, ...]:
    """Return about `length` characters of the sentences; a run cut before its end is closed by our mark."""
    from briefing.rank import summarise  # noqa: PLC0415 - numpy waits until a page is composed

    if not sentences:
        return ()
    title = told.story.article.title
    found = [p for p in summarise(sentences, desk.config.rank, title=title, budget=length, told=before) if p]
    passages = [p for p in (concrete(each, _around(each, sentences), length // 2) for each in found) if p]
    passages = _enough(passages, sentences, length) or found
    if length > _AT_LENGTH * desk.config.compose.summary_long:
        passages = _told_on(passages, sentences, length)
    said = [fact for fact in told.story.facts if isinstance(fact, Statement)]
    passages = [_spoken(each, passages[:at], said, sentences) for at, each in enumerate(passages)]
    return tuple(_closed(passage, last=passage is passages[-1]) for passage in passages)


def _enough(passages: Sequence[Passage], sentences: Sequence[Sentence], length: int) -> list[Passage]:
    """Return the passages and, where they are far from `length`, the one thing asked for that says most.

    Only a demand that says much is added to others; alone, any is better than words of ceremony.
    """
    told = list(passages)
    room = length - sum(map(len, told))
    if room < length // 2:
        return told
    asked = [demand(s.passage, room) for s in sentences[1:] if asks(s.passage)]
    asked = [(words, worth) for words, worth in asked if 8 <= len(words) <= room and not _overlap([words], told)]
    if asked:
        best = max(range(len(asked)), key=lambda at: (asked[at][1], -at))
        if asked[best][1] >= (_TELLING if told else 1):
            told.append(asked[best][0])
    return told


def _told_on(passages: Sequence[Passage], sentences: Sequence[Sentence], length: int) -> list[Passage]:
    """Return the passages, whole sentences where there is room, and those between them, up to `length`; none twice.

    Where a page has few stories, what is left out of a gist because it says little new is better than white paper.
    """
    room = length - sum(map(len, passages))
    said = {passage.text for passage in passages}
    told: list[Passage] = []
    for sentence in sentences:
        own = [passage for passage in passages if _overlap([passage], [sentence.passage])]
        more = len(sentence.passage) - sum(map(len, own))
        asks_only = sentence.text.endswith(("？", "?"))
        if more <= room and sentence.passage.text not in said and (own or not asks_only):
            told.append(sentence.passage)
            said.add(sentence.passage.text)
            room -= more
        else:
            told += [passage for passage in own if passage not in told]
    return [*told, *(passage for passage in passages if not _overlap([passage], told))]


def _overlap(some: Sequence[Passage], others: Sequence[Passage]) -> bool:
    """Tell whether the passages have printed characters in common."""
    spans = [span for each in others for span in each.spans]
    return any(
        one.source == span.source and one.start < span.end and span.start < one.end
        for each in some
        for one in each.spans
        for span in spans
    )


def _spoken(
    passage: Passage, before: Sequence[Passage], said: Sequence[Statement], sentences: Sequence[Sentence]
) -> Passage:
    """Return the passage with who asks for it, as printed before it: 要抓项目 → 周某某强调，要抓项目.

    before: what stands before it in the gist; what goes on from there in the same voice is not led in again.
    """
    statement = next((s for s in said if _overlap([passage], [s.text]) and asks(s.text)), None)
    if statement is None or _overlap([passage, *before[-1:]], [statement.verb]):
        return passage
    voice = [s.text for s in said if s.speaker.text == statement.speaker.text and s.verb == statement.verb]
    if _overlap(before[-1:], voice) or statement.speaker.text in passage.text:
        return passage
    return Passage.join([statement.speaker, _with_mark(statement.verb, sentences), passage])


def _with_mark(verb: Passage, sentences: Sequence[Sentence]) -> Passage:
    """Return a verb of speech with the comma or colon that is printed after it (强调，)."""
    whole = _around(verb, sentences)
    at = whole.text.find(verb.text)
    while at >= 0:
        end = at + len(verb)
        if whole[at:end] == verb:
            return whole[at : end + 1] if whole.text[end : end + 1] in ("，", "：") else verb
        at = whole.text.find(verb.text, at + 1)
    return verb


def _around(passage: Passage, sentences: Sequence[Sentence]) -> Passage:
    """Return the sentence that a passage was cut from; the passage where it is none."""
    start = passage.spans[0]
    for sentence in sentences:
        spans = sentence.passage.spans
        if any(s.source == start.source and s.start <= start.start < s.end for s in spans):
            return sentence.passage
    return passage


def _people(story: Story) -> frozenset[tuple[int, int]]:
    """Return where the story prints who acted, their offices, what they did and at what event."""
    words = [
        passage
        for fact in story.facts
        if isinstance(fact, Activity)
        for passage in (fact.person, *fact.titles, *fact.roles, fact.event)
    ]
    return frozenset((span.start, span.end) for passage in words for span in passage.spans)


def _tells_attendance(sentence: Sentence, people: frozenset[tuple[int, int]]) -> bool:
    """Tell whether the sentence says little but who was there, which 领导活动 tells better.

    市委副书记张某某出席会议，副市长李某某主持会议。
    """
    covered: set[int] = set()
    inside: set[int] = set()
    for span in sentence.passage.spans:
        inside.update(range(span.start, span.end))
        for start, end in people:
            if span.start <= start and end <= span.end:
                covered.update(range(start, end))
    rest = [c for at, c in zip(sorted(inside), sentence.text, strict=False) if at not in covered and c.isalnum()]
    return bool(covered) and len(rest) <= _LEFT_BY_NAMES * sum(map(str.isalnum, sentence.text))


def _closed(passage: Passage, *, last: bool) -> Fragment:
    if passage.text.rstrip("”’）")[-1:] in tuple("。！？!?…"):
        return Fragment("summary", passage)
    return Fragment("summary", without_end(passage), after="。" if last else "；")
