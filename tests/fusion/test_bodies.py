"""Who stands behind an outlet's or a person's name."""

import pytest

from riwaya.fusion.bodies import (
    body_of,
    forces_of,
    is_press,
    mouthpiece_of,
    operation_of,
    outlet_entity,
)


@pytest.mark.parametrize(
    ("outlet", "entity"),
    [
        ("فرانس برس", "afp"),
        ("أ ف ب", "afp"),
        ("الدفاع المدني السوري - حلب", "white-helmets"),
        ("القوة المشتركة لعملية العزم الصلب", "us-led-coalition"),
        ("الجيش الإسرائيلي بالعربية", "israeli-army"),
        ("المنظمة الدولية للهجرة في اليمن", "iom"),
        ("الجيش الأمريكي - بيان", "us-army"),
        ("الصومال اليوم", None),
        ("العراق اليوم", None),
        ("روسيا اليوم", None),
        ("صوت البوكمال", None),
        ("", None),
    ],
)
def test_an_outlets_identity(outlet: str, entity: str | None) -> None:
    assert outlet_entity(outlet) == entity


def test_a_spokesman_speaks_for_his_body() -> None:
    assert body_of("igor-konashenkov") == "russian-ministry-of-defence"
    assert body_of("russian-ministry-of-defence") == "russian-ministry-of-defence"
    assert body_of("nobody-at-all") == "nobody-at-all"


def test_a_mouthpiece_says_what_its_owner_says() -> None:
    assert mouthpiece_of("amaq") == "islamic-state"
    assert mouthpiece_of("afp") is None
    # A television station has reporters of its own.
    assert mouthpiece_of("al-manar") is None


def test_the_forces_of_a_state() -> None:
    assert forces_of("russian-army") == forces_of("russian-ministry-of-defence") == "RU"
    assert forces_of("libyan-national-army") is None
    assert forces_of("russian-foreign-ministry") is None


def test_an_operation_is_its_leaders() -> None:
    assert operation_of("isaf") == "nato"
    assert operation_of("russian-army") is None


def test_press() -> None:
    assert is_press("afp")
    assert not is_press("syrian-observatory")
    assert not is_press(None)
