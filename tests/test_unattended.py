from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.config import Config, DeliverConfig, MorningConfig
from briefing.deliver import Outcome, Receipt
from briefing.errors import ConfigError, DeliveryError, ReadError, RenderError
from briefing.model import Article, Brief, Edition, Item, Section, Sentence, Story
from briefing.passage import Passage
from briefing.unattended import Work, health_path, morning

TODAY = dt.date(2024, 3, 8)
NOW = dt.datetime(2024, 3, 8, 7, 0, tzinfo=dt.timezone(dt.timedelta(hours=8)))
STORY = Story(Article("a1"), (Sentence(0, 0, Passage.of("全市大会召开。", "p1")),), ())
SIDEBAR = Story(Article("a2", "sidebar", "a1"), (Sentence(0, 0, Passage.of("全市大会召开。", "p1")),), ())
BRIEF = Brief(TODAY, "每日要情", (Section("news", "要闻", (Item("n1"),)),))


def edition(date=TODAY, stories=1, failures=()):
    return Edition(date, (STORY,) * stories, (), failures=failures)


class Steps:
    """The work of a day, each step noted."""

    def __init__(self, found=None, brief=BRIEF, receipt=None):
        self.done = []
        self.found = found or edition()
        self.brief = brief
        self.receipt = receipt or Receipt((Outcome("a@example.org", "sent"),))
        self.aside = ()

    def note(self, step, result):
        self.done.append(step)
        if isinstance(result, Exception):
            raise result
        return result

    @property
    def work(self):
        return Work(
            read=lambda _: self.note("read", self.found),
            compose=lambda _: self.note("compose", self.brief),
            publish=lambda _: self.note("publish", (Path("out/2024-03-08/brief.pdf"),)),
            send=lambda _: self.note("send", self.receipt),
            aside=lambda _: self.aside,
        )


@pytest.fixture
def config(tmp_path):
    return Config(deliver=DeliverConfig(out=str(tmp_path / "out")))


def run(steps, config, today=TODAY):
    return morning("pages", config, steps.work, today=today, now=lambda: NOW)


def health(config):
    return json.loads(health_path(config).read_text(encoding="utf-8"))


def test_a_good_day_is_read_built_checked_and_sent(config):
    steps = Steps()
    report = run(steps, config)
    assert steps.done == ["read", "compose", "publish", "send"]
    assert (report.state, report.code) == ("done", 0)
    assert report.line == "2024-03-08: done; 1 story; mail: 1 sent"
    assert health(config)["last_success"] == report.as_json()


@pytest.mark.parametrize(("date", "state"), [
    (dt.date(2024, 3, 6), "stale"), (dt.date(2023, 3, 8), "stale"), (dt.date(2024, 3, 7), "done"),
    (dt.date(2024, 3, 9), "done"), (dt.date(2024, 3, 10), "future"),
])
def test_an_old_or_impossible_edition_is_not_sent(config, date, state):
    steps = Steps(edition(date))
    report = run(steps, config)
    assert report.state == state
    if state != "done":
        assert steps.done == ["read"]
        assert report.code == 2
        assert "Nothing was made or sent" in report.line


def test_how_old_is_too_old_can_be_set(config):
    steps = Steps(edition(dt.date(2024, 3, 1)))
    assert run(steps, replace(config, morning=MorningConfig(max_age_days=7))).state == "done"
    assert run(steps, replace(config, morning=MorningConfig(max_age_days=6))).state == "stale"


def test_an_edition_with_too_few_stories_is_not_sent(config):
    steps = Steps(edition(stories=3))
    report = run(steps, replace(config, morning=MorningConfig(min_stories=4)))
    assert (report.state, report.code, steps.done) == ("too small", 2, ["read"])
    assert "3 stories" in report.message


def test_stories_are_counted_as_the_page_counts_them(config):
    steps = Steps(Edition(TODAY, (STORY, SIDEBAR), ()))
    report = run(steps, replace(config, morning=MorningConfig(min_stories=2)))
    assert (report.state, report.stories) == ("too small", 1)
    assert "1 story found" in report.message


def test_a_run_that_is_not_to_send_makes_the_files_and_is_done(config):
    steps = Steps()
    report = run(steps, replace(config, morning=MorningConfig(send=False)))
    assert (report.state, report.code, steps.done) == ("done", 0, ["read", "compose", "publish"])
    assert report.line == "2024-03-08: done; 1 story; mail: not sent, as morning.send is false"


@pytest.mark.parametrize(("date", "outcomes", "state"), [
    (TODAY, ("had", "had"), "done"),
    (TODAY - dt.timedelta(1), ("had", "skipped"), "nothing new"),
    (TODAY - dt.timedelta(1), ("had", "sent"), "done"),
    (TODAY - dt.timedelta(1), ("skipped",), "done"),
    (TODAY - dt.timedelta(1), ("had", "refused"), "partly"),
])
def test_pages_of_yesterday_that_all_had_are_nothing_new(config, date, outcomes, state):
    receipt = Receipt(tuple(Outcome(f"{number}@example.org", each) for number, each in enumerate(outcomes)))
    report = run(Steps(edition(date), receipt=receipt), config)
    assert (report.state, report.code) == (state, 0 if state == "done" else 1)
    assert ("Are today's pages in the folder?" in report.line) == (state == "nothing new")
    assert (health(config)["last_success"] is None) == (state != "done")


def test_what_lies_in_the_folder_and_is_no_page_is_told(config):
    steps = Steps()
    steps.aside = ("A03.docx", "A04/")
    report = run(steps, config)
    assert report.code == 0
    assert "2 entries of the folder left aside (A03.docx)" in report.line
    assert report.as_json()["left_aside"] == ["A03.docx", "A04/"]


def test_an_empty_brief_is_not_sent(config):
    steps = Steps(brief=replace(BRIEF, sections=(Section("news", "要闻"),)))
    report = run(steps, config)
    assert (report.state, report.code, steps.done) == ("too small", 2, ["read", "compose"])


def test_a_bad_page_does_not_stop_the_others_and_is_told(config):
    steps = Steps(edition(failures=("pages/A02.pdf: not a PDF",)))
    report = run(steps, config)
    assert steps.done[-1] == "send"
    assert (report.state, report.code) == ("partly", 1)
    assert "1 page not read (pages/A02.pdf: not a PDF)" in report.line


def test_readers_who_could_not_be_reached_are_told(config):
    steps = Steps(receipt=Receipt((Outcome("a@example.org", "sent"), Outcome("b@example.org", "refused", "550 no"))))
    report = run(steps, config)
    assert (report.state, report.code) == ("partly", 1)
    assert "b@example.org: refused (550 no)" in report.line


@pytest.mark.parametrize(("step", "error"), [
    ("found", ReadError("pages: nothing readable in the folder.")),
    ("brief", ConfigError("no room")),
    ("receipt", DeliveryError("smtp.example.org:587: user name or password refused (535)")),
    ("receipt", RenderError("no Pango")),
])
def test_an_error_ends_in_the_report(config, step, error):
    steps = Steps()
    setattr(steps, step, error)
    report = run(steps, config)
    assert (report.state, report.code, report.message) == ("failed", 2, str(error))
    assert "\n" not in report.line
    assert ("the files are made" in report.line) == (step == "receipt")


def test_the_last_success_outlives_later_failures(config):
    run(Steps(), config)
    run(Steps(edition(dt.date(2024, 1, 1))), config)
    kept = health(config)
    assert kept["last_run"]["state"] == "stale"
    assert kept["last_success"]["state"] == "done"


def test_a_run_that_died_is_seen_as_running(config):
    steps = Steps()
    steps.found = KeyboardInterrupt()

    def read(_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        morning("pages", config, replace(steps.work, read=read), today=TODAY, now=lambda: NOW)
    assert health(config)["last_run"]["state"] == "running"


@pytest.mark.parametrize("rubbish", ["", "[]", "{", "[" * 5000, '{"last_success": 3}'])
def test_a_spoilt_health_file_does_not_matter(config, rubbish):
    health_path(config).parent.mkdir(parents=True)
    health_path(config).write_text(rubbish, encoding="utf-8")
    assert run(Steps(), config).code == 0
    assert health(config)["last_run"]["state"] == "done"


def test_a_folder_that_cannot_be_written_is_named_before_anything_is_sent(config):
    Path(config.deliver.out).write_text("", encoding="utf-8")
    steps = Steps()
    report = run(steps, config)
    assert (report.code, steps.done) == (2, [])
    assert "morning.health_file" in report.message


def test_only_the_owner_reads_the_health_file(config):
    run(Steps(), config)
    assert health_path(config).stat().st_mode & 0o777 == 0o600
