import pytest

from riwaya.knowledge.gazetteer import COUNTRY, place_key, shipped_gazetteer
from riwaya.knowledge.place_ids import place_of
from riwaya.knowledge.places import place_table, shipped_places


@pytest.mark.parametrize("arabic", ["بغداد", "حلب", "ليون", "الرمادي"])
def test_the_gazetteers_places_are_found_by_their_ids(arabic: str) -> None:
    for spot in shipped_gazetteer().find(place_key(arabic)):
        assert place_of(spot.id, shipped_places()) == spot


def test_countries_too() -> None:
    iraq = shipped_gazetteer().find(COUNTRY + "IQ")[0]
    assert place_of(iraq.id, shipped_places()) == iraq


def test_the_lists_come_first() -> None:
    places = shipped_places()
    for id_, spot in list(places.by_id.items())[:50]:
        assert place_of(id_, places) is spot


def test_a_users_own_place_is_known() -> None:
    (spot, *_) = shipped_places().by_id.values()
    own = type(spot)(**{f: getattr(spot, f) for f in spot.__slots__} | {"id": "my-hill"})
    assert place_of("my-hill", place_table([(own, ("تلي",))])) == own


@pytest.mark.parametrize("id_", ["", "nowhere-at-all", "bagh", "baghdad\tBaghdad", "\n"])
def test_what_is_no_id_is_nowhere(id_: str) -> None:
    assert place_of(id_, shipped_places()) is None
