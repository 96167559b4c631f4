"""An item as plain words, for the forms that have lines only: text, Markdown, a mail's first part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.render.typography import safe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.model import Fragment, Item, Section

__all__ = ["EDITED", "MARKED", "detail_of", "entries_of", "mark_of", "text_of"]

# Stands behind words that an editor changed: lines of text have no dashed lines, a mail has no style at all.
EDITED = "〔改〕"
MARKED = f"标{EDITED}处"


def mark_of(fragment: Fragment) -> str:
    """Return the mark of words changed by hand; empty for words as printed."""
    return EDITED if fragment.edited is not None else ""


def _run(fragments: Iterable[Fragment], *, cites: bool) -> str:
    return "".join(
        safe(f.label + f.text + mark_of(f) + f.after) + (f"[{f.cites}]" if cites and f.cites else "") for f in fragments
    )


def text_of(item: Item, *, cites: bool = True) -> str:
    """Return what the item says first, with reference marks in brackets."""
    if item.kind == "row":
        titles = _run((f for f in item.text if f.role == "office"), cites=False)
        done = _run((f for f in item.text if f.role not in ("who", "office")), cites=cites)
        return f"{_run((f for f in item.text if f.role == 'who'), cites=False)}（{titles}） {done}" if titles else (
            f"{_run(item.text, cites=cites)}"
        )
    if item.kind == "tile":
        named = _run((f for f in item.text if f.role in ("subject", "metric")), cites=cites)
        return f"{named} {_run((f for f in item.text if f.role not in ('subject', 'metric')), cites=cites)}"
    if item.kind == "document":
        return " ".join(_run((f,), cites=cites) for f in item.text)
    return _run(item.text, cites=cites)


def detail_of(item: Item, *, cites: bool = True) -> str:
    """Return the rest of the item in one run; empty for a list, whose entries stand alone."""
    if item.kind in ("short", "long"):
        return ""
    if item.kind == "row" and item.detail:
        said = _run((f for f in item.detail if f.role == "said"), cites=False)
        return f"{said}：{_run((f for f in item.detail if f.role != 'said'), cites=cites)}"
    if item.kind == "tile":
        return " ".join(_run((f,), cites=cites) for f in item.detail).replace(" 、", "、")
    return _run(item.detail, cites=cites)


def entries_of(section: Section, item: Item) -> tuple[str, ...]:
    """Return the entries of a list, numbered; empty for any other item."""
    if section.name == "sources" or item.kind not in ("short", "long"):
        return ()
    return tuple(f"{f.label}. {safe(f.text + mark_of(f) + f.after)}" for f in item.detail)
