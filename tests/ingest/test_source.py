"""What the command line names: stable order, names that differ."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.ingest.source import Source, distinct, sources_of


def test_folders_are_walked_in_order_and_only_for_reports(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", ".hidden.txt", "c.jpg", "sub/a.docx", ".git/x.txt", "meta.csv"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    sources, bad = sources_of([str(tmp_path)])
    assert bad == []
    assert [source.path.relative_to(tmp_path).as_posix() for source in sources if source.path] == [
        "a.html", "b.txt", "sub/a.docx",
    ]  # fmt: skip
    assert [source.id for source in sources] == ["a.html", "b", "a.docx"]


def test_missing_and_empty_ones_are_named_and_the_others_stay(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "empty").mkdir()
    arguments = [str(tmp_path / name) for name in ("gone.txt", "a.txt", "empty", "a.txt")]
    sources, bad = sources_of(arguments)
    assert [source.id for source in sources] == ["a"]
    assert ["no such file" in str(bad[0]), "without reports" in str(bad[1])] == [True, True]


def test_names_that_clash_are_told_apart() -> None:
    paths = ["x/a.txt", "x/a.html", "y/a.txt", "z/B.txt", "w/b.txt", "c.txt"]
    sources = distinct(Source(Path(path), Path(path).stem) for path in paths)
    assert [source.id for source in sources] == [
        "x_a.txt", "a.html", "y_a.txt", "z_B.txt", "w_b.txt", "c",
    ]  # fmt: skip


@given(st.lists(st.sampled_from(["a", "A", "b"]).flatmap(
    lambda stem: st.sampled_from(["x", "y", "x/y", "a-2"]).map(lambda f: f"{f}/{stem}.txt")
), max_size=8, unique=True))  # fmt: skip
def test_ids_always_differ(paths: list[str]) -> None:
    ids = [
        source.id.casefold() for source in distinct(Source(Path(p), Path(p).stem) for p in paths)
    ]
    assert len(set(ids)) == len(ids)


@pytest.mark.skipif(os.name == "nt", reason="file names are text there")
def test_a_name_that_is_no_text_can_still_be_printed(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\n.txt"))
    path.write_text("x")
    sources, _ = sources_of([str(path)])
    assert sources[0].id.isprintable()
    sources[0].name.encode("utf-8")
