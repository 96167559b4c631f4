"""What an electronic edition says of itself: paper, date, folio (报名, 日期, 版次)."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.read.markup import Markup

__all__ = ["Imprint", "imprint_of", "structured"]

_DATE = re.compile(r"(20\d\d|19\d\d)\s?(?:年|-|/|\.)\s?(\d{1,2})\s?(?:月|-|/|\.)\s?(\d{1,2})(?!\d)")
_DAY = re.compile(r"(?:20\d\d|19\d\d)\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日\s*(?:星期|周)[一二三四五六日天]")
_PATH = re.compile(r"/(20\d\d)-?(\d\d)[-/](\d\d)(?=[/_.])")
_FOLIO = re.compile(r"第?\s?([A-Za-z]?\d{1,3})\s?版|版次[:：]\s?([A-Za-z]?\d{1,3})")
_PAPER = re.compile(
    r"[\u3400-\u9fff]{2,8}(?:日报|晚报|晨报|时报|商报|都市报|早报|周报|特区报|新报|导报|快报|农村报|法治报)"
)
_DATES = (
    "article:published_time",
    "pubdate",
    "publishdate",
    "datepublished",
    "og:release_date",
    "publish_date",
    "date",
    "dc.date",
)


@dataclass(frozen=True, slots=True)
class Imprint:
    """None where the page does not say."""

    paper: str | None = None
    date: dt.date | None = None
    page: str | None = None


def imprint_of(markup: Markup) -> Imprint:
    """Return paper, date and folio of a page: its own marking first, then its masthead, then its head."""
    top = [line.text for line in markup.lines[:60]]
    papers = [
        *(
            match.group()
            for text in (markup.title, markup.metas.get("og:site_name", ""), *top[:15])
            for match in _PAPER.finditer(text)
        ),
        *(
            match.group()
            for name in ("source", "mediaid", "contentsource")
            if (match := _PAPER.search(markup.metas.get(name, "")))
        ),
    ]
    folio = next((match for text in (*_nodes(markup), *top) if (match := _FOLIO.search(text))), None)
    page = (folio.group(1) or folio.group(2)).upper() if folio else None
    return Imprint(papers[0] if papers else None, next(_dates(markup, top), None), page)


def _nodes(markup: Markup) -> list[str]:
    return [match.group(1) for text in markup.comments for match in re.finditer(r"<nodename>([^<]{1,40})<", text)]


def _dates(markup: Markup, top: list[str]) -> Iterator[dt.date]:  # noqa: C901 - each place in its turn
    """Yield the dates a page gives for itself, the most trustworthy first."""
    for text in markup.comments:
        for match in re.finditer(r"<date>([^<]{6,30})<", text):
            yield from _parse(match.group(1))
    for text in top:
        if _DAY.search(text):
            yield from _parse(text)
    for each in structured(markup):
        for key in ("datePublished", "dateCreated"):
            yield from _parse(str(each.get(key) or ""))
    for name in _DATES:
        yield from _parse(markup.metas.get(name, ""))
    for name in ("og:url", "canonical"):
        if path := _PATH.search(markup.metas.get(name, "")):
            yield from _parse("-".join(path.groups()))
    for text in top:
        if len(text) < 80:
            yield from _parse(text)


def _parse(text: str) -> Iterator[dt.date]:
    match = _DATE.search(text)
    if match:
        try:
            yield dt.date(*map(int, match.groups()))
        except ValueError:
            return


def structured(markup: Markup) -> list[dict[str, object]]:
    """Return the news articles that a page describes in JSON-LD; what cannot be read is passed over."""
    found: list[dict[str, object]] = []
    for text in markup.data:
        try:
            loaded = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        queue = [loaded]
        while queue and len(found) < 200:
            here = queue.pop(0)
            if isinstance(here, list):
                queue += here
            elif isinstance(here, dict):
                if "Article" in str(here.get("@type")) or "headline" in here:
                    found.append(here)
                graph = here.get("@graph")
                queue += graph if isinstance(graph, list) else []
    return found
