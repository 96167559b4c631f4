"""Completion scripts for bash, zsh and fish, written from the parser itself so they cannot fall behind it."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    Offered = Mapping[str, tuple[str, ...]]

__all__ = ["SHELLS", "completion"]

_NL = "\n"
SHELLS = ("bash", "zsh", "fish")


@dataclass(frozen=True, slots=True)
class _Flag:
    """A flag of a command. value: it takes one; choices: the values to offer, else a file is completed."""

    names: tuple[str, ...]
    help: str
    value: bool
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Command:
    name: str
    help: str
    flags: tuple[_Flag, ...]
    words: tuple[str, ...]  # the only words it takes without a flag; empty: files


def completion(parser: argparse.ArgumentParser, shell: str, offered: Offered) -> str:
    """Return the script for `shell`, one of SHELLS. offered: flag → its known values, where they stand in tables."""
    commands = _commands(parser, offered)
    match shell:
        case "bash":
            return _bash(parser.prog, commands)
        case "zsh":
            return _zsh(parser.prog, commands)
        case "fish":
            return _fish(parser.prog, commands)
        case _:
            msg = f"{shell} is not one of {SHELLS}"
            raise AssertionError(msg)


def _commands(parser: argparse.ArgumentParser, offered: Offered) -> tuple[_Command, ...]:
    for action in parser._actions:  # noqa: SLF001 - argparse has no public list of its actions
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - as above
            helps = {choice.dest: choice.help or "" for choice in action._choices_actions}  # noqa: SLF001 - as above
            return tuple(_command(name, helps.get(name, ""), sub, offered) for name, sub in action.choices.items())
    return ()


def _command(name: str, words: str, parser: argparse.ArgumentParser, offered: Offered) -> _Command:
    actions = parser._actions  # noqa: SLF001 - as above
    flags = tuple(
        _Flag(
            tuple(each.option_strings),
            each.help or "",
            each.nargs != 0,
            tuple(map(str, each.choices or offered.get(each.option_strings[-1], ()))),
        )
        for each in actions
        if each.option_strings
    )
    choices = tuple(str(choice) for each in actions if not each.option_strings for choice in each.choices or ())
    return _Command(name, words, flags, choices)


def _bash(program: str, commands: tuple[_Command, ...]) -> str:
    cases = []
    for command in commands:
        flags = " ".join(name for flag in command.flags for name in flag.names)
        cases.append(f'    {command.name}) flags="{flags}"; words="{" ".join(command.words)}" ;;')
    values = [
        f'    {command.name}:{name}) COMPREPLY=($(compgen -W "{" ".join(flag.choices)}" -- "$word")); return ;;'
        for command in commands
        for flag in command.flags
        if flag.choices
        for name in flag.names
    ]
    takers = "|".join(sorted({name for each in commands for flag in each.flags if flag.value for name in flag.names}))
    return f"""# {program} completion for bash: put it into ~/.local/share/bash-completion/completions/{program}
_{program}() {{
  local word="${{COMP_WORDS[COMP_CWORD]}}" before="${{COMP_WORDS[COMP_CWORD-1]}}" command="${{COMP_WORDS[1]}}"
  local flags="" words=""
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "{" ".join(command.name for command in commands)} --help --version" -- "$word"))
    return
  fi
  case "$command:$before" in
{_NL.join(values) or "    :) ;;"}
    *:{takers.replace("|", "|*:") or "-"}) local IFS=$'\\n'; COMPREPLY=($(compgen -f -- "$word")); return ;;
  esac
  case "$command" in
{_NL.join(cases)}
  esac
  case "$word" in
    -*) COMPREPLY=($(compgen -W "$flags" -- "$word")) ;;
    *)
      if [ -n "$words" ]; then COMPREPLY=($(compgen -W "$words" -- "$word")); return; fi
      local IFS=$'\\n'  # a name with blanks is one name
      COMPREPLY=($(compgen -f -- "$word"))
      ;;
  esac
}}
complete -o filenames -F _{program} {program}
"""


def _zsh(program: str, commands: tuple[_Command, ...]) -> str:
    names = "\n".join(f"    '{command.name}:{_zsh_text(command.help)}'" for command in commands)
    cases = []
    for command in commands:
        specs = [_zsh_flag(flag, name) for flag in command.flags for name in flag.names]
        specs.append(f"'*:word:({' '.join(command.words)})'" if command.words else "'*:file:_files'")
        cases.append(f"    {command.name}) _arguments {' '.join(specs)} ;;")
    return f"""#compdef {program}
# {program} completion for zsh: put it into a folder of $fpath as _{program}
_{program}() {{
  local -a commands
  commands=(
{names}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
{_NL.join(cases)}
  esac
}}
if [ "$funcstack[1]" = "_{program}" ]; then _{program} "$@"; else compdef _{program} {program}; fi
"""


def _zsh_flag(flag: _Flag, name: str) -> str:
    value = ""
    if flag.value:
        value = f":value:({' '.join(flag.choices)})" if flag.choices else ":file:_files"
    return f"'{name}[{_zsh_text(flag.help)}]{value}'"


def _zsh_text(text: str) -> str:
    for char in "\\:[]":
        text = text.replace(char, "\\" + char)
    return text.replace("'", "'\\''")


def _fish(program: str, commands: tuple[_Command, ...]) -> str:
    lines = [f"# {program} completion for fish: put it into ~/.config/fish/completions/{program}.fish"]
    for command in commands:
        lines.append(
            f"complete -c {program} -n __fish_use_subcommand -f -a {command.name} -d {_fish_text(command.help)}"
        )
        within = f"complete -c {program} -n '__fish_seen_subcommand_from {command.name}'"
        for flag in command.flags:
            for name in flag.names:
                kind = f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}"
                value = " -r" if flag.value else ""
                value += f" -f -a {_fish_text(' '.join(flag.choices))}" if flag.choices else ""
                lines.append(f"{within} {kind}{value} -d {_fish_text(flag.help)}")
        if command.words:
            lines.append(f"{within} -f -a {_fish_text(' '.join(command.words))}")
    return "\n".join(lines) + "\n"


def _fish_text(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
