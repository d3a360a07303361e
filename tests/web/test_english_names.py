"""The English names that people type."""

import pytest

from riwaya.pipeline import known_with
from riwaya.resolving.claims import Knowledge
from riwaya.web.english_names import id_named


@pytest.fixture(scope="module")
def known() -> Knowledge:
    return known_with(None)


@pytest.mark.parametrize(("value", "kind", "wanted"), [
    ("Aleppo", "place", "aleppo"),
    ("deir ez-zor", "place", "deir-ez-zor"),
    ("AL-OMAR OIL FIELD", "place", "omar-oil-field"),
    ("agent:Russia", "actor", "agent:russia"),
    ("Russia, syria", "actor", "russia,syria"),
    ("Islamic State", "actor", "islamic-state"),
    ("حلب", "place", "حلب"),
    ("no such name", "place", "no such name"),
    ("", "place", ""),
])  # fmt: skip
def test_english_names_are_ids(value: str, kind: str, wanted: str, known: Knowledge) -> None:
    assert id_named(value, known, kind) == wanted
