import datetime as dt
from dataclasses import replace

import pytest

from briefing.compose import compose, estimate
from briefing.compose.desk import desk_of
from briefing.errors import ConfigError
from briefing.model import ActionList, Activity, Article, Document, Edition, Figure, Metrics, Statement, Story
from briefing.passage import Passage, Span


def at(text, start=0):
    return Passage(text, (Span("s1", start, start + len(text)),)) if text else Passage()


def story(name, *facts, parent=None, headline="标题"):
    return Story(Article(name, "sidebar" if parent else "article", parent, headline=(at(headline),)), (), facts)


def acts(person, roles, protocol=5):
    done = tuple(map(at, roles))
    return Activity(at(person), (at("市长"),), (), done, at("全市工作会议"), "a", at(person), protocol=protocol)


def brief_of(settings, *stories):
    return compose(Edition(dt.date(2024, 3, 8), stories, ()), settings)


def rows(brief, name="leaders"):
    return next(section.items for section in brief.sections if section.name == name)


def words(item):
    return "".join(f.label + f.text + f.after for f in item.text)


def test_sidebars_are_folded_into_their_parents_story(settings):
    edition = Edition(dt.date(2024, 3, 8), (story("a"), story("b", parent="a"), story("c", parent="b")), ())
    assert [told.story.article.id for told in desk_of(edition, settings).stories] == ["a"]


def test_parents_in_a_circle_do_not_hang(settings):
    looped = (story("a"), story("b", parent="c"), story("c", parent="b"))
    desk = desk_of(Edition(dt.date(2024, 3, 8), looped, ()), settings)
    assert [told.story.article.id for told in desk.stories] == ["a"]


def test_leaders_stand_in_protocol_order(settings):
    facts = (acts("李四平", ["讲话"], protocol=6), acts("张三丰", ["讲话"], protocol=1))
    assert [item.text[0].text for item in rows(brief_of(settings, story("a", *facts)))] == ["张三丰", "李四平"]


def test_what_two_pages_tell_of_one_event_is_told_once(settings):
    one, other = (story(name, acts("甲书记", ("出席",), 1)) for name in ("a1", "a2"))
    (row,) = rows(brief_of(settings, one, other))
    assert words(row).count("出席") == 1


def test_attendance_is_folded_into_the_row_of_who_chaired(settings):
    facts = (acts("张三丰", ["主持"]), acts("李四平", ["出席"], protocol=7), acts("王五行", ["列席"], protocol=8))
    (row,) = rows(brief_of(settings, story("a", *facts)))
    assert words(row).endswith("出席：李四平　列席：王五行")


def test_what_a_meeting_stressed_is_told_as_the_meetings(settings):
    said = Statement(at("会议"), at("强调"), at("要加快建设，确保完成。"), "a", by_meeting=True)
    (row,) = rows(brief_of(settings, story("a", acts("张三丰", ["主持"]), said)))
    assert "".join(f.text for f in row.detail) == "会议强调加快建设，确保完成"


def test_nobody_is_credited_with_what_another_said(settings):
    said = Statement(at("李四平"), at("强调"), at("要加快建设。"), "a")
    brief = brief_of(settings, story("a", acts("张三丰", ["讲话"], protocol=1), acts("李四平", ["讲话"]), said))
    assert [bool(item.detail) for item in rows(brief)] == [False, True]


def test_every_word_but_labels_is_printed_at_its_spans(day, settings):
    edition = day(3, 12)
    text = edition.pages[0].text
    brief = compose(edition, settings)
    shown = [f for section in brief.sections for item in section.items for f in item.fragments]
    assert shown
    for fragment in shown:
        assert "".join(text[span.start : span.end] for span in fragment.passage.spans) == fragment.passage.text


def test_items_keep_the_printed_lines_of_all_their_spans(day, settings):
    brief = compose(day(4, 6), settings)
    for section in brief.sections:
        for item in section.items:
            lines = {(p.source, p.start + n) for p in item.printed for n in range(len(p.text))}
            wanted = {(s.source, n) for f in item.fragments for s in f.passage.spans for n in range(s.start, s.end)}
            assert wanted <= lines


def test_sources_are_numbered_without_a_gap_and_each_is_cited(day, settings):
    brief = compose(day(5, 40), settings)
    numbers = [int(item.label) for item in rows(brief, "sources")]
    cited = {f.cites for s in brief.sections for i in s.items for f in i.fragments if f.cites}
    cited |= {section.cites for section in brief.sections if section.cites}
    assert numbers == list(range(1, len(numbers) + 1))
    assert cited == set(numbers)


@pytest.mark.parametrize("articles", [1, 3, 20, 80])
def test_a_line_estimate_serves_where_no_page_is_drawn(day, settings, articles):
    brief = compose(day(1, articles), settings)
    heights = estimate(brief)
    assert heights.used_pt <= heights.page_pt
    assert articles < 20 or heights.used_pt >= 0.94 * heights.page_pt


def test_what_is_left_out_is_told_with_its_reason(day, settings):
    brief = compose(day(1, 80), settings)
    assert brief.left_out
    full = {"版面已满，略去", "版面已满，缩短"}
    beyond = [left for left in brief.left_out if left.reason not in full]
    assert {left.reason for left in brief.left_out} >= full
    assert {left.section for left in beyond} == {"news", "leaders", "figures", "lists"}
    assert all(left.reason.endswith(("略去", "缩短")) for left in beyond)
    assert all(left.item.printed for left in beyond)
    # A mark leads to a source that the page lists, or is not there.
    listed = {int(item.label) for s in brief.sections if s.name == "sources" for item in s.items}
    assert {f.cites for left in brief.left_out for f in left.item.fragments if f.cites} <= listed


@pytest.mark.parametrize("seed", [1, 7])
def test_no_story_or_leader_is_lost_in_silence(day, settings, seed):
    edition = day(seed, 80)
    brief = compose(edition, settings)
    printed = [item for section in brief.sections for item in section.items]
    told = [*printed, *(left.item for left in brief.left_out)]
    assert {item.id for item in told if item.kind == "news"} == {f"news-{n}" for n in range(1, 81)}
    shown = {f.text for item in told for f in item.text if f.role in ("who", "present")}
    assert shown >= {f.person.text for each in edition.stories for f in each.facts if isinstance(f, Activity)}
    events = {f.text for item in told for f in item.text if f.role == "event"}
    assert events >= {f.event.text for each in edition.stories for f in each.facts if isinstance(f, Activity)}


def test_no_figure_list_or_document_is_lost_in_silence(day, settings):
    edition = day(3, 80)
    brief = compose(edition, settings)
    told = [item for section in brief.sections for item in section.items] + [left.item for left in brief.left_out]
    shown = {f.text for item in told for f in item.text}
    facts = [fact for each in edition.stories for fact in each.facts]
    assert shown >= {f.title.text for f in facts if isinstance(f, Document)}
    assert shown >= {f.title.text for f in facts if isinstance(f, ActionList)}
    amounts = {f.printed.text for f in facts if isinstance(f, Figure) and f.priority <= 2}
    assert {"".join(f.text for f in i.text if f.role in ("about", "value", "unit")) for i in told} >= amounts
    assert len(facts) > 100


def test_everyone_at_a_great_meeting_is_told_somewhere(settings):
    """Twelve names stand in a row, eight beside it: the others are told among what was left out."""
    crowd = [f"程{mark}" for mark in "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳"]
    at_meeting = [acts("何启明", ["主持"], 1), *(acts(name, ["出席"], 9) for name in crowd)]
    brief = brief_of(settings, story("a", *at_meeting))
    seen = {f.text for item in rows(brief) for f in item.text if f.role == "present"}
    left = {f.text for each in brief.left_out for f in each.item.text if f.role == "present"}
    assert seen | left == set(crowd)
    assert not seen & left
    assert {each.reason for each in brief.left_out} == {"出席者过多，略去"}


def test_a_list_longer_than_any_form_of_it_is_told_whole(settings):
    entries = tuple(at(f"第{n}处泵站检修") for n in range(1, 46))
    programme = ActionList(at("泵站检修计划"), entries, "a", at("泵站检修计划"), 45, 0.9)
    brief = brief_of(settings, story("a", programme))
    whole = next(each for each in brief.left_out if each.reason == "清单多于 40 项，缩短")
    assert [f.text for f in whole.item.detail] == [entry.text for entry in entries]


def test_sections_follow_the_settings(day, settings):
    wanted = replace(settings, compose=replace(settings.compose, sections=("figures", "news")))
    brief = compose(day(8, 6), wanted)
    assert [section.name for section in brief.sections] == ["figures", "news"]


def test_an_unknown_section_names_the_nearest(day, settings):
    wrong = replace(settings, compose=replace(settings.compose, sections=("newz",)))
    with pytest.raises(ConfigError, match='Did you mean "news"'):
        compose(day(1, 1), wrong)


def test_what_cannot_fit_names_the_settings(day, settings):
    greedy = replace(settings, compose=replace(settings.compose, min_news=60, max_news=60))
    with pytest.raises(ConfigError, match=r"compose\.min_news"):
        compose(day(1, 80), greedy)


def test_a_page_that_nothing_fits_is_not_laid_out_twice(day, settings):
    laid_out = []

    def too_high(brief):
        laid_out.append(brief)
        return replace(estimate(brief, Metrics()), used_pt=9999.0)

    with pytest.raises(ConfigError, match="cannot hold"):
        compose(day(5, 40), settings, too_high)
    assert all(brief not in laid_out[:place] for place, brief in enumerate(laid_out))


def test_two_runs_give_the_same_brief(day, settings):
    assert compose(day(9, 15), settings) == compose(day(9, 15), settings)
