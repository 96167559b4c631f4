"""Days made up by a seeded dice: articles, leaders, figures, lists and documents with words of every length."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from decimal import Decimal

import pytest

from briefing.config import Config
from briefing.model import (
    ActionList,
    Activity,
    Article,
    Document,
    Edition,
    Figure,
    Line,
    Note,
    Page,
    Source,
    Statement,
    Story,
)
from briefing.passage import Passage, Span
from briefing.text import parse

WORDS = (
    "全市深入推进重点项目建设，加快产业转型升级，持续优化营商环境，切实保障群众生命财产安全，提升城市治理水平，推动水环境整治，"
    "完善农村公路，扩大普惠托育，落实安全生产责任，建成12个示范片区，新增5G基站1,200座，服务群众超30万人次，引进OPEN实验室"
)
# Long names, titles and headlines of a wild day.
LONG_NAMES = ("阿卜杜热西提·买买提江", "欧阳堃䶮𠮷", "喆")
NAMES = ("陈镕堃", "李喆", "王䶮", "𠮷文静", "爱新觉罗启明", "周堃", "吴文静", "郑一", "孙平安")


class Press:
    """Prints words on one page and remembers where."""

    def __init__(self, seed: int, *, wild: bool = False) -> None:
        self.wild = wild
        self.dice = random.Random(seed)
        self.text = ""
        self.lines: list[Line] = []
        self.clauses = WORDS.split("，")

    def longer(self, *choices):
        """What is chosen from on wild days alone, so that the others stay as they are."""
        return choices if self.wild else ()

    def put(self, words: str) -> Passage:
        start = len(self.text)
        self.text += words + "\n"
        self.lines.append(Line(Span("s1", start, len(self.text))))
        return Passage(words, (Span("s1", start, start + len(words)),))

    def words(self, length: int) -> str:
        out = ""
        while len(out) < length:
            out += self.dice.choice(self.clauses)
        return out[:length]

    def sentence(self) -> str:
        return "，".join(self.dice.sample(self.clauses, self.dice.randint(1, 4))) + "。"


def a_day(
    seed: int, articles: int, low: int = 40, high: int = 900, headline: str | None = None, *, wild: bool = False
) -> Edition:
    """Return a day of that many articles of `low` to `high` characters; wild: with words as long as any may be."""
    press = Press(seed, wild=wild)
    stories = []
    for number in range(articles):
        name = f"a{number}"
        head = press.put(headline or press.words(press.dice.choice((8, 14, 24, 60, *press.longer(150)))))
        size, paragraphs = press.dice.randint(low, high), []
        while sum(map(len, paragraphs)) < size:
            paragraphs.append(press.put("".join(press.sentence() for _ in range(press.dice.randint(1, 4)))))
        article = Article(
            name,
            kicker=press.put(press.words(press.dice.choice((8, 30)))) if press.dice.random() < 0.5 else Passage(),
            headline=(head,),
            reporters=(press.put("记者甲"),),
            paragraphs=tuple(paragraphs),
            pages=("s1",),
        )
        sentences = parse(article)
        facts = _facts(press, name, head)
        stories.append(Story(article, sentences, facts))
    source = Source("s1", "page.txt", "0" * 64, page="A01")
    page = Page(source, press.text, tuple(press.lines))
    notes = (Note("warning", "标题作九项，正文作十项。"),)
    return Edition(dt.date(2024, 3, 8), tuple(stories), (source,), (page,), notes)


def _facts(press: Press, name: str, head: Passage) -> tuple:
    dice = press.dice
    facts: list = []
    for _ in range(dice.choice((0, 0, 1, 2, 5))):
        person = press.put(dice.choice((*NAMES, *press.longer(*LONG_NAMES))))
        titles = tuple(press.put(press.words(dice.choice((4, 12, 40, *press.longer(90))))) for _ in range(dice.choice((1, 2))))
        roles = tuple(press.put(role) for role in dice.choice((["出席"], ["主持"], ["出席", "讲话"], ["列席"])))
        event = press.put(press.words(dice.choice((6, 36, *press.longer(120)))) + "工作会议")
        facts.append(Activity(person, titles, (), roles, event, name, person, protocol=dice.randint(1, 10)))
        if dice.random() < 0.6:
            facts.append(Statement(person, press.put("强调"), press.put(press.sentence() * 2), name))
    for _ in range(dice.choice((0, 0, 1, 4, 12))):
        value = Decimal(dice.randint(1, 99999)) / 10
        facts.append(
            Figure(
                press.put(press.words(dice.randint(2, 24))),
                name,
                head,
                printed=press.put(f"{value}{dice.choice(('亿元', '万人', '%', '个'))}"),
                value=value,
                change=press.put("同比增长20.6%") if dice.random() < 0.6 else None,
                change_percent=Decimal("20.6"),
                change_kind="同比",
                period="2023年",
                priority=dice.choice((1, 1, 2, 3)),
                worth=dice.random(),
            )
        )
    if dice.random() < 0.2:
        # One measure of several districts: a series that a chart can show.
        facts += [
            Figure(
                press.put(f"{district}工业产值"),
                name,
                head,
                printed=press.put(f"{value}亿元"),
                value=Decimal(value),
                unit="元",
                change=press.put(f"增长{value % 30}.1%"),
                change_percent=Decimal(f"{value % 30}.1"),
                priority=1,
                worth=0.9,
            )
            for district in ("东江区", "西岭县", "北塘市", "南浦区")
            for value in (dice.randint(100, 2000),)
        ]
    for _ in range(dice.choice((0, 0, 0, 1))):
        size = dice.choice((6, 10, 50))
        entries = tuple(press.put(press.words(size)) for _ in range(dice.choice((3, 10, 40))))
        facts.append(ActionList(press.put(press.words(8)), entries, name, head, len(entries), dice.random()))
    if dice.random() < 0.3:
        title = press.put(f"《{press.words(20)}》")
        facts.append(Document(title, press.put("印发"), name, head, press.put("市商务局")))
    return tuple(facts)


@pytest.fixture
def day():
    """A day by seed, number of articles, and their least and greatest length."""
    return a_day


@pytest.fixture
def settings():
    """The settings, with the ranker that needs no weights."""
    config = Config()
    return replace(config, rank=replace(config.rank, method="lead"))
