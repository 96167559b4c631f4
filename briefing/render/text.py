"""The brief as plain text, for any chat window or terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model import Rendered
from briefing.render.templates import page_notes
from briefing.render.typography import safe
from briefing.render.wording import MARKED, detail_of, entries_of, text_of

if TYPE_CHECKING:
    from briefing.config import Config
    from briefing.model import Brief

__all__ = ["plain_text", "render"]

_WEEKDAYS = "一二三四五六日"
_SENT = (("recipients", "报送"), ("copies", "抄送"))


def plain_text(brief: Brief) -> str:
    """Return the brief in lines; nothing is wrapped, the reader's window does that."""
    meta = dict(brief.meta)
    date = f"{brief.date.year}年{brief.date.month}月{brief.date.day}日 星期{_WEEKDAYS[brief.date.weekday()]}"
    heading = (date, *(meta.get(name, "") for name in ("number", "issuer", "tally", "grade")))
    out = [safe(brief.title), " ".join(safe(part) for part in heading if part)]
    for section in brief.sections:
        out += ["", f"【{safe(section.title)}】" + safe(section.note) + (f"[{section.cites}]" if section.cites else "")]
        for number, item in enumerate(section.items, 1):
            if section.name == "sources":
                out.append(f"[{item.label}] {text_of(item)}" + (f"（{detail_of(item)}）" if item.detail else ""))
                continue
            lead = f"{number}. " if section.name == "news" else "· "
            said, rest = lead + (f"{safe(item.label)}：" if item.label else "") + text_of(item), detail_of(item)
            # A figure is read at a glance: what stands beside it stays in its line.
            out += [f"{said}　{rest}"] if rest and item.kind == "tile" else [said, *([f"   {rest}"] if rest else [])]
            out += [f"   {entry}" for entry in entries_of(section, item)]
    sent = [f"{label}：{safe(meta[name])}" for name, label in _SENT if meta.get(name)]
    return "\n".join([*out, "", safe(page_notes(brief, MARKED)), *sent, ""])


def render(brief: Brief, config: Config) -> Rendered:
    """Return the brief as plain text."""
    del config
    return Rendered("brief.txt", "text/plain; charset=utf-8", plain_text(brief).encode("utf-8", "replace"))
