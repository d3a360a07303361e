"""Colours: those of the report's page and of the desk; written out they need no variables."""

import re
from importlib.resources import files

from riwaya.export.pictures.palette import palette, written_out
from riwaya.export.pictures.style import STYLE
from riwaya.export.pictures.subject import FAMILIES
from riwaya.knowledge.events import COLOURS


def test_families_have_the_colours_of_the_page() -> None:
    page = files("riwaya.export").joinpath("templates/page.css").read_text("utf-8")
    assert set(FAMILIES) == set(COLOURS)
    for family in FAMILIES:
        light, *others = re.findall(rf"--{family}: (#[0-9a-f]{{6}})", page)
        assert palette().light[family] == light
        assert palette().dark[family] == others[0] != light


def test_written_out_style_has_both_and_no_variable() -> None:
    both, light = written_out(STYLE), written_out(STYLE, dark=False)
    assert "var(" not in both
    assert palette().dark["strike"] in both
    assert "prefers-color-scheme" in both
    assert palette().dark["strike"] not in light
