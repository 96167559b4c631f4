from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest

from briefing import doctor
from briefing.config import Config, DeliverConfig, ExtractConfig, Recipient


@pytest.fixture
def config(tmp_path):
    return Config(deliver=DeliverConfig(out=str(tmp_path / "out")))


def named(found, name):
    return next(check for check in found if check.name.startswith(name))


def test_every_lack_comes_with_the_line_that_mends_it(config, monkeypatch):
    monkeypatch.setattr(doctor, "_opens", lambda _: False)
    monkeypatch.setattr(doctor, "_chinese_families", lambda: ())
    monkeypatch.setattr(doctor.shutil, "which", lambda tool: tool if tool == "apt-get" else None)
    found = doctor.checks(config)
    assert named(found, "Pango").mend == "sudo apt-get install -y libpango-1.0-0 libpangoft2-1.0-0"
    assert named(found, "HarfBuzz").mend == "sudo apt-get install -y libharfbuzz-subset0"
    assert named(found, "Chinese fonts").mend == "sudo apt-get install -y fonts-noto-cjk"
    assert all(check.mend for check in found if not check.ok)
    assert not any(check.mend for check in found if check.ok)
    assert "→ sudo apt-get install -y fonts-noto-cjk" in doctor.report(found)


def test_a_machine_without_a_known_installer_is_told_what_it_needs(config, monkeypatch):
    monkeypatch.setattr(doctor, "_opens", lambda _: False)
    monkeypatch.setattr(doctor.shutil, "which", lambda _: None)
    found = doctor.checks(config)
    assert named(found, "Pango").mend == "install Pango 1.44 or newer"
    assert named(found, "Chinese fonts").state == "warning"


@pytest.mark.parametrize(("families", "states"), [
    (("Noto Sans CJK SC", "Noto Serif CJK SC"), ["ok", "ok"]),
    (("Noto Sans CJK SC",), ["ok", "warning"]),
    (("SimSun", "Microsoft YaHei"), ["ok", "ok"]),
    (("PingFang SC", "Songti SC", "Kaiti SC"), ["ok", "ok"]),
    (("AR PL UMing CN",), ["warning", "ok"]),
    (("WenQuanYi Zen Hei",), ["ok", "warning"]),
    (("AR PL UKai CN",), ["missing"]),
    ((), ["missing"]),
    (None, ["warning"]),
])
def test_a_sans_and_a_serif_font_for_chinese_are_looked_for(families, states):
    assert [check.state for check in doctor._fonts(families)] == states


def test_a_package_that_is_missing_is_named_with_its_line(config, monkeypatch):
    monkeypatch.setattr(doctor, "find_spec", lambda name: None if name == "weasyprint" else object())
    check = named(doctor.checks(config), "Python package weasyprint")
    assert check.state == "missing"
    assert check.mend == f"{sys.executable} -m pip install weasyprint"


def test_an_output_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").touch()
    found = doctor.checks(Config(deliver=DeliverConfig(out=str(tmp_path / "file" / "out"))))
    assert named(found, "output folder").state == "missing"


def test_files_that_the_settings_name_are_looked_for(config, tmp_path):
    lacking = replace(config, extract=ExtractConfig(roster=str(tmp_path / "none.csv")))
    check = named(doctor.checks(lacking), "settings")
    assert check.state == "missing"
    assert "extract.roster" in check.mend


def test_mail_that_becomes_files_is_checked_too(config):
    told = named(doctor.checks(config), "mail")
    assert (told.ok, told.found) == (True, "not set up; `send` and `morning` need sender and recipients in [deliver]")
    mail = replace(config.deliver, sender="a@example.org", recipients=(Recipient("b@example.org"),))
    told = named(doctor.checks(replace(config, deliver=mail)), "mail")
    assert (told.ok, told.found) == (True, "no server, so mail becomes .eml files beside the brief; 1 recipient")
    wrong = replace(mail, recipients=(Recipient("b"),))
    assert not named(doctor.checks(replace(config, deliver=wrong)), "mail").ok


@pytest.mark.parametrize(("change", "word"), [
    ({"sender": ""}, "sender"),
    ({"recipients": ()}, "recipients"),
    ({"recipients": (Recipient("nobody"),)}, "nobody"),
    ({"recipients": (Recipient("b@example.org", sections=("leadres",)),)}, 'Did you mean "leaders"'),
    ({"user": "u"}, "password_env"),
    ({"security": "ssl"}, "security"),
])
def test_mail_settings_are_checked_without_calling_the_server(config, change, word):
    mail = replace(
        config.deliver, server="mail.example.org", sender="a@example.org", recipients=(Recipient("b@example.org"),)
    )
    assert named(doctor.checks(replace(config, deliver=mail)), "mail").ok
    found = [each for each in doctor.checks(replace(config, deliver=replace(mail, **change))) if each.name == "mail"]
    check = found[-1]
    assert check.state == "warning"
    assert word in check.found + check.mend


def test_a_password_that_others_can_read_is_told_and_never_shown(config, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("s3cret-word", encoding="utf-8")
    secret.chmod(0o644)
    mail = replace(
        config.deliver, server="mail.example.org", sender="a@example.org", recipients=(Recipient("b@example.org"),),
        user="u", password_file=str(secret),
    )
    found = doctor.checks(replace(config, deliver=mail))
    assert named(found, "mail password").mend == f"chmod 600 {secret}"
    assert "s3cret-word" not in doctor.report(found)


def test_nothing_heavy_is_imported():
    heavy = ["weasyprint", "jinja2", "numpy", "networkx", "jieba", "rjieba", "rich", "pypdfium2"]
    code = (
        "import sys; from briefing.config import Config; from briefing.doctor import checks; checks(Config());"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
