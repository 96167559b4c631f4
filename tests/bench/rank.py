"""How fast ranking is, side by side with the libraries of the field where they are installed.

    python tests/bench/rank.py [--quick]

Prints articles a second on articles of 560 characters, seconds on one text of 100,000, the growth from 1,000 to
100,000, peak memory and start-up time. The texts are made up here from a seeded shuffle of invented clauses, so nothing
has to be downloaded. sumy and jionlp are skipped when missing.
"""

import random
import resource
import subprocess
import sys
import time
import warnings

SUBJECTS = ["市水务局", "市教育局", "临溪镇", "白沙街道", "全市商务系统", "市人大常委会", "青浦社区", "东陵区", "市统计局", "江州港"]
VERBS = ["召开工作会议", "启动专项行动", "公布最新数据", "完成年度任务", "推进重点项目", "印发实施方案", "举办专题活动", "加快补齐短板"]
TAILS = ["总投资{}亿元", "同比增长{}.2%", "惠及居民{}万人", "新建泵站{}座", "改造管网{}公里", "培训骨干{}人次", "比去年提前{}天完成"]
ENDS = ["各镇街要压实责任，一抓到底。", "下一步还将开展专项检查。", "群众满意度持续提高。", "有关负责人出席会议并讲话。", "这在全省尚属首次。"]


def text_of(size, seed=1):
    drawn = random.Random(seed)
    out, count = [], 0
    while count < size:
        sentence = f"{drawn.choice(SUBJECTS)}{drawn.choice(VERBS)}，{drawn.choice(TAILS).format(drawn.randint(2, 99))}，"
        sentence += drawn.choice(SUBJECTS) + drawn.choice(VERBS) + "，" + drawn.choice(ENDS)
        sentence += "\n" if drawn.random() < 0.3 else ""
        out.append(sentence)
        count += len(sentence)
    return "".join(out)[:size]


def ours(method):
    from briefing.config import RankConfig
    from briefing.rank import summarise_text

    config = RankConfig(method=method)
    return lambda text: summarise_text(text, config)


def textrank4zh():
    import networkx
    from textrank4zh import TextRank4Sentence

    networkx.from_numpy_matrix = networkx.from_numpy_array  # here only: the library as its users run it

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


def rate(run, texts):
    """Articles a processor second; the best of three rounds, for machines that are shared."""
    run(texts[0])
    best = 0.0
    for _ in range(3):
        start = time.process_time()
        for text in texts:
            run(text)
        best = max(best, len(texts) / (time.process_time() - start))
    return best


def seconds(run, text):
    start = time.process_time()
    run(text)
    return time.process_time() - start


def peak_mib(code):
    program = f"{code}\nimport resource\nprint(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return int(done.stdout.split()[-1])


def start_up():
    """Wall seconds of a fresh process that summarises one article; the best of five."""
    code = "from briefing.config import RankConfig\nfrom briefing.rank import summarise_text\n"
    code += f"summarise_text({text_of(560)!r}, RankConfig())"
    best = 9.0
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        best = min(best, time.perf_counter() - start)
    return best, code


def main():
    warnings.simplefilter("ignore")
    quick = "--quick" in sys.argv
    articles = [text_of(560, seed) for seed in range(20 if quick else 60)]
    long = text_of(20_000 if quick else 100_000)
    rates, longs = {}, {}
    for name, load in [*((method, lambda method=method: ours(method)) for method in OURS), *PEERS.items()]:
        try:
            run = load()
        except ImportError as error:
            print(f"{name:14} skipped: {error.name} is not installed", flush=True)
            continue
        rates[name] = rate(run, articles)
        longs[name] = seconds(run, long)
        print(f"{name:14}{rates[name]:10.1f} articles/s{longs[name]:10.3f} s on {len(long):,} characters", flush=True)
    if "textrank4zh" in rates:
        print(f"learned against textrank4zh: {rates['learned'] / rates['textrank4zh']:.1f} times on articles, "
              f"{longs['textrank4zh'] / longs['learned']:.0f} times on the long text")
    run = ours("learned")
    sizes = (1_000, 5_000, 20_000, 100_000)
    print("growth:", ", ".join(f"{size:,}: {min(seconds(run, text_of(size)) for _ in range(3)):.4f} s" for size in sizes))
    start, code = start_up()
    big = code.rpartition("\n")[0] + f"\nsummarise_text({text_of(100_000)!r}, RankConfig())"
    print(f"start-up with one article: {start:.2f} s; peak memory on 100,000 characters: {peak_mib(big)} MiB "
          f"(this process, libraries and all: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB)")


if __name__ == "__main__":
    main()
