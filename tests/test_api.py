import re
from pathlib import Path

import pytest

import briefing

HERE = Path(__file__).parents[1]


def test_the_examples_of_the_docs_run(monkeypatch):
    monkeypatch.chdir(HERE)
    blocks = re.findall(r"```python\n(.*?)```", (HERE / "docs" / "api.md").read_text(encoding="utf-8"), re.DOTALL)
    names: dict[str, object] = {}
    assert len(blocks) >= 5
    for block in blocks:
        exec(compile(block, "docs/api.md", "exec"), names)


def test_the_public_names_are_complete_and_sorted():
    assert briefing.__all__ == sorted(briefing.__all__)
    assert all(getattr(briefing, name) is not None for name in briefing.__all__)
    assert dir(briefing) == briefing.__all__


def test_an_unknown_name_is_told():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        briefing.nothing  # noqa: B018 - the access is what is tested


def test_the_two_readmes_name_the_same_commands():
    fences = [re.findall(r"```\w*\n(.*?)```", (HERE / name).read_text(encoding="utf-8"), re.DOTALL) for name in ("README.md", "README.zh-CN.md")]
    commands = [[line.split("#")[0].strip() for block in blocks for line in block.splitlines() if "{" not in line] for blocks in fences]
    assert commands[0] == commands[1]
