"""Looking inside: articles, facts, explain, config, doctor, completion."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from briefing.cli.settings import settings
from briefing.codec import dump_json

if TYPE_CHECKING:
    from argparse import Namespace
    from typing import TextIO

__all__ = ["articles", "completion", "config", "doctor", "explain", "facts"]


def articles(options: Namespace, out: TextIO) -> int:
    """Print the recovered articles."""
    from briefing.cli.reading import read_input
    from briefing.codec.articles import articles_json

    reading = read_input(options, settings(options))
    out.write(dump_json(articles_json(reading.articles, reading.notes, reading.sources, reading.date)))
    return _code(reading.failures)


def facts(options: Namespace, out: TextIO) -> int:
    """Print the facts of pages, or of articles/1 JSON."""
    from briefing.cli.progress import at_work
    from briefing.cli.reading import read_input
    from briefing.codec.facts import facts_json
    from briefing.pipeline import tell_stories

    chosen = settings(options)
    reading = read_input(options, chosen)
    with at_work("finding facts"):
        stories, notes = tell_stories(reading.articles, chosen, reading.date, dict(reading.days))
    out.write(dump_json(facts_json((f for story in stories for f in story.facts), (*reading.notes, *notes))))
    return _code(reading.failures)


def _code(failures: tuple[str, ...]) -> int:
    for line in failures:
        print(f"briefing: {line}", file=sys.stderr)
    return 1 if failures else 0


def explain(options: Namespace, out: TextIO) -> int:
    """Print where items of a brief were printed."""
    from briefing.cli.build import load_brief_text
    from briefing.codec.explain import explain as explained

    out.write(explained(load_brief_text(options.brief), options.brief, options.item))
    return 0


def config(options: Namespace, out: TextIO) -> int:
    """Print the resolved settings as TOML."""
    from briefing.config import dump_toml

    out.write(dump_toml(settings(options)))
    return 0


def doctor(options: Namespace, out: TextIO) -> int:
    """Print what this machine lacks; 0 when the main job can be done, 1 when something lesser cannot, else 2."""
    from briefing.doctor import checks, report

    found = checks(settings(options))
    out.write(report(found))
    states = {check.state for check in found}
    return 2 if "missing" in states else int("warning" in states)


def completion(options: Namespace, out: TextIO) -> int:
    """Print a completion script."""
    from briefing.cli.completion import completion as script
    from briefing.cli.parser import make_parser
    from briefing.rank import RANKERS
    from briefing.render import RENDERERS

    out.write(script(make_parser(), options.shell, {"--ranker": tuple(RANKERS), "--formats": tuple(RENDERERS)}))
    return 0
