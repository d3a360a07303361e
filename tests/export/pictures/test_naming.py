"""Names on a map: places of the marks before towns, none on another."""

from riwaya.export.pictures.map_drawing import placed
from riwaya.export.pictures.marks import marks_of
from riwaya.export.pictures.naming import Box, Room, names_on
from riwaya.export.pictures.projection import view_of
from riwaya.export.pictures.subject import Subject
from riwaya.export.shown.language import LANGUAGES


def test_places_of_marks_are_named_and_towns_around(english: list[Subject]) -> None:
    view = view_of(placed(english), 900.0)
    made = names_on(view, marks_of(english, view), [], LANGUAGES["en"])
    assert made.index('class="here"') < made.index('class="town"')
    assert ">Mosul</text>" in made
    assert made.count(">Mosul</text>") == 1
    assert ">Iraq</text>" in made


def test_what_is_taken_stays_taken() -> None:
    view = view_of([(35.0, 38.0, 10.0)], 400.0)
    room = Room(view, [], [Box(100, 100, 200, 120)])
    assert not room.take(Box(150, 110, 260, 130))
    assert room.take(Box(201, 100, 260, 120))
    assert not room.take(Box(230, 110, 240, 112))
    assert not room.take(Box(-5, 10, 20, 20))
