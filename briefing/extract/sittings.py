"""Meetings within the story of a tour (调研中的座谈会): which deeds belong to the meeting held after it.

A tour may end in a meeting that has no name of its own (随后召开了座谈会); who chairs it, speaks or reports there does
so at another event than the tour. 座谈会上 alone, with nobody told to have held one, stays part of the tour.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.extract.roles import Predicate
    from briefing.model import Sentence
    from briefing.passage import Passage

__all__ = ["at_meetings", "is_meeting", "opens_at", "sitting", "spoken_at"]

_SORT = r"(?:座谈|汇报|反馈|交流|调度|碰头|推进|办公|协调|恳谈|见面|总结|意见反馈|工作|专题){1,3}会议?"
# 市人大常委会, 工商联合会 and 社会 hold none.
_MEETING = re.compile(
    r"(?<!常委)(?<!委员)(?<!社)(?<!工)(?<!协)(?<!联合)(?<![^协]商)(?<!机)(?<!妇)(?<!理事)会(?![见晤员计社场堂所展])|(?:常委会|委员会|理事会|商会)会?议|仪式|活动$|典礼|论坛"
)
# 反馈会上，…: a meeting told of nowhere else
_OPENS_AT = re.compile(r"在?(?P<name>[^，。；]{1,24}?(?:会议|[\u4e00-\u9fff]会|仪式|典礼|论坛))上，")
# 随后召开了座谈会, 调研组召开座谈会: a clause of its own; 走访…并召开座谈会听取 is a step of the tour.
_HELD = re.compile(
    rf"""(?:^|[，；。])(?:[^，；。并]{{0,16}})(?<!主持)(?<!的)(?:召开|举行)了?(?:[^，。；的]{{0,10}})?(?P<name>{_SORT})(?=[，。；])""",
    re.VERBOSE,
)
# 在随后召开的座谈会上，…强调: where it was said
_MET = re.compile(
    r"(?:(?:调研|检查|考察|视察)(?:结束)?后，?)?在(?:随后|之后|当[天日]|[上下]午)*(?:召开|举行|进行)的"
    r"(?P<name>[^，。；的]{2,30}?会议?)上，"
)
_SAME = re.compile(rf"了?(?P<name>{_SORT})$")
# What people do at meetings, beside what the lexicon has as speech.
_AT_MEETINGS = re.compile(
    r"主持|召开|座谈|宣布|宣读|出席|参加|列席|讲话|(?:交流|表态)?发言|提出要求"
    r"|汇报|介绍|通报|反馈|作(?:报告|说明|汇报)|(?:安排)?部署|点评|总结"
)
# 在项目对接恳谈会上致辞, 在全市教育大会上，…强调
_SPOKEN_AT = re.compile(
    r"在(?P<name>[^，。；在的]{2,40}?(?:会议|大会|[\u4e00-\u9fff]会|仪式|论坛|典礼|活动))上(?:[^，。；]{0,12}|，[^，。；]{0,40})$"
)


@lru_cache(maxsize=1024)
def is_meeting(text: str) -> bool:
    """Tell whether an event is a meeting or ceremony, not a tour or talks."""
    return _MEETING.search(text) is not None and re.match(r"会[见晤谈]", text) is None


def opens_at(sentence: Sentence) -> Passage | None:
    """Return the words for the meeting a sentence opens with (签约仪式上，…), None for 会上, 会议上 and 大会上."""
    opens = _OPENS_AT.match(sentence.text)
    if opens is None or opens["name"] in ("会议", "大会", "全会", "本次会议", "此次会议"):
        return None
    return _behind_holding(sentence, opens)


def _behind_holding(sentence: Sentence, said: re.Match[str]) -> Passage:
    """Return the name itself: 2日在某地举行的论坛 → 论坛."""
    held = max((found.end() for found in re.finditer(r"(?:举行|召开|举办)的", said["name"])), default=0)
    return sentence.passage[said.start("name") + held : said.end("name")]


def at_meetings(predicate: Predicate) -> bool:
    """Tell whether all that is done is what people do at meetings (主持, 讲话, 汇报)."""
    return all(role.speech or _AT_MEETINGS.fullmatch(role.verb) is not None for role in predicate.roles)


def spoken_at(sentence: Sentence, end: int) -> Passage | None:
    """Return the words for the event at which something is told to be said up to `end` (在…会上致辞)."""
    said = _SPOKEN_AT.search(sentence.text, max(0, end - 70), end)
    if said is None:
        return None
    return _behind_holding(sentence, said)


def sitting(sentences: Sequence[Sentence], number: int, predicate: Predicate) -> Passage | None:
    """Return the meeting within a tour at which sentence `number` tells a deed, None for a deed of the tour."""
    if predicate.visit is not None or not at_meetings(predicate):
        return None
    sentence = sentences[number]
    if predicate.object is not None:
        named = sentence.passage[slice(*predicate.object)].strip(" 了")
        if (same := _SAME.match(named.text)) is not None:
            return named[slice(*same.span("name"))]
    met = _MET.match(sentence.text)
    if met is not None:
        return sentence.passage[slice(*met.span("name"))]
    if predicate.object is not None and predicate.object[0] < predicate.object[1]:
        return None
    at, stop = number, predicate.roles[0].pieces[0][0]
    while at >= 0 and sentences[at].paragraph == sentence.paragraph:
        held = _HELD.search(sentences[at].text, 0, stop if at == number else len(sentences[at].text))
        if held is not None:
            return sentences[at].passage[slice(*held.span("name"))]
        at -= 1
    return None
