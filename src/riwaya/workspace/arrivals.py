"""What `riwaya add` is given -> arrivals: each source's bytes with where they came from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from riwaya.errors import BadInput
from riwaya.ingest.facts import Facts
from riwaya.ingest.meta import MetaTable
from riwaya.ingest.signatures import SUFFIXES, kind_of
from riwaya.ingest.source import Source, printable, sources_of

SCHEMES = ("http://", "https://")
#: Enough of a file to tell its kind by.
OPENING = 8192
STDIN = "standard input"
#: What is taken of a folder; a file named by itself may be called anything.
IN_FOLDERS = frozenset(
    [*SUFFIXES, ".txt", ".text", ".docx", ".pdf", ".json", ".parquet", ".warc", ".gz", ".wacz"]
) - {".opml"}


@dataclass(frozen=True, slots=True)
class Arrival:
    """A source to take in: bytes in memory or in a file, its name, place, kind, and facts."""

    source: str
    locator: str
    kind: str
    path: Path | None = None
    data: bytes | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    mapping: Mapping[str, str] = field(default_factory=dict)


def split_arguments(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """The URLs and the other arguments, each in their order."""
    urls = [a for a in arguments if a.lower().startswith(SCHEMES)]
    return urls, [a for a in arguments if not a.lower().startswith(SCHEMES)]


def file_sources(arguments: Sequence[str]) -> tuple[list[Source], list[BadInput]]:
    """The files that arguments stand for, folders walked, and what was wrong with others."""
    return sources_of(arguments, IN_FOLDERS) if arguments else ([], [])


def file_arrival(
    source: Source,
    table: MetaTable,
    given: Facts,
    mapping: Mapping[str, str],
    kind: str | None = None,
) -> Arrival:
    """A file's arrival, of a kind that was said, else found out.

    Raises BadInput when it can't be read or is no kind of report.
    """
    facts = facts_given(table.of(source.path).over(given))
    if source.path is None:
        return _standard_input(facts, mapping, kind)
    try:
        with source.path.open("rb") as file:
            opening = file.read(OPENING)
    except OSError as error:
        raise BadInput(f"{source.name}: can't be read: {error.strerror}") from None
    if not opening:
        raise BadInput(f"{source.name}: empty")
    return Arrival(
        source=source.name,
        locator=printable(str(source.path.absolute())),
        kind=kind or kind_of(source.path, opening),
        path=source.path,
        facts=facts,
        mapping=mapping,
    )


def _standard_input(
    facts: Mapping[str, str], mapping: Mapping[str, str], kind: str | None
) -> Arrival:
    import sys  # noqa: PLC0415 (for this only)

    data = sys.stdin.buffer.read()
    if not data.strip():
        raise BadInput(f"{STDIN}: empty")
    kind = kind or kind_of(Path("stdin"), data[:OPENING])
    return Arrival(STDIN, "-", kind, data=data, facts=facts, mapping=mapping)


def facts_given(facts: Facts) -> dict[str, str]:
    """Facts as the custody log keeps them: those that are known."""
    known = {
        "published": facts.published,
        "outlet": facts.outlet,
        "title": facts.title,
        "url": facts.url,
        "timezone": facts.timezone,
    }
    return {name: value for name, value in known.items() if value}


def several_arrivals(
    sources: Sequence[Source],
    table: MetaTable,
    given: Facts,
    mapping: Mapping[str, str],
    kind: str | None = None,
) -> Iterator[Arrival | BadInput]:
    """The arrivals of files, one by one; what is wrong with one comes in its place."""
    for source in sources:
        try:
            yield file_arrival(source, table, given, mapping, kind)
        except BadInput as error:
            yield error
