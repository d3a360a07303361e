"""The journey of a report: text -> sentences -> raw claims -> claims, told in order."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import UNSET

from riwaya.export.gloss import with_glosses
from riwaya.ingest.language import UNDETERMINED, not_arabic
from riwaya.knowledge.outlets import shipped_outlets
from riwaya.knowledge.own_tables import own_tables
from riwaya.reading.onnx_model import OnnxModel
from riwaya.reading.reader import read_claims
from riwaya.records.claim import Claim
from riwaya.records.report import Document, Report
from riwaya.resolving.claims import Knowledge, resolve_claims
from riwaya.resolving.identity import Who
from riwaya.version import __version__

if TYPE_CHECKING:
    import polars

MODEL = Path(__file__).parent / "data" / "model"


class Reading:
    """What Riwaya makes of one report: its text and the document of its claims."""

    def __init__(self, text: str, document: Document) -> None:
        self.text = text
        self.document = document

    @property
    def report(self) -> Report:
        """What is known of the report."""
        return self.document.report

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims in text order."""
        return self.document.claims

    @property
    def notes(self) -> tuple[str, ...]:
        """What a person should know of this reading (another language, a cut text…)."""
        return () if self.document.notes is UNSET else self.document.notes

    def __iter__(self) -> Iterator[Claim]:
        return iter(self.claims)

    def __len__(self) -> int:
        return len(self.claims)

    def to_json(self, *, indent: int | None = None) -> str:
        """The document in the specification's JSON form."""
        try:
            encoded = msgspec.json.encode(self.document)
        except UnicodeEncodeError:  # a lone surrogate, which JSON can hold only as an escape
            return json.dumps(msgspec.to_builtins(self.document), indent=indent)
        if indent is not None:
            encoded = msgspec.json.format(encoded, indent=indent)
        return encoded.decode()

    def to_frame(self) -> "polars.DataFrame":
        """The claims as a polars data frame, a row each (needs the extra `frame`)."""
        from riwaya.export.screen.frame import frame_of  # noqa: PLC0415 (seldom asked for)

        return frame_of(self.document)

    def _repr_html_(self) -> str:
        """The page of this reading in a frame: what a notebook shows."""
        from riwaya.export.screen.page import notebook_of  # noqa: PLC0415 (seldom asked for)

        return notebook_of(self.text, self.document)


def known_with(folder: Path | None) -> Knowledge:
    """The shipped tables, and a user's own where a folder has them; raises BadTable."""
    if folder is None:
        return shipped_knowledge()
    actors, places, persons = own_tables(folder)
    return Knowledge(Who(actors, persons), places)


@cache
def shipped_knowledge() -> Knowledge:
    """The tables that come with the package, loaded once."""
    return Knowledge()


class Reader:
    """A loaded model that reads reports; safe to share between threads."""

    def __init__(
        self, model: Path = MODEL, *, threads: int = 1, knowledge: Path | None = None
    ) -> None:
        self._model = OnnxModel(model, threads=threads)
        self._known = known_with(knowledge)

    @property
    def digest(self) -> str:
        """The model's hash; it stands in every reading."""
        return self._model.digest

    def read(self, text: str, report: Report | None = None) -> Reading:
        """The claims of a decoded text; the same text gives the same claims, always.

        A text in another language gives no claims and a note.
        """
        report = with_outlet(report or Report(id="report", sha256=Report.digest(text)))
        note = not_arabic(text)
        if note is not None:
            report = msgspec.structs.replace(report, language=UNDETERMINED)
            return Reading(text, Document(report=report, notes=(note,), riwaya=__version__))
        claims = resolve_claims(text, self._raw_claims(text), report, self._known)
        document = Document(
            report=report, claims=tuple(claims), model=self.digest, riwaya=__version__
        )
        document.verify(text)
        return Reading(text, with_glosses(document))

    def _raw_claims(self, text: str) -> list[Claim]:
        model, card = self._model, self._model.card
        return read_claims(text, model, model.pieces, card.thresholds, card.calibration)


def with_outlet(report: Report) -> Report:
    """The report with the outlet that its URL tells, where nobody named one."""
    if report.outlet is not None or report.url is None:
        return report
    outlet = shipped_outlets().at(report.url)
    return msgspec.structs.replace(report, outlet=outlet.names[0]) if outlet else report


@cache
def default_reader() -> Reader:
    """The released model, loaded once."""
    return Reader()


def read(
    text: str,
    *,
    published: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    url: str | None = None,
    id: str = "report",  # noqa: A002
) -> Reading:
    """Read one report: `riwaya.read(text).claims`."""
    report = Report(
        id=id, outlet=outlet, title=title, url=url, published=published, sha256=Report.digest(text)
    )
    return default_reader().read(text, report)
