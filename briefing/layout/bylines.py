"""Bylines and wire leads (电头, 署名): at the head of a body, on a line of their own, at its end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.passage import Passage

__all__ = ["is_byline", "lead_end", "reporters", "trailing_byline"]

_JOB = (
    r"(?:全媒体|首席|见习|实习|特约|本报|本刊|本社|新华社|中新社|记者站)*"
    r"(?:记者|通讯员|报道员|实习生|评论员|特派员|撰稿|文字?|图|编译)"
)
_NAME = r"[\u3400-\u9fff·]{2,4}"
_NAMES = rf"(?:{_NAME}|[\u3400-\u9fff]\s[\u3400-\u9fff])(?:[\s、，,和/]{{1,3}}{_NAME}){{0,7}}"
_BY = r"[（(][^（）()。！？]{1,60}[）)]"

_LEAD = re.compile(
    rf"""\s*(?:
        (?:本|据)?[\u3400-\u9fff]{{0,4}}(?:报|刊|网|台|社)?(?:综合)?(?<![简快短资通音喜])讯(?![息号问飞])\s*(?:{_BY})?   # 本报讯 （首席记者 李金健）
      | 据?(?:本报|新华社|中新社|新华网|人民网|中新网|央视网|[\u3400-\u9fff]{{2,6}}(?:社|网|报))
        [^，。；：！？（(\n]{{0,18}}?
        (?:\d\s?\d?\s*月\s*\d\s?\d?\s*日|今日|今天|昨日)[^，。；：！？（(\n]{{0,6}}?(?:专?电|讯|消息)\s*(?:{_BY})?  # 新华社北京3月8日电（记者 …）
      | [（(]{_JOB}[^（）()。！？]{{0,50}}[）)]                                                # （记者 王某）
      | 本报?[\u3400-\u9fff]{{2,4}}\d{{1,2}}月\d{{1,2}}日(?:专?电|讯)\s*(?:{_BY})?
    )""",  # noqa: E501 - one alternative a line
    re.VERBOSE,
)
_LEAD_HEADS = re.compile(r"\s*(?:本报|本刊|本网|本台|新华社|中新社|据|（|\(|[\u3400-\u9fff]{2,8}(?:讯|电))")
# Where a report was put together from: 本报综合新华社电, 据央视新闻消息； 据新华社报道，… is part of a sentence.
_COMPILED = re.compile(
    rf"""\s*(?:本报|本刊|本网)?(?:综合|据)
        (?:(?:本报|新华社|中新社|新华网|人民网|中新网|央视网?|央视新闻|媒体)[、和]?){{0,3}}
        (?:消息|报道|专?电|讯)(?![，,、的称])[：:\s]*(?:{_BY})?""",
    re.VERBOSE,
)
_OWN_LINE = re.compile(
    rf"""[■□●◆◇▲△◎○☆★※▶►\s]*(?:
        (?:本报|本刊)?{_JOB}[\s:：]*{_NAMES}                                                   # 本报首席记者 王某 李某
        (?:[\s]+{_JOB}[\s:：]*{_NAMES})*
        [\s]*(?:文[/／、]?图|图[/／、]?文|文[/／]摄|摄影报道|报道|文并摄|采写|整理)?
      | [（(]{_JOB}[\s:：]*{_NAMES}(?:\s*{_JOB}[\s:：]*{_NAMES})*[）)]                            # （记者 王某）
      | (?:作者|文|撰文|采写)[:：/／\s]+{_NAMES}                                               # 文/王某
      | 本报(?:评论员|特约评论员|编辑部)
    )\s*""",
    re.VERBOSE,
)
# A byline closing the last paragraph: …万人次。（本报记者 王某）
_TRAILING = re.compile(
    rf"""(?<=[。！？”…])\s*(?:
        [（(](?:据[^（）()]{{2,20}}|{_JOB}[\s:：]*{_NAMES}(?:\s*{_JOB}[\s:：]*{_NAMES})*|{_NAME}(?:[\s、]{_NAME}){{0,3}}|本报综合|综合[^（）()]{{0,12}})[）)]
      | (?:本报)?{_JOB}[\s:：]+{_NAMES}
    )\s*$""",
    re.VERBOSE,
)
_PERSON = re.compile(_NAME)
_OFFICES = re.compile(r"通讯员|报道员|实习生|文[/／、]?图|图[/／、]?文|报道|摄影|整理|采写")
_REPORTERS = re.compile(
    r"(?:全媒体|首席|见习|实习|特约|本报|本刊|新华社|中新社)*记者[\s:：]*([^（）()。，；：]*?)(?=通讯员|报道员|实习生|文[/／、]?图|图[/／、]?文|摄|报道|[）)。，；：]|$)"
)
# Long enough for any lead; nothing beyond is looked at.
_REACH = 120


def lead_end(text: str) -> int:
    """Return where the lead that opens `text` ends, 0 if it opens without one."""
    head = text[:_REACH]
    if not _LEAD_HEADS.match(head):
        return 0
    match = _LEAD.match(head)
    end = match.end() if match else 0
    compiled = _COMPILED.match(head, end)
    return compiled.end() if compiled else end


def is_byline(text: str) -> bool:
    """Tell whether `text` is a byline and nothing else: ■本报记者 王某 文/图, （记者 王某）."""
    return len(text) <= _REACH and bool(_OWN_LINE.fullmatch(text)) and lead_end(text) in (0, len(text))


def trailing_byline(text: str) -> int:
    """Return where the byline that closes `text` begins, `len(text)` if it closes without one."""
    start = max(0, len(text) - 80)
    match = _TRAILING.search(text[start:])
    return start + match.start() if match else len(text)


def reporters(byline: Passage) -> tuple[Passage, ...]:
    """Return the reporters' names of a byline; correspondents (通讯员) and photographers are none."""
    found: list[Passage] = []
    for match in _REPORTERS.finditer(byline.text):
        start = match.start(1)
        text = match.group(1)
        parts = re.split(r"[\s、，,/和]+", text)
        at = 0
        for part in parts:
            at = text.index(part, at)
            if 2 <= len(part) <= 4 and _PERSON.fullmatch(part):
                found.append(byline[start + at : start + at + len(part)])
            at += len(part)
    return tuple(found)
