"""Where an item was printed (出处): file, line numbers, printed lines, from the brief's JSON alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.codec.brief import load_brief
from briefing.errors import ConfigError
from briefing.registry import suggest

if TYPE_CHECKING:
    from briefing.model import Brief, Fragment, Item, Source

__all__ = ["explain"]

# Roles that the page sets apart from what follows.
_APART = frozenset(("who", "office", "said", "verb", "metric", "rank", "change", "up", "down"))


def explain(text: str, where: str = "brief.json", wanted: str | None = None) -> str:
    """Return each item, or the one wanted, with the printed lines it came from.

    wanted: an item's id ("news-3") or its number in reading order, from 1, as the listing prints it.
    Raises ReadError for a file that is no brief, ConfigError for an item that is not there.
    """
    brief = load_brief(text, where)
    items = [(number, item) for number, item in enumerate((i for s in brief.sections for i in s.items), 1)]
    if wanted:
        chosen = [(number, item) for number, item in items if wanted in (item.id, str(number))]
        if not chosen:
            near = suggest(wanted, (item.id for _, item in items))
            msg = f"{where}: no item {wanted!r}; numbers go from 1 to {len(items)}.{near}"
            raise ConfigError(msg)
        items = chosen
    return "\n".join(_told(number, item, brief) for number, item in items)


def _told(number: int, item: Item, brief: Brief) -> str:
    sources = {source.id: source for source in brief.sources}
    words = _run(item.text)
    more = _run(item.detail)
    out = [f"{number}  {item.id}  {' '.join(part for part in (item.label, words) if part)}"]
    if more:
        out.append(f"    {more}")
    edited = [fragment for fragment in item.fragments if fragment.edited is not None]
    out += [f"    编者改动：{fragment.edited}（原文：{fragment.passage.text or '无'}）" for fragment in edited]
    before = None
    for line in item.printed:
        if line.source != before:
            out.append(f"    {_place(sources.get(line.source), line.source)}")
            before = line.source
        out.append(f"    {line.line:>6}  {line.text}")
    if not item.printed:
        out.append("    （无原文行）")
    return "\n".join(out) + "\n"


def _run(fragments: tuple[Fragment, ...]) -> str:
    """Return the words in one line, with a blank where the page sets them in another place or type."""
    out = ""
    before = ""
    for fragment in fragments:
        entry = fragment.role == "entry"
        apart = entry or (before in _APART and fragment.role != before)
        gap = " " if out and apart else ""
        out += f"{gap}{fragment.label}{' ' if entry and fragment.label else ''}{fragment.text}{fragment.after}"
        before = fragment.role
    return out


def _place(source: Source | None, name: str) -> str:
    if source is None:
        return name
    return source.path + (f" {source.page}版" if source.page else "")
