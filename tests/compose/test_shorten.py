import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.compose.shorten import clauses, concrete, demand, opening
from briefing.passage import Passage


def printed(text):
    return Passage.of(text, "s1")


def test_clauses_keep_quotes_and_brackets_whole():
    parts = clauses(printed("推进“补短板，强弱项”行动，落实《条例（试行）》；完成验收。"))
    assert [part.text for part in parts] == ["推进“补短板，强弱项”行动，", "落实《条例（试行）》；", "完成验收。"]


def test_opening_ends_at_a_clause_that_reads_whole():
    text = printed("加快项目建设，通过擂台比拼等形式，鼓舞各镇推动项目提质提效。")
    assert opening(text, 18).text == "加快项目建设，"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (
            "要深入学习贯彻重要讲话精神，提高政治站位，尽快补齐短板，确保年底前完成120个整改。",
            "尽快补齐短板，确保年底前完成120个整改",
        ),
        ("要求各部门加强巡查。", "要求各部门加强巡查"),
        ("要加快建设。", "加快建设"),
    ],
)
def test_demand_passes_over_ceremony(said, kept):
    assert demand(printed(said), 40)[0].text == kept


@given(st.text(alphabet="要加快，；。“”（）《》建设1a ", max_size=200), st.integers(1, 80))
def test_shortening_never_invents_a_character(text, limit):
    page = printed(text)
    for short in (opening(page, limit), demand(page, limit)[0]):
        assert "".join(text[span.start : span.end] for span in short.spans) == short.text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (
            "市委书记何小江赴临溪镇督导河涌治理工作，强调要深入学习贯彻生态文明思想，持续打好治水攻坚战。",
            "市委书记何小江赴临溪镇督导河涌治理工作",
        ),
        (
            "今年江州将以“三水同治”为重要抓手，深入开展清源行动。",
            "今年江州将以“三水同治”为重要抓手，深入开展清源行动。",
        ),
    ],
)
def test_ceremony_goes_and_the_deed_stays(text, kept):
    assert concrete(printed(text), printed(text), 60).text == kept
