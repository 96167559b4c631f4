import io
import json
import re
from pathlib import Path

import pytest

from briefing.cli import main

SEED = str(Path(__file__).parents[2] / "seeds")
PAGE = """本报讯（记者 王一一）3月8日上午，市长周明远主持召开市政府常务
会议，研究安全生产工作。副市长李建国、市政府秘书长陈立参加会议。
周明远强调，要压实责任，抓好隐患排查，确保群众生命财产安全。

周明远主持召开市政府常务会议
压实安全生产责任
"""


def run(*arguments):
    out = io.StringIO()
    code = main(arguments, out)
    return code, out.getvalue()


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "2024-03-09.txt"
    path.write_text(PAGE, encoding="utf-8")
    return str(path)


def test_articles_prints_the_contract(page):
    code, out = run("articles", page, "--json")
    document = json.loads(out)
    assert code == 0
    assert (document["schema"], document["date"]) == ("articles/1", "2024-03-09")
    article = document["articles"][0]
    assert {"id", "kind", "parent", "title", "kicker", "subheads", "byline", "reporters", "paragraphs", "body"} <= set(article)
    assert article["title"] == "压实安全生产责任"
    assert article["kicker"] == "周明远主持召开市政府常务会议"
    assert article["byline"] == "本报讯（记者 王一一）"
    assert article["body"] == "\n".join(article["paragraphs"])
    assert document["sources"][0]["path"] == page


def test_facts_reads_pages_and_kept_articles_alike(page, tmp_path):
    _, articles = run("articles", page, "--json")
    kept = tmp_path / "kept.json"
    kept.write_text(articles, encoding="utf-8")
    direct, again = (json.loads(run("facts", path, "--json")[1]) for path in (page, str(kept)))
    assert direct["schema"] == again["schema"] == "facts/1"
    for kind in ("activities", "figures", "lists", "documents"):
        bare = [[{k: v for k, v in fact.items() if k not in ("spans", "article")} for fact in d[kind]] for d in (direct, again)]
        assert bare[0] == bare[1]


def test_facts_stand_at_their_spans(page):
    text = Path(page).read_text(encoding="utf-8")
    for activity in json.loads(run("facts", page, "--json")[1])["activities"]:
        printed = ["".join(text[s["start"] : s["end"]].split()) for s in activity["spans"]]
        assert activity["person"] in "".join(printed)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["articles", "no/such.txt"], "no/such.txt: does not exist"),
        (["build", SEED, "--ranker", "textrnk"], 'Did you mean "textrank"?'),
        (["build", SEED, "--date", "2024-13-01"], "not a day of the calendar"),
        (["build", SEED, "--formats", "pdf,htm"], 'Did you mean "html"?'),
        (["build", SEED, "--template", "defualt"], 'Did you mean "default"?'),
        (["build", SEED, "--config", "no.toml"], "cannot read the settings"),
        (["explain", "no.json", "1"], "no.json: cannot be read"),
        (["render", "no.json"], "no.json: cannot be read"),
        (["summarise", "no.jsonl"], "no.jsonl: cannot read the rows"),
        (["preview", SEED, "--ranker", "lead,lexrank,textrank"], "two rankers"),
    ],
)
def test_a_wrong_word_gets_one_clear_line_and_code_2(arguments, words, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(arguments, io.StringIO()) == 2
    error = capsys.readouterr().err
    assert words in error
    assert "Traceback" not in error
    assert len(error.strip().splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_page_without_full_date_asks_for_it(tmp_path, capsys):
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    assert main(["build", str(path), "--out", str(tmp_path / "out")], io.StringIO()) == 2
    assert "--date YYYY-MM-DD" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_folder_without_pages_and_a_page_without_articles_are_told(tmp_path, capsys):
    assert main(["build", str(tmp_path), "--out", str(tmp_path / "out")], io.StringIO()) == 2
    assert "nothing readable" in capsys.readouterr().err
    (tmp_path / "2024-03-08.txt").write_text("★ ☎ ————\n", encoding="utf-8")
    assert main(["build", str(tmp_path), "--out", str(tmp_path / "out")], io.StringIO()) == 2
    assert "no article found" in capsys.readouterr().err


def test_one_bad_page_among_good_ones_is_told_and_the_rest_is_done(page, tmp_path, capsys):
    (tmp_path / "bad.txt").write_bytes(bytes(range(256)) * 9)
    code, out = run("articles", str(tmp_path))
    assert code == 1
    assert len(json.loads(out)["articles"]) == 1
    assert "bad.txt: binary" in capsys.readouterr().err


def test_config_prints_what_it_can_read_again(tmp_path):
    code, out = run("config")
    path = tmp_path / "briefing.toml"
    path.write_text(out, encoding="utf-8")
    assert code == 0
    assert run("config", "--config", str(path)) == (0, out)


@pytest.mark.parametrize("command", ["build", "render", "preview", "articles", "facts", "summarise", "explain", "send", "morning", "train"])
def test_every_command_tells_its_flags(command, capsys):
    assert main([command, "--help"], io.StringIO()) == 0
    assert re.search(r"usage: briefing " + command, capsys.readouterr().out)


def test_summarise_prints_one_row_for_each(tmp_path):
    path = tmp_path / "rows.jsonl"
    body = "会议召开，研究全年工作。会议指出，要抓好春耕生产，落实惠农政策。会议要求，各地要加强田间管理，保障粮食安全。"
    path.write_text("\n".join(json.dumps({"id": str(n), "title": "", "article": body}, ensure_ascii=False) for n in range(3)), encoding="utf-8")
    code, out = run("summarise", str(path), "--budget", "20")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [row["id"] for row in rows] == ["0", "1", "2"]
    assert all("".join(row["sentences"]) and all(s in body for s in row["sentences"]) for row in rows)


def test_the_brief_is_kept_whatever_the_formats_and_no_form_is_left_of_an_earlier_run(page, tmp_path):
    out = tmp_path / "out"
    assert run("build", page, "--out", str(out), "--formats", "html,md")[0] == 0
    folder = out / "2024-03-09"
    assert {each.name for each in folder.iterdir()} == {"brief.html", "brief.md", "brief.json"}
    Path(page).write_text(PAGE.replace("安全生产", "防汛抗旱"), encoding="utf-8")
    code, printed = run("build", page, "--out", str(out), "--formats", "txt")
    assert code == 0
    assert {Path(line).name for line in printed.splitlines()} == {"brief.html", "brief.md", "brief.json", "brief.txt"}
    for each in folder.iterdir():
        text = each.read_text(encoding="utf-8")
        assert "防汛抗旱" in text
        assert "安全生产" not in text


def test_an_edited_brief_is_not_overwritten_whatever_the_formats(page, tmp_path, capsys):
    out = tmp_path / "out"
    assert run("build", page, "--out", str(out), "--formats", "json")[0] == 0
    kept = out / "2024-03-09" / "brief.json"
    edited = kept.read_text(encoding="utf-8").replace("压实安全生产责任", "压紧安全生产责任")
    kept.write_text(edited, encoding="utf-8")
    assert run("build", page, "--out", str(out), "--formats", "txt")[0] == 2
    assert "edited by hand" in capsys.readouterr().err
    assert kept.read_text(encoding="utf-8") == edited
    assert run("render", str(kept), "--formats", "txt")[0] == 0
    assert "压紧安全生产责任" in (kept.parent / "brief.txt").read_text(encoding="utf-8")
    assert kept.read_text(encoding="utf-8") == edited


def test_the_version_is_told_where_nothing_is_installed(capsys):
    assert main(["--version"]) == 0
    assert re.fullmatch(r"briefing \d+\.\d+\.\d+\n", capsys.readouterr().out)


def test_a_brief_that_outgrew_its_page_is_fitted_for_a_pdf_left_there_too(tmp_path, capsys):
    out = tmp_path / "out"
    assert run("build", SEED, "--out", str(out), "--formats", "pdf")[0] == 0
    kept = out / "2024-03-08" / "brief.json"
    brief = json.loads(kept.read_text(encoding="utf-8"))
    story = next(section for section in brief["sections"] if section["name"] == "news")["items"][0]
    story["detail"] += "各镇街要抓紧落实，每周报告一次进度。" * 14
    kept.write_text(json.dumps(brief, ensure_ascii=False), encoding="utf-8")
    capsys.readouterr()
    code, printed = run("render", str(kept), "--formats", "txt")
    assert (code, capsys.readouterr().err.startswith("未尽列：")) == (0, True)
    assert {Path(line).name for line in printed.splitlines()} == {"brief.txt", "brief.pdf"}
