"""One clause of a predicate (分句): its verbs, what the first of them is about, and where speech begins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from briefing.text.units import lexicon

__all__ = ["Bounds", "Clause", "Role", "tagged", "verbs"]

Bounds = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Role:
    """A verb as printed; more than one piece where the role is said around its object (致以…问候)."""

    pieces: tuple[Bounds, ...]
    verb: str
    speech: bool = False


@cache
def tagged(tag: str) -> frozenset[str]:
    """Return the verbs with a tag of `role_verbs` or `speech_verbs` (see their heads); speech: all verbs of speech."""
    if tag == "speech":
        return frozenset(entry[0] for entry in lexicon("speech_verbs"))
    return frozenset(entry[0] for name in ("role_verbs", "speech_verbs") for entry in lexicon(name) if tag in entry[1:])


@cache
def verbs() -> re.Pattern[str]:
    """Return the pattern of all verbs, longest first; group `verb` is one of the lexicons, the others are phrases."""
    words = {entry[0] for name in ("role_verbs", "speech_verbs") for entry in lexicon(name)}
    # 工作报告 holds no 作报告.
    listed = "|".join(
        ("(?<![工动合著创])" if word[0] == "作" else "") + re.escape(word)
        for word in sorted(words, key=len, reverse=True)
    )
    return re.compile(
        rf"""
        (?P<greet>致以[^，。；]{{0,24}}?(?P<what>问候|祝贺|祝福|感谢|敬意|欢迎))                 # 致以节日的问候
      | (?<![工动操合著创])(?P<deliver>作)(?:了|出)?[^，。；]{{0,24}}?                           # 作工作报告
        (?P<paper>报告|说明|安排|动员|辅导|讲座|推介|解读)(?=[，。；、并]|$)
      | (?P<ask>提出)了?[^，。；的]{{0,10}}?(?P<asked>要求|希望)(?=[，。；：]|$)                  # 提出三点要求
      | (?P<studio>走进)[^，。；]{{0,16}}?直播间                                                # 走进融媒体中心直播间
      | (?P<reported>报告)了(?!的)                                                             # 向…报告了
      | (?P<together>一同活动|一起活动)
      | (?P<head>率)[^，。；率]{{1,16}}?(?P<team>[组团队](?!长))                                 # 率省委督导组
      | (?P<carry>开展)[^，。；的]{{0,16}}?                                                      # 开展安全生产检查
        (?P<kind>检查|督导|调研|督查|巡查|暗访|慰问|走访|视察|考察|接访|巡河|座谈|植树|招商|会商|宣讲)(?!组)
      | (?P<verb>{listed})
        """,
        re.VERBOSE,
    )


# A verb before one of these is part of a noun: 调研座谈会, 检查组, 慰问活动中.
_NOUN_AFTER = re.compile(
    r"会(?![见谈晤同上])|组(?![织建])|室(?!内)|员(?!工)|团(?![结委])|队(?!伍)|站(?!岗)|中心|座谈会|工作会|推进会|汇报会|者"
    r"|人(?![大民居才防社口力工])|厅|局(?!面)|处(?![置理于在])|部(?![署分队门])|仪式|活动中|情况汇报|方案|机制|领导小组|大会"
    r"|[金品信](?![融种用息牌])|控制|办(?![理公法案好成])"
)
_COUNTED, _COUNTS = frozenset(("建议", "报告")), frozenset("点条项个份篇")
_OF_GUESTS = frozenset(("签约", "参会", "发言"))
_TOURS = frozenset(("值守", "调研", "检查", "考察", "视察", "督导", "督查", "暗访", "巡视"))
_TAKES_NOUN = frozenset(("出席", "参加", "主持", "列席", "召开", "讲话", "发言"))
_MUST_END = frozenset(("提出", "认为", "建议", "说"))
_LATE = frozenset(("称", "明确", "期待", "鼓励", "通报", "宣布", "介绍"))
# 宣布演练开始, 通报情况 are deeds; 宣布，… is speech.
_DEEDS = frozenset(("宣布", "通报"))
_TO_THE_END = frozenset(("见证", "出席", "参加", "列席"))
# Between two verbs of one clause: 出席并讲话, 主持会议并作重要讲话, 调研时强调, 致辞中说.
_LINK = re.compile(
    r"(?:时|中|一并|并在会上|并现场|并|和|及|、)?(?:作出|作了|作|了|发表|进行|致|现场|重要|总结|动员|主旨|工作|讲|的)*(?:[为向对就][^，。]{0,24})?"
)
_JOINT = re.compile(r"[时中](?=强调|指出|要求|表示|提出)|并(?![列排])(?=[\u4e00-\u9fff])")
# 带领|调研组…开展调研 is a deed in any sentence.
_TEAM = re.compile(r"[^，。；]{0,14}?(?:组|队|团|代表|委员)[^，。；]{0,30}(?:调研|视察|考察|检查|巡查|督查|督导)")
# In a later clause only adverbials may stand before the verb: 并在会上讲话, 实地察看, 就下步工作提出要求.
_ADVERBIAL = re.compile(
    r"(?:并|还|又|再|先后|随后|最后|学习|详细|认真|现场|实地|仔细|亲切|边|共同|分别|同时|再次|逐一|重点|进一步|作|了|出|发表|进行|和|会同|亲自|要|专程|公开|集中|面对面|带头|当场)*"
    r"(?:(?:就|对|向|为|与|在|到|赴|深入|来到|走进|前往|代表|率|听取|围绕|结合|通过|沿着|利用|以)[^，]{1,60})?"
)
# 对做好|巡视工作提出要求: what is talked about, not done.
_TOPIC = re.compile(r"(?:^|[^面相反应核])(?:对|就|围绕|针对)[^，]*(?<!进行)(?<!开展)(?<!展开)(?<![加予]以)(?<!了)$")
# 就种业发展和项目推进情况进行调研
# 向家属表示深切慰问: a courtesy, no visit
_WISHES = re.compile(r"(?:表示|致以)[^，。；]{0,6}$")
_ABOUT = re.compile(
    r"[^，。；就]{0,40}?(?P<about>(?:就|围绕|针对|聚焦|(?<![面相反应核])对)[^，。；]{3,70}?(?:进行|开展|展开)了?)"
    r"(?=[^，。；]{0,6}?(?:调研|督导|督查|检查|考察|视察|走访|座谈|巡查|暗访|会谈|交流|洽谈|商谈|协商|[^，。；]{0,2}宣讲|解读|辅导))"
)
_SUBJECT = re.compile(r"(?:并|还|先后|重点|专门)*(?P<about>(?:就|围绕|针对|聚焦|对)[^，。；]{2,60})")
_WAYS = re.compile(
    r"(?:并|先后|一行)?(?:(?:采取|采用|通过|以)[^，。；]{2,50}?(?:方式|形式)(?!的)"
    r"|在(?:研究|听取|审议|讨论|传达|学习)[^，。；]{1,20}?[时后](?=[列出参主]))"
)
_NOT_OPENING = re.compile(r"(?:会议|活动)由$|^(?:是|系|曾|因|被|家|家住|所在|说|等?(?:获|荣获|被|入选)|委托|任|当选)")
# Between 开展 and what was done.
_WAY_OF_DOING = 6
# A subject may stand this far before its verb, with place and occasion between them.
_WIDEST_GAP = 70


class Clause:
    """Reads the clause within `bounds`, whose subject stands before it.

    first: no verb was found before; opening: the clause the subject itself stands in. lead: see `read_predicate`.
    """

    __slots__ = ("_base", "_first", "_lead", "_opening", "roles", "start", "stop", "target", "text", "told")

    def __init__(self, text: str, bounds: Bounds, *, first: bool, lead: bool, opening: bool) -> None:
        """Keep the bounds; `read` does the reading."""
        self.text = text
        self.start, self.stop = bounds
        self._base = self.start
        self._opening = opening
        self._first = first
        self._lead = lead
        self.roles: list[Role] = []
        self.target: Bounds | None = None
        self.told: int | None = None

    def read(self) -> bool:
        """Read the verbs from left to right; tell whether any is a role."""
        cursor = self._behind_ways(self._behind_subject())
        self._base = cursor
        seek = cursor
        while cursor < self.stop and self.told is None:
            match = verbs().search(self.text, seek, self.stop)
            if match is not None and (closed := _closes(self.text, self._base, match.start())):
                seek = closed  # “老杨树宣讲汇”: a name, no deed
                continue
            if match is None or not self._joined(match, cursor):
                break
            after = self._phrase(match) or self._verb(match, cursor)
            if not self.roles and (after is None or after - self._base > _WIDEST_GAP):
                return False
            cursor = seek = after or match.end()
        return bool(self.roles)

    def _behind_subject(self) -> int:
        """Return where the verb of 就项目推进情况进行调研 begins, and keep the phrase: its verbs are no deeds."""
        match = _ABOUT.match(self.text, self.start, self.stop)
        if match is None:
            return self.start
        self.target = (match.start("about"), self.stop)
        return match.end()

    def _behind_ways(self, at: int) -> int:
        """Return where the verb of 通过听取汇报、实地走访等方式督导… begins."""
        match = _WAYS.match(self.text, at, self.stop)
        return match.end() if match is not None else at

    def tells_only_ways(self) -> bool:
        """Tell whether the clause is nothing but how it was done (采取听汇报、看现场等方式)."""
        return _WAYS.fullmatch(self.text, self.start, self.stop) is not None

    def tours(self) -> bool:
        """Tell whether the object is that of a tour or talk, not of a meeting."""
        verb = self.roles[0].verb
        if self.target is not None and self.text.startswith("开展", self.target[0]):
            return True
        led = verb in tagged("leads") or verb.startswith("率")
        return verb in tagged("visit") or (led and any(role.verb in tagged("visit") for role in self.roles[:2]))

    def _joined(self, match: re.Match[str], cursor: int) -> bool:
        """Tell whether the verb belongs to the subject: what stands before it may stand there."""
        gap = self.text[cursor : match.start()]
        if len(gap) > _WIDEST_GAP or (match["verb"] in tagged("visit") and _TOPIC.search(gap) is not None):
            return False
        if not self.roles:
            if self._first and self._opening:
                return not gap or _NOT_OPENING.search(gap) is None
            # 对青溪河全段开展|夜间巡查
            way = self._base > self.start and len(gap) <= _WAY_OF_DOING
            return way or _ADVERBIAL.fullmatch(gap) is not None
        last = self.roles[-1].verb
        if not gap and last in tagged("visit") and (match["verb"] in tagged("meeting") or match["verb"] in _OF_GUESTS):
            return False  # 看望|参加会议的委员, 会见|签约客商
        if _LINK.fullmatch(gap) or last in tagged("leads") or last.startswith("率"):
            return True
        joint = gap.find("并")
        return joint >= 0 and gap[joint + 1 : joint + 2] not in ("列", "排") and len(gap) - joint <= 21

    def _phrase(self, match: re.Match[str]) -> int | None:
        """Take a role that is more than one word; return where it ends."""
        text = self.text
        if match["head"]:
            team = match.start("team")  # 率省委督导组 … → 率组
            self.roles.append(Role(((match.start(), match.start() + 1), (team, team + 1)), "率" + match["team"]))
        elif match["carry"]:
            self.roles.append(Role((match.span("kind"),), match["kind"]))
            # 围绕“推动文旅融合”开展专题调研: what it was about belongs to it.
            about = _SUBJECT.match(text, self.start, match.start())
            self.target = self.target or (about.start("about") if about else match.start(), self.stop)
        elif match["studio"]:
            self.roles.append(Role((match.span("studio"), (match.end() - 3, match.end())), "走进直播间"))
        elif match["ask"]:
            self.roles.append(Role((match.span("ask"), match.span("asked")), "提出" + match["asked"]))
            self.told = _told(text, match.end(), self.stop)
        elif match["reported"]:
            self.roles.append(Role((match.span("reported"),), match["reported"]))
        elif match["deliver"]:
            self.roles.append(Role((match.span("deliver"), match.span("paper")), "作" + match["paper"]))
        elif match["greet"]:
            # 致以节日的问候 → 致以问候; 致以节日祝贺 as printed
            what = match.start("what")
            head = match.start() + 2 if "的" in match["greet"] or match["what"] == "问候" else what
            pieces = ((match.start(), head), (what, match.end("what")))
            self.roles.append(Role(pieces, text[match.start() : head] + match["what"]))
        else:
            return None
        return match.end()

    def _verb(self, match: re.Match[str], cursor: int) -> int | None:
        """Take a single verb if it is a deed; return where to read on, None where nothing of ours opens the clause."""
        verb, end = match[0], match.end()
        if self._in_noun(verb, end) or (verb in ("提出", "明确") and self.text.startswith("了", end)):
            return end  # 提出了要求, 明确了任务
        if verb == "慰问" and _WISHES.search(self.text, self.start, match.start()):
            return end
        linked = bool(self.roles) and cursor < match.start()
        opens = self._lead and self._first and not self.roles
        led = verb in tagged("leads") and _TEAM.match(self.text, end) is not None
        small = verb in tagged("minor") or (verb in tagged("step") and not opens and not led)
        if small and not (linked and _LINK.fullmatch(self.text, cursor, match.start())):
            return end if self.roles else None
        speech = self._speaks(verb, end)
        self.told = _told(self.text, end, self.stop) if speech else None
        speech = speech and (self.told is not None or verb not in _DEEDS)
        # 表示欢迎 is a courtesy, 提出意见 tells nothing; 说 and 称 bring speech and are no roles.
        told = self.told is not None
        names_role = verb not in tagged("plain") or (verb == "回应" and not told)
        if names_role and (told or verb not in ("表示", "提出")):
            self.roles.append(Role(((match.start(), end),), verb, speech=speech))
        return end if self.told is not None else self._object(match.start(), end, verb)

    def _in_noun(self, verb: str, end: int) -> bool:
        if (self.text.startswith("的", end) and verb != "出席") or (verb == "陪同" and self.text.startswith("下", end)):
            return True
        found = verb in _TOURS and self.text.startswith(("报告", "成果", "情况"), end)
        if found or self.text.startswith("精神", end):
            return True  # 重要讲话精神, 监督调研报告, 巡视情况
        before = self.text[end - len(verb) - 1 : end - len(verb)] if end - len(verb) > self.start else ""
        if (before == "的" and verb != "强调") or (before in _COUNTS and verb in _COUNTED):
            return True  # 对委员们的建议, 提出三点建议
        return (
            verb not in _TAKES_NOUN and verb not in tagged("speech") and _NOUN_AFTER.match(self.text, end) is not None
        )

    def _speaks(self, verb: str, end: int) -> bool:
        """Tell whether the verb brings speech: 通报 and 宣布 after another verb are deeds, 提出 needs its comma."""
        if verb not in tagged("speech"):
            return False
        if not self.roles or verb not in _LATE | _MUST_END:
            return True
        return verb in _MUST_END and end >= self.stop - 1

    def _object(self, start: int, end: int, verb: str) -> int:
        """Keep what the first verb is about; return where to read on."""
        joint = _JOINT.search(self.text, end, self.stop)
        limit = joint.start() if joint else self.stop
        meets, tours = verb in tagged("meeting"), verb in tagged("visit")
        if self.target is None and (meets or tours):
            if verb == "主持" and self.text.startswith("召开", end):
                return end
            self.target = (start, limit) if tours else (end, limit)
            return limit if meets else end
        return limit if verb in _TO_THE_END else end


def _closes(text: str, start: int, at: int) -> int:
    """Return where the quotation or title ends that is begun in `start:at` and holds `at`, 0 if none does."""
    for opening, closing in ("“”", "《》"):
        begun = text.rfind(opening, start, at)
        if begun >= 0 and text.find(closing, begun, at) < 0:
            return text.find(closing, at) + 1
    return 0


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
