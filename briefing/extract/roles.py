"""What the named did (履职动词): the verbs of a predicate, the words of the event, the place.

出席会议并讲话 → 出席, 讲话; 赴大朗镇督导河涌治理工作，强调要… → 督导, 强调. A verb that is part of a noun
(调研座谈会, 检查组) is none, and what comes after 强调 is speech, not deed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from briefing.text.units import lexicon

__all__ = ["Predicate", "Role", "after_group", "is_visit", "read_predicate"]

Bounds = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Role:
    """A verb as printed; more than one piece where the role is said around its object (致以…问候)."""

    pieces: tuple[Bounds, ...]
    verb: str
    speech: bool = False


@dataclass(frozen=True, slots=True)
class Predicate:
    """roles in printing order; object: what the first verb is about, `(n, n)` if nothing; visit: a tour, not a meeting.

    end: where reading stopped; told: where reported speech begins, None if none does.
    """

    roles: tuple[Role, ...]
    object: Bounds | None
    visit: Bounds | None
    place: Bounds | None
    end: int
    told: int | None = None


_MEETING_VERBS = frozenset("主持 召开 出席 列席 参加 到会 参会 见证 参与 观看 旁听 迎接 陪同 启动".split())
_VISIT_VERBS = frozenset(
    "督导 调研 检查 抽查 慰问 看望 视察 考察 巡河 巡查 巡林 巡湖 巡田 接访 下访 约访 走访 暗访 督查 督办 指导 调度 会见 会谈 会晤 座谈 现场办公 夜查 察看 查看 踏勘 督战 夜访 参观 观摩 植树 "
    "拜访 推介 祭奠 瞻仰 送考 送教 暗查 检阅 视频调度 现场督办 看望慰问 走访慰问 调研督导 督导检查 检查指导 调研指导 督导调研 考察调研 调研检查 检查调研 宣讲 授课 讲党课 走进直播间 随机抽查 接待 巡视 家访".split()
)
# Verbs that may be said of a tour but count as a role only where they open the predicate.
_MINOR = frozenset("听取 察看 查看 踏勘 研究 参观 推进 参与 启动 指导 总结 传达 介绍 动员 带领 开讲 祝贺 颁发 观看 签署 调度 迎接 接待 开幕 执勤".split())
_SOLO_OK = frozenset("听取 察看 查看 踏勘 参观 指导 介绍 带领 动员 总结 启动 颁发 签署 调度 观看 推进 接待 祝贺 开讲 传达".split())
_PLAIN_SPEECH = frozenset("说 称 告诉 认为 坦言 期待 期望 透露 解释 说道 直言 谈到 回应".split())
# 带队，采取…方式，对…开展检查: what the team did may come clauses later.
_LED = frozenset("率队 带队 率团 率组".split())
_NOUN_AFTER = re.compile(r"(?:会(?!见|谈|晤|同|上)|组|室|员|团|队|站|中心|座谈会|工作会|推进会|汇报会|者|人|厅|局|处|部(?!署)|仪式|活动中|情况汇报|方案|机制|领导小组|大会)")
_LIST_TAIL = re.compile(r"(?:等|以及|及|和|，(?=以?及)|、|，)[^。；]{0,90}?(?P<verb>出席|参加|列席|陪同|一同活动)")


@cache
def _verbs() -> re.Pattern[str]:
    speech = {entry[0] for entry in lexicon("speech_verbs")}
    roles = {entry[0] for entry in lexicon("role_verbs")}
    words = sorted(roles | speech, key=len, reverse=True)
    return re.compile(
        rf"(?P<greet>(?:致以|送上|送去)[^，。；]{{0,24}}?(?P<what>问候|祝贺|祝福|感谢|敬意|欢迎))|(?P<together>一同活动|一起活动)|(?P<head>率)[^，。；率]{{1,16}}?(?P<team>[组团队](?!长))|(?P<carry>开展)[^，。；的]{{0,16}}?(?P<kind>检查|督导|调研|督查|巡查|暗访|慰问|走访|视察|考察|接访|巡河|座谈|植树)(?!组)|(?P<verb>{'|'.join(map(re.escape, words))})"
    )


@cache
def _speech() -> frozenset[str]:
    return frozenset(entry[0] for entry in lexicon("speech_verbs"))


# What may stand between the subject and its verb without a new subject: adverbs, places, times, ways.
_NEW_SUBJECT = re.compile(r"^(?:会上|会议|会后|大会|与会|大家|据|记者|活动现场|现场|活动|随着|目前|同时[，]|各[地级县市区镇]|全[市县区省]|[一二三]是|双方|来自|市直|有关|相关|该|本次|此次|其中|群众|学生|村民|居民|企业|当前|要|为期)")
_PLACE = re.compile(r"(?:日前|近日|昨[天日]|今[天日]|[上下]午|一行|先后|随后|首先|分别|还|又|带队|率队|率团|一行|专程|前往|深入|实地|走进|来到|赶赴|赴|到|在|一早|冒雨|也|再次|先|会上|率[^，。]{0,14}?(?=赴|到|深入))*(?:深入到|前往|深入|走进|来到|赶赴|赴|到|在)(?P<place>[^，。；！？]{2,40}?)(?:等地|等处|等)?(?:现场|实地|专题|开展|进行|就|围绕|并|，|带队|一线|、?$)")


def after_group(text: str, start: int, end: int) -> int:
    """Return where the predicate of a list of people begins: behind 等, 以及各县区负责人 … up to the verb of attendance."""
    match = _LIST_TAIL.match(text, start, end)
    if match is None:
        return start
    between = text[start : match.start("verb")]
    if text[start : start + 1] == "等" or "，" in between or "、" in between or "及" in between[:3] or "和" in between[:1]:
        other = _verbs().search(between)
        if other is None or other["verb"] in ("指导", "研究", "动员", "推进", "建议", "说", "称", "检查", "介绍"):
            return match.start("verb")
    return start


def read_predicate(text: str, start: int, end: int, *, lead: bool = True) -> Predicate:
    """Read the verbs from `start` to `end` that have the people before `start` as their subject.

    lead: the sentence that introduces them; in later ones the small steps of a tour (察看, 听取) are no roles.
    """
    roles: list[Role] = []
    target: Bounds | None = None
    visit: Bounds | None = None
    place: Bounds | None = None
    at = start
    while at < end:
        stop = _clause_end(text, at, end)
        if at > start and (_NEW_SUBJECT.match(text[at:stop]) or len(roles) > 8):
            break
        found = _clause(text, at, stop, first=not roles, lead=lead)
        if found is None:
            if at > start and roles:
                if all(role.verb in _LED for role in roles) and stop - start < 80 and stop < end and text[stop] == "，":
                    at = stop + 1
                    continue
                break
            if place is None:
                place = _place(text, at, stop)
            if stop - at > 40 or (at > start and not place):
                break
            at = stop + 1
            continue
        new, obj, told = found
        if place is None:
            place = _place(text, at, new[0].pieces[0][0])
        for role in new:
            if role.verb not in {each.verb for each in roles}:
                roles.append(role)
        if obj is not None and target is None and visit is None:
            if text.startswith("开展", obj[0]) or new[0].verb in _VISIT_VERBS or any(role.verb in _VISIT_VERBS for role in new[:2] if new[0].verb in ("率组", "率队", "带队", "率团", "带领")):
                visit = obj
            elif new[0].verb in _MEETING_VERBS:
                target = obj
        if told is not None:
            return Predicate(tuple(roles), target, visit, place, stop, told)
        at = stop + 1
    return Predicate(tuple(roles), target, visit, place, min(at, end))


def is_visit(verb: str) -> bool:
    """Tell whether a verb is of a tour or talk rather than of a meeting."""
    return verb in _VISIT_VERBS


def _clause_end(text: str, at: int, end: int) -> int:
    for stop in range(at, end):
        if text[stop] in "，；。！？,;：":
            return stop
    return end


def _clause(text: str, at: int, stop: int, *, first: bool, lead: bool) -> tuple[list[Role], Bounds | None, int | None] | None:
    """Return roles, object and where speech begins of one clause; None where no verb of ours opens it."""
    roles: list[Role] = []
    target: Bounds | None = None
    cursor = at
    while cursor < stop:
        match = _verbs().search(text, cursor, stop)
        if match is None:
            break
        gap = text[cursor : match.start()]
        if not roles and not (_opens(gap) if first else _ADVERBIAL.match(gap)):
            return None
        if roles and not (_LINK.match(gap) or roles[-1].verb in ("率组", "率团", "率队", "带队", "率团", "带领", "一行", "陪同", "随机抽查")):
            joined = text.find("并", cursor, stop)
            if joined < 0 or joined > match.start() or text[joined + 1 : joined + 2] in "列排":
                break
            if match.start() - joined > 14:
                cursor = joined + 1
                tail = _verbs().search(text, cursor, stop)
                if tail is None or tail.start() - cursor > 20:
                    break
        verb = match[0] if match["verb"] else match["together"] or ""
        if match["head"]:
            # 率省委督导组 … → 率组
            team = match.start("team")
            roles.append(Role(((match.start(), match.start() + 1), (team, team + 1)), "率" + match["team"]))
            cursor = match.end()
            continue
        if match["carry"]:
            # 对…开展安全生产检查
            roles.append(Role((match.span("kind"),), match["kind"]))
            target = target or (match.start(), stop)
            cursor = match.end()
            continue
        if match["greet"]:
            # 致以节日的问候 → 致以问候; 致以节日祝贺 as printed
            what = match.start("what")
            head = match.start() + 2 if "的" in match["greet"] else what
            roles.append(Role(((match.start(), head), (what, match.end("what"))), text[match.start() : head] + match["what"]))
            cursor = match.end()
            continue
        if _NOUN_AFTER.match(text, match.end()) and verb not in ("讲话", "发言") and not (verb == "参加" and text.startswith("会", match.end())):
            if verb in ("出席", "参加", "主持", "列席", "召开"):
                pass
            else:
                cursor = match.end()
                if not roles and cursor - at > 60:
                    return None
                continue
        if text[match.end() : match.end() + 1] == "的" and verb not in ("出席",):
            cursor = match.end()
            continue
        speech = verb in _speech()
        if speech and verb in ("说", "称", "明确", "期待", "鼓励", "通报", "宣布", "介绍", "建议", "认为", "提出") and roles:
            speech = speech and verb in ("提出", "认为", "建议", "说") and match.end() >= stop - 1
        if verb in _MINOR and not (lead and first and not roles and verb in _SOLO_OK) and not (roles and _LINK.match(gap) and gap):
            if roles or not lead or not first or verb not in _SOLO_OK:
                cursor = match.end()
                if not roles:
                    return None
                continue
        cursor = match.end()
        told = _told(text, match.end(), stop) if speech else None
        # 表示欢迎 is a courtesy; 说 and 称 bring speech and are no roles.
        if verb not in _PLAIN_SPEECH and (told is not None or verb != "表示"):
            roles.append(Role(((match.start(), match.end()),), verb, speech=speech))
        if told is not None:
            return (roles, target, told) if roles else None
        if target is None and verb in _MEETING_VERBS | _VISIT_VERBS and not (verb == "召开" and target):
            after = _LINK_END.search(text, cursor, stop)
            limit = after.start() if after else stop
            follow = _verbs().match(text, cursor, stop)
            if verb == "主持" and follow is not None and follow["verb"] == "召开":
                continue
            target = (match.start(), limit) if verb in _VISIT_VERBS else (cursor, limit)
            if verb in _MEETING_VERBS:
                cursor = limit
        elif verb in ("见证", "出席", "参加", "列席"):
            after = _LINK_END.search(text, cursor, stop)
            cursor = after.start() if after else stop
    return (roles, target, None) if roles else None


_LINK = re.compile(r"^(?:时|中|并|和|及|、|并在会上|并作|并作了|并发表|并作重要|并现场|作|了)?(?:一?并)?(?:作|作了|作出|发表|进行|致|现场|为[^，。]{0,20}|向[^，。]{0,16}|对[^，。]{0,20}|就[^，。]{0,20}|重要|总结|动员|主旨|工作|讲|的)*$")
_LINK_END = re.compile(r"[时中](?=强调|指出|要求|表示|提出)|并(?=[\u4e00-\u9fff]{1,14})(?![列排])")


# In a later clause only adverbials may stand before the verb: 并在会上讲话, 实地察看, 就下步工作提出要求.
_ADVERBIAL = re.compile(
    r"^(?:并|还|又|再|先后|随后|最后|详细|认真|现场|实地|仔细|亲切|边|共同|分别|同时|再次|逐一|重点|进一步|作|了|出|发表|进行|和|会同|亲自|要|专程"
    r"|(?:就|对|向|为|与|在|到|赴|深入|来到|走进|前往|代表|率|听取|围绕|结合|通过|沿着|利用|以)[^，]{1,40}?)*$"
)


def _opens(gap: str) -> bool:
    """Tell whether what stands before the first verb may stand between a subject and its verb."""
    if not gap:
        return True
    if len(gap) > 70:
        return False
    return not re.search(r"(?:会议|活动)由$|^(?:是|系|曾|因|被|家|家住|所在|说|等?(?:获|荣获|被|入选)|委托|任|当选)", gap)


def _told(text: str, at: int, stop: int) -> int | None:
    """Return where what was said begins, None where the verb brings no speech (对…表示欢迎)."""
    following = text[at : at + 1]
    if following in "，：,:":
        return at + 1
    if following in "要各全必希我“" and stop > at:
        return at
    if re.match(r"[\u4e00-\u9fff]{0,10}要", text[at : at + 12]):
        return at
    return None


def _place(text: str, at: int, stop: int) -> Bounds | None:
    match = _PLACE.match(text, at, stop) or _PLACE.match(text + "，", at, stop + 1)
    if match is None:
        return None
    start, end = match.span("place")
    if re.search(r"会上|会议|活动|期间|过程|基础|领导下|讲话|仪式|[上中下时后]$|陪同|带领", text[start:end]) or re.search(r"\d+[日时点]", text[start:end]):
        return None
    return start, end
