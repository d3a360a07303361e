"""`nlp.add_pipe("riwaya")`: Riwaya as a component of a spaCy pipeline (the extra `spacy`).

`doc._.riwaya` is the reading, `doc._.claims` its claims; `doc.spans["riwaya"]` are their words as
labelled spans. What was read is kept in `doc.user_data` as JSON, so that it goes wherever the
document goes. Importing this module (spaCy does, by the entry point) registers all that.
"""

import json
import warnings
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from riwaya.errors import BadInput, MissingExtra
from riwaya.pipeline import MODEL, Reader, Reading, default_reader
from riwaya.records.claim import Claim
from riwaya.records.report import Document, Report
from riwaya.version import __version__

try:
    from spacy.language import Language
    from spacy.tokens import Doc, Span, SpanGroup
except ImportError as error:
    raise MissingExtra(
        "spaCy isn't installed, or not whole: pip install 'riwaya[spacy]'"
    ) from error

NAME = "riwaya"
#: What may be told of a document's report, in `doc._.riwaya_report`.
FACTS = frozenset(("id", "outlet", "title", "url", "published"))
#: The label of each of a claim's lists of mentions.
LABELS = {
    "agents": "AGENT",
    "targets": "TARGET",
    "places": "PLACE",
    "quantities": "QUANTITY",
    "attribution": "SOURCE",
}


class RiwayaComponent:
    """Reads each document; may be pickled, and used by several threads.

    `model` and `knowledge` are folders (None: what comes with Riwaya). Raises BadModel, BadTable.
    """

    def __init__(
        self,
        *,
        model: str | None = None,
        knowledge: str | None = None,
        threads: int = 1,
        spans_key: str = NAME,
    ) -> None:
        plain = model is None and knowledge is None and threads == 1
        self.reader = (
            default_reader()
            if plain
            else Reader(model or MODEL, threads=threads, knowledge=knowledge)
        )
        self.spans_key = spans_key

    def __call__(self, doc: Doc) -> Doc:
        """Read a document; spaCy's own `pipe` calls this for many."""
        reading = self.reader.read(doc.text, _report(doc))
        doc.user_data[NAME] = reading.to_json()
        doc.spans[self.spans_key] = _spans(doc, reading.claims, self.spans_key)
        return doc

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:  # noqa: ARG002 (spaCy's form)
        """Which model it read with; the model itself stays where it is."""
        return msgspec.json.encode({"model": self.reader.digest, "riwaya": __version__})

    def from_bytes(self, kept: bytes, *, exclude: Iterable[str] = ()) -> "RiwayaComponent":  # noqa: ARG002
        """Warn where the pipeline was saved with another model than is there now."""
        told = msgspec.json.decode(kept, type=dict[str, str])
        if told.get("model") != self.reader.digest:
            warnings.warn(
                f"this pipeline was saved with Riwaya's model {told.get('model', '?')[:12]}; here "
                f"is {self.reader.digest[:12]}, which may read otherwise",
                stacklevel=2,
            )
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """The same as `to_bytes`, in a file of a folder."""
        Path(path).mkdir(parents=True, exist_ok=True)
        (Path(path) / "riwaya.json").write_bytes(self.to_bytes(exclude=exclude))

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> "RiwayaComponent":
        """The same as `from_bytes`, from that file."""
        return self.from_bytes((Path(path) / "riwaya.json").read_bytes(), exclude=exclude)


@Language.factory(
    NAME,
    assigns=["doc._.riwaya", "doc._.claims", "doc.spans"],
    default_config={"model": None, "knowledge": None, "threads": 1, "spans_key": NAME},
)
def make_riwaya(
    nlp: Language,  # noqa: ARG001 (spaCy's form)
    name: str,  # noqa: ARG001
    model: str | None,
    knowledge: str | None,
    threads: int,
    spans_key: str,
) -> RiwayaComponent:
    """The component of a pipeline, as its config says."""
    return RiwayaComponent(model=model, knowledge=knowledge, threads=threads, spans_key=spans_key)


def _report(doc: Doc) -> Report:
    """What is known of a document's report; raises BadInput for what nobody knows."""
    facts = doc._.riwaya_report or {}
    if not isinstance(facts, dict) or not facts.keys() <= FACTS:
        raise BadInput(f"doc._.riwaya_report: a dict with any of {', '.join(sorted(FACTS))}")
    return Report(**{"id": "report", **facts}, sha256=Report.digest(doc.text))


def _spans(doc: Doc, claims: Iterable[Claim], key: str) -> SpanGroup:
    """The words of claims as spans over whole tokens; `attrs` has their exact offsets."""
    spans: list[Span] = []
    offsets: list[list[int]] = []
    for claim in claims:
        for label, mention in _labelled(claim):
            span = doc.char_span(
                mention.start, mention.end, label=label, alignment_mode="expand",
                kb_id=getattr(mention, "entity", None) or "", span_id=claim.id,
            )  # fmt: skip
            if span is not None:
                spans.append(span)
                offsets.append([mention.start, mention.end])
    return SpanGroup(doc, name=key, spans=spans, attrs={"offsets": offsets})


def _labelled(claim: Claim) -> Iterable[tuple[str, Any]]:
    yield f"EVENT:{claim.event}", claim.trigger
    for field, label in LABELS.items():
        for mention in getattr(claim, field):
            yield label, mention
    if claim.time is not None:
        yield "TIME", claim.time


def _reading(doc: Doc) -> Reading | None:
    """The reading of a document; None where there is none, or it is of another text."""
    kept = doc.user_data.get(NAME)
    if kept is None:
        return None
    document = _decoded(kept)
    if document.report.sha256 != Report.digest(doc.text):  # a part, or several put together
        return None
    return Reading(doc.text, document)


@lru_cache(maxsize=64)
def _decoded(kept: str) -> Document:
    return msgspec.convert(json.loads(kept), type=Document)


def _claims(doc: Doc) -> tuple[Claim, ...]:
    reading = _reading(doc)
    return reading.claims if reading else ()


if not Doc.has_extension("riwaya"):
    Doc.set_extension("riwaya", getter=_reading)
    Doc.set_extension("claims", getter=_claims, force=True)
    Doc.set_extension("riwaya_report", default=None)
