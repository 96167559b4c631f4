"""What a gist says: nothing twice, and who asks for what, however a ranker cuts the sentences."""

import datetime as dt

import pytest

from briefing.compose import compose
from briefing.config import Config
from briefing.model import Article, Edition, Statement, Story
from briefing.passage import Passage
from briefing.text import parse

PRINTED = (
    "3月7日，全市安全生产会议召开。市长李晓宁主持会议。",
    "李晓宁强调，要查隐患、补短板、强监管，确保不发生重大事故。要压实企业责任，严格执法检查。",
    "去年全市安全生产事故下降12.5%，死亡人数下降8.1%。",
)
MET, FIRST, THEN, FELL = (
    "3月7日，全市安全生产会议召开。",
    "要查隐患、补短板、强监管，确保不发生重大事故。",
    "要压实企业责任，严格执法检查。",
    PRINTED[2],
)


def at(text, words):
    place = text.index(words)
    return Passage.of(text, "s1", place, place + len(words))


@pytest.fixture
def gist(monkeypatch):
    """The gist of the story where the ranker chose these runs of clauses; whole: told at length, as on a thin day."""

    def told(*chosen, printed=PRINTED, speaker="李晓宁", by_meeting=False, whole=False):
        if not whole:
            monkeypatch.setattr("briefing.compose.news._AT_LENGTH", 99)
        text = "\n".join(("全市安全生产会议召开", *printed))
        paragraphs = tuple(at(text, each) for each in printed)
        article = Article("a", headline=(at(text, "全市安全生产会议召开"),), paragraphs=paragraphs)
        statements = tuple(
            Statement(at(text, speaker), at(text, "强调"), at(text, each), "a", by_meeting=by_meeting)
            for each in (FIRST, THEN)
        )
        monkeypatch.setattr("briefing.rank.summarise", lambda *_, **__: tuple(at(text, each) for each in chosen))
        sentences = parse(article)
        story = Story(article, sentences, statements)
        brief = compose(Edition(dt.date(2024, 3, 8), (story,), ()), Config())
        (item,) = next(section.items for section in brief.sections if section.name == "news")
        return "".join(fragment.text + fragment.after for fragment in item.detail)

    return told


def test_a_story_that_has_the_page_for_itself_is_told_whole_in_its_order_and_nothing_twice(gist):
    asked = "李晓宁强调，要查隐患、补短板、强监管，确保不发生重大事故。"
    told = gist(FELL, FIRST, whole=True)
    assert told == f"{PRINTED[0]}{asked}{THEN}{FELL}"
    # What only asks is no news; what is printed twice is told once.
    printed = ("安全生产怎么抓？", *PRINTED, PRINTED[2])
    assert gist(FELL, FIRST, printed=printed, whole=True) == told


def test_what_stands_in_a_gist_is_not_added_to_it_again(gist):
    assert gist(MET, FIRST, THEN, FELL).count("补短板") == 1


def test_a_demand_that_was_left_out_is_added(gist):
    assert gist(MET).count("补短板") == 1


def test_a_demand_stands_with_who_asks_for_it(gist):
    assert gist(MET, FIRST, FELL) == f"{MET}李晓宁强调，{FIRST}{FELL}"


def test_who_asks_is_told_once_for_what_goes_on_in_the_same_voice(gist):
    assert gist(MET, FIRST, THEN) == f"{MET}李晓宁强调，{FIRST}{THEN}"


def test_who_asks_is_told_with_a_later_demand_alone(gist):
    assert f"{MET}李晓宁强调，{THEN}" in gist(MET, THEN)


def test_who_asks_is_not_told_twice(gist):
    whole = PRINTED[1].split("。")[0] + "。"
    assert gist(whole, FELL).count("强调") == 1


def test_a_pronoun_gives_way_to_the_name(gist):
    printed = (PRINTED[0], PRINTED[1].replace("李晓宁强调", "他强调"), PRINTED[2])
    assert gist(MET, FIRST, printed=printed).startswith(f"{MET}李晓宁强调，{FIRST}")


def test_what_a_meeting_asks_for_is_told_as_the_meetings(gist):
    printed = (PRINTED[0], PRINTED[1].replace("李晓宁强调", "会议强调"), PRINTED[2])
    assert gist(MET, FIRST, printed=printed, speaker="会议", by_meeting=True).startswith(f"{MET}会议强调，{FIRST}")
