"""`riwaya read`: reports in, their claims out, in words or in a form for programs."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from riwaya.commands.also import (
    SECONDS,
    AlsoOption,
    Asking,
    CacheOption,
    EndpointOption,
    InsecureOption,
    KeyOption,
    ModelOption,
    NoCacheOption,
    TimeoutOption,
    asking_of,
)
from riwaya.commands.endings import BAD, INTERRUPTED
from riwaya.commands.options import QuietOption
from riwaya.errors import BadEndpoint, BadInput, BadModel, RiwayaError

if TYPE_CHECKING:
    from riwaya.export.destination import Destination
    from riwaya.ingest.facts import Facts
    from riwaya.ingest.load import Input
    from riwaya.ingest.meta import MetaTable
    from riwaya.ingest.source import Source
    from riwaya.pipeline import Reader
    from riwaya.records.report import Document

#: Fewer inputs than this need no progress bar.
FEW = 3
#: Forms that hold two readings of a text, each by itself.
BESIDE = ("text", "json", "jsonl")
FORMATS = ("text", "json", "jsonl", "html", "csv")


def read(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE…|-]", help="Text, HTML, .docx, .pdf, .eml files, folders, - (stdin)."
        ),
    ] = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--format", help=f"{', '.join(FORMATS)}. Several inputs: jsonl, or json in -o."
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="A file, or a folder for several inputs."),
    ] = None,
    meta: Annotated[
        Path | None,
        typer.Option(help="Table of what is known: file, published, outlet, title, url, timezone."),
    ] = None,
    published: Annotated[
        str | None, typer.Option(help="When it was published: 2015-11-21.")
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="List doubtful claims too.")] = False,
    min_confidence: Annotated[
        float, typer.Option(min=0, max=1, help="Leave out claims less sure than this.")
    ] = 0.0,
    max_size: Annotated[
        str, typer.Option(metavar="BYTES", help="Refuse larger texts; 500k and 5M are understood.")
    ] = "2M",
    knowledge: Annotated[
        Path | None, typer.Option(help="A folder with tables of your own: actors.tsv, places.tsv.")
    ] = None,
    also: AlsoOption = None,
    endpoint: EndpointOption = None,
    llm_model: ModelOption = None,
    api_key_env: KeyOption = None,
    timeout: TimeoutOption = SECONDS,
    cache: CacheOption = None,
    no_cache: NoCacheOption = False,
    insecure: InsecureOption = False,
    quiet: QuietOption = False,
) -> None:
    """Read reports and print their claims: who says that who did what to whom."""
    run = Run(everything=everything, least=min_confidence, quiet=quiet, knowledge=knowledge)
    try:
        run.asking = asking_of(
            also, endpoint=endpoint, model=llm_model, key_env=api_key_env, timeout=timeout,
            cache=cache, no_cache=no_cache, insecure=insecure, knowledge=knowledge,
        )  # fmt: skip
        run.read(_arguments(files), form, output, max_size, _facts(meta, published, outlet))
    except RiwayaError as error:
        run.complain(error)
    except KeyboardInterrupt:
        typer.echo("riwaya: stopped; what was finished is whole", err=True)
        raise typer.Exit(INTERRUPTED) from None
    finally:
        if run.asking is not None:
            run.asking.model.close()
    if run.failed:
        raise typer.Exit(BAD)


@dataclass
class Run:
    """One call of `riwaya read`: what was asked for, and how many inputs failed."""

    everything: bool
    least: float
    quiet: bool
    knowledge: Path | None = None
    asking: Asking | None = None
    failed: int = 0

    @cached_property
    def reader(self) -> "Reader":
        """The model, loaded when the first good input is there to be read."""
        from riwaya.pipeline import Reader, default_reader  # noqa: PLC0415

        return Reader(knowledge=self.knowledge) if self.knowledge else default_reader()

    def read(
        self,
        arguments: Sequence[str],
        form: str | None,
        output: Path | None,
        max_size: str,
        facts: "tuple[MetaTable, Facts]",
    ) -> None:
        """Read all inputs; a bad one is complained of and the others are read."""
        from riwaya.export.destination import choose_form, destination_for  # noqa: PLC0415
        from riwaya.ingest.load import parse_size  # noqa: PLC0415
        from riwaya.ingest.source import sources_of  # noqa: PLC0415

        size = parse_size(max_size)
        sources, bad = sources_of(arguments)
        for error in bad:
            self.complain(error)
        several = len(arguments) > 1 or any(Path(argument).is_dir() for argument in arguments)
        chosen = choose_form(form, output, several=several)
        if not sources:
            return
        self._get_ready_to_ask(chosen.value)
        inputs = [source.path for source in sources if source.path is not None]
        destination = destination_for(
            output, chosen, inputs, several=several, everything=self.everything
        )
        shown = output is not None and not self.quiet
        with _closing(destination), _progress(sources, shown=shown) as steps:
            for source in steps:
                self.one(source, size, facts, destination)

    def one(
        self,
        source: "Source",
        max_size: int,
        facts: "tuple[MetaTable, Facts]",
        destination: "Destination",
    ) -> None:
        """Read one input and write its document; what goes wrong with it is said and counted."""
        from riwaya.export.select import at_least  # noqa: PLC0415
        from riwaya.ingest.load import load  # noqa: PLC0415

        table, given = facts
        try:
            known = load(source, max_size).known(table.of(source.path), given)
            from riwaya.pipeline import read_input  # noqa: PLC0415 (not for what can't be loaded)

            document = at_least(read_input(self.reader, known).document, self.least)
            document = self._with_second(document, known, source.name)
            destination.put(source.id, known.text, document)
        except BadModel:  # no other input would fare better
            raise
        except RiwayaError as error:
            self.complain(error)
        except (MemoryError, RecursionError) as error:
            self.complain(RiwayaError(f"{source.name}: too much to read ({type(error).__name__})"))
        else:
            for note in document.notes or ():
                self.tell(f"{source.name}: {note}")
            for second in document.also or ():
                self.tell(f"{source.name}: {_told(second)}")

    def _get_ready_to_ask(self, form: str) -> None:
        """Refuse a form without room for two readings; say that texts leave the machine."""
        if self.asking is None:
            return
        if form not in BESIDE:
            raise BadInput(
                f"{form} has no room for a second reading beside the first: "
                f"--format {', '.join(BESIDE)}"
            )
        if (notice := self.asking.notice) is not None:
            typer.echo(f"riwaya: {notice}", err=True)  # said to the quiet, too

    def _with_second(self, document: "Document", known: "Input", name: str) -> "Document":
        """The document with the language model's reading beside; without, if there is none."""
        if self.asking is None:
            return document
        try:
            return self.asking.beside(document, known.text, known.report)
        except BadEndpoint as error:
            self.complain(RiwayaError(f"{name}: no second reading: {error}"))
            return document

    def complain(self, error: RiwayaError) -> None:
        """Say on stderr what is wrong; it decides the exit code."""
        typer.echo(f"riwaya: {error}", err=True)
        self.failed += 1

    def tell(self, message: str) -> None:
        """Say something that is no error, unless asked to be quiet."""
        if not self.quiet:
            typer.echo(f"riwaya: {message}", err=True)


def _arguments(files: Sequence[str] | None) -> list[str]:
    """What to read; a pipe with no argument is read as `-`."""
    if files:
        if "-" in files and sys.stdin.isatty():
            typer.echo("Paste the report, then end it with Ctrl-D on a line of its own.", err=True)
        return list(files)
    if sys.stdin.isatty():
        raise typer.BadParameter("name a file or a folder to read, or - for standard input")
    return ["-"]


def _facts(
    meta: Path | None, published: str | None, outlet: str | None
) -> "tuple[MetaTable, Facts]":
    """What the table and the options say of the reports; a row of the table is believed first."""
    from riwaya.ingest.facts import Facts, checked_published  # noqa: PLC0415
    from riwaya.ingest.meta import MetaTable, read_meta  # noqa: PLC0415

    day = checked_published(published, "--published") if published else None
    return read_meta(meta) if meta else MetaTable(), Facts(published=day, outlet=outlet)


def _told(second: "Document") -> str:
    """What is worth knowing of a second reading: how many claims, what was left out and why."""
    left_out = ", ".join(f"{count} {reason}" for reason, count in (second.rejected or {}).items())
    claims = f"{len(second.claims)} claims by {second.model} beside the reader's"
    return f"{claims}; left out: {left_out}" if left_out else claims


@contextmanager
def _closing(destination: "Destination") -> Iterator[None]:
    try:
        yield
    except BaseException:
        destination.abandon()
        raise
    destination.close()


@contextmanager
def _progress(sources: "Sequence[Source]", *, shown: bool) -> "Iterator[Iterable[Source]]":
    """The sources one by one; with a bar on stderr for many, if that is a terminal."""
    if not shown or len(sources) < FEW or not sys.stderr.isatty():
        yield sources
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as progress:
        yield progress.track(sources, description="Reading")
