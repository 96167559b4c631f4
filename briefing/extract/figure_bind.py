"""Which change, rank and comparison belongs to which number of a sentence (归属).

The numbers are taken in printing order. A change without a name of its own (，同比增长5.2%) belongs to the figure before it in the
sentence; with one (工业增加值同比增长7.4%) it is a rate of its own. What fits nothing is left out: fewer figures, never wrong ones.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from briefing.extract.figure_change import Change, change_at, change_without_number, kind_of
from briefing.extract.figure_draft import Draft
from briefing.extract.figure_metric import Name, after_number, before_number, is_generic, known_metric, shares_name
from briefing.extract.figure_rank import Rank, ranks
from briefing.extract.figure_series import series_at
from briefing.text.units import lexicon

if TYPE_CHECKING:
    from decimal import Decimal

    from briefing.extract.figure_view import Range, View
    from briefing.text.numbers import Quantity

__all__ = ["bind"]

_SCOPE = r"(?:全国|全省|全市|全区|全县|全州|全球|世界|同期|上年|去年|[\u4e00-\u9fff]{2,4}(?:省|市|平均|地区)|长三角|珠三角|东部|西部|中部|GDP|工业|投资|经济|[\u4e00-\u9fff]{2,8}(?:水平|平均|增速|目标))"
# 高于全国平均水平1.2个百分点, 跌幅小于全省（-12.5%）, 比全省高0.8个百分点
_COMPARED = re.compile(
    rf"(?:高于|低于|快于|慢于|小于|大于|优于|好于|领先于?|超出|超过|超|多于|少于|高出|高过|跑赢)(?P<scope>{_SCOPE}[^，。；、（）()\d]{{0,10}}|[^，。；、（）()\d]{{2,12}})[（(]?$"
    rf"|(?:比|较|与)(?P<other>(?!上年|去年|同期){_SCOPE}(?:[^，。；、（）()\d提]{{0,8}}?))(?:平均水平|平均)?[（(]?(?:高出?|低|快|慢|多|少|领先|持平|相当)?(?:了|约|近)?$"
)
_SIGNED_SCOPE = re.compile(r"(?P<scope>全国|全省|全市|全球|[\u4e00-\u9fff]{2,3}省)(?:平均)?(?:水平)?[（(]$")
_FROM = re.compile(r"(?:由|从)(?:[^，。；、]{0,12}?的)?(?:不足|近|约|超|每秒|每年|每月)?$")
_TO = re.compile(r"[^，。；]{0,14}?(?:到|至|为)了?(?:[^，。；]{0,10}?的)?(?:不足|近|约|超|超过|每秒|每年|每月)?$")
_SHARE = re.compile(r"(?:^|[，；])?占(?:[^，；。]{0,20}?)(?:的|比|比重|比例)?(?:达到?|为|约|超过|超|近|提[高升][到至]|的)*$")
_DEPENDENT = re.compile(r"(?:计划)?(?:总投资|涉及|金额|投资额|投资总额|合同额|合同金额|总金额|总面积|占地面积|建筑面积|总建筑面积|总额|面积|占地|投资|带动投资)")
_PERCENT_NAMES = re.compile(r"(?:率|比|比重|比例|占比|份额|强度|程度|进度|面|度|浓度|含量|水平|指数|PMI|占[^，]{2,20}|系数|成数|股|股份|利用|覆盖|达标|合格|满意|完成|出勤|好评|自给|系数|化|以上|增加值|普及|水平|贡献)$")
# 经济增长4.4%: the verb belongs to the name.
_BARE = ("经济", "产出")
_VERB = re.compile(r"增长|下降|增速|萎缩|收缩|放缓")
# 完成年度目标的85.2%
_DONE_PART = re.compile(r"完成[^，。；]{0,12}(?:目标|任务|计划|预算|投资)(?:任务|数|值|总数)?的?$")
# What is built by the kilometre; heights and distances are no results.
_LINES = re.compile(r"路|里程|管|道|线|桥|堤|渠|河|沟|缆|网|通车|岸|街|槽|隧|走廊")
# 突破8000亿元大关，达8123.4亿元: the round number is only the mark that was passed.
_MARK = re.compile(r"大关|关口|台阶|门槛")
# 由上年同期下降12.3%转为增长5.6%: the former change is told only for comparison.
_FORMER = re.compile(r"(?:由|从)[^，。；]{0,16}$")
_TURNED = re.compile(r"[^，。；]{0,4}(?:转为|变为|转|到|至)")
# 全市4.8万名教师: counted of a whole place.
_OF_PLACE = re.compile(r"(?:^|[向对为给使让，])(?P<place>(?:全|我|本)[市县区省州镇])(?:共有|共|已有|有)?$")
_WISH = re.compile(r"力争|预计|预期|预测|有望|目标[是为：:]|总目标|目标[^，。]{0,6}$|争取|确保|拟(?!定|人)|规划到|将(?!近|军|来|士|[^，。；]{0,8}(?:纳入|列入))|(?<!年度)(?<!年)计划(?!总?投资|生育|单列|外|的|任务|数|目标)|到(?P<year>20\d\d)年|明年|未来|下一步|远期|规划|将要|要[^，。；]{0,12}(?:达到|以上|突破|完成)|达产后|建成后|投产后|全部达产")
_DONE = re.compile(r"截[至止]|已(?:经)?|完成了|实现了")


@cache
def _verbs() -> frozenset[str]:
    return frozenset(entry[0] for entry in lexicon("result_verbs"))


def bind(view: View, year: int, places: tuple[str, ...] = ()) -> tuple[Draft, ...]:
    """Return the figures of a sentence in printing order; year: of the edition (9999 if not known). Empty text gives none."""
    return _Reader(view, year, places).read()


class _Reader:
    """Reads one sentence from left to right; holds nothing beyond it."""

    def __init__(self, view: View, year: int, places: tuple[str, ...]) -> None:
        self.view = view
        self.text = view.text
        self.year = year
        self.places = places
        self.drafts: list[Draft] = []
        self.current: int | None = None
        self.group: tuple[int, ...] = ()
        self.at = 0
        self.base: tuple[int, int, str] | None = None

    def read(self) -> tuple[Draft, ...]:
        found = self.view.quantities
        places = [rank for rank in ranks(self.text) if not any(q.start < rank.end and rank.start < q.start for q in found)]
        events: list[Quantity | Rank] = sorted((*found, *places), key=lambda event: event.start)
        index = 0
        while index < len(events):
            event = events[index]
            low = self._low(event.start)
            self._changes_between(low, event.start)
            if isinstance(event, Rank):
                self._rank(event, low)
                index += 1
                continue
            if event.start < self.at and event.end <= self.at:
                index += 1
                continue
            index += self._series(event, [e for e in events[index:] if not isinstance(e, Rank)], low) or self._one(event, events, index, low)
        self._changes_between(self._low(len(self.text)), len(self.text), closing=True)
        return tuple(self.drafts)

    def _low(self, start: int) -> int:
        """Return where the words about a number begin: behind the last mark or number."""
        bound = max((high for _, high in self.view.bounds if high <= start), default=0)
        if bound and bound == start and self.text[start - 1] in "：:":
            bound = max((high for _, high in self.view.bounds if high < start), default=0)
        return max(bound, self.at)

    # --- one number -------------------------------------------------------------------------------------------------

    def _one(self, quantity: Quantity, events: list[Quantity | Rank], index: int, low: int) -> int:
        if self._comparison(quantity, low):
            self.at = quantity.end
            return 1
        following = next((e for e in events[index + 1 :] if not isinstance(e, Rank)), None)
        if self.base is None and self._is_base(quantity, following, low):
            start = _FROM.search(self.text, max(low, quantity.start - 16), quantity.start)
            self.base = (low, start.start() if start else low, quantity.unit)
            self.at = quantity.end
            return 1
        name_low, name_high = low, None
        if self.base is not None:
            if self.base[2] == quantity.unit:
                name_low, name_high = self.base[0], self.base[1]
            self.base = None
        change = change_at(self.text, low, quantity)
        if change and not change.level and name_high is None:
            self._change(quantity, change, low)
            self.at = max(quantity.end, change.end)
            return 1
        self._level(quantity, change, name_low, name_high)
        self.at = max(self.at, quantity.end)
        return 1

    def _is_base(self, quantity: Quantity, following: Quantity | None, low: int) -> bool:
        if following is None or following.unit != quantity.unit:
            return False
        if _FROM.search(self.text, max(low, quantity.start - 16), quantity.start) is None:
            return False
        return _TO.fullmatch(self.text, quantity.end, following.start) is not None

    def _comparison(self, quantity: Quantity, low: int) -> bool:
        """Take 高于全国1.2个百分点 and （全省-12.5%） as a comparison of the figure before; tell whether it was one."""
        if quantity.kind not in ("percent", "point"):
            return False
        back = max(0, quantity.core - 30)
        window = max(back, max((high for _, high in self.view.bounds if high < low), default=0) if low and self.text[low - 1] in "（(" else low)
        match = _COMPARED.search(self.text, window, quantity.start) or _SIGNED_SCOPE.search(self.text, window, quantity.core)
        if match is None:
            return False
        if quantity.kind == "percent" and not match[0].endswith(("（", "(")):
            return False
        if self.current is None:
            return True
        clause = self.view.clause(match.start(), match.end() if not match[0].endswith(("（", "(")) else match.end() - 1)
        end = self.text.find("）", quantity.end, quantity.end + 16) + 1 if match[0].endswith(("（", "(")) else clause[1]
        owner = self.drafts[self.current]
        told = (clause[0], max(end, quantity.end))
        self._update(replace(owner, comparisons=(*owner.comparisons, told), last=max(owner.last, told[1])))
        if quantity.kind == "percent":
            group = match.groupdict()
            scope = next(name for name in ("scope", "other") if group.get(name))
            start = match.start(scope)
            place = re.compile(r"(?:平均|水平|增速|平均水平)+$").sub("", group[scope])
            value = quantity if quantity.signed or owner.percent is None or owner.percent > 0 else replace(quantity, value=-abs(quantity.value))
            draft = Draft(
                at=quantity.start, last=quantity.end, metric=owner.metric, subject=(start, start + len(place)), rate=value, change=(quantity.start, quantity.end),
                percent=value.value, compared=True, forecast=owner.forecast,
            )
            self.drafts.append(draft)
            self._others(draft)
        return True

    def _others(self, draft: Draft) -> None:
        """Take the rest of a bracket of comparison values: （3.1%和2.9%）."""
        end = draft.last
        for quantity in self.view.quantities:
            if quantity.start > end and quantity.start - end <= 2 and quantity.kind == "percent" and self.text[end : quantity.start] in ("和", "、", "与", "及"):  # noqa: PLR2004 - one joining word
                self.drafts.append(replace(draft, at=quantity.start, last=quantity.end, rate=quantity, percent=quantity.value, change=(quantity.start, quantity.end)))
                end = quantity.end
        self.at = max(self.at, end)

    def _change(self, quantity: Quantity, change: Change, low: int) -> None:
        if _FORMER.search(self.text, max(low, change.start - 20), change.start) and _TURNED.match(self.text, quantity.end):
            return
        own = self._own(low, change.start)
        kind = change.kind or self._kind_before(low)
        if own is None and self.current is not None:
            self._attach(quantity, replace(change, kind=kind))
            return
        if own is None:
            own = self._topic(low)
            if own is None or change.amount:
                return
        if change.amount:
            name = Name((*own.metric, (change.start, quantity.start)), own.subject)
            if kind is None and quantity.kind != "rate":
                self._add(Draft(at=quantity.start, last=quantity.end, metric=name.metric, subject=name.subject, level=quantity))
            elif self.current is None or not shares_name(self._words(own.metric), self._words(self.drafts[self.current].metric)):
                self._add(Draft(at=quantity.start, last=quantity.end, metric=name.metric, subject=name.subject, level=quantity, kind=kind))
            return
        if self.current is not None and shares_name(self._words(own.metric), self._words(self.drafts[self.current].metric)) and self._unbound(change):
            if own.subject is None or own.subject == self.drafts[self.current].subject:
                self._attach(quantity, replace(change, kind=kind))
                return
        pieces = own.metric
        if self._words(pieces) in _BARE and (verb := _VERB.search(self.text, change.start, quantity.start)):
            pieces = (*pieces, verb.span())
        self._add(
            Draft(
                at=change.start, last=max(quantity.end, change.end), metric=pieces, subject=own.subject, rate=quantity, change=(change.start, change.end),
                percent=change.percent, points=change.points, kind=kind,
            )
        )

    def _unbound(self, change: Change) -> bool:
        assert self.current is not None
        owner = self.drafts[self.current]
        if change.points is not None:
            return owner.points is None
        return owner.percent is None and owner.level is not None

    def _attach(self, quantity: Quantity, change: Change) -> None:
        assert self.current is not None
        owner = self.drafts[self.current]
        gap = self.text[owner.last : change.start]
        if "；" in gap or ";" in gap or "。" in gap or change.amount:
            return
        told = (change.start, max(quantity.end, change.end))
        if change.percent is not None and owner.level is not None and owner.level.kind in ("percent", "permille"):
            self._attach_past(owner, quantity, replace(change, end=told[1]))
            return
        if change.points is not None and owner.points is None:
            self._update(replace(owner, points=change.points, last=max(owner.last, told[1]), change=owner.change or told, kind=owner.kind or change.kind))
        elif change.percent is not None and owner.percent is None and (owner.level is None or owner.level.kind not in ("point",)):
            self._update(replace(owner, percent=change.percent, change=told, kind=change.kind, last=told[1]))
        elif change.percent is not None and owner.level is None and owner.kind != change.kind and change.kind == "环比":
            word = self.text.find("环比", change.start, quantity.start)
            if word >= 0:
                self._add(replace(owner, at=change.start, last=told[1], metric=(*owner.metric, (word, word + 2)), rate=quantity, change=told, percent=change.percent, points=None, kind="环比", ranks=(), comparisons=()))
        elif change.percent is not None and owner.kind == "环比" and change.kind == "同比":
            self._update(replace(owner, percent=change.percent, change=told, kind=change.kind, last=told[1]))

    def _attach_past(self, share: Draft, quantity: Quantity, change: Change) -> None:
        """Give growth told behind a share (占进出口总值的53%，增长5%) to the thing that has the share."""
        told = (change.start, change.end)
        base = share.metric[:-1]
        for place in range(len(self.drafts) - 2, -1, -1):
            other = self.drafts[place]
            if other.metric == base and other.level is not None:
                if other.percent is None:
                    self.drafts[place] = replace(other, percent=change.percent, change=told, kind=change.kind)
                return
        if base:
            self._add(Draft(at=change.start, last=change.end, metric=base, subject=share.subject, rate=quantity, change=told, percent=change.percent, kind=change.kind))

    def _level(self, quantity: Quantity, change: Change | None, low: int, high: int | None) -> None:
        stop = high if high is not None else (change.start if change else quantity.start)
        bracket = self.text[low - 1 : low] in ("（", "(") and low > 0
        name = self._own(low, stop)
        share = _SHARE.search(self.text, low, quantity.start) if quantity.kind == "percent" and high is None else None
        if share:
            self._share(quantity, share, low)
            return
        if name is None and high is None:
            words = self.text[low:stop]
            owner = self.drafts[self.current] if self.current is not None else None
            if owner is not None and owner.level is not None and owner.level.unit == quantity.unit and _MARK.match(self.text, owner.level.end) and self._fills(words):
                self._update(replace(owner, level=quantity, last=quantity.end))
                return
            if owner is not None and owner.level is None and owner.rate is not None and quantity.kind not in ("percent", "point", "times") and not bracket and self._fills(words):
                self._update(replace(owner, level=quantity, rate=None, last=quantity.end))
                return
            name = self._counted(quantity, low, stop)
            if name is None and owner is None and self._fills(words):
                name = self._topic(low)
            if name is None:
                return
            self._add(Draft(at=quantity.start, last=quantity.end, metric=name.metric, subject=name.subject, level=quantity, first=True))
            return
        if name is None or bracket:
            return
        words = self._words(name.metric)
        if words in _verbs() or (words[-2:] in _verbs() and self.text[quantity.end : quantity.end + 1] not in "，。；、）" and quantity.kind in ("count", "people")):
            counted = after_number(self.text, quantity.end, self._end(quantity.end))
            if counted is None:
                if quantity.kind not in ("money", "area", "mass", "energy") or len(words) < 4:  # noqa: PLR2004 - a bare verb names nothing
                    return
            else:
                if words in ("为", "有") or (quantity.value < 3 and quantity.unit != "元"):  # noqa: PLR2004 - one or two things are no figure
                    if words != "有" or quantity.value < 10:  # noqa: PLR2004
                        return
                    name = Name((counted,), name.subject)
                else:
                    name = Name((*name.metric, counted), name.subject)
                self._add(Draft(at=quantity.start, last=max(quantity.end, counted[1]), metric=name.metric, subject=name.subject, level=quantity, first=True))
                return
        if quantity.kind in ("percent", "permille") and not (_PERCENT_NAMES.search(words) or _DONE_PART.search(self.text, low, quantity.start)):
            return
        if quantity.kind == "times" or words.endswith("电压"):
            return
        if quantity.kind == "length" and not _LINES.search(words):
            return
        if quantity.kind in ("money", "mass", "area", "energy", "volume") and not known_metric(words):
            thing = after_number(self.text, quantity.end, self._end(quantity.end), attribute=True)
            if thing is not None:
                self._add(Draft(at=quantity.start, last=max(quantity.end, thing[1]), metric=(*name.metric, thing), subject=name.subject, level=quantity, first=True))
                return
        if quantity.kind in ("count", "people") and not self._counts(quantity, words):
            return
        pieces = name.metric
        if self.current is not None and _DEPENDENT.match(words) and name.subject is None and len(words) <= 6 and self.drafts[self.current].first is False:  # noqa: PLR2004 - 总投资, 涉及实际外资
            owner = self.drafts[self.current]
            if owner.level is not None and owner.level.kind in ("count", "people") and "。" not in self.text[owner.last : low]:
                pieces = (*owner.metric, *pieces)
        self._add(Draft(at=quantity.start, last=quantity.end, metric=pieces, subject=name.subject, level=quantity, kind=None))

    def _fills(self, words: str) -> bool:
        """Tell whether words before a level only lead to it (，达到, 总额突破)."""
        return is_generic(re.sub(r"(?:达到?了?|为|约|突破了?|超过?|实现|总计|合计|累计|共|至|到|近|首次|已|成功|历史性|高达|增|，|一举|均|在)", "", words))

    def _counts(self, quantity: Quantity, words: str) -> bool:
        after = self.text[quantity.end : quantity.end + 1]
        if after and after not in "，。；、）！（) ,;：" and not re.match(r"[余多]?(?:左右|以上)?[，。；、）]|同比|比|较|增|下降|，|和|及|与|，|位居|居|在|并|且|由|到|其中|以上|占|均|一|有|组", self.text[quantity.end : quantity.end + 4]):
            return False
        return quantity.value >= 3 and len(words) >= 2  # noqa: PLR2004 - one or two things are no figure

    def _counted(self, quantity: Quantity, low: int, stop: int) -> Name | None:
        """Return the name of a number that stands before what it counts (东莞有1.38万家外资企业)."""
        if quantity.kind not in ("count", "people", "area", "mass", "money") or not quantity.arabic:
            return None
        words = self.text[low:stop]
        counted = after_number(self.text, quantity.end, self._end(quantity.end))
        if counted is None:
            return None
        whole = _OF_PLACE.search(words)
        if whole and quantity.value >= 100 and quantity.kind in ("count", "people"):  # noqa: PLR2004 - fewer are told in passing
            return Name((counted,), (low + whole.start("place"), low + whole.end("place")))
        verb = re.search(r"(?P<subject>.{0,12}?)(?P<verb>共有|现有|拥有|有|揭晓了?|评选出|表彰了?)$", words)
        if verb and quantity.value >= 10:  # noqa: PLR2004 - fewer than ten are told in passing
            subject = (low + verb.start("subject"), low + verb.end("subject"))
            place = subject if self._place(subject) else None
            return Name((counted,), place)
        return None

    def _place(self, piece: Range) -> bool:
        words = self.text[piece[0] : piece[1]]
        return words in self.places or re.fullmatch(r"(?:全|我|本)[市县区省国]|[\u4e00-\u9fff]{2,4}[市县区省镇]", words) is not None

    def _share(self, quantity: Quantity, share: re.Match[str], low: int) -> None:
        start = share.start() + (0 if self.text[share.start()] == "占" else 1)
        own = self._own(low, start) if start > low else None
        tail = re.compile(r"(?:达到?|为|约|超过|超|近|提[高升][到至]|的)+$").search(self.text, start, quantity.start)
        words = (start, tail.start() if tail else quantity.start)
        if own is not None:
            pieces, subject = (*own.metric, words), own.subject
        elif self.current is not None and start <= low + 1 and "；" not in self.text[self.drafts[self.current].last : low]:
            owner = self.drafts[self.current]
            pieces, subject = (*owner.metric, words), owner.subject
        else:
            return
        held = self.current
        self._add(Draft(at=quantity.start, last=quantity.end, metric=pieces, subject=subject, level=quantity))
        if own is None:
            self.drafts[-1] = replace(self.drafts[-1], first=True)
            del held

    # --- series -----------------------------------------------------------------------------------------------------

    def _series(self, quantity: Quantity, following: list[Quantity], low: int) -> int:
        found = series_at(self.view, low, following)
        if found is None:
            return 0
        numbers, names = found.numbers, found.names
        self.at = numbers[-1].end
        changes = [change_at(self.text, low, numbers[0])]
        first = changes[0]
        if not names and self.group and len(self.group) == len(numbers) and first and first.percent is not None:
            for place, number in zip(self.group, numbers, strict=True):
                percent = self._signed(number, first)
                self.drafts[place] = replace(self.drafts[place], percent=percent, change=(first.start if number is numbers[0] else number.start, number.end), kind=first.kind, last=number.end)
            return len(numbers)
        if not names and first and first.percent is not None and (owners := self._unchanged(len(numbers))):
            for place, number in zip(owners, numbers, strict=True):
                told = (first.start if number is numbers[0] else number.start, number.end)
                self.drafts[place] = replace(self.drafts[place], percent=self._signed(number, first), change=told, kind=first.kind, last=number.end)
            return len(numbers)
        if len(names) != len(numbers):
            self.current = None
            return len(numbers)
        places = []
        for number, name in zip(numbers, names, strict=True):
            if self._words(name.metric) in _BARE and first and (verb := _VERB.search(self.text, first.start, numbers[0].start)):
                name = replace(name, metric=(*name.metric, verb.span()))  # noqa: PLW2901 - the name with its verb
            if first and not first.level and first.percent is not None:
                percent = self._signed(number, first)
                told = (first.start if number is numbers[0] else number.start, number.end)
                self._add(Draft(at=number.start, last=numbers[-1].end, metric=name.metric, subject=name.subject, period=name.period, rate=number, change=told, percent=percent, kind=first.kind or self._kind_before(low)))
            elif first and first.points is not None:
                points = -number.value if first.points < 0 else number.value
                self._add(Draft(at=number.start, last=numbers[-1].end, metric=name.metric, subject=name.subject, rate=number, change=(number.start, number.end), points=points, kind=first.kind))
            else:
                self._add(Draft(at=number.start, last=numbers[-1].end, metric=name.metric, subject=name.subject, period=name.period, level=number))
            places.append(len(self.drafts) - 1)
        self.group = tuple(places)
        self.current = None
        return len(numbers)

    def _unchanged(self, wanted: int) -> tuple[int, ...]:
        """Return the last levels without a change, if there are just as many behind one another (…元，…元，分别增长)."""
        places = range(len(self.drafts) - wanted, len(self.drafts))
        if places.start < 0 or any(self.drafts[place].level is None or self.drafts[place].percent is not None for place in places):
            return ()
        before = self.drafts[places.start - 1] if places.start else None
        if before and before.level is not None and before.percent is None and "；" not in self.text[before.last : self.drafts[places.start].at]:
            return ()
        return tuple(places)

    def _signed(self, number: Quantity, first: Change) -> Decimal:
        value = number.value * 100 if number.kind == "times" else number.value
        if number.kind == "times" and first.times_of:
            value -= 100
        return -abs(value) if first.percent is not None and first.percent < 0 else value

    # --- ranks and changes without numbers --------------------------------------------------------------------------

    def _rank(self, rank: Rank, low: int) -> None:
        told: tuple[Range, ...] = (rank.scope, rank.place)
        own = None if self.text[low : low + 1] in ("由", "从") else self._own(low, rank.start)
        if self.current is not None and "；" not in self.text[self.drafts[self.current].last : rank.start]:
            owner = self.drafts[self.current]
            near = own is None or shares_name(self._words(own.metric), self._words(owner.metric))
            if near and not (own is not None and own.subject and owner.subject and own.subject != owner.subject):
                self._update(replace(owner, ranks=(*owner.ranks, told), last=rank.end))
                self.at = rank.end
                return
        self.at = rank.end
        if own is None or not rank.verb or not re.search(r"(?:额|量|率|值|入|规模|总量|增速|增幅|业绩|水平|实力|指数|数|产值|竞争力|投资|进出口|出口|消费|增加值|面积|收入|综合|排名|程度|贡献|活力|GDP|经济|度|成绩)$", self._words(own.metric)):
            return
        pieces = own.metric
        if (listed := self.text.find("排名", rank.start, rank.end)) >= 0 and not self._words(pieces).endswith("排名"):
            pieces = (*pieces, (listed, listed + 2))
        self._add(Draft(at=rank.start, last=rank.end, metric=pieces, subject=own.subject, ranks=(told,)))

    def _changes_between(self, low: int, high: int, *, closing: bool = False) -> None:
        """Take 同比持平 and 翻一番, which tell a change without a number, from the clauses up to the next number."""
        start = self.at
        change = change_without_number(self.text, start, high)
        if change is None or (not closing and change.end > high):
            return
        begin = max((end for _, end in self.view.bounds if end <= change.start), default=0)
        begin = max(begin, self.at)
        own = self._own(begin, change.start)
        if own is None:
            if self.current is not None and self.drafts[self.current].percent is None and self.drafts[self.current].level is not None:
                owner = self.drafts[self.current]
                gap = self.text[owner.last : change.start]
                if not set(gap) & set("；。"):
                    self._update(replace(owner, percent=change.percent, change=(change.start, change.end), kind=change.kind, last=change.end))
        else:
            self._add(Draft(at=change.start, last=change.end, metric=own.metric, subject=own.subject, change=(change.start, change.end), percent=change.percent, kind=change.kind))
        self.at = change.end

    # --- names ------------------------------------------------------------------------------------------------------

    def _own(self, low: int, high: int) -> Name | None:
        """Return the name printed in the clause itself; None for words that name nothing of their own."""
        if low >= high:
            return None
        name = before_number(self.text, low, high, self.view.periods, self.places)
        if name is None or is_generic(self._words(name.metric)):
            return None
        return name

    _TOPIC = re.compile(r"[^，；。：]{2,20}?(?=将|会(?!议)|呈|保持|继续|稳步|持续|不断|出现|增长|实现|总体|整体|大幅|显著|快速|平稳|稳中|明显|运行|加快|回升|下降|再创|创|表现|由|突破|首次|屡|势头|延续|迈|增势|较快|势|逆势|同比|有所|进一步|$)")

    def _topic(self, low: int) -> Name | None:
        """Return what the clause before speaks of (全市外贸保持增长，同比增长5%), where it holds no number."""
        before = [bound for bound in self.view.bounds if bound[1] <= low]
        if not before or before[-1][1] != low or self.text[before[-1][0]] not in "，,：:" or self.at >= before[-1][0]:
            return None
        end = before[-1][0]
        start = max(before[-2][1] if len(before) > 1 else 0, self.at)
        if any(start <= quantity.start < end for quantity in self.view.quantities) or end - start > 40:  # noqa: PLR2004 - a longer clause speaks of much
            return None
        for period in self.view.periods:
            if period.start <= start < period.end:
                start = period.end
        name = None
        first = before_number(self.text, start, end, self.view.periods, self.places)
        if first is not None:
            begin = first.metric[0][0]
            match = self._TOPIC.match(self.text, begin, end)
            if match and match.end() - begin >= 2:
                name = before_number(self.text, first.subject[0] if first.subject and first.subject[1] <= begin else begin, match.end(), self.view.periods, self.places)
        if name is None or not re.search(r"(?:额|量|率|值|收入|业|经济|市场|消费|进出口|出口|进口|投资|产值|外贸|价格|规模|面积|余额|支出|贸易|成本|用电|客流|工业|农业|旅游|人数|CPI|PPI|GDP|税收|利润|销售|零售|运输|电商)$", self._words(name.metric)):
            return None
        return name

    def _kind_before(self, low: int) -> str | None:
        """Return the kind told in the clause before (与上年同期相比，增长5%)."""
        match = re.compile(r"(?:与|同|较|比)(?P<against>[^，。；]{2,10}?)相比，$").search(self.text, max(0, low - 16), low)
        return kind_of(match["against"]) if match else None

    def _words(self, pieces: tuple[Range, ...]) -> str:
        return "".join(self.text[low:high] for low, high in pieces)

    def _end(self, at: int) -> int:
        return min((low for low, _ in self.view.bounds if low >= at), default=len(self.text))

    # --- keeping ----------------------------------------------------------------------------------------------------

    def _add(self, draft: Draft) -> None:
        self.drafts.append(replace(draft, forecast=self._is_wish(draft.at)))
        self.current = len(self.drafts) - 1
        self.group = ()

    def _update(self, draft: Draft) -> None:
        assert self.current is not None
        self.drafts[self.current] = draft

    def _is_wish(self, at: int) -> bool:
        """Tell whether a number is hoped for (力争, 预计, 到2026年), not reached."""
        start = max(self.text.rfind("；", 0, at), self.text.rfind("。", 0, at), 0)
        clause = max((high for _, high in self.view.bounds if high <= at), default=0)
        for match in _WISH.finditer(self.text, start, at):
            if match["year"] and int(match["year"]) < self.year + (1 if self.year < 9999 else 0):  # noqa: PLR2004 - no edition known
                continue
            if match.start() < clause and _DONE.search(self.text, clause, at):
                continue
            if match[0].startswith("将") and (match.start() < clause or self.text[at - 1] == "了" or "了" in self.text[max(match.end(), at - 4) : at + 8]):
                continue
            return True
        return False
