"""Times text dumps: reading with layout, in pages a second of one core (processor time), and how it grows.

    PYTHONPATH=. python tests/bench/layout_text.py [FILE.txt …]

Without files it times the text pages of tests/quality. Beside them stands what jieba's tagger in Rust (rjieba) takes
for the same text. A thousand pages show whether memory stays; then one page is doubled from 5,000 to 640,000
characters.
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

import rjieba

from briefing.config import LayoutConfig, ReadConfig
from briefing.layout import segment
from briefing.layout.lines import rows_of
from briefing.model import Source
from briefing.read import read_pages
from briefing.read.txt import read

ROUNDS = 4
SHORTEST, LONGEST = 5_000, 640_000
PAGES = Path(__file__).parent.parent / "quality" / "pages"


def laid_out(path: Path) -> int:
    """Lay out the pages of a file and return how many articles they have."""
    return sum(len(segment(page, LayoutConfig()).articles) for page in read_pages(str(path), ReadConfig(), "s1"))


def timed(work, *arguments) -> float:
    start = time.process_time()
    work(*arguments)
    return time.process_time() - start


def memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    files = [Path(name) for name in sys.argv[1:]] or sorted(PAGES.glob("*.txt"))
    texts = [path.read_text(encoding="utf-8") for path in files]
    tagger = rjieba.Jieba()
    took = [min(timed(laid_out, path) for _ in range(ROUNDS)) for path in files]
    peer = [min(timed(tagger.tag, text) for _ in range(ROUNDS)) for text in texts]
    size = sum(map(len, texts)) // len(texts)
    print(
        f"{len(files) / sum(took):.1f} pages/s of {size:,} characters, {sum(took) / sum(peer):.1f} times rjieba's tagger"
    )
    before = memory()
    for number in range(1000):
        laid_out(files[number % len(files)])
    print(f"1,000 pages: {memory() - before:.0f} MiB more than after the first {len(files)}")
    grown(texts)  # last: the longest page takes the most memory


def grown(texts: list[str]) -> None:
    """Print how the time grows while a page is doubled."""
    whole = "\n".join(texts)
    whole *= LONGEST // len(whole) + 1
    size, last = SHORTEST, 0.0
    while size <= LONGEST:
        (page,) = read(whole[:size].encode(), Source("s1", "page.txt", ""), ReadConfig())
        took = min(timed(segment, page, LayoutConfig()) for _ in range(3 if size < 100_000 else 1))
        rows = len(rows_of(page))
        told = f", {took / last:.2f} times the half" if last else ""
        print(f"{size:8,} characters, {rows:6,} rows: {took:.3f} s{told}")
        size, last = size * 2, took


if __name__ == "__main__":
    main()
