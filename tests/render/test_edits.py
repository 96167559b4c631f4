"""A page from a brief.json edited by hand never runs into its foot: it is drawn tighter or refused."""

from dataclasses import replace

import pytest

from briefing.errors import RenderError
from briefing.model import Fragment, Section
from briefing.render import pdf


def test_words_added_until_they_reach_the_foot_are_refused(brief_of, config_for):
    brief, config = brief_of(1, 6, "default", 200, 900), config_for()
    news, *rest = brief.sections
    outcomes = []
    for lines in (0, 3, 30):
        words = "添写的一句话，说的是另一件事。" * 2 * lines
        first = replace(news.items[0], detail=(*news.items[0].detail, Fragment("summary", edited=words)))
        longer = replace(brief, sections=(Section(news.name, news.title, (first, *news.items[1:])), *rest))
        room, used = pdf._room_and_use(pdf.pages_of(replace(longer, scale=0.96, gap_pt=0.0), config), "default")
        try:
            pdf.render(longer, config)
        except RenderError:
            outcomes.append("refused")
            assert used > room
        else:
            outcomes.append("drawn")
            assert used - pdf._ABOVE_FOOT_PT <= room
    assert outcomes[0] == "drawn"
    assert outcomes[-1] == "refused"


def test_what_is_drawn_ends_above_the_foot(brief_of, config_for):
    brief, config = brief_of(1, 6, "default", 200, 900), config_for()
    pages = pdf.pages_of(brief, config)
    lowest = max(pages[0].anchors[item.id][3] for section in brief.sections[:-1] for item in section.items)
    assert lowest <= pages[0].anchors["foot"][1]
    assert pytest.approx(pages[0].anchors["foot"][3], abs=1) == pages[0].anchors["area"][3]
