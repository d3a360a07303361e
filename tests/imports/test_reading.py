"""A row -> claims: every field is a stretch of the report's text, and says why."""

import csv
import io

import pytest
from msgspec import UNSET

from riwaya.errors import BadInput
from riwaya.imports.english import Names
from riwaya.imports.reading import read_coded
from riwaya.imports.rules import acled_types, model_of
from riwaya.ingest.coded_cells import checked_cells
from riwaya.ingest.coded_text import composed
from riwaya.records.claim import Claim
from riwaya.records.report import Document, Report
from riwaya.resolving.claims import Knowledge
from tests.imports.tables import acled, ucdp

NAMES = Names(Knowledge())


def read(kind: str, **row: str) -> Document:
    content = (acled if kind == "acled" else ucdp)(row)
    cells = next(iter(csv.DictReader(io.StringIO(content))))
    text = composed(kind, checked_cells(kind, cells))
    report = Report(id="r1", sha256=Report.digest(text))
    document = read_coded(kind, text, report, NAMES)
    document.verify(text)
    return document


def claims(kind: str, **row: str) -> tuple[Claim, ...]:
    return read(kind, **row).claims


def test_a_strike_with_its_dead() -> None:
    strike, dead = claims("acled")
    assert (strike.event, strike.trigger.text) == ("air_strike", "Air/drone strike")
    assert [a.entity for a in strike.agents] == ["russian-aerospace-forces"]
    assert [t.text for t in strike.targets] == ["Civilians (Syria)"]
    assert (dead.event, dead.trigger.text) == ("kill", "Fatalities")
    assert [(q.text, q.low, q.high, q.measure) for q in dead.quantities] == [
        ("16", 16, 16, "killed")
    ]
    assert [(link.relation, link.claim) for link in dead.links] == [("caused_by", "c1")]
    (place,) = dead.places
    assert (place.text, place.entity) == ("Ma'arrat An Nu'man", "ma-arrat-an-nu-man")
    assert (place.lat, place.lon, place.radius_km) == (35.6436, 36.6689, 5.0)
    assert strike.when is not UNSET
    assert (strike.when.from_, strike.when.to, strike.when.inferred) == (
        "2016-03-11", "2016-03-11", False,
    )  # fmt: skip


def test_the_dataset_speaks_and_names_its_sources() -> None:
    chain = claims("acled")[0].attribution
    assert [(s.text, s.entity) for s in chain] == [
        ("ACLED", "acled"), ("SOHR", "syrian-observatory"), ("Enab Baladi", "enab-baladi"),
    ]  # fmt: skip
    assert claims("acled", source="")[0].attribution == ()
    hidden = claims("acled", source="Undisclosed Source")[0].attribution[1]
    assert (hidden.kind, hidden.named) == ("anonymous", False)
    chain = claims("ucdp")[0].attribution
    assert [s.entity for s in chain] == ["ucdp", "syrian-observatory", "reuters", "afp"]


def test_no_dead_are_no_claim() -> None:
    assert [claim.event for claim in claims("acled", fatalities="0")] == ["air_strike"]
    assert [c.event for c in claims("ucdp", best="0", low="0", high="0", deaths_a="0",
                                    deaths_b="0", deaths_civilians="0")] == ["clash"]  # fmt: skip


@pytest.mark.parametrize(
    ("precision", "first", "last", "inferred"),
    [("1", "2016-03-11", "2016-03-11", False), ("2", "2016-03-08", "2016-03-14", False),
     ("3", "2016-03-01", "2016-03-31", True)],
)  # fmt: skip
def test_days_are_as_wide_as_the_row_knows_them(
    precision: str, first: str, last: str, inferred: bool
) -> None:
    when = claims("acled", time_precision=precision)[0].when
    assert when is not UNSET
    assert (when.from_, when.to, when.inferred) == (first, last, inferred)


@pytest.mark.parametrize(("precision", "radius"), [("1", 5.0), ("2", 25.0), ("3", 75.0)])
def test_places_are_as_wide_as_the_row_knows_them(precision: str, radius: float) -> None:
    (place,) = claims("acled", geo_precision=precision)[0].places
    assert place.radius_km == radius


@pytest.mark.parametrize(("kind", "sub"), sorted(acled_types()))
def test_every_type_of_acled_is_read(kind: str, sub: str) -> None:
    document = read("acled", event_type=kind, sub_event_type=sub)
    told = acled_types()[kind, sub].event
    assert [claim.event for claim in document.claims] == ([told] if told else []) + ["kill"]
    assert document.notes is UNSET


def test_a_type_that_nobody_knows_leaves_the_dead_and_says_so() -> None:
    document = read("acled", event_type="New", sub_event_type="Newer")
    assert [claim.event for claim in document.claims] == ["kill"]
    assert "New / Newer" in str(document.notes)


def test_ucdp_s_deaths_are_a_range_and_parts_of_it() -> None:
    clash, every, of_a, of_b, civilians = claims("ucdp")
    assert (clash.event, clash.trigger.text) == ("clash", "1 (state-based)")
    assert [a.entity for a in clash.agents] == ["syria"]
    assert [t.entity for t in clash.targets] == ["islamic-state"]
    assert [(q.low, q.high, q.subset) for q in every.quantities] == [(14, 20, UNSET)]
    assert [(q.low, q.subset) for c in (of_a, of_b, civilians) for q in c.quantities] == [
        (4, True), (6, True), (3, True),
    ]  # fmt: skip
    assert [t.entity for c in (of_a, of_b) for t in c.targets] == ["syria", "islamic-state"]


def test_months_summed_up_are_no_day_and_one_event_s_month_is_unknown() -> None:
    months = {"date_start": "2016-03-01", "date_end": "2016-05-31", "date_prec": "4"}
    summed = claims("ucdp", **months, event_clarity="2")[0].when
    single = claims("ucdp", **months, event_clarity="1")[0].when
    assert summed is not UNSET
    assert single is not UNSET
    assert (summed.inferred, single.inferred) == (False, True)


def test_the_model_is_the_importer() -> None:
    assert read("acled").model == model_of("acled")


def test_another_text_is_no_row() -> None:
    text = "Fatalities: none\n"
    with pytest.raises(BadInput, match="no row of acled"):
        read_coded("acled", text, Report(id="r", sha256=Report.digest(text)), NAMES)
