"""Fuzz one target guided by coverage: inputs that reach new branches are kept and mutated on.

    pip install atheris
    python tests/fuzz/guided.py --target=text_facts --state=out/guided -- -runs=100000 -max_len=3000 -timeout=60

What follows `--` goes to libFuzzer. The input's bytes are the page, the rows, the settings or the JSON themselves, not
dice: so what coverage finds in them is kept. A fault ends the run with its input in the state folder.
"""

import argparse
import importlib
import json
import os
import pkgutil
import sys
import tempfile
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2])]
sys.dont_write_bytecode = True

# Target → file name and command; FOLDER is the state folder.
COMMANDS = {
    "text_facts": ("page.txt", ("facts", "FILE", "--json")),
    "html_facts": ("page.html", ("facts", "FILE", "--json")),
    "pdf_facts": ("page.pdf", ("facts", "FILE", "--json")),
    "article_facts": ("articles.json", ("facts", "FILE", "--json")),
    "rows_summarised": ("rows.jsonl", ("summarise", "FILE")),
    "settings_edited": ("briefing.toml", ("config", "--config", "FILE")),
    "brief_edited": ("brief.json", ("render", "FILE", "--formats=txt", "--out=FOLDER/out/g", "--force")),
}


def seeds(target, folder):
    """A few well-formed inputs to start from."""
    import targets

    made = {
        "text_facts": lambda: [each.encode() for each in targets.texts()[:40]],
        "html_facts": targets.html,
        "pdf_facts": lambda: targets.pdfs(folder)[1:],
        "article_facts": lambda: [json.dumps(each, ensure_ascii=False).encode() for each in targets.articles()[:20]],
        "rows_summarised": lambda: [each.encode() for each in targets.texts()[:40]],
        "settings_edited": lambda: [targets.settings().encode()],
        "brief_edited": lambda: [json.dumps(targets.brief(folder), ensure_ascii=False).encode()],
    }
    return made[target]()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--target", choices=COMMANDS, default="text_facts")
    parser.add_argument("--state", default="out/guided")
    parser.add_argument("fuzzer", nargs="*", help="flags of libFuzzer, after --")
    options = parser.parse_args()
    import atheris

    # Every module of the program, so that its branches count: most are imported only when a command needs them.
    with atheris.instrument_imports(include=["briefing"], enable_loader_override=False):
        import briefing

        for module in pkgutil.walk_packages(briefing.__path__, "briefing."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)
    import guard
    from targets import prepare

    folder = Path(options.state).resolve()
    prepare(folder)
    tempfile.tempdir = str(folder / "tmp")
    guard.LIMIT_S = 0  # libFuzzer keeps the time: -timeout
    name, command = COMMANDS[options.target]
    page = folder / "in" / name
    argv = [part.replace("FILE", str(page)).replace("FOLDER", str(folder)) for part in command]

    def once(data):
        if options.target == "rows_summarised":  # the article's own bytes: as JSON few would get past the quotes
            data = json.dumps({"article": data.decode("utf-8", "replace")}).encode()
        page.write_bytes(data)
        guard.run(argv, [folder / "out", folder / "tmp"])

    corpus = folder / f"corpus-{options.target}"
    if not corpus.exists():
        corpus.mkdir()
        for number, data in enumerate(seeds(options.target, str(folder))):
            (corpus / f"seed-{number}").write_bytes(data)
    atheris.Setup([sys.argv[0], *options.fuzzer, f"-artifact_prefix={folder}{os.sep}", str(corpus)], once)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
