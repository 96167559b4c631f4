"""What may be printed: whole sentences, and runs of clauses (分句) within one that read whole.

A run begins where a clause begins and ends where one ends. It may leave off what comes before it only
when that is an opening (据…介绍， 今天上午， 会议指出，), or when it stands after ； or has its own subject; it may
leave off what follows only when its last clause is complete. Quotation marks and brackets stay whole: no clause
ends inside them. The first words of a sentence that lean on the one before (其中， 此外，) make it lean too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from briefing.rank.codes import has_verb, word_starts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model import Sentence
    from briefing.passage import Passage

__all__ = ["Clause", "Unit", "clauses_of", "cut", "units_of"]

# Marks after which a clause may begin; 、 and blanks part words, not clauses.
_MARK = re.compile(r"[，；：。！？;!?,:]+[”’」』）)】》]*\s*")
_PAIR = {"“": "”", "‘": "’", "「": "」", "『": "』", "（": "）", "(": ")", "【": "】", "《": "》", "〈": "〉"}
_ENCLOSING = re.compile(f"[{re.escape(''.join(_PAIR) + ''.join(_PAIR.values()))}]")
_DIGITS = "0123456789"
_TAIL = "，；：、,;:—… \t\u3000"
_ENDING = _TAIL + "。！？!?"

# An opening: what follows it is a whole sentence without it. Who claims a thing is no opening: 乙方称，… keeps 乙方称.
_OPENING = re.compile(
    r"""(?:
      (?:据|根据|按照|依据|随着|由于|因|鉴于|面对|为了?|围绕|针对|关于|对于|对此|截至|自从?|从|当|在|到|经过?|通过|受)
        [^，]{1,40}                                                  # 据国家统计局介绍， 在开幕式上，
    | (?:此外|另外|同时|与此同时|不过|但是|然而|因此|为此|目前|眼下|现在|近日|日前|近期|最近|当前|昨天|今天|明天
        |昨日|今日|当天|当日|其间|随后|会前|会后)(?:[（(][^）)]{1,12}[）)])?  # 今天（5月21日），
    | (?:今年|去年|前年|本月|上月|\d{1,4}年|\d{1,2}月)[^，]{0,14}?
        (?:以来|期间|日|晚|上午|下午|凌晨|月|年|季度|半年|初|底|末)?       # 今年以来， 3月8日下午，
    | (?:昨天|今天|明天|当天|昨日|今日|近日|日前|\d{1,2}日)(?:[（(][^）)]{1,12}[）)])?
        (?:凌晨|清晨|早上|上午|中午|下午|傍晚|晚上?|\d{1,2}时(?:许|\d{1,2}分)?)?  # 22日晚，
    | [^，]{0,40}(?:介绍|显示|获悉|了解到|看到|来看|而言|以来|期间|之际|之时|同时|之后|之前|以后|以前)
    | [^，]{0,20}会议?(?:还)?(?:指出|强调|要求|提出|认为)                # 记者从市统计局获悉， 会议强调，
    | [^，]{0,30}(?:指出|强调|要求|提出)(?=[，：](?:要|必须|各))         # 书记强调，要加快…: a demand reads whole
    | (?:会上|会议期间|会谈后|会见时|活动现场|仪式上|现场|下一步|接下来|未来|总体看|总的来看)
    )(?:，|：|,|:)\s*""",
    re.VERBOSE,
)
# A clause that promises another one: nothing may end after it. First by its first words, unless it tells what was done,
_PROMISING = re.compile(
    r"""(?:若|如(?![今期何])|一旦|除|凡|每当|即便|哪怕|如果|虽然|尽管|即使|只要|只有|无论|不管|由于|因为|随着|据|根据|按照|为
      |面对|围绕|针对|关于|对于|鉴于|当|截至|自|从|在|受|经过|通过|以)(?!.{6,}了.{2,})""",
    re.VERBOSE,
)
# by a word within it (各地结合春季植树造林，…),
_PAIRED = re.compile(
    r"""不仅|不但|一方面|之所以|与其|宁可|以下|如下|包括|例如|比如|其中
      |(?:复杂|严峻|变乱|多变|交织|低迷|乏力|疲软|下行|冲击|挑战|压力|考验|困难|不足|短板)
       [^了]{0,4}$                                                          # …变乱交织， 顶住外部压力，
      |以[^，了]{2,20}为[^，了]{0,4}                                        # 以…为重要抓手，深入开展…
       (?:抓手|契机|引领|牵引|目标|导向|重点|主线|突破口?|依托|支撑|载体|核心)$
      |(?:使用|利用|结合|聚焦|依托|立足|借助|凭借|采用|坚持以|牢记)[^了]{0,20}$""",
    re.VERBOSE,
)
# or by its last: speech verbs, times, particles, and who (…等， …负责人，) without what they did.
_UNFINISHED = (
    *("表示", "指出", "强调", "认为", "介绍", "透露", "显示", "获悉", "了解到", "要求", "提出", "呼吁", "宣布"),
    *("警告", "声称", "重申", "批评", "指责", "说", "称", "道", "看到", "来看", "而言", "以来", "期间", "之际"),
    *("之时", "同时", "之后", "之前", "以后", "以前", "的", "和", "与", "及", "是", "为", "在", "将", "对"),
    *("中", "上", "下", "后", "前", "时", "里", "间", "等", "负责人", "负责同志", "代表", "人士", "主席"),
    *("主任", "书记", "省长", "市长", "县长", "区长", "局长", "部长", "总理", "总统"),
    *("发布数据", "公布数据", "发布消息", "最新数据"),
)
# Who says so: what follows within the sentence is a claim and keeps its speaker.
_CLAIM = re.compile(r"(?:表示|指出|强调|认为|提出|呼吁|宣布|警告|声称|重申|批评|指责|说|称|道)[，：,:][“‘「]?$")
_CLAIM_LENGTH = 5
# First words that lean on what stood before.
_LEANING = re.compile(
    r"""(?:但|而|并|且|也|还|则|却|就|又|再|更|因此|因而|所以|从而|以及|以便|进而|然而|不过|其|即|这|那|该|此|他|她|它
      |届时|对此|为此|同样|另|相反|同时|此外|例如|比如|包括|特别是|尤其|使|让|令|以|和|与|及|或|至此|于是|可|才|都|均
      |分别|共|等|双方|两国|两人|后者|前者|上述|以上|与此同时|之后|随后|另一方面|[一二三四五六七八九十]是|首先|其次
      |最后，)""",
    re.VERBOSE,
)
# A guest's or resident's own words are no gist: “我人生当中最美好的年华…”.
_FIRST_PERSON = re.compile(r"我们|咱|(?<!自)我(?![国省市县区州军校院党方])")
# Who else was there, told after the news: 市人大常委会副主任杨某某出席会议。 The leaders' section tells it.
_ATTENDANCE = re.compile(
    r"""[^，；。]{2,80}?(?:出席|参加|列席|陪同)(?:了)?(?:上述|有关|此次|当天|相关)?
      (?:会议|活动|会见|调研|仪式|座谈会?|会谈|考察|开幕式)(?:并讲话|并致辞)?[。！]?""",
    re.VERBOSE,
)
# What was named in a sentence before: 该系统…, 这一决定…, 上述…; it dangles when that is not printed.
_POINTING = re.compile(
    r"这[一些种项次]|此[事举]|对此次|就此次|上述|前述|该(?:事件|系统|组织|机构|地区|公司|企业|项目|工程|条例|[市县区镇村厂])"
)
# A thing described but nothing said of it: 一架载有…的客机，(…降落).
_DESCRIBED = re.compile(r"[一两]?[架名位艘辆座所支][^，的]{2,30}的(?=[^，的]{1,16}$)")
_ATTENDED = re.compile(r"出席|参加|列席|陪同")
# A change, share or rank whose subject stands before: alone, it would be read of another figure.
_RELATIVE = re.compile(
    r"同比|环比|比[上去前]年|较[上去前]年|比上|较上|增长|增幅|增速|增加|下降|降幅|降低|减少|上升|提高|占|位居|位列|排名|达到?|超过?|高于|低于"
    r"|[全总]长|总投资|总面积|日均|历时|为期|主题[为是]"
)
# What a question, a list to come or a sentence broken off ends with.
_COMMAS = ("，", "：", ",", ":")
_OPEN_ENDS = ("…", "？", "?", "：", ":")
# Longest run of clauses looked at, and the most cuts in one sentence.
_RUN, _MOST = 8, 40


class Clause(NamedTuple):
    """A clause of one sentence: characters `start:end`, its closing mark included.

    opening: what follows reads whole without it. promise: what it says ends in a later clause.
    leaning: its first words need what stood before. subject: it begins with a noun and has a verb.
    bare: past words of time and number it begins with a verb or adverb, so its subject stands before.
    after_stop: it follows ； or the like, or an opening.
    """

    start: int
    end: int
    opening: bool
    promise: bool
    leaning: bool
    subject: bool
    verb: bool
    bare: bool
    after_stop: bool


class Unit(NamedTuple):
    """A run of clauses of sentence `sentence` (a position), characters `start:end` without the last comma.

    first, last: its clauses. whole: it is the whole sentence. clean: it reads whole by the rules above.
    """

    sentence: int
    start: int
    end: int
    first: int
    last: int
    whole: bool
    clean: bool


def cut(sentences: Sequence[Sentence], unit: Unit) -> Passage:
    """Return the printed words of a unit."""
    return sentences[unit.sentence].passage[unit.start : unit.end]


def clauses_of(text: str, codes: str) -> tuple[Clause, ...]:
    """Return the clauses of a sentence in order; they tile it. codes: its words, as `codes.py` has them."""
    bounds = _bounds(text)
    if len(bounds) == 1:
        leaning = _LEANING.match(text) is not None
        whole = Clause(0, len(text), False, False, leaning, True, True, False, True)  # noqa: FBT003 - a record
        return (whole,)
    out: list[Clause] = []
    fresh, claimed, stopped = True, False, False
    for start, end in bounds:
        head, verb, bare = word_starts(codes, start, end)
        part = text[start:end]
        words = part.rstrip(_ENDING)
        opening = part.rstrip().endswith(_COMMAS) and _is_opening(text, start, end)
        leaning = _LEANING.match(part) is not None
        relative = _RELATIVE.match(part) is not None
        out.append(
            Clause(
                start,
                end,
                opening,
                opening or not verb or _promises(part, words) or _only_described(codes, words, start),
                leaning,
                head and verb and not leaning and not claimed and not relative,
                verb,
                bare or relative,
                not claimed and (fresh or stopped),
            )
        )
        fresh = fresh and opening
        claimed = claimed or (not opening and _CLAIM.search(part[-_CLAIM_LENGTH:]) is not None)
        stopped = part[-1] in "；;。！？!?"
    return tuple(out)


def units_of(
    sentence: int, text: str, clauses: Sequence[Clause], letter: Sequence[int] = (), most: float = 0.0
) -> list[Unit]:
    """Return the units of one sentence in order of their first, then last clause; the whole sentence among them.

    letter: how many letters stand before each character; with it, units of more than `most` are left out.
    """
    out = []
    last_clause = len(clauses) - 1
    personal = _FIRST_PERSON.search(text) is not None
    reported = len(clauses) > 1 and clauses[0].opening and text.startswith(("记者", "据记者"))
    pointing = sentence > 0 and _POINTING.search(text) is not None
    attended = sentence > 0 and _ATTENDED.search(text) is not None
    ends = [len(text[: clause.end].rstrip(_TAIL)) for clause in clauses[:-1]]
    ends.append(len(text))
    open_ended = [text.endswith(_OPEN_ENDS, 0, end) for end in ends]
    for first, opener in enumerate(clauses):
        starts_clean = not opener.leaning and (first == 0 or opener.subject or (opener.after_stop and not opener.bare))
        if first and not starts_clean:
            continue
        may_be_clean = (
            starts_clean
            and not (reported and first == 0)  # 记者从会议获悉， tells nothing
            and not (pointing and _POINTING.search(text, opener.start, opener.end))
        )
        start, verb = opener.start, False
        for last in range(first, min(first + _RUN, last_clause + 1)):
            closer = clauses[last]
            verb = verb or closer.verb
            if last < last_clause and closer.promise:
                continue
            whole = first == 0 and last == last_clause
            end = ends[last]
            if letter and letter[end] - letter[start] > most:
                break
            clean = (
                may_be_clean
                and (whole or verb)
                and not open_ended[last]
                and not (personal and _FIRST_PERSON.search(text, start, end))
                and not (attended and _ATTENDANCE.fullmatch(text, start, end))
            )
            out.append(Unit(sentence, start, end, first, last, whole, clean))
    if last_clause >= _RUN:
        whole_fits = not letter or letter[len(text)] - letter[0] <= most
        if whole_fits:
            out.append(Unit(sentence, 0, len(text), 0, last_clause, whole=True, clean=not clauses[0].leaning))
    return out


def _is_opening(text: str, start: int, end: int) -> bool:
    # Two characters more, so that a pattern can look at how the next clause begins.
    found = _OPENING.match(text, start, end + 2)
    return found is not None and found.end() == end


def _promises(part: str, words: str) -> bool:
    """Tell whether the clause promises another one; words: the clause less its closing marks."""
    return (
        words.endswith(_UNFINISHED)
        or part.rstrip().endswith(("：", ":"))
        or _PROMISING.match(words) is not None
        or _PAIRED.search(words) is not None
    )


def _only_described(codes: str, words: str, start: int) -> bool:
    """Tell whether a clause names a thing with what it does within its description, and no verb outside."""
    found = _DESCRIBED.search(words) if "的" in words else None  # the pattern is slow to fail
    if found is None:
        return False
    before, after = start + found.start(), start + found.end()
    return not has_verb(codes, start, before) and not has_verb(codes, after, start + len(words))


def _bounds(text: str) -> list[tuple[int, int]]:
    """Return start and end of each clause; marks inside quotes and brackets that close do not count."""
    inside = _inside(text)
    size = len(text)
    bounds: list[tuple[int, int]] = []
    start = passed = 0
    for mark in _MARK.finditer(text):
        at, end = mark.span()
        if end >= size:
            break
        # Within a number (1,000; 10:30) there is no clause.
        if text[at] in ",:" and at and text[at - 1] in _DIGITS and text[at + 1] in _DIGITS:
            continue
        while passed < len(inside) and inside[passed][1] < end:
            passed += 1
        if passed < len(inside) and inside[passed][0] < end:
            continue
        bounds.append((start, end))
        start = end
        if len(bounds) == _MOST:
            break
    bounds.append((start, size))
    return bounds


def _inside(text: str) -> list[tuple[int, int]]:
    """Return the outermost ranges between an opening mark and its close."""
    stack: list[tuple[str, int]] = []
    found: list[tuple[int, int]] = []
    for match in _ENCLOSING.finditer(text):
        character, at = match[0], match.start()
        if character in _PAIR:
            stack.append((_PAIR[character], at))
        elif any(close == character for close, _ in stack[-3:]):
            while stack[-1][0] != character:
                stack.pop()
            opened = stack.pop()[1]
            while found and found[-1][0] > opened:
                found.pop()
            found.append((opened, at))
    return found
