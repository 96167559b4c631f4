"""The list is whole: every message listed was printed, and every place in the program that makes one was reached.

Run with its folder (`pytest tests/messages`): the tests before it do the provoking.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import briefing

PACKAGE = Path(briefing.__file__).parent
DOCUMENT = (PACKAGE.parent / "docs" / "messages.md").read_text(encoding="utf-8")
LISTED = re.findall(r"^\| (?!message|---)(.+?) \|", DOCUMENT, re.MULTILINE)
MAKERS = {"ConfigError", "ReadError", "RenderError", "DeliveryError", "Hopeless", "Unavailable", "Dropped", "Note"}


def makes_a_message(node):
    """Tell whether the call makes an error or a note, or prints on standard error."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
        return False
    return node.func.id in MAKERS or (
        node.func.id == "print" and any(ast.unparse(each) == "file=sys.stderr" for each in node.keywords)
    )


def places():
    """Yield file, first and last line of every call in the program that makes a message."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if makes_a_message(node):
                yield str(path.relative_to(PACKAGE)), node.lineno, node.end_lineno


def test_every_place_that_makes_a_message_was_reached(seen):
    missed = [
        f"{file}:{first}" for file, first, last in places()
        if not any((file, line) in seen.places for line in range(first, last + 1))
    ]
    assert not missed, f"provoke in tests/messages and list in docs/messages.md: {', '.join(missed)}"


def test_every_message_listed_was_printed_and_every_one_printed_is_listed(seen):
    assert len(set(LISTED)) == len(LISTED)
    listed = {words.replace("\\|", "|") for words in LISTED}
    lacking, unlisted = sorted(listed - seen.words), sorted(seen.words - listed)
    assert not lacking, f"listed, but nothing printed it: {lacking}"
    assert not unlisted, f"printed, but not listed in docs/messages.md: {unlisted}"
