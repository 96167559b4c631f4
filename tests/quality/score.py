"""How well recovered articles agree with the gold: the measures of the quality gate (standard library only).

All text is compared without white space. A gold character is found in a body where a run of RUN characters around it
stands in that body too; wraps and order matter little, foreign text and torn columns do.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, fields

RUN = 14
# A recovered article is the gold one when the found characters make this share of both together.
HIT = 0.8
# Recovered articles with less text of their own than this are boxes and captions; they are not counted.
LEAST = 20


@dataclass
class Tally:
    """Counts over pages; the measures are ratios of them."""

    gold: int = 0
    found: int = 0
    hits: int = 0
    heads: int = 0
    heads_right: int = 0
    characters: int = 0
    lost: int = 0
    misplaced: int = 0
    printed: int = 0
    foreign: int = 0
    bylines: int = 0
    bylines_right: int = 0
    captions: int = 0
    captions_right: int = 0

    def add(self, other: Tally) -> None:
        for each in fields(self):
            setattr(self, each.name, getattr(self, each.name) + getattr(other, each.name))

    def measures(self) -> dict[str, float]:
        precision, recall = self.hits / max(1, self.found), self.hits / max(1, self.gold)
        return {
            "f1": round(2 * precision * recall / max(1e-9, precision + recall), 4),
            "headlines": round(self.heads_right / max(1, self.heads), 4),
            "kept": round(1 - self.lost / max(1, self.characters), 4),
            "in_place": round(1 - self.misplaced / max(1, self.characters), 4),
            "clean": round(1 - self.foreign / max(1, self.printed), 4),
            "bylines": round(self.bylines_right / max(1, self.bylines), 4),
            "captions": round(self.captions_right / max(1, self.captions), 4),
        }


def plain(text: str) -> str:
    return unicodedata.normalize("NFKC", "".join(c for c in text if c.isprintable() and not c.isspace()))


def letters(text: str) -> str:
    return "".join(c for c in plain(text) if c.isalnum())


def runs(text: str) -> set[str]:
    return {text[at : at + RUN] for at in range(len(text) - RUN + 1)} if len(text) >= RUN else {text}


def covered(text: str, known: set[str]) -> list[bool]:
    """Tell for each character whether a run around it is known."""
    marks = [False] * len(text)
    size = min(RUN, len(text))
    for at in range(len(text) - size + 1):
        if text[at : at + size] in known:
            marks[at : at + size] = [True] * size
    return marks


def body_of(article: dict) -> str:
    body = article.get("body", "")
    return plain(body if isinstance(body, str) else "".join(body))


def gold_body(article: dict) -> str:
    texts = [plain(block["text"]) for block in article["blocks"]]
    byline = plain(article.get("byline", ""))
    if byline and texts:
        texts[0] = texts[0].removeprefix(byline)
        texts[-1] = texts[-1].removesuffix(byline)
    return "".join(texts)


def without(body: str, pieces: list[str]) -> tuple[str, int]:
    gone = 0
    for piece in pieces:
        if len(piece) >= 4 and piece in body:
            body = body.replace(piece, "", 1)
            gone += len(piece)
    return body, gone


def score_page(gold: dict, found: dict) -> Tally:
    articles = [a for a in gold["articles"] if a["kind"] != "box"]
    bodies = [gold_body(article) for article in articles]
    everything = "".join(bodies)
    neutral = [plain(a.get("byline", "")) for a in articles]
    neutral += [plain(b["text"]) for a in gold["articles"] if a["kind"] == "box" for b in a["blocks"]]
    foreign = [
        plain(line) for a in gold["articles"] for line in (a.get("kicker", ""), a["headline"], *a.get("subheads", []))
    ]
    foreign += [plain(c["text"] if isinstance(c, dict) else c) for c in gold.get("captions", [])]
    foreign += [plain(f["text"] if isinstance(f, dict) else f) for f in gold.get("furniture", [])]
    foreign = sorted({piece for piece in foreign if piece not in everything}, key=len, reverse=True)
    tally = Tally(gold=len(articles), characters=len(everything))
    kept = []
    for article in found["articles"]:
        body = body_of(article)
        tally.printed += len(body)
        body, gone = without(body, foreign)
        body, _ = without(body, [piece for piece in neutral if piece not in everything])
        tally.foreign += gone
        if len(body) >= LEAST:
            kept.append((article, body, runs(body)))
    tally.found = len(kept)
    pairs = []
    marks = {}
    for one, body in enumerate(bodies):
        known = runs(body)
        for two, (_, text, texts) in enumerate(kept):
            seen = covered(body, texts)
            if sum(seen) >= RUN:
                marks[one, two] = seen
                pairs.append((min(sum(seen), sum(covered(text, known))), one, two))
    taken: dict[int, int] = {}
    for common, one, two in sorted(pairs, reverse=True):
        if one not in taken and two not in taken.values():
            taken[one] = two
            tally.hits += common / (len(bodies[one]) + len(kept[two][1]) - common) >= HIT
    for one, article in enumerate(articles):
        own = marks.get((one, taken.get(one, -1)), [False] * len(bodies[one]))
        elsewhere = [
            any(column) for column in zip(own, *(seen for (at, _), seen in marks.items() if at == one), strict=True)
        ]
        tally.lost += elsewhere.count(False)
        tally.misplaced += elsewhere.count(True) - own.count(True)
        count_words(tally, article, kept[taken[one]][0] if one in taken else {}, gold)
    return tally


def count_words(tally: Tally, article: dict, found: dict, gold: dict) -> None:
    tally.heads += 1
    main, decks = letters(article["headline"]), [letters(line) for line in article.get("subheads", [])]
    whole = {main + "".join(decks[:n]) for n in range(len(decks) + 1)}
    whole |= {letters(article.get("kicker", "")) + text for text in whole}
    tally.heads_right += letters(found.get("title", "")) in whole
    if article.get("byline"):
        tally.bylines += 1
        tally.bylines_right += letters(found.get("byline", "")) == letters(article["byline"])
    for caption in gold.get("captions", []):
        if isinstance(caption, dict) and caption.get("parent") == article["headline"]:
            tally.captions += 1
            tally.captions_right += any(letters(caption["text"]) == letters(text) for text in found.get("captions", []))
