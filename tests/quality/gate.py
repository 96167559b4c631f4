"""The quality gate: articles recovered from the quality pages must stay as good as they have been.

`python tests/quality/gate.py` measures the pages beside it and compares with `floors.json`; floors rise by themselves
with `--raise` and fall only when the file is edited on purpose. A change of the gold (its digest is pinned) asks for
new floors. `python tests/quality/gate.py FOLDER…` measures other folders of NNN.txt with NNN.gold.json; nothing is
compared there. `--per-page` prints each page.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent.parent))

from score import Tally, score_page  # noqa: E402 - the paths come first

from briefing.config import LayoutConfig, ReadConfig  # noqa: E402 - the paths come first
from briefing.layout import segment  # noqa: E402 - the paths come first
from briefing.read import read_pages  # noqa: E402 - the paths come first

PAGES = HERE / "pages"
FLOORS = HERE / "floors.json"


def recovered(path: Path) -> dict:
    """Return the articles of one page file as the command line prints them, as far as they are scored."""
    articles = []
    for page in read_pages(str(path), ReadConfig(), "s1"):
        layout = segment(page, LayoutConfig())
        articles += [
            {"title": a.title, "body": a.body, "byline": a.byline.text, "captions": [c.text for c in a.captions]}
            for a in layout.articles
        ]
    return {"articles": articles}


def measure(folder: Path, *, per_page: bool = False, suffix: str = ".txt") -> Tally:
    tally = Tally()
    for path in sorted(folder.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        name = path.name.removesuffix(".gold.json")
        page = score_page(gold, recovered(folder / (name + suffix)))
        if per_page:
            print(name, gold.get("extractor", ""), json.dumps(page.measures()))
        tally.add(page)
    return tally


def digest(folder: Path) -> str:
    """Return the digest of the gold and the pages it was made for."""
    total = hashlib.sha256()
    for path in sorted(folder.glob("*")):
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def check(*, lift: bool = False, per_page: bool = False) -> list[str]:
    """Return what fell below its floor; with lift, write floors that rose."""
    measures = measure(PAGES, per_page=per_page).measures()
    pinned = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {"gold": "", "floors": {}}
    print(json.dumps(measures))
    if pinned["gold"] != digest(PAGES):
        if not lift:
            return ["the gold has changed: run with --raise to pin new floors, and say why in the commit"]
        pinned = {"gold": digest(PAGES), "floors": {}}
    low = [
        f"{name} is {value}, floor {pinned['floors'][name]}"
        for name, value in measures.items()
        if value < pinned["floors"].get(name, 0)
    ]
    if lift and not low:
        floors = {name: max(value, pinned["floors"].get(name, 0)) for name, value in measures.items()}
        FLOORS.write_text(json.dumps({"gold": pinned["gold"], "floors": floors}, indent=1) + "\n", encoding="utf-8")
    return low


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="*", type=Path, help="other folders of pages, measured only")
    parser.add_argument("--raise", dest="lift", action="store_true", help="write floors that rose")
    parser.add_argument("--per-page", action="store_true")
    parser.add_argument("--suffix", default=".txt", help="which files of the folders are read: .txt or .pdf")
    options = parser.parse_args(argv)
    for folder in options.folders:
        print(folder, json.dumps(measure(folder, per_page=options.per_page, suffix=options.suffix).measures()))
    if options.folders:
        return 0
    low = check(lift=options.lift, per_page=options.per_page)
    for line in low:
        print(line, file=sys.stderr)
    return 1 if low else 0


if __name__ == "__main__":
    raise SystemExit(main())
