"""What can be typed wrong, and files that are not what a command needs."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest

import briefing.cli
from briefing.cli import main

PAGE = "本报讯（记者 王一一）市长周明远主持召开市政府常务会议，研究\n安全生产工作。\n\n市政府召开常务会议\n"
DAY = ("--date", "2024-03-08")
ROW = '{"article": "会议召开，研究工作。会议要求抓好生产。"}'
ARTICLE = {"id": "a1", "title": "市政府召开会议", "paragraphs": ["市长周明远主持召开会议，强调抓好生产。"]}


def articles(*rows, **more):
    return json.dumps({"schema": "articles/1", "date": "2024-03-08", "articles": list(rows), **more})


TYPED = {
    "`briefing --help` tells what can be typed": (["bulid"], {}),
    "not a day of the calendar": (["build", "page.txt", "--date", "2024-13-01"], {"page.txt": PAGE}),
    "does not exist. Give a page file": (["articles", "no.txt"], {}),
    "is not a regular file": (["articles", "/dev/null"], {}),
    "an INPUT is empty": (["articles", ""], {}),
    "not a path that can be read": (["articles", "x" * 5000], {}),
    "no INPUT given and no seeds/ here": (["build"], {}),
    "nothing readable in the folder": (["articles", "folder"], {"folder/a.doc": "x"}),
    "the file is empty": (["articles", "a.txt"], {"a.txt": ""}),
    "standard input is empty": (["articles", "-"], {}),
    "binary data, not the text of a page": (["articles", "a.txt"], {"a.txt": "\0\1\2" * 99}),
    "binary data, not an HTML page": (["articles", "a.html"], {"a.html": b"<html>" + b"\x81\x00\xff\x00\xfe" * 400}),
    "HTML without visible text": (["articles", "a.html"], {"a.html": "<html><script>x()</script></html>"}),
    "no text layer; recognise it (OCR) first": (["articles", "a.pdf"], {"a.pdf": b"image"}),
    "its fonts do not tell": (["articles", "a.pdf"], {"a.pdf": b"unknown"}),
    "damaged, or not a PDF file": (["articles", "a.pdf"], {"a.pdf": b"%PDF-1.5\nxxxxxxxxxxxxxx"}),
    "encrypted with a password": (["articles", "a.pdf"], {"a.pdf": b"locked"}),
    "no article found": (["build", "a.txt", *DAY], {"a.txt": "★ ☎ ————\n"}),
    "files could be read; the first": (["build", "a.txt", "b.txt"], {"a.txt": "", "b.txt": ""}),
    "Give the newspaper's date": (["build", "page.txt"], {"page.txt": PAGE}),
    "is not a ranker": (["build", "page.txt", "--ranker", "x"], {"page.txt": PAGE}),
    "two rankers can stand side by side": (["preview", "page.txt", "--ranker", "a,b,c"], {"page.txt": PAGE}),
    "there is no such story": (["preview", "page.txt", *DAY, "--article", "9"], {"page.txt": PAGE}),
    "neither a template nor a folder": (["build", "page.txt", *DAY, "--template", "x"], {"page.txt": PAGE}),
    "is not a format": (["build", "page.txt", "--formats", "x"], {"page.txt": PAGE}),
    "render.formats is empty": (["build", "page.txt", *DAY, "--formats", ","], {"page.txt": PAGE}),
    "Name another folder with --out": (["build", "page.txt", *DAY, "--out", "page.txt", "--formats", "json"], {"page.txt": PAGE}),
    "not an articles/1 document": (["facts", "a.json"], {"a.json": "{}"}),
    "not JSON (": (["facts", "a.json"], {"a.json": "{"}),
    'must be an object with an "id"': (["facts", "a.json"], {"a.json": articles(3)}),
    "two articles have the id": (["facts", "a.json"], {"a.json": articles(ARTICLE, ARTICLE)}),
    "must be text, not": (["facts", "a.json"], {"a.json": articles({**ARTICLE, "title": 3})}),
    "must be a list of texts": (["facts", "a.json"], {"a.json": articles({**ARTICLE, "paragraphs": 3})}),
    'must be "YYYY-MM-DD" or null': (["facts", "a.json"], {"a.json": articles(ARTICLE, date="gestern")}),
    "not UTF-8 text": (["facts", "a.json"], {"a.json": b"\xff\xfe{"}),
    "not UTF-8 JSON": (["render", "a.json"], {"a.json": b"\xff\xfe{"}),
    'instead of "brief/1"': (["explain", "a.json"], {"a.json": "{}"}),
    "not a whole brief": (["render", "a.json"], {"a.json": '{"schema": "brief/1"}'}),
    "send needs the brief": (["send"], {}),
    "cannot read the rows": (["summarise", "no.jsonl"], {}),
    "no rows": (["summarise", "a.jsonl"], {"a.jsonl": ""}),
    "Save the JSON lines as UTF-8": (["summarise", "a.jsonl"], {"a.jsonl": b"\xff\n"}),
    "Each line must be one object": (["summarise", "a.jsonl"], {"a.jsonl": "x"}),
    "must be an object in braces": (["summarise", "a.jsonl"], {"a.jsonl": "3"}),
    "Each row needs": (["summarise", "a.jsonl"], {"a.jsonl": "{}"}),
    "usable row": (["train", "a.jsonl", "--out", "w.json"], {"a.jsonl": '{"article": "会议召开。", "summary": "会议"}'}),
    "Name another file for the weights": (["train", "a.jsonl", "--out", "a.jsonl"], {"a.jsonl": ROW}),
}


@pytest.fixture
def papers(paper):
    """PDF files that cannot be read, by the words that stand for them above."""
    page = paper.pdf(paper.text(50, 700, 10, "锁住的字"))
    keys = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> >>"
    return {
        b"image": paper.pdf("0.5 g 0 0 300 300 re f"),
        b"unknown": paper.pdf(paper.text(50, 700, 10, "\ufffd" * 40)).replace(b"/UniGB-UCS2-H", b"/Identity-H"),
        b"locked": page.replace(b"/Root 1 0 R", b"/Root 1 0 R /ID [<00112233445566778899aabbccddeeff> <00>] " + keys),
    }


@pytest.mark.parametrize("words", TYPED)
def test_the_message_is_printed_as_listed(words, told, papers):
    arguments, files = TYPED[words]
    files = {name: papers.get(content, content) for name, content in files.items()}
    told(words, *arguments, files=files, only_line=arguments[0] != "train")


def test_learning_and_weights_that_cannot_be_written(told, seen):
    body = "全市会议召开，部署{n}项任务。会议指出，要抓好春耕。会议要求抓好落实。"
    rows = (json.dumps({"article": body.format(n=n), "summary": body.format(n=n)[:14]}) for n in range(12))
    words = "Name another place with --out"
    error = told(words, "train", "r.jsonl", "--out", "r.jsonl/w.json", files={"r.jsonl": "\n".join(rows)}, only_line=False)
    assert error.startswith("briefing: learning from 12 rows …\n")
    seen.words.add("briefing: learning from")


def test_bytes_that_are_text_in_no_encoding(told):
    told("binary data, not the text of a page", "articles", "a.txt", files={"a.txt": b"\x01\x02\xff\x80\x03" * 99})


def test_what_lies_in_a_folder_and_is_no_page(told):
    told("left aside, no pages", "articles", "pages", "--json", files={"pages/a.txt": PAGE, "pages/b.docx": "x"}, code=0)


def test_a_page_among_others_that_cannot_be_read(told):
    told("binary data", "articles", "a.txt", "b.txt", files={"a.txt": PAGE, "b.txt": "\0\1\2" * 99}, code=1)


def test_a_pdf_file_without_pages(told, papers, monkeypatch):
    import pypdfium2

    monkeypatch.setattr(pypdfium2.PdfDocument, "__len__", lambda _: 0)
    told("a PDF file without pages", "articles", "a.pdf", files={"a.pdf": papers[b"image"]})


def test_a_brief_that_is_not_there(told):
    told("cannot be read (No such file or directory). Give the brief.json", "render", "no.json")
    told("cannot be read (No such file or directory). Give a page file", "facts", "no.json")


def test_a_brief_that_is_not_json(told):
    told("not JSON (", "render", "a.json", files={"a.json": "{"})


def test_an_item_that_is_not_there(told, brief):
    told("no item", "explain", brief, "99")


def test_a_brief_that_was_edited(told, brief):
    Path(brief).write_text(Path(brief).read_text(encoding="utf-8").replace("每日要情", "今日要情"), encoding="utf-8")
    told("edited by hand since it was made", "build", "page.txt", *DAY)


def test_what_is_not_permitted(told, monkeypatch):
    def denied(*_, **__):
        raise PermissionError(13, "Permission denied")

    files = {"folder/page.txt": PAGE}
    with monkeypatch.context() as locked:
        locked.setattr(Path, "iterdir", denied)
        told("Check its permissions", "articles", "folder", files=files)
    with monkeypatch.context() as locked:
        locked.setattr(Path, "open", denied)
        told("Check its permissions", "articles", "folder/page.txt")


def test_what_was_left_out_and_what_is_doubtful_are_told(told):
    """Many notes: the first twelve are told, the rest counted; what does not fit on the page is counted too."""
    body = "第{n}届合唱节昨晚在{n}号剧场落幕，{n}支队伍登台，共{n}00名观众到场聆听，票房{n}万元，较去年增长{n}%。"
    rows = [{"id": f"a{n}", "title": f"第{n}届合唱节落幕", "paragraphs": [body.format(n=n) * 3]} for n in range(11, 50)]
    files = {"a.json": articles(*rows), "page.txt": PAGE, **{f"bad{n}.txt": "\0\1" * 99 for n in range(14)}}
    files["briefing.toml"] = "[compose]\nmax_news = 99\n"
    told("未尽列：", "build", "a.json", "--formats", "json", code=0, files=files, only_line=False)
    kept = Path("out/2024-03-08/brief.json")
    brief = json.loads(kept.read_text(encoding="utf-8"))
    for section in brief["sections"]:
        section["items"] = section["items"][:2]
    kept.write_text(json.dumps(brief, ensure_ascii=False), encoding="utf-8")
    told("版面有余，补回", "render", str(kept), "--formats", "pdf", code=0, only_line=False)
    files["briefing.toml"] = "[compose]\nmax_news = 9\n"
    error = told("未尽列：", "build", "a.json", "--formats", "json", "--force", code=0, files=files, only_line=False)
    assert "多于 9 篇（compose.max_news），略去 30 条" in error
    files["briefing.toml"] = "[compose]\nmax_news = 99\n"
    error = told("条，见 brief.json 的 notes", "build", ".", *DAY, "--formats", "json", code=1, only_line=False)
    assert "注意：未能读入：bad0.txt" in error


def test_progress_is_told(told, monkeypatch):
    files = {f"{n}.txt": PAGE for n in range(1, 11)}
    told("briefing: page 10/10", "articles", ".", code=0, files=files, only_line=False)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    told("10/10", "preview", ".", *DAY, code=0, only_line=False)
    told("binary data", "preview", ".", *DAY, code=1, files={"11.txt": "\0\1\2" * 99}, only_line=False)


@pytest.mark.parametrize(("words", "error", "code"), [
    ("internal fault", RuntimeError("odd"), 2), ("out of memory", MemoryError(), 2),
    ("standard output: No space left on device. Make room", OSError(28, os.strerror(28)), 2),
    ("stopped; earlier output is untouched", KeyboardInterrupt(), 130),
])
def test_what_can_end_any_command(told, monkeypatch, words, error, code):
    def fails(*_):
        raise error

    monkeypatch.setattr(briefing.cli, "import_module", lambda _: type("M", (), {"config": staticmethod(fails)}))
    told(words, "config", code=code)


def test_a_shell_that_is_not_known(told):
    told("invalid choice", "completion", "csh")
    assert main(["completion", "fish"], io.StringIO()) == 0
