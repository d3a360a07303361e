"""`riwaya origins`: who passes on whom."""

from pathlib import Path
from typing import Annotated

import typer

from riwaya.commands.amounts import amount
from riwaya.commands.options import WorkspaceOption, opened, print_json, tell
from riwaya.errors import BadInput

FORMATS = ("table", "json", "dot")


def origins(
    form: Annotated[str, typer.Option("--format", help=f"{', '.join(FORMATS)}.")] = "table",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write it into a file (dot).")
    ] = None,
    least: Annotated[
        int, typer.Option("--min-claims", min=1, help="Lines that carry so many.")
    ] = 1,
    workspace: WorkspaceOption = None,
) -> None:
    """Draw who passes on whom in all reports: speakers, media, outlets (dot is for Graphviz)."""
    from riwaya.fusion.passing_on import as_dot, as_json  # noqa: PLC0415 (slow to load)
    from riwaya.workspace.passing import passing_on_in  # noqa: PLC0415

    with opened(workspace) as inside:
        if form not in FORMATS:
            raise BadInput(f"--format {form}: known are {', '.join(FORMATS)}")
        if output is not None and form != "dot":
            raise BadInput("-o writes a graph for Graphviz: add --format dot")
        graph = passing_on_in(inside, least)
        if form == "json":
            print_json(as_json(graph))
        elif form == "dot":
            _dot(as_dot(graph), output)
        else:
            names = {node.id: node.name for node in graph.nodes}
            for edge in graph.edges:
                copied = f", {edge.copied:,} copied" if edge.copied else ""
                typer.echo(
                    f"{edge.claims:>6,}  {names[edge.origin]} → {names[edge.passer]}  "
                    f"({amount(edge.reports, 'report')}{copied})"
                )
            if not graph.edges:
                tell("nobody passes on anybody here; take reports in with `riwaya add`")


def _dot(drawn: str, output: Path | None) -> None:
    if output is None:
        typer.echo(drawn)
        return
    try:
        output.write_text(drawn, encoding="utf-8")
    except OSError as error:
        raise BadInput(f"{output}: can't be written: {error.strerror}") from None
    tell(f"{output}: a graph for Graphviz: dot -Tsvg {output} -o graph.svg")
