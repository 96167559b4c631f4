"""Times the whole way against bare processes, in one run: start-up, a cold build, peak memory.

    python tests/bench/straight_way.py [RUNS]

Prints medians and ratios; each pair of commands runs in turn, so a drifting machine does not favour one.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parents[2]
BARE = "import sys, weasyprint; weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2])"


def seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, cwd=HERE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def compare(name: str, ours: list[str], theirs: list[str], runs: int) -> None:
    seconds(ours), seconds(theirs)
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(runs)]
    mine, other = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    print(f"{name:34} {mine * 1000:8.0f} ms  against {other * 1000:8.0f} ms  ratio {ratio:5.2f}  difference {(mine - other) * 1000:6.0f} ms")


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    python = sys.executable
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        build = [python, "-m", "briefing", "build", "seeds", "--out", str(out)]
        subprocess.run(build, check=True, cwd=HERE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        (html,) = out.glob("*/brief.html")
        compare("briefing --help / python -c pass", [python, "-m", "briefing", "--help"], [python, "-c", "pass"], runs)
        compare("build seeds/ / bare WeasyPrint", build, [python, "-c", BARE, str(html), str(out / "bare.pdf")], runs)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{'peak memory of any of them':34} {peak:8.0f} MiB")


if __name__ == "__main__":
    main()
