"""Quantities in running text (数量): how much, of which unit, exactly or about.

`1.38万家` is Decimal("13800") of 家; `百分之五点二` is 5.2 of %; `三千余人` about 3000 of 人; `3%至5%` runs from
3 to 5.
Matching is one pass over folded text, so a run of digits of any length costs what it is long.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from briefing.text.fold import fold_table
from briefing.text.units import base_unit, lexicon, unit_kinds, unit_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Quantity", "chinese_number", "quantities", "simplify"]

_DIGITS = {
    character: value
    for value, characters in enumerate(("零〇", "一", "二两", "三", *"四五六七八九"))
    for character in characters
}
_TENS = {"十": Decimal(10), "百": Decimal(100), "千": Decimal(1000)}
_GROUPS = {"万": Decimal(10**4), "亿": Decimal(10**8)}
# A number printed longer than this is a code or damage, not a quantity.
_LONGEST = 15

_CHINESE = "零〇一二两三四五六七八九十百千万亿"
_MAGNITUDE = r"(?:[十百千]?万亿|[十百千]?亿|[十百千]?万(?!用)|千(?![瓦米克伏卡帕焦])|百(?!分))"


@cache
def _number() -> re.Pattern[str]:
    return re.compile(
        rf"""
        (?=[+\-\d半{_CHINESE}])                                              # most characters begin none
        (?P<sign>(?<![\d%A-Za-z])[+-]\s?)?
        (?:
          (?P<parts>[二四五八十])分之(?P<share>[一二三四五六七八九])                              # 四分之三
        | (?<![\d/.])(?P<over>[1-9])/(?P<under>2|4|5|8|10)(?![\d/.年月])                      # 1/5
        | (?P<half>一半|半数)                                                                # 近一半
        | (?P<part>百分之|千分之)(?P<of>\d+(?:\.\d+)?|[{_CHINESE}]+(?:点[{_CHINESE}]+)?)     # 百分之五点二
        | (?<![\d.A-Za-z])(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?)   # 1,234.5
          \s?(?P<about>[余多几])?(?P<magnitude>{_MAGNITUDE})?(?P<more>[余多])?               # 10余万
          (?:(?<=[亿万])(?P<lower>\d{{1,4}}(?:\.\d+)?)(?P<lower_magnitude>[万千]))?          # 6亿1163.2万
        | (?P<words>[{_CHINESE}]+(?:点[零〇一二三四五六七八九]+)?)(?P<rest>[余多])?(?P<after>[万亿])?  # 三千余, 十多万
        )
        """,
        re.VERBOSE,
    )


@cache
def _unit() -> re.Pattern[str]:
    # 成 is a tenth unless it begins a word (成员, 成果). 余 follows the unit (5米多), then the bound (左右, 以上).
    return re.compile(
        rf"\s?(?P<unit>成(?![为立功员果交本都效长绩熟年人品语分因就不批套型片县城])|(?!成){unit_pattern()})(?P<about>[多余](?![\u4e00-\u9fff]*[的]))?(?P<bound>左右|以上|以下|以内|上下)?"
    )


_BEFORE = re.compile(r"(?:不超过|超过|超|逾|将近|接近|近|大约|约|不足|不到|至少|上(?=[百千万]))\s?$")
# How many hundredths stand behind 成; 半 is five of them.
_TENTHS = " 一二三四半六七八九"
_PER = re.compile(r"每(?P<unit>立方米|平方米|升|毫升|千克)$")
_RANGE = re.compile(r"\s?(?:-{1,2}|—{1,2}|~|～|至|到)\s?")
_SERIES = re.compile(r"\s?(?:、|和|及|与|以及)\s?")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, counted in the text it was found in.

    start, end: the words as printed, 近 and 余 and 左右 with them; value, value_max: in the base unit.
    kind: of the unit. arabic: printed in digits. shared: the unit stands only at the end of a series (1、2、3亿元).
    signed: a plus or minus is printed. core: where the number itself begins.
    """

    start: int
    end: int
    value: Decimal
    unit: str
    kind: str
    value_max: Decimal | None = None
    approximate: bool = False
    arabic: bool = True
    shared: bool = False
    signed: bool = False
    core: int = 0
    scale: Decimal = Decimal(1)


@cache
def _traditional() -> dict[int, str]:
    return {ord(old): new for old, new in lexicon("traditional")}


@cache
def _simple() -> dict[int, str]:
    """Return folding and simplifying in one table."""
    old = _traditional()
    return old | {code: old.get(ord(new), new) for code, new in fold_table().items()}


def simplify(text: str) -> str:
    """Return folded text with the traditional characters (億, 萬, 增長) that figures need made simple, one to one."""
    # Looking for a character to change is much cheaper than a table of them, and most text has none.
    return text if _changed().isdisjoint(text) else text.translate(_simple())


@cache
def _changed() -> frozenset[str]:
    return frozenset(map(chr, _simple()))


def chinese_number(words: str) -> Decimal | None:
    """Return the value of a number in characters (十二亿, 二〇二四, 一点三八), None where it is none."""
    whole, _, fraction = words.partition("点")
    if not whole or not set(whole) <= set(_CHINESE):
        return None
    if not set(whole) & {*_TENS, *_GROUPS}:
        value = Decimal("".join(str(_DIGITS[character]) for character in whole))
    else:
        value = _grouped(whole)
    if fraction:
        tail = fraction.rstrip("十百千万亿")
        if not tail or not set(tail) <= set(_DIGITS):
            return None
        value += Decimal("0." + "".join(str(_DIGITS[character]) for character in tail))
        for character in fraction[len(tail) :]:
            value *= _TENS.get(character) or _GROUPS[character]
    return value


def _grouped(whole: str) -> Decimal:
    total, section, digit = Decimal(0), Decimal(0), Decimal(0)
    bare = True
    for character in whole:
        if character in _DIGITS:
            digit, bare = Decimal(_DIGITS[character]), False
        elif character in _TENS:
            section += (digit if digit or not bare else Decimal(1)) * _TENS[character]
            digit, bare = Decimal(0), True
        else:
            section += digit
            total = (total + (section or (Decimal(1) if not total else Decimal(0)))) * _GROUPS[character]
            section, digit, bare = Decimal(0), Decimal(0), True
    return total + section + digit


@dataclass(frozen=True, slots=True)
class _Raw:
    start: int
    end: int
    core: int
    value: Decimal
    mantissa: Decimal
    scale: Decimal
    approximate: bool
    arabic: bool
    sign: str
    percent: str


def quantities(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of folded text in printing order; numbers without any unit are left out."""
    pending: list[_Raw] = []
    ranged = False
    found: list[Quantity] = []
    for raw in _raws(text):
        unit = None if raw.percent else _unit().match(text, raw.end)
        joined = text[pending[-1].end : raw.start] if pending else ""
        is_range = bool(pending) and _RANGE.fullmatch(joined) is not None
        if pending and not is_range and (_SERIES.fullmatch(joined) is None or ranged):
            pending, ranged = [], False
        if unit is None and not raw.percent:
            if len(pending) > 8:  # no sentence lists more before the unit comes
                pending.clear()
            pending.append(raw)
            ranged = ranged or is_range
            continue
        quantity = _measured(text, raw, unit)
        if is_range and len(pending) >= 1:
            low = pending[-1]
            quantity = _between(text, low, quantity, raw)
            pending.pop()
        found.extend(_share(each, quantity, raw) for each in pending)
        pending, ranged = [], False
        found.append(quantity)
    return tuple(_ranges(text, found))


def _raws(text: str) -> Iterator[_Raw]:
    for match in _number().finditer(text):
        sign = (match["sign"] or "").strip()
        core = match.end("sign") if match["sign"] else match.start()
        if fraction := _fraction(match):
            yield fraction
            continue
        if match["part"]:
            value = Decimal(match["of"]) if match["of"][0].isascii() else chinese_number(match["of"])
            if value is not None:
                unit = "%" if match["part"][0] == "百" else "‰"
                yield _Raw(
                    match.start(),
                    match.end(),
                    core,
                    value,
                    value,
                    Decimal(1),
                    approximate=False,
                    arabic=False,
                    sign=sign,
                    percent=unit,
                )
        elif match["digits"]:
            if len(match["digits"]) > _LONGEST:
                continue
            mantissa = Decimal(match["digits"].replace(",", ""))
            scale = _scale(match["magnitude"] or "")
            about = bool(match["about"] or match["more"])
            value = mantissa * scale
            if match["lower"]:
                value += Decimal(match["lower"]) * _scale(match["lower_magnitude"])
            yield _Raw(
                match.start(), match.end(), core, value, mantissa, scale, about, arabic=True, sign=sign, percent=""
            )
        else:
            worded = _worded(match, core, sign)
            if worded is not None:
                yield worded


def _fraction(match: re.Match[str]) -> _Raw | None:
    """Return 四分之三 as 75% and 一半 as 50%; a third has no exact decimal, so thirds are not told."""
    if match["half"]:
        value = Decimal(50)
    elif match["over"]:
        value = Decimal(100) * int(match["over"]) / int(match["under"])
    elif match["parts"]:
        value = Decimal(100) * _DIGITS[match["share"]] / Decimal(_DIGITS.get(match["parts"], 10))
    else:
        return None
    start, end = match.span()
    return _Raw(start, end, start, value, value, Decimal(1), approximate=False, arabic=False, sign="", percent="%")


def _worded(match: re.Match[str], core: int, sign: str) -> _Raw | None:
    words = match["words"]
    if len(words) > _LONGEST:
        return None
    value = chinese_number(words)
    if value is None:
        return None
    bare = not set(words) - set("百千万亿")
    # 百名, 千余人 are numbers; 万家灯火, 千方百计, 亿元以上 are words.
    if bare and not match["rest"] and (len(words) > 1 or match.string[match.end() : match.end() + 1] != "名"):
        return None
    scale = _GROUPS[match["after"]] if match["after"] else Decimal(1)
    about = bool(match["rest"]) or bare
    return _Raw(
        match.start(), match.end(), core, value * scale, value, scale, about, arabic=False, sign=sign, percent=""
    )


def _plain(value: Decimal) -> Decimal:
    """Return the number without an exponent and without zeros that nobody printed (13800, not 13800.00)."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _scale(magnitude: str) -> Decimal:
    scale = Decimal(1)
    for character in magnitude:
        scale *= _TENS.get(character) or _GROUPS[character]
    return scale


def _measured(text: str, raw: _Raw, unit: re.Match[str] | None) -> Quantity:
    before = _BEFORE.search(text, max(0, raw.start - 4), raw.start)
    printed = unit["unit"] if unit else raw.percent
    per = _PER.search(text, max(0, raw.start - 6), raw.start) if unit else None
    if per and printed in ("微克", "毫克", "克"):
        printed = f"{printed}/{per['unit']}"  # 每立方米31微克
    tenths = printed == "成"
    about = raw.approximate or before is not None or bool(unit and (unit["about"] or unit["bound"]))
    value = -raw.value if raw.sign == "-" else raw.value
    more = _TENTHS.find(text[unit.end() : unit.end() + 1] or " ") if tenths and unit else -1
    if tenths:
        printed, value = "%", value * 10 + max(more, 0)  # 三成 is 30%, 三成六 36%, 一成半 15%
    return Quantity(
        start=before.start() if before else raw.start,
        end=(unit.end() if unit else raw.end) + (more > 0),
        value=_plain(value),
        unit=base_unit(printed),
        kind=unit_kinds().get(printed, "rate"),
        approximate=about,
        arabic=raw.arabic,
        signed=bool(raw.sign),
        core=raw.core,
        scale=raw.scale,
    )


def _between(text: str, low: _Raw, high: Quantity, raw: _Raw) -> Quantity:
    """Return the range from a number without unit (3—5万) to one with it."""
    value = low.value * 10 if high.unit == "%" and high.value == raw.value * 10 else low.value  # 二至三成
    if low.scale == 1 and raw.scale != 1 and low.mantissa < raw.mantissa:
        value = low.mantissa * raw.scale
    if low.sign == "-":
        value = -value
    before = _BEFORE.search(text, max(0, low.start - 3), low.start)
    start = before.start() if before else low.start
    if value >= high.value:
        return replace(high, start=start, core=low.core)
    return replace(high, start=start, core=low.core, value=_plain(value), value_max=high.value)


def _share(each: _Raw, last: Quantity, raw: _Raw) -> Quantity:
    """Return a number of a series with the unit printed after the last one (1、2、3亿元)."""
    value = each.value if each.scale != 1 else each.mantissa * raw.scale
    return replace(
        last,
        start=each.start,
        end=each.end,
        core=each.core,
        value=_plain(-value if each.sign == "-" else value),
        value_max=None,
        approximate=each.approximate,
        arabic=each.arabic,
        shared=True,
        signed=bool(each.sign),
    )


_FROM = re.compile(r"(?:从|由|自)[^，。；：]{0,6}$")


def _ranges(text: str, found: list[Quantity]) -> Iterator[Quantity]:
    """Yield the quantities with 3%至5% made one; 从3%到5% tells a change and stays two."""
    last: Quantity | None = None
    for quantity in _points(text, found):
        if last is not None and _spans(text, last, quantity):
            last = replace(quantity, start=last.start, core=last.core, value=last.value, value_max=quantity.value)
            continue
        if last is not None:
            yield last
        last = quantity
    if last is not None:
        yield last


def _points(text: str, found: list[Quantity]) -> list[Quantity]:
    """Return the quantities with 个 read as 个百分点 where a row ends so (4.6个、0.9个和2.8个百分点)."""
    read = list(found)
    for place in range(len(read) - 2, -1, -1):
        one, other = read[place], read[place + 1]
        if one.unit == "个" and other.unit == "个百分点" and _in_series(text, one, other):
            read[place] = replace(one, unit=other.unit, kind=other.kind)
    return read


def _in_series(text: str, one: Quantity, other: Quantity) -> bool:
    return _SERIES.fullmatch(text, one.end, other.start) is not None


def _spans(text: str, low: Quantity, high: Quantity) -> bool:
    return (
        low.unit == high.unit
        and low.value_max is None
        and low.value < high.value
        and not low.shared
        and _RANGE.fullmatch(text, low.end, high.start) is not None
        and _FROM.search(text, max(0, low.start - 8), low.start) is None
    )
