"""ClaimReview: schema.org's shape, what a search engine needs, and a rating that claims no truth."""

import csv
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from riwaya.export.linked.claimreview import STATUSES, wordings
from tests.export.linked.conftest import REVIEWER, Export, losses
from tests.export.linked.schema_org import RECOMMENDED, REQUIRED, missing_in, wrong_in

SIGNED = ("--publisher", "The Desk", "--base-url", "https://desk.example/checked/")
#: Words of verdicts on truth; a rating must say that none was given.
VERDICTS = re.compile(
    r"\b(true|false|fake|misleading|confirmed|verified|debunked|correct)\b", re.IGNORECASE
)


def test_a_signed_review_has_all_that_schema_org_and_search_engines_ask(export: Export) -> None:
    reviews = export("claimreview", *SIGNED)
    assert len(reviews) >= 5
    for review in reviews:
        assert review["@context"] == "https://schema.org"
        assert wrong_in(review) == []
        assert missing_in(review, REQUIRED) == set()
        assert missing_in(review, RECOMMENDED) == set()
        assert review["url"].startswith("https://desk.example/checked/#r")
    assert len({review["@id"] for review in reviews}) == len(reviews)


def test_a_wrong_shape_is_found(export: Export) -> None:
    review = export("claimreview", *SIGNED)[0]
    assert wrong_in(review | {"rating": "x"}) == ["ClaimReview.rating"]
    assert wrong_in(review | {"author": "The Desk"}) == ["ClaimReview.author"]
    assert wrong_in(review | {"itemReviewed": review["reviewRating"]}) == ["itemReviewed: a Rating"]
    assert missing_in({"@type": "Rating"}, REQUIRED) == {"Rating.alternateName"}


def test_reviewed_claims_only_unless_told_otherwise(export: Export) -> None:
    def statuses(*options: str) -> set[str]:
        return {review["creativeWorkStatus"] for review in export("claimreview", *options)}

    assert statuses() == {"accepted", "corrected"}
    assert statuses("--public") == {"accepted", "corrected"}
    assert statuses("--unreviewed") == {"accepted", "corrected", "open"}
    assert statuses("--public", "--unreviewed") == {"accepted", "corrected", "open"}


def test_what_was_rejected_is_never_ascribed_to_anybody(written: Callable[..., Path]) -> None:
    path = written("claimreview", "--review", "rejected")
    assert path.read_text("utf-8").split() == ["[", "]"]
    assert list(losses(path)["left_out"].values()) == [1]


def test_no_rating_can_be_read_as_a_verdict_on_truth(export: Export) -> None:
    for review in export("claimreview", "--unreviewed"):
        rating = review["reviewRating"]
        assert not {"ratingValue", "bestRating", "worstRating"} & set(rating)
        assert rating["alternateName"] == wordings()[review["creativeWorkStatus"]].rating
        assert rating["reviewAspect"] == "whether the report makes this claim"
    for status in STATUSES:
        said = wordings()[status].rating
        assert said.endswith("; whether it is true was not judged")
        assert not VERDICTS.search(said.replace("whether it is true was not judged", ""))


def test_the_claim_is_its_origins_and_appears_in_the_report(export: Export) -> None:
    reviews = {r["claimReviewed"]: r for r in export("claimreview")}
    (kill,) = [r for gloss, r in reviews.items() if "killed 14" in gloss]
    claim = kill["itemReviewed"]
    assert claim["author"]["name"] == "Syrian Observatory for Human Rights"
    assert claim["appearance"]["publisher"]["alternateName"] == "الضفة نيوز"
    assert claim["datePublished"] == claim["appearance"]["datePublished"] == "2016-03-12"
    assert kill["datePublished"] == "2016-08-01T00:00:00+00:00"
    assert kill["author"] == {"@type": "Person", "name": "t"}
    assert len(kill["isBasedOn"]["identifier"]) == 64


def test_the_public_isnt_told_who_reviewed(written: Callable[..., Path]) -> None:
    path = written("claimreview", "--public")
    assert REVIEWER not in path.read_text("utf-8")
    lost = losses(path)["not_carried"]
    assert lost["author: who publishes the review (--publisher)"] >= 4
    assert lost["url: the page that shows the review (--base-url)"] >= 4


def test_what_the_form_has_no_room_for_stands_beside_it(written: Callable[..., Path]) -> None:
    path = written("claimreview")
    with path.with_name("file.trace.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) >= 5
    for row in rows:
        assert row["review_status"] in {"accepted", "corrected"}
        assert 0 <= float(row["confidence"]) <= 1
        assert len(row["model"]) == 64
        assert row["riwaya"]


@pytest.mark.parametrize(
    "base", ["desk.example", "ftp://desk.example/", "https://x/?a=1", "https:// x"]
)
def test_an_address_that_is_none_is_refused(base: str, reviewed: Path, tmp_path: Path) -> None:
    from typer.testing import CliRunner  # noqa: PLC0415

    from riwaya.cli import app  # noqa: PLC0415

    def run(form: str, *options: str) -> Any:
        into = str(tmp_path / "x")
        return CliRunner().invoke(app, ["export", form, "-o", into, "-w", str(reviewed), *options])

    result = run("claimreview", "--base-url", base)
    assert result.exit_code == 2, result.output
    assert "such as https://" in result.stderr
    result = run("csv", "--publisher", "The Desk")
    assert "has no room for --publisher" in result.stderr
    assert not list(tmp_path.iterdir())
