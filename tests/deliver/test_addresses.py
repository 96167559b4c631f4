from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.config import DeliverConfig, Recipient
from briefing.deliver.addresses import checked_address, named_address, recipients_of
from briefing.errors import ConfigError


@pytest.mark.parametrize(("typed", "address"), [
    ("a@example.org", "a@example.org"),
    (" wang.fang+news@mail.example.org ", "wang.fang+news@mail.example.org"),
    ("Wang.Fang@EXAMPLE.org", "Wang.Fang@example.org"),
    ("王芳@例子.中国", "王芳@xn--fsqu00a.xn--fiqs8s"),
    ("brief@例子.中国", "brief@xn--fsqu00a.xn--fiqs8s"),
    ("root@localhost", "root@localhost"),
])
def test_an_address_is_taken_with_its_domain_in_ascii(typed, address):
    assert checked_address(typed, "x") == address


@pytest.mark.parametrize("typed", [
    "", "a", "@example.org", "a@", "a@b", "a@@example.org", "a b@example.org", "a@exa mple.org", "a..b@example.org",
    ".a@example.org", "a.@example.org", "a@-example.org", "a@example..org", "a@example.org\r\nBcc: b@example.org",
    "a@example.org,b@example.org", "a@example.org b@example.org", "<a@example.org>", "a@[127.0.0.1]",
    '"a b"@example.org',
    "a\x00@example.org", "a\u2028b@example.org", "a\u00a0b@example.org", "x" * 65 + "@example.org", "a＠example.org",
    "王" * 22 + "@example.org", "a@" + "b" * 64 + ".org", "a@" + "b.c" * 100 + ".org", "a\u202eb@example.org",
    "a@b_c.org", "a@straße.de", "a@βόλος.com",
])
def test_what_is_not_one_address_is_refused_by_place(typed):
    with pytest.raises(ConfigError, match="entry 3"):
        checked_address(typed, "entry 3")


def test_the_wide_sign_of_a_chinese_keyboard_is_named():
    with pytest.raises(ConfigError, match="＠ is not @"):
        checked_address("a＠example.org", "entry 3")


@given(st.text(max_size=60))
def test_no_text_passes_that_could_add_a_recipient(text):
    try:
        address = checked_address(text, "x")
    except ConfigError:
        return
    assert address.count("@") == 1
    assert not set(address) & set(' \t\r\n,;<>()[]\\"\x00')


def test_a_name_may_stand_before_the_address():
    assert named_address("每日要情 <a@example.org>", "x") == ("每日要情", "a@example.org")
    assert named_address('"Wang, Fang" <a@example.org>', "x") == ("Wang, Fang", "a@example.org")
    for wrong in ("a <b@example.org>, c <d@example.org>", "a <b@example.org", "a\n<b@example.org>", "a <>"):
        with pytest.raises(ConfigError):
            named_address(wrong, "x")


def test_each_address_is_one_recipient_however_it_is_spelt():
    config = DeliverConfig(recipients=(
        Recipient("a@example.org", name="甲"), Recipient("乙 <A@EXAMPLE.org>"), Recipient("b@example.org"),
    ))
    found = [(each.name, each.address) for each in recipients_of(config)]
    assert found == [("甲", "a@example.org"), ("", "b@example.org")]


@pytest.mark.parametrize(("written", "encoding"), [
    ("邮箱,姓名,称呼,栏目\na@example.org,王芳,王主任：,news、figures\n# 停用\n\nb@example.org,,,\n", "utf-8"),
    ("邮箱,姓名,称呼,栏目\na@example.org,王芳,王主任：,news figures\nb@example.org,,,\n", "gb18030"),
    ("\ufeffname,address,sections,salutation\n王芳,a@example.org,news;figures,王主任：\n,b@example.org\n", "utf-8"),
])
def test_a_file_of_recipients_is_read_as_spreadsheets_save_it(tmp_path, written, encoding):
    path = tmp_path / "list.csv"
    path.write_text(written, encoding=encoding)
    assert recipients_of(DeliverConfig(recipients_file=str(path))) == (
        Recipient("a@example.org", "王芳", "王主任：", ("news", "figures")), Recipient("b@example.org"),
    )


def test_a_plain_list_of_addresses_is_enough(tmp_path):
    path = tmp_path / "list.txt"
    path.write_text("a@example.org\nb@example.org,王芳\n", encoding="utf-8")
    assert [each.name for each in recipients_of(DeliverConfig(recipients_file=str(path)))] == ["", "王芳"]


def test_a_wrong_line_of_the_file_is_named(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("address\na@example.org\nnobody\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="line 3"):
        recipients_of(DeliverConfig(recipients_file=str(path)))
    with pytest.raises(ConfigError, match="cannot be read"):
        recipients_of(DeliverConfig(recipients_file=str(tmp_path / "none.csv")))
