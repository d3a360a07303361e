"""Who goes on speaking."""

import pytest

from riwaya.records.mention import Source
from riwaya.resolving.identity import Identity
from riwaya.resolving.speakers import Speakers, Voice

from .world import scene, stretch


def again(marked: str, *heard: tuple[int, str | None]) -> str | None:
    raw, start, end = stretch(marked)
    spoken = [Voice(at, at, Identity(who, "named")) for at, who in heard]
    return carried_on(raw, start, end, Speakers(spoken))


def carried_on(raw: str, start: int, end: int, speakers: Speakers) -> str | None:
    source = Source.of(raw, start, end, kind="official", named=False)
    found = speakers.same_again(scene(raw), source)
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


def heard_in(raw: str, *sources: tuple[str, str | None]) -> Speakers:
    speakers = Speakers()
    for words, who in sources:
        start = raw.index(words)
        source = Source.of(raw, start, start + len(words), kind="official", named=True)
        speakers.spoke(source, Identity(who, "named"))
    return speakers


def test_who_spoke_is_remembered_in_order() -> None:
    heard = heard_in("حماس وروسيا", ("حماس", "hamas"), ("روسيا", "russia")).heard
    assert [(voice.start, voice.identity.entity) for voice in heard] == [
        (0, "hamas"),
        (6, "russia"),
    ]


@pytest.mark.parametrize(
    ("last", "who"), [("الوزير", "syria"), ("المصدر", "sana"), ("المتحدث", "sana")]
)
def test_who_was_called_so_speaks_rather_than_who_quoted_him(last: str, who: str) -> None:
    raw = f"قال وزير النفط، وفق ما نقلت وكالة سانا، إن الطائرات أغارت. وأكد {last} ذلك"
    speakers = heard_in(raw, ("وزير النفط", "syria"), ("وكالة سانا", "sana"))
    start = raw.index(last, 50)
    assert carried_on(raw, start, start + len(last), speakers) == who
