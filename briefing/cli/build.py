"""Making the files: build from pages, render from a kept brief."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.archive import write_all
from briefing.cli.settings import settings
from briefing.errors import ReadError, RenderError
from briefing.pipeline import check_backends, fit_again, make_brief, publish
from briefing.read import standard_input

if TYPE_CHECKING:
    from argparse import Namespace
    from typing import TextIO

    from briefing.config import Config
    from briefing.model import Brief

__all__ = ["build", "load_brief_text", "load_kept", "publish_to", "render", "with_forms"]


def build(options: Namespace, out: TextIO) -> int:
    """Read pages, make the brief, write the files, print their paths."""
    from briefing.cli.progress import at_work
    from briefing.cli.reading import read_input, tell_notes
    from briefing.pipeline import edition_of
    from briefing.render import check_formats

    config = settings(options)
    check_backends(config)
    check_formats(config)
    reading = read_input(options, config)
    with at_work("finding facts") as tell:
        edition = edition_of(reading, config)
        out_folder = Path(config.deliver.out)
        config = with_forms(out_folder / edition.date.isoformat(), config)
        tell("composing the page")
        brief = make_brief(edition, config)
        tell("drawing the page")
        paths = publish_to(out_folder, brief, config, force=options.force)
    for line in edition.failures:
        print(f"briefing: {line}", file=sys.stderr)
    tell_notes(brief.notes)
    if brief.left_out:
        print(_left_out(brief), file=sys.stderr)
    out.writelines(f"{path}\n" for path in paths)
    warned = any(note.level == "warning" for note in brief.notes)
    return 1 if edition.failures or (options.strict and warned) else 0


def _left_out(brief: Brief) -> str:
    """Return in one line what did not get onto the page."""
    counts: dict[str, int] = {}
    for each in brief.left_out:
        counts[each.reason] = counts.get(each.reason, 0) + 1
    told = "；".join(f"{reason} {count} 条" for reason, count in counts.items())
    return f"未尽列：{told}（明细见 brief.json 的 left_out）"


def publish_to(out: Path, brief: Brief, config: Config, *, force: bool) -> tuple[Path, ...]:
    """Write the formats wanted into `out/<date>/` and return their paths; nothing edited by hand is overwritten."""
    folder = out / brief.date.isoformat()
    if not force:
        _guard(folder / "brief.json")
    return write_all(folder, publish(brief, config))


def with_forms(folder: Path, config: Config) -> Config:
    """Return the settings with all formats to be made in a folder, known before a brief is fitted to its page.

    `brief.json` is always among them: `explain`, `render` and `send` go on from it. So are those that an earlier run
    left there: no form may tell other news than the rest. No format wanted stays none, which `publish` refuses.
    """
    from briefing.render import RENDERERS

    if not config.render.formats:
        return config
    # os.path, for it takes a name that is too long for one that is not there; writing tells what is wrong with it.
    there = [name for name in RENDERERS if os.path.isfile(folder / f"brief.{name}")]  # noqa: PTH113 - as said
    formats = tuple(dict.fromkeys((*config.render.formats, "json", *there)))
    return replace(config, render=replace(config.render, formats=formats))


def _guard(kept: Path) -> None:
    """Raise RenderError where a brief.json that was edited by hand would be overwritten."""
    if not os.path.isfile(kept):  # noqa: PTH113 - as in with_forms
        return
    from briefing.codec.brief import is_edited

    try:
        edited = is_edited(kept.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        edited = True
    if edited:
        msg = (
            f"{kept}: edited by hand since it was made. `briefing render {kept}` prints the edited brief; "
            "--force (of build and render) overwrites it."
        )
        raise RenderError(msg)


def render(options: Namespace, out: TextIO) -> int:
    """Make the files again from a brief that was kept or edited, fitted anew where the page does not hold it."""
    from briefing.codec.brief import is_edited, load_brief
    from briefing.render import check_formats

    config = settings(options)
    check_formats(config)
    kept = Path(options.brief)
    text = load_brief_text(options.brief)
    was = load_brief(text, options.brief)
    beside = options.out is None
    config = with_forms(kept.parent if beside else Path(config.deliver.out) / was.date.isoformat(), config)
    brief = fit_again(was, config, anew=options.template is not None, fill=is_edited(text))
    there = {item.id for section in was.sections for item in section.items if section.name != "sources"}
    items = (item for section in brief.sections for item in section.items if section.name != "sources")
    if back := sum(item.id not in there for item in items):
        print(f"版面有余，补回 {back} 条（原列于 left_out）", file=sys.stderr)
    known = {id(left) for left in was.left_out}
    if given_up := tuple(left for left in brief.left_out if id(left) not in known):
        print(_left_out(replace(brief, left_out=given_up)), file=sys.stderr)
    if beside:
        # Beside the brief it came from; the brief itself stays as its editor left it.
        formats = tuple(name for name in config.render.formats if name != "json")
        config = replace(config, render=replace(config.render, formats=formats))
        paths = write_all(kept.parent, publish(brief, config)) if formats else ()
    else:
        paths = publish_to(Path(config.deliver.out), brief, config, force=options.force)
    out.writelines(f"{path}\n" for path in paths)
    return 0


def load_kept(path: str) -> Brief:
    """Return the brief of a brief.json. Raises ReadError."""
    from briefing.codec.brief import load_brief

    return load_brief(load_brief_text(path), path)


def load_brief_text(path: str) -> str:
    """Return the text of a brief.json. Raises ReadError."""
    try:
        data = standard_input() if path == "-" else Path(path).read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        msg = f"{path}: cannot be read ({error.strerror}). Give the brief.json that `briefing build` wrote."
        raise ReadError(msg) from error
    except ValueError as error:
        msg = f"{path}: not UTF-8 JSON ({error}). Give the brief.json that `briefing build` wrote."
        raise ReadError(msg) from error
