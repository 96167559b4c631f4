"""What the named did (履职动词): the verbs of a predicate, the words of the event, the place.

出席会议并讲话 → 出席, 讲话; 赴大朗镇督导河涌治理工作，强调要… → 督导, 强调. A verb that is part of a noun
(调研座谈会, 检查组) is none, and what comes after 强调 is speech, not deed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from briefing.extract.clauses import Bounds, Clause, Role, tagged, verbs

__all__ = ["Predicate", "Role", "after_group", "read_predicate"]


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


_LED = frozenset(("率队", "带队", "率团", "率组", "带领"))
_LIST_TAIL = re.compile(
    r"(?:等|以及|及|和|，(?=以?及)|、|，)[^。；]{0,90}?(?P<verb>出席|参加|列席|陪同|随同|到会|一同活动"
    r"|(?:(?<=[一共]同)|(?<=一[起道]))(?:看望|慰问|调研|考察|参观))"
)


# What may stand between the subject and its verb without a new subject: adverbs, places, times, ways.
_NEW_SUBJECT = re.compile(
    r"""会上|会议|会后|大会|与会|大家|据|记者|活动现场|现场(?![办接察查看督检指解了慰听点调观协签])|活动|随着|目前|同时，|各[地级县市区镇]|全[市县区省]|[一二三]是|双方|来自
      |市直|有关|相关|该|本次|此次|其中|群众|学生|村民|居民|企业|当前|要(?!求)|为期""",
    re.VERBOSE,
)
_PLACE = re.compile(
    r"""(?:(?:\d{1,2}月)?\d{1,2}日(?:(?:至|到|[-—~])(?:\d{1,2}月)?\d{1,2}日)?(?:[上下]午|晚上?)?)?(?:日前|近日|昨[天日]|今[天日]|[上下]午|一行|先后|随后|首先|分别|还|又|带队|率队|率团|专程|实地|一早|冒雨|也|再次|先|会上)*
        (?:率[^，。]{0,14}?(?=赴|到|深入))?
        (?:[\d一二三四五六七八九十]*余?人)?(?:深入到|前往|深入|走进|来到|赶赴|莅临|抵达|坐镇|赴|到|在|来(?=[我本]))(?P<place>[京沪津渝穗](?=[与同亲会参出以])|[^，。；！？]{2,40}?)(?:等地|等处|等)?
        (?:以[^，。；]{1,8}方式|现场|实地|专题|开展|进行|学习$|就|围绕|并|，|带队|一线|[为向与同作给]|看望|走访|慰问|督[导查]|检查|调研|考察|视察
           |(?:亲切|热情|友好|热烈|共同|一同|集体|分别|详细|认真)*、?$)""",
    re.VERBOSE,
)
# 带领调研组深入…: where the way begins.
_GOING = re.compile(r"来(?=[我本])|深入|莅临|前往|走进|来到|赶赴|赴|到|在")
_NO_PLACE = re.compile(
    r"^以|结束$|上发表|陪$|持续|广泛|会上|会议(?![中室厅楼])|活动(?![中室])|期间|过程|基础|领导下|讲话|仪式|[上中下时后]$|陪同|带领"
    r"|\d+[日时点]"
)
# 到联系的双河镇: whose charge it is, is no part of the place.
_CHARGE = re.compile(r"(?:所?(?:联系|包联|包保|挂点|挂钩|联点|帮扶|挂包|分管)|自己)+的(?=[\u4e00-\u9fff]{2})")
# 学习|考察 goes on, 通过听取汇报等方式督查 begins anew.
_LEAST_WAY = 4
# A journey and what it was for are told in no more words than these.
_WIDEST_VISIT = 60
# Nobody is said to be somewhere in more words than these.
_WIDEST_PLACE = 120


def after_group(text: str, start: int, end: int) -> int:
    """Return where the predicate of a list of people begins: behind 等, 以及各县区负责人 … at its verb."""
    match = _LIST_TAIL.match(text, start, end)
    if match is None:
        return start
    between = text[start : match.start("verb")]
    listed = (
        text[start : start + 1] == "等"
        or "，" in between
        or "、" in between
        or "及" in between[:3]
        or "和" in between[:1]
    )
    others = verbs().finditer(between)
    return match.start("verb") if listed and all(_names_a_body(between, other) for other in others) else start


# Verbs that stand in the names of bodies (督查局, 研究室, 发展改革研究中心), some of them in many.
_OF_BODIES = frozenset(("指导", "研究", "动员", "推进", "建议", "说", "称", "检查", "介绍"))
_BODY_GOES_ON = re.compile(r"[\u4e00-\u9fff]{0,4}?(?:[局室科处办组站队员委]|中心|部门)")


def _names_a_body(text: str, verb: re.Match[str]) -> bool:
    return verb["verb"] in _OF_BODIES or _BODY_GOES_ON.match(text, verb.end()) is not None


def read_predicate(text: str, start: int, end: int, *, lead: bool = True) -> Predicate:
    """Read the verbs from `start` to `end` that have the people before `start` as their subject.

    lead: the sentence that introduces them; in later ones the small steps of a tour (察看, 听取) are no roles.
    """
    found = Predicate((), None, None, None, start)
    at = start
    while at < end:
        stop = _clause_end(text, at, end)
        if at > start and (_NEW_SUBJECT.match(text, at, stop) or len(found.roles) > 8):
            break
        clause = Clause(text, (at, stop), first=not found.roles, lead=lead, opening=at == start)
        if clause.read():
            found = _with_clause(found, clause)
            if clause.told is not None:
                return found
        elif not clause.tells_only_ways():
            found = replace(found, place=found.place or _place(text, at, stop))
            if not _goes_on(found, text[start:end], at - start, stop - start):
                break
        at = stop + 1
    return replace(found, end=min(at, end))


# 对…表示感谢，并要求…: a courtesy between two deeds
_COURTESY = re.compile(
    r"表示(?:热烈|衷心|诚挚|由衷|崇高|充分|亲切|节日)?的?(?:欢迎|感谢|祝贺|慰问|敬意|肯定|问候|赞赏)$"
)


# …，听取汇报，要求…; …，送去慰问金，并致以节日的问候: small steps of the same people
_STEP = re.compile(
    r"(?:并|还|先后|一路|边走边|认真|详细|仔细|实地|现场|逐一|向(?:他们|其|大家)|[为给](?:他们|其|大家))*"
    r"(?:送[去上]|听取|听|询问|了解|察看|查看|问|翻看|[与同][^，]{2,16}(?:交流|交谈|座谈|握手|合影))"
)


def _goes_on(found: Predicate, text: str, at: int, stop: int) -> bool:
    """Tell whether the subject may still act behind the clause `text[at:stop]`, which has no verb of ours."""
    if _COURTESY.search(text, at, stop) or (found.roles and _STEP.match(text, at, stop)):
        return True
    if found.roles and at:
        # 带队，采取…方式，对…开展检查: what the team did may come clauses later.
        return stop < 80 and text.startswith("，", stop) and all(role.verb in _LED for role in found.roles)
    return stop - at <= 40 and (at == 0 or found.place is not None)


def _with_clause(found: Predicate, clause: Clause) -> Predicate:
    """Return the predicate with what one more clause tells."""
    known = {role.verb for role in found.roles}
    roles = [*found.roles]
    for role in clause.roles:
        if role.verb not in known and not (role.verb == "报告" and "作报告" in known):
            known.add(role.verb)
            roles.append(role)
    first = clause.roles[0]
    place = found.place or _place(clause.text, clause.start, first.pieces[0][0])
    if place is None and (first.verb in _LED or first.verb in tagged("leads")):
        # 率队到临港新区调研
        stop = clause.roles[1].pieces[0][0] if len(clause.roles) > 1 else clause.stop
        going = _GOING.search(clause.text, first.pieces[-1][1], stop)
        place = _place(clause.text, going.start(), stop) if going is not None else None
    target, visit = found.object, found.visit
    if clause.target is not None and target is None and visit is None:
        if clause.tours():
            visit = (_journey(found, clause), clause.target[1])
        elif clause.roles[0].verb in tagged("meeting"):
            target = clause.target
    return Predicate(tuple(roles), target, visit, place, clause.stop, clause.told)


# The words before the place one goes to.
_GOES = re.compile(r"(?:深入到|前往|深入|走进|来到|赶赴|莅临|抵达|赴|到)$")


def _journey(found: Predicate, clause: Clause) -> int:
    """Return where a tour begins that a clause tells: 率队|赴甲市、乙市，学习考察… has its way in the clause before."""
    assert clause.target is not None
    start, end = clause.target
    led = found.roles and all(role.verb in _LED or role.verb[0] == "率" for role in found.roles)
    if not led or found.place is None or found.end != clause.start - 1 or start - clause.start > _LEAST_WAY:
        return start
    goes = _GOES.search(clause.text, max(0, found.place[0] - 3), found.place[0])
    return goes.start() if goes is not None and end - goes.start() <= _WIDEST_VISIT else start


def _clause_end(text: str, at: int, end: int) -> int:
    for stop in range(at, end):
        if text[stop] in "，；。！？,;：":
            return stop
    return end


def _place(text: str, at: int, stop: int) -> Bounds | None:
    """Return the place named before the verb at `stop`, or at the end of a clause."""
    match = _PLACE.match(text[at : min(stop, at + _WIDEST_PLACE)])
    if match is None or _NO_PLACE.search(match["place"]):
        return None
    own = _CHARGE.match(match["place"])
    return at + match.start("place") + (own.end() if own is not None else 0), at + match.end("place")
