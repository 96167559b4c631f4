"""行动清单: what is to be done, item by item, and the documents issued."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.compose.desk import Candidate
from briefing.compose.shorten import opening, without_end
from briefing.model import ActionList, Document, Fragment, Item

if TYPE_CHECKING:
    from briefing.compose.desk import Desk

__all__ = ["build"]

# Entries of at most this many characters stand in two columns within half a page.
SHORT_ENTRY = 12
_LONG_ENTRY = 40
_MOST_ENTRIES = 20
# More entries than this are printed in no form of a list.
_MOST_LISTED = 40
_MOST_DOCUMENTS = 4
# 外贸外资十项行动 | 稳增长二十条 | 重点任务清单
_PROGRAMME = re.compile(r"[一二三四五六七八九十百\d]+(?:大|项|条|个|方面)|(?:行动|工程|计划|措施|举措|任务|清单|条)$")
_LONGEST_TITLE = 26


def build(desk: Desk) -> tuple[Candidate, ...]:
    """Return a candidate a list and a document, best first; a list is printed whole or cut where it says so."""
    settings = desk.config.compose
    lists: list[tuple[float, int, ActionList]] = []
    documents: list[tuple[float, int, Document]] = []
    for told in desk.stories:
        for fact in told.facts:
            if isinstance(fact, ActionList) and len(fact.items) >= 2:
                lists.append((_worth(fact), told.number, fact))
            elif isinstance(fact, Document):
                documents.append((fact.worth or 0.5, told.number, fact))
    lists = [(worth, number, fact) for worth, number, fact in lists if fact.title]
    lists.sort(key=lambda each: (-each[0], each[1]))
    documents.sort(key=lambda each: (-each[0], each[1]))
    found: list[Candidate] = []
    for place, (worth, number, fact) in enumerate(lists, 1):
        over = f"多于 {settings.max_lists} 份清单（compose.max_lists），略去" if place > settings.max_lists else ""
        found.append(replace(_list(place, worth, number, fact), beyond=over))
        if not over and len(fact.items) > _MOST_LISTED:
            found.append(_whole(place, worth, number, fact))
    for place, each in enumerate(documents, 1):
        over = f"多于 {_MOST_DOCUMENTS} 件文件，略去" if place > _MOST_DOCUMENTS else ""
        found.append(replace(_document(place, *each), beyond=over))
    return tuple(found)


def _worth(fact: ActionList) -> float:
    """Return 0–1.2: a programme with a name and a count that holds is what a reader acts on first."""
    named = 0.35 if _PROGRAMME.search(fact.title.text) else 0.0
    whole = 0.35 if fact.declared == len(fact.items) else 0.0
    # Six and more points were drawn up as a list; three are often a figure of speech.
    return 0.3 * (fact.worth or 0.5) + named + whole + 0.2 * min(len(fact.items) / 10, 1.0)


def _list(place: int, worth: float, number: int, fact: ActionList) -> Candidate:
    title = opening(fact.title, _LONGEST_TITLE)
    short = all(len(without_end(entry)) <= SHORT_ENTRY for entry in fact.items)
    head = (Fragment("title", without_end(title)[:_LONGEST_TITLE], cites=number),)
    forms: list[Item] = []
    # A programme of ten short points is read as a whole; only longer lists are cut.
    for limit, most in ((_LONG_ENTRY, _MOST_LISTED), (20, _MOST_ENTRIES), (20, 12 if short else 6)):
        entries = tuple(
            Fragment("entry", without_end(opening(entry, limit)), label=str(order))
            for order, entry in enumerate(fact.items[:most], 1)
        )
        rest = len(fact.items) - len(entries)
        if rest:
            entries = (*entries[:-1], replace(entries[-1], after=f" 等{len(fact.items)}项"))
        item = Item(f"lists-{place}", text=head, detail=entries, kind="short" if short else "long")
        if not forms or item != forms[-1]:
            forms.append(item)
    # Two lists stand side by side; the second pair is worth half as much.
    return Candidate("lists", tuple(forms), (0.3 + 1.6 * worth) * (1.0 if place <= 2 else 0.4), shares=(1.0, 0.8, 0.6))


def _whole(place: int, worth: float, number: int, fact: ActionList) -> Candidate:
    """Return the list with every entry as printed, to be told beside the page that cannot hold it."""
    head = (Fragment("title", without_end(fact.title), cites=number),)
    entries = tuple(Fragment("entry", without_end(entry), label=str(n)) for n, entry in enumerate(fact.items, 1))
    item = Item(f"lists-{place}-whole", text=head, detail=entries, kind="long")
    return Candidate("lists", (item,), worth, beyond=f"清单多于 {_MOST_LISTED} 项，缩短")


def _document(place: int, worth: float, number: int, fact: Document) -> Candidate:
    text = [Fragment("verb", fact.verb)]
    if fact.issuer:
        text.append(Fragment("issuer", fact.issuer))
    text.append(Fragment("document", fact.title, cites=number))
    item = Item(f"documents-{place}", text=tuple(text), kind="document")
    return Candidate("lists", (item,), (0.9 if place == 1 else 0.4) + 0.4 * worth)
