"""A kept brief set in another template: fitted anew, the least given up and told, what an editor wrote kept."""

from dataclasses import replace

import pytest

from briefing.codec.brief import dump_brief, load_brief
from briefing.compose import compose, estimate, refit
from briefing.model import Metrics

# Type so large that a page made for the default does not fit.
LARGE = replace(
    Metrics(), line_pt=17.0, headline_pt=17.0, entry_pt=15.0, tile_pt=56.0, news=49.0, headline=45.0, news_columns=1
)


def measure(metrics):
    return lambda brief: estimate(brief, metrics)


def kept(day, settings, seed=5):
    """A brief as it comes back from its file."""
    return load_brief(dump_brief(compose(day(seed, 40), settings)))


def items_of(brief):
    return [item for section in brief.sections if section.name != "sources" for item in section.items]


def test_a_brief_that_fits_stays_as_it_is(day, settings):
    brief = kept(day, settings)
    assert refit(brief, measure(Metrics()), Metrics()) == brief


@pytest.mark.parametrize("seed", [3, 5, 8])
def test_larger_type_gives_up_the_least_and_tells_it(day, settings, seed):
    brief = kept(day, settings, seed)
    assert estimate(brief, LARGE).used_pt > LARGE.page_pt
    found = refit(brief, measure(LARGE), LARGE, anew=True)
    heights = estimate(found, LARGE)
    assert 0.9 * heights.page_pt < heights.used_pt <= heights.page_pt
    assert all(item.column == 0 for item in items_of(found))
    new = found.left_out[: len(found.left_out) - len(brief.left_out)]
    gone = {item.id for item in items_of(brief)} - {item.id for item in items_of(found)}
    assert gone
    assert gone == {left.item.id for left in new if left.reason.endswith("略去")}
    # What stays was printed: each item is the whole one or the opening of it.
    whole = {item.id: item for item in items_of(brief)}
    for item in items_of(found):
        before = "".join(f.text for f in whole[item.id].detail)
        assert before.startswith("".join(f.text for f in item.detail).rstrip("。；"))


@pytest.mark.parametrize("seed", [3, 5, 8, 11])
def test_no_leader_goes_before_one_of_less_worth(day, settings, seed):
    brief = kept(day, settings, seed)
    found = refit(brief, measure(LARGE), LARGE, anew=True)

    def leaders(each):
        return {item.id: item for section in each.sections if section.name == "leaders" for item in section.items}

    stayed, before = leaders(found), leaders(brief)
    gone = [item.worth for name, item in before.items() if name not in stayed]
    assert gone
    assert max(gone) <= min(item.worth for item in stayed.values())


def test_sources_are_numbered_anew_without_those_that_none_cites(day, settings):
    found = refit(kept(day, settings), measure(LARGE), LARGE, anew=True)
    listed = [int(item.label) for section in found.sections if section.name == "sources" for item in section.items]
    cited = {f.cites for item in items_of(found) for f in item.fragments if f.cites}
    cited |= {section.cites for section in found.sections if section.cites}
    assert listed == list(range(1, len(listed) + 1))
    assert cited == set(listed)


@pytest.mark.parametrize("section", ["news", "leaders", "documents"])
def test_what_an_editor_changed_is_not_given_up(day, settings, section):
    for brief in (kept(day, settings, seed) for seed in (5, 3, 8, 11, 13, 17, 19)):
        stay = {item.id for item in items_of(refit(brief, measure(LARGE), LARGE, anew=True))}
        gone = sorted({item.id for item in items_of(brief) if item.id.startswith(section)} - stay)
        if gone:
            break
    name = gone[0]
    sections = tuple(
        replace(section, items=tuple(_changed(item) if item.id == name else item for item in section.items))
        for section in brief.sections
    )
    found = refit(replace(brief, sections=sections), measure(LARGE), LARGE, anew=True)
    assert name in {item.id for item in items_of(found)}


def _changed(item):
    return replace(item, text=(*item.text[:-1], replace(item.text[-1], edited="编者所改")))


def test_a_page_that_is_empty_in_smaller_type_is_set_larger(day, settings):
    small = replace(Metrics(), line_pt=10.5, headline_pt=10.5, entry_pt=10.0, tile_pt=38.0)
    brief = kept(day, settings)
    assert estimate(brief, small).used_pt < 0.9 * small.page_pt
    found = refit(brief, measure(small), small, anew=True)
    assert (found.scale, found.gap_pt) > (1.0, 0.0)
    assert estimate(found, small).used_pt > 0.94 * small.page_pt
    assert refit(brief, measure(small), small) == brief


def without(brief, *names):
    sections = (replace(s, items=tuple(i for i in s.items if i.id not in names)) for s in brief.sections)
    return replace(brief, sections=tuple(sections))


@pytest.mark.parametrize("seed", [3, 5, 8])
def test_room_that_an_edit_made_is_filled_with_what_was_left_out(day, settings, seed):
    brief = kept(day, settings, seed)
    gone = [item.id for item in items_of(brief) if item.id.startswith(("news", "leaders"))][1:9]
    edited = without(brief, *gone)
    assert refit(edited, measure(Metrics()), Metrics()) == edited
    found = refit(edited, measure(Metrics()), Metrics(), fill=True)
    heights = estimate(found, Metrics())
    assert 0.94 * heights.page_pt < heights.used_pt <= heights.page_pt
    ids = [item.id for item in items_of(found)]
    assert not set(gone) & set(ids)
    back = [name for name in ids if name not in {item.id for item in items_of(edited)}]
    left = {each.item.id: each for each in brief.left_out}
    assert back
    assert all(left[name].reason.startswith("版面已满") for name in back)
    # What stood on the page still does, and what is told as left out is not there.
    assert [name for name in ids if name not in back] == [item.id for item in items_of(edited)]
    assert not {each.item.id for each in found.left_out if each.reason.endswith("略去")} & set(ids)


def test_what_came_back_stands_in_its_order_under_the_right_source(day, settings):
    brief = kept(day, settings)
    gone = [item.id for item in items_of(brief) if item.id.startswith("figures")][:8]
    found = refit(without(brief, *gone), measure(Metrics()), Metrics(), fill=True)
    numbers = [int(i.id.rpartition("-")[2]) for s in found.sections if s.name == "news" for i in s.items]
    assert numbers == sorted(numbers)
    listed = {int(i.label): i.text[0].text for s in found.sections if s.name == "sources" for i in s.items}
    before = {int(i.label): i.text[0].text for s in brief.sections if s.name == "sources" for i in s.items}
    marks = {each.item.id: {f.cites for f in each.item.fragments if f.cites} for each in brief.left_out}
    for item in items_of(found):
        if item.id in marks and item.id not in {each.id for each in items_of(brief)}:
            cited = {f.cites for f in item.fragments if f.cites}
            assert {listed[number] for number in cited} == {before[number] for number in marks[item.id]}


def test_a_page_without_an_edit_that_is_not_full_stays_the_same(day, settings):
    brief = load_brief(dump_brief(compose(day(5, 1, 40, 60), settings)))
    assert refit(brief, measure(Metrics()), Metrics()) == brief
