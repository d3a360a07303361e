"""The page of the command line: every command with its arguments and options, from Typer itself."""

from collections.abc import Iterator
from typing import Any

import typer

from handbook.markdown import code, fenced, page, table
from riwaya.cli import app
from riwaya.commands import endings

#: What the exit codes mean; a code that isn't here is an error of this page.
CODES = {
    "DONE": "done",
    "FOUND": "a check found something wrong: `verify` found damage, `doctor` something missing",
    "BAD": "something could not be read or understood, or was asked wrongly; the rest was done",
    "FAULT": "a fault of Riwaya's own; `RIWAYA_TRACEBACK=1` shows where",
    "INTERRUPTED": "stopped by Ctrl-C; what was finished is kept",
}


def commands() -> str:
    """docs/reference/commands.md."""
    root = typer.main.get_command(app)
    parts = [_command(path, found) for path, found in walk("riwaya", root)]
    return page("Commands", "the command line itself", *parts, exit_codes())


def exit_codes() -> str:
    """The section that says what each exit code means."""
    rows = [(code(str(getattr(endings, name))), said) for name, said in CODES.items()]
    return "## Exit codes\n\n" + table(("code", "what it says"), rows)


def walk(path: str, command: Any) -> Iterator[tuple[str, Any]]:
    """A command and all those under it in the order of `--help`, each with its full name."""
    yield path, command
    commands = getattr(command, "commands", {})
    for name in command.list_commands(typer.Context(command)) if commands else ():
        if not commands[name].hidden:
            yield from walk(f"{path} {name}", commands[name])


def _command(path: str, command: Any) -> str:
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    options = [one for one in command.params if one.param_type_name == "option" and not one.hidden]
    parts = [f"## {path}", command.help or "", fenced(_usage(path, command, arguments), "text")]
    if arguments:
        rows = [(code(_shown(one)), one.help or "") for one in arguments]
        parts.append(table(("argument", "what"), rows))
    if options:
        rows = [(_names(one), _help(one)) for one in options]
        parts.append(table(("option", "what"), rows))
    return "\n\n".join(part for part in parts if part)


def _usage(path: str, command: Any, arguments: list[Any]) -> str:
    below = " COMMAND …" if getattr(command, "commands", None) else ""
    given = "".join(f" {_shown(one)}" for one in arguments)
    return f"{path} [OPTIONS]{given}{below}"


def _shown(argument: Any) -> str:
    name = argument.metavar or str(argument.name).upper()
    several = "…" if argument.nargs == -1 and "…" not in name else ""
    return f"{name}{several}" if argument.required or name.startswith("[") else f"[{name}{several}]"


def _names(option: Any) -> str:
    names = ", ".join(code(name) for name in sorted(option.opts, key=len, reverse=True))
    if option.is_flag:
        return names
    return f"{names} {option.metavar or _kind(type(option.type).__name__)}"


def _kind(of: str) -> str:
    return "N" if of.startswith(("Int", "Float")) else "PATH" if "Path" in of else "TEXT"


def _help(option: Any) -> str:
    parts = [option.help or ""]
    if option.multiple:
        parts.append("May be said several times.")
    if not option.is_flag and option.default not in (None, "", [], ()):
        parts.append(f"Default: {option.default}.")
    return " ".join(part for part in parts if part)
