"""A piece: one report's bytes inside a source, cut out cheaply and opened later, elsewhere."""

from dataclasses import dataclass
from typing import Literal

from riwaya.ingest.facts import Facts

#: A container that says nothing.
NOTHING = Facts()
Form = Literal["text", "html", "docx", "pdf", "email", "acled", "ucdp"]


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest text of a report, and the largest payload that it may be wrapped in, in bytes."""

    text: int = 2_000_000
    payload: int = 20_000_000


@dataclass(frozen=True, slots=True)
class Piece:
    """One report's bytes: picklable, so that another process can take the text out."""

    #: What messages call it: "export.warc.gz, record 12".
    name: str
    #: Where in its container, the same at each run: "record 12", "row 3"; empty for a whole file.
    part: str
    form: Form
    #: The payload in that form; "text" is in any encoding that `ingest.text.decode` finds, and
    #: so are the coded events "acled" and "ucdp", as lines (`ingest.coded_text`).
    data: bytes
    #: What the container says of it: believed before what the payload says of itself.
    facts: Facts = NOTHING
    notes: tuple[str, ...] = ()
