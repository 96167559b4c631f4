"""Fuzz the whole program for as long as wanted.

    nice -n 19 python tests/fuzz/run.py [--inputs 200000] [--seed 1] [--only TARGET] [--state FOLDER]

Inputs are numbered, and the same seed and number give the same input, so a run can be stopped and taken up again: the
state folder keeps the counts, and each finding with its input. One worker at a time; a worker that dies (a library in C)
or hangs costs only itself. Ends with 1 if anything was found. `--one TARGET N` runs one input again, to look at it.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2])]
sys.dont_write_bytecode = True

BATCH, KEPT_EVERY = 10_000, 500
# A worker tells after each input; one that is silent for so long hangs where Python's signals do not reach.
SILENT_S = 300


def target_of(number, seed, only=""):
    """The target of an input, by the shares in TARGETS."""
    from mutate import dice_of
    from targets import TARGETS

    if only:
        return only
    names = list(TARGETS)
    return dice_of("target", seed, number).choices(names, [share for _, share in TARGETS.values()])[0]


def work(options):
    """Run inputs in this process; one JSON line for each."""
    from targets import TARGETS, prepare

    folder = Path(options.folder)
    prepare(folder)
    tempfile.tempdir = str(folder / "tmp")
    for number in range(options.start, options.start + options.count):
        name = target_of(number, options.seed, options.only)
        print(json.dumps({"number": number, "target": name}), flush=True)
        print(json.dumps({"number": number, **outcome(TARGETS[name][0], folder, name, options.seed, number)}), flush=True)


def outcome(target, folder, name, seed, number):
    """What came of one input: seconds, and the fault if there was one."""
    from guard import Fault
    from mutate import dice_of

    start = time.process_time()
    row = {}
    try:
        target(str(folder), dice_of(seed, name, number))
    except (Exception, Fault) as error:  # noqa: BLE001 - every fault is a finding
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "/briefing/" in frame.filename]
        place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
        row["fault"] = f"{type(error).__name__} at {place}: {str(error)[:200]}"
        row["trace"] = traceback.format_exc()[-6000:]
    return {"s": round(time.process_time() - start, 3), **row}


def drive(options):
    """Start workers until all inputs have been run; keep counts and findings."""
    state = Path(options.state)
    state.mkdir(parents=True, exist_ok=True)
    kept = state / f"counts-{options.seed}{options.only and '-' + options.only}.json"
    counts = json.loads(kept.read_text()) if kept.exists() else {"next": 0, "targets": {}, "faults": {}, "slowest": [0, 0, ""]}
    while counts["next"] < options.inputs:
        batch = min(BATCH, options.inputs - counts["next"])
        _batch(options, state, counts, batch, kept)
    for name, (runs, seconds) in sorted(counts["targets"].items()):
        print(f"{name:20} {runs:8} inputs {seconds:10.1f} s")
    for told, numbers in counts["faults"].items():
        print(f"{len(numbers)} times {told}: input {numbers[0]}")
    return 1 if counts["faults"] else 0


def _batch(options, state, counts, batch, kept):
    folder = state / "work"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    argv = [sys.executable, "-W", "ignore", __file__, "--worker", "--seed", str(options.seed), "--start", str(counts["next"])]
    argv += ["--count", str(batch), "--folder", str(folder), "--only", options.only]
    with (state / "stderr.txt").open("w") as said, subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=said, text=True) as worker:
        running = None
        for row in _rows(worker):
            if "target" in row:
                running = row
                continue
            _count(counts, running, row, folder, state)
            running = None
            if counts["next"] % KEPT_EVERY == 0:
                _keep(counts, kept)
        code = worker.wait()
    if running is not None:  # it died, or was ended, within this input
        told = f"worker ended ({code}) in {running['target']}"
        _count(counts, running, {"s": 0.0, "fault": told, "trace": (state / "stderr.txt").read_text()[-6000:]}, folder, state)
    elif code:
        sys.exit(f"the worker could not work: {(state / 'stderr.txt').read_text()[-2000:]}")
    _keep(counts, kept)


def _keep(counts, kept):
    kept.write_text(json.dumps(counts, ensure_ascii=False))
    print(f"{counts['next']} inputs, {len(counts['faults'])} kinds of fault, slowest {counts['slowest']}", flush=True)


def _rows(worker):
    """The lines of a worker; it is ended when it is silent too long."""
    import selectors

    with selectors.DefaultSelector() as ready:
        ready.register(worker.stdout, selectors.EVENT_READ)
        while True:
            if not ready.select(SILENT_S):
                worker.kill()
                return
            line = worker.stdout.readline()
            if not line:
                return
            yield json.loads(line)


def _count(counts, running, row, folder, state):
    number, name = running["number"], running["target"]
    counts["next"] = number + 1
    runs, seconds = counts["targets"].get(name, (0, 0.0))
    counts["targets"][name] = (runs + 1, round(seconds + row["s"], 3))
    counts["slowest"] = max(counts["slowest"], [row["s"], number, name])
    if "fault" in row:
        known = counts["faults"].setdefault(row["fault"].split(": ")[0] if " at " in row["fault"] else row["fault"], [])
        known.append(number)
        if len(known) <= 3:
            place = state / "findings" / f"{name}-{number}"
            shutil.copytree(folder / "in", place, dirs_exist_ok=True)
            (place / "fault.txt").write_text(row["fault"] + "\n\n" + row["trace"], errors="replace")
            print(f"{name} {number}: {row['fault']}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--inputs", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="one target")
    parser.add_argument("--state", default="out/fuzz")
    parser.add_argument("--one", nargs=2, metavar=("TARGET", "N"), help="run one input again")
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--start", type=int, default=0, help=argparse.SUPPRESS)
    parser.add_argument("--count", type=int, default=1, help=argparse.SUPPRESS)
    parser.add_argument("--folder", default="", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.worker:
        work(options)
        return 0
    if options.one:
        from targets import TARGETS, prepare

        prepare(Path(options.state) / "one")
        name, number = options.one
        row = outcome(TARGETS[name][0], Path(options.state) / "one", name, options.seed, int(number))
        print(row.get("trace", "no fault"), row["s"], "s")
        return "fault" in row
    return drive(options)


if __name__ == "__main__":
    sys.exit(main())
