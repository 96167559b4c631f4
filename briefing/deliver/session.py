"""One conversation with a mail server (RFC 5321): opened once, used for many messages, each handed over in steps.

The steps are told apart because only one of them leaves a doubt: once the dot
that ends a message is on its way, a lost connection does not tell whether the
server took it. Everything before that can be tried again without harm.
"""

from __future__ import annotations

import os
import re
import smtplib
import socket
import ssl
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from briefing.codec.mime import one_line
from briefing.deliver.patience import PatientSMTP, PatientTLS
from briefing.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.config import DeliverConfig

__all__ = ["Dropped", "Hopeless", "Reply", "Session", "Unavailable", "check_settings", "password_of"]

_PORTS = {"starttls": 587, "tls": 465, "none": 25}
# RFC 5321 4.5.3.2.6: a server may think long after the final dot, and giving up early makes doubles.
_FINAL_ANSWER = 10
_CLOSING = 421


class Hopeless(Exception):  # noqa: N818 - a decision, never shown as an error by itself
    """No message can be sent with these settings; waiting will not help."""


class Unavailable(Exception):  # noqa: N818 - as above
    """The server cannot be talked to now; later it may."""


class Dropped(Exception):  # noqa: N818 - as above
    """The connection was lost. in_doubt: after the final dot, before the answer."""

    def __init__(self, detail: str, *, in_doubt: bool = False) -> None:
        super().__init__(detail)
        self.in_doubt = in_doubt


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server made of one message."""

    state: Literal["sent", "deferred", "refused"]
    detail: str


def check_settings(config: DeliverConfig) -> None:
    """Raise ConfigError for mail settings that cannot work; nothing is opened."""
    if config.security not in _PORTS:
        msg = f'deliver.security = "{config.security}" is not known. Known: starttls, tls, none.'
        raise ConfigError(msg)
    if config.user and config.security == "none":
        msg = 'deliver.security = "none" would send the password in the clear. Set starttls or tls, or leave out user.'
        raise ConfigError(msg)
    if not re.fullmatch(r"[A-Za-z0-9._:\[\]-]+", config.server):
        msg = f'deliver.server = "{config.server}" is not the name of a server, such as smtp.example.org.'
        raise ConfigError(msg)
    if not 0 <= config.port <= 65535:
        msg = f"deliver.port = {config.port} is not a port. Right would be 587, 465 or 25; 0 chooses."
        raise ConfigError(msg)
    password_of(config)


def password_of(config: DeliverConfig) -> str:
    """Return the password from the environment or the file named in the settings; "" without a user.

    It is never part of a message or a record. Neither is what the settings say: the password itself is often
    typed there by mistake.
    """
    if not config.user:
        return ""
    if config.password_env and config.password_env in os.environ:
        return _not_empty(os.environ[config.password_env], "the environment variable of deliver.password_env")
    if config.password_file:
        try:
            password = Path(config.password_file).read_text(encoding="utf-8").rstrip("\r\n")
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "not UTF-8 text"
            msg = f"deliver.password_file cannot be read ({reason}). It names the file that holds the password."
            raise ConfigError(msg) from None
        return _not_empty(password, "the file of deliver.password_file")
    lack = f"the environment variable {_variable(config)} is not set" if config.password_env else "no place is named"
    msg = f"deliver.user is set, but {lack}. Name password_env or password_file in [deliver]."
    raise ConfigError(msg)


def _not_empty(password: str, place: str) -> str:
    if password:
        return password
    msg = f"{place} holds no password. Put it there, or leave out deliver.user."
    raise ConfigError(msg)


def _variable(config: DeliverConfig) -> str:
    """Return the variable's name if it looks like one, else where it is written."""
    named = re.fullmatch(r"[A-Z][A-Z0-9_]*", config.password_env)
    return config.password_env if named else "that deliver.password_env should name"


class Session:
    """An open conversation. taken: messages that the server took in it."""

    __slots__ = ("_smtp", "_timeout", "taken")

    def __init__(self, config: DeliverConfig) -> None:
        """Connect, secure and log in; Hopeless or Unavailable if that cannot be."""
        self.taken = 0
        self._timeout = config.timeout_seconds
        self._smtp = _connected(config)

    def hand_over(self, message: bytes, sender: str, recipient: str, before_last: Callable[[], None]) -> Reply:
        """Give one message to the server.

        before_last: called when all but the final dot is there. Raises Dropped when the connection is lost,
        Hopeless when the server takes nothing from this sender.
        """
        try:
            refused = self._announce(len(message), sender, recipient)
            if refused:
                self._smtp.rset()
                return refused
            dotted = message.replace(b"\r\n.", b"\r\n..")  # RFC 5321 4.5.2; a message never begins with a dot
            self._smtp.send(dotted.removesuffix(b"\r\n"))
        except (OSError, smtplib.SMTPException) as error:
            raise Dropped(_words(error)) from error
        before_last()
        try:
            self._timed(self._timeout * _FINAL_ANSWER)
            self._smtp.send(b"\r\n.\r\n")
            code, words = self._smtp.getreply()
            self._timed(self._timeout)
        except (OSError, smtplib.SMTPException) as error:
            raise Dropped(_words(error), in_doubt=True) from error
        reply = _reply(code, words)
        self.taken += reply.state == "sent"
        return reply

    def close(self) -> None:
        """Say goodbye; a server that is gone already is no matter."""
        with suppress(OSError, smtplib.SMTPException):
            self._smtp.quit()
        self._smtp.close()

    def _timed(self, seconds: float) -> None:
        self._smtp.patience = seconds
        if self._smtp.sock is not None:
            self._smtp.sock.settimeout(seconds)

    def _announce(self, size: int, sender: str, recipient: str) -> Reply | None:
        """Go as far as the server's leave to send the text (354); the refusal if it is not given."""
        options = [f"size={size}"] if self._smtp.has_extn("size") else []
        if not (sender + recipient).isascii():
            if not self._smtp.has_extn("smtputf8"):
                return Reply("refused", "the server cannot carry addresses beyond ASCII (no SMTPUTF8)")
            options += ["SMTPUTF8", "BODY=8BITMIME"]
        code, words = self._smtp.mail(sender, options)
        if 500 <= code < 600 and code != 552:  # 552: this message is too large, others may pass
            self.close()
            msg = f"the server takes no mail from {sender}: {_text(code, words)}"
            raise Hopeless(msg)
        if code != 250:
            return self._or_dropped(code, words)
        code, words = self._smtp.rcpt(recipient)
        if code not in (250, 251):
            return self._or_dropped(code, words)
        code, words = self._smtp.docmd("DATA")
        return None if code == 354 else self._or_dropped(code, words)

    @staticmethod
    def _or_dropped(code: int, words: bytes) -> Reply:
        if code == _CLOSING:
            raise smtplib.SMTPServerDisconnected(_text(code, words))
        return _reply(code, words)


def _connected(config: DeliverConfig) -> PatientSMTP:
    """Return a secured connection, logged in; certificates and names are always verified."""
    port = config.port or _PORTS[config.security]
    place = f"{config.server}:{port}"
    try:
        context = ssl.create_default_context(cafile=config.ca_file or None)
    except (OSError, ssl.SSLError) as error:
        msg = f"deliver.ca_file = {config.ca_file!r} cannot be used ({_words(error)})"
        raise Hopeless(msg) from error
    smtp: PatientSMTP | None = None
    try:
        if config.security == "tls":
            smtp = PatientTLS(config.server, port, _own_name(), timeout=config.timeout_seconds, context=context)
        else:
            smtp = PatientSMTP(config.server, port, _own_name(), timeout=config.timeout_seconds)
        if config.security == "starttls":
            smtp.starttls(context=context)
        smtp.ehlo_or_helo_if_needed()
        if config.user:
            smtp.login(config.user, password_of(config))
    except (OSError, smtplib.SMTPException, UnicodeEncodeError) as error:
        if smtp is not None:
            smtp.close()
        raise _told(error, place) from None  # the chain could hold the password
    return smtp


def _own_name() -> str:
    """Return how this machine greets the server: its name if that can stand in a greeting, else the loopback address.

    A machine may be called 王芳的电脑; asking for its full name may even fail where it is not UTF-8.
    """
    with suppress(OSError, UnicodeError):
        name = socket.getfqdn()
        if re.fullmatch(r"(?:[A-Za-z0-9-]+\.)+[A-Za-z0-9-]+", name):
            return name
    return "[127.0.0.1]"


def _told(error: Exception, place: str) -> Hopeless | Unavailable:
    """Return what a failed opening means: wait, or give up and say what to change."""
    match error:
        case ssl.SSLCertVerificationError():
            why = f"the certificate is not trusted ({error.verify_message}); see deliver.ca_file"
        case ssl.SSLError():
            why = f"no TLS there ({_words(error)}); see deliver.security and deliver.port"
        case smtplib.SMTPNotSupportedError():
            why = f"{_words(error)}; see deliver.security and deliver.user"
        # Of a login only the code is told: the server's words might repeat what was sent.
        case smtplib.SMTPAuthenticationError() if error.smtp_code >= 500:
            why = f"user name or password refused ({error.smtp_code}); see deliver.user"
        case smtplib.SMTPAuthenticationError():
            return Unavailable(f"{place}: login not possible now ({error.smtp_code})")
        case smtplib.SMTPResponseException() if error.smtp_code >= 500:
            why = _words(error)
        case UnicodeEncodeError():
            why = "user name or password hold characters that SMTP cannot send"
        case socket.gaierror() if error.errno == socket.EAI_NONAME:
            why = "no server of that name; see deliver.server"
        case ConnectionRefusedError():
            return Unavailable(f"{place}: {_words(error)}: is it running? See deliver.server and deliver.port")
        case _:
            return Unavailable(f"{place}: {_words(error)}")
    return Hopeless(f"{place}: {why}")


def _reply(code: int, words: bytes) -> Reply:
    text = _text(code, words)
    if 200 <= code < 300:
        return Reply("sent", text)
    return Reply("refused" if code >= 500 else "deferred", text)


def _text(code: int, words: bytes) -> str:
    # smtplib gives -1 for what does not begin with three digits: a port that speaks another protocol.
    told = str(code) if code >= 0 else "not an answer of a mail server:"
    return one_line(f"{told} {words.decode('utf-8', 'replace')}")[:200]


def _words(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        words = error.smtp_error
        return _text(error.smtp_code, words if isinstance(words, bytes) else words.encode())
    return one_line(str(getattr(error, "strerror", None) or error) or type(error).__name__)[:200]
