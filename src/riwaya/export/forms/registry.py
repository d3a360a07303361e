"""The forms that a workspace is exported in, by name; each is a file of its own beside this one."""

from dataclasses import dataclass
from importlib import import_module
from typing import Any, Literal, Protocol, cast

from riwaya.errors import BadInput
from riwaya.export.forms.exported import Written
from riwaya.export.forms.placing import Placing


class Writer(Protocol):
    """Writes records (of claims or of incidents, as the form says) as they come."""

    def __call__(self, placing: Placing, records: Any, **more: Any) -> Written:
        """Write the files into their places aside; raises BadInput and MissingExtra."""


@dataclass(frozen=True, slots=True)
class Form:
    """One form: what it is a list of, the ending of its file, the edition of its columns."""

    name: str
    of: Literal["claims", "incidents"]
    suffix: str
    edition: str
    module: str
    #: Whether it looks actors and places up.
    knows: bool = False
    #: Whether it holds claims, incidents and, unless it is for the public, the reports' texts.
    whole: bool = False
    #: Whether it tells where each claim comes from; whose names its records get (a `Signature`).
    provenance: bool = False
    signs: bool = False
    #: Whether it is for what people checked: reviewed claims alone, unless told otherwise.
    checked: bool = False

    #: Whether its rows can be made by several processes (`export.claims.batches`).
    batches: bool = False

    @property
    def write(self) -> Writer:
        """What writes it, loaded now."""
        return cast(Writer, import_module(f"riwaya.export.{self.module}").write)


#: Forms that commands of their own write (`riwaya bundle`, `riwaya dossier`).
ELSEWHERE = ("bag", "dossier")

FORMS: dict[str, Form] = {
    form.name: form
    for form in (
        Form("csv", "claims", ".csv", "riwaya tables 1", "claims.csv", batches=True),
        Form("xlsx", "claims", ".xlsx", "riwaya tables 1", "claims.xlsx"),
        Form("geojson", "incidents", ".geojson", "RFC 7946", "incidents.geojson"),
        Form("geojson-points", "incidents", ".geojson", "RFC 7946", "incidents.geojson_points"),
        Form("geoparquet", "incidents", ".parquet", "GeoParquet 1.1.0", "incidents.geoparquet"),
        Form(
            "acled",
            "incidents",
            ".csv",
            "ACLED, 31 columns (acledR 2023)",
            "events.acled",
            knows=True,
        ),
        Form(
            "ucdp",
            "incidents",
            ".csv",
            "UCDP GED, 49 columns by name (26.1)",
            "events.ucdp",
            knows=True,
        ),
        Form("plover", "incidents", ".tsv", "POLECAT, 40 columns", "events.plover", knows=True),
        Form("parquet", "claims", ".parquet", "riwaya tables 1", "claims.parquet", batches=True),
        Form("jsonl", "claims", ".jsonl", "riwaya/1", "claims.jsonl"),
        Form("datasette", "claims", ".db", "riwaya datasette 1", "datasette.database", whole=True),
        Form(
            "jsonld",
            "claims",
            ".jsonld",
            "JSON-LD 1.1, PROV-O, riwaya vocabulary 1",
            "linked.jsonld",
            knows=True,
            provenance=True,
            signs=True,
        ),
        Form(
            "jsonld-incidents",
            "incidents",
            ".jsonld",
            "JSON-LD 1.1, PROV-O, riwaya vocabulary 1",
            "linked.jsonld_incidents",
            knows=True,
            provenance=True,
            signs=True,
        ),
        Form(
            "claimreview",
            "claims",
            ".jsonld",
            "schema.org ClaimReview",
            "linked.claimreview",
            knows=True,
            provenance=True,
            signs=True,
            checked=True,
        ),
        Form(
            "ftm",
            "incidents",
            ".ftm.json",
            "FollowTheMoney 4, entities",
            "linked.ftm",
            knows=True,
            provenance=True,
        ),
        Form(
            "ftm-statements",
            "incidents",
            ".statements.jsonl",
            "FollowTheMoney 4, statements",
            "linked.ftm_statements",
            knows=True,
            provenance=True,
        ),
    )
}


def form_named(name: str) -> Form:
    """The form with a name; raises BadInput that lists those there are."""
    found = FORMS.get(name.lower())
    if found is None:
        raise BadInput(f"{name}: no such export; known are {', '.join((*FORMS, *ELSEWHERE))}")
    return found
