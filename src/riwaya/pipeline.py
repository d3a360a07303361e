"""The journey of a report: text -> sentences -> raw claims -> claims, told in order."""

import json
import logging
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from msgspec import UNSET

from riwaya.export.gloss import with_glosses
from riwaya.ingest.language import UNDETERMINED, not_arabic
from riwaya.knowledge.outlets import shipped_outlets
from riwaya.knowledge.own_tables import own_tables
from riwaya.reading.model_files import SHIPPED
from riwaya.reading.onnx_model import OnnxModel
from riwaya.reading.reader import read_claims
from riwaya.records.claim import Claim
from riwaya.records.claims import Claims
from riwaya.records.report import Document, Report
from riwaya.resolving.claims import Knowledge, resolve_claims
from riwaya.resolving.identity import Who
from riwaya.version import __version__

if TYPE_CHECKING:
    import pandas
    import polars

    from riwaya.ingest.load import Input

MODEL = SHIPPED
log = logging.getLogger(__name__)


class Reading:
    """What Riwaya makes of one report: its text and the document of its claims.

    Iterating gives the claims in text order; a notebook shows the text with its evidence marked.

    >>> import riwaya
    >>> reading = riwaya.read("قتل خمسة مدنيين في قصف على مدينة الرقة.", published="2016-05-01")
    >>> [(claim.event, claim.trigger.text) for claim in reading]
    [('kill', 'قتل'), ('shelling', 'قصف')]
    >>> reading.text[reading.claims[0].trigger.start : reading.claims[0].trigger.end]
    'قتل'
    """

    def __init__(self, text: str, document: Document) -> None:
        self.text = text
        self.document = document

    @property
    def report(self) -> Report:
        """What is known of the report."""
        return self.document.report

    @property
    def claims(self) -> Claims:
        """The claims in text order, as a tuple that a notebook shows as a table."""
        return Claims(self.document.claims)

    @property
    def notes(self) -> tuple[str, ...]:
        """What a person should know of this reading (another language, a cut text…)."""
        return () if self.document.notes is UNSET else self.document.notes

    def __iter__(self) -> Iterator[Claim]:
        return iter(self.document.claims)

    def __len__(self) -> int:
        return len(self.document.claims)

    def __repr__(self) -> str:
        number = len(self)
        return f"<Reading of {self.report.id!r}: {number} claim{'' if number == 1 else 's'}>"

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
        """The claims as a polars data frame, a row each, by the columns of the CSV.

        Days are dates where they are whole days, else null. Raises MissingExtra without the extra
        `frame`.
        """
        from riwaya.export.screen.frame import frame_of  # noqa: PLC0415 (seldom asked for)

        return frame_of(self.document)

    def to_pandas(self) -> "pandas.DataFrame":
        """The same as a pandas data frame; raises MissingExtra without the extra `pandas`."""
        from riwaya.export.forms.typed import pandas_of  # noqa: PLC0415 (seldom asked for)

        return pandas_of(self.to_frame)

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


class Settings(NamedTuple):
    """What a reader is made of: the model's folder, threads of a reading, a user's own tables."""

    model: Path = MODEL
    threads: int = 1
    knowledge: Path | None = None

    def reader(self) -> "Reader":
        """A reader of this kind; loads its model. Raises BadModel and BadTable."""
        return Reader(self.model, threads=self.threads, knowledge=self.knowledge)


class Reader:
    """A loaded model that reads reports.

    `model` is a model's folder (else the one that comes with Riwaya), `threads` how many threads
    one reading uses, `knowledge` a folder with tables of the user's own. Raises BadModel and
    BadTable. A reader may be shared by threads and used on both sides of a fork; pickled, it is
    loaded again from the same folders.

    >>> import riwaya
    >>> reader = riwaya.Reader()
    >>> len(reader.digest)
    64
    >>> reader.read("قتل خمسة مدنيين في قصف على مدينة الرقة.").claims[1].event
    'shelling'
    """

    def __init__(
        self, model: Path | str = MODEL, *, threads: int = 1, knowledge: Path | str | None = None
    ) -> None:
        self.settings = Settings(Path(model), threads, Path(knowledge) if knowledge else None)
        self._model = OnnxModel(self.settings.model, threads=threads)
        self._known = known_with(self.settings.knowledge)
        log.debug("model loaded from %s", model)

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

    def __reduce__(self) -> tuple[Any, ...]:
        return self.settings.reader, ()

    def __repr__(self) -> str:
        return f"<Reader {self.digest[:12]}>"

    def _raw_claims(self, text: str) -> list[Claim]:
        model, card = self._model, self._model.card
        return read_claims(text, model, model.pieces, card.thresholds, card.calibration)


def read_input(reader: Reader, given: "Input") -> Reading:
    """The claims of a loaded file (`riwaya.ingest.load.load`), with notes on how it was got.

    The text of a page, a Word or a PDF file is kept in the document, since nobody else has it.
    """
    reading = reader.read(given.text, given.report)
    document = msgspec.structs.replace(
        reading.document,
        notes=(*given.notes, *reading.notes) or UNSET,
        text=given.text if given.extracted else UNSET,
    )
    return Reading(given.text, document)


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
    """Read one report with the model that comes with Riwaya.

    `published` is the day of publication (ISO: "2016-05-01"), from which "yesterday" is counted.
    The model is loaded at the first call, and once.

    >>> import riwaya
    >>> text = "أعلنت وزارة الدفاع الروسية أن طائراتها دمرت 40 صهريجاً."
    >>> for claim in riwaya.read(text, id="oil"):
    ...     print(claim.event, "·", claim.attribution[0].text, "·", claim.quantities[0].low)
    damage · وزارة الدفاع الروسية · 40
    """
    report = Report(
        id=id, outlet=outlet, title=title, url=url, published=published, sha256=Report.digest(text)
    )
    return default_reader().read(text, report)
