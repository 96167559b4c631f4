"""What was stressed (讲话要点), word for word, credited to who said it: a person, or the meeting.

会议强调 belongs to the meeting, never to a person; 他强调 to the leader who acted last; the sentences with 要 that
follow in the same paragraph go on with the same speaker until another subject comes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.extract import leaders
from briefing.extract.events import events_of_parent, find_events, nearest
from briefing.model import Article, Statement
from briefing.passage import Passage
from briefing.text.offices import ends_in_office

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefing.config import ExtractConfig
    from briefing.extract.events import Event
    from briefing.model import Activity, Context, Sentence

__all__ = ["find"]

_VERB = r"(?P<verb>强调|指出|要求|表示|提出|希望|认为|叮嘱|嘱咐|勉励|宣布|明确|号召|呼吁|重申|说)"
# No pattern below matches without one of these; most sentences have none.
_ANY_VERB = re.compile(_VERB)
_ADVERB = (
    r"(?:还|也|并|同时|最后|进一步|特别|再次|首先|一再|反复|现场|在[^，。；]{1,20}?(?:上|中|时|后|期间))*"
    r"(?:(?:在听取|代表|对|就)[^，。]{2,30}?)?"
)
# 希望委员们认真讨论: what these verbs bring needs no 要.
_OPENS_SPEECH = (
    r"(?:[，：,:]|(?=要(?![求点素])|[各全必希我“]|[\u4e00-\u9fff]{1,12}要(?![求点素]))"
    r"|(?<=希望|要求|叮嘱|嘱咐|勉励|号召|呼吁)(?=[\u4e00-\u9fff]{4})(?![的是在和])"
    r"|(?<=强调|指出|表示|提出)(?=[^，。；：的了过]{3,20}[，、][^。；]{0,60}?(?:要(?![求点素])|必须|务必)))"
)
_BY_MEETING = re.compile(
    rf"(?:^|(?<=[，。；]))(?P<who>[\u4e00-\u9fff“”]{{0,20}}?(?:会议|大会|全会|座谈会|推进会|调度会|部署会|例会|动员会))上?"
    rf"{_ADVERB}{_VERB}{_OPENS_SPEECH}"
)
_BY_PRONOUN = re.compile(rf"(?:^|(?<=[，。；”]))(?P<who>[他她]){_ADVERB}{_VERB}{_OPENS_SPEECH}")
_BY_DROPPED = re.compile(
    rf"(?<=[，；])(?:并)?{_VERB}(?:[，：]|(?<=强调|指出)(?=[^，。；：的了过]{{3,20}}[，、][^。；]{{0,60}}?(?:要(?![求点素])|必须|务必))"
    rf"|(?=[^，。；]{{0,14}}要)|(?<=要求|叮嘱|嘱咐|勉励)(?=[\u4e00-\u9fff]{{4}}))"
)
# 会议学习了全会精神，要求各单位…
_BY_MEETING_LATER = re.compile(
    rf"^(?P<who>会议|大会|全会)[^。；]{{2,120}}?，(?:并|会议)?{_VERB}(?:[，：]|(?=[^，。；]{{0,14}}[要把]))"
)
_DEMAND = re.compile(
    r"(?:^|[，；：])(?:[^，；：]{0,16})(?:(?<![重主首需摘纪简])要(?![求点素闻])|必须|务必|希望|应当|应该|需要|确保"
    r"|切实)|^(?:坚持|加快|加强|着力|全力|持续|深入|推动|聚焦|统筹|严格|突出|强化)"
)
# What a meeting stressed is told after its chair and before those who only attend.
_MEETING_WORTH = 0.7
# Words that bring another subject, so the speech is over.
_BREAK = re.compile(
    r"^(?:会上|会后|会前|会议|大会|活动|随后|当天|当日|期间|其间|据悉|据了解|记者|目前|截至|与会"
    r"|[^，。]{0,20}(?:参加|出席|列席|陪同)|[\d一二三四五六七八九十]+月\d+日|近年来|今年以来|在[^，。]{2,24}(?:现场"
    r"|会上|期间)，)"
)


def find(
    article: Article, sentences: Sequence[Sentence], config: ExtractConfig, context: Context
) -> tuple[Statement, ...]:
    """Return the statements of an article in printing order, one a sentence."""
    activities = leaders.find(article, sentences, config, context) if article.kind != "box" else ()
    events = events_of_parent(context.parent) or find_events(article, sentences)
    return tuple(_read(article, sentences, activities, events))


@dataclass(frozen=True, slots=True)
class _Speech:
    """A verb of speech in a sentence: bounds of the verb, where the words begin, who says them (None: the meeting)."""

    verb: tuple[int, int]
    start: int
    speaker: Passage
    who: Activity | None


def _read(
    article: Article, sentences: Sequence[Sentence], activities: Sequence[Activity], events: Sequence[Event]
) -> Iterator[Statement]:
    people = _People(activities)
    speech: _Speech | None = None
    verb = Passage()
    paragraph = -1
    for number, sentence in enumerate(sentences):
        if sentence.paragraph != paragraph:
            paragraph, speech = sentence.paragraph, None
            people.turn(sentence.text)
        found = None if sentence.intertitle else people.speech(sentence)
        if found is not None:
            speech = found
            verb = sentence.passage[slice(*found.verb)]
        elif sentence.intertitle or people.note(sentence.text) or _BREAK.match(sentence.text):
            speech = None
        if speech is None or (found is None and not _DEMAND.search(sentence.text)):
            continue
        known = nearest(events, number, sentence.paragraph)
        event = speech.who.event if speech.who is not None else known.name if known else None
        worth = speech.who.worth if speech.who is not None else _MEETING_WORTH
        yield Statement(
            speaker=speech.speaker,
            verb=verb,
            text=sentence.passage[found.start if found is not None else 0 :].strip(),
            article=article.id,
            event=event,
            by_meeting=speech.who is None,
            worth=round(worth if found is not None else worth * 0.9, 4),
        )


class _People:
    """The leaders of an article and which of them acted last."""

    def __init__(self, activities: Sequence[Activity]) -> None:
        self._acts = {activity.person.text: activity for activity in reversed(activities)}
        names = "|".join(sorted(map(re.escape, self._acts), key=len, reverse=True))
        self._name = re.compile(names) if names else None
        pattern = rf"(?P<who>{names})(?:同志)?{_ADVERB}{_VERB}{_OPENS_SPEECH}"
        self._says = re.compile(pattern) if names else None
        self._last: Activity | None = None

    def turn(self, text: str) -> None:
        """Begin a paragraph: 他 means nobody before a leader is named, unless it opens the paragraph."""
        if text[:1] not in ("他", "她"):
            self._last = None

    def note(self, text: str) -> bool:
        """Keep a leader named without speech as the last to act; tell whether one is."""
        match = self._name.search(text) if self._name is not None else None
        if match is not None:
            self._last = self._acts[match[0]]
        return match is not None

    def speech(self, sentence: Sentence) -> _Speech | None:
        """Return the speech a sentence brings in, the first of several."""
        text = sentence.text
        if _ANY_VERB.search(text) is None:
            return None
        options: list[tuple[re.Match[str], Activity | None]] = []
        if (meeting := _BY_MEETING.search(text)) is not None:
            options.append((meeting, None))
        named = self._says.search(text) if self._says is not None else None
        if named is not None and not _inside_quotes(text, named.start()):
            options.append((named, self._acts[named["who"]]))
        if (pronoun := _BY_PRONOUN.search(text)) is not None:
            who = self._named_before(text, pronoun.start()) or self._last
            if who is not None:
                options.append((pronoun, who))
        options = options or self._dropped(text)
        if not options and (later := _BY_MEETING_LATER.search(text)) is not None and not self.note(text):
            options.append((later, None))
        if not options:
            return None
        match, who = min(options, key=lambda option: option[0].start())
        if who is not None:
            self._last = who
            speaker = who.person
        else:
            speaker = sentence.passage[slice(*_meeting_word(match))]
        return _Speech(match.span("verb"), match.end(), speaker, who)

    def _named_before(self, text: str, at: int) -> Activity | None:
        """Return the leader who is the subject of a sentence that goes on with 他 (何小江表示欢迎，他指出，…)."""
        match = self._name.search(text, 0, at) if self._name is not None else None
        if match is None or not (match.start() == 0 or ends_in_office(text[: match.start()])):
            return None
        return self._acts[match[0]]

    def _dropped(self, text: str) -> list[tuple[re.Match[str], Activity | None]]:
        """Return speech without a subject: by who is named before it and is known to have said so, else the last."""
        match = _BY_DROPPED.search(text)
        if match is None or _inside_quotes(text, match.start()):
            return []
        here = [name for name in self._acts if name in text[: match.start()]]
        said = [name for name in here if any(role.text == match["verb"] for role in self._acts[name].roles)]
        who = self._acts[(said or here)[0]] if here else self._last
        return [(match, who)] if who is not None else []


def _meeting_word(match: re.Match[str]) -> tuple[int, int]:
    """Return the bounds of the short word for the meeting (会议) within what was printed."""
    end = match.end("who")
    return (end - 2 if match["who"].endswith(("会议", "大会", "全会")) else match.start("who"), end)


def _inside_quotes(text: str, at: int) -> bool:
    return text.count("“", 0, at) > text.count("”", 0, at)
