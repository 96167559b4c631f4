"""What was stressed (讲话要点), word for word, credited to who said it: a person, or the meeting.

会议强调 belongs to the meeting, never to a person; 他强调 to the leader who acted last; the sentences with 要 that follow in
the same paragraph go on with the same speaker until another subject comes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.extract import leaders
from briefing.extract.events import events_of_parent, find_events, nearest
from briefing.model import Article, Statement
from briefing.passage import Passage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefing.config import ExtractConfig
    from briefing.extract.events import Event
    from briefing.model import Activity, Context, Sentence

__all__ = ["find"]

_VERB = r"(?P<verb>强调|指出|要求|表示|提出|希望|认为|叮嘱|嘱咐|勉励|宣布|明确|号召|呼吁|重申|说)"
_ADVERB = r"(?:还|也|并|同时|最后|进一步|特别|再次|首先|一再|反复|在会上|在讲话中|在座谈中|在调研中|在致辞中|在总结讲话中|在听取[^，。]{0,24}后|代表[^，。]{2,20}|对[^，。]{2,30})*"
_OPENS_SPEECH = r"(?:[，：,:]|(?=[要各全必希我“]|[\u4e00-\u9fff]{1,12}要))"
_BY_MEETING = re.compile(rf"(?:^|(?<=[，。；]))(?P<who>(?:[\u4e00-\u9fff“”]{{0,20}})?(?:会议|大会|全会|座谈会|推进会|调度会|部署会|例会|动员会))(?:上)?{_ADVERB}{_VERB}{_OPENS_SPEECH}")
_BY_PRONOUN = re.compile(rf"(?:^|(?<=[，。；”]))(?P<who>[他她]){_ADVERB}{_VERB}{_OPENS_SPEECH}")
_BY_DROPPED = re.compile(rf"(?<=[，；])(?:并)?{_VERB}(?:[，：]|(?=[^，。；]{{0,14}}要))")
_DEMAND = re.compile(r"(?:^|[，；：])(?:[^，；：]{0,16})(?:(?<![重主首需摘纪简])要(?![求点素闻])|必须|务必|希望|应当|应该|需要|确保|切实)|^(?:坚持|加快|加强|着力|全力|持续|深入|推动|聚焦|统筹|严格|突出|强化)")
# Words that bring another subject, so the speech is over.
_BREAK = re.compile(r"^(?:会上|会后|会前|会议|大会|活动|随后|当天|当日|期间|其间|据悉|据了解|记者|目前|截至|与会|[^，。]{0,20}(?:参加|出席|列席|陪同)|[\d一二三四五六七八九十]+月\d+日|近年来|今年以来|在[^，。]{2,24}(?:现场|会上|期间)，)")


def find(article: Article, sentences: Sequence[Sentence], config: ExtractConfig, context: Context) -> tuple[Statement, ...]:
    """Return the statements of an article in printing order, one a sentence."""
    activities = leaders.find(article, sentences, config, context) if article.kind != "box" else ()
    events = events_of_parent(context.parent) or find_events(article, sentences)
    return tuple(_read(article, sentences, activities, events))


def _read(
    article: Article, sentences: Sequence[Sentence], activities: Sequence[Activity], events: Sequence[Event]
) -> Iterator[Statement]:
    people = {activity.person.text: activity for activity in reversed(activities)}
    by_name = re.compile(
        rf"(?P<who>{'|'.join(sorted(map(re.escape, people), key=len, reverse=True))})(?:同志)?{_ADVERB}{_VERB}{_OPENS_SPEECH}"
    ) if people else None
    names = re.compile("|".join(map(re.escape, people))) if people else None
    acting: Activity | None = None
    speaker: tuple[Passage, Passage, Activity | None] | None = None
    paragraph = -1
    for number, sentence in enumerate(sentences):
        if sentence.paragraph != paragraph:
            # 他 in a paragraph that has not named the leader is someone else, unless it opens the paragraph.
            opens = sentence.text[:1] in "他她" and acting is not None
            paragraph, speaker, acting = sentence.paragraph, None, acting if opens else None
        if sentence.intertitle:
            speaker = None
            continue
        text = sentence.text
        found, who = _opening(text, by_name, people, acting)
        if found is None:
            named = names.search(text) if names is not None else None
            if named is not None:
                acting = people[named[0]]
            if speaker is None or named is not None or _BREAK.match(text):
                speaker = None
                continue
            if _DEMAND.search(text):
                yield _statement(article, sentence, speaker[0], speaker[1], 0, speaker[2], _event(events, number, sentence))
            continue
        if who is not None:
            acting = who
        by_meeting = found.re is _BY_MEETING
        passage = sentence.passage
        meeting = _meeting_word(found) if by_meeting else None
        said_by = passage[meeting[0] : meeting[1]] if meeting else who.person if who else Passage()
        speaker = (said_by, passage[found.start("verb") : found.end("verb")], None if by_meeting else who)
        yield _statement(article, sentence, said_by, speaker[1], found.end(), speaker[2], _event(events, number, sentence))


def _opening(
    text: str, by_name: re.Pattern[str] | None, people: dict[str, Activity], acting: Activity | None
) -> tuple[re.Match[str] | None, Activity | None]:
    """Return where speech is brought in, and by whom (None for the meeting)."""
    options: list[tuple[int, re.Match[str], Activity | None]] = []
    meeting = _BY_MEETING.search(text)
    if meeting is not None:
        options.append((meeting.start(), meeting, None))
    named = by_name.search(text) if by_name is not None else None
    if named is not None and not _inside_quotes(text, named.start()):
        options.append((named.start(), named, people[named["who"]]))
    pronoun = _BY_PRONOUN.search(text)
    if pronoun is not None and acting is not None:
        options.append((pronoun.start(), pronoun, acting))
    if options:
        _, match, who = min(options, key=lambda option: option[0])
        return match, who
    dropped = _BY_DROPPED.search(text)
    if dropped is not None and not _inside_quotes(text, dropped.start()):
        before = [(text.rfind(name, 0, dropped.start()), name) for name in people if name in text[: dropped.start()]]
        if before:
            return dropped, people[max(before)[1]]
        if acting is not None and len(text) < 400:
            return dropped, acting
    return None, None


def _meeting_word(match: re.Match[str]) -> tuple[int, int]:
    """Return the bounds of the short word for the meeting (会议) within what was printed."""
    end = match.end("who")
    return (end - 2 if match["who"].endswith(("会议", "大会", "全会")) else match.start("who"), end)


def _event(events: Sequence[Event], number: int, sentence: Sentence) -> Passage | None:
    known = nearest(events, number, sentence.paragraph)
    return known.name if known else None


def _statement(
    article: Article, sentence: Sentence, speaker: Passage, verb: Passage, start: int, who: Activity | None, event: Passage | None
) -> Statement:
    """Return the words from `start` to the end of the sentence as said by `speaker`."""
    worth = who.worth if who is not None else 0.7
    return Statement(
        speaker=speaker,
        verb=verb,
        text=sentence.passage[start:].strip(),
        article=article.id,
        event=who.event if who is not None else event,
        by_meeting=who is None,
        worth=round(worth * (1 if start else 0.9), 4),
    )


def _inside_quotes(text: str, at: int) -> bool:
    return text.count("“", 0, at) > text.count("”", 0, at)
