"""Lists the reader may have to act on (行动清单): named programmes, marked items, counted enumerations, boxes.

A bare enumeration in running text is no list: a count, marks or a box must say that it is one.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.extract.list_items import REACH, count_of, cut_items, outside, trimmed
from briefing.extract.list_marks import Chain, chain_opens, chains
from briefing.model import ActionList
from briefing.passage import Passage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefing.config import ExtractConfig
    from briefing.model import Article, Context, Fact, Sentence

__all__ = ["find"]

_COUNT = r"(?P<count>[一二三四五六七八九十两]{1,3}|\d{1,2})"
_NOUN = (
    r"(?:行动|工程|计划|举措|措施|任务|实事|专项|政策|机制|清单|目标|项目|重点|抓手|领域|板块|方面|环节|体系|服务|"
    r"事项|关键|攻坚战|战役|路径|维度|支撑)"
)
# 外贸外资十项行动：A、B / 重点抓好三个方面：A；B；C / “六大工程”，即A、B
_LED = re.compile(
    rf"(?P<named>{_COUNT}(?:个|项|大|条|件|点|类|种|场|招|方面)[^，。；：！？、]{{0,16}})"
    rf"(?:[：:]即?|，?即(?=[^，。])|，?(?:包括|涵盖|分别是|分别为)[：:]?)"
)
_TITLE_BEFORE = 30
# “五比五看”，即比学习看素养、比担当看作为…: a name of numerals that its items spell out.
_CODED = re.compile(
    r"(?P<title>“(?P<code>(?=[^”]{0,8}[一二三四五六七八九十两])[^”，。；：]{2,8})”[^，。；：！？、“]{0,8})"
    r"(?:[：:]即?|，?即(?=[^，。])|，?(?:包括|涵盖|分别是|分别为|就是|是指)[：:]?)"
)
# 社会工作、教育科普……建筑景观设计八大领域
_COUNTED = re.compile(rf"{_COUNT}(?:(?:大|个|类|项){_NOUN}|方面(?!军))")
_PROGRAMME = re.compile(r"行动|工程|计划|举措|措施|任务|实事|专项")
# What may stand before the first item of a counted enumeration: 东莞从社会工作、…, 聚焦A、…, 在A、…
_LEAD_IN = re.compile(
    r".*(?:从|在|围绕|聚焦|针对|涵盖|包括|覆盖|涉及|设置|设有|分为|推进|实施|开展|按照|抓好|通过|瞄准|紧扣|划分)(?=.)"
)
# These may also open the first item (完善体系、拓宽渠道): cut only where the item then is as long as its fellows.
_MAYBE_LEAD_IN = re.compile(
    r"建立健全|建立|健全|完善|深化|强化|明确|确定|落实|建设|构建|形成|打造|培育|推动|按|对|把|将|为|是|以|抓|发展|支持|突出|做强|做大|壮大"
)
# 一等奖2个：甲校、乙校 tells how many there were, not what must be done.
_QUANTITY = re.compile(r"(?:奖|名单)[^，]{0,6}$|\d(?:个|件|条|项|类|种)$")
# A box of figures is a table: GDP：1062.4亿元，同比+5.6%; 供水工程：改造管网326公里.
_FIGURE = re.compile(
    r"\d(?:\.\d+)?(?:[万亿]|%|％|个百分点|(?:公里|[吨亩米个家所处户件台套座人名间项])(?=[，；。（(]|$))"
)
_DESCRIBES = re.compile(r"的$|^(?:以及|和|及|与)|等(?:[一二三四五六七八九十两\d]+|多)[大个项种类座条]")
# Boxes that point to other stories: 今日看点, 要闻速览.
_DIGEST = re.compile(r"导读|看点|速览|要闻|快讯|简讯|提要|索引|资讯|集萃|数说|目录")
# 12路、15路: numbers of lines and houses.
_NUMBERED = 5
_STOPS = "。！？"
_BULLETS = "●■◆▲○□★☆▶•· "
_TITLE_LONGEST = 40
_ITEM_LONGEST = 60
_CODED_LONGEST = 24
# An item of a counted enumeration is not much longer than its fellows; else words before the list are in it.
_ITEM_SLACK = 3


def find(
    article: Article,
    sentences: Sequence[Sentence],  # noqa: ARG001 - the stage's signature; lists need whole paragraphs
    config: ExtractConfig,  # noqa: ARG001 - the stage's signature
    context: Context,  # noqa: ARG001 - the stage's signature
) -> tuple[Fact, ...]:
    """Return the lists of an article in printing order, each list once."""
    paragraphs = article.paragraphs
    found: list[ActionList] = []
    marked = tuple(chains(paragraphs))
    if article.kind == "box":
        found += _boxed(article, marked=bool(marked))
    for chain in marked:
        if chain.style == "bullet" and _is_table(article, chain.items):
            continue
        found.append(_list_of(article, _title_before(article, chain), chain.items, chain_count(article, chain)))
    for number, paragraph in enumerate(paragraphs):
        if number not in article.intertitles:
            found += _led(article, paragraph)
            found += _coded(article, paragraph)
            found += _counted(article, paragraph)
    return tuple(_once(found))


def _list_of(article: Article, title: Passage, items: tuple[Passage, ...], declared: int | None) -> ActionList:
    title = trimmed(title.strip(_BULLETS))
    # A named programme is what the reader must act on; an enumeration that is counted in passing is background.
    worth = 0.9 if declared and _PROGRAMME.search(title.text) else 0.45 if declared else 0.4
    return ActionList(title, items, article.id, Passage.join((title, *items)), declared, worth)


def _once(found: Sequence[ActionList]) -> Iterator[ActionList]:
    """Yield each list once: of two that share printed items, the one found first."""
    taken: set[tuple[str, int]] = set()
    for each in found:
        places = {item.offset_of(0) for item in each.items}
        if not places & taken:
            taken |= places
            yield each


def _boxed(article: Article, *, marked: bool) -> Iterator[ActionList]:
    """Yield the lists of a box: a paragraph that names its items, or its short paragraphs if no marks tell of any."""
    named = [made for paragraph in article.paragraphs if (made := _named(article, paragraph)) is not None]
    if named:
        yield from named
        return
    items = tuple(trimmed(each.strip(_BULLETS)) for each in article.paragraphs)
    # A box of figures parts its clauses by ；; that is a table, no list of things to do.
    short = all(0 < len(item) <= _ITEM_LONGEST and not any(outside(item.text, _STOPS + "；")) for item in items)
    if not marked and len(items) >= 3 and short and article.headline and not _is_table(article, items):
        title = Passage.join(article.headline)
        yield _list_of(article, title, items, _declared(title.text))


def _is_table(article: Article, items: Sequence[Passage]) -> bool:
    """Tell whether a box points to other stories (要闻速览) or holds figures, not things to do."""
    figures = sum(_FIGURE.search(item.text) is not None for item in items)
    return _DIGEST.search(article.title) is not None or figures * 2 > len(items)


def _named(article: Article, paragraph: Passage) -> ActionList | None:
    """Return the list of a paragraph `title：A、B、C`."""
    colon = next(outside(paragraph.text, "：:"), None)
    if colon is None or colon > _TITLE_LONGEST:
        return None
    title, body = trimmed(paragraph[:colon]), paragraph[colon + 1 :]
    items = _split(body)
    return _list_of(article, title, items, _declared(title.text)) if len(items) >= 3 else None


def _split(body: Passage) -> tuple[Passage, ...]:
    """Return the items of one run: parted by ； if there is one, else by 、."""
    return cut_items(body, "；;" if any(outside(body.text.rstrip("。；;"), "；;")) else "、")


def _run(body: Passage, declared: int | None) -> tuple[Passage, ...]:
    """Return the items of a run whose count is known: cut as printed, at its first comma, or at all commas."""
    whole = _split(body)
    comma = next(outside(body.text, "，,"), None)
    semicolons = any(outside(body.text.rstrip("。；;"), "；;"))
    if declared is None or comma is None or (semicolons and len(whole) == declared):
        return whole
    # “三个到位”，即A、B、C，确保……: the sentence goes on behind the list.
    short = cut_items(body[:comma], "、")
    if len(short) == declared - 1:
        short = (*short[:-1], *_halves(short[-1]))
    clauses = cut_items(body, "，,")
    return next((way for way in (short, whole, clauses) if len(way) == declared), whole)


def _declared(title: str) -> int | None:
    counts = re.findall(rf"{_COUNT}(?:个|项|大|条|件|点|类|种)", title)
    return count_of(counts[-1]) if counts else None


def _led(article: Article, paragraph: Passage) -> Iterator[ActionList]:
    """Yield the lists that a count leads in; the count must be met, or nearly so for a named programme."""
    text = paragraph.text
    for match in _LED.finditer(text):
        declared = count_of(match["count"])
        begin, end = match.span("named")
        low = max(0, begin - _TITLE_BEFORE)
        begin = max(low - 1, *(text.rfind(mark, low, begin) for mark in "，。；：！？")) + 1
        title = trimmed(paragraph[begin:end])
        start = match.end()
        reach = text[start : start + REACH]
        stop = start + next(outside(reach, _STOPS), len(reach))
        if chain_opens(reach) or _QUANTITY.search(title.text):
            continue
        items = _run(paragraph[start:stop], declared)
        off = abs(len(items) - (declared or 0))
        if sum(item.text[:1].isdigit() and len(item) <= _NUMBERED for item in items) * 2 > len(items):
            continue
        programme = _PROGRAMME.search(title.text) is not None and len(items) >= 4
        if declared and len(items) >= 2 and (off == 0 or (programme and off <= max(1, declared // 4))):
            yield _list_of(article, title, _ended_alike(items), declared)


def _coded(article: Article, paragraph: Passage) -> Iterator[ActionList]:
    """Yield the lists of a name whose numerals, alone or added up, count its items (“三减两提”：减环节、…)."""
    text = paragraph.text
    for match in _CODED.finditer(text):
        counts = [count_of(numeral) or 0 for numeral in re.findall(r"[一二三四五六七八九十两]{1,2}", match["code"])]
        reach = text[match.end() : match.end() + REACH]
        stop = match.end() + next(outside(reach, _STOPS), len(reach))
        body = paragraph[match.end() : stop]
        comma = next(outside(body.text, "，,；;"), len(body))
        ways = (*(cut_items(body, marks) for marks in ("；;", "、，,；;", "、")), cut_items(body[:comma], "、"))
        for wanted in dict.fromkeys((sum(counts), max(counts))):
            items = next((way for way in ways if len(way) == wanted), ())
            described = any(_DESCRIBES.search(item.text) for item in items)
            if len(items) >= 2 and not described and all(1 < len(item) <= _CODED_LONGEST for item in items):
                yield _list_of(article, paragraph[match.start("title") : match.end("title")], items, wanted)
                break


def _ended_alike(items: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """Return the items, the last cut where its fellows end (甲行动、乙行动、丙行动同步推进)."""
    endings = {item.text[-2:] for item in items[:-1]}
    if len(items) < 3 or len(endings) != 1:
        return items
    ending = endings.pop()
    at = items[-1].text.find(ending)
    return (*items[:-1], items[-1][: at + len(ending)]) if at > 0 else items


def _counted(article: Article, paragraph: Passage) -> Iterator[ActionList]:
    """Yield the enumerations whose count stands behind them and is met."""
    text = paragraph.text
    for match in _COUNTED.finditer(text):
        declared = count_of(match["count"])
        low = max(0, match.start() - REACH)
        start = max(low - 1, *(text.rfind(mark, low, match.start()) for mark in "，。；：！？")) + 1
        # 夜间经济等六个方面: the 等 belongs to the count.
        run = paragraph[start : match.start()]
        run = run[: len(run.text.rstrip("“‘")) - len(run)] if run.text[-1:] in "“‘" else run
        items = cut_items(run[:-1] if run.text.endswith("等") else run, "、")
        if not declared or len(items) < 2:
            continue
        if len(items) == declared - 1:
            items = (*items[:-1], *_halves(items[-1]))
        # 来自甲国、乙国的三个项目 describes; …以及丙、丁等三大枢纽 counts the last of them only.
        if len(items) != declared or any(_DESCRIBES.search(item.text) for item in items):
            continue
        first = _without_lead_in(items[0], items[1:])
        if first is not None:
            found = _list_of(article, paragraph[match.start() : match.end()], (first, *items[1:]), declared)
            yield replace(found, worth=0.15)


def _halves(item: Passage) -> tuple[Passage, ...]:
    """Return A and B of `A和B`."""
    for word in ("和", "及", "与", "以及"):
        at = item.text.find(word)
        if 0 < at < len(item) - len(word):
            return item[:at], item[at + len(word) :]
    return (item,)


def _without_lead_in(item: Passage, fellows: Sequence[Passage]) -> Passage | None:
    """Return the first item less the words that lead the list in; None where they cannot be told from it."""
    match = _LEAD_IN.match(item.text)
    if match and len(item) - match.end() >= 2:
        item = item[match.end() :]
    mean = sum(map(len, fellows)) / len(fellows)
    cuts = (0, *(m.end() for m in _MAYBE_LEAD_IN.finditer(item.text) if len(item) - m.end() >= 2))
    cut = min(cuts, key=lambda at: (abs(len(item) - at - mean), at))
    rest = item[cut:]
    return rest if match or cut or len(rest) <= max(map(len, fellows)) + _ITEM_SLACK else None


def chain_count(article: Article, chain: Chain) -> int | None:
    """Return the count printed in the words that lead a marked list in, None for none."""
    before = article.paragraphs[chain.paragraph].text[max(0, chain.start - _TITLE_LONGEST) : chain.start]
    counted = re.search(rf"{_COUNT}(?:个|项|大|条|件|点)[^，。；]{{0,8}}[：:]\s*$", before)
    return count_of(counted["count"]) if counted else None


def _title_before(article: Article, chain: Chain) -> Passage:
    """Return the words that lead a marked list in: the clause or sentence before it, an intertitle, the headline."""
    paragraph = article.paragraphs[chain.paragraph]
    before = trimmed(paragraph[max(0, chain.start - REACH) : chain.start])
    number = chain.paragraph
    if not before and number:
        number -= 1
        before = trimmed(article.paragraphs[number])
    bounds = [at + 1 for at in outside(before.text, _STOPS)]
    sentence = trimmed(before[bounds[-1] if bounds else 0 :])
    if len(sentence) > _TITLE_LONGEST:
        clauses = cut_items(sentence, "，；：")
        sentence = clauses[-1] if clauses else sentence
    if sentence:
        return sentence
    return article.headline[0] if article.headline else chain.items[0]
