"""The tables for analysts: what they hold, that they join, that no cell is a formula."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.export.claims.csv import sources_place, write
from riwaya.export.claims.tables import SOURCE_COLUMNS, claim_row
from riwaya.export.forms.exported import ExportedClaim
from riwaya.export.forms.placing import Placing
from riwaya.export.forms.safe_csv import cell
from riwaya.records.mention import Source
from riwaya.store.found import Found
from tests.export.conftest import claim_in

Export = Callable[..., Path]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def made(text: str, *, outlet: str | None = "المدى", published: bool = False) -> ExportedClaim:
    """A claim of a text whose source's words are the whole text."""
    raw = f"{text} قتلوا"
    source = Source.of(raw, 0, len(text), kind="local", named=False)
    claim = claim_in(raw, "قتلوا", attribution=(source,), confidence=0.5)
    found = Found(
        report="r1", claim="c1", anchor="a", review="open", confidence=0.5, outlet=outlet,
        title=None, url=None, published="2016-01-02", source="x.txt", sources=("x.txt",), body=b"{}",
    )  # fmt: skip
    return ExportedClaim(found, claim, "f" * 64, "9.9", published)


def test_each_claim_is_a_row_with_its_review_confidence_model_and_version(exported: Export) -> None:
    found = rows(exported("csv", "claims.csv"))
    assert len(found) == 26
    assert {row["review_status"] for row in found} == {"open", "accepted"}
    assert all(0 <= float(row["confidence"]) <= 1 for row in found)
    assert all(len(row["model"]) == 64 and row["riwaya"] for row in found)
    assert len({(row["report"], row["claim"]) for row in found}) == 26


def test_sources_join_with_claims_and_end_with_the_outlet(exported: Export) -> None:
    path = exported("csv", "claims.csv")
    claims = {(row["report"], row["claim"]): row for row in rows(path)}
    sources = rows(sources_place(path))
    assert tuple(sources[0]) == SOURCE_COLUMNS
    chains: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in sources:
        chains.setdefault((row["report"], row["claim"]), []).append(row)
    assert set(chains) == set(claims)
    for key, chain in chains.items():
        assert [int(row["link"]) for row in chain] == list(range(1, len(chain) + 1))
        assert [row["role"] for row in chain] == ["origin"] + ["via"] * (len(chain) - 1)
        assert chain[-1]["kind"] == "outlet"
        assert chain[-1]["words"] == claims[key]["outlet"]
        if len(chain) > 1:
            assert chain[0]["words"] == claims[key]["origin"]
            assert chain[0]["entity"] == claims[key]["origin_id"]


@given(st.text(min_size=1, max_size=12))
def test_no_cell_opens_like_a_formula(text: str) -> None:
    assert not str(cell(text)).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@given(st.sampled_from("=+-@\t\r\n"), st.text(max_size=8))
def test_what_a_spreadsheet_would_compute_is_guarded_and_kept(sign: str, rest: str) -> None:
    assert cell(sign + rest) == f"'{sign}{rest}"


def test_formulas_of_a_report_reach_the_file_as_text(tmp_path: Path) -> None:
    with Placing(tmp_path / "c.csv") as placing:
        write(placing, [made("=HYPERLINK(1)", outlet="@SUM(A1)")])
    (row,) = rows(tmp_path / "c.csv")
    assert row["origin"] == "'=HYPERLINK(1)"
    assert row["outlet"] == "'@SUM(A1)"
    assert rows(tmp_path / "c.sources.csv")[0]["words"] == "'=HYPERLINK(1)"


def test_a_published_claim_tells_no_place_in_a_text() -> None:
    row = claim_row(made("أحمد", published=True))
    assert row["trigger"] is row["start"] is row["end"] is None
    assert claim_row(made("أحمد"))["start"] == 5


def test_a_claim_without_a_chain_is_the_outlets_own(tmp_path: Path) -> None:
    one = made("نص")
    alone = ExportedClaim(one.found, claim_in("قتلوا", "قتلوا"), None, None)
    with Placing(tmp_path / "c.csv") as placing:
        write(placing, [alone])
    (row,) = rows(tmp_path / "c.sources.csv")
    assert (row["role"], row["kind"], row["words"]) == ("origin", "outlet", "المدى")
    assert rows(tmp_path / "c.csv")[0]["model"] == ""


def test_nothing_is_left_of_a_file_that_fails(tmp_path: Path) -> None:
    def broken() -> object:
        yield made("نص")
        raise RuntimeError

    with pytest.raises(RuntimeError), Placing(tmp_path / "c.csv") as placing:
        write(placing, broken())
    assert list(tmp_path.iterdir()) == []


def test_the_file_beside_says_what_was_asked_and_what_read_it(exported: Export) -> None:
    path = exported("csv", "claims.csv", "--event", "kill")
    about = json.loads(path.with_name("claims.csv.about.json").read_text("utf-8"))
    kills = rows(path)
    assert {row["event"] for row in kills} == {"kill"}
    assert about["rows"] == len(kills) == sum(about["review_status"].values())
    assert about["query"] == {"events": ["kill"]}
    assert about["models"][0]["sha256"] == kills[0]["model"]
    assert about["columns"] == list(kills[0])


def test_the_public_gets_reviewed_claims_without_offsets(exported: Export) -> None:
    every = rows(exported("csv", "claims.csv"))
    public = rows(exported("csv", "public.csv", "--public"))
    reviewed = {row["claim"] for row in every if row["review_status"] == "accepted"}
    assert 0 < len(public) < len(every)
    assert {row["claim"] for row in public} == reviewed
    assert all(row["trigger"] == row["start"] == "" for row in public)


def test_for_the_public_names_are_hidden_and_the_search_is_not_told(exported: Export) -> None:
    path = exported("csv", "public.csv", "--public", "--unreviewed", "--place", "douma")
    public = path.read_text("utf-8") + sources_place(path).read_text("utf-8")
    assert "الحلواني" not in public
    assert "مشفى الرحمة" not in public
    assert "الحلواني" in exported("csv", "claims.csv").read_text("utf-8")
    about = json.loads(path.with_name("public.csv.about.json").read_text("utf-8"))
    assert about["query"] is None
    assert about["public"] is True
