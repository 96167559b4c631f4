"""The gate of facts: leaders, figures, lists and documents of the gold pages must stay as right as they have been.

`python tests/quality/facts_gate.py` measures `facts/` beside it and compares with `facts_floors.json`; floors rise with
`--raise` and fall only when the file is edited on purpose. `python tests/quality/facts_gate.py FOLDER…` measures other
folders of NAME.articles.json with NAME.facts.gold.json; nothing is compared there. `--errors` tells what was wrong.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from facts_score import Tally, score_page
from floors import below

from briefing.codec.articles import load_articles
from briefing.codec.facts import facts_json
from briefing.config import ExtractConfig
from briefing.extract import find_facts, find_officials, reconcile
from briefing.model import Context, Story
from briefing.text import parse

HERE = Path(__file__).parent
PAGES = HERE / "facts"
FLOORS = HERE / "facts_floors.json"


def facts_of(path: Path) -> dict:
    """Return the facts of a page of true articles, as the command line prints them."""
    articles, _, date = load_articles(path.read_text(encoding="utf-8"), str(path))
    by_id = {article.id: article for article in articles}
    people = frozenset().union(*(find_officials(article, parse(article), ExtractConfig()) for article in articles))
    stories = []
    for article in articles:
        sentences = parse(article)
        context = Context(date=date, parent=by_id.get(article.parent or ""), people=people)
        facts = find_facts(article, sentences, ExtractConfig(), context)
        stories.append(Story(article, sentences, facts))
    merged, notes = reconcile(stories)
    return facts_json((fact for story in merged for fact in story.facts), notes)


def measure(folder: Path, *, errors: bool = False) -> Tally:
    tally = Tally()
    for path in sorted(folder.glob("*.facts.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        articles = path.with_name(path.name.removesuffix(".facts.gold.json") + ".articles.json")
        tally.add(score_page(gold, facts_of(articles)))
    if errors:
        print("\n".join(tally.errors))
    return tally


def check(*, lift: bool = False, errors: bool = False) -> list[str]:
    """Return what fell below its floor; with lift, write floors that rose."""
    measures = measure(PAGES, errors=errors).measures()
    print(json.dumps(measures))
    return below(measures, PAGES, FLOORS, lift=lift)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="*", type=Path, help="other folders of gold pages, measured only")
    parser.add_argument("--raise", dest="lift", action="store_true", help="write floors that rose")
    parser.add_argument("--errors", action="store_true", help="tell what was wrong")
    options = parser.parse_args(argv)
    for folder in options.folders:
        print(folder, json.dumps(measure(folder, errors=options.errors).measures()))
    if options.folders:
        return 0
    low = check(lift=options.lift, errors=options.errors)
    for line in low:
        print(line, file=sys.stderr)
    return 1 if low else 0


if __name__ == "__main__":
    raise SystemExit(main())
