"""The page in a real browser (Debian's Chromium, driven from Python): structure, contrast, telephones, print style."""

import re
from functools import lru_cache
from html import unescape

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from briefing.render import pdf
from briefing.render.html import markup

TEMPLATES = ("default", "redhead", "plain")
SWITCHES = (
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path="/usr/bin/chromium", args=SWITCHES)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def html_of(brief_of, config_for):
    @lru_cache
    def made(template):
        return markup(brief_of(1, 6, template, 200, 900), config_for(template))

    return made


@pytest.fixture
def shown(browser, html_of):
    """Show the page of a template in a fresh tab, offline, and tell every address it asks for."""
    pages = []

    def show(template, viewport=DESK, **more):
        page = browser.new_page(viewport=viewport, offline=True, **more)
        pages.append(page)
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        page.set_content(html_of(template))
        return page

    yield show
    for page in pages:
        page.close()


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("template", TEMPLATES)
def test_structure_and_contrast_pass_axe_core(shown, template, scheme, viewport):
    page = shown(template, viewport, color_scheme=scheme)
    # What is folded away is looked at as well.
    page.evaluate("document.querySelectorAll('details').forEach((each, n) => { each.open = n < 3 })")
    found = Axe().run(page).response
    assert [(each["id"], each["nodes"][0]["html"][:120]) for each in found["violations"]] == []
    assert {"color-contrast", "document-title", "html-has-lang", "list"} <= {each["id"] for each in found["passes"]}


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_telephone_scrolls_one_way_only(shown, template):
    page = shown(template, PHONE)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_the_page_asks_for_nothing(shown):
    assert [url for url in shown("default").asked if not url.startswith("about:")] == []


def test_every_item_opens_the_printed_lines_without_script(browser, html_of):
    page = browser.new_page(java_script_enabled=False)
    try:
        page.set_content(html_of("default"))
        first = page.locator("article details").first
        assert not first.locator("li").first.is_visible()
        first.locator("summary").click()
        assert first.locator("li").first.is_visible()
    finally:
        page.close()


@pytest.mark.parametrize("template", TEMPLATES)
def test_print_style_shows_the_words_of_the_pdf_in_its_order(shown, brief_of, config_for, template):
    page = shown(template)
    page.emulate_media(media="print")
    brief, config = brief_of(1, 6, template, 200, 900), config_for(template)
    drawn = re.sub(
        r"(?s)<head>.*?</head>|<thead.*?</thead>|<title>.*?</title>", "", markup(brief, config, origins=False)
    )
    assert pdf.render(brief, config).data.startswith(b"%PDF")
    assert letters(page.inner_text("body")) == letters(unescape(re.sub(r"<[^>]*>", "", drawn)))


def letters(text):
    return "".join(character for character in text if character.isalnum())
