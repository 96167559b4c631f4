"""Style sheets made ready for paper say what they said."""

import pytest

from briefing.render.sheets import for_paper


@pytest.mark.parametrize(
    ("css", "wanted"),
    [
        (":root{--red:#b00}p{color:var(--red)}", ":root{}\np{color:#b00}"),
        # The later one holds; one may be named in another.
        (
            ":root{--a:1pt;--b:var(--a) solid}p{border:var( --b )}:root{--a:2pt}",
            ":root{}\np{border:2pt solid}\n:root{}",
        ),
        # Set for a part of the page: left as it is.
        (":root{--a:red}.x{--a:blue}p{color:var(--a)}", ":root{--a:red}\n.x{--a:blue}\np{color:var(--a)}"),
        # Nowhere set: its own way out stays.
        ("p{color:var(--no, red)}", "p{color:var(--no, red)}"),
        ("@media screen and (max-width:9rem){p{color:red}}@media print{p{color:blue}}", "@media print{p{color:blue}}"),
        ("@media screen{:root{--a:red}}:root{--a:blue}p{color:var(--a)}", ":root{}\np{color:blue}"),
        ("@page{size:A4}/* a note */h1{bookmark-level:1}", "@page{size:A4}\nh1{bookmark-level:1}"),
    ],
)
def test_properties_are_put_in_and_the_screen_left_out(css, wanted):
    assert for_paper(css) == wanted
