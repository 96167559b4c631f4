"""Quality pages: the invented texts set in columns and dumped in the manner of several extractors.

`python tests/quality/compose.py` writes the pages again, the same ones each time.
"""

from __future__ import annotations

import json
import random
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from texts import ARTICLES, LINES, SHORTS, SIDEBARS

PAGES = Path(__file__).parent / "pages"
NEVER_FIRST = "，。；：！？、”’）》】%"
NEVER_LAST = "“‘（《【"


@dataclass(frozen=True)
class Manner:
    """How a page is made and dumped. order: natural, after (head below its body), random, heads (all heads last)."""

    name: str
    width: int = 13
    wide: int = 27
    order: str = "natural"
    blank: str = "blocks"
    indent: bool = False
    spaces: float = 0.0
    squeeze: bool = False
    leads: str = "paper"
    mark: str = "■"
    cut: bool = False
    roundup: bool = False
    box: str = "●"
    furniture: bool = True
    sidebar: bool = False
    woven: bool = False


MANNERS = (
    Manner("blocks", cut=True, sidebar=True),
    Manner("blocks-after", width=12, order="after", leads="byline", mark="▲", roundup=True),
    Manner("text", width=14, blank="none", leads="wire", mark="◆"),
    Manner("text-after", width=13, blank="none", order="after", leads="mixed", box="semi", sidebar=True),
    Manner("pdfminer", width=15, order="after", leads="mixed", spaces=0.3, cut=True, box="dun"),
    Manner("random", width=12, order="random", leads="paper", cut=True),
    Manner("raw", width=13, blank="none", order="natural", leads="end", roundup=True, mark=""),
    Manner("indent", width=16, indent=True, blank="chunks", leads="byline", furniture=False),
    Manner("everywhere", width=18, blank="all", leads="wire", order="natural"),
    Manner("squeeze", width=11, squeeze=True, order="heads", leads="paper", box="•"),
    Manner("layout", width=14, woven=True, leads="mixed"),
    Manner("chunks", width=13, blank="chunks", order="after", leads="city", cut=True, roundup=True),
)

REPORTERS = ("史望舒", "白亦然", "康乐山", "江采薇", "顾南星", "尤敬之", "费清和", "卓一诺")


def cells(character: str) -> float:
    return 0.5 if character < "\u0100" else 1.0


def wrap(text: str, width: float, first: float = 0.0, *, squeeze: bool = False) -> list[str]:
    lines, line, used = [], "", first
    for token in re.findall(r"[0-9A-Za-z.%]+|.", text):
        size = sum(map(cells, token))
        if line and used + size > width:
            if token in NEVER_FIRST and (squeeze or len(line) < 3):
                line += token
                used += size
                continue
            carry = ""
            if token in NEVER_FIRST:
                line, carry = line[:-1], line[-1]
            if line[-1:] in NEVER_LAST:
                line, carry = line[:-1], line[-1] + carry
            lines.append(line)
            line, used = carry, sum(map(cells, carry))
        line += token
        used += size
    return [*lines, line] if line else lines


@dataclass
class Piece:
    """Blocks of one article in order of the stream; body chunks carry whether a row begins a paragraph."""

    head: list[list[str]] = field(default_factory=list)
    byline: list[str] = field(default_factory=list)
    body: list[list[tuple[str, bool]]] = field(default_factory=list)
    rest: list[list[tuple[str, bool]]] = field(default_factory=list)
    caption: list[str] = field(default_factory=list)
    label: str = ""


def lead_of(manner: Manner, names: str, at: int) -> tuple[str, str, str]:
    """Return the words before the first paragraph, on a line of their own, and at the end."""
    kinds = {"paper": "lead", "byline": "own", "wire": "wire", "end": "end", "city": "city"}
    kind = kinds.get(manner.leads) or ("lead", "own", "wire", "end", "none")[at % 5]
    return {
        "lead": (f"本报讯（记者 {names}）", "", ""),
        "wire": (f"新华社澜川5月{10 + at}日电（记者{names}）", "", ""),
        "city": (f"本报澜川5月{10 + at}日讯（记者 {names}）", "", ""),
        "own": ("", f"■本报记者 {names}" if at % 2 else f"本报首席记者 {names} 文/图", ""),
        "end": ("", "", f"（记者 {names}）"),
        "none": ("", "", ""),
    }[kind]


def rows_of(paragraphs: list[str], manner: Manner, width: int, dice: random.Random) -> list[tuple[str, bool]]:
    rows = []
    for paragraph in paragraphs:
        for number, line in enumerate(wrap(paragraph, width, 2.0, squeeze=manner.squeeze)):
            text = re.sub(r"\d[\d.]*", lambda m: f" {m.group()} " if dice.random() < manner.spaces else m.group(), line)
            rows.append((("　　" if manner.indent and number == 0 else "") + text.strip(" "), number == 0))
    return rows


def chunks(rows: list[tuple[str, bool]], count: int) -> list[list[tuple[str, bool]]]:
    size = -(-len(rows) // count)
    return [rows[at : at + size] for at in range(0, len(rows), size)]


def piece_of(article: dict, manner: Manner, at: int, dice: random.Random) -> tuple[Piece, dict]:
    names = REPORTERS[at % len(REPORTERS)]
    lead, own, end = lead_of(manner, names, at) if "kicker" in article else ("", "", "")
    paragraphs = list(article["paragraphs"])
    paragraphs[0] = lead + paragraphs[0]
    paragraphs[-1] += end
    width = manner.wide if at % 4 == 3 else manner.width
    piece = Piece()
    deck = [article.get("kicker", ""), article["head"], *article.get("decks", ())]
    lines = [[line] if len(line) <= 14 else [line[: len(line) // 2], line[len(line) // 2 :]] for line in deck if line]
    piece.head = lines if manner.blank != "none" and at % 2 else [[row for line in lines for row in line]]
    piece.byline = [own] if own else []
    if manner.cut and at == 1:
        piece.body = chunks(rows_of(paragraphs[:2], manner, width, dice), 2)
        piece.rest = chunks(rows_of(paragraphs[2:], manner, manner.width, dice), 3)
    else:
        piece.body = chunks(rows_of(paragraphs, manner, width, dice), 2 if width > manner.width else 4)
    gold = {
        "kind": "article" if "kicker" in article else "sidebar",
        "headline": article["head"],
        "kicker": article.get("kicker", ""),
        "subheads": list(article.get("decks", ())),
        "byline": lead or own or end,
        "reporters": [names] if lead or own or end else [],
        "blocks": [{"type": "para", "text": text} for text in paragraphs],
    }
    if article.get("picture") and at % 3 != 2:
        caption = f"{manner.mark or '图为'}{article['picture']} 本报记者 {REPORTERS[-1 - at % 3]} 摄"
        gold["caption"] = caption
        piece.caption = wrap(caption, manner.width * 2)
    return piece, gold


def stream(pieces: list[Piece], manner: Manner, dice: random.Random) -> list[tuple[str, list[tuple[str, bool]]]]:
    blocks: list[tuple[str, list[tuple[str, bool]]]] = []
    heads: list[tuple[str, list[tuple[str, bool]]]] = []
    late: list[tuple[str, list[tuple[str, bool]]]] = []
    order = list(pieces)
    if manner.order == "random":
        dice.shuffle(order)
    for number, piece in enumerate(order):
        label = [("furniture", [(piece.label, True)])] if piece.label else []
        head = label + [("head", [(row, True) for row in block]) for block in piece.head]
        byline = [("head", [(row, True) for row in piece.byline])] if piece.byline else []
        body = [("body", chunk) for chunk in piece.body]
        caption = [("caption", [(row, not at) for at, row in enumerate(piece.caption)])] if piece.caption else []
        if manner.order == "after":
            blocks += [*byline, *body, *head, *caption]
        elif manner.order == "heads":
            blocks += [*byline, *body]
            heads += [*head, *caption]
        elif manner.order == "random" and number % 2:
            late += [*head, *caption]
            blocks += [*byline, *body]
        else:
            blocks += [*head, *byline, *(caption if number % 2 else []), *body, *([] if number % 2 else caption)]
        late += [("body", chunk) for chunk in piece.rest]
    return blocks + heads + late


def dump(blocks: list[tuple[str, list[tuple[str, bool]]]], manner: Manner) -> str:
    lines: list[str] = []
    for kind, rows in blocks:
        if manner.blank != "none" and lines:
            lines.append("")
        for number, (text, opens) in enumerate(rows):
            if manner.blank == "blocks" and kind == "body" and opens and number:
                lines.append("")
            if manner.blank == "all" and number:
                lines.append("")
            lines.append(text)
    return "\n".join(lines) + "\n"


def weave(pieces: list[Piece], furniture: list[str]) -> str:
    """Return the page as pdftotext -layout leaves it: the chunks of a body side by side."""
    lines = ["    ".join(furniture), ""]
    for piece in pieces:
        lines += [row for block in piece.head for row in block] + piece.byline
        columns = [[("  " if opens else "") + text for text, opens in chunk] for chunk in piece.body]
        wide = [max(len(row) for row in column) + 6 for column in columns]
        for number in range(max(map(len, columns))):
            row = "".join(
                (column[number] if number < len(column) else "").ljust(size)
                for column, size in zip(columns, wide, strict=True)
            )
            lines.append(row.rstrip())
        lines += ["", "", "", "", *piece.caption, "", "", "", ""]
    return "\n".join(lines) + "\n"


def furniture_of(number: int) -> list[str]:
    return [
        "澜川日报",
        f"2026年5月{number + 8}日 星期{'一二三四五六日'[number % 7]}",
        f"A{number % 8 + 1:02d} 综合",
        "责编：习远  美编：祝融  校对：毕升",
        "新闻热线：0000-66668888",
    ]


def page(number: int, manner: Manner) -> tuple[str, dict]:
    dice = random.Random(number)
    chosen = [(number * 3 + step * 7) % len(ARTICLES) for step in range(5)]
    chosen = list(dict.fromkeys(chosen)) + ([1] if manner.sidebar and 1 not in chosen else [])
    pieces, articles, captions, furniture = [], [], [], []
    for at, index in enumerate(chosen):
        piece, gold = piece_of(ARTICLES[index], manner, at, dice)
        pieces.append(piece)
        articles.append(gold)
    if manner.sidebar:
        side = SIDEBARS[0]
        piece, gold = piece_of(side, manner, 2, dice)
        piece.label = "相关新闻"
        gold |= {"parent": ARTICLES[side["parent"]]["head"]}
        pieces.append(piece)
        articles.append(gold)
        furniture.append(piece.label)
    captions = [{"text": gold.pop("caption"), "parent": gold["headline"]} for gold in articles if "caption" in gold]
    blocks = stream(pieces, manner, dice)
    if manner.roundup:
        extra, gold = roundup_of(manner, dice)
        blocks += extra
        articles.append(gold)
    if not manner.woven:
        extra, gold = box_of(manner, number)
        blocks = [*blocks[:4], *extra, *blocks[4:]] if manner.order == "random" else [*blocks, *extra]
        articles.append(gold)
    for gold in articles:
        gold["paragraphs"] = [block["text"] for block in gold["blocks"]]
    if manner.furniture:
        furniture += furniture_of(number)
    around = [("furniture", [(text, True)]) for text in furniture if text != "相关新闻"]
    text = weave(pieces, furniture) if manner.woven else dump([*around[:3], *blocks, *around[3:]], manner)
    return text, {
        "page": f"{number:03d}",
        "extractor": manner.name,
        "articles": articles,
        "captions": captions,
        "furniture": furniture,
    }


def roundup_of(manner: Manner, dice: random.Random) -> tuple[list, dict]:
    rows = []
    for title, text in SHORTS[:4]:
        rows += [(line, number == 0) for number, line in enumerate(wrap(title, manner.width - 1))]
        rows += rows_of([text], manner, manner.width, dice)
    blocks = [
        {"type": kind, "text": text} for pair in SHORTS[:4] for kind, text in zip(("inter", "para"), pair, strict=True)
    ]
    gold = {
        "kind": "article",
        "headline": "市井短波",
        "kicker": "",
        "subheads": [],
        "byline": "",
        "reporters": [],
        "blocks": blocks,
    }
    return [("head", [("市井短波", True)]), *[("body", chunk) for chunk in chunks(rows, 2)]], gold


def box_of(manner: Manner, number: int) -> tuple[list, dict]:
    items = [LINES[(number + step) % len(LINES)] for step in range(5)]
    if manner.box in {"semi", "dun"}:
        solid = "；".join(items) + "。" if manner.box == "semi" else "、".join(items)
        rows = [(line, not at) for at, line in enumerate(wrap(solid, manner.wide))]
        texts = [solid]
    else:
        texts = [manner.box + item for item in items]
        rows = [(text, True) for text in texts]
    blocks = [{"type": "para", "text": text} for text in texts]
    gold = {
        "kind": "box",
        "headline": "今日看点",
        "kicker": "",
        "subheads": [],
        "byline": "",
        "reporters": [],
        "blocks": blocks,
    }
    return [("head", [("今日看点", True)]), ("box", rows)], gold


def main() -> None:
    PAGES.mkdir(exist_ok=True)
    for number, manner in enumerate(MANNERS):
        text, gold = page(number, manner)
        (PAGES / f"{number:03d}.txt").write_text(text, encoding="utf-8")
        (PAGES / f"{number:03d}.gold.json").write_text(
            json.dumps(gold, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )


if __name__ == "__main__":
    main()
