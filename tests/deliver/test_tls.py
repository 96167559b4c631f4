"""STARTTLS and TLS against a real server with a certificate made for the test; login, and that secrets stay secret."""

from __future__ import annotations

import datetime as dt
import shutil
import smtplib
import socket
import ssl
import subprocess
import traceback
from dataclasses import replace

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from briefing.codec.mime import Letter
from briefing.config import Config
from briefing.deliver import Mailing, send
from briefing.doctor import checks, report
from briefing.errors import ConfigError, DeliveryError

SECRET = "s3cret-word"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not on this machine")
    folder = tmp_path_factory.mktemp("tls")
    subprocess.run(
        [
            openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
            "-addext", "subjectAltName=DNS:localhost", "-keyout", "key.pem", "-out", "cert.pem",
        ],
        check=True, capture_output=True, cwd=folder,
    )
    return folder


@pytest.fixture(params=["starttls", "tls"])
def secured(request, certificate, box, wishes):
    """Settings that lead to a server that takes mail only after TLS and login."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    def authenticate(_server, _session, _envelope, _mechanism, given):
        return AuthResult(success=(given.login, given.password) == (b"user", SECRET.encode()), handled=False)

    direct = {"ssl_context": context} if request.param == "tls" else {"tls_context": context, "require_starttls": True}
    controller = Controller(
        box, hostname="127.0.0.1", port=port, authenticator=authenticate, auth_required=request.param == "starttls",
        auth_require_tls=request.param == "starttls", **direct,
    )
    controller.start()
    yield replace(
        wishes, server="localhost", port=port, security=request.param, ca_file=str(certificate / "cert.pem"),
        user="user", password_env="MAIL_PASSWORD_OF_THE_TEST",
    )
    controller.stop()


@pytest.fixture
def password(monkeypatch):
    monkeypatch.setenv("MAIL_PASSWORD_OF_THE_TEST", SECRET)


@pytest.mark.usefixtures("password")
def test_mail_goes_over_a_verified_connection_after_login(mailing, secured, box, time):
    assert send(mailing, secured, clock=time.clock).code == 0
    assert len(box.taken) == 3


@pytest.mark.usefixtures("password")
def test_a_certificate_of_an_unknown_authority_is_not_accepted(mailing, secured, box, time):
    with pytest.raises(DeliveryError, match=r"certificate is not trusted.*deliver\.ca_file"):
        send(mailing, replace(secured, ca_file=""), clock=time.clock)
    assert box.taken == []
    assert time.slept == []


@pytest.mark.usefixtures("password")
def test_a_certificate_for_another_name_is_not_accepted(mailing, secured, box, time):
    with pytest.raises(DeliveryError, match="certificate is not trusted"):
        send(mailing, replace(secured, server="127.0.0.1"), clock=time.clock)
    assert box.taken == []


def test_a_wrong_password_is_told_without_the_password(mailing, secured, box, monkeypatch, capfd):
    monkeypatch.setenv("MAIL_PASSWORD_OF_THE_TEST", "wrong-word")
    with pytest.raises(DeliveryError, match="user name or password refused") as caught:
        send(mailing, secured)
    told = str(caught.value) + repr(caught.value.__cause__) + "".join(capfd.readouterr())
    assert "wrong-word" not in told
    assert box.taken == []


def test_a_password_can_lie_in_a_file(mailing, secured, box, time, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text(SECRET + "\n", encoding="utf-8")
    assert send(mailing, replace(secured, password_env="", password_file=str(secret)), clock=time.clock).code == 0
    assert len(box.taken) == 3


def test_a_password_that_smtp_cannot_send_is_told_without_it(mailing, secured, time, monkeypatch):
    monkeypatch.setenv("MAIL_PASSWORD_OF_THE_TEST", "密码词")
    with pytest.raises(DeliveryError, match="characters that SMTP cannot send") as caught:
        send(mailing, secured, clock=time.clock)
    assert "密码词" not in str(caught.value)


@pytest.mark.parametrize("key", ["password_env", "password_file"])
def test_a_password_typed_into_the_settings_by_mistake_is_not_repeated(mailing, secured, time, key):
    mistaken = replace(secured, **{"password_env": "", key: SECRET})
    with pytest.raises(ConfigError, match=f"deliver\\.{key}") as caught:
        send(mailing, mistaken, clock=time.clock)
    assert SECRET not in str(caught.value)
    found = report(checks(replace(Config(), deliver=mistaken)))
    assert f"deliver.{key}" in found
    assert SECRET not in found


@pytest.mark.usefixtures("password")
@pytest.mark.parametrize(("code", "error"), [(535, "refused"), (454, "not possible now")])
def test_a_server_that_repeats_the_password_is_not_quoted(mailing, wishes, time, monkeypatch, code, error):
    def login(*_):
        raise smtplib.SMTPAuthenticationError(code, f"no such password: {SECRET}".encode())

    monkeypatch.setattr(smtplib.SMTP, "login", login)
    monkeypatch.setattr(smtplib.SMTP, "starttls", lambda *_, **__: None)
    lenient = replace(
        wishes, security="starttls", user="user", password_env="MAIL_PASSWORD_OF_THE_TEST", deadline_minutes=0.0
    )
    with pytest.raises(DeliveryError, match=error) as caught:
        send(mailing, lenient, clock=time.clock)
    assert str(code) in str(caught.value)
    assert SECRET not in str(caught.value)


def test_a_fault_of_ours_shows_no_password_even_with_all_of_its_trace(secured, password, tmp_path, monkeypatch, capfd):
    """The trace that BRIEFING_TRACEBACK shows has lines of code, never values; the log has neither."""
    monkeypatch.setattr(smtplib.SMTP, "rcpt", lambda *_: 1 / 0)
    mailing = Mailing("2024-03-08 x", "d", dt.date(2024, 3, 8), lambda _: Letter("s", "t\n", "<p>h</p>\n"))
    with pytest.raises(ZeroDivisionError) as caught:
        send(mailing, secured)
    told = "".join(traceback.format_exception(caught.value)) + "".join(capfd.readouterr())
    assert SECRET not in told
    assert "rcpt" in told


def test_a_password_file_that_is_missing_is_named(mailing, secured, time, tmp_path):
    lacking = replace(secured, password_env="", password_file=str(tmp_path / "none"))
    with pytest.raises(ConfigError, match="password_file"):
        send(mailing, lacking, clock=time.clock)
