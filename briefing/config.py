"""The user's wishes: one frozen dataclass a stage, read from TOML and flags.

Order: defaults, `briefing.toml`, flags. An unknown key or a wrong type is an
error on loading; unknown backend names are errors when the pipeline looks
them up, before any page is read. Each field carries its manual in its metadata:
`briefing config` prints it with the resolved value.
"""

from __future__ import annotations

import dataclasses
import tomllib
import types
import typing
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from briefing.errors import ConfigError
from briefing.registry import suggest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = [
    "ComposeConfig",
    "Config",
    "DeliverConfig",
    "ExtractConfig",
    "LayoutConfig",
    "MorningConfig",
    "RankConfig",
    "ReadConfig",
    "Recipient",
    "RenderConfig",
    "dump_toml",
    "load_config",
    "override",
]


def _key(default: Any, manual: str) -> Any:  # noqa: ANN401 - stands for the field's own type
    """Return a dataclass field with its manual text."""
    return field(default=default, metadata={"manual": manual})


@dataclass(frozen=True, slots=True)
class ReadConfig:
    """How files are read."""

    encoding: str = _key("", "encoding of text files; empty: told from the bytes (utf-8, utf-16, gb18030, big5)")
    max_megabytes: int = _key(20, "larger files are refused")
    max_pages: int = _key(200, "PDF files of more pages are refused")


@dataclass(frozen=True, slots=True)
class LayoutConfig:
    """How articles are recovered."""

    stitch: bool = _key(default=True, manual="join 下转/上接 continuations across the pages of a folder")


@dataclass(frozen=True, slots=True)
class RankConfig:
    """How sentences are chosen."""

    method: str = _key("learned", "ranker: see `briefing rankers`")
    budget: int = _key(80, "wanted length of a summary in letters, digits and Han characters")
    tokenizer: str = _key("rjieba", "rjieba (fast) or jieba (user dictionaries)")
    user_dictionary: str = _key("", 'path of a jieba user dictionary; needs tokenizer = "jieba"')
    weights: str = _key("", "path of weights made by `briefing train`; empty: those shipped")
    title_overlap: float = _key(0.5, "0–1: how much a summary is kept from repeating its headline")


@dataclass(frozen=True, slots=True)
class ExtractConfig:
    """How facts are found."""

    roster: str = _key("", "path of a CSV or TSV with 姓名, 职务, 次序 that sharpens names and order")
    city: str = _key("", "own city or county (东莞市); empty: told from the pages")
    protocol: tuple[str, ...] = _key((), "protocol order as title patterns, highest first; empty: the usual order")


@dataclass(frozen=True, slots=True)
class ComposeConfig:
    """What goes on the page."""

    sections: tuple[str, ...] = _key(("news", "leaders", "figures", "lists", "sources"), "section order")
    title: str = _key("每日要情", "masthead")
    issuer: str = _key("", "issuer (编发单位)")
    number: str = _key("", "issue number (第N期)")
    grade: str = _key("内部参阅", "word beside the tally in the masthead (内部参阅, 注意保存); empty: none")
    recipients: tuple[str, ...] = _key((), "报送: whom the page goes to, printed at its foot by the template redhead")
    copies: tuple[str, ...] = _key((), "抄送: who gets a copy, printed at its foot by the template redhead")
    max_news: int = _key(12, "most stories told")
    max_leaders: int = _key(10, "most rows of leaders")
    max_figures: int = _key(12, "most figures")
    max_lists: int = _key(6, "most lists")
    min_news: int = _key(1, "fewest stories that must fit")
    summary_long: int = _key(80, "length of a full summary in characters")
    summary_short: int = _key(40, "length of a shortened summary in characters")


@dataclass(frozen=True, slots=True)
class RenderConfig:
    """How it looks."""

    template: str = _key("default", "template: default, redhead, plain, or a folder")
    formats: tuple[str, ...] = _key(("pdf", "html", "json"), "pdf, html, json, md, txt, png, eml")


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who gets the mail; in the settings a table, or the bare address in quotes."""

    address: str = _key("", "mail address; internationalised ones too (名@例子.中国)")
    name: str = _key("", "name shown beside the address")
    salutation: str = _key("", "first line of this mail; empty: that of [deliver]")
    sections: tuple[str, ...] = _key((), "which sections this mail shows (news or 要闻 …); empty: all")


@dataclass(frozen=True, slots=True)
class DeliverConfig:
    """Where it goes."""

    out: str = _key("out", "output folder")
    method: str = _key("", "smtp or folder; empty: smtp when a server is named, else .eml files in the output folder")
    server: str = _key("", "mail server (smtp.example.org)")
    port: int = _key(0, "its port; 0: 587 for starttls, 465 for tls, 25 for none")
    security: str = _key("starttls", "starttls, tls or none (none: no password is ever sent)")
    ca_file: str = _key("", "PEM file of the authority behind the server's certificate; empty: the system's")
    user: str = _key("", "user name at the server; empty: no login")
    password_env: str = _key("", "environment variable that holds the password")
    password_file: str = _key("", "file that holds the password, readable by its owner only")
    sender: str = _key("", 'address the mail comes from: "a@b.cn" or "每日要情 <a@b.cn>"')
    reply_to: str = _key("", "address for answers; empty: the sender")
    recipients: tuple[Recipient, ...] = _key((), "addresses, or tables { address, name, salutation, sections }")
    recipients_file: str = _key("", "CSV file of recipients: 邮箱/address, 姓名/name, 称呼/salutation, 栏目/sections")
    salutation: str = _key("", "first line of each mail; {name} stands for the recipient's name")
    unsubscribe: str = _key("", "https or mailto link to leave the list, may hold {address}; empty: mail to reply_to")
    attach_pdf: bool = _key(default=True, manual="attach the page as PDF")
    ledger: str = _key("", "file that records who has had what; empty: ledger.sqlite in the output folder")
    doubt: str = _key("report", "when a crash left open whether a mail went out: report (do not send again) or resend")
    deadline_minutes: float = _key(30.0, "how long temporary refusals are tried again")
    timeout_seconds: float = _key(30.0, "how long the server may take for one answer")


@dataclass(frozen=True, slots=True)
class MorningConfig:
    """When an unattended run may send."""

    folder: str = _key("seeds", "folder of the day's pages")
    send: bool = _key(default=True, manual="send the brief when it is built; false: make its files only")
    max_age_days: int = _key(1, "an edition older than so many days before today is stale and is not sent")
    min_stories: int = _key(1, "fewer stories than this are not sent")
    health_file: str = _key("", "JSON file with the last run and last success; empty: health.json in the output folder")


@dataclass(frozen=True, slots=True)
class Config:
    """All settings, each stage its own part."""

    read: ReadConfig = field(default_factory=ReadConfig)
    layout: LayoutConfig = field(default_factory=LayoutConfig)
    rank: RankConfig = field(default_factory=RankConfig)
    extract: ExtractConfig = field(default_factory=ExtractConfig)
    compose: ComposeConfig = field(default_factory=ComposeConfig)
    render: RenderConfig = field(default_factory=RenderConfig)
    deliver: DeliverConfig = field(default_factory=DeliverConfig)
    morning: MorningConfig = field(default_factory=MorningConfig)


def load_config(path: Path | None, base: Config | None = None) -> Config:
    """Return the settings of a TOML file over `base`; None gives `base`.

    Raises ConfigError naming the file, the key and what would be right.
    """
    config = base or Config()
    if path is None:
        return config
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        msg = f"{path}: cannot read the settings ({error.strerror}). Give --config a readable TOML file."
        raise ConfigError(msg) from error
    except UnicodeDecodeError as error:
        msg = f"{path}: the settings are not UTF-8 (byte {error.start}). Save the file as UTF-8."
        raise ConfigError(msg) from error
    except (ValueError, RecursionError) as error:
        msg = f"{path}: not valid TOML: {error}. `briefing config` prints a file to start from."
        raise ConfigError(msg) from error
    return override(config, tables, str(path))


def override(config: Config, tables: Mapping[str, Any], where: str) -> Config:
    """Return `config` with the values of `tables` (stage → key → value), all checked.

    where: file or flag, for the message.
    """
    parts = {part.name for part in dataclasses.fields(config)}
    for name, values in tables.items():
        if name not in parts:
            msg = f"{where}: [{name}] is not a part of the settings.{suggest(name, parts)}"
            raise ConfigError(msg)
        if not isinstance(values, dict):
            msg = f"{where}: {name} must be a table: [{name}]."
            raise ConfigError(msg)
        config = replace(config, **{name: _override_part(getattr(config, name), values, f"{where}: {name}")})
    return config


def _override_part(part: Any, values: Mapping[str, Any], where: str) -> Any:  # noqa: ANN401 - any of the parts
    wanted = typing.get_type_hints(type(part))
    changes = {}
    for key, value in values.items():
        if key not in wanted:
            msg = f"{where}.{key} is not a setting.{suggest(key, wanted)}"
            raise ConfigError(msg)
        changes[key] = _checked(value, wanted[key], f"{where}.{key}")
    return replace(part, **changes)


def _checked(value: Any, kind: Any, where: str) -> Any:  # noqa: ANN401 - TOML comes in here
    origin = typing.get_origin(kind)
    if origin in (types.UnionType, typing.Union):
        kind = next(option for option in typing.get_args(kind) if option is not type(None))
        origin = typing.get_origin(kind)
    if origin is tuple:
        inner = typing.get_args(kind)[0]
        if isinstance(value, list | tuple):
            return tuple(_checked(each, inner, where) for each in value)
        msg = f'{where} = {value!r} must be a list, such as ["…", "…"].'
        raise ConfigError(msg)
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        return _override_part(kind(), {"address": value} if isinstance(value, str) else _table(value, where), where)
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(_in_range(value, where))
    if isinstance(kind, type) and isinstance(value, kind) and not (kind is int and isinstance(value, bool)):
        return _in_range(value, where)
    name = getattr(kind, "__name__", str(kind))
    msg = f"{where} = {value!r} must be {_KINDS.get(name, name)}."
    raise ConfigError(msg)


def _in_range(value: Any, where: str) -> Any:  # noqa: ANN401 - any value of a setting
    """Return the value, or raise ConfigError for a number that can mean nothing: counts, lengths and times are all."""
    if isinstance(value, int | float) and not isinstance(value, bool) and not 0 <= value <= _MOST:
        msg = f"{where} = {str(value)[:20]} must be a number from 0 to {_MOST:,}."
        raise ConfigError(msg)
    if isinstance(value, str) and "\0" in value:
        msg = f"{where} = {value[:40]!r} must be text without the character U+0000."
        raise ConfigError(msg)
    return value


def _table(value: Any, where: str) -> Mapping[str, Any]:  # noqa: ANN401 - TOML comes in here
    if isinstance(value, dict):
        return value
    msg = f'{where}: {value!r} must be text in quotes or a table, such as {{ address = "…" }}.'
    raise ConfigError(msg)


_MOST = 1_000_000_000
_KINDS = {"str": "text in quotes", "int": "a whole number", "float": "a number", "bool": "true or false"}


def dump_toml(config: Config) -> str:
    """Return the settings as TOML with the manual as comments; loading it gives `config` again."""
    out = []
    for part in dataclasses.fields(config):
        section = getattr(config, part.name)
        out.append(f"[{part.name}]")
        for key in dataclasses.fields(section):
            out += [f"# {key.metadata['manual']}", f"{key.name} = {_toml(getattr(section, key.name))}"]
        out.append("")
    return "\n".join(out)


def _toml(value: Any) -> str:  # noqa: ANN401 - any value of a setting
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, tuple):
        return "[" + ", ".join(_toml(each) for each in value) + "]"
    if dataclasses.is_dataclass(value):
        pairs = ((key.name, getattr(value, key.name)) for key in dataclasses.fields(value))
        return "{ " + ", ".join(f"{name} = {_toml(each)}" for name, each in pairs if each) + " }"
    quoted = value.replace("\\", "\\\\").replace('"', '\\"')
    escaped = "".join(f"\\u{ord(c):04X}" if ord(c) < 32 or ord(c) == 127 else c for c in quoted)
    return f'"{escaped}"'
