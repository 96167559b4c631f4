"""Who is named with an office (点名的领导): title + name (+ 、name)* + verb, grouped as they share a predicate.

市人大常委会党组副书记潘新潮，党组成员郑琳、方灿芬、叶向阳出席会议，副主任郑国洪列席会议 is two groups: four who
attend, one who sits in. A name once told with its title is known in the whole article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from briefing.text.names import follows, full_name, name_end
from briefing.text.offices import ends_in_office, heads, split_title, title_kind, title_start, weak_title
from briefing.text.tokens import is_no_word

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from briefing.model import Sentence

__all__ = ["Group", "Mention", "find_groups", "officials", "past_unread", "titled_in"]

Bounds = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mention:
    """One printing of a person's name in a sentence, with the titles printed for it; bounds count in the sentence.

    titles: in printing order; shared titles of a list (市政协副主席喻丽君、蒋小莺) are given to each.
    """

    name: str
    start: int
    end: int
    titles: tuple[Bounds, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Mentions that share one predicate. sentence: its position in the article; start: of the first title or name."""

    sentence: int
    start: int
    end: int
    mentions: tuple[Mention, ...]


_GAP = re.compile(
    r"(?:[（(][^（）()]{0,20}[）)])?(?:与|同|[\s、，,；;：:]*(?:以及|和|及|暨)?)\s*(?:[我本][省市县区州盟旗](?=.))?"
)
_AND = re.compile(r"(?:[（(][^（）()]{0,20}[）)])?\s?(?:、|和|及|与|以及)")
_AFTER_HEAD = re.compile(r"(?:同志)?(?:有|包括|是)?[：:]?(?=[\u4e00-\u9fff])|[\s\u3000]")
_ASIDE = re.compile(r"[（(](?:兼|女|挂职|正厅级|副厅级|正处级|主持工作|候任)[）)]")
_UNREAD = re.compile(r"[^\W\d_a-zA-Z镇乡街区县市局委办部村社司厂会校院站所队工计领导及等和]{2,4}、")
_OF_PLACE = re.compile(
    r"[省市县区州盟旗镇乡](?:委|长|政府|人大|政协|纪委|监委|领导|法院|检察院|公安局?)|(?:街道|开发区|高新区|经开区|新区)(?:党|管|办)"
)
_IN_BRACKETS = re.compile(r"(?P<name>[\u4e00-\u9fff·]{2,12}?)[（(](?P<title>[^（）()]{2,24})[）)]")
_CITED = re.compile(r"(?:传达|(?<!理论)学习|贯彻|落实|领会|遵照|按照|根据|重温|引用|观看了?)[^，。；]{0,30}$")


def find_groups(sentences: Sequence[Sentence], context: str, known: Sequence[str] = ()) -> tuple[Group, ...]:
    """Return the groups of all sentences in printing order: told by titles, then the names so learnt elsewhere.

    context: the article's whole text. known: names that are sure beforehand (roster).
    """
    titled = _named(tuple(sentences), context, tuple(known))
    names = {mention.name for mentions in titled for mention in mentions} | {n for n in known if n in context}
    groups: list[Group] = []
    pattern = re.compile("|".join(sorted(map(re.escape, names), key=len, reverse=True))) if names else None
    for number, (sentence, found) in enumerate(zip(sentences, titled, strict=True)):
        again = _again(sentence.text, found, pattern) if pattern is not None and not sentence.intertitle else []
        mentions = sorted((*found, *again), key=lambda mention: mention.start)
        groups += _grouped(number, sentence.text, mentions)
    return tuple(groups)


@lru_cache(maxsize=128)
def _named(sentences: tuple[Sentence, ...], context: str, known: tuple[str, ...]) -> tuple[tuple[Mention, ...], ...]:
    """Return the people each sentence names as such; looked for once, though the whole edition asks first."""
    told = [list(_titled(each.text, context, known)) if not each.intertitle else [] for each in sentences]
    official = any(found for found in told)
    for sentence, found in zip(sentences, told, strict=True):
        if not sentence.intertitle:
            found.extend(_bracketed(sentence.text, found))
            found.extend(_listed(sentence.text, found, official=official))
            found.extend(_chaired(sentence.text, found))
    return tuple(map(tuple, told))


def officials(sentences: Sequence[Sentence], context: str, known: Sequence[str] = ()) -> frozenset[str]:
    """Return the names printed with the title of an official; arguments as of `find_groups`."""
    return frozenset(
        mention.name
        for sentence, mentions in zip(sentences, _named(tuple(sentences), context, tuple(known)), strict=True)
        for mention in mentions
        for start, end in mention.titles
        if title_kind(sentence.text[start:end]) == "official" and not weak_title(sentence.text[start:end])
    )


def titled_in(line: str, context: str) -> tuple[Mention, ...]:
    """Return the people printed behind a title in one line of a head."""
    # What a line ends with may be anything (省领导来云); a name has its verb behind it.
    return tuple(mention for mention in _titled(line, context, ()) if mention.end < len(line.rstrip()))


def _titled(text: str, context: str, known: Sequence[str]) -> Iterator[Mention]:
    """Yield the people printed behind a title, and those joined to them by 、."""
    at = 0
    floor = 0
    pattern = heads()
    while match := pattern.search(text, at):
        at = match.end()
        begin = at
        aside = _ASIDE.match(text, at)  # 省农业农村厅厅长（兼）…
        if aside is not None:
            begin = aside.end()
        after = _AFTER_HEAD.match(text, at) if match[0].endswith("领导") or text[at : at + 1].isspace() else None
        if after is not None:
            begin = after.end()
        end = name_end(text, begin, context, known) or begin
        if end == begin:
            end = _between_titles(text, begin)
        if end == begin:
            yield from _titled_behind(text, match, floor)
        cited = _CITED.search(text, max(0, match.start() - 40), match.start())
        if end == begin or cited or _is_of_many(text, match[0], begin, end):
            continue
        starts = [title_start(text, match.end(), floor)]
        if _names_before(text[starts[0] : match.start()], match[0], context):
            continue
        ends = [match.end()]
        while (earlier := split_title(text, starts[0])) != starts[0] and earlier >= floor and len(starts) < 6:
            ends.insert(0, starts[0] - 1)
            starts.insert(0, earlier)
        if far := _before_comma(text, starts[0], floor):
            starts[:0], ends[:0] = far
        titles = tuple(zip(starts, ends, strict=True))
        yield Mention(text[begin:end], begin, end, titles)
        end = yield from _joined(text, end, titles, context, known)
        at = floor = end


def _before_comma(text: str, start: int, floor: int) -> tuple[list[int], list[int]] | None:
    """Return starts and ends of more titles of one person that end at the comma before `start`, None if none do.

    省水利厅党组成员、副厅长，省防汛督导组组长…: a chain of titles, and nothing but the day before it. A lone title
    (市委常委，副市长…) may be those who hold it.
    """
    end = start - 1
    if start < 2 or text[end] != "，" or not ends_in_office(text[:end]):
        return None
    last = title_start(text, end, floor)
    starts, ends = [last], [end]
    while (earlier := split_title(text, starts[0])) != starts[0] and earlier >= floor and len(starts) < 4:
        ends.insert(0, starts[0] - 1)
        starts.insert(0, earlier)
    opens = _OPENS.fullmatch(text, floor, starts[0]) is not None
    return (starts, ends) if len(starts) > 1 and opens else None


# A day, or nothing, stands before who opens a sentence.
_OPENS = re.compile(r"[^，。；]{0,16}(?:[日午晚天]|近期|日前|近日)?，?\s?")


def _is_of_many(text: str, office: str, begin: int, end: int) -> bool:
    """Tell whether an everyday word follows what many are, and no name (回应委员|关切，…)."""
    short = office in _HELD_BY_MANY and end - begin == 2
    return short and not is_no_word(text[begin:end]) and not _DOES.match(text, end)


# What many are, so an everyday word may follow.
_HELD_BY_MANY = frozenset(("委员", "代表", "成员"))
# Behind a name in a list of titled people: the next title, or what all of them do.
_NEXT_TITLED = re.compile(r"[、，；]\s?(?P<title>[^，。；、\s]{2,24})")
_DOES = re.compile(r"(?:分别|共同|一同|一起|也|等)?(?:出席|参加|列席|陪同|主持|致辞|会见|随同|随行)")


def _between_titles(text: str, at: int) -> int:
    """Return the end of a name of unheard-of form between a title and the next title or a verb of attendance, or `at`.

    卓副市长… names nobody so; 副主任乜佳、秘书长… and 副市长乜大江列席 do, where the characters are no word.
    """
    for stop in (at + 3, at + 2):
        name = text[at:stop]
        if len(name) < stop - at or not _HAN_NAME.fullmatch(name) or follows(text, at) >= 2:
            continue
        following = _NEXT_TITLED.match(text, stop)
        listed = following is not None and heads().search(following["title"]) is not None
        if (listed or _DOES.match(text, stop)) and is_no_word(name):
            return stop
    return at


# No mark, and none of the characters that hardly any name holds and words of every day do.
_EVERYDAY = "的了们着这那哪些个很地也还被把给您你我他她它其要说第次项条等有和及与同在到对就以为"
_HAN_NAME = re.compile(rf"(?:(?![{_EVERYDAY}])[\u4e00-\u9fff]){{2,3}}")


def _names_before(body: str, office: str, context: str) -> bool:
    """Tell whether an office is that of the name before it (习近平总书记, 丛林委员), so nobody is named behind it.

    领导 alone is no office.
    """
    if not body:
        return office == "领导"
    if body.endswith("习近平") or body == "习":
        return True
    if len(body) > 3 or not full_name(body):
        return False
    ends = (place.end() for place in re.finditer(re.escape(body), context))
    return any(follows(context, end) >= 2 and not heads().match(context, end) for end in ends)


# 何小江副市长带队检查: the name first. A place has no such office (高平市长), a name of two characters may be one.
_BEHIND = re.compile(r"(?:副[省市县区州盟旗镇乡]长|[市县区]长|副?书记|副主席|副?主任|部长|局长|院长|检察长)$")


def _titled_behind(text: str, office: re.Match[str], floor: int) -> Iterator[Mention]:
    """Yield who opens a sentence with the office behind the name and a verb behind both."""
    if not _BEHIND.fullmatch(office[0]) or follows(text, office.end()) < 2:
        return
    start = max(office.start() - 3, floor)
    name = text[start : office.start()]
    if len(name) == 3 and full_name(name) and (start == 0 or text[start - 1] in "，。；：” 　由"):
        yield Mention(name, start, office.start(), (office.span(),))


def _joined(
    text: str, end: int, titles: tuple[Bounds, ...], context: str, known: Sequence[str]
) -> Generator[Mention, None, int]:
    """Yield the names that share the titles (、蒋小莺); the value is where the last of them ends."""
    while joint := _AND.match(text, end):
        begin = joint.end()
        stop = name_end(text, begin, context, known, strict=True)
        if stop > begin and _OF_PLACE.match(text, stop):
            break  # 、浦阳|市委书记…: a town, not one more name
        if stop > begin and "、" not in joint[0] and _has_own_title(text, begin, stop, context):
            break  # 市长张三与李四一行座谈: who is met has titles of his own
        if stop == begin:
            unread = _UNREAD.match(text, begin) if joint[0].strip() == "、" else None
            if unread is None or name_end(text, unread.end(), context, known, strict=True) == unread.end():
                break
            end = unread.end() - 1  # one whose name is not made out stands between two who are known
            continue
        yield Mention(text[begin:stop], begin, stop, titles)
        end = stop
    return end


def _has_own_title(text: str, begin: int, stop: int, context: str) -> bool:
    """Tell whether the article prints a name elsewhere right behind a title, or here as that of a guest (…一行)."""
    if text.startswith("一行", stop):
        return True
    ends = (place.start() for place in re.finditer(re.escape(text[begin:stop]), context))
    return any(ends_in_office(context[max(0, at - 8) : at]) for at in ends)


def _bracketed(text: str, found: list[Mention]) -> list[Mention]:
    """Return people printed before their title: 张三（市长）、李四（副市长）."""
    if "（" not in text and "(" not in text:
        return []
    mentions = []
    for match in _IN_BRACKETS.finditer(text):
        head = heads().search(match["title"], max(0, len(match["title"]) - 8))
        if head is None or not re.search(rf"{heads().pattern}\Z", match["title"]):
            continue
        name = match["name"]
        start = match.start("name")
        while start > 0 and text[start - 1] not in "、，。；：有 " and not full_name(name):
            break
        if full_name(name) and (start == 0 or text[start - 1] in "、，。；：有 "):
            taken = any(mention.start < match.end() and start < mention.end for mention in found)
            if not taken:
                mentions.append(Mention(name, start, start + len(name), (match.span("title"),)))
    return mentions


# 刘某某、张某某参加会议; 张三、李四、王五等市领导（，军分区司令员赵六）出席
_LIST = re.compile(
    r"""(?:^|(?<=[，。；：”]))\s?(?P<names>[\u4e00-\u9fff·]{2,10}?(?:、[\u4e00-\u9fff·]{2,10}?){0,30}?)
        (?P<etc>等)?(?P<title>(?:[省市县区州盟旗镇]{1,2}(?:委|政府|人大|政协)?|[省市县区州盟旗]?(?:各|[四五]|几)?[套大]班子|[省市县区州盟旗]?党政班子)?(?:级|有关|相关|主要)*领导(?:同志)?)?
        (?:(?:在[^，。、]{2,16}?)?(?:分别|共同|一同|一起|一道|先后|也|还|及有关[^，。]{0,16})?
           (?P<verb>出席|参加|列席|陪同)
          |(?<=领导|同志)(?=[^的\s]))""",
    re.VERBOSE,
)


# What officials attend: 张三、李四参加会见, not 参加比赛.
_OCCASION = re.compile(
    r"了?(?:[^，。；]{0,16}(?:会|会见|会议|会谈|活动|调研|慰问|座谈|检查|仪式|考察|督导|视察|走访|巡查)|[，。；]|$)"
)


def _listed(text: str, found: list[Mention], *, official: bool) -> list[Mention]:
    """Return people listed bare before a verb of attendance; every part between the 、 must be a name.

    official: somebody in the article has a title; without one a bare list may be anyone.
    """
    mentions: list[Mention] = []
    if not any(word in text for word in ("出席", "参加", "列席", "陪同", "领导")):
        return mentions
    for match in _LIST.finditer(text):
        parts = match["names"].split("、")
        if any(mention.start < match.end("names") and match.start("names") < mention.end for mention in found):
            continue
        if not all(map(full_name, parts)):
            continue
        if match["verb"] is None and not match["title"]:
            continue
        occasion = match["verb"] in ("出席", "列席") or _OCCASION.match(text, match.end()) is not None
        if len(parts) < 2 or not (match["title"] or (occasion and (official or len(parts) > 2))):
            continue
        titles = (match.span("title"),) if match["title"] else ()
        at = match.start("names")
        for part in parts:
            mentions.append(Mention(part, at, at + len(part), titles))
            at += len(part) + 1
    return mentions


_CHAIRED = re.compile(r"(?:会议?|活动|仪式|式|论坛|座谈)由(?P<name>[\u4e00-\u9fff·]{2,10}?)(?:同志)?主持")


def _chaired(text: str, found: list[Mention]) -> list[Mention]:
    """Return who is named without a title as the chair: 会议由王五主持."""
    mentions = []
    for match in _CHAIRED.finditer(text):
        start, end = match.span("name")
        if full_name(match["name"]) and not any(each.start < end and start < each.end for each in found):
            mentions.append(Mention(match["name"], start, end))
    return mentions


def _again(text: str, found: Sequence[Mention], pattern: re.Pattern[str]) -> list[Mention]:
    """Return further printings of names known from elsewhere in the article."""
    taken = [(mention.start, mention.end) for mention in found]
    return [
        Mention(match[0], match.start(), match.end())
        for match in pattern.finditer(text)
        if not any(start < match.end() and match.start() < end for start, end in taken)
    ]


def _grouped(number: int, text: str, mentions: list[Mention]) -> Iterator[Group]:
    """Yield mentions with nothing but 、，和 between them as one group."""
    group: Group | None = None
    for mention in mentions:
        start = mention.titles[0][0] if mention.titles and mention.titles[0][0] < mention.start else mention.start
        if group is not None:
            gap = _GAP.match(text, group.end)
            if (
                start <= group.end
                or (gap is not None and gap.end() >= start)
                or _lost().fullmatch(text, group.end, start)
                or _same_titles(group, mention)
            ):
                group = replace(group, end=_tail(text, mention), mentions=(*group.mentions, mention))
                continue
            yield group
        group = Group(number, start, _tail(text, mention), (mention,))
    if group is not None:
        yield group


@cache
def _lost() -> re.Pattern[str]:
    """Return the pattern of one more titled person whose name was not made out: the list goes on behind it."""
    return re.compile(
        rf"(?:[（(][^（）()]{{1,8}}[）)])?(?:[、，](?:[^，。；、]{{1,20}}{heads().pattern})?[\u4e00-\u9fff]{{2,4}}){{1,3}}[、，]\s?"
    )


@cache
def _unread_last() -> re.Pattern[str]:
    titled = rf"[、，](?:[^，。；、]{{1,20}}{heads().pattern})"
    return re.compile(rf"{titled}[\u4e00-\u9fff]{{2,4}}?(?=共同|一同|分别|先后|等)")


def past_unread(text: str, at: int) -> int:
    """Return where the predicate begins behind a last titled person whose name was not made out, else `at`."""
    match = _unread_last().match(text, at)
    return match.end() if match is not None else at


def _tail(text: str, mention: Mention) -> int:
    """Return where the mention ends, with the title behind it."""
    if not mention.titles or mention.titles[-1][0] < mention.end:
        return mention.end
    start, stop = mention.titles[-1]
    if text[mention.end : start] in ("", "等"):  # 何小江副市长, 张三、李四等市领导
        return stop
    if start == mention.end + 1 and text[mention.end] in "（(":
        return min(len(text), stop + 1)
    return mention.end


def _same_titles(group: Group, mention: Mention) -> bool:
    return bool(mention.titles) and mention.titles == group.mentions[-1].titles
