"""The brief as mail: a letter for each reader, and the draft that `--formats eml` writes.

Tables, inlined styles, no picture, no web font, nothing to fetch: what mail programs show is checked against public
support tables in tests/render/mail_support.json. Dark mode is a media query; who drops it sees the light page.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import lru_cache
from html import escape
from importlib import import_module
from typing import TYPE_CHECKING

import css_inline

from briefing.codec.mime import Envelope, Letter, message_bytes, message_id, one_line
from briefing.errors import ConfigError
from briefing.model import Rendered
from briefing.render.mailview import first_headline, headlines, parts_of, plain_text
from briefing.render.templates import css_of, design_of, fill, page_notes
from briefing.render.wording import MARKED

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.config import Config, Recipient
    from briefing.model import Brief
    from briefing.render.mailview import Part

__all__ = ["letters", "render"]

# Gmail cuts a message off at 102 kB of HTML.
MAX_HTML = 100_000
# Room for a salutation of 250 characters, however they are escaped.
_LONGEST_SALUTATION = 2_000
_LONGEST_SUBJECT = 40
_LONGEST_PREHEADER = 90
_WEEKDAYS = "一二三四五六日"
# Stands for a reader's own first line until the letter is addressed; one_line takes it out of all printed words.
_SALUTATION = "\ufdd0"
_CHINA = dt.timezone(dt.timedelta(hours=8))
_CUT = "（邮件过长，其余内容从略）"
_NO_SENDER = ("", "brief@localhost")


def letters(brief: Brief, config: Config) -> Callable[[Recipient], Letter | None]:
    """Return what each reader gets: their sections, their salutation; None if none of their sections is there.

    The page is drawn once, each choice of sections is arranged once. Raises RenderError where no PDF can be drawn.
    """
    pdf = (_page(brief, config),) if config.deliver.attach_pdf else ()

    @lru_cache(maxsize=64)
    def arranged(sections: tuple[str, ...], *, greeted: bool) -> Letter | None:
        parts = parts_of(brief, sections)
        return _arranged(brief, parts, config, pdf, _SALUTATION if greeted else "") if parts else None

    def letter(recipient: Recipient) -> Letter | None:
        salutation = _salutation(recipient, config)
        base = arranged(recipient.sections, greeted=bool(salutation))
        return base and _addressed(base, salutation)

    return letter


def render(brief: Brief, config: Config) -> Rendered:
    """Return the mail as a draft without recipients, dated seven o'clock on the edition's day."""
    pdf = (_page(brief, config),) if config.deliver.attach_pdf else ()
    letter = _arranged(brief, parts_of(brief), config, pdf)
    seven = dt.datetime.combine(brief.date, dt.time(7), _CHINA)
    identity = message_id(brief.date.isoformat(), letter.html, "", "localhost")
    envelope = Envelope(_sender(config), None, seven, identity)
    return Rendered("brief.eml", "message/rfc822", message_bytes(letter, envelope))


def _sender(config: Config) -> tuple[str, str]:
    """Return the sender of the settings as it is written there; a draft may lack one."""
    name, _, address = config.deliver.sender.rpartition("<")
    address = one_line(address).strip("<> ")
    return (name.strip(' "'), address) if address.count("@") == 1 and address.isascii() else _NO_SENDER


def _page(brief: Brief, config: Config) -> Rendered:
    """Return the page as PDF under its Chinese name."""
    drawn: Rendered = import_module("briefing.render.pdf").render(brief, config)
    return replace(drawn, filename=f"{brief.title}{brief.date.isoformat()}.pdf")


def _arranged(
    brief: Brief, parts: tuple[Part, ...], config: Config, pdf: tuple[Rendered, ...], salutation: str = ""
) -> Letter:
    """Return the letter, its HTML small enough not to be cut off. salutation: the first line, "" for none."""
    subject = _subject(brief)
    dateline = _dateline(brief)
    foot = _foot(brief, config, pdf)
    html = _html(brief, parts, config, subject=subject, dateline=dateline, foot=foot, salutation=salutation)
    while len(html.encode("utf-8", "replace")) > MAX_HTML - _LONGEST_SALUTATION and any(part.entries for part in parts):
        parts = _halved(parts)
        foot = _CUT + foot.removeprefix(_CUT)
        html = _html(brief, parts, config, subject=subject, dateline=dateline, foot=foot, salutation=salutation)
    opening = (one_line(brief.title), dateline, *(("", salutation) if salutation else ()))
    return Letter(subject, plain_text(parts, opening, foot), html, pdf)


def _halved(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return the parts with the later half of the longest one gone."""
    longest = max(range(len(parts)), key=lambda at: (len(repr(parts[at].entries)), -at))
    part = parts[longest]
    kept = replace(part, entries=part.entries[: len(part.entries) // 2])
    return (*parts[:longest], kept, *parts[longest + 1 :])


def _html(brief: Brief, parts: tuple[Part, ...], config: Config, *, dateline: str, **more: str) -> str:
    """Return the HTML with the style sheet in its style attributes, for many mail programs drop the sheet."""
    design = design_of(config.render.template)
    preheader = "；".join(headlines(brief)[1:])[:_LONGEST_PREHEADER] or dateline
    html = fill(
        design, "email.html.j2", brief, title=one_line(brief.title), preheader=preheader, sections=parts,
        dateline=dateline, **more,
    )
    try:
        return _inliner(css_of(design, "email.css")).inline(html)
    except css_inline.InlineError as error:
        msg = f"{design.folders[0]}: email.css or email.html.j2 cannot be made into a mail: {error}"
        raise ConfigError(msg) from error


@lru_cache(maxsize=4)
def _inliner(css: str) -> css_inline.CSSInliner:
    return css_inline.CSSInliner(
        extra_css=css, load_remote_stylesheets=False, keep_at_rules=True, minify_css=True, inline_style_tags=True
    )


def _addressed(letter: Letter, salutation: str) -> Letter:
    """Return the letter with the reader's own first line in the place kept for it."""
    return replace(
        letter,
        text=letter.text.replace(_SALUTATION, salutation, 1),
        html=letter.html.replace(_SALUTATION, escape(salutation), 1),
    )


def _salutation(recipient: Recipient, config: Config) -> str:
    """Return the first line for this reader; one that needs a name is left out where there is none."""
    words = recipient.salutation or config.deliver.salutation
    if "{name}" in words and not recipient.name:
        return ""
    return one_line(words.replace("{name}", recipient.name))[:_LONGEST_SALUTATION // 8]


def _subject(brief: Brief) -> str:
    head = first_headline(brief)
    head = head if len(head) <= _LONGEST_SUBJECT else head[: _LONGEST_SUBJECT - 1] + "…"
    return "：".join(filter(None, (f"{one_line(brief.title)} {brief.date.isoformat()}", head)))


def _dateline(brief: Brief) -> str:
    meta = dict(brief.meta)
    day = f"{brief.date.year}年{brief.date.month}月{brief.date.day}日 星期{_WEEKDAYS[brief.date.weekday()]}"
    return "　".join(filter(None, (day, *(one_line(meta.get(name, "")) for name in ("number", "issuer", "tally")))))


def _foot(brief: Brief, config: Config, pdf: tuple[Rendered, ...]) -> str:
    page = "附件为可打印的一页简报（PDF）。" if pdf else ""
    leave = "如不再需要，请回复本邮件或使用邮箱的退订功能。" if config.deliver.sender else ""
    return f"本简报由程序据报纸版面自动编成。{one_line(page_notes(brief, MARKED))}{page}{leave}"
