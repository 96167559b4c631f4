"""What is wrong gets one line and code 2; nothing is written, nothing earlier is touched."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import briefing.cli
from briefing.cli import main

ROOT = Path(__file__).parents[2]
ARTICLE = {"id": "a1", "title": "市政府召开会议", "paragraphs": ["市长周明远主持召开会议，强调抓好生产。"]}


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def refused(capsys, *arguments):
    """Return the one line a refused call prints."""
    capsys.readouterr()
    assert main(list(arguments), io.StringIO()) == 2
    error = capsys.readouterr().err
    assert len(error.strip("\n").split("\n")) == 1
    assert len(error) < 700
    return error


def keep(name, value):
    Path(name).write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    return name


def run_closed(redirection, *arguments, data=b""):
    line = f'exec "$@" {redirection}'
    command = ["sh", "-c", line, "_", sys.executable, "-m", "briefing", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, input=data, capture_output=True, env=environment, check=False)


@pytest.mark.parametrize("name", ["two\nlines.txt", "bell\x07 and \x1b[31mred.txt", "right\u202eleft.txt", "n\0l.txt"])
def test_a_name_with_control_characters_stays_on_one_line_and_is_not_obeyed(name, capsys):
    error = refused(capsys, "articles", name)
    assert "does not exist" in error
    assert error.rstrip("\n").isprintable()


def test_a_message_quotes_only_so_much(capsys):
    assert "…" in refused(capsys, "articles", "长" * 5000)
    kept = keep("a.json", {"schema": "articles/1", "date": "9" * 9999, "articles": []})
    assert "YYYY-MM-DD" in refused(capsys, "facts", kept)


def test_an_empty_argument_does_not_mean_the_folder_one_stands_in(capsys):
    Path("2024-03-08.txt").write_text("本报讯 会议召开。", encoding="utf-8")
    assert "an INPUT is empty" in refused(capsys, "articles", "")


@pytest.mark.parametrize(("typed", "words"), [
    (["bulid"], "bulid"), (["build", "--foo"], "--foo"), ([], "COMMAND"), (["summarise", "x", "--budget", "no"], "no"),
])
def test_what_is_typed_wrong_gets_one_line_and_the_way_to_help(typed, words, capsys):
    error = refused(capsys, *typed)
    assert words in error
    assert "--help` tells what can be typed" in error


@pytest.mark.parametrize("kind", ["articles", "preview", "build"])
def test_halves_of_surrogate_pairs_become_the_replacement_character(kind, capsys):
    path = keep("a.json", {"schema": "articles/1", "date": "2024-03-08", "articles": [
        {**ARTICLE, "id": "a\ud800", "title": "会\udfff议", "paragraphs": ["会议\ud800召开，抓好\udc00生产。"] * 3}]})
    out = io.StringIO()
    arguments = [kind, path, *(["--formats", "json,html,md,txt"] if kind == "build" else [])]
    assert (main(arguments, out), capsys.readouterr().err.count("fault")) == (0, 0)
    if kind == "build":
        assert main(arguments, out) == 0, "the brief it wrote is not taken for an edited one"
    elif kind == "articles":
        assert json.loads(out.getvalue())["articles"][0]["title"] == "会\ufffd议"


def test_a_file_name_that_is_no_text_can_be_briefed_twice(tmp_path):
    page = os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe2024-03-08.txt")
    Path(page).write_text((next((ROOT / "seeds").glob("*.txt"))).read_text(encoding="utf-8"), encoding="utf-8")
    for _ in range(2):
        assert main(["build", page, "--formats", "json,md", "--date", "2024-03-08"], io.StringIO()) == 0


def test_rows_from_standard_input_are_told_as_such(capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"article": 1}\n')))
    assert refused(capsys, "summarise", "-").startswith('briefing: -, line 1: "article" must be text')
    monkeypatch.setattr(sys, "stdin", None)
    assert "-: no rows" in refused(capsys, "summarise", "-")
    assert "standard input is empty" in refused(capsys, "build", "-")


def test_deeply_nested_rows_are_no_rows(capsys):
    assert "not JSON" in refused(capsys, "summarise", keep("rows.jsonl", "[" * 100_000))
    assert "not JSON" in refused(capsys, "facts", keep("a.json", "[" * 100_000))


@pytest.mark.parametrize(("toml", "words"), [
    ("[rank]\nbudget = -1", "rank.budget"), (f"[rank]\nbudget = {'9' * 400}", "rank.budget"),
    ("[deliver]\ndeadline_minutes = inf", "a number from 0"), ("[rank]\ntitle_overlap = nan", "a number from 0"),
    ("a = " + "[" * 100_000, "not valid TOML"), (f"a = {'9' * 9999}", "not valid TOML"),
    ('[extract]\nroster = "a\\u0000b"', "U+0000"),
])
def test_a_setting_that_can_mean_nothing_is_refused(toml, words, capsys):
    assert words in refused(capsys, "config", "--config", keep("b.toml", toml))


def test_a_budget_beyond_measure_is_refused(capsys):
    rows = keep("rows.jsonl", '{"article": "会议召开。"}')
    assert "--budget" in refused(capsys, "summarise", rows, "--budget", "9" * 400)


@pytest.mark.parametrize(("redirection", "code"), [(">&-", 0), ("2>&-", 0), (">/dev/full", 2), ("| head -c 1", 0)])
def test_closed_full_and_broken_outputs_end_quietly(redirection, code):
    done = run_closed(redirection, "config")
    assert done.returncode == code
    assert b"Traceback" not in done.stderr
    assert (b"No space left" in done.stderr) == (code == 2)


@pytest.mark.parametrize("command", ["build", "send", "morning"])
def test_files_that_cannot_grow_end_in_one_line_and_leave_nothing_half_written(command, tmp_path):
    """No file may have more than 2 kB, as on a disk that is full: what was begun is taken away again."""
    keep("2024-03-08.txt", next((ROOT / "seeds").glob("*.txt")).read_text(encoding="utf-8"))
    keep("briefing.toml", '[deliver]\nsender = "a@example.org"\nrecipients = ["b@example.org"]\nattach_pdf = false\n')
    assert main(["build", "2024-03-08.txt", "--out", "kept", "--formats", "json"], io.StringIO()) == 0
    arguments = {
        "build": ["build", "2024-03-08.txt", "--formats", "json"],
        "send": ["send", "kept/2024-03-08/brief.json"],
        "morning": ["morning", "2024-03-08.txt", "--today", "2024-03-08"],
    }[command]
    line = 'ulimit -f 4; exec "$@"'
    done = subprocess.run(
        ["sh", "-c", line, "_", sys.executable, "-m", "briefing", *arguments],
        capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert done.returncode == 2
    assert done.stderr.startswith("briefing: ")
    assert len(done.stderr.splitlines()) == 1
    assert not [path for path in (tmp_path / "out").rglob(".*") if path.is_file()]


def test_a_fault_of_ours_is_one_line_without_a_traceback(capsys, monkeypatch):
    def fails(*_):
        msg = "odd\nthing"
        raise RuntimeError(msg)

    monkeypatch.delenv("BRIEFING_TRACEBACK", raising=False)
    monkeypatch.setattr(briefing.cli, "import_module", lambda _: type("M", (), {"config": staticmethod(fails)}))
    assert "internal fault (RuntimeError" in refused(capsys, "config")
    monkeypatch.setenv("BRIEFING_TRACEBACK", "1")
    with pytest.raises(RuntimeError):
        main(["config"], io.StringIO())


def test_rankers_and_train_print_what_they_know(tmp_path):
    out = io.StringIO()
    assert main(["rankers"], out) == 0
    assert "* learned" in out.getvalue()
    body = "全市经济工作会议召开，部署{n}项任务。会议指出，要抓好春耕生产，落实惠农政策。会议要求，各地要加强田间管理。"
    rows = [{"article": body.format(n=n), "summary": f"全市经济工作会议召开，部署{n}项任务。"} for n in range(12)]
    keep("rows.jsonl", "\n".join(json.dumps(row) for row in rows))
    out = io.StringIO()
    assert main(["train", "rows.jsonl", "--out", str(tmp_path / "w.json")], out) == 0
    assert "rows: 12" in out.getvalue()
    assert main(["summarise", "rows.jsonl", "--weights", str(tmp_path / "w.json")], io.StringIO()) == 0


def test_cells_of_a_torn_page_that_hold_only_blanks_are_no_rows():
    Path("p.txt").write_text("1\t\x0b𠮷\n5\t<\x0c1\n“\x0c\x0b%\n𠮷\x0c2", encoding="utf-8")
    assert main(["articles", "p.txt"], io.StringIO()) == 0


def test_nested_weights_are_no_weights(capsys):
    weights = keep("w.json", "[" * 100_000)
    assert "not weights" in refused(capsys, "summarise", keep("r.jsonl", '{"article": "会议召开，研究工作。会议要求抓好生产。"}'), "--weights", weights)


def test_weights_never_replace_the_rows_they_come_from(capsys):
    rows = keep("r.jsonl", '{"article": "会议召开。", "summary": "会议"}')
    assert "Name another file" in refused(capsys, "train", rows, "--out", rows)


def test_a_name_too_long_for_a_folder_is_told(capsys):
    page = keep("a.json", {"schema": "articles/1", "date": "2024-03-08", "articles": [ARTICLE]})
    assert "cannot be written" in refused(capsys, "build", page, "--out", "x" * 300, "--formats", "json")
