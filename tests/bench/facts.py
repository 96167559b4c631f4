"""How fast facts are found, beside the plain time of cutting and tagging the same text into words.

    PYTHONPATH=. python tests/bench/facts.py [--long]

Prints how often a second the page in seeds/ is read, pages of 13,000 characters a second, as a multiple of what rjieba
needs to tag them and as a share of what jieba needs (where it is installed), the parts of it by extractor, and with
--long the growth up to one page of 1,000,000 characters. The pages of 13,000 characters are the gold pages of
`tests/quality/facts`, where every forty characters hold a figure. Processor time, the best of five rounds, peers in the
same rounds: a busy machine slows both.
"""

import argparse
import json
import random
import time
from pathlib import Path

from briefing.codec.articles import load_articles
from briefing.config import Config, ExtractConfig
from briefing.extract import EXTRACTORS, find_facts
from briefing.layout import segment
from briefing.model import Article, Context
from briefing.passage import Passage
from briefing.read import read_pages
from briefing.text import parse

GOLD = Path(__file__).parents[1] / "quality" / "facts"
SEEDS = Path(__file__).parents[2] / "seeds"
PAGE = 13_000
ROUNDS = 5


def articles():
    """The articles of the gold pages, each with the date of its page."""
    for path in sorted(GOLD.glob("*.articles.json")):
        found, _, date = load_articles(path.read_text(encoding="utf-8"), path.name)
        yield from ((article, date) for article in found)


def seed_articles():
    """The articles of the page in seeds/, as a build finds them."""
    config = Config()
    pages = (page for path in sorted(SEEDS.glob("*.txt")) for page in read_pages(str(path), config.read, path.stem))
    return [(article, None) for page in pages for article in segment(page, config.layout).articles]


def facts_of(pairs, only=None):
    for article, date in pairs:
        context = Context(date=date)
        if only is None:
            find_facts(article, parse(article), ExtractConfig(), context)
        else:
            EXTRACTORS.load(only)(article, parse(article), ExtractConfig(), context)


def tagger(name):
    """Tag paragraphs with rjieba or jieba; None where it is not installed."""
    try:
        if name == "rjieba":
            import rjieba

            tag = rjieba.Jieba().tag
        else:
            from jieba import posseg

            tag = posseg.lcut
    except ImportError:
        return None
    return lambda texts: [list(tag(text)) for text in texts]


def seconds(run, *arguments):
    start = time.process_time()
    run(*arguments)
    return time.process_time() - start


def long_article(size):
    """One article of `size` characters: paragraphs of the gold pages in a seeded shuffle."""
    drawn = random.Random(1)
    pool = [paragraph.text for article, _ in articles() for paragraph in article.paragraphs]
    parts, count = [], 0
    while count < size:
        parts.append(drawn.choice(pool))
        count += len(parts[-1])
    page = "\n".join(parts)
    made, at = [], 0
    for part in parts:
        made.append(Passage.of(page, "long", at, at + len(part)))
        at += len(part) + 1
    return Article("long", headline=(made[0],), paragraphs=tuple(made))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--long", action="store_true", help="also one page of up to 1,000,000 characters")
    options = parser.parse_args()
    pairs = list(articles())
    texts = [paragraph.text for article, _ in pairs for paragraph in article.paragraphs]
    pages = sum(map(len, texts)) / PAGE
    peers = {name: tag for name in ("rjieba", "jieba") if (tag := tagger(name)) is not None}
    for tag in peers.values():
        tag(texts[:3])
    seed = seed_articles()
    facts_of(pairs)
    best = dict.fromkeys(("facts", "seeds", *peers, *EXTRACTORS), 9e9)
    for _ in range(ROUNDS):
        best["facts"] = min(best["facts"], seconds(facts_of, pairs))
        best["seeds"] = min(best["seeds"], seconds(facts_of, seed))
        for name, tag in peers.items():
            best[name] = min(best[name], seconds(tag, texts))
        for name in EXTRACTORS:
            best[name] = min(best[name], seconds(facts_of, pairs, name))
    told = {
        "seeds a second": round(1 / best["seeds"], 1),
        f"pages of {PAGE} a second": round(pages / best["facts"], 1),
    }
    told |= {f"times {name} tagging": round(best["facts"] / best[name], 2) for name in peers}
    told |= {f"{name}, share": round(best[name] / best["facts"], 2) for name in EXTRACTORS}
    print(json.dumps(told))
    if options.long:
        date = pairs[0][1]
        sizes = (10_000, 100_000, 1_000_000)
        spent = {size: round(seconds(facts_of, [(long_article(size), date)]), 2) for size in sizes}
        print("seconds for one article of", json.dumps(spent))


if __name__ == "__main__":
    main()
