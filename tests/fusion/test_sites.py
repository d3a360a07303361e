"""Whether two claims of one report are of two places."""

from riwaya.fusion.sites import other_spots
from riwaya.fusion.told import Spot


def test_two_towns_apart_are_two_places_unless_one_is_not_known_for_sure() -> None:
    douma = Spot("douma", "Douma", 33.57, 36.40, 4)
    harasta = Spot("harasta", "Harasta", 33.56, 36.30, 3)
    assert other_spots([douma], [harasta])
    assert not other_spots([douma], [Spot(None, None, 33.56, 36.30, 3)])
    assert not other_spots([douma], [Spot("damascus", "Damascus", 33.51, 36.29, 20)])
    assert not other_spots([], [harasta])
