"""The straight way over several pages."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import briefing
from briefing.model import Activity

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """澜川日报
{date}
全市{what}工作会议召开
本报讯（记者 史望舒）7日上午，全市{what}工作会议召开，市长周启航出席会议并讲话。
周启航强调，要把{what}工作抓紧抓实，压实各方责任，确保今年各项任务按期完成。
"""


def activity_days(folder: Path, **given: dt.date) -> list[dt.date | None]:
    edition = briefing.make_edition([str(path) for path in sorted(folder.glob("*.txt"))], briefing.Config(), **given)
    facts = [fact for story in edition.stories for fact in story.facts]
    return [fact.date for fact in facts if isinstance(fact, Activity)]


def test_a_bare_day_is_of_the_month_of_its_own_page(tmp_path):
    (tmp_path / "1.txt").write_text(PAGE.format(date="2026年5月8日 星期五", what="防汛"), encoding="utf-8")
    (tmp_path / "2.txt").write_text(PAGE.format(date="2026年6月8日 星期一", what="粮食收购"), encoding="utf-8")
    assert activity_days(tmp_path) == [dt.date(2026, 5, 7), dt.date(2026, 6, 7)]


def test_a_date_given_stands_for_all_pages(tmp_path):
    (tmp_path / "1.txt").write_text(PAGE.format(date="2026年5月8日 星期五", what="防汛"), encoding="utf-8")
    assert activity_days(tmp_path, date=dt.date(2026, 6, 8)) == [dt.date(2026, 6, 7)]
