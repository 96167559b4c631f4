"""Facts as JSON: what the contract wants of a document's issuers."""

import pytest

from briefing.codec.facts import facts_json
from briefing.model import Document
from briefing.passage import Passage


def issuer_of(printed: str) -> str | None:
    page = f"{printed}印发《节水办法》"
    title = Passage.of(page, "s", len(printed) + 2, len(page))
    verb = Passage.of(page, "s", len(printed), len(printed) + 2)
    issuer = Passage.of(page, "s", 0, len(printed)) if printed else None
    made = Document(title, verb, "a1", Passage.of(page, "s", 0, len(page)), issuer)
    return facts_json([made], ())["documents"][0]["issuer"]


@pytest.mark.parametrize(
    ("printed", "issuer"),
    [
        ("市水务局联合市财政局", "市水务局、市财政局"),
        ("市水务局会同市财政局、市税务局", "市水务局、市财政局、市税务局"),
        ("市工商业联合会", "市工商业联合会"),
        ("市水务局", "市水务局"),
        ("", None),
    ],
)
def test_joint_issuers_are_parted_by_one_mark(printed, issuer):
    assert issuer_of(printed) == issuer
