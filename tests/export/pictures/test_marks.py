"""Marks: each incident in one of them, rings that don't lie on each other, the vague apart."""

from itertools import combinations
from math import hypot

from lxml import etree

from riwaya.export.pictures.map_drawing import placed, scale_box
from riwaya.export.pictures.marks import Mark, drawn, is_vague, marks_of
from riwaya.export.pictures.projection import view_of
from riwaya.export.pictures.subject import Subject
from riwaya.export.shown.language import LANGUAGES, Language
from tests.export.pictures.conftest import subject, subjects_of


def test_every_incident_is_in_one_mark(english: list[Subject]) -> None:
    view = view_of(placed(english), 900.0)
    marks = marks_of(english, view)
    shown = sorted(one.id for mark in marks for one in mark.subjects)
    assert shown == sorted(one.id for one in english if one.lat is not None)
    for mark in marks:
        assert {is_vague(one) for one in mark.subjects} == {mark.vague}


def test_marks_of_a_kind_hardly_meet() -> None:
    several = subjects_of(200, LANGUAGES["en"], anywhere=True)
    marks = marks_of(several, view_of(placed(several), 900.0))
    assert len(marks) > 20
    for one, other in combinations(marks, 2):
        if one.vague == other.vague:
            away = hypot(one.x - other.x, one.y - other.y)
            assert away >= max(one.radius, other.radius)


def test_a_ring_tells_its_number_and_its_families(words: Language) -> None:
    several = [subject(id=f"i{n}", family="strike" if n else "talk") for n in range(12)]
    view = view_of(placed(several), 900.0)
    (mark,) = marks_of(several, view)
    found = etree.fromstring(drawn(mark, words))
    assert found.findtext("text") == "12"
    slices = {one.get("class") for one in found.findall("path")}
    assert slices == {"fill-strike", "fill-talk"}
    lines = (found.findtext("title") or "").splitlines()
    assert len(lines) == 9  # eight incidents and how many more
    assert mark.place == "Raqqa"


def test_who_knows_only_the_area_is_hollow(words: Language) -> None:
    near, far = subject(), subject(id="j", km=300.0, lat=33.0)
    view = view_of(placed([near, far]), 900.0)
    marks = {mark.subjects[0].id: drawn(mark, words) for mark in marks_of([near, far], view)}
    assert "hollow line-strike" in marks["j"]
    assert "spot fill-strike" in marks["i"]


def test_the_scale_stands_where_no_mark_does(words: Language) -> None:
    view = view_of(placed([subject()]), 900.0)
    begins = 870.0 if words.direction == "rtl" else 30.0
    free = scale_box(view, [], words)
    assert free.left < begins < free.right
    there = Mark(begins, view.height - 20, 10.0, (subject(),), vague=False)
    moved = scale_box(view, [there], words)
    assert moved.left < 900 - begins < moved.right
