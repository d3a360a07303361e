"""Invented incidents as pictures know them, and pictures of them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from riwaya.export.pictures.imprint import Imprint
from riwaya.export.pictures.subject import Subject, subject_of
from riwaya.export.shown.language import LANGUAGES, Language
from riwaya.pipeline import shipped_knowledge
from tests.export.many_incidents import many_incidents

Make = Callable[..., list[Subject]]
HASH = "ab" * 32
EVIDENCE: dict[str, Any] = {
    "claims": 9, "review_status": {"open": 7, "accepted": 2}, "confidence_least": 0.41,
    "models": [{"sha256": HASH, "claims": 9}], "riwaya_versions": [{"riwaya": "1.0", "claims": 9}],
}  # fmt: skip


def subjects_of(count: int, words: Language, *, anywhere: bool = False) -> list[Subject]:
    known = shipped_knowledge()
    several = many_incidents(count, anywhere=anywhere)
    return [subject_of(one.incident, words, known) for one in several]


def imprint(subjects: Sequence[Subject], **changes: Any) -> Imprint:
    made = Imprint(
        kind="map", asked=("event: air_strike", "words: </style><script>alert(1)</script>"),
        made_at="2026-01-02T03:04:05+00:00", version="9.8.7", incidents=len(subjects),
        reviewed=2, of=9, evidence=EVIDENCE,
    )  # fmt: skip
    return replace(made, **changes)


def subject(**fields: Any) -> Subject:
    values: dict[str, Any] = {
        "id": "i", "heading": "Air strikes in Raqqa", "arabic": "غارة جوية – الرقة", "gloss": "it hit",
        "family": "strike", "place": "Raqqa", "lat": 35.95, "lon": 39.01, "km": 3.0,
        "first": "2016-05-02", "last": "2016-05-02", "reports": 2, "origins": 1, "reviewed": 0,
        "of": 3, "counts": (),
    }  # fmt: skip
    return Subject(**{**values, **fields})


@pytest.fixture(scope="session", params=["en", "ar"])
def words(request: pytest.FixtureRequest) -> Language:
    return LANGUAGES[request.param]


@pytest.fixture(scope="session")
def english() -> list[Subject]:
    return subjects_of(300, LANGUAGES["en"])
