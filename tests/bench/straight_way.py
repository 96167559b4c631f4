"""Times the whole way against bare processes, in one run: start-up, a cold build, eighty articles, further briefs, memory.

    PYTHONPATH=. python tests/bench/straight_way.py [RUNS]

Prints medians and ratios, of user time and by the wall clock; each pair of commands runs in turn, so a drifting
machine does not favour one. A bare process is WeasyPrint alone writing the same final HTML.
"""

from __future__ import annotations

import compileall
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parents[2]
BARE = "import sys, weasyprint; weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2])"
# So many briefs more in one process; what they add to one, shared out, is a further brief.
MORE = 6
FURTHER = """
import datetime as dt, sys
from briefing.config import Config
from briefing.pipeline import make_brief, make_edition, publish
for _ in range(int(sys.argv[2])):
    publish(make_brief(make_edition([sys.argv[1]], Config()), Config()), Config())
"""
EIGHTY = "本报讯（记者 林一舟）{day}日，{town}召开乡村道路建设现场会。镇长要求加快施工，全年完成道路{km}公里，同比增长{rate}%。各村要按时完工，确保群众出行安全。"


def spent(command: list[str]) -> tuple[float, float, float]:
    """Return user seconds, wall seconds and peak memory in MiB of a command."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=HERE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"failed: {' '.join(command)}")
    return usage.ru_utime, time.perf_counter() - start, usage.ru_maxrss / 1024


def compare(name: str, ours: list[str], theirs: list[str], runs: int) -> None:
    spent(ours), spent(theirs)
    pairs = [(spent(ours), spent(theirs)) for _ in range(runs)]
    user, wall = (statistics.median(a[at] / max(b[at], 1e-6) for a, b in pairs) for at in (0, 1))
    mine, other = (statistics.median(side[0] for side in column) for column in zip(*pairs, strict=True))
    peak = max(a[2] for a, _ in pairs)
    print(
        f"{name:34} user {mine:6.2f} s against {other:6.2f} s: {user:5.2f} times; wall {wall:5.2f} times; peak {peak:4.0f} MiB"
    )


def eighty(folder: Path) -> Path:
    """Write a page of eighty short articles with invented names."""
    page = folder / "2024-03-08.txt"
    towns = [f"{a}{b}镇" for a in "东西南北上下前后新旧" for b in "山河湖塘坪岭湾桥"]
    articles = (
        f"{town}道路建设提速\n\n" + EIGHTY.format(day=1 + n % 28, town=town, km=20 + n, rate=1 + n % 9)
        for n, town in enumerate(towns)
    )
    page.write_text("\n\n\n".join(articles), encoding="utf-8")
    return page


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    python = sys.executable
    # As ./run leaves the package, and pip WeasyPrint: compiled.
    compileall.compile_dir(HERE / "briefing", quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        build = [python, "-m", "briefing", "build", "--force", "--out"]
        seed = [*build, str(out / "seed"), "seeds"]
        many = [*build, str(out / "many"), str(eighty(out))]
        spent(seed), spent(many)
        bare = {
            name: [python, "-c", BARE, str(next((out / name).glob("*/brief.html"))), str(out / "bare.pdf")]
            for name in ("seed", "many")
        }
        compare("briefing --help / python -c pass", [python, "-m", "briefing", "--help"], [python, "-c", "pass"], runs)
        compare("build seeds/ / bare", seed, bare["seed"], runs)
        compare("build of eighty articles / bare", many, bare["many"], runs)
        page = next(str(path) for path in (HERE / "seeds").iterdir() if path.suffix == ".txt")
        further, alone = [], []
        for _ in range(runs):
            one, all_of = (spent([python, "-c", FURTHER, page, str(count)])[0] for count in (1, 1 + MORE))
            further.append((all_of - one) / MORE)
            alone.append(spent(bare["seed"])[0])
        ratio = statistics.median(mine / other for mine, other in zip(further, alone, strict=True))
        mine, other = statistics.median(further), statistics.median(alone)
        print(f"{'each further brief / bare':34} user {mine:6.2f} s against {other:6.2f} s: {ratio:5.2f} times")


if __name__ == "__main__":
    main()
