"""What the desk ships is what its packages hold: each vendored file against the manifest."""

import hashlib
import json
import re

import pytest

from desk.npm import pinned
from desk.vendor import OUT, licence_path

ROWS = json.loads((OUT / "manifest.json").read_text("utf-8"))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["file"])
def test_a_file_is_as_its_package_has_it(row: dict[str, str]) -> None:
    assert hashlib.sha256((OUT / row["file"]).read_bytes()).hexdigest() == row["sha256"]


def test_nothing_else_lies_there() -> None:
    there = {path.relative_to(OUT).as_posix() for path in OUT.rglob("*") if path.is_file()}
    assert there == {row["file"] for row in ROWS} | {"manifest.json"}


def test_each_package_is_pinned_and_comes_with_its_licence() -> None:
    versions = {one.name: one.version for one in pinned()}
    assert {row["package"]: row["version"] for row in ROWS}.items() <= versions.items()
    for one in pinned():
        assert one.integrity.startswith("sha512-")
        if one.files:
            assert (OUT / licence_path(one)).stat().st_size > 300


def test_the_faces_are_those_that_are_shipped() -> None:
    style = (OUT.parent / "fonts.css").read_text("utf-8")
    asked = re.findall(r'url\("([^"]+)"\)', style)
    assert len(asked) == style.count("@font-face") == style.count("font-display: swap")
    assert {f"vendor/{row['file']}" for row in ROWS if row["file"].endswith("woff2")} == set(asked)
