"""A short run of the fuzzer, the same each time; `run.py` and `guided.py` run as long as wanted.

Whatever a user gives: one line that says what was wrong, or a result; no traceback, no hang, nothing written elsewhere.
"""

import json
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))

import guard
import mutate
import targets

EXAMPLES = {"page_drawn": 1, "words_in_templates": 4, "template_edited": 10, "text_brief": 6, "html_facts": 15}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder for the whole run, watched; libraries' temporary files go below it too."""
    home = tmp_path_factory.mktemp("fuzz")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(home / "tmp"))
        patch.setenv("BRIEFING_TRACEBACK", "1")
        targets.prepare(home)
        patch.setattr(tempfile, "tempdir", str(home / "tmp"))
        yield str(home)


@pytest.mark.parametrize("name", targets.TARGETS)
@pytest.mark.filterwarnings("ignore")
def test_wrong_inputs_of_each_kind_are_refused_in_words_or_read(name, folder):
    before = guard.tree(Path(folder).parent)
    for number in range(EXAMPLES.get(name, 25)):
        targets.TARGETS[name][0](folder, mutate.dice_of("short", name, number))
    home = Path(folder).name
    assert {path for path in guard.tree(Path(folder).parent) - before if not path.startswith(home)} == set()


@settings(deadline=None, derandomize=True, max_examples=40, suppress_health_check=list(HealthCheck), database=None)
@given(text=st.text(st.sampled_from("市长李明主持会议强调“，。；：”（）《》、\n 0123456789%亿元年月日同比增长下转上接版讯记者 a𠮷\u3000\0"), max_size=300))
@pytest.mark.filterwarnings("ignore")
def test_any_page_of_newspaper_letters_is_read(text, folder):
    page = Path(folder) / "in" / "any.txt"
    page.write_text(text, encoding="utf-8")
    code, out, said = guard.run(["facts", page, "--json"], [f"{folder}/out", f"{folder}/tmp"])
    assert json.loads(out)["schema"] == "facts/1" if code == 0 else said.startswith("briefing: ")


@settings(deadline=None, derandomize=True, max_examples=40, suppress_health_check=list(HealthCheck), database=None)
@given(data=st.binary(max_size=400))
@pytest.mark.filterwarnings("ignore")
def test_any_bytes_are_read_or_refused_in_one_line(data, folder):
    page = Path(folder) / "in" / "any.txt"
    page.write_bytes(data)
    code, out, said = guard.run(["articles", page, "--json"], [f"{folder}/out", f"{folder}/tmp"])
    assert json.loads(out)["schema"] == "articles/1" if code == 0 else said.count("\n") == 1


def test_the_watch_sees_what_is_written_elsewhere_and_what_takes_too_long(tmp_path, monkeypatch):
    outside = tmp_path / "outside.txt"

    def writes(_argv, _out):
        outside.write_text("x", encoding="utf-8")

    def hangs(_argv, _out):
        while True:
            pass

    def fails(_argv, _out):
        return 3

    for main, told in ((writes, "outside the output folder"), (hangs, "processor time"), (fails, "exit code 3")):
        monkeypatch.setattr(guard, "main", main)
        monkeypatch.setattr(guard, "LIMIT_S", 1)
        with pytest.raises(guard.Fault, match=told):
            guard.run([], [tmp_path / "out"])
    assert not outside.exists()


def test_the_same_dice_give_the_same_input():
    one, other = (mutate.mutated_text("全市水利工作会议。" * 9, mutate.dice_of("a", 1)) for _ in range(2))
    assert one == other
    inputs = {mutate.mutated_bytes(b"<html>" * 9, mutate.dice_of("b", number)) for number in range(50)}
    assert len(inputs) > 40
