"""Which event a deed belongs to, and on which day (活动归属): the verb's object, else what the article is about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.extract.events import Event, find_events, generic, nearest, same_event, trim_event
from briefing.extract.sittings import at_meetings, is_meeting, opens_at, sitting, spoken_at
from briefing.extract.unnamed import deed_words, unnamed_event
from briefing.text.dates import find_dates

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from briefing.extract.roles import Predicate, Role
    from briefing.model import Article, Context, Sentence
    from briefing.passage import Passage
    from briefing.text.dates import PrintedDate

__all__ = ["Occasions"]

Occasion = tuple["Passage | None", "Passage | None"]

_TOUR = re.compile(r"调研|检查|督导|慰问|考察|巡查|有关活动|活动|接访|暗访|走访|会见")
_TALKS = frozenset(("会见", "会谈", "会晤"))
_COUNTERPART = re.compile(r"会见|会晤|[与同][^，。；]{2,40}?会[谈见晤]")
_CHAIRS = frozenset(("主持", "召开", "召集", "出席", "讲话", "致辞", "宣读"))
_CEREMONY = re.compile(r"仪式$|典礼$|推介会$|签约$|开幕式$|揭牌")
_YEAR = re.compile(r"(?:早在)?(?P<year>(?:19|20)\d\d)年")
_STILL_LAST_YEAR = 3
_ONLY_VERBS = re.compile(r"(?:观摩|指导|督导|检查|调研|考察|慰问|看望|视察|走访|巡查|督查|参观|察看){2,3}")
_HERE = frozenset(("这里", "那里", "此地", "此处", "当地", "现场"))
# A day that opens a paragraph stands within so many characters.
_OPENING = 24
# 当天下午，…还出席了: the article's day, another part of it.
_SAME_DAY = re.compile(r"(?:当[天日]|同[天日]|同一天)(?P<part>上午|中午|下午|傍晚|晚上?)?")
# 宣讲结束后，…还到县政务服务中心检查…: a tour after something that was none
_ALSO = re.compile(
    r"[^，。；]{0,12}(?:还|又)(?:专程|先后)?(?:来到|前往|深入|走进|到|赴|看望|慰问|走访|检查|调研|察看|参观)"
)
# 又讯 3月14日，…: a second story under one head
_NEWS_ALSO = re.compile(r"(?:又讯|另讯|又悉|另悉|另据(?:悉|报道)|本报讯)[：:，\s\u3000]*")
# 参加云台代表团的审议: so a session in parts is told.
_PART = re.compile(r"[^，。；]{2,20}(?:审议|讨论)$")
# 会前，…赴各区开展专题调研；座谈会后，…看望了: beside the meeting, on its day unless a study was made for it
_HAPPENING = (
    r"(?:[\u4e00-\u9fff]{0,4}[会式]议?|会[见谈晤]|(?:[\u4e00-\u9fff]{0,4})(?:活动|签约|开工|庭审|比赛|演出|宣讲|授课|巡视|观摩|调研|检查|考察"
    r"|视察|慰问|座谈)|课)"
)
_BESIDE = re.compile(
    r"(?:此前|随后|其间|期间|当[天日](?:[上中下]午|晚上?)?|当晚"
    rf"|{_HAPPENING}(?:之?前|结束后|之?后|前后|期间))，"
)
# 会前, 会见结束后: outside of what was told last, not a step of it as 随后 may be
_OUTSIDE = re.compile(rf"{_HAPPENING}(?:之?前|结束后|之?后|前后)，")
_TALK = re.compile(r"会[见谈晤]")
_DATELINE = re.compile(
    r"[（(]?[\u4e00-\u9fff]{2,16}?(?P<day>\d{1,2}月\d{1,2}日)(?:讯|电|消息)(?:[）)]|\s|[（(][^（）()]{2,40}[）)])*"
)
# 在典礼上: so short a name stands for the event named in full elsewhere.
_SHORT_NAME = 4
# 连日来，…: the days told further down are of single deeds.
_SOME_DAYS = re.compile(r"连日来|近期|近段时间|这几天|近来|近几天")
_LEAD = 60


class Occasions:
    """The events and days of one article, and the one that opened the story."""

    def __init__(self, article: Article, sentences: Sequence[Sentence], context: Context) -> None:
        """Keep the article; its events are looked for when the first deed asks for them."""
        self._article = article
        self._sentences = sentences
        self._edition = context.date
        self._events: tuple[Event, ...] | None = None
        self._sittings: set[str] = set()
        self.lead: Passage | None = None
        self.place: Passage | None = None
        self._openings: dict[tuple[int, int], PrintedDate | None] = {}
        self._date, self._part = self._article_day()

    @property
    def events(self) -> tuple[Event, ...]:
        """The named events in printing order."""
        if self._events is None:
            self._events = find_events(self._article, self._sentences)
        return self._events

    def of(self, number: int, predicate: Predicate) -> Occasion:
        """Return event and place of what is done in sentence `number`; (None, place) where nothing tells the event."""
        sentence = self._sentences[number]
        place = sentence.passage[slice(*predicate.place)] if predicate.place else None
        if place is not None and place.text in _HERE:
            place = None
        event = self._tour(sentence, predicate)
        if event is not None:
            return self._first(event, place)
        if self.toured():
            sat = sitting(self._sentences, number, predicate)
            if sat is not None:
                self._sittings.add(sat.text)
                return sat, place
        found = self._named(number, predicate, place)
        if found is not None:
            return found
        if self.anew(number) and _OUTSIDE.match(sentence.text) and not at_meetings(predicate):
            deed = deed_words(sentence, predicate)
            if len(deed) > _SHORT_NAME:
                return deed, place
        return self._known(number, predicate, place)

    def first(self, event: Passage) -> Passage:
        """Return the event, kept as the one the story is about if it is the first."""
        return self._first(event, None)[0] or event

    def apart(self, event: Passage, last: Passage, roles: Sequence[Role]) -> bool:
        """Tell whether an event is another one than `last` though of the same day: talks with guests, or a ceremony."""
        if any(role.verb in _TALKS for role in roles) and _COUNTERPART.match(event.text):
            return True
        if is_meeting(last.text):
            return False
        chaired = any(role.verb in _CHAIRS for role in roles) and is_meeting(event.text) and not generic(event.text)
        return chaired or _CEREMONY.search(event.text) is not None

    def beside(self, number: int, event: Passage, last: Passage) -> bool:
        """Tell whether a sentence opens with a meeting after the tour told last, or beside the meeting told last."""
        sentence = self._sentences[number]
        text = sentence.text
        opens = opens_at(sentence)
        if opens is not None and opens.text == event.text and not same_event(event.text, last.text):
            return True
        if not is_meeting(last.text) and _TALK.search(last.text) is None:
            if event.text in self._sittings or (
                _OUTSIDE.match(text) and not generic(event.text) and not same_event(event.text, last.text)
            ):
                return True
            also = any(_ALSO.match(text, clause) for clause in (0, text.find("，") + 1))
            tour = _TOUR.match(event.text) is not None
            return also and tour and _TOUR.search(last.text) is None and not same_event(event.text, last.text)
        outside = _BESIDE.match(text) is not None
        return outside and not generic(event.text) and not same_event(event.text, last.text)

    def toured(self) -> bool:
        """Tell whether the story opened with a tour or talks, not with a meeting."""
        return self.lead is not None and not is_meeting(self.lead.text)

    def anew(self, number: int) -> bool:
        """Tell whether a sentence opens beside a meeting (会前，…到指挥中心察看): small steps are deeds there."""
        lead = self.lead.text if self.lead is not None else ""
        opens = _BESIDE.match(self._sentences[number].text) is not None
        return opens and (is_meeting(lead) or _TALK.search(lead) is not None)

    def long_past(self, number: int) -> bool:
        """Tell whether a sentence opens with a year that was over months before the edition (2019年，他到…考察)."""
        year = _YEAR.match(self._sentences[number].text)
        if year is None or self._edition is None:
            return False
        # A paper of the first months still tells of the end of the year before.
        return int(year["year"]) < self._edition.year - (self._edition.month <= _STILL_LAST_YEAR)

    def near(self, event: Passage, paragraph: int) -> bool:
        """Tell whether an event is named so near that one who merely speaks must be speaking there."""
        if event == self.lead:
            return True
        return any(known.name == event and known.paragraph in (-1, 0, paragraph) for known in self.events)

    def day(self, number: int, start: int) -> tuple[dt.date | None, str | None, bool]:
        """Return day, part of day, and whether the sentence or its paragraph opens with it.

        number: the sentence; start: where in it the people stand.
        """
        text = self._sentences[number].text
        beside = _BESIDE.match(text)
        if beside is not None and "前" in beside[0] and "调研" in text:
            return None, None, False
        near = self._right_before(number, start)
        if near is not None:
            return near.first, near.part, True
        first = self._opening(number)
        back = [(at, _OPENING) for at in range(number - 1, first - 1, -1)]
        for at, limit in ((number, start), *back):
            same = _SAME_DAY.match(self._sentences[at].text[:limit])
            if same is not None:
                date, _, _ = self.day(self._opening(first - 1), _OPENING) if first else (self._date, None, False)
                return date, same["part"] or self._part, True
            opens = self._opens_with(at, limit)
            if opens is not None:
                return opens.first, opens.part, True
        return self._date, self._part, False

    def _right_before(self, number: int, start: int) -> PrintedDate | None:
        """Return the day printed right before the people (26日夜间降雨，27日一早，县长…)."""
        text = self._sentences[number].text[:start]
        for day in find_dates(text, self._edition):
            if day.start > 2 and text[day.start - 1] in "，；" and start - day.end <= 1:
                return day
        return None

    def _opening(self, number: int) -> int:
        """Return the first sentence of the paragraph that sentence `number` stands in."""
        while number > 0 and self._sentences[number - 1].paragraph == self._sentences[number].paragraph:
            number -= 1
        return number

    def _opens_with(self, number: int, limit: int) -> PrintedDate | None:
        """Return the day a sentence opens with, if it is not in the future."""
        asked = (number, limit)
        if asked not in self._openings:
            text = self._sentences[number].text
            news = _NEWS_ALSO.match(text)
            begin = news.end() if news is not None else 0
            days = find_dates(text[begin : begin + limit], self._edition)
            told = (day for day in days if day.start <= 2 and (self._edition is None or day.first <= self._edition))
            self._openings[asked] = next(told, None)
        return self._openings[asked]

    def _article_day(self) -> tuple[dt.date | None, str | None]:
        texts = [sentence.text for sentence in self._sentences[:3]]
        if self._article.paragraphs:
            texts.append(self._article.paragraphs[0].text[:60])
        wired = self._dateline(texts[-1]) if texts else None
        if wired is not None:
            self._edition, told = wired
            return told.first, told.part
        lead = [each.text for each in self._sentences if each.paragraph == self._sentences[0].paragraph][:3]
        if lead and _SOME_DAYS.search(lead[0][:_LEAD]) and not any(find_dates(each, self._edition) for each in lead):
            return None, None
        for text in texts:
            for day in find_dates(text, self._edition):
                if day.start < 80 and (self._edition is None or day.first <= self._edition):
                    return day.first, day.part
        return None, None

    def _dateline(self, text: str) -> tuple[dt.date, PrintedDate] | None:
        """Return the day of 本报某地1月24日讯 and the day told behind it: 今天 is that day, 29日 one near it."""
        line = _DATELINE.match(text)
        wired = next(iter(find_dates(line["day"], self._edition)), None) if line is not None else None
        if line is None or wired is None:
            return None
        told = (day for day in find_dates(text[line.end() :], wired.first) if day.start < _OPENING)
        return wired.first, next(told, wired)

    def _tour(self, sentence: Sentence, predicate: Predicate) -> Passage | None:
        """Return the words of a tour or talk (督导河涌治理工作, 与…会谈, 到…调研), None if they are too bare."""
        if predicate.visit is None:
            return None
        start, end = predicate.visit
        visit = sentence.passage[start:end].strip("，、等 ")
        bare = any(visit.text == "开展" + role.verb for role in predicate.roles)
        if _ONLY_VERBS.fullmatch(visit.text):
            return None  # 现场观摩指导: of what is told elsewhere
        if len(visit) > len(predicate.roles[0].verb) + 1 and not bare:
            return visit
        gap = sentence.text[:start]
        counterpart = max(gap.rfind(word) for word in "与同")
        # 一同调研 is with those told of before.
        if counterpart >= 0 and 1 < start - counterpart <= 30 and not set("，。；") & set(gap[counterpart:]):
            return sentence.passage[counterpart:end]
        if predicate.place is not None and predicate.place[1] <= start:
            return sentence.passage[max(0, predicate.place[0] - 1) : end]
        return visit if bare else None

    def _named(self, number: int, predicate: Predicate, place: Passage | None) -> Occasion | None:
        """Return the event the verb's object names; the lead tour for 参加调研; None for a bare 会议."""
        sentence = self._sentences[number]
        if predicate.object is None:
            return self._spoken(sentence, predicate, place)
        named = sentence.passage[slice(*predicate.object)].strip(" 了")
        event = trim_event(named)
        if event and not generic(event.text):
            alike = (
                each
                for each in self.events
                if each.sentence >= 0 and each.place and same_event(each.name.text, event.text)
            )
            venue = next(alike, None)
            return self._first(event, place or (venue.place if venue else None))
        talked = self.lead is not None and _TALK.search(self.lead.text) is not None
        if talked and len(named) > _SHORT_NAME - 1 and named.text.endswith(("仪式", "会", "典礼")):
            return named, place  # 主持签约仪式, behind talks with the guests
        if self.lead is not None and _TOUR.match(named.text):
            return self.lead, self.place
        if _PART.fullmatch(named.text):
            return self._first(named, place)
        # 18日上午，…主持召开座谈会, after a tour on the 17th
        return (named, place) if self._another_day(number, predicate) and named.text.endswith("会") else None

    def _spoken(self, sentence: Sentence, predicate: Predicate, place: Passage | None) -> Occasion | None:
        """Return the event at which a deed without object is told to be done (在项目对接恳谈会上致辞)."""
        said = None if predicate.visit else spoken_at(sentence, predicate.roles[0].pieces[0][0])
        event = trim_event(said) if said is not None else None
        named_well = event and not generic(event.text) and len(event) > _SHORT_NAME
        return self._first(event, place) if event and named_well else None

    def _another_day(self, number: int, predicate: Predicate) -> bool:
        """Tell whether a sentence tells of a day on which the tour that opened the story was over or not yet begun."""
        if self.lead is None or is_meeting(self.lead.text):
            return False
        date, _, fresh = self.day(number, predicate.roles[0].pieces[0][0])
        return fresh and date is not None and date != self._date

    def _known(self, number: int, predicate: Predicate, place: Passage | None) -> Occasion:
        """Return what the article is about: the meeting told of here, the lead tour, else a line of the head."""
        sentence = self._sentences[number]
        known = nearest(self.events, number, sentence.paragraph, predicate.roles[0].pieces[0][0])
        here = known is not None and known.sentence >= 0 and known.paragraph == sentence.paragraph
        if known is not None and (here or not self.toured()):
            return known.name, known.place or place
        return self._untold(number, predicate, place)

    def _untold(self, number: int, predicate: Predicate, place: Passage | None) -> Occasion:
        """Return the event where no meeting is told of: what the story opened with, else words that stand for it."""
        sentence = self._sentences[number]
        opens = opens_at(sentence)
        if opens is not None and (self.lead is None or _TALK.search(self.lead.text)):
            return (opens, place) if self.lead is not None else self._first(opens, place)
        if self.lead is not None:
            return self.lead, self.place or place
        for bounds in (predicate.visit, predicate.object):
            if bounds is not None and bounds[1] - bounds[0] > 2:
                return self._first(sentence.passage[slice(*bounds)].strip("，、等 "), place)
        if all(role.speech for role in predicate.roles):
            return None, place
        event = unnamed_event(self._article, self._sentences, number, predicate)
        if event is not None and _OUTSIDE.match(sentence.text):
            return event, place
        return self._first(event, place) if event else (None, place)

    def _first(self, event: Passage, place: Passage | None) -> Occasion:
        """Keep the first event as the one the story is about."""
        if self.lead is None:
            self.lead, self.place = event, place
        return event, place
