"""Who goes on speaking."""

import pytest

from riwaya.records.mention import Source
from riwaya.resolving.identity import Identity
from riwaya.resolving.speakers import Speakers

from .world import scene, stretch


def again(marked: str, *heard: tuple[int, str | None]) -> str | None:
    raw, start, end = stretch(marked)
    source = Source.of(raw, start, end, kind="official", named=False)
    spoken = [(at, Identity(who, "named")) for at, who in heard]
    found = Speakers(spoken).same_again(scene(raw), source)
    return found.entity if found else None


@pytest.mark.parametrize(
    ("word", "who"),
    [
        ("المصدر", "hamas"),
        ("البيان", "hamas"),
        ("المتحدث", "hamas"),
        ("المسؤول", "hamas"),
        ("مصدر", None),
        ("المصدر العسكري", None),
        ("الجندي", None),
        ("الحكومة", None),
        ("الشاهد", None),
    ],
)
def test_a_definite_noun_of_speaking_alone_is_the_one_before(word: str, who: str | None) -> None:
    assert again(f"قالت حماس. وأضاف [{word}] أن", (4, "hamas")) == who


def test_the_last_one_heard_before_counts() -> None:
    marked = "قالت حماس ثم روسيا. وأضاف [المصدر] أن سوريا"
    assert again(marked, (5, "hamas"), (13, "russia"), (40, "syria")) == "russia"


@pytest.mark.parametrize("heard", [(), ((4, None),), ((0, "hamas"), (4, None)), ((99, "hamas"),)])
def test_nobody_known_was_heard_before(heard: tuple[tuple[int, str | None], ...]) -> None:
    assert again("قالت حماس. وأضاف [المصدر] أن", *heard) is None


def test_who_spoke_is_remembered_in_order() -> None:
    speakers = Speakers()
    raw = "حماس وروسيا"
    for start, end, who in ((0, 4, "hamas"), (6, 11, "russia")):
        source = Source.of(raw, start, end, kind="official", named=True)
        speakers.spoke(source, Identity(who, "named"))
    assert [(at, who.entity) for at, who in speakers.heard] == [(0, "hamas"), (6, "russia")]
