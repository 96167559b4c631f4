"""The sections of a brief: a builder each, in a table; a section is added by one line here."""

from __future__ import annotations

from briefing.registry import Table

__all__ = ["SECTIONS", "TITLES"]

SECTIONS = Table(
    "section",
    {
        "news": "briefing.compose.news:build",
        "leaders": "briefing.compose.leaders:build",
        "figures": "briefing.compose.figures:build",
        "lists": "briefing.compose.lists:build",
        "sources": "briefing.compose.assemble:no_candidates",
    },
)

TITLES = {"news": "要闻", "leaders": "领导活动", "figures": "关键数据", "lists": "行动清单", "sources": "出处"}
