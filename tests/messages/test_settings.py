"""Settings, and the files they name."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from pathlib import Path

import pytest

from briefing.errors import RenderError
from briefing.render import email, engine, fonts

PAGE = "本报讯（记者 王一一）市长周明远主持召开市政府常务会议，研究\n安全生产工作。\n\n市政府召开常务会议\n"
DAY = ("--date", "2024-03-08")
ROW = '{"article": "会议召开，研究工作。会议要求抓好生产。"}'

SETTINGS = {
    "not valid TOML": "=",
    "is not a part of the settings": "[x]",
    "must be a table": "rank = 3",
    "is not a setting": "[rank]\nbudgett = 3",
    "must be a list, such as": "[compose]\nsections = 3",
    "must be a whole number": '[rank]\nbudget = "3"',
    "must be a number from 0": "[rank]\nbudget = -1",
    "must be text without the character U+0000": '[extract]\nroster = "a\\u0000"',
    "must be text in quotes or a table": "[deliver]\nrecipients = [3]",
}
# Settings of the build of a page; files beside it.
BUILT = {
    "is not a pattern": ('[extract]\nprotocol = ["("]', {}),
    "Give a CSV file with 姓名, 职务, 次序": ('[extract]\nroster = "no.csv"', {}),
    "stands twice. One row a person": ('[extract]\nroster = "r.csv"', {"r.csv": "周明远,市长\n周明远,书记\n"}),
    "Save the roster as CSV UTF-8": ('[extract]\nroster = "r.csv"', {"r.csv": b"\xff\xff\x00\x80"}),
    "empty. Give rows of 姓名": ('[extract]\nroster = "r.csv"', {"r.csv": "\n"}),
    "is not a name. Rows are": ('[extract]\nroster = "r.csv"', {"r.csv": "周明远,市长\n12,市长\n"}),
    "is not a whole number": ('[extract]\nroster = "r.csv"', {"r.csv": "周明远,市长,先\n"}),
    "is not a tokenizer": ('[rank]\ntokenizer = "x"', {}),
    'needs rank.tokenizer = "jieba"': ('[rank]\nuser_dictionary = "d.txt"', {"d.txt": "x"}),
    "cannot read the user dictionary": ('[rank]\ntokenizer = "jieba"\nuser_dictionary = "no.txt"', {}),
    "the user dictionary is not UTF-8": ('[rank]\ntokenizer = "jieba"\nuser_dictionary = "d.txt"', {"d.txt": b"\xff"}),
    "is not an entry. Write: word": ('[rank]\ntokenizer = "jieba"\nuser_dictionary = "d.txt"', {"d.txt": "a 1 n x\n"}),
    "is not an encoding": ('[read]\nencoding = "x"', {}),
    "cannot be decoded as": ('[read]\nencoding = "ascii"', {}),
    "read.max_megabytes lifts the limit": ("[read]\nmax_megabytes = 0", {}),
    "the page cannot hold what is required": (
        "[compose]\nrecipients = [" + ", ".join(f'"第{n}号单位的很长的名称"' for n in range(500)) + '\n]\n[render]\ntemplate = "redhead"', {},
    ),
}


@pytest.mark.parametrize("words", SETTINGS)
def test_a_setting_that_cannot_be_used(words, told):
    told(words, "config", "--config", "b.toml", files={"b.toml": SETTINGS[words]})


def test_settings_in_another_encoding(told):
    told("the settings are not UTF-8", "config", "--config", "b.toml", files={"b.toml": '[compose]\ntitle = "每日要情"'.encode("gbk")})


def test_settings_that_are_not_there(told):
    told("cannot read the settings", "config", "--config", "no.toml")


@pytest.mark.parametrize("words", BUILT)
def test_a_file_or_value_that_cannot_be_used(words, told):
    toml, files = BUILT[words]
    told(words, "build", "page.txt", *DAY, "--config", "b.toml", files={"page.txt": PAGE, "b.toml": toml, **files})


def test_an_encoding_of_html_and_the_pages_of_a_pdf(told, paper):
    settings = '[read]\nencoding = "x"\nmax_pages = 1'
    files = {"briefing.toml": settings, "a.html": "<html><p>市政府召开会议</p></html>", "a.pdf": paper.pdf("", "")}
    told("is not an encoding", "articles", "a.html", files=files)
    told("read.max_pages lifts the limit", "articles", "a.pdf")


def test_a_page_in_no_known_encoding(told):
    told("Save the page as UTF-8, or set read.encoding", "articles", "a.txt", files={"a.txt": bytes(range(128, 256)) * 40})


@cache
def shipped():
    return json.loads((resources.files("briefing.rank") / "weights" / "news.json").read_text(encoding="utf-8"))


WEIGHTS = {
    "cannot read the weights": None,
    "not weights:": "{",
    "not weights of this program": "{}",
    "weights for other features": {"columns": ["x"]},
    "finite numbers": {"mean": [1]},
    'every "scale" above 0': {"bias": "inf"},
    "damaged weights": {"letters": 3},
}


@pytest.mark.parametrize("words", WEIGHTS)
def test_weights_that_cannot_be_used(words, told, tmp_path):
    wrong = WEIGHTS[words]
    if wrong is not None:
        text = wrong if isinstance(wrong, str) else json.dumps({**shipped(), **wrong})
        (tmp_path / "w.json").write_text(text, encoding="utf-8")
    told(words, "summarise", "r.jsonl", "--weights", "w.json", files={"r.jsonl": ROW})


def test_a_library_that_is_not_installed(told, monkeypatch):
    import builtins

    real = builtins.__import__

    def lacking(name, *more):
        if name in ("textrank4zh", "pypdfium2"):
            msg = f"No module named {name!r}"
            raise ModuleNotFoundError(msg, name=name)
        return real(name, *more)

    monkeypatch.setattr(builtins, "__import__", lacking)
    import sys

    for name in ("textrank4zh", "pypdfium2", "briefing.render.png"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    told("needs the library textrank4zh", "build", "page.txt", *DAY, "--ranker", "textrank4zh", files={"page.txt": PAGE})
    told("a picture cannot be made", "build", "page.txt", *DAY, "--formats", "png")


TEMPLATES = {
    "base_pt, columns and metrics must be numbers": {"t/template.toml": 'base_pt = "x"'},
    "is not a measure": {"t/template.toml": "[metrics]\nnothing = 1"},
    "is a folder without any file of a template": {"t/page.txt": "x"},
    "cannot be used as the template's settings": {"t/template.toml": "="},
    "which is not there": {"t/masthead.html.j2": '{% include "no.j2" %}'},
    "cannot be read as a style sheet": {"t/brief.css": b"\xff"},
    "masthead.html.j2:1:": {"t/masthead.html.j2": "{% if %}"},
    "is undefined": {"t/masthead.html.j2": "{{ nothing }}"},
    "which measures the page": {"t/brief.html.j2": "<p>{{ brief.title }}</p>"},
}


@pytest.mark.parametrize("words", TEMPLATES)
def test_a_template_that_cannot_be_used(words, told, tmp_path):
    folder = str(tmp_path / "t")
    told(words, "build", "page.txt", *DAY, "--template", folder, files={"page.txt": PAGE, **TEMPLATES[words]})


def test_a_mail_that_cannot_be_arranged(told, monkeypatch):
    class Broken:
        def inline(self, _):
            raise email.css_inline.InlineError

    monkeypatch.setattr(email, "_inliner", lambda _: Broken())
    told("cannot be made into a mail", "build", "page.txt", *DAY, "--formats", "eml", files={"page.txt": PAGE})


def test_an_edited_brief_that_is_too_long(told, brief):
    data = json.loads(Path(brief).read_text(encoding="utf-8"))
    data["sections"] = data["sections"] * 9
    Path(brief).write_text(json.dumps(data), encoding="utf-8")
    told("pages with the template", "render", brief, "--formats", "pdf")


def test_a_brief_that_grew_beyond_its_page_is_fitted_anew(told, brief):
    data = json.loads(Path(brief).read_text(encoding="utf-8"))
    news = next(section for section in data["sections"] if section["name"] == "news")
    news["items"] = [{**item, "id": f"{item['id']}-{n}"} for n in range(60) for item in news["items"]]
    Path(brief).write_text(json.dumps(data), encoding="utf-8")
    told("未尽列：", "render", brief, "--formats", "pdf", code=0)


def test_a_machine_that_cannot_draw_the_page(told, monkeypatch, capsys):
    import builtins

    real = builtins.__import__

    def lacking(name, *more):
        if name == "weasyprint":
            print("a notice of its own, as WeasyPrint gives one")
            raise OSError
        return real(name, *more)

    files = {"page.txt": PAGE}
    with monkeypatch.context() as bare:
        bare.setattr(fonts, "_file", lambda: ("", 0))
        engine.engine.cache_clear()
        told("no font here draws Chinese", "build", "page.txt", *DAY, files=files)
    with monkeypatch.context() as bare:
        bare.setattr(builtins, "__import__", lacking)
        engine.engine.cache_clear()
        told("Pango or HarfBuzz is missing", "build", "page.txt", *DAY)
        with pytest.raises(RenderError, match="Pango"):
            engine.engine()
        assert capsys.readouterr().out == "", "standard output is for JSON"
    engine.engine.cache_clear()
