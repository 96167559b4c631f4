"""Pages of officials in the registers of many papers (invented people): what is told of each, line by line."""

import datetime as dt
import json
from pathlib import Path

import pytest

from briefing.config import ExtractConfig
from briefing.extract.leaders import find
from briefing.model import Article, Context
from briefing.passage import Passage
from briefing.text import parse

ARTICLES = json.loads(Path(__file__).with_name("officials.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", ARTICLES, ids=[page["headline"] for page in ARTICLES])
def test_each_article_tells_who_did_what_where_and_when(page):
    article = Article(
        id="a",
        headline=(Passage.of(page["headline"], "head"),),
        paragraphs=tuple(Passage.of(text, f"p{number}") for number, text in enumerate(page["paragraphs"])),
    )
    context = Context(date=dt.date.fromisoformat(page["date"]))
    told = [
        " | ".join(
            (
                act.person.text,
                "、".join(act.titles_expanded),
                "、".join(role.text for role in act.roles),
                act.event.text,
                str(act.date or ""),
            )
        )
        for act in find(article, parse(article), ExtractConfig(), context)
    ]
    assert told == page["told"]
