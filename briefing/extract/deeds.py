"""Read an article from top to bottom and keep who did what (逐句履职).

Officials acting by name count. Those cited (传达学习…讲话精神), received (会见…一行), quoted as residents
or guests do not; where a person's part is unsure nothing is told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from briefing.extract import deed_forms as forms
from briefing.extract.bodies import Bodies
from briefing.extract.clauses import verbs
from briefing.extract.events import same_event
from briefing.extract.occasions import Occasions
from briefing.extract.people import Group, Mention, find_groups, officials, past_unread, titled_in
from briefing.extract.roles import Role, after_group, read_predicate
from briefing.extract.sittings import is_meeting, spoken_at
from briefing.extract.teams import team_tour
from briefing.model import Activity
from briefing.passage import Passage
from briefing.text.offices import ends_in_office, needs_body, title_kind, weak_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefing.extract.people import Bounds
    from briefing.extract.roles import Predicate
    from briefing.model import Article, Context, Sentence

__all__ = ["Person", "named_officials", "read_deeds"]


@dataclass(slots=True)
class Person:
    """What is known of one person while an article is read: titles as printed with their full form, and deeds.

    `worth` of the deeds is where in the article they stand, 0–1, until the reading is over.
    """

    name: Passage
    titles: list[tuple[Passage, str]] = field(default_factory=list)
    acts: list[Activity] = field(default_factory=list)


def read_deeds(
    article: Article, sentences: Sequence[Sentence], context: Context, known: Sequence[str]
) -> dict[str, Person]:
    """Return the people named in an article, by name, with titles and deeds. known: names that are sure beforehand."""
    reader = _Reader(article, sentences, context, known)
    reader.read()
    return reader.people


def named_officials(article: Article, sentences: Sequence[Sentence], known: Sequence[str]) -> frozenset[str]:
    """Return the names an article prints with an official's title. known: as for `read_deeds`."""
    whole = _whole(article, sentences)
    return officials(sentences, whole, (*known, *_named_in(article, whole)))


def _whole(article: Article, sentences: Sequence[Sentence]) -> str:
    return "\n".join((_head(article), *(sentence.text for sentence in sentences)))


def _head(article: Article) -> str:
    lines = (article.kicker, *article.headline, *article.subheads, *article.captions)
    return "\n".join(line.text for line in lines)


class _Reader:
    """Holds what later sentences lean on: who is known, who acted last."""

    def __init__(self, article: Article, sentences: Sequence[Sentence], context: Context, known: Sequence[str]) -> None:
        texts = [sentence.text for sentence in sentences]
        self._article = article
        self._sentences = sentences
        self._whole = _whole(article, sentences)
        sure = (*known, *_named_in(article, self._whole))
        told = officials(sentences, self._whole, sure)
        others = sorted(name for name in context.people - told if _introduced(name, texts))
        self._groups = find_groups(sentences, self._whole, (*sure, *others))
        self._bodies = Bodies(_head(article), texts)
        self._occasions = Occasions(article, sentences, context)
        self._school = forms.SCHOOL_PAPER.search(self._whole) is not None
        self._acting: str | None = None
        # The deed told last: its sentence, its verbs, its event and place.
        self._deed: tuple[int, Sequence[Role], tuple[Passage, Passage | None]] | None = None
        self.people: dict[str, Person] = {}

    def read(self) -> None:
        """Learn all titles, then read the deeds sentence by sentence."""
        for group in self._groups:
            self._learn(group)
        self._learn_head()
        at = 0
        for number in range(len(self._sentences)):
            here = []
            while at < len(self._groups) and self._groups[at].sentence == number:
                here.append(self._groups[at])
                at += 1
            self._sentence(number, here)

    def _learn_head(self) -> None:
        """Keep the titles the head prints for people the text names without any (市委书记…会见…)."""
        lines = (self._article.kicker, *self._article.headline, *self._article.subheads)
        for line in lines:
            for mention in titled_in(line.text, self._whole):
                person = self.people.get(mention.name)
                if person is not None and not person.titles:
                    titles = [line[a:b] for a, b in mention.titles]
                    person.titles += [(title, title.text) for title in titles if not needs_body(title.text)]

    def _learn(self, group: Group) -> None:
        """Keep the people of a group with the titles printed for them, elliptic ones filled in."""
        sentence = self._sentences[group.sentence]
        shared: tuple[tuple[int, int], ...] = ()
        titles: list[tuple[Passage, str]] = []
        for mention in group.mentions:
            name = sentence.passage[mention.start : mention.end].without(_BLANKS)  # 张　三
            person = self.people.setdefault(name.text, Person(name))
            if mention.titles != shared:
                shared = mention.titles
                titles = [
                    (
                        sentence.passage[a:b],
                        self._bodies.full(sentence.text[a:b], group.sentence, a, joined=(a, b) != shared[0]),
                    )
                    for a, b in shared
                ]
            known = {full for _, full in person.titles}
            person.titles += [pair for pair in titles if pair[1] not in known]

    def _person(self, mention: Mention) -> Person:
        return self.people[_BLANKS.sub("", mention.name)]

    def _kind(self, mention: Mention) -> str:
        titles = self._person(mention).titles
        if self._school and any(forms.OWN_SCHOOL.match(full) for _, full in titles):
            return "official"
        kinds = {"weak" if weak_title(full) else title_kind(full) for _, full in titles} or {"official"}
        if "foreign" in kinds and not any(forms.OWN_COUNTRY.search(full) for _, full in titles):
            return "foreign"
        return next(kind for kind in ("official", "unit", "firm", "weak", "other", "foreign") if kind in kinds)

    def _sentence(self, number: int, groups: list[Group]) -> None:
        text = self._sentences[number].text
        if self._occasions.long_past(number):
            return
        follows = number > 0 and self._sentences[number].paragraph == self._sentences[number - 1].paragraph
        if not follows and text[:1] not in ("他", "她"):
            self._acting = None  # 她 in a paragraph that has named nobody is someone else
        last = 0
        posted: list[tuple[Group, Bounds]] = []
        for position, group in enumerate(groups):
            if group.start >= last or forms.IN_COMPANY.match(text, group.end):
                # One who is received (会见…一行) belongs to the predicate; the next who acts ends it.
                acting = (other.start for other in groups[position + 1 :] if not _received(text, other, group.end))
                stop = next(acting, len(text))
                sent = forms.POSTED.fullmatch(text, group.end, stop) if stop < len(text) else None
                if sent is not None and verbs().search(sent["place"]) is None:
                    posted.append((group, sent.span("place")))
                    continue
                last = max(last, self._group(number, group, stop))
                self._share(number, posted)
                posted.clear()
        if self._acting is not None:
            self._goes_on(number, self._acting, last if groups else 0, follows=follows and not groups)

    def _goes_on(self, number: int, name: str, last: int, *, follows: bool) -> None:
        """Read what one who acted before does without being named; last: where reading stopped, 0 if nobody acted."""
        text = self._sentences[number].text
        if last:
            said = forms.PRONOUN.search(text, last)  # …边植树边询问，他强调
            if said is not None and not _quoted(text, said.start()):
                self._told(number, name, said.start("verb"))
            return
        deed = forms.NEXT_DEED.search(text)
        if deed is not None and not _quoted(text, deed.start()):
            self._next_deed(number, name, deed.span("verb" if deed["verb"] else "go"))
            return
        told = forms.PRONOUN.search(text) or (forms.DROPPED.search(text) if follows else None)
        if told is not None and not _quoted(text, told.start()):
            self._told(number, name, told.start("verb"))

    def _share(self, number: int, posted: Sequence[tuple[Group, Bounds]]) -> None:
        """Give the deed told last, if it is of this sentence, to those who were sent elsewhere for it."""
        if self._deed is None or self._deed[0] != number:
            return
        _, roles, (event, _) = self._deed
        for group, place in posted:
            self._add(number, group, roles, (event, self._sentences[number].passage[slice(*place)]))

    def _group(self, number: int, group: Group, stop: int) -> int:  # noqa: C901, PLR0911 - one refusal after another
        """Read what a group does; the value is where reading stopped (nothing before it is read again), else 0."""
        text = self._sentences[number].text
        if _quoted(text, group.start) or self._reported(number, group):
            return 0
        if led := self._led(number, group, stop):
            return led
        if text.startswith("的", group.end) or forms.CITED.match(text, group.end):
            return 0
        if forms.FORMER.search(text, max(0, group.start - 3), group.start) or self._came(number, group):
            return 0
        if _received(text, group) and not forms.BUT_ACTS.match(text, group.end):
            return 0
        beside = forms.IN_COMPANY.match(text, group.end) or forms.SEATED.match(text, group.end)
        if beside is not None:
            role = Role((beside.span("verb"),), beside["verb"])
            self._add(number, group, (role,), (self._occasions.lead, self._occasions.place))
            return 0
        titled = any(mention.titles for mention in group.mentions)
        if not titled and not forms.SUBJECT_AFTER.search(text, max(0, group.start - 2), group.start):
            return 0
        if wrote := self._wrote(number, group):
            return wrote
        company = forms.ACCOMPANIED.match(text, group.end)
        start = after_group(text, company.end() if company is not None else past_unread(text, group.end), len(text))
        lead = titled or self._occasions.anew(number)
        predicate = read_predicate(text, start, max(stop, start), lead=lead)
        listed = forms.LISTED_BEFORE.search(text, 0, group.start) if not predicate.roles else None
        if listed is not None:
            predicate = replace(predicate, roles=(Role((listed.span("verb"),), listed["verb"]),))
        self._note_acting(group, predicate.roles, titled=titled)
        if not predicate.roles:
            return 0
        occasion = self._occasion(number, group, predicate)
        if not self._speaks_there(number, group, predicate.roles, occasion[0]):
            return 0
        if self._add(number, group, predicate.roles, occasion):
            return predicate.told or predicate.end
        return predicate.told or 0

    def _led(self, number: int, group: Group, stop: int) -> int:
        """Keep who leads the others (在县人大常委会主任…带领下视察); return where the deed ends, 0 for none."""
        text = self._sentences[number].text
        led = forms.LED_BY.match(text, group.end)
        if led is None:
            return 0
        predicate = read_predicate(text, led.end(), max(stop, led.end()))
        if not predicate.roles:
            return 0
        predicate = replace(predicate, roles=(Role((led.span("verb"),), led["verb"]), *predicate.roles))
        self._note_acting(group, predicate.roles, titled=True)
        acted = self._add(number, group, predicate.roles, self._occasions.of(number, predicate))
        return predicate.end if acted else 0

    def _occasion(self, number: int, group: Group, predicate: Predicate) -> tuple[Passage | None, Passage | None]:
        """Return event and place of what a group does: its own, or that of those told of right before."""
        if self._deed is not None:
            own = predicate.object is not None or predicate.visit is not None
            told, _, occasion = self._deed
            meets = occasion[0] is not None and is_meeting(occasion[0].text)
            if self._goes_along(number, predicate):
                # 参加视察 behind the meeting that ended it is of the tour.
                toured = predicate.object is not None and meets and self._occasions.toured()
                return (self._occasions.lead, self._occasions.place) if toured else occasion
            if not own and told == number and meets and spoken_at(self._sentences[number], group.start) is None:
                return occasion  # …主持召开学习会，县长…作交流发言
        elif self._bare_company(number, predicate):
            tour = team_tour(self._sentences, number, group.start)
            if tour is not None:
                return self._occasions.of(*tour)
        return self._occasions.of(number, predicate)

    def _goes_along(self, number: int, predicate: Predicate) -> bool:
        """Tell whether people only go along with whom this paragraph has told of right before."""
        if self._deed is None or not self._bare_company(number, predicate):
            return False
        paragraphs = (self._sentences[at].paragraph for at in (self._deed[0], number))
        return number - self._deed[0] <= 1 and len(set(paragraphs)) == 1

    def _bare_company(self, number: int, predicate: Predicate) -> bool:
        """Tell whether people only go along, with nothing told of what (陪同调研, 参加视察)."""
        told = "" if predicate.object is None else self._sentences[number].text[slice(*predicate.object)]
        bare = predicate.visit is None and (not told or forms.BARE_TOUR.fullmatch(told) is not None)
        along = all(
            role.verb in forms.ALONG or role.verb in forms.BY_HAND or (told and role.verb == "参加")
            for role in predicate.roles
        )
        return bare and along

    def _reported(self, number: int, group: Group) -> bool:
        """Tell whether the group is told to have reported to a meeting, and keep it (听取了副市长何小江作的报告)."""
        text = self._sentences[number].text
        report = forms.REPORTS.match(text, group.end) if "听取" in text[: group.start] else None
        if report is None or (report["verb"] and not forms.HEARD.search(text, 0, group.start)):
            return False
        verb = "made" if report["made"] else "verb"
        roles = (Role((report.span(verb),), report[verb]),)
        predicate = replace(read_predicate(text, report.end(), report.end()), roles=roles)
        self._add(number, group, roles, self._occasions.of(number, predicate))
        return True

    def _came(self, number: int, group: Group) -> bool:
        """Tell whether what the group came for stands before it, and keep that (前来查看灾后生产的县委书记…)."""
        sentence = self._sentences[number]
        came = forms.CAME.search(sentence.text, max(0, group.start - 48), group.start)
        if came is None or not any(mention.titles for mention in group.mentions):
            return False
        role = Role((came.span("verb"),), came["verb"])
        event = self._occasions.first(sentence.passage[slice(*came.span("visit"))])
        self._acting = self._person(group.mentions[0]).name.text
        return self._add(number, group, (role,), (event, None))

    def _wrote(self, number: int, group: Group) -> int:
        """Keep a letter that the group wrote (给…回信); return where its words end, 0 for none."""
        sentence = self._sentences[number]
        wrote = forms.WROTE.match(sentence.text, group.end)
        if wrote is None:
            return 0
        letter = sentence.passage[slice(*wrote.span("letter"))]
        self._add(number, group, (Role((wrote.span("verb"),), wrote["verb"]),), (letter, None))
        self._acting = self._person(group.mentions[0]).name.text
        return wrote.end()

    def _note_acting(self, group: Group, roles: Sequence[Role], *, titled: bool) -> None:
        """Keep whom the next 他 means: who acts, not who goes along; an untitled name that opens a sentence as well."""
        along = bool(roles) and all(role.verb in forms.COMPANY for role in roles)
        if (roles and (self._acting is None or not along)) or (not titled and len(group.mentions) == 1 and not along):
            self._acting = self._person(group.mentions[0]).name.text

    def _speaks_there(self, number: int, group: Group, roles: Sequence[Role], event: Passage | None) -> bool:
        """Tell whether one who only speaks does so at an event: an official quoted in passing is no leader here."""
        if not all(role.speech for role in roles) or any(self._person(mention).acts for mention in group.mentions):
            return True
        return event is not None and self._occasions.near(event, self._sentences[number].paragraph)

    def _next_deed(self, number: int, name: str, verb: Bounds) -> None:
        """Keep what one who acted before did next (随后，她主持召开现场办公会)."""
        text = self._sentences[number].text
        predicate = read_predicate(text, verb[0], len(text), lead=False)
        if predicate.roles and self.people[name].acts:
            group = Group(number, verb[0], verb[0], (Mention(name, verb[0], verb[0]),))
            self._add(number, group, predicate.roles, self._occasions.of(number, predicate))

    def _told(self, number: int, name: str, start: int) -> None:
        """Give speech or a later deed to one who acted before (他强调, …，叮嘱企业负责人要…)."""
        person = self.people[name]
        sentence = self._sentences[number]
        if person.acts:
            predicate = read_predicate(sentence.text, start, len(sentence.text), lead=False)
            person.acts[-1] = _with_roles(person.acts[-1], sentence.passage, predicate.roles)

    def _add(
        self, number: int, group: Group, roles: Sequence[Role], occasion: tuple[Passage | None, Passage | None]
    ) -> bool:
        """Give the deed to each of the group who acts in office; tell whether anyone does."""
        kinds = [self._kind(mention) for mention in group.mentions]
        company = "official" in kinds and any(role.verb in forms.ATTENDANCE for role in roles)
        acted = False
        for mention, kind in zip(group.mentions, kinds, strict=True):
            person = self._person(mention)
            if kind == "official" or (company and (kind == "unit" or (kind == "firm" and _public(person)))):
                self._join((number, group.start), mention, roles, occasion)
                acted = True
        if acted and occasion[0] is not None:
            self._deed = (number, roles, (occasion[0], occasion[1]))
        return acted

    def _same(self, one: Passage, other: Passage, roles: Sequence[Role]) -> bool:
        """Tell whether two wordings name one event; a meeting on what a tour was about is another one."""
        if one.text in other.text or other.text in one.text:
            return True
        return same_event(one.text, other.text) and not self._occasions.apart(other, one, roles)

    def _join(
        self,
        where: tuple[int, int],
        mention: Mention,
        roles: Sequence[Role],
        occasion: tuple[Passage | None, Passage | None],
    ) -> None:
        """Join the deed to the person's activity it belongs to, or begin a new one. where: sentence and group start."""
        number, start = where
        event, place = occasion
        acts = self._person(mention).acts
        sentence = self._sentences[number]
        date, part, fresh = self._occasions.day(number, start)
        if acts:
            known = (at for at, act in enumerate(acts) if event is not None and self._same(act.event, event, roles))
            last = acts[-1]
            # 连日来 of the first paragraph is any day that is told later.
            other = fresh and number > 0 and (date, part or last.day_part) != (last.date, last.day_part or part)
            if other and last.date is None and event is not None:
                other = not self._same(last.event, event, roles)
            apart = event is not None and (
                other
                or self._occasions.apart(event, last.event, roles)
                or self._occasions.beside(number, event, last.event)
            )
            position = next(known, None if apart else len(acts) - 1)
            if position is not None:
                known_act = acts[position]
                if known_act.date is None and fresh:
                    known_act = replace(known_act, date=date, day_part=part)
                acts[position] = _with_roles(known_act, sentence.passage, roles)
                return
        if event is not None:
            act = Activity(
                person=self._person(mention).name,
                titles=(),
                titles_expanded=(),
                roles=(),
                event=event,
                article=self._article.id,
                evidence=sentence.passage,
                date=date,
                day_part=part,
                place=place,
                worth=number / len(self._sentences),
            )
            acts.append(_with_roles(act, sentence.passage, roles))


def _introduced(name: str, texts: Sequence[str]) -> bool:
    """Tell whether a name known from other articles stands where one known to all would (not 居民何小江)."""
    for text in texts:
        at = text.find(name)
        if at >= 0:
            return at == 0 or text[at - 1] in "，。；：、“” \u3000和与由" or ends_in_office(text[:at])
    return False


def _named_in(article: Article, whole: str) -> Iterator[str]:
    """Yield the names the head prints with a title."""
    for line in (article.kicker, *article.headline, *article.subheads):
        for mention in titled_in(line.text, whole):
            yield mention.name


_BLANKS = re.compile(r"\s+")


def _received(text: str, group: Group, after: int = 0) -> bool:
    """Tell whether who follows is received (会见…) or, behind one who ends at `after`, goes with him (在…陪同下)."""
    company = forms.ACCOMPANIED.match(text, after) if after else None
    if company is not None and group.start < company.end():
        return True
    return forms.RECEIVED.search(text, max(0, group.start - 24), group.start) is not None


def _public(person: Person) -> bool:
    """Tell whether a firm is the town's own (市城投集团), so its head attends in office."""
    return any(re.match(r"[省市县区州]", full) and "商会" not in full for _, full in person.titles)


def _with_roles(act: Activity, passage: Passage, roles: Sequence[Role]) -> Activity:
    known = {role.text for role in act.roles}
    added = [Passage.join(passage[a:b] for a, b in role.pieces) for role in roles if role.verb not in known]
    return replace(act, roles=(*act.roles, *added)) if added else act


def _quoted(text: str, at: int) -> bool:
    """Tell whether a quotation is open at `at`."""
    return text.count("“", 0, at) > text.count("”", 0, at)
