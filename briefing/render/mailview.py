"""A brief as mail shows it: each item as a few plain strings, the same for the HTML and the plain text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing.codec.mime import one_line
from briefing.render.wording import mark_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.model import Brief, Fragment, Item, Section

__all__ = ["Entry", "Part", "first_headline", "headlines", "parts_of", "plain_text"]

_ORDINALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Entry:
    """An item. head: what it is about; side: small beside it; value: of a figure; lines: entries of a list.

    trend: "up" or "down" for a figure that rose or fell.
    """

    head: str = ""
    side: str = ""
    value: str = ""
    body: str = ""
    lines: tuple[str, ...] = ()
    number: str = ""
    cites: tuple[int, ...] = ()
    trend: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A section with its entries."""

    name: str
    title: str
    entries: tuple[Entry, ...]
    note: str = ""


def parts_of(brief: Brief, wanted: tuple[str, ...] = ()) -> tuple[Part, ...]:
    """Return the sections of the brief that are wanted (all if none is named), in the brief's order.

    wanted: names (news) or titles (要闻).

    Reference marks are kept only where the sources they lead to are shown.
    """
    sections = [each for each in brief.sections if each.items and (not wanted or {each.name, each.title} & set(wanted))]
    linked = any(each.name == "sources" for each in sections)
    return tuple(_part(each, linked=linked) for each in sections)


def headlines(brief: Brief) -> tuple[str, ...]:
    """Return the headlines of the news, or what the first section tells if there are none."""
    news = [each for each in brief.sections if each.name == "news" and each.items] or [
        each for each in brief.sections if each.items and each.name != "sources"
    ]
    return tuple(filter(None, (one_line(_words(item.text)) for section in news[:1] for item in section.items)))


def first_headline(brief: Brief) -> str:
    """Return the first headline, "" for an empty brief."""
    return next(iter(headlines(brief)), "")


def plain_text(parts: Iterable[Part], opening: Iterable[str], closing: str) -> str:
    """Return the mail for readers without HTML: numbered sections, one item a paragraph, nothing wrapped."""
    lines = list(opening)
    for number, part in enumerate(parts):
        ordinal = f"{_ORDINALS[number]}、" if number < len(_ORDINALS) else ""
        note = f"（{part.note}）" if part.note else ""
        while lines and not lines[-1]:
            lines.pop()
        lines += ["", f"{ordinal}{part.title}{note}", ""]
        for entry in part.entries:
            lines += _plain_entry(part, entry)
    while lines and not lines[-1]:
        lines.pop()
    return "\n".join([*lines, "", "-- ", closing, ""])


def _plain_entry(part: Part, entry: Entry) -> list[str]:
    marks = "".join(f"[{number}]" for number in entry.cites)
    side = f"（{entry.side}）" if entry.side else ""
    if part.name == "figures":
        return ["　".join(filter(None, (f"· {entry.head}{marks}", entry.value, entry.body)))]
    first = f"{entry.number}{entry.head}{side}{marks}" if entry.head else f"{entry.body}{marks}"
    body = [f"　　{entry.body}"] if entry.head and entry.body else []
    lines = [f"　　{line}" for line in entry.lines]
    return [first, *body, *lines, *([""] if body or lines else [])]


def _part(section: Section, *, linked: bool) -> Part:
    entries = []
    for place, item in enumerate(section.items, 1):
        cites = tuple(dict.fromkeys(f.cites for f in item.fragments if f.cites)) if linked else ()
        entries.append(_entry(item, place, cites))
    return Part(section.name, one_line(section.title), tuple(entries), one_line(section.note))


def _entry(item: Item, place: int, cites: tuple[int, ...]) -> Entry:
    match item.kind:
        case "news":
            return Entry(_words(item.text), body=_words(item.detail), number=f"{place}. ", cites=cites)
        case "tile":
            values = [f for f in item.text if f.role in ("about", "value", "unit")]
            metric = [f for f in item.text if f not in values]
            trend = next((f.role for f in item.detail if f.role in ("up", "down")), "")
            return Entry(_words(metric), value=_words(values), body=_apart(item.detail), cites=cites, trend=trend)
        case "row":
            offices = [f for f in item.text if f.role == "office"]
            who = [f for f in item.text if f.role == "who"]
            done = [f for f in item.text if f not in offices and f not in who]
            asked = _asked(item.detail)
            body = "。".join(filter(None, (_words(done), asked)))
            return Entry(_words(who), side=_words(offices), body=body, cites=cites)
        case "short" | "long":
            lines = tuple(f"{f.label}. {_words((replace(f, label=''),))}" for f in item.detail)
            return Entry(_words(item.text), lines=lines, cites=cites)
        case "source":
            return Entry(_words(item.text), side=_words(item.detail), number=f"[{item.label}] ")
        case _:
            label = f"{item.label}：" if item.label else ""
            # Of a document the issuer comes first: 市商务局印发《…》
            fragments = sorted(item.fragments, key=lambda f: (item.kind == "document" and f.role != "issuer"))
            return Entry(body=label + _words(fragments), cites=cites)


def _asked(detail: tuple[Fragment, ...]) -> str:
    """Return 强调：… of the words said and what was demanded."""
    said = _words(f for f in detail if f.role == "said")
    rest = _words(f for f in detail if f.role != "said")
    return f"{said}：{rest}" if said and rest else said + rest


def _apart(fragments: Iterable[Fragment]) -> str:
    """Return the fragments parted by spaces; one whose label is a comma of ours follows at once."""
    shown = (_shown(f) if f.label.startswith(("、", "，")) else f" {_shown(f)}" for f in fragments)
    return one_line("".join(shown))


def _words(fragments: Iterable[Fragment]) -> str:
    """Return label, words and closing mark of each fragment, on one line."""
    return one_line("".join(map(_shown, fragments)))


def _shown(fragment: Fragment) -> str:
    # The page parts those present by a wide blank (　出席：…); in a line that is read aloud it needs a stop.
    label = "；" + fragment.label[1:] if fragment.label.startswith("\u3000") else fragment.label
    return f"{label}{fragment.text}{mark_of(fragment)}{fragment.after}"
