"""Bitmaps through Chromium: as large as the drawing says; without it the error says what to do."""

import shutil
from pathlib import Path

import pytest

from riwaya.errors import BadInput
from riwaya.export import chromium
from riwaya.export.pictures.png import BEGINS, SHARP, png_of
from riwaya.export.pictures.svg import element, text
from tests.conftest import CHROMIUM

DRAWING = element(
    "svg", element("rect", width=300, height=200, fill="#0a0") + text(280, 50, "غارة جوية", side="right"),
    xmlns="http://www.w3.org/2000/svg", width=300, height=200,
)  # fmt: skip


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")
def test_it_is_as_large_as_the_drawing() -> None:
    content = png_of(DRAWING)
    assert content.startswith(BEGINS)
    width, height = (int.from_bytes(content[at : at + 4], "big") for at in (16, 20))
    assert (width, height) == (300 * SHARP, 200 * SHARP)


def test_without_chromium_the_error_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(BadInput, match=r"none is on PATH.*\.svg"):
        png_of(DRAWING)


def program(folder: Path, script: str) -> str:
    path = folder / "chromium"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_a_browser_that_draws_nothing_or_hangs_is_said(tmp_path: Path) -> None:
    broken = program(tmp_path, "echo no display >&2; exit 1")
    assert chromium.run_browser(broken, [], str(tmp_path), patience=20, instead="x") == "no display"
    slow = program(tmp_path, "sleep 60")
    with pytest.raises(BadInput, match="took longer than"):
        chromium.run_browser(slow, [], str(tmp_path), patience=0.3, instead="write an .svg")
    with pytest.raises(BadInput, match="can't be run"):
        chromium.run_browser(str(tmp_path / "none"), [], str(tmp_path), patience=1, instead="x")


def test_a_drawing_without_a_size_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    with pytest.raises(BadInput, match="without width"):
        png_of("<svg/>")
