"""A dossier printed by a real Chromium, and what is said where there is none or a bad one."""

import os
import re
import shutil
from pathlib import Path
from unicodedata import normalize

import pytest
from pypdf import PdfReader

from riwaya.errors import BadInput
from riwaya.export.chromium import BROWSERS
from riwaya.export.dossier.html import dossier_html
from riwaya.export.dossier.pdf import print_pdf
from riwaya.resolving.claims import Knowledge
from tests.conftest import WHY
from tests.export.dossier.conftest import Written


@pytest.fixture(scope="module")
def printed(
    whole: Written, known: Knowledge, tmp_path_factory: pytest.TempPathFactory
) -> PdfReader:
    if not any(shutil.which(name) for name in BROWSERS):
        if os.environ.get("CI") == "true":
            pytest.fail(WHY)
        pytest.skip(WHY)
    into = tmp_path_factory.mktemp("printed") / "case.pdf"
    print_pdf(dossier_html(*whole, known), into)
    return PdfReader(into)


@pytest.fixture(scope="module")
def pages(printed: PdfReader) -> list[str]:
    """Their words; Arabic ones in the letters that are typed, whatever shapes are printed."""
    return [normalize("NFKC", page.extract_text()) for page in printed.pages]


def test_it_says_what_it_is(printed: PdfReader) -> None:
    assert printed.metadata is not None
    assert printed.metadata.title is not None
    assert printed.metadata.title.startswith("Air strikes in Maarat al-Numan")
    root = printed.root_object
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert printed.outline


def test_arabic_words_are_found_again(pages: list[str]) -> None:
    found = " ".join(pages).split()
    for word in ("المرصد", "السوري", "لحقوق", "معرة", "قتلوا", "الدفاع", "المدني", "استهدفت"):
        assert word in found, word


def test_pages_have_numbers_and_running_heads(printed: PdfReader, pages: list[str]) -> None:
    assert len(pages) > 4
    for number, page in enumerate(pages, 1):
        assert re.search(rf"^{number} / {len(pages)}", page, re.MULTILINE)
        assert "Claims that reports make, not facts." in page
    for page in pages[:-1]:
        assert "of 13 claims reviewed" in page
    width, height = printed.pages[0].mediabox.width, printed.pages[0].mediabox.height
    assert (round(float(width)), round(float(height))) == (595, 842)


def test_without_a_browser_it_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BadInput, match=r"none is on PATH.*\.html"):
        print_pdf("<p>x", tmp_path / "x.pdf")


@pytest.mark.parametrize(
    ("does", "said"),
    [
        ("echo no luck >&2; exit 3", "no luck"),
        ("exit 3", "exit code 3"),
        ("/bin/sleep 30", "took longer than 0.5 s"),
    ],
)
def test_a_browser_that_prints_nothing(
    does: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "chromium"
    program.write_text(f"#!/bin/sh\n{does}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    into = tmp_path / "x.pdf"
    with pytest.raises(BadInput, match=said) as error:
        print_pdf("<p>x", into, patience=0.5)
    assert ".html" in str(error.value)
    assert not into.exists()
