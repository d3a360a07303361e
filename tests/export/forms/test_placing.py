"""Files that belong together are put in place together, or not at all."""

from pathlib import Path

import pytest

from riwaya.errors import BadInput
from riwaya.export.forms.placing import Placing


def test_all_come_at_the_end(tmp_path: Path) -> None:
    with Placing(tmp_path / "a") as placing:
        for path in (placing.path, placing.beside(".b")):
            placing.aside(path).write_text("whole", "utf-8")
        assert not (tmp_path / "a").exists()
    assert {path.name for path in tmp_path.iterdir()} == {"a", "a.b"}


def test_what_was_there_stays_when_something_fails(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("before", "utf-8")

    def fail() -> None:
        with Placing(tmp_path / "a") as placing:
            placing.aside(placing.path).write_text("half", "utf-8")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a").read_text("utf-8") == "before"


def test_trouble_of_the_disk_is_said_in_words(tmp_path: Path) -> None:
    def fail() -> None:
        with Placing(tmp_path / "a") as placing:
            placing.aside(placing.path).write_text("half", "utf-8")
            raise OSError(28, "No space left on device")

    with pytest.raises(BadInput, match="a: can't be written: No space left"):
        fail()
    assert list(tmp_path.iterdir()) == []
