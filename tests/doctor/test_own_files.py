"""Riwaya's own files: as released or not, a model that loads or not."""

import base64
import hashlib
from collections.abc import Iterator
from importlib.metadata import Distribution
from pathlib import Path
from typing import Any

import pytest

from riwaya.doctor.own_files import model, own_files, python, tables
from riwaya.reading.model_files import FILES, SHIPPED, digest_of


class Installed(Distribution):
    """A distribution of one file, with the hash that its list would hold."""

    def __init__(self, folder: Path, content: bytes) -> None:
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")
        self._folder = folder
        self._record = f"riwaya/a.tsv,sha256={digest},{len(content)}\nriwaya/a.pyc,,\n"

    def read_text(self, filename: str) -> str | None:
        return self._record if filename == "RECORD" else None

    def locate_file(self, path: Any) -> Any:
        return self._folder / path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "riwaya").mkdir()
    (tmp_path / "riwaya" / "a.tsv").write_bytes(b"as released")
    (tmp_path / "riwaya" / "a.pyc").write_bytes(b"")
    return tmp_path


def test_files_as_they_were_released_are_fine(folder: Path) -> None:
    sign = own_files(Installed(folder, b"as released"))
    assert (sign.state, "1 files as released" in sign.says) == ("fine", True)


def test_a_changed_or_missing_file_is_named(folder: Path) -> None:
    for happened in (b"changed", None):
        path = folder / "riwaya" / "a.tsv"
        path.write_bytes(happened) if happened else path.unlink()
        sign = own_files(Installed(folder, b"as released"))
        assert (sign.state, "riwaya/a.tsv" in sign.says) == ("wrong", True)
        assert "reinstall" in sign.advice


def test_sources_are_told_as_such() -> None:
    class Editable(Installed):
        def read_text(self, filename: str) -> str | None:
            return "__editable__.riwaya.pth,,\n" if filename == "RECORD" else None

    assert "from its sources" in own_files(Editable(Path(), b"")).says


def states(folder: Path) -> Iterator[tuple[str, str]]:
    return ((sign.state, sign.says) for sign in model(folder))


def test_a_model_that_lacks_a_file_or_is_damaged_is_wrong(tmp_path: Path) -> None:
    ((state, says),) = states(tmp_path)
    assert (state, all(name in says for name in FILES)) == ("wrong", True)
    for name in FILES:
        (tmp_path / name).write_bytes((SHIPPED / name).read_bytes())
    (tmp_path / "words.onnx").write_bytes(b"cut")
    ((state, says),) = states(tmp_path)
    assert (state, "words.onnx" in says or str(tmp_path) in says) == ("wrong", True)


def test_what_is_shipped_is_fine() -> None:
    ((state, says),) = states(SHIPPED)
    assert (state, digest_of(SHIPPED) in says) == ("fine", True)
    assert tables().state == python().state == "fine"
