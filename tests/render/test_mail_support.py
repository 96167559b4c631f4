"""The mail uses only what mail programs show, by the public tables kept in mail_support.json, or says what happens else.

A feature that some program does not show must have a stand-in beside it, or lose nothing by being dropped. What no
table tells (QQ 邮箱, 163) is met by the strictest rule: everything but dark mode stands in style attributes.
"""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

TABLE = json.loads(Path(__file__).with_name("mail_support.json").read_text(encoding="utf-8"))
FEATURES, UNLISTED = TABLE["features"], TABLE["in_no_table"]
VOID = {"meta", "br"}
# Elements and attributes of the mail → their feature in the table.
ELEMENTS = {
    "table": "<table>",
    "tbody": "<table>",
    "tr": "<table>",
    "td": "<table>",
    "h1": "<h1>",
    "h2": "<h1>",
    "h3": "<h1>",
    "style": "<style>",
    "sup": "<sup>",
    "span": "<span>",
    "div": "<div>",
    "br": "<br>",
}
FRAME = {"html", "head", "meta", "title", "body"}
ATTRIBUTES = {
    "align": "align",
    "valign": "valign",
    "width": "width attribute",
    "lang": "lang",
    "role": "role",
    "cellpadding": "cellpadding",
    "cellspacing": "cellspacing",
    "border": "border attribute",
    "bgcolor": "bgcolor",
}
PLAIN = {"style", "class", "charset", "name", "content"}


class Reader(HTMLParser):
    """Reads a mail as rows of (element, attributes, style rules); its words and its style sheet beside."""

    def __init__(self, html):
        super().__init__()
        self.rows, self.open, self.words, self.sheet, self.comments = [], [], [], "", []
        self.feed(html)
        self.close()
        assert self.open == [], "every element is closed"

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        rules = [rule.split(":", 1) for rule in (named.get("style") or "").split(";") if rule.strip()]
        self.rows.append((tag, named, {key.strip(): value.strip() for key, value in rules}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, "elements are closed in order"

    def handle_data(self, data):
        if self.open and self.open[-1] == "style":
            self.sheet += data
        else:
            self.words.append(data)

    def handle_comment(self, data):
        self.comments.append(data)


def feature_of(rule):
    return "border" if rule.startswith("border-") else rule


def lacking(feature):
    """The programs that do not show it at all, or of which nobody knows."""
    return {name for name, told in FEATURES[feature]["not_full"].items() if told[0] in "nu"}


def check_mail(html):
    """Assert that the mail uses what the table knows, and only in the way in which all programs show it."""
    read = Reader(html)
    for tag, named, rules in read.rows:
        assert tag in ELEMENTS or tag in FRAME, f"<{tag}> is in no table"
        assert not set(named) - PLAIN - set(ATTRIBUTES), f"{tag}: {named}"
        for name in set(named) & set(ATTRIBUTES):
            assert ATTRIBUTES[name] in FEATURES or ATTRIBUTES[name] in UNLISTED
        for rule, value in rules.items():
            assert feature_of(rule) in FEATURES or rule in UNLISTED, f"{rule} is in no table"
            assert "url(" not in value, "nothing is fetched"
            check_rule(tag, named, rules, rule, value)
    check_sheet(read.sheet)
    return read


def hides_the_line(tag, _named, rules, _value):
    """Who does not know display:none hides the line by mso-hide, or shows one dot in the colour of the ground."""
    wanted = {"display": "none", "mso-hide": "all", "font-size": "1px", "max-height": "0", "overflow": "hidden"}
    return tag == "div" and wanted.items() <= rules.items()


def is_colour(_tag, _named, _rules, value):
    return re.fullmatch("#[0-9a-f]{6}", value)


# Feature → where and how every program shows it, and the reason.
RULES = {
    "padding": (lambda tag, _n, _r, value: tag == "td" or (tag, value) == ("body", "0"), "Outlook pads cells only"),
    "margin": (lambda _t, _n, _r, value: value == "0", "negative margins and auto are not known everywhere"),
    "border": (lambda tag, _n, _r, value: tag == "td" and int(value.partition("px")[0]) <= 8, "Outlook: cells, 8px"),
    "width": (lambda tag, _n, _r, _v: tag in ("table", "td"), "Outlook: tables and cells only"),
    "max-width": (
        lambda _t, named, _r, value: named.get("width") == value.removesuffix("px"),
        "Outlook: the attribute",
    ),
    "font-size": (lambda _t, _n, _r, value: re.fullmatch(r"\d+px", value), "pixels are known everywhere"),
    "font-weight": (lambda _t, _n, _r, value: value in ("bold", "normal"), "Outlook knows no numbers"),
    "line-height": (
        lambda tag, _n, rules, _v: tag != "td" or rules.get("mso-line-height-rule") == "exactly",
        "Outlook",
    ),
    "letter-spacing": (lambda _t, _n, _r, value: not value.startswith("-"), "Outlook"),
    "display": (hides_the_line, "for the hidden line only"),
    "max-height": (hides_the_line, "for the hidden line only"),
    "overflow": (hides_the_line, "for the hidden line only"),
    "color": (is_colour, "colour names and rgba() are not known everywhere"),
    "background-color": (is_colour, "colour names and rgba() are not known everywhere"),
}


def check_rule(tag, named, rules, rule, value):
    """Assert that the rule is used where and how every program shows it, or that something stands in for it."""
    feature = feature_of(rule)
    if feature in RULES:
        right, why = RULES[feature]
        assert right(tag, named, rules, value), f"<{tag}> {rule}:{value}: {why}"
    else:
        assert feature in UNLISTED, f"{rule}: no rule says how it may be used"


def check_sheet(sheet):
    """Assert that the head holds dark mode and nothing else, in the form that Gmail, Outlook and Yahoo can read."""
    body = re.fullmatch(r"\s*@media \(prefers-color-scheme: dark\) \{(.*)\}\s*", sheet, re.DOTALL)
    assert body, "only dark mode may be lost with the sheet"
    for selectors, rules in re.findall(r"([^{}]+)\{([^{}]+)\}", body.group(1)):
        for selector in selectors.split(","):
            assert re.fullmatch(r"\.?[a-z0-9]+", selector.strip()), "class and type selectors only"
        for rule in filter(str.strip, rules.split(";")):
            key, _, value = rule.partition(":")
            assert key.strip() in ("color", "background-color", "border-color"), "dark mode changes colours only"
            assert value.endswith(" !important")


def test_the_table_says_where_it_comes_from_and_what_it_cannot_say():
    assert TABLE["source"].startswith("https://www.caniemail.com/")
    assert re.fullmatch(r"20\d\d-\d\d", TABLE["read"])
    assert {"QQ 邮箱", "163 邮箱"} <= set(TABLE["not_tested_by_anyone"])
    for name, feature in FEATURES.items():
        assert re.fullmatch(r"20\d\d-\d\d-\d\d", feature["tested"]), name
        assert set(feature["not_full"]) <= set(TABLE["programs"]), name
        assert all(re.match("a: .|n$|u$", told) for told in feature["not_full"].values()), name


def test_what_some_program_lacks_is_what_the_checks_above_provide_for():
    assert {name for name in FEATURES if lacking(name)} == {
        "max-width",
        "max-height",
        "overflow",
        "display",  # stand-ins, in check_rule
        "@media (prefers-color-scheme)",
        "meta color-scheme",  # dropped: the light page is shown
        "<!doctype html>",
        "role",  # dropped: the layout does not rest on them
    }
    assert {"outlook/windows", "gmail/webmail"} <= lacking("@media (prefers-color-scheme)")


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        ('<p style="margin:0">x</p>', "<p>"),
        ('<img src="x"></img>', "<img>"),
        ('<span style="padding:3px">x</span>', "cells only"),
        ('<td style="display:flex">x</td>', "hidden line only"),
        ('<td style="position:fixed">x</td>', "position"),
        ('<td style="color:rgba(0,0,0,.5)">x</td>', "colour"),
        ('<td onclick="x">x</td>', "onclick"),
        ('<td style="max-width:600px">x</td>', "Outlook"),
        ("<td><div>x</td>", "closed in order"),
        ('<a href="https://example.org">x</a>', "<a>"),
        ('<td style="background-color:url(x)">x</td>', "fetched"),
    ],
)
def test_the_check_finds_what_would_not_be_shown(bad, told):
    good = "<style>@media (prefers-color-scheme: dark) { .a { color: #ffffff !important; } }</style>"
    check_mail(good)
    with pytest.raises((AssertionError, KeyError), match=told):
        check_mail(good + bad)


@pytest.mark.parametrize(
    "sheet",
    [
        ".a { color: #000000 }",
        "@media (prefers-color-scheme: dark) { .a .b { color: #ffffff !important } }",
        "@media (prefers-color-scheme: dark) { .a { color: #ffffff!important } }",
        "@media (prefers-color-scheme: dark) { .a { width: 3px !important } }",
    ],
)
def test_the_check_finds_what_a_dropped_sheet_would_lose(sheet):
    with pytest.raises(AssertionError):
        check_sheet(sheet)
