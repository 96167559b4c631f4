"""The seed page through the whole way, against approved outputs; `pytest --update-golden` writes them anew."""

import io
import json
import re
from pathlib import Path

import pytest

from briefing.cli import main

HERE = Path(__file__).parents[1]
GOLDEN = Path(__file__).parent / "golden"
SEED = "seeds/000_3e09763b4ffe5be6.txt"


def run(*arguments):
    out = io.StringIO()
    assert main(arguments, out) == 0
    return out.getvalue()


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    out = tmp_path_factory.mktemp("out")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(HERE)
        run("build", "seeds", "--out", str(out), "--formats", "pdf,html,json,txt,md")
        (folder,) = out.iterdir()
        texts = {f"brief.{form}": (folder / f"brief.{form}").read_text(encoding="utf-8") for form in ("json", "txt", "md", "html")}
        texts["articles.json"] = run("articles", "seeds", "--json")
        texts["facts.json"] = run("facts", "seeds", "--json")
    return folder, texts


@pytest.mark.parametrize("name", ["articles.json", "facts.json", "brief.json", "brief.txt", "brief.md", "brief.html"])
def test_the_seed_gives_what_was_approved(made, name, request):
    _, texts = made
    path = GOLDEN / name
    if request.config.getoption("--update-golden"):
        path.write_text(texts[name], encoding="utf-8")
    assert texts[name] == path.read_text(encoding="utf-8"), "read the difference, then pytest --update-golden"


def test_every_printed_word_stands_in_the_source_at_its_spans(made):
    page = (HERE / SEED).read_text(encoding="utf-8")
    brief = json.loads(made[1]["brief.json"])
    items = [item for section in brief["sections"] for item in section["items"]]
    assert len(items) > 15
    for item in items:
        for field in ("text", "detail"):
            for part in item["parts"][field]:
                at_spans = "".join(page[span["start"] : span["end"]] for span in part["spans"])
                assert at_spans == part["text"], (item["id"], part)
            assert item[field] == " ".join(part["text"] for part in item["parts"][field]), item["id"]


def test_every_printed_line_is_the_line_of_the_file(made):
    lines = (HERE / SEED).read_text(encoding="utf-8").split("\n")
    brief = json.loads(made[1]["brief.json"])
    printed = [line for section in brief["sections"] for item in section["items"] for line in item["printed"]]
    assert printed
    assert all(lines[line["line"] - 1] == line["text"] for line in printed)


def test_explain_needs_nothing_but_the_brief(made, tmp_path, monkeypatch):
    folder, _ = made
    monkeypatch.chdir(tmp_path)
    told = run("explain", str(folder / "brief.json"), "1")
    assert SEED.rsplit("/", maxsplit=1)[-1] in told
    assert re.search(r"^\s+\d+  .*", told, re.MULTILINE)


def test_the_pdf_is_one_page_and_the_same_again(made, tmp_path, monkeypatch):
    folder, _ = made
    monkeypatch.chdir(HERE)
    run("build", "seeds", "--out", str(tmp_path))
    (again,) = tmp_path.glob("*/brief.pdf")
    assert again.read_bytes() == (folder / "brief.pdf").read_bytes()
    import pypdfium2

    document = pypdfium2.PdfDocument(again)
    assert len(document) == 1
    document.close()
