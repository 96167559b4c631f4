"""Shorter by slicing: a passage is cut at clause ends only, so what stays was printed and reads whole."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.passage import Passage

if TYPE_CHECKING:
    from briefing.model import Fragment

__all__ = ["asks", "clauses", "concrete", "demand", "opening", "without_end"]

_PAIRS = {"“": "”", "‘": "’", "（": "）", "(": ")", "《": "》", "「": "」", "『": "』", "【": "】"}
_STOPS = "，；。！？,;!?"
# A clause that only leads to the next one cannot end a line: 通过擂台比拼等形式，| 鼓舞动员镇村…
_LEADING = re.compile(
    r"""(?:要|并|还要|也要|同时)?
    (?:通过|随着|按照|根据|结合|围绕|立足|聚焦|针对|为了?(?!民)|以.{1,30}为|在.{1,40}(?:中|下|上|时|期间|基础上)$|当|由于|因为|如果|只有|虽然|尽管|不仅|另?一方面)
    """,
    re.VERBOSE,
)
# Words of ceremony say the least about what is to be done: 深入学习贯彻…精神, 提高政治站位
_CEREMONY = re.compile(
    r"""(?:深入|认真|全面)?(?:学习|贯彻|领会|传达|学深悟透)[^，；。]{0,60}(?:精神|思想|论述|指示|部署|要求)
      | 提高(?:政治)?站位 | 统一思想 | 深刻(?:认识|领会|把握) | 头号工程 | 重要意义 | (?<!为)重要抓手
    """,
    re.VERBOSE,
)
# What can be checked later is worth more: 全力确保国省考断面稳定达标
# What somebody is asked to do: 要加快…, 希望各部门…; not what is only told: 形势依然复杂多变.
_ASKS = re.compile(
    r"(?:^|[，；。：])(?:[一二三四五六七八九]是|同时|更|都|也|还|首先|其次)?"
    r"(?:要|必须|务必|希望|争取|力争|确保|应当|请)"
)
# 会议强调， | 肖某某指出，: who says so, and nothing yet.
_SAYS = re.compile(r"[^，；。]{0,20}(?:强调|指出|要求|提出|表示|认为)[，：]")
# Who did what takes so many characters at least.
_DEED = 12
# Words of mood: they can neither be done nor checked. 坚定发展信心, 机遇大于挑战
_MOOD = re.compile(r"信心|机遇|挑战|形势|研判|一方面|积极性")
_CONCRETE = re.compile(
    r"\d+(?![\d年])|确保|尽快|加快|严(?:格|厉|守|防|禁)|完成|落实|推进|推动|建设|整治|整改|开展|优化|加强"
)


def clauses(passage: Passage) -> tuple[Passage, ...]:
    """Return the clauses of a passage, each with the mark that ends it; quotes and brackets stay whole."""
    found = []
    start, closers = 0, ""
    for at, character in enumerate(passage.text):
        if closers and character == closers[-1]:
            closers = closers[:-1]
        elif character in _PAIRS and len(closers) < 8:
            closers += _PAIRS[character]
        elif character in _STOPS and (not closers or at - start > 120):
            found.append(passage[start : at + 1])
            start, closers = at + 1, ""
    if start < len(passage):
        found.append(passage[start:])
    return tuple(found)


def asks(passage: Passage) -> bool:
    """Tell whether the passage asks for something to be done."""
    return _ASKS.search(passage.text) is not None


def without_end(passage: Passage) -> Passage:
    """Return the passage less the marks that end it."""
    return passage.strip("，；。、：,;: 　")


def opening(passage: Passage, limit: int) -> Passage:
    """Return the opening clauses that fit in `limit` characters; the first clause always stays, however long."""
    parts = clauses(passage)
    taken: list[Passage] = []
    for part in parts:
        if taken and sum(map(len, taken)) + len(part) > limit + 1:
            break
        taken.append(part)
    while len(taken) > 1 and len(taken) < len(parts) and _LEADING.match(taken[-1].text):
        taken.pop()
    return Passage.join(taken)


def demand(passage: Passage, limit: int) -> tuple[Passage, int]:
    """Return the run of clauses, at most `limit` characters, that asks for most, and what it is worth.

    Ceremony is passed over, what can be checked is sought. A lone clause longer than the limit stays whole.
    """
    parts = [_without_must(part) for part in clauses(passage)]
    best, best_worth = Passage(), -99
    for start in range(min(len(parts), 12)):
        if start and parts[start - 1].text.endswith(("，", ",")) and _LEADING.match(parts[start - 1].text):
            continue
        size, worth = 0, 0
        for end in range(start, len(parts)):
            size += len(parts[end])
            if size > limit and end > start:
                break
            ceremony = bool(_CEREMONY.search(parts[end].text))
            mood = bool(_MOOD.search(parts[end].text))
            worth += -2 if ceremony else 0 if mood else 1 + min(2, len(_CONCRETE.findall(parts[end].text)))
            last = end + 1 == len(parts) or not _LEADING.match(parts[end].text)
            if last and worth > best_worth:
                best, best_worth = Passage.join(parts[start : end + 1]), worth
    best = best or opening(passage, limit)
    return _without_must(without_end(best)), best_worth


def _without_must(passage: Passage) -> Passage:
    """Return a demand less its opening 要: the row says already that it is asked for."""
    text = passage.text.lstrip()
    skipped = len(passage) - len(text)
    if text.startswith("要") and not text.startswith(("要求", "要点", "要素", "要害")):
        return passage[skipped + 1 :]
    return passage


def concrete(passage: Passage, sentence: Passage, limit: int) -> Passage:
    """Return the passage without words of ceremony at its ends; else what its sentence asks for; empty if nothing.

    passage: a run of clauses of the sentence. 督导河涌治理，强调要深入学习贯彻…思想 → 督导河涌治理
    """
    parts = clauses(passage)
    if not any(_CEREMONY.search(part.text) for part in parts):
        return passage
    while parts and _CEREMONY.search(parts[-1].text):
        parts = parts[:-1]
    # 督导河涌治理，强调要深入学习贯彻…思想，持续打好攻坚战 → 督导河涌治理
    before = next((at for at, part in enumerate(parts) if _CEREMONY.search(part.text)), 0)
    if before and not _SAYS.fullmatch(parts[0].text) and len(Passage.join(parts[:before])) >= _DEED:
        parts = parts[:before]
    first = next((at for at, part in enumerate(parts) if not _SAYS.fullmatch(part.text)), len(parts))
    if parts[first:] and not any(_CEREMONY.search(part.text) for part in parts):
        return without_end(Passage.join(parts))
    words, worth = demand(sentence, limit)
    return words if worth > 1 and not _CEREMONY.search(words.text) else Passage()


def length_of(fragments: tuple[Fragment, ...]) -> int:
    """Return how many characters the fragments show."""
    return sum(len(fragment.text) + len(fragment.label) + len(fragment.after) for fragment in fragments)
