"""The command line: one command per station; it parses options and calls, no more.

Typer is imported at once, everything else when a command runs: `riwaya --help` must be quick.
"""

import sys
from typing import Annotated

import typer

from riwaya.commands import corrections, judge, people, review
from riwaya.commands.about import tell_version
from riwaya.commands.add import add
from riwaya.commands.backup import backup, rebuild
from riwaya.commands.bundle import bundle
from riwaya.commands.compare import compare
from riwaya.commands.completion import completion, ready_to_complete
from riwaya.commands.doctor import doctor
from riwaya.commands.dossier import dossier
from riwaya.commands.endings import Program, run
from riwaya.commands.export import export
from riwaya.commands.fuse import fuse, incident, incidents
from riwaya.commands.init import init
from riwaya.commands.lookup import lookup
from riwaya.commands.origins import origins
from riwaya.commands.pictures import draw_map, draw_timeline, draw_tolls
from riwaya.commands.read import read
from riwaya.commands.redact import redact
from riwaya.commands.reread import reread
from riwaya.commands.search import search
from riwaya.commands.serve import serve
from riwaya.commands.verify import seal, verify
from riwaya.commands.watch import watch

app = typer.Typer(
    cls=Program,
    name="riwaya",
    help="Read Arabic conflict reporting on your own machine: who says what.",
    no_args_is_help=True,
    invoke_without_command=True,
    context_settings={"help_option_names": ["--help", "-h"]},
    add_completion=False,  # `riwaya completion` prints it, and changes no file of the user's
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback()
def _riwaya(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,  # noqa: FBT002 (Typer's way to declare a flag)
    as_json: Annotated[  # noqa: FBT002
        bool, typer.Option("--json", help="With --version: the model's hash and Python, too.")
    ] = False,
) -> None:
    """Read Arabic conflict reporting on your own machine: who says what."""
    if version:
        tell_version(as_json=as_json)
        raise typer.Exit
    if as_json or context.invoked_subcommand is None:
        raise typer.BadParameter("--json goes with --version here, or after a command")


COMMANDS = (
    init, add, watch, search, fuse, incidents, incident, compare, origins, reread, verify, seal,
    redact, backup, rebuild, bundle, export, dossier, lookup, serve, doctor, completion,
)  # fmt: skip
for command in COMMANDS:
    app.command()(command)
app.command("map")(draw_map)
app.command("timeline")(draw_timeline)
app.command("tolls")(draw_tolls)
app.add_typer(review.app, name="review")
app.add_typer(corrections.app, name="corrections")
app.add_typer(judge.app, name="judge")
app.add_typer(people.app, name="people")


@app.command()
def schema() -> None:
    """Print the JSON Schema of what `riwaya read --format json` prints."""
    import msgspec  # noqa: PLC0415

    from riwaya.export import schema as exported  # noqa: PLC0415

    typer.echo(msgspec.json.format(msgspec.json.encode(exported.schema()), indent=2))


app.command()(read)


def main() -> None:
    """The program `riwaya`: never a traceback for what users or their files do."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # Arabic also where the locale says ASCII
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    ready_to_complete()
    run(app)


if __name__ == "__main__":
    main()
