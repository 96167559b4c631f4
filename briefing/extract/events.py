"""Events as printed (活动): the words that name a meeting or an occasion, and which of them a bare 会议 stands for."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model import Article, Sentence
    from briefing.passage import Passage

__all__ = ["Event", "events_of_parent", "find_events", "generic", "nearest", "same_event", "trim_event"]


@dataclass(frozen=True, slots=True)
class Event:
    """A named event. sentence, paragraph: where it is printed, -1 for the head; place: the venue or town."""

    sentence: int
    paragraph: int
    start: int
    name: Passage
    place: Passage | None = None


_KIND = (
    r"(?:会议|大会|[\u4e00-\u9fff”）]会(?![谈见晤员长商计社务费客场])|仪式|活动|论坛|典礼|启动式|开幕式|闭幕式|运动会"
    r"|[\u4e00-\u9fff”]节|(?:[大比联竞决]|邀请|锦标|挑战|公开|对抗|友谊|巡回|精英|争霸)赛|培训班|研讨班|开班式|党课|讲座|[博展]览会|晚会|演出|演练|峰会|对话会|宣讲|直播|马拉松"
    r"|签约|开工|揭牌)"
)
_NAMED = re.compile(rf"[^，。；！？]*{_KIND}”?(?:[（(][^）)]{{1,16}}[）)])?")
# One of these is in every sentence that tells of an event.
_HAPPENS = re.compile(
    r"召开|举[行办]|承办|召集|出席|参加|列席|启动|开幕|[闭落]幕|开班|开赛|拉开|开展|开跑|鸣枪|开[机业园馆航通]|首[映航飞]|通车|投[产运]|动工|封顶|竣工|启用"
)
# 召开全市商务工作会议 / 举行表彰大会
_HELD = re.compile(r"(?:主持召开|组织召开|召开|举行|举办|承办|召集|出席|参加|列席)了?(?P<name>[^，。；！？]{2,60})")
# 全市商务工作会议（在市会议中心）召开
_HOLDS = re.compile(
    rf"""(?:^|(?<=[，。；！？]))(?P<name>[^，。；！？]{{2,80}}?{_KIND}”?(?:[（(][^）)]{{1,16}}[）)])?)
         (?:(?P<when>于?\d[^，。；在]{{0,14}}))?(?:在(?P<place>[^，。；！？]{{2,30}}?))?
         (?:隆重|正式|顺利|成功|圆满|如期|共同|联合)?(?:召开|举行|举办|启动|开幕|闭幕|落幕|开班|开赛|拉开帷幕|拉开序幕|开展|鸣枪开跑|开跑|鸣枪)(?!的|过|地)""",
    re.VERBOSE,
)
# 在市会议中心召开… / 市委常委会召开（扩大）会议: the subject belongs to the name of the meeting
_OWN_BODY = re.compile(
    r"(?P<body>[^，。；！？\s]{0,16}(?:常委会|党组|政协|人大常委会|委员会|指挥部|理事会|政府|中心组))(?P<verb>召开|举行|开展)"
    r"(?P<name>(?<=中心组..)[^，。；！？]{0,16}学习(?:研讨)?会?|第[\d一二三四五六七八九十]{1,5}次[^，。；！？]{0,8}会议|(?<!政府召开)[^，。；！？]{0,12}会议)"
)
# 青桐大桥建成通车，副市长…按下按钮: what begins is the event
_BEGINS = re.compile(
    r"(?:^|(?<=[，。；！？]))(?P<name>[^，。；！？]{4,44}?(?:开机|首映|通车|投产|开业|开园|开馆|动工|封顶|竣工|投运|开航|首航|首飞|开通|启用))(?=，)"
)
_VENUE = re.compile(r"在(?P<place>[^，。；！？在]{2,24}?)，?(?:隆重|正式|同步|同时|联合|共同)?(?:召开|举行|举办)$")
_TIME = re.compile(
    r"^(?:(?:20\d\d年)?(?:\d{1,2}月)?\d{1,2}日(?:(?:至|到|[-—~])(?:\d{1,2}月)?\d{1,2}日)?(?:上午|下午|晚上?|清晨"
    r"|傍晚)?|日前|近日|昨[天日]|今[天日]|当[天日晚]|连日来|[上下]午|由|在)+\s?"
)
_GENERIC = re.compile(
    r"^(?:了|各阶段|分阶段|分组|本次|此次|该|这次|上述|有关|相关|当天的?|今天的?|第[一二三四五六]次(?=全体)|系列)?"
    r"(?:全体|主题|集体|启动|揭牌|签约|颁奖|开幕|闭幕|开跑|起跑|开赛|开工|奠基|首发|授旗|座谈|汇报|交流|部分|重要)?"
    r"(?:会议?|活动|仪式|大会|座谈会?|(?:汇报|启动|发布|推进|调度|部署|动员|总结|表彰|学习)会|启动仪式|式|座谈交流"
    r"|(?:调研|检查|慰问|会见|考察|巡查|接访)(?:活动)?|督导|有关活动|暗访|走访|签约|讨论|审议)?$"
)
_SECOND = re.compile(r"(?:[主承协]办的|(?:举行|召开|举办|出席|参加|主持|列席)了?)")
_NOT_EVENT = re.compile(
    r"社会$|协会$|学会$|(?<!协)商会$|委员会$|常委会$|工会$|联合会$|基金会$|机会$|全会精神|会议精神|人大会$|理事会$|居委会$"
    r"|管委会$|晚会上$|都会$|体会$|不会$|才会$|就会$|也会$|将会$|国会$|议会$|董事会$|教会$|大家"
)


_OPENING = 64
# 正式开通 alone names nothing.
_LEAST = 6


def find_events(article: Article, sentences: Sequence[Sentence]) -> tuple[Event, ...]:
    """Return the named events of an article in printing order, those of the head (kicker, headline) first."""
    return _events(article, tuple(sentences))


@lru_cache(maxsize=4)
def _events(article: Article, sentences: tuple[Sentence, ...]) -> tuple[Event, ...]:
    """Look once, though leaders and statements both ask."""
    found: list[Event] = []
    for head in (article.kicker, *article.headline, *article.subheads):
        found += _in_text(head, -1, -1)
    for number, sentence in enumerate(sentences):
        found += _in_text(sentence.passage, number, sentence.paragraph)
    return tuple(found)


def events_of_parent(parent: Article | None) -> tuple[Event, ...]:
    """Return the events of the article a sidebar belongs to: 会议 there is the meeting told of here."""
    if parent is None:
        return ()
    found: list[Event] = []
    for number, paragraph in enumerate(parent.paragraphs[:3]):
        found += _in_text(paragraph, number, number)
    return tuple(found)


def _in_text(passage: Passage, number: int, paragraph: int) -> list[Event]:
    text = passage.text
    if not _HAPPENS.search(text):
        return []
    found: list[Event] = []
    for match in _OWN_BODY.finditer(text):
        start = match.start() + _time_end(text[match.start() : match.end()])
        found.append(Event(number, paragraph, match.start(), passage[start : match.end()]))
    taken = [(event.start, event.start + len(event.name) + 16) for event in found]
    for match in _HOLDS.finditer(text):
        start = match.start("name") + _time_end(match["name"])
        name = trim_event(passage[start : match.end("name")])
        if name and not any(a <= match.start() < b for a, b in taken) and not _HELD.match(name.text):
            place = passage[match.start("place") : match.end("place")] if match["place"] else None
            found.append(Event(number, paragraph, match.start(), name, place))
    for match in _HELD.finditer(text):
        name = trim_event(passage[match.start("name") : match.end("name")])
        if not name or generic(name.text) or any(a <= match.start() < b for a, b in taken):
            continue
        venue = _VENUE.search(text, 0, match.start("name"))
        place = passage[venue.start("place") : venue.end("place")] if venue else None
        found.append(Event(number, paragraph, match.start(), name, place))
    for match in _BEGINS.finditer(text):
        start = match.start("name") + _time_end(match["name"])
        if match.end("name") - start >= _LEAST and not any(a <= match.start() < b for a, b in taken):
            found.append(Event(number, paragraph, match.start(), passage[start : match.end("name")]))
    return sorted(found, key=lambda event: event.start)


def _time_end(text: str) -> int:
    match = _TIME.match(text)
    return match.end() if match else 0


def trim_event(name: Passage) -> Passage:
    """Return the part of an object that names an event (商务工作会议并讲话 → 商务工作会议), empty if none does."""
    text = re.split(r"并(?=[^列排])|(?<=会议)(?=研究|传达|学习|听取|强调|审议)", name.text, maxsplit=1)[0]
    match = _NAMED.match(text)
    if match is None or _NOT_EVENT.search(match[0]) or len(match[0]) < 2:
        return name[:0]
    if (
        match[0].count("”") > match[0].count("“")
        or match[0][0] in "的了等、”）)是"
        or re.match(r"(?:[^，]*的)?\d+[位名家个]", match[0])
    ):
        return name[:0]
    # 出席…时会见…、举行新闻发布会: what stands before a second verb names another thing.
    start = max((verb.end() for verb in _SECOND.finditer(match[0])), default=0)
    while match[0][start : start + 1] in ("的", "了"):
        start += 1
    return name[start : match.end()] if match.end() - start > 1 else name[:0]


@lru_cache(maxsize=1024)
def generic(text: str) -> bool:
    """Tell whether an object names no event of its own (会议, 活动, 调研, 座谈会)."""
    return _GENERIC.match(text) is not None


def nearest(events: Sequence[Event], sentence: int, paragraph: int, start: int = 0) -> Event | None:
    """Return the event a bare 会议 stands for: the last named before it in its paragraph, else the article's first."""
    here: list[Event] = []
    at = bisect_right(events, (sentence, start), key=_place_of)
    while at and events[at - 1].paragraph >= paragraph:
        at -= 1
        if events[at].paragraph == paragraph and _of_its_own(events[at]):
            here.append(events[at])
            if paragraph:
                return here[0]
    if here:
        return _fullest(here[::-1])
    # An article names its meeting early; on a page without end not every event is asked each time.
    body = list(islice(filter(_of_its_own, events), _OPENING))
    return _fullest(body) if body else next(iter(events), None)


def _place_of(event: Event) -> tuple[int, int]:
    return event.sentence, event.start


def _of_its_own(event: Event) -> bool:
    return event.sentence >= 0 and not generic(event.name.text)


def _fullest(events: list[Event]) -> Event:
    alike = [event for event in events if same_event(event.name.text, events[0].name.text)]
    return max(alike, key=lambda event: (event.place is not None, min(len(event.name), 40), -event.sentence))


@lru_cache(maxsize=1024)
def same_event(one: str, other: str) -> bool:
    """Tell whether two wordings name one event: half of the shorter one's character pairs are shared."""
    pairs = [{text[at : at + 2] for at in range(len(text) - 1)} for text in (one, other)]
    if not pairs[0] or not pairs[1]:
        return one == other
    return len(pairs[0] & pairs[1]) * 2 >= min(map(len, pairs))
