"""What is fuzzed: each target turns dice into an input, writes it and runs a command over it."""

import json
import os
import re
from functools import cache
from pathlib import Path

from guard import Fault, run
from mutate import json_bytes, mutated_bytes, mutated_json, mutated_text, mutated_toml

ROOT = Path(__file__).parents[2]
DATE = "--date=2024-03-08"
DAY = "2024-03-08"
_HOSTILE = "<img src=x onerror=alert(1)>{{7*7}}{% for %}\r\nBcc: a@b.c \u202e../../x & “ ' \" ]]> \x00"


@cache
def texts():
    """Pages as text dumps: the seed and our own, whole and in pieces that are quick to read."""
    pages = [path.read_text(encoding="utf-8") for path in sorted(ROOT.glob("seeds/*.txt"))]
    pages += [path.read_text(encoding="utf-8") for path in sorted(ROOT.glob("tests/quality/pages/*.txt"))]
    return tuple(page[start : start + 500] for page in pages for start in range(0, len(page), 400))


@cache
def html():
    return tuple(path.read_bytes() for path in sorted(ROOT.glob("tests/read/html/*.html")))


@cache
def articles():
    """The articles of our own gold pages, in small sets."""
    sets = []
    for path in sorted(ROOT.glob("tests/quality/facts/*.articles.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        sets += [{**data, "articles": [article]} for article in data["articles"]]
    return tuple(sets)


@cache
def settings():
    return run(["config"], ())[1]


@cache
def brief(folder):
    """A brief.json made once, as an object, with a few items a section."""
    page = Path(folder) / "in" / "first.txt"
    page.write_text("".join(texts()[:6]), encoding="utf-8")
    code, _, said = run(["build", page, DATE, "--formats=json", f"--out={folder}/out/first"], [f"{folder}/out", f"{folder}/tmp"])
    assert code == 0, said
    return json.loads((Path(folder) / "out" / "first" / DAY / "brief.json").read_text(encoding="utf-8"))


@cache
def pdfs(folder):
    """Two PDF files: the brief of a page, as WeasyPrint writes it, and a bare one by hand."""
    page = Path(folder) / "in" / "first.txt"
    brief(folder)
    run(["build", page, DATE, "--formats=pdf", f"--out={folder}/out/pdf"], [f"{folder}/out", f"{folder}/tmp"])
    made = (Path(folder) / "out" / "pdf" / DAY / "brief.pdf").read_bytes()
    stream = b"BT /F1 12 Tf 20 100 Td (Hello, page 12%) Tj ET"
    bare = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F1<</Type/Font"
        b"/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n4 0 obj<</Length " + str(len(stream)).encode() + b">>stream\n"
        + stream + b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )
    return made, bare


def _write(folder, name, data):
    path = Path(folder) / "in" / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8", "replace"))
    return path


def _run(folder, *argv):
    return run(argv, [f"{folder}/out", f"{folder}/tmp"])


def _is_json(code, out):
    if code == 0:
        json.loads(out)
    elif out:
        msg = f"exit code {code}, yet something was printed: {out[:80]!r}"
        raise Fault(msg)


def text_facts(folder, dice):
    """A text dump as bytes or as text → articles or facts."""
    seed = dice.choice(texts())[: dice.choice((60, 120, 250, 500))]
    if dice.random() < 0.35:
        data = mutated_bytes(seed.encode(dice.choice(("utf-8", "gb18030", "utf-16", "big5")), "replace"), dice)
    else:
        data = mutated_text(seed, dice, texts())
    path = _write(folder, "page.txt", data)
    code, out, _ = _run(folder, dice.choice(("facts", "facts", "articles")), path, "--json")
    _is_json(code, out)


def text_brief(folder, dice):
    """A text dump → a whole brief, but for drawing it."""
    path = _write(folder, "page.txt", mutated_text(dice.choice(texts()), dice, texts()))
    options = [DATE] if dice.random() < 0.8 else []
    formats = dice.choice(("txt", "md", "json", "txt,json", "html"))
    _run(folder, "build", path, *options, f"--formats={formats}", f"--out={folder}/out/b", "--force")


def html_facts(folder, dice):
    """A digital edition's page → facts."""
    data = mutated_bytes(dice.choice(html()), dice, html())
    path = _write(folder, dice.choice(("page.html", "page.txt")), data)
    _is_json(*_run(folder, dice.choice(("facts", "articles")), path, "--json")[:2])


def pdf_facts(folder, dice):
    """A PDF page → facts."""
    path = _write(folder, "page.pdf", mutated_bytes(dice.choice(pdfs(folder)), dice, pdfs(folder)))
    _is_json(*_run(folder, dice.choice(("facts", "articles")), path, "--json")[:2])


def article_facts(folder, dice):
    """articles/1 as JSON, edited → facts."""
    path = _write(folder, "articles.json", json_bytes(mutated_json(dice.choice(articles()), dice), dice))
    _is_json(*_run(folder, "facts", path, "--json")[:2])


def brief_edited(folder, dice):
    """A brief.json, edited → every cheap output, explain, a letter."""
    path = _write(folder, "brief.json", json_bytes(mutated_json(brief(folder), dice), dice))
    if dice.random() < 0.3:
        _run(folder, "explain", path)
    else:
        formats = dice.choice(("txt", "md", "json", "html", "eml"))
        _run(folder, "render", path, f"--formats={formats}", f"--out={folder}/out/r", "--force")


def settings_edited(folder, dice):
    """Settings → config, and a small brief by them."""
    path = _write(folder, "briefing.toml", mutated_toml(settings(), dice))
    if dice.random() < 0.5:
        _run(folder, "config", "--config", path)
        return
    page = _write(folder, "page.txt", dice.choice(texts()))
    _run(folder, "build", page, DATE, "--config", path, "--formats=txt", f"--out={folder}/out/s", "--force")


def rows_summarised(folder, dice):
    """JSON lines → summaries by any ranker."""
    lines = []
    for _ in range(dice.choice((1, 1, 2))):
        article = dice.choice(texts())[: dice.choice((60, 250, 500))]
        row = {"id": "1", "title": dice.choice(texts())[:20], "article": mutated_text(article, dice, texts())}
        lines.append(json_bytes(mutated_json(row, dice) if dice.random() < 0.2 else row, dice))
    path = _write(folder, "rows.jsonl", b"\n".join(lines))
    ranker = dice.choice(("learned", "learned", "learned", "blend", "textrank", "lexrank", "centroid", "lead"))
    budget = dice.choice((1, 8, 40, 80, 110, 5000))
    code, out, _ = _run(folder, "summarise", path, f"--ranker={ranker}", f"--budget={budget}")
    if code == 0:
        for line in out.rstrip("\n").split("\n"):
            json.loads(line)


def words_in_templates(folder, dice):
    """Hostile words in every place of a brief → outputs in which they are words: no element, no header, no path."""
    data = brief(folder)
    path = _write(folder, "brief.json", json_bytes(_filled(data, dice), dice))
    formats = dice.choice(("html", "eml", "md", "html"))
    template = dice.choice(("default", "plain", "redhead"))
    code, out, _ = _run(folder, "render", path, f"--formats={formats}", f"--template={template}", f"--out={folder}/out/t", "--force")
    if code != 0:
        return
    for name in out.splitlines():  # forms that an earlier input left there are made again, too
        made = Path(name).read_bytes()
        if name.endswith(".html") and b"<img src=x" in made:
            told = "words of the page became an element"
            raise Fault(told)
        if name.endswith(".md") and re.search(rb"(?<!\\)<img src=x", made):
            told = "words of the page became an element of Markdown"
            raise Fault(told)
        if name.endswith(".eml") and b"\nBcc:" in made.partition(b"\r\n\r\n")[0]:
            told = "words of the page became a header"
            raise Fault(told)


def template_edited(folder, dice):
    """A template of one's own, broken in its files → a refusal that names the place, or a page."""
    home = Path(folder) / "in" / "mine"
    for old in home.glob("*") if home.exists() else ():
        old.unlink()
    home.mkdir(exist_ok=True)
    source = dice.choice(sorted(path for path in (ROOT / "templates" / "default").iterdir() if path.is_file()))
    (home / source.name).write_text(mutated_text(source.read_text(encoding="utf-8"), dice), encoding="utf-8", errors="replace")
    path = _write(folder, "brief.json", json.dumps(brief(folder)))
    formats = dice.choice(("html", "md", "eml"))
    _run(folder, "render", path, f"--formats={formats}", f"--template={home}", f"--out={folder}/out/m", "--force")


def page_drawn(folder, dice):
    """A text dump or an edited brief → a PDF. Dear: half a second each."""
    if dice.random() < 0.5:
        path = _write(folder, "page.txt", mutated_text(dice.choice(texts()), dice, texts()))
        _run(folder, "build", path, DATE, "--formats=pdf", f"--out={folder}/out/p", "--force")
    else:
        path = _write(folder, "brief.json", json_bytes(_filled(brief(folder), dice), dice))
        _run(folder, "render", path, "--formats=pdf", f"--out={folder}/out/p", "--force")


def _filled(value, dice):
    """The brief with some of its printed words replaced by hostile ones."""
    if isinstance(value, dict):
        return {key: _filled(each, dice) for key, each in value.items()}
    if isinstance(value, list):
        return [_filled(each, dice) for each in value]
    if isinstance(value, str) and dice.random() < 0.1:
        return dice.choice((_HOSTILE, value + _HOSTILE, mutated_text(value, dice)))
    return value


# Target → share of all inputs, in thousandths: cheap ones are many, drawing is rare.
TARGETS = {
    "text_facts": (text_facts, 250),
    "rows_summarised": (rows_summarised, 250),
    "article_facts": (article_facts, 250),
    "settings_edited": (settings_edited, 100),
    "brief_edited": (brief_edited, 60),
    "html_facts": (html_facts, 30),
    "pdf_facts": (pdf_facts, 30),
    "text_brief": (text_brief, 15),
    "words_in_templates": (words_in_templates, 8),
    "template_edited": (template_edited, 5),
    "page_drawn": (page_drawn, 2),
}


def prepare(folder):
    """Make the folders of a run; temporary files of libraries go to a place that is watched too."""
    for name in ("in", "out", "tmp"):
        (Path(folder) / name).mkdir(parents=True, exist_ok=True)
    os.environ["TMPDIR"] = f"{folder}/tmp"
