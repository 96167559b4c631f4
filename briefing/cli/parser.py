"""What can be typed: commands, flags and their help."""

from __future__ import annotations

import argparse
import sys
from difflib import get_close_matches
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["make_parser"]

_ABOUT = "One-page daily briefings (每日要情) from the text of Chinese newspaper pages."
_EPILOG = """examples:
  briefing build                          the brief of the pages in seeds/, into out/
  briefing build pages/ --formats pdf,eml
  briefing preview pages/A01.txt          headlines, summaries and facts in the terminal
  briefing explain out/2024-03-08/brief.json 3
  briefing doctor                         what this machine lacks"""
_HELP = {
    "build": "read pages and make the brief",
    "render": "make the files again from a kept or edited brief.json",
    "preview": "headlines, summaries and facts in the terminal",
    "articles": "the recovered articles as JSON",
    "facts": "the facts as JSON",
    "summarise": "summaries of articles in a JSONL file",
    "train": "fit the learned ranker to your own articles and summaries",
    "rankers": "what sentences can be ranked by, with figures",
    "send": "mail a brief to the recipients in the settings, each once",
    "morning": "the unattended run: read, build, check, send",
    "explain": "where an item was printed",
    "config": "the resolved settings as TOML",
    "doctor": "what this machine lacks, and the line that mends it",
    "completion": "a completion script for bash, zsh or fish",
}


def make_parser(commands: Iterable[str] = ()) -> argparse.ArgumentParser:
    """Return the parser of the commands, all if none are named."""
    parser = _Parser(
        prog="briefing", description=_ABOUT, epilog=_EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--version", action=_Version, nargs=0, default=argparse.SUPPRESS, help="print the version")
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name in commands or _HELP:
        sub = subparsers.add_parser(name, help=_HELP[name], description=_HELP[name].capitalize() + ".")
        sub.add_argument("--config", metavar="FILE", help="settings (TOML); briefing.toml here if left out")
        _ADD[name](sub)
    return parser


class _Parser(argparse.ArgumentParser):
    """Tells what was typed wrong in one line, like every other message."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where help is, and end with 2."""
        shown = "".join(c if c.isprintable() else repr(c)[1:-1] for c in message[:300])
        self.exit(2, f"{self.prog}: {shown}. `{self.prog} --help` tells what can be typed.{self._near()}\n")

    def _near(self) -> str:
        """Return the command that was perhaps meant, "" where none is near or the command is right."""
        typed = next((word for word in sys.argv[1:] if not word.startswith("-")), "")
        near = get_close_matches(typed, _HELP, n=1, cutoff=0.6) if self.prog == "briefing" else []
        return f' Did you mean "{near[0]}"?' if near and near[0] != typed else ""


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        """Print the version and stop."""
        from importlib.metadata import PackageNotFoundError, version

        try:
            number = version("briefing")
        except PackageNotFoundError:
            # Run from its folder, where nothing is installed: the number is in the project's own file.
            import tomllib
            from pathlib import Path

            project = (Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8")
            number = tomllib.loads(project)["project"]["version"]
        print(f"briefing {number}")
        parser.exit(0)


def _inputs(sub: argparse.ArgumentParser, *, required: bool = False) -> None:
    default = "" if required else "; seeds/ if left out"
    about = f"page files or folders, - for standard input{default}"
    sub.add_argument("inputs", nargs="+" if required else "*", metavar="INPUT", help=about)
    sub.add_argument("--date", metavar="YYYY-MM-DD", help="the newspaper's date; found on the page if left out")


def _outputs(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--out", metavar="DIR", help="output folder (out)")
    sub.add_argument("--formats", metavar="LIST", help="of pdf,html,json,md,txt,png,eml (pdf,html,json)")
    sub.add_argument("--template", metavar="NAME", help="default, redhead, plain, or a folder of your own")
    sub.add_argument("--force", action="store_true", help="overwrite a brief.json that was edited by hand")


def _ranking(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--ranker", metavar="NAME", help="see `briefing rankers`")
    sub.add_argument("--weights", metavar="FILE", help="weights made by `briefing train`")


def _build(sub: argparse.ArgumentParser) -> None:
    _inputs(sub)
    _outputs(sub)
    _ranking(sub)
    sub.add_argument("--strict", action="store_true", help="exit 1 when there are warnings")


def _render(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("brief", metavar="BRIEF.json")
    _outputs(sub)


def _preview(sub: argparse.ArgumentParser) -> None:
    _inputs(sub)
    _ranking(sub)
    sub.add_argument("--full", action="store_true", help="every article with all its facts")
    sub.add_argument("--article", metavar="N", type=int, help="one story in full, chosen sentences marked")
    sub.add_argument("--width", metavar="COLUMNS", type=int, help="width to set (the terminal's)")
    sub.add_argument("--no-pager", action="store_true", help="never page long output")


def _articles(sub: argparse.ArgumentParser) -> None:
    _inputs(sub, required=True)
    sub.add_argument("--json", action="store_true", help="JSON (the only form there is)")


def _summarise(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("file", metavar="FILE.jsonl", help='rows {"id","title","article"}; - for standard input')
    sub.add_argument("--budget", metavar="N", type=int, help="wanted length in letters, digits and Han characters (80)")
    _ranking(sub)


def _train(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("file", metavar="FILE.jsonl", help='rows {"id","title","article","summary"}')
    sub.add_argument("--out", metavar="WEIGHTS.json", required=True, help="where to write what was learned")


def _send(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("brief", metavar="BRIEF.json", nargs="?", help="the brief of a build; its words as edited by hand")
    sub.add_argument("--dry-run", action="store_true", help="tell who would get it, send nothing")
    sub.add_argument("--again", action="store_true", help="send a changed brief to those who had the day's already")
    sub.add_argument("--status", action="store_true", help="who has had what")
    sub.add_argument("--out", metavar="DIR", help="output folder (out)")


def _morning(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("folder", metavar="FOLDER", nargs="?", help="pages of the day; morning.folder if left out")
    sub.add_argument("--out", metavar="DIR", help="output folder (out)")
    sub.add_argument("--date", metavar="YYYY-MM-DD", help="the newspaper's date; found on the page if left out")
    sub.add_argument("--today", metavar="YYYY-MM-DD", help="for tests and late runs")


def _explain(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("brief", metavar="BRIEF.json")
    sub.add_argument("item", nargs="?", metavar="ITEM", help="number or id of an item; all if left out")


def _completion(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("shell", choices=("bash", "zsh", "fish"))


_ADD = {
    "build": _build,
    "render": _render,
    "preview": _preview,
    "articles": _articles,
    "facts": _articles,
    "summarise": _summarise,
    "train": _train,
    "rankers": lambda _: None,
    "send": _send,
    "morning": _morning,
    "explain": _explain,
    "config": lambda _: None,
    "doctor": lambda _: None,
    "completion": _completion,
}
