"""What Riwaya asks for is compared with what is installed."""

import pytest

from riwaya.doctor.requirements import SOURCES, _asked_by, asked_for, libraries

WANTED = {
    "": ("numpy>=1",),
    "there": ("numpy>=1", "numpy>=999; sys_platform == 'nowhere'"),
    "old": ("numpy>=999",),
    "gone": ("surely-not-installed>=1",),
    "brings": ("riwaya[gone]", "numpy"),
    "all": ("riwaya[gone,there]",),
}


def test_an_extra_is_fine_only_with_all_that_it_brings() -> None:
    signs = {sign.part: sign for sign in libraries(WANTED)}
    assert {part: sign.state for part, sign in signs.items()} == {
        "libraries": "fine", "extra there": "fine", "extra old": "missing",
        "extra gone": "missing", "extra brings": "missing",
    }  # fmt: skip
    assert "is not >=999" in signs["extra old"].says
    assert signs["extra brings"].advice == "pip install 'riwaya[brings]'"
    assert "surely-not-installed is not installed" in signs["extra brings"].says


def test_a_library_that_every_riwaya_needs_is_wrong_when_missing() -> None:
    first, *_ = libraries({"": ("surely-not-installed",)})
    assert (first.state, first.advice) == ("wrong", "pip install --upgrade riwaya")


def test_what_is_asked_for_stands_beside_the_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = asked_for()
    assert any(line.startswith("onnxruntime") for line in wanted[""])
    assert wanted["frame"] == ("polars>=1.30",)
    monkeypatch.setattr("riwaya.doctor.requirements.SOURCES", SOURCES / "tests")
    installed = asked_for()
    assert installed == {} or set(installed) == set(wanted)


def test_the_metadata_of_an_installation_is_taken_apart() -> None:
    lines = ["numpy>=2", "polars>=1; extra == 'frame'", 'riwaya[frame]; extra == "all"']
    assert list(_asked_by("", lines)) == ["numpy>=2"]
    assert list(_asked_by("frame", lines)) == ["polars>=1; extra == 'frame'"]
    assert list(_asked_by("all", lines)) == ['riwaya[frame]; extra == "all"']
