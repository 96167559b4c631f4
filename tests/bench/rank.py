"""How fast ranking is, side by side with the libraries of the field where they are installed.

    python tests/bench/rank.py [--quick]

Prints articles a second on articles of 560 characters, seconds on one text of 100,000, the growth from 1,000 to
100,000, peak memory and start-up time. The texts are sentences of the seed page in a seeded shuffle. sumy and jionlp
are skipped when missing. Processor time of one thread; all take turns, and of each article the least time of all
rounds counts, so that whatever else the machine does meanwhile falls on nobody alone.
"""

import os

for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

# ruff: noqa: E402 - threads are counted before numpy loads; each library loads where it is measured
import random
import re
import subprocess
import sys
import tempfile
import time
import warnings
from functools import cache
from pathlib import Path

SEED = Path(__file__).parents[2] / "seeds"


@cache
def sentences():
    """The sentences of the seed page, its hard line ends taken out; lines that are no running text stay behind."""
    page = "".join(path.read_text(encoding="utf-8") for path in sorted(SEED.glob("*.txt")))
    parts = re.split(r"(?<=。)", re.sub(r"\s+", "", page))
    return [part for part in parts if 15 <= len(part) <= 120]


def text_of(size, seed=1):
    """A text of `size` characters: sentences of the seed in a seeded shuffle, a paragraph every three or so."""
    drawn = random.Random(seed)
    out, count = [], 0
    while count < size:
        sentence = drawn.choice(sentences()) + ("\n" if drawn.random() < 0.3 else "")
        out.append(sentence)
        count += len(sentence)
    return "".join(out)[:size]


def ours(method):
    from briefing.config import RankConfig
    from briefing.rank import summarise_text

    config = RankConfig(method=method)
    return lambda text: summarise_text(text, config)


def textrank4zh():
    import networkx as nx
    from textrank4zh import TextRank4Sentence

    nx.from_numpy_matrix = nx.from_numpy_array  # here only: the library as its users run it

    def run(text):
        ranker = TextRank4Sentence()
        ranker.analyze(text=text, lower=True, source="all_filters")
        return ranker.get_key_sentences(num=3)

    return run


def sumy():
    import jieba
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
    from sumy.summarizers.lex_rank import LexRankSummarizer

    class Words:
        def to_words(self, sentence):
            return jieba.lcut(sentence)

    def run(text):
        words = Words()
        paragraphs = [
            Paragraph([Sentence(part + "。", words) for part in line.split("。") if part.strip()])
            for line in text.split("\n")
            if line.strip()
        ]
        return LexRankSummarizer()(ObjectDocumentModel(paragraphs), 3)

    return run


def jionlp():
    import jionlp

    return lambda text: jionlp.summary.extract_summary(text, summary_length=80)


PEERS = {"textrank4zh": textrank4zh, "sumy LexRank": sumy, "jionlp": jionlp}
OURS = ("learned", "blend", "textrank", "lexrank", "centroid", "lead")


def turns(runs, texts, rounds):
    """The least processor seconds of each text by each of `runs`: {name: [seconds]}; they take turns.

    A turn is all the texts one after another, as a day's paper is ranked.
    """
    least = {name: [float("inf")] * len(texts) for name in runs}
    for run in runs.values():
        run(texts[0])
    for number in range(rounds):
        # Whoever comes first finds a cold cache: each round begins with another one.
        names = list(runs)[number % len(runs) :] + list(runs)[: number % len(runs)]
        for name in names:
            for place, text in enumerate(texts):
                least[name][place] = min(least[name][place], seconds(runs[name], text))
    return least


def seconds(run, text):
    start = time.process_time()
    run(text)
    return time.process_time() - start


def peak_mib(code):
    # VmHWM, not getrusage: the latter begins with what the parent had when it forked.
    program = code + "\nprint([line for line in open('/proc/self/status') if line.startswith('VmHWM')][0].split()[1])"
    with tempfile.NamedTemporaryFile("w", suffix=".py", encoding="utf-8") as file:
        file.write(program)
        file.flush()
        done = subprocess.run([sys.executable, file.name], capture_output=True, text=True, check=True)
    return int(done.stdout.split()[-1]) // 1024


def start_up():
    """Wall and processor seconds of a fresh process that summarises one article, the best of five, and its program."""
    code = "from briefing.config import RankConfig\nfrom briefing.rank import summarise_text\n"
    code += f"summarise_text({text_of(560)!r}, RankConfig())"
    wall = worked = 9.0
    for _ in range(5):
        start, before = time.perf_counter(), os.times()
        subprocess.run([sys.executable, "-c", code], check=True)
        after = os.times()
        wall = min(wall, time.perf_counter() - start)
        user, system = after.children_user - before.children_user, after.children_system - before.children_system
        worked = min(worked, user + system)
    return wall, worked, code


def loaded():
    """Every ranker and every peer that is installed: {name: run}."""
    runs = {method: ours(method) for method in OURS}
    for name, load in PEERS.items():
        try:
            runs[name] = load()
        except ImportError as error:
            print(f"{name:14} skipped: {error.name} is not installed", flush=True)
    return runs


def main():
    warnings.simplefilter("ignore")
    quick = "--quick" in sys.argv
    articles = [text_of(560, seed) for seed in range(8 if quick else 20)]
    long = text_of(20_000 if quick else 100_000)
    runs = loaded()
    short = turns(runs, articles, 5 if quick else 12)
    # Warm by now. The peers take most of a minute each on the long text, so once must do for them.
    longs = {name: min(seconds(run, long) for _ in range(1 if name in PEERS else 3)) for name, run in runs.items()}
    for name, times in short.items():
        rate = len(times) / sum(times)
        print(f"{name:14}{rate:10.1f} articles/s{longs[name]:10.3f} s on {len(long):,} characters")
    for peer in (name for name in PEERS if name in short):
        each = sorted(theirs / own for own, theirs in zip(short["learned"], short[peer], strict=True))
        print(
            f"learned against {peer}: {sum(short[peer]) / sum(short['learned']):.1f} times on articles (by article "
            f"{each[0]:.1f} to {each[-1]:.1f}), {longs[peer] / longs['learned']:.0f} times on the long text"
        )
    run = runs["learned"]
    sizes = (1_000, 5_000, 20_000, 100_000)
    growth = (f"{size:,}: {min(seconds(run, text_of(size)) for _ in range(3)):.4f} s" for size in sizes)
    print("growth:", ", ".join(growth))
    wall, worked, code = start_up()
    big = code.rpartition("\n")[0] + f"\nsummarise_text({text_of(100_000)!r}, RankConfig())"
    print(
        f"start-up with one article: {worked:.2f} s of processor time, {wall:.2f} s by the clock; peak memory on 100,000 characters: {peak_mib(big)} MiB"
    )


if __name__ == "__main__":
    main()
