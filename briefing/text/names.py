"""Names of people by their form (人名): where a name that begins here would end.

A dictionary knows no local officials, so a name is told by structure: a surname, one or two more characters, and
behind them something that follows names (出席, 强调, 、, 等 …). Where both two and three characters would do
(李强调研, 张明在会上), what follows and how the article prints the name elsewhere decide; in doubt there is no name.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from briefing.text.tokens import is_no_word
from briefing.text.units import lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["follows", "full_name", "name_end"]

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff〇]")
_BLANK = " \u3000"
# 艾力·买买提, 阿布都热合曼·玉素甫; the foreign middle dots as printed
_DOT = "·•・‧∙"
_DOTTED = re.compile(rf"[\u4e00-\u9fff]{{1,8}}(?:[{_DOT}][\u4e00-\u9fff]{{1,8}}){{1,3}}")
# Characters that no given name holds.
_NEVER = frozenset(
    "的了们着这那哪些吗呢吧啊么个很地也还被把给您你我他她它其没不要到说第市县省区镇乡局厅部委处科总副级届次项条款页"
)
# Characters that end names rarely and begin what follows often (李明/在会上, 张华/对…).
_LOOSE = frozenset("在到赴率说对等将也还就与和同向为及以从于曾又均已则任来去作做带讲谈致听看主出参应受代一先深率")
_MARKS = frozenset("，。；：、！？（）《》“”‘’…—,;:()!?■●▲◆【】")


_DAY = re.compile(r"\d{1,2}[日月]")
# 安康|作推介, 徐达|作补充发言, 作了题为《…》的报告: 作 is the verb here; 作出席 is 作|出席.
_DELIVERS = re.compile(
    r"""作(?:了|出(?!席))?(?!的)(?:(?:题为|关于)[^，。；、]{2,40}?|[^，。；、]{0,10}?)
        (?:推介|安排|部署|讲话|发言|报告|汇报|说明|通报|动员|点评|总结|辅导|介绍|致辞|指导|交流|解读|述职|授课|主持词|强调|要求|批示
          |宣讲|表态|补充|回应)""",
    re.VERBOSE,
)
# 张三|来我市调研, 张三|来到; but 费东来|作点评: what 来 does needs a place or a visit behind it.
_COMES = re.compile(
    r"来(?:[到自]|[我本][省市县区州盟旗校院]|[\u4e00-\u9fff]{0,8}?(?:调研|考察|检查|视察|督导|督查|访|慰问|看望|指导|做客|座谈|参加|洽谈|对接))"
)
# 支援|率部分县人大代表视察
_LEADS = re.compile(r"率(?:领)?[^，。；]{0,12}(?:代表|委员|队|组|团|部门|人员|干部|负责人)")
# Chinese names have at most so many characters.
_LONGEST = 4
# What follows a name and stands in no name with · (彼得·索林|为冠军颁奖).
# Followers of foreign names alone: 在浦阳举行 is a place.
_MEETS = ("举行", "互致", "通电话", "签署")
_AFTER_DOTTED = frozenset("为向与在就同对赴率作说")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(entry[0] for entry in lexicon(name))


@cache
def _surnames() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    return _words("surnames"), _words("surnames_wary"), _words("surnames_compound")


@cache
def _followers() -> dict[str, tuple[str, ...]]:
    """Followers by their first character, longest first."""
    table: dict[str, list[str]] = {}
    for word in _words("name_followers") | _words("role_verbs") | _words("speech_verbs"):
        table.setdefault(word[0], []).append(word)
    return {first: tuple(sorted(words, key=len, reverse=True)) for first, words in table.items()}


def follows(text: str, at: int) -> int:  # noqa: PLR0911 - one rule a line
    """Tell how well a name may end at `at`: 0 not, 1 by a single character, 2 by a word, 3 by a mark or the end."""
    if at >= len(text) or text[at] in _MARKS or text[at].isspace():
        return 3
    if text[at] == "等":
        return 3
    if _DAY.match(text, at) or text.startswith(("作的", "所作"), at):
        return 2
    if text[at] == "作" and _DELIVERS.match(text, at):
        return 2
    if text[at] == "率" and _LEADS.match(text, at):
        return 2
    if text[at] in "也还均则即便" and follows(text, at + 1):  # 后羿|也分别到, 孙大勇|即主持召开
        return 2
    longest = next((len(word) for word in _followers().get(text[at], ()) if text.startswith(word, at)), 0)
    return min(longest, 2)


def name_end(text: str, at: int, context: str = "", known: Sequence[str] = (), *, strict: bool = False) -> int:
    """Return where the name that begins at `at` ends, or `at` if there is none.

    context: the article's text, for how the name is printed elsewhere. known: full names already sure (roster,
    names found before): they win. strict: no title stands before, so everyday words are refused harder.
    """
    for name in known:
        if text.startswith(name, at):
            return at + len(name)
    if text[at : at + 2] in _words("offices") and _chinese_end(text, at + 2, context, strict=strict) > at + 2:
        return at  # 、区长任盈
    dotted = _DOTTED.match(text, at)
    if dotted is not None and not any(office in dotted[0] for office in _words("offices")):
        return _dotted_end(text, at, dotted.end())
    end = _chinese_end(text, at, context, strict=strict)
    if text[at : at + 1] in _words("name_sounds") or (end == at and _has_peoples(context)):
        whole = _open_end(text, at)
        # 那顺布和|到 in a banner of Mongols, and so long a name anywhere; a surname begins it by chance.
        if whole > end and (_has_peoples(context) or whole - at > _LONGEST):
            return whole
    return end


def full_name(text: str) -> bool:
    """Tell whether the whole of `text` has the form of a name (张三, 欧阳明, 张　三, 艾力·买买提)."""
    bare = "".join(character for character in text if character not in _BLANK)
    if _DOTTED.fullmatch(bare):
        return True
    singles, _, compounds = _surnames()
    size = 2 if bare[:2] in compounds else 1 if bare[:1] in singles else 0
    given = bare[size:]
    if not size or not 1 <= len(given) <= 2 or not all(map(_HAN.match, given)):
        return False
    if bare[:2] in _words("not_names") or given in _words("offices"):  # 习主席
        return False
    return not _NEVER.intersection(given)


def _dotted_end(text: str, at: int, end: int) -> int:
    """Return the end of a name with ·: its last part is at least two characters and as short as what follows allows."""
    last = max(text.rfind(dot, at, end) for dot in _DOT) + 1
    for stop in range(last + 1, end + 1):
        if stop > last + 1 and (text[stop : stop + 1] in _AFTER_DOTTED or text.startswith(_MEETS, stop)):
            return stop
        if follows(text, stop) >= 2:
            # 买买提|出席, not 买买|提出席
            whole = stop < end and text[stop] != "等" and _deed(text, stop + 1) and not _deed(text, stop)
            return stop + 1 if whole else stop
    return at


def _deed(text: str, at: int, *, least: int = 1) -> bool:
    """Tell whether a verb of what officials do, of at least so many characters, stands here."""
    return any(
        len(word) >= least and text.startswith(word, at)
        for word in _followers().get(text[at : at + 1], ())
        if word in _words("role_verbs")
    )


# Where names have no surname (巴特尔, 乌兰图雅, 扎西平措) they are told by title and deed alone.
_PEOPLES = re.compile(
    r"[旗盟州]委|[旗盟州]长|[旗盟州](?:人大|政协|政府)|自治[区州县旗]|族乡|行署|嘎查|苏木|新疆|西藏|内蒙古|青海|兵团"
)


@lru_cache(maxsize=4)
def _has_peoples(context: str) -> bool:
    return _PEOPLES.search(context) is not None


def _open_end(text: str, at: int) -> int:
    """Return the end of a name without surname between a title and a deed, or `at`.

    Such names are spelt with few characters (巴特尔, 布仁其木格, 扎西平措); one that is a word (兴安) or
    has a character of another kind needs a verb of attendance behind it.
    """
    if follows(text, at) >= 2 or text[at : at + 1] in ("会", "和", "及") or text[at : at + 2] in _words("not_names"):
        return at  # 委员|会主任… is no name
    sounds = _words("name_sounds")
    other = 0
    for stop in range(at + 1, min(at + 8, len(text)) + 1):
        character = text[stop - 1]
        if character not in sounds:
            other += 1
            if character in _NEVER or character in "在到说率赴" or not _HAN.match(character):
                return at
        length = stop - at
        if character == "和" and length > 2 and text[stop : stop + 1] in sounds:
            return at  # 白江和马海出席 are two
        if length < 2 or other > (2 if length == 2 else 1):
            continue
        if _sounds_end(text, stop, length) if not other else _ATTENDS.match(text, stop):
            return stop
    return at


def _sounds_end(text: str, stop: int, length: int) -> bool:
    """Tell whether a name spelt by sounds may end here."""
    if _deed(text, stop) or text[stop : stop + 1] in ("，", "、"):
        return True
    return length >= 3 and (follows(text, stop) >= 2 or text[stop : stop + 1] in ("在", "到", "赴", "率"))


def _chinese_end(text: str, at: int, context: str, *, strict: bool) -> int:  # noqa: C901, PLR0911 - one rule a line
    singles, wary, compounds = _surnames()
    two = text[at : at + 2]
    if two in compounds and len(text) > at + 2:
        ends = [stop for stop in (at + 3, at + 4) if _given(text, at + 2, stop) and follows(text, stop)]
        if ends:
            return _choose(text, at, ends, context)
    if text[at : at + 1] not in singles or _deed(text, at, least=2):
        return at  # 负责人|列席 names nobody
    spaced = _spaced_end(text, at)
    if spaced:
        return spaced
    ends = [stop for stop in (at + 2, at + 3) if _given(text, at + 1, stop) and follows(text, stop)]
    if two in _words("not_names"):
        ends = [stop for stop in ends if _cleared(text, at, stop, strict=strict)]
    if text[at] in wary:
        if _deed(text, at + 1, least=2):
            return at  # 和|列席会议的
        if text[at] == "和":  # 委员和|特邀代表: more often the word than the surname
            ends = [stop for stop in ends if _cleared(text, at, stop, strict=True) or context.count(text[at:stop]) > 1]
        ends = [
            stop
            for stop in ends
            if stop - at > 2
            or follows(text, stop) >= 2
            or context.count(text[at:stop]) > 1
            or (not strict and is_no_word(text[at:stop]))
        ]
    if ends:
        return _choose(text, at, ends, context)
    if not strict and _odd_given(text, at, context):
        return at + 3
    return _printed_again(text, at, context) if two not in _words("not_names") else at


def _odd_given(text: str, at: int, context: str) -> bool:
    """Tell whether a rare middle character (曾乡伟, 李其红) is that of a name: attendance behind, or printed often."""
    return (
        text[at + 1 : at + 2] in "乡镇县区市局总其第处不没"
        and _given(text, at + 2, at + 3)
        and text[at + 2 : at + 3] not in "长委"
        and (_ATTENDS.match(text, at + 3) is not None or context.count(text[at : at + 3]) > 2)
    )


def _printed_again(text: str, at: int, context: str) -> int:
    """Return the end of a name that nothing known follows here (市委书记李大江深夜…) but does elsewhere, else `at`."""
    for stop in (at + 3, at + 2):
        if _given(text, at + 1, stop):
            name = text[at:stop]
            if text[at] == "和" and context.count(name) < 2:
                continue
            if any(follows(context, place + len(name)) >= 2 for place in _places(context, name)):
                return stop
    return at


_ATTENDS = re.compile(
    r"出席|主持|参加|列席|会见|致辞|率队|带队|陪同|随同|来[我本][省市县区州盟旗校院]"
    r"|(?:来|到|赴|深入|前往|在)[\u4e00-\u9fff]{1,16}?(?:调研|考察|检查|督导|视察|慰问|会见|看望)"
)


# 史志办, 安全处: the third character makes the word the name of an office.
_OF_BODIES = frozenset("办室局处科部委会院馆所站组队团")


def _cleared(text: str, at: int, stop: int, *, strict: bool) -> bool:
    """Tell whether what begins like an everyday word is a name: 副市长安全出席会议 is, 副市长安全生产 is not.

    A verb of attendance clears it, so does a list (、方向东、); behind a title a comma or a deed may (代县长田野，…).
    """
    two = text[at : at + 2]
    if two in _tagged("verb"):
        return False
    if _ATTENDS.match(text, stop) or _DELIVERS.match(text, stop) or text.startswith("、", stop):
        return True
    if not strict and stop - at > 2 and text[stop - 1] not in _OF_BODIES and _deed(text, stop, least=2):
        return True  # 市委书记史志军|调研
    plain = not strict and two not in _tagged("noun")
    if stop - at > 2 and re.match(r"在[^，。；]{2,30}?(?:陪同下|时(?:强调|指出|要求))", text[stop : stop + 40]):
        return True
    if text.startswith("，", stop):
        return plain or stop - at > 2
    return plain and _deed(text, stop)


@cache
def _tagged(tag: str) -> frozenset[str]:
    return frozenset(entry[0] for entry in lexicon("not_names") if tag in entry[1:])


# 张秀玲和杭锦旗|委书记: a place with its title, not a name.
_TITLE_GOES_ON = re.compile(r"委(?:副?书记|常委|[组宣统政办])|人大|政协|政府|公安|法院|检察|长|副|[区县市]")


def _given(text: str, start: int, stop: int) -> bool:
    """Tell whether these characters may be a given name."""
    if stop > len(text):
        return False
    given = text[start:stop]
    if not all(map(_HAN.match, given)) or _NEVER.intersection(given) or given[-1] in "在到说率赴":
        return False
    return given[-1] not in "旗州盟城" or _TITLE_GOES_ON.match(text, stop) is None


def _spaced_end(text: str, at: int) -> int:
    """Return the end of a two-character name printed wide (张　三), or 0."""
    stop = at + 1
    while stop < len(text) and text[stop] in _BLANK and stop - at <= 3:
        stop += 1
    if stop > at + 1 and _given(text, stop, stop + 1) and follows(text, stop + 1) >= 2:
        return stop + 1
    return 0


def _choose(text: str, at: int, ends: list[int], context: str) -> int:  # noqa: PLR0911 - one rule a line
    """Return the better of a shorter and a longer reading of one name."""
    if len(ends) == 1:
        short = ends[0]
        longer = text[at : short + 1]
        # 李大江深夜…: nothing known follows the longer reading, yet the article prints it again and again.
        if len(longer) == 3 and short - at == 2 and _given(text, short, short + 1):
            again, alone = context.count(longer), context.count(text[at:short])
            varied = text[short] not in _LOOSE or len(set(_after(context, longer))) > 1
            if again > 1 and again == alone and varied and follows(text, short) < 2:
                return short + 1
        return short
    short, long = ends
    alone, again = context.count(text[at:short]), context.count(text[at:long])
    if alone > again:
        return short
    after_short, after_long = follows(text, short), follows(text, long)
    if again > 1 and len(set(_after(context, text[at:long]))) > 1:
        return long
    if _DELIVERS.match(text, short) or _deed(text, short, least=3):  # 牧野|致欢迎辞
        return short
    if text[at] in _surnames()[1] and text[long - 1] != "等":  # 常有为参加: 常有 alone is the less likely name
        return long if after_long >= 2 else short
    if text[long - 1] == "来" and after_long == 2 and not _COMES.match(text, short):
        return long
    if text[long - 1] in _LOOSE and after_short >= after_long - 1:
        return short
    return short if after_short >= after_long and after_short == 2 else long


def _after(context: str, name: str) -> list[str]:
    """Return the character after each printing of `name`."""
    return [context[place + len(name) : place + len(name) + 1] for place in _places(context, name)]


def _places(context: str, name: str) -> list[int]:
    """Return where `name` is printed, the first dozen places."""
    found: list[int] = []
    at = context.find(name)
    while at >= 0 and len(found) < 12:
        found.append(at)
        at = context.find(name, at + 1)
    return found
