"""Times PDF pages: reading alone, and reading with layout, in pages a second of one core (processor time).

    PYTHONPATH=. python tests/bench/layout_pdf.py [FILE.pdf …]

Without files it times a page composed here: six columns, twelve articles, 6,000 characters.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

import weasyprint

from briefing.config import LayoutConfig, ReadConfig
from briefing.layout import segment
from briefing.model import Source
from briefing.read.pdf import read

ROUNDS = 5
SENTENCE = "记者昨日从有关部门了解到，今年以来全市重点工程进展顺利，已完成投资一百二十亿元，占全年计划的六成。"
STYLE = """@page { size: 780pt 1100pt; margin: 30pt }
body { font: 9pt/12pt "Noto Serif CJK SC" } h1 { font: bold 20pt/26pt "Noto Sans CJK SC"; margin: 0 }
p { text-indent: 2em; margin: 0; text-align: justify } section { columns: 6; column-gap: 12pt; margin-bottom: 16pt }"""


def composed() -> bytes:
    text = f"<p>{SENTENCE * 3}</p>" * 3
    articles = "".join(f"<h1>重点工程第{n}标段昨日开工</h1><section>{text}</section>" for n in range(1, 13))
    page: bytes = weasyprint.HTML(string=f"<style>{STYLE}</style>{articles}").write_pdf()
    return page


def main() -> None:
    files = [(name, Path(name).read_bytes()) for name in sys.argv[1:]] or [("composed", composed())]
    reading, whole, count = [], [], 0
    for round_number in range(ROUNDS):
        for name, data in files:
            start = time.process_time()
            pages = read(data, Source("s1", name, ""), ReadConfig())
            middle = time.process_time()
            for page in pages:
                segment(page, LayoutConfig())
            end = time.process_time()
            if round_number:  # the first round pays for imports
                reading.append((middle - start) / len(pages))
                whole.append((end - start) / len(pages))
                count += len(pages)
    alone, both = 1 / statistics.median(reading), 1 / statistics.median(whole)
    print(f"{count} pages: reading {alone:.1f} pages/s, with layout {both:.1f} pages/s")


if __name__ == "__main__":
    main()
