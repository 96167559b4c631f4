"""Leaders' activities (领导活动): who acts in an official role, with which titles, at which event.

Officials acting by name count. Those cited (传达学习…讲话精神), received (会见…一行), quoted as residents or guests,
reporters and award winners do not; where a person's part is unsure nothing is told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from briefing.extract.bodies import Bodies
from briefing.extract.events import Event, find_events, generic, nearest, same_event, trim_event
from briefing.extract.people import Group, Mention, find_groups
from briefing.extract.protocol import load_roster, protocol_rank, worth
from briefing.extract.roles import Predicate, Role, after_group, read_predicate
from briefing.model import Activity
from briefing.passage import Passage
from briefing.text.dates import find_dates
from briefing.text.offices import title_kind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from briefing.config import ExtractConfig
    from briefing.model import Article, Context, Sentence

__all__ = ["find", "merge_titles"]


@dataclass(slots=True)
class _Person:
    """What is known of one person while an article is read."""

    name: Passage
    titles: list[tuple[Passage, str]] = field(default_factory=list)
    acts: list[Activity] = field(default_factory=list)


def find(article: Article, sentences: Sequence[Sentence], config: ExtractConfig, context: Context) -> tuple[Activity, ...]:
    """Return one activity per person and event, in printing order."""
    return () if article.kind == "box" else _activities(article, tuple(sentences), config, context)


@lru_cache(maxsize=4)
def _activities(article: Article, sentences: tuple[Sentence, ...], config: ExtractConfig, context: Context) -> tuple[Activity, ...]:
    """Read an article once, though statements ask for the same people."""
    return _Reader(article, sentences, config, context).read()


def merge_titles(one: Activity, other: Activity) -> Activity:
    """Return `one` with the titles of both, each once, those of `one` first (the same person in several articles)."""
    titles = list(zip(one.titles, one.titles_expanded, strict=True))
    seen = {expanded for _, expanded in titles}
    for title, expanded in zip(other.titles, other.titles_expanded, strict=True):
        if expanded not in seen:
            seen.add(expanded)
            titles.append((title, expanded))
    return replace(
        one,
        titles=tuple(title for title, _ in titles),
        titles_expanded=tuple(expanded for _, expanded in titles),
        protocol=min(one.protocol, other.protocol),
        worth=max(one.worth, other.worth),
    )


# 会见美国客人…一行, 慰问老党员…: who follows is received, not acting.
_RECEIVED = re.compile(r"(?:会见|会晤|会谈|看望|慰问|采访|邀请|讲述了?|讲的是|饰演|塑造了?|纪念|追忆|拜会|拜访|接见|走访|感谢|欢迎|对话|专访|授予|任命|选举|免去|悼念|祝贺|陪着|对着|采访了|告诉|受|获悉|记者从|[与同向对给把])了?[^，。；、]{0,12}$")
_LISTED_BEFORE = re.compile(r"(?P<verb>出席|参加|列席|陪同)[^，。；：]{0,20}(?:还有|有|包括|是)[：:]?$")
_ATTENDANCE = frozenset("出席 参加 列席 陪同 一同活动 参加活动 主持".split())
# Who only goes along is not who 他强调 means.
_COMPANY = frozenset("列席 陪同 参加 一同活动 参加活动 一起活动".split())
_WEAK_TITLE = re.compile(r"(?:代表|负责人|负责同志|教授|理事|参事|村支书|村主任|村长|科长|副科长|总监|厂长|经理|班主任)$")
_PRONOUN = re.compile(r"(?:^|(?<=[，。；”]))(?:会上，|调研中，|座谈会上，|检查中，|随后，)?[他她](?:还|也|同时|最后|进一步|特别|现场|再次|首先|代表[^，。]{2,16})*(?P<verb>强调|指出|要求|表示|提出|希望|说|叮嘱|勉励|嘱咐|宣布|向)")
_DROPPED = re.compile(r"(?<=，)(?P<verb>强调|要求|叮嘱|嘱咐|勉励|指出|希望)(?=[^，。；]{0,14}要|，要)")


class _Reader:
    """Reads one article from top to bottom; holds what later sentences lean on."""

    def __init__(self, article: Article, sentences: Sequence[Sentence], config: ExtractConfig, context: Context) -> None:
        self.article = article
        self.sentences = sentences
        self.config = config
        self.context = context
        self.roster = {entry.name: entry for entry in load_roster(config.roster)}
        head = "\n".join(line.text for line in (article.kicker, *article.headline, *article.subheads, *article.captions))
        whole = head + "\n" + "\n".join(sentence.text for sentence in sentences)
        self._events: tuple[Event, ...] | None = None
        self.groups = find_groups(sentences, whole, tuple(self.roster))
        self.bodies = Bodies(head, [sentence.text for sentence in sentences])
        self.people: dict[str, _Person] = {}
        self.lead: Passage | None = None
        self.lead_place: Passage | None = None
        self.acting: str | None = None
        self.date, self.part = self._article_date()

    def read(self) -> tuple[Activity, ...]:
        for group in self.groups:
            self._learn(group)
        at = 0
        for number, sentence in enumerate(self.sentences):
            here = []
            while at < len(self.groups) and self.groups[at].sentence == number:
                here.append(self.groups[at])
                at += 1
            self._sentence(number, sentence, here)
        acts = sorted((act for person in self.people.values() for act in person.acts), key=lambda act: act.worth)
        return tuple(self._finished(act) for act in acts)

    @property
    def events(self) -> tuple[Event, ...]:
        """The events of the article, looked for when the first deed asks for them."""
        if self._events is None:
            self._events = find_events(self.article, self.sentences)
        return self._events

    # -------------------------------------------------------------- people and titles

    def _learn(self, group: Group) -> None:
        """Keep the people of a group with the titles printed for them, elliptic ones filled in."""
        text = self.sentences[group.sentence].text
        passage = self.sentences[group.sentence].passage
        shared: tuple[tuple[int, int], ...] = ()
        titles: list[tuple[Passage, str]] = []
        for mention in group.mentions:
            person = self.people.setdefault(_bare(mention.name), _Person(_unspaced(passage[mention.start : mention.end])))
            if mention.titles != shared:
                shared = mention.titles
                titles = []
                for start, end in shared:
                    titles.append((passage[start:end], self.bodies.full(text[start:end], group.sentence, start)))
            known = {expanded for _, expanded in person.titles}
            person.titles += [pair for pair in titles if pair[1] not in known]

    def _kind(self, mention: Mention) -> str:
        titles = self.people[_bare(mention.name)].titles
        if not titles:
            return "official"
        kinds = {"weak" if _WEAK_TITLE.search(full) else title_kind(full) for _, full in titles}
        return next((kind for kind in ("official", "unit", "firm", "weak", "other") if kind in kinds), "other")

    # -------------------------------------------------------------- deeds

    def _sentence(self, number: int, sentence: Sentence, groups: list[Group]) -> None:
        text = sentence.text
        last = 0
        if not self._same_paragraph(number) and text[:1] not in "他她":
            # 她 in a paragraph that has named nobody is someone else.
            self.acting = None
        for position, group in enumerate(groups):
            # One who is received (会见…一行) belongs to the predicate; the next who acts ends it.
            later = (other.start for other in groups[position + 1 :] if not _RECEIVED.search(text, max(0, other.start - 24), other.start))
            stop = next(later, len(text))
            if group.start >= last:
                last = max(last, self._group(number, sentence, group, stop))
        if groups and last:
            return
        pronoun = _PRONOUN.search(text)
        if pronoun and self.acting and not _quoted(text, pronoun.start()):
            self._told(number, sentence, self.acting, pronoun.start("verb"))
        elif not groups and self.acting and self._same_paragraph(number):
            dropped = _DROPPED.search(text)
            if dropped and not _quoted(text, dropped.start()):
                self._told(number, sentence, self.acting, dropped.start("verb"))

    def _same_paragraph(self, number: int) -> bool:
        return number > 0 and self.sentences[number].paragraph == self.sentences[number - 1].paragraph

    def _group(self, number: int, sentence: Sentence, group: Group, stop: int) -> int:
        """Read what a group does; the value is where reported speech begins (nothing behind it is read), else 0."""
        text = sentence.text
        if _quoted(text, group.start) or text.startswith("的", group.end) or text.startswith(("在", "关于"), group.end) and "精神" in text[group.end : group.end + 50]:
            return 0
        titled = any(mention.titles for mention in group.mentions)
        start = after_group(text, group.end, len(text))
        predicate = read_predicate(text, start, max(stop, start), lead=titled)
        before = _RECEIVED.search(text, max(0, group.start - 24), group.start)
        if before is not None and not re.match(r"(?:随后|又|也)?(?:主持|出席|强调|指出)", text[group.end : group.end + 6]):
            return 0
        accompanies = re.match(r"(?:等[^，。]{0,8})?(?:的)?陪同下", text[group.end : group.end + 14])
        if accompanies is not None:
            at = text.index("陪同", group.end)
            for mention in group.mentions:
                if self._kind(mention) == "official":
                    self._add(mention, number, sentence, Predicate((), None, None, None, at), (("陪同", ((at, at + 2),)),), self.lead)
            return 0
        subject = titled or self._subject(text, group)
        if subject and not titled and len(group.mentions) == 1 and not (predicate.roles and all(role.verb in _COMPANY for role in predicate.roles)):
            self.acting = _bare(group.mentions[0].name)
        listed = _LISTED_BEFORE.search(text, 0, group.start)
        if not predicate.roles and listed is not None:
            # 列席会议的还有：市政协主席…
            span = listed.span("verb")
            predicate = replace(predicate, roles=(Role((span,), listed["verb"]),))
        if not predicate.roles or not subject:
            return 0
        event, place = self._event(number, sentence, predicate)
        roles = tuple((role.verb, role.pieces) for role in predicate.roles)
        if all(role.speech for role in predicate.roles) and (event is None or not self._near(event, sentence)) and not any(self.people[_bare(m.name)].acts for m in group.mentions):
            return 0
        kinds = [self._kind(mention) for mention in group.mentions]
        acted = False
        for mention, kind in zip(group.mentions, kinds, strict=True):
            attends = any(verb in _ATTENDANCE for verb, _ in roles)
            company = "official" in kinds and attends
            if kind == "official" or (kind == "unit" and company) or (kind == "firm" and company and self._public_firm(mention)):
                self._add(mention, number, sentence, predicate, roles, event, place)
                acted = True
        if acted:
            if self.acting is None or not all(verb in _COMPANY for verb, _ in roles):
                self.acting = _bare(group.mentions[0].name)
            return predicate.told or predicate.end
        return predicate.told or 0

    def _public_firm(self, mention: Mention) -> bool:
        return any(re.match(r"[省市县区州]", full) and "商会" not in full for _, full in self.people[_bare(mention.name)].titles)

    def _subject(self, text: str, group: Group) -> bool:
        """Tell whether an untitled name stands where a subject stands."""
        return group.start == 0 or text[group.start - 1] in "，。；：”、 由" or re.search(r"(?:期间|会上|现场|随后|时|由|[上中下])$", text[: group.start]) is not None

    def _told(self, number: int, sentence: Sentence, name: str, start: int) -> None:
        """Give speech or a later deed to one who acted before (他强调, …，叮嘱企业负责人要…)."""
        person = self.people[name]
        if not person.acts:
            return
        predicate = read_predicate(sentence.text, start, len(sentence.text), lead=False)
        roles = tuple((role.verb, role.pieces) for role in predicate.roles)
        if roles:
            person.acts[-1] = _with_roles(person.acts[-1], sentence.passage, roles)

    def _event(self, number: int, sentence: Sentence, predicate: Predicate) -> tuple[Passage | None, Passage | None]:
        passage = sentence.passage
        place = passage[predicate.place[0] : predicate.place[1]] if predicate.place else None
        first = predicate.roles[0]
        at = first.pieces[0][0]
        if predicate.visit is not None:
            visit = passage[predicate.visit[0] : predicate.visit[1]].strip("，、等 ")
            if len(visit) > len(first.verb) + 1:
                return self._set_lead(visit, place)
            gap = sentence.text[: predicate.visit[0]]
            counterpart = max((gap.rfind(word) for word in "与同"), default=-1)
            if counterpart >= 0 and predicate.visit[0] - counterpart <= 30 and not set("，。；") & set(gap[counterpart:]):
                return self._set_lead(passage[counterpart : predicate.visit[1]], place)
            if place is not None and predicate.place is not None and predicate.place[1] <= predicate.visit[0]:
                return self._set_lead(passage[max(0, predicate.place[0] - 1) : predicate.visit[1]], place)
        if predicate.object is not None:
            named = passage[predicate.object[0] : predicate.object[1]].strip(" 了")
            event = trim_event(named)
            if event and not generic(event.text):
                alike = next((e for e in self.events if e.sentence >= 0 and same_event(e.name.text, event.text) and e.place), None)
                return self._set_lead(event, place or (alike.place if alike else None))
            if re.match(r"调研|检查|督导|慰问|考察|巡查|有关活动|活动|接访|暗访|走访|会见", named.text) and self.lead is not None:
                return self.lead, self.lead_place
        known = nearest(self.events, number, sentence.paragraph, at)
        if known is not None and not (self.lead is not None and not _is_meeting(self.lead.text) and known.sentence < 0):
            if self.lead is None or _is_meeting(self.lead.text) or known.paragraph == sentence.paragraph:
                return known.name, known.place or place
        if self.lead is not None:
            return self.lead, self.lead_place or place
        if predicate.visit is not None:
            return self._set_lead(passage[predicate.visit[0] : predicate.visit[1]], place)
        if known is not None:
            return known.name, known.place
        if predicate.object is not None and predicate.object[1] - predicate.object[0] > 2:
            return self._set_lead(passage[predicate.object[0] : predicate.object[1]].strip("，、等 "), place)
        if any(role.speech is False for role in predicate.roles):
            head = self._head(predicate, sentence)
            if head is not None:
                return self._set_lead(head, place)
        return None, place

    def _head(self, predicate: Predicate, sentence: Sentence) -> Passage | None:
        """Return the line of the head that tells what is going on here, where the text names no event."""
        lines = [line for line in (self.article.kicker, *self.article.headline) if 4 <= len(line) <= 60]
        said = sentence.text + self.article.body[:300]
        alike = [line for line in lines if _shared(line.text, said) >= 0.4]
        return max(alike, key=lambda line: _shared(line.text, said), default=None)

    def _near(self, event: Passage, sentence: Sentence) -> bool:
        """Tell whether an event is named so near that one who merely speaks must be speaking there."""
        return any(known.name == event and known.paragraph in (-1, 0, sentence.paragraph) for known in self.events) or event == self.lead

    def _set_lead(self, event: Passage, place: Passage | None) -> tuple[Passage, Passage | None]:
        if self.lead is None:
            self.lead, self.lead_place = event, place
        return event, place

    def _add(
        self,
        mention: Mention,
        number: int,
        sentence: Sentence,
        predicate: Predicate,
        roles: tuple[tuple[str, tuple[tuple[int, int], ...]], ...],
        event: Passage | None,
        place: Passage | None = None,
    ) -> None:
        """Join the deed to the person's activity it belongs to, or begin a new one."""
        person = self.people[_bare(mention.name)]
        date, part, fresh = self._when(sentence.text, mention.start)
        for position, act in enumerate(person.acts):
            if event is None or same_event(act.event.text, event.text) or not (fresh and number > 0 and date != act.date):
                person.acts[position] = _with_roles(act, sentence.passage, roles)
                return
        if event is None:
            return
        act = Activity(
            person=person.name,
            titles=(),
            titles_expanded=(),
            roles=(),
            event=event,
            article=self.article.id,
            evidence=sentence.passage,
            date=date,
            day_part=part,
            place=place,
            worth=number / max(1, len(self.sentences)),
        )
        person.acts.append(_with_roles(act, sentence.passage, roles))

    # -------------------------------------------------------------- dates, finish

    def _article_date(self) -> tuple[dt.date | None, str | None]:
        texts = [sentence.text for sentence in self.sentences[:3]]
        if self.article.paragraphs:
            texts.append(self.article.paragraphs[0].text[:60])
        for text in texts:
            for day in find_dates(text, self.context.date):
                if day.start < 80 and (self.context.date is None or day.first <= self.context.date):
                    return day.first, day.part
        return None, None

    def _when(self, text: str, start: int) -> tuple[dt.date | None, str | None, bool]:
        """Return day, part of day, and whether the sentence itself opens with the day."""
        for day in find_dates(text[:start], self.context.date):
            if day.start <= 2 and (self.context.date is None or day.first <= self.context.date):
                return day.first, day.part, True
        return self.date, self.part, False

    def _finished(self, act: Activity) -> Activity:
        person = self.people[_bare(act.person.text)]
        entry = self.roster.get(_bare(act.person.text))
        full = tuple(expanded for _, expanded in person.titles)
        rank = protocol_rank((*full, *(entry.title.split("、") if entry and entry.title else ())), self.config.protocol)
        if entry is not None and entry.order is not None:
            rank = entry.order
        return replace(
            act,
            titles=tuple(title for title, _ in person.titles),
            titles_expanded=full,
            protocol=rank,
            worth=worth(rank, (role.text for role in act.roles), act.worth),
        )


def _with_roles(act: Activity, passage: Passage, roles: Iterable[tuple[str, tuple[tuple[int, int], ...]]]) -> Activity:
    known = {role.text for role in act.roles}
    added = [Passage.join(passage[a:b] for a, b in pieces) for verb, pieces in roles if verb not in known]
    return replace(act, roles=(*act.roles, *added)) if added else act


def _is_meeting(text: str) -> bool:
    return re.search(r"会|仪式|活动$|典礼|论坛", text) is not None and not re.match(r"会[见晤谈]", text)


def _shared(line: str, text: str) -> float:
    """Return the share of a line's character pairs that the text holds too."""
    pairs = [line[at : at + 2] for at in range(len(line) - 1)]
    return sum(pair in text for pair in pairs) / len(pairs)


def _bare(name: str) -> str:
    return re.sub(r"\s", "", name)


def _unspaced(name: Passage) -> Passage:
    """Return the name less the blanks within it (张　三)."""
    return name.without(re.compile(r"\s+"))


def _quoted(text: str, at: int) -> bool:
    """Tell whether a quotation is open at `at`."""
    return text.count("“", 0, at) > text.count("”", 0, at)
