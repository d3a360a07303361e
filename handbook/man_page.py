"""The man page riwaya(1): the commands from Typer itself, in troff's man macros (man(7))."""

import re
from collections.abc import Iterator
from typing import Any

import typer

from handbook.commands import CODES, walk
from riwaya.cli import app
from riwaya.commands import endings
from riwaya.version import __version__

ABOUT = (
    "Riwaya reads Arabic reports on conflict on this machine, without the network, and writes down "
    "their claims: what is said to have happened, by whom, to whom, where and when, and above all "
    "who says so. It documents what has been reported. What it prints is a machine's reading: "
    "compare it with the text before you publish."
)
VARIABLES = {
    "RIWAYA_WORKSPACE": "The workspace that is meant where --workspace names none.",
    "RIWAYA_TRACEBACK": "Where set, a fault of Riwaya's own shows its traceback.",
    "PGPASSFILE": "The file with the password of a PostgreSQL workspace.",
    "NO_COLOR": "Where set, nothing is coloured.",
    "TMPDIR": "Where temporary files are made.",
}
EXAMPLES = {
    "The claims of a report, surest first:": "riwaya read report.txt",
    "A pasted report as JSON:": "riwaya read - --format json",
    "Many reports, kept and put together:": (
        "riwaya init case\nriwaya add reports/ -w case\nriwaya fuse -w case\n"
        "riwaya incidents -w case"
    ),
    "What is there and what is missing:": "riwaya doctor",
}


def man_page() -> str:
    """docs/riwaya.1."""
    root = typer.main.get_command(app)
    commands = list(walk("riwaya", root))
    parts = [
        '.\\" Written by `make documents` from the command line itself.',
        f'.TH RIWAYA 1 "" "riwaya {__version__}" "Riwaya"',
        f'.SH NAME\nriwaya \\- {_text("reads Arabic conflict reporting and says who says what")}',
        ".SH SYNOPSIS\n.B riwaya\n.I COMMAND\n[\\fIOPTIONS\\fR] [\\fIARGUMENTS\\fR]",
        f".SH DESCRIPTION\n{_text(ABOUT)}",
        ".SH OPTIONS\n" + "\n".join(_params(commands[0][1])),
        ".SH COMMANDS",
        *(_command(path, command) for path, command in commands[1:]),
        ".SH EXIT STATUS\n" + "\n".join(
            _entry(_bold(str(getattr(endings, name))), said) for name, said in CODES.items()
        ),
        ".SH ENVIRONMENT\n" + "\n".join(
            _entry(_bold(name), said) for name, said in VARIABLES.items()
        ),
        ".SH EXAMPLES\n" + "\n.PP\n".join(_example(said, line) for said, line in EXAMPLES.items()),
    ]  # fmt: skip
    return "\n".join(parts) + "\n"


def _command(path: str, command: Any) -> str:
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    given = "".join(f" {_shown(one)}" for one in arguments)
    lines = [f".SS {_text(path + given)}", _text(command.help or ""), *_params(command)]
    return "\n".join(lines)


def _params(command: Any) -> Iterator[str]:
    for one in command.params:
        if getattr(one, "hidden", False) or (one.param_type_name == "argument" and not one.help):
            continue
        if one.param_type_name == "argument":
            yield _entry(f"\\fI{_text(one.metavar or str(one.name).upper())}\\fR", one.help)
        else:
            yield _entry(_names(one), one.help or "")


def _names(option: Any) -> str:
    names = ", ".join(_bold(name) for name in sorted(option.opts, key=len))
    if option.is_flag:
        return names
    return f"{names} \\fI{_text(option.metavar or option.name.upper())}\\fR"


def _shown(argument: Any) -> str:
    name = str(argument.metavar or argument.name.upper())
    return name if argument.required or name.startswith("[") else f"[{name}]"


def _entry(term: str, said: str) -> str:
    return f".TP\n{term}\n{_text(said)}"


def _example(said: str, lines: str) -> str:
    return f"{_text(said)}\n.PP\n.RS 4\n.nf\n{_text(lines)}\n.fi\n.RE"


def _bold(words: str) -> str:
    return f"\\fB{_text(words)}\\fR"


def _text(words: str) -> str:
    """Words as troff prints them: hyphens that can be copied, no line that is a request."""
    safe = words.replace("\\", "\\e").replace("-", "\\-")
    safe = "".join(one if one.isascii() else f"\\[u{ord(one):04X}]" for one in safe)
    return re.sub(r"(?m)^(?=[.'])", r"\\&", safe)
