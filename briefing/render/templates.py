"""The Jinja environment: where templates lie, what they see, how their faults are told."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from markupsafe import Markup, escape

from briefing.errors import ConfigError
from briefing.model import Metrics
from briefing.registry import suggest
from briefing.render.charts import Bar, bar_svg, tiling
from briefing.render.typography import MARK, plain, safe, typeset

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from jinja2.runtime import Context

    from briefing.model import Brief, Fragment, Item, Printed, Section, Source

__all__ = ["Design", "css_of", "design_of", "fill", "page_notes"]

_NUMBER_END = re.compile(r"[、，]?[0-9.:%-]+$")
_CONTRADICTION = re.compile("不一|不符|矛盾|出入|而正文|正文作")
# Characters of a note on the page; all of it stands in brief.json.
_NOTE = 60
_META = ("issuer", "number", "grade", "recipients", "copies", "tally", "paper")
# What a folder must have one of to be a template.
_OWN = ("template.toml", "*.css", "*.j2", "sections/*.j2")
_WEEKDAYS = "一二三四五六日"
# Roles whose words are never broken over two lines where they are short, and roles that have a look of their own.
_WHOLE = frozenset({"who", "present", "value", "unit", "up", "down"})
_LONGEST_WHOLE = 12
_STYLED = frozenset({"about", "value", "unit", "up", "down"})
# Roles that make running text: what we say before them belongs to it, as a mark alone does anywhere.
_RUNNING = frozenset({"headline", "summary", "event", "demand", "source", "reporter", "title", "office", "role"})
_MARKS = frozenset("、，；：")
_SHORT_OFFICE = 5
# So many characters stay together at the end of a headline and of a paragraph: a last line of one looks lost.
_ENDS = {"headline": 4, "summary": 2, "demand": 2, "event": 2, "role": 2}
# Roles that begin a line.
_OPENS = frozenset({"headline", "metric", "subject"})


@dataclass(frozen=True, slots=True, eq=False)
class Design:
    """A template: the folders to search in order, its type size, its columns by section, what its type takes.

    colours: of the bars of a chart, for amounts and increases, and for decreases.
    """

    name: str
    folders: tuple[Path, ...]
    base_pt: float
    columns: Mapping[str, int]
    metrics: Metrics
    colours: tuple[str, str]


def _home() -> Path:
    """Return the folder of the named templates: beside the package in the repository, inside it in the wheel."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


@lru_cache(maxsize=8)
def design_of(template: str) -> Design:
    """Return the template of that name or folder. Raises ConfigError with the nearest known name."""
    home = _home()
    known = sorted(path.parent.name for path in home.glob("*/template.toml"))
    folders = [home / "default"]
    if template in known:
        folders.insert(0, home / template)
    elif Path(template).is_dir():
        own = Path(template).resolve()
        if not any(True for pattern in _OWN for _ in own.glob(pattern)):
            msg = f'render.template = "{template}" is a folder without any file of a template. See templates/default.'
            raise ConfigError(msg)
        folders.insert(0, own)
    elif template != "default":
        msg = f'render.template = "{template}" is neither a template nor a folder.{suggest(template, known)}'
        raise ConfigError(msg)
    settings: dict[str, Any] = {}
    for folder in reversed(folders):
        path = folder / "template.toml"
        if path.is_file():
            try:
                given = tomllib.loads(path.read_text(encoding="utf-8"))
            except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
                msg = f"{path}: cannot be used as the template's settings: {error}"
                raise ConfigError(msg) from error
            tables = {name: {**settings.get(name, {}), **given.get(name, {})} for name in ("columns", "metrics")}
            settings = {**settings, **given, **tables}
    return _design(template, tuple(dict.fromkeys(folders)), settings)


def _design(template: str, folders: tuple[Path, ...], settings: Mapping[str, Any]) -> Design:
    """Return the design of its settings. Raises ConfigError for a value that is none."""
    known = {field.name for field in fields(Metrics)}
    where = folders[0] / "template.toml"
    try:
        columns = {str(name): min(max(1, int(count)), 6) for name, count in settings.get("columns", {}).items()}
        metrics = {str(name): float(value) for name, value in settings.get("metrics", {}).items()}
        base_pt = float(settings.get("base_pt", 9.0))
    except (TypeError, ValueError) as error:
        msg = f"{where}: base_pt, columns and metrics must be numbers: {error}"
        raise ConfigError(msg) from error
    for name in metrics:
        if name not in known:
            msg = f"{where}: metrics.{name} is not a measure.{suggest(name, known)}"
            raise ConfigError(msg)
    across = {"news_columns": "news", "figure_columns": "figures", "list_columns": "lists"}
    measures: dict[str, Any] = {**metrics, **{field: columns.get(name, 1) for field, name in across.items()}}
    colours = str(settings.get("bar", "#b3161b")), str(settings.get("bar_falling", "#17713f"))
    return Design(template, folders, base_pt, columns, replace(Metrics(), **measures), colours)


@lru_cache(maxsize=8)
def _environment(design: Design) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader([str(folder) for folder in design.folders]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(
        plain=plain, date=_date, weekday=_weekday, role=_role, rows=_rows, halves=_halves, spans=_spans,
        zh=_typeset, words=_words, kind=_kind, apart=_apart, by_source=_by_source, audience=_audience,
        unlabelled=_unlabelled,
        tiling=lambda section: tiling(section.items, design.columns.get("figures", 1)), bar=partial(_bar, design),
    )
    return environment


def fill(design: Design, name: str, brief: Brief, *, edited_mark: str = "虚线处", **more: object) -> str:
    """Return the template `name` of the design, filled with the brief. edited_mark: as for page_notes.

    Raises ConfigError with file, line and the line itself where the template is wrong.
    """
    fragments = [f for section in brief.sections for item in section.items for f in item.fragments]
    people = frozenset(fragment.text for fragment in fragments if fragment.role in ("who", "present"))
    rows = [f for s in brief.sections if s.name == "leaders" for item in s.items for f in item.text]
    whole = people | {part for f in rows if f.role in ("office", "title") for part in _unbroken(f.text)}
    origins = {source.id: source for source in brief.sources}
    meta = {**dict.fromkeys(_META, ""), **dict(brief.meta)}
    try:
        return _environment(design).get_template(name).render(
            brief=brief, meta=meta, columns=design.columns, base_pt=design.base_pt,
            notes=page_notes(brief, edited_mark),
            linked=any(section.name == "sources" for section in brief.sections),
            people=whole, origins=origins, **more,
        )
    except jinja2.TemplateSyntaxError as error:
        raise ConfigError(_fault(error.filename or error.name or name, error.lineno, str(error.message))) from error
    except jinja2.TemplateNotFound as error:
        msg = f"{design.folders[0]}: the template asks for {error.name}, which is not there."
        raise ConfigError(msg) from error
    except (jinja2.TemplateError, TypeError, ValueError, AttributeError, KeyError, ZeroDivisionError) as error:
        raise ConfigError(_traced(error, design)) from error


def css_of(design: Design, *names: str) -> Markup:
    """Return the style sheets of those names, the default's first, so that a template overrides what differs.

    No name: brief.css.
    """
    parts = []
    for path in (folder / name for folder in reversed(design.folders) for name in names or ("brief.css",)):
        if path.is_file():
            try:
                parts.append(path.read_text(encoding="utf-8").replace("</", "<\\/"))
            except (OSError, UnicodeDecodeError) as error:
                msg = f"{path}: cannot be read as a style sheet: {error}"
                raise ConfigError(msg) from error
    return Markup("\n".join(parts))  # noqa: S704 - the template's own style sheet, its closing tags disarmed


def page_notes(brief: Brief, edited_mark: str = "虚线处") -> str:
    """Return what is told in small type at the foot: where words come from, edits, doubts.

    edited_mark: how this form of the brief marks words that were changed by hand.
    """
    edited = [f for s in brief.sections for i in s.items for f in i.fragments if f.edited is not None]
    parts = []
    if edited:
        parts.append(f"{edited_mark} {len(edited)} 处文字经编者改动，非原文；其余为原文摘录，可溯至原版面行号。")
    else:
        parts.append("正文均为原文摘录，逐条可溯至原版面行号。")
    # A contradiction in the words concerns the reader; a doubt about the layout rather the maker: it comes after.
    # What is only information stays in brief.json; where it concerns words of the page, its reader is told how often.
    warnings = [note for note in brief.notes if note.level == "warning"]
    ordered = sorted(warnings, key=lambda note: not _CONTRADICTION.search(note.message))
    doubts = [note.message.rstrip("。") for note in ordered]
    if doubts:
        more = f"；另有 {len(doubts) - 3} 条" if len(doubts) > 3 else ""
        short = (doubt if len(doubt) <= _NOTE else _cut(doubt) + "…" for doubt in doubts[:3])
        parts.append(f"提示：{'；'.join(short)}{more}。")
    if doubted := _doubted(brief):
        parts.append(f"所摘原文有 {doubted} 处在原版面上的归属存疑，宜对照原版面。")
    return "".join(parts)


def _doubted(brief: Brief) -> int:
    """Return how many doubts about the layout of the newspaper concern words that are printed on the page."""
    printed = [
        span
        for section in brief.sections
        for item in section.items
        for fragment in item.fragments
        for span in fragment.passage.spans
    ]
    return sum(
        any(
            span.source == doubt.source and span.start < doubt.end and doubt.start < span.end
            for doubt in note.spans
            for span in printed
        )
        for note in brief.notes
        if note.level == "info"
    )


def _cut(doubt: str) -> str:
    """Return the beginning of a long note; never half a number or date, which would tell another one."""
    head = doubt[:_NOTE]
    whole = _NUMBER_END.sub("", head) if _NUMBER_END.search(doubt[: _NOTE + 1]) else head
    return whole or head


def _fault(file: str, line: int | None, message: str) -> str:
    text = ""
    with suppress(OSError, IndexError, UnicodeDecodeError):
        text = Path(file).read_text(encoding="utf-8").splitlines()[(line or 1) - 1].strip()
    return f"{file}:{line}: {message}" + (f"\n    {text}" if text else "")


def _traced(error: Exception, design: Design) -> str:
    """Return the message with the deepest place within the template's own files."""
    place: tuple[str, int] | None = None
    trace = error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if any(file.startswith(str(folder)) for folder in design.folders):
            place = file, trace.tb_lineno
        trace = trace.tb_next
    return _fault(place[0], place[1], str(error)) if place else f"{design.folders[0]}: {error}"


def _unbroken(office: str) -> list[str]:
    """Return the parts of an office that are never broken: 市委副书记 | 市长; of a long one, its last word (书记)."""
    parts = [part for part in re.split("[、，,]", office) if part]
    return [part if len(part) <= _SHORT_OFFICE else part[-2:] for part in parts]


@jinja2.pass_context
def _typeset(context: Context, text: object, marked: object = None) -> Markup:
    return typeset(str(text), context["people"], follows=MARK if marked else "")


@jinja2.pass_context
def _words(context: Context, fragment: Fragment, last: bool = False) -> Markup:  # noqa: FBT001, FBT002 - a filter
    """Return the words as HTML. last: nothing but a mark follows them."""
    if _is_whole(fragment):
        return escape(safe(fragment.text))
    return typeset(
        fragment.text,
        context["people"],
        opens=fragment.role == "entry" or (fragment.role in _OPENS and not fragment.label.strip()),
        follows=fragment.after or (MARK if fragment.cites else ""),
        ends=_ENDS.get(fragment.role, 0) if last else 0,
    )


def _is_whole(fragment: Fragment) -> bool:
    return fragment.role in _WHOLE and len(fragment.text) <= _LONGEST_WHOLE


def _kind(fragment: Fragment) -> str:
    """Return the classes of the words; empty for those that need no element of their own."""
    return " ".join(
        filter(
            None,
            (
                fragment.role if fragment.role in _STYLED and fragment.text else "",
                "nb" if _is_whole(fragment) else "",
                "edited" if fragment.edited is not None else "",
            ),
        )
    )


def _apart(fragment: Fragment) -> bool:
    """Tell whether what we say before the words stands out from them."""
    return fragment.role not in _RUNNING and fragment.label not in _MARKS


def _date(date: dt.date) -> str:
    return f"{date.year}年{date.month}月{date.day}日"


def _weekday(date: dt.date) -> str:
    return f"星期{_WEEKDAYS[date.weekday()]}"


def _bar(design: Design, bar: Bar) -> Markup:
    return bar_svg(bar, *design.colours)


def _audience(fragments: Iterable[Fragment]) -> tuple[Fragment, ...]:
    """Return who else was there, on a line of its own: without the space that parts it from the deed in plain text."""
    present = _role(fragments, "present")
    return (replace(present[0], label=present[0].label.lstrip("　")), *present[1:]) if present else ()


def _unlabelled(fragment: Fragment) -> Fragment:
    return replace(fragment, label="")


def _role(fragments: Iterable[Fragment], *roles: str) -> tuple[Fragment, ...]:
    return tuple(fragment for fragment in fragments if fragment.role in roles)


def _rows(section: Section, columns: int) -> tuple[tuple[tuple[Item, ...], ...], ...]:
    """Return the items as rows of columns: one row, its columns as composed; a row an item where there is one."""
    if columns == 1 or len(section.items) == 1:
        return tuple(((item,),) for item in section.items)
    numbers = sorted(Counter(item.column for item in section.items))
    return (tuple(tuple(item for item in section.items if item.column == number) for number in numbers),)


def _halves(item: Item, across: int) -> tuple[Sequence[Fragment], ...]:
    """Return the entries of a list as columns, where so many lists stand abreast."""
    count = item.columns(across)
    size = -(-len(item.detail) // count)
    return tuple(item.detail[at : at + size] for at in range(0, len(item.detail), size)) if size else ()


def _spans(item: Item) -> str:
    spans = dict.fromkeys(span for fragment in item.fragments for span in fragment.passage.spans)
    return " ".join(f"{span.source}:{span.start}-{span.end}" for span in spans)


@jinja2.pass_context
def _by_source(context: Context, lines: Iterable[Printed]) -> list[dict[str, Any]]:
    """Return the printed lines in groups of one source each, a new group where the lines jump."""
    sources: Mapping[str, Source] = context["origins"]
    groups: list[dict[str, Any]] = []
    for line in lines:
        source = sources.get(line.source)
        if not groups or groups[-1]["id"] != line.source:
            path, page = (source.path, source.page or "") if source else (line.source, "")
            groups.append({"id": line.source, "path": path, "page": page, "lines": []})
        groups[-1]["lines"].append(line)
    return groups
