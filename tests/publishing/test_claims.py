"""No private name leaves by any way: the words, what they resolve to, what is made of them."""

from functools import cache

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from riwaya.knowledge.folding import fold
from riwaya.knowledge.name_words import bare, keys_of, without_clitics
from riwaya.knowledge.romanise import romanise
from riwaya.publishing.reports import Private, is_sensitive, private_of
from riwaya.records.claim import Claim, Link
from riwaya.records.mention import Mention, Party, Place, Quantity, Source, Time
from riwaya.records.resolution import Alternative, Equivalent, Resolution, TimePrecision, When
from riwaya.resolving.claims import Knowledge
from riwaya.workspace.publishing import Publisher

GIVEN = ["محمد", "أحمد", "إبراهيم", "فاطمة", "أبو عمر", "عبد الرحمن", "زينب", "Mohammed"]
FAMILY = [
    "الزعبوطي",
    "آل دحروج",
    "القرنفلي",
    "المصري",
    "الحلبي",
    "Al-Zabouti",
    "بن غضبان",
    "الخطيب",
]
BEFORE = ["", "الطفل ", "الناشط ", "قائد الفصيل ", "عائلة ", "مدير مستشفى ", "والد ", "و", "ل"]
AFTER = ["", " وزوجته", " من داعش", "، وهو طبيب", " (34 عاماً)"]


@cache
def publisher() -> Publisher:
    return Publisher(Knowledge())


def respelt(name: str, how: int) -> str:
    """The name as another newsroom writes it."""
    if how == 1:
        return name.replace("أ", "ا").replace("إ", "ا").replace("ة", "ه").replace("ي", "ى")
    if how == 2:
        return "".join(c + "\u064e" if "\u0628" <= c <= "\u064a" else c for c in name)
    if how == 3:
        return name.replace("ا", "ا\u0640")
    return name


names = st.tuples(st.sampled_from(GIVEN), st.sampled_from(FAMILY)).map(" ".join)
spelt = st.integers(0, 3)


@st.composite
def claims(draw: st.DrawFn) -> tuple[str, Claim]:
    """A claim that holds a private name everywhere that one can stand."""
    name = draw(names)

    def words() -> str:
        return (
            draw(st.sampled_from(BEFORE))
            + respelt(name, draw(spelt))
            + draw(st.sampled_from(AFTER))
        )

    def part() -> str:
        return draw(st.sampled_from([name, name.split()[-1], words()]))

    reason = Resolution(
        reason=f"{name} is meant", alternatives=(Alternative(entity=name, score=0.4),)
    )
    latin = romanise(name)
    shared = {
        "entity": draw(st.sampled_from([None, "muhammad-the-private", "maher-al-assad"])),
        "name": latin,
        "romanised": latin,
        "resolution": reason,
    }
    return name, Claim(
        id=draw(st.sampled_from(["c1", name])),
        event="kill", trigger=_at(Mention, "مقتل"), polarity="affirmed", reality="actual",
        stance="states", quoted=False, gloss=f"{latin} was killed", confidence=0.7,
        agents=(_at(Party, part(), **shared),),
        targets=(_at(Party, words(), **shared), _at(Party, part())),
        places=(
            _at(Place, f"منزل {words()}", relation="in", name=latin, lat=33.51, lon=36.31,
                romanised=latin, resolution=reason),
            _at(Place, f"قرب {words()}", relation="near", entity="house-of-somebody", name=latin),
        ),
        time=_at(Time, f"يوم {name}", from_=name, to="2016-05-02",
                 precision=TimePrecision(grain=name, acled=1, ucdp=1), resolution=reason),
        quantities=(
            _at(Quantity, f"3 {words()}", measure="killed", low=3, high=3, unit=name,
                equivalent=Equivalent(low=1, high=1, unit="t", assumes=name)),
        ),
        attribution=(_at(Source, words(), kind="local", named=True, **shared),
                     _at(Source, part(), kind="media", named=True)),
        links=(Link(relation="caused_by", claim=name),),
        when=When(from_="2016-05-02", to=name, inferred=True, reason=f"as {name} says"),
    )  # fmt: skip


def _at(form: type, text: str, /, **more: object) -> Mention:
    return form(text=text, start=40, end=40 + len(text), **more)


def words_of(published: str) -> set[str]:
    """The words of a JSON text in every form, and as they are romanised."""
    found = set()
    for key in keys_of(published):
        found |= {form for cut in without_clitics(key) for form in (cut, bare(cut))}
    return found | {word.lower() for word in found}


@given(claims())
@settings(max_examples=120, deadline=None)
def test_no_private_name_is_published(made: tuple[str, Claim]) -> None:
    name, claim = made
    seen = publisher()
    private = private_of([claim], seen.screen, seen.places)
    published = msgspec.json.encode(
        seen.claim(claim, private, coarse=is_sensitive(claim, seen.places))
    ).decode()
    held = words_of(published)
    for word in name.split():
        # «abd», «abu», «bin» and the like are parts of every second name.
        if len(word) < 4:
            continue
        assert not {fold(word, ta_marbuta=True), bare(fold(word, ta_marbuta=True))} & held, (
            published
        )
        latin = {part.lower() for part in romanise(word).replace("-", " ").split() if len(part) > 3}
        assert not latin & held, published
    assert "house-of-somebody" not in published
    assert "muhammad-the-private" not in published
    assert "maher-al-assad" not in published


@given(claims())
@settings(max_examples=40, deadline=None)
def test_a_name_of_one_claim_is_hidden_in_the_others(made: tuple[str, Claim]) -> None:
    name, claim = made
    seen = publisher()
    private = private_of([claim], seen.screen, seen.places)
    last = name.split()[-1]
    other = replace(
        claim, targets=(_at(Party, f"أقارب {last}"),), agents=(), places=(), attribution=(),
        quantities=(), time=None, id="c2", links=(), gloss=msgspec.UNSET, when=msgspec.UNSET,
    )  # fmt: skip
    published = msgspec.json.encode(seen.claim(other, private, coarse=False)).decode()
    assert fold(last, ta_marbuta=True) not in words_of(published)
    assert "أقارب" in published


def _told(**more: object) -> Claim:
    base: dict[str, object] = {
        "id": "c1", "event": "air_strike", "trigger": _at(Mention, "غارة"), "polarity": "affirmed",
        "reality": "actual", "stance": "states", "quoted": False,
    }  # fmt: skip
    return Claim(**(base | more))


def _published(claim: Claim) -> Claim:
    seen = publisher()
    private = private_of([claim], seen.screen, seen.places)
    return seen.claim(claim, private, coarse=is_sensitive(claim, seen.places))


def test_bodies_and_office_holders_stay() -> None:
    claim = _told(
        agents=(_at(Party, "الطائرات الروسية", entity="russian-aerospace-forces"),),
        targets=(_at(Party, "عناصر داعش", entity="islamic-state"), _at(Party, "ثلاثة أطفال")),
        attribution=(
            _at(Source, "وزير الدفاع الروسي، سيرغي شويغو", kind="official", named=True,
                entity="sergei-shoigu"),
        ),
    )  # fmt: skip
    seen = _published(claim)
    assert [p.text for p in (*seen.agents, *seen.targets)] == [
        p.text for p in (*claim.agents, *claim.targets)
    ]
    assert seen.attribution[0].text == claim.attribution[0].text
    assert seen.attribution[0].entity == "sergei-shoigu"
    assert "Shoigu" in str(seen.gloss)


def test_an_office_holders_name_within_another_mans_is_covered() -> None:
    seen = _published(_told(targets=(_at(Party, "بشار الأسد القرنفلي"),)))
    assert seen.targets[0].text == "[…]"
    seen = _published(_told(targets=(_at(Party, "محمد الأسد"),)))
    assert seen.targets[0].text == "[…]"


def test_a_surname_that_is_a_nationality_is_covered_unless_it_is_a_side() -> None:
    alone = _published(_told(attribution=(_at(Source, "المصري", kind="local", named=True),)))
    assert alone.attribution[0].text == "[…]"
    side = _published(_told(agents=(_at(Party, "الروسية", entity="russia"),)))
    assert side.agents[0].text == "الروسية"


def test_a_camp_is_its_district_and_its_name_is_gone_everywhere() -> None:
    claim = _told(
        places=(
            _at(Place, "مخيم جباليا", relation="in", entity="jabalia-camp", name="Jabalia camp",
                lat=31.5369, lon=34.4973, radius_km=1.0),
        ),
        targets=(_at(Party, "أهالي مخيم جباليا"),),
        attribution=(_at(Source, "مدير مستشفى كمال عدوان", kind="medical", named=True),),
    )  # fmt: skip
    seen = _published(claim)
    text = msgspec.json.encode(seen).decode()
    assert "جباليا" not in text
    assert "Jabalia" not in text
    assert "عدوان" not in text
    place = seen.places[0]
    assert place.radius_km >= 10
    assert (place.lat, place.lon) != (31.5369, 34.4973)
    assert place.text == "مخيم […]"
    assert seen.targets[0].text == "أهالي مخيم […]"


def test_a_neighbourhood_where_a_hospital_was_struck_is_coarse_too() -> None:
    claim = _told(
        places=(_at(Place, "حي الرمال", relation="in", lat=31.5234, lon=34.4456, radius_km=1.0),),
        targets=(_at(Party, "مستشفى"),),
    )
    assert is_sensitive(claim, publisher().places)
    place = _published(claim).places[0]
    assert place.text == "حي […]"
    assert place.radius_km >= 10
    assert (place.lat, place.lon) != (31.5234, 34.4456)


def test_a_town_is_as_it_was() -> None:
    place = _at(Place, "بيت لحم", relation="in", entity="bethlehem", name="Bethlehem", lat=31.7,
                lon=35.2, radius_km=5.0)  # fmt: skip
    claim = _told(places=(place,))
    assert not is_sensitive(claim, publisher().places)
    seen = _published(claim).places[0]
    assert (seen.entity, seen.lat, seen.lon, seen.text) == ("bethlehem", 31.7, 35.2, "بيت لحم")


def test_offsets_and_the_triggers_word_are_left_out() -> None:
    seen = _published(_told(targets=(_at(Party, "مدنيين"),)))
    assert all(m.start == 0 for m in seen.mentions())
    assert seen.trigger.text == "غارة جوية"


def test_a_name_that_the_report_holds_is_hidden_in_a_body_nobody_knows() -> None:
    claim = _told(targets=(_at(Party, "لواء أحمد القرنفلي"),))
    private = Private()
    seen = publisher().claim(claim, private, coarse=False)
    assert seen.targets[0].text == "لواء […]"


@pytest.mark.parametrize(
    "words", ["بيتهما في حي الشعار", "شقتهم", "منزلنا", "مدرسة تؤوي نازحين", "المبنى السكني"]
)
def test_whose_home_it_is_and_who_shelters_there_hide_it(words: str) -> None:
    claim = _told(
        places=(_at(Place, words, relation="in", entity="shaar-aleppo", lat=36.2071, lon=37.1861,
                    radius_km=0.3),),
    )  # fmt: skip
    assert is_sensitive(claim, publisher().places)
    place = _published(claim).places[0]
    assert place.entity != "shaar-aleppo"
    assert (place.lat, place.lon) != (36.2071, 37.1861)
    assert place.radius_km >= 10


@pytest.mark.parametrize("town", ["بيتا", "بيتونيا", "خان شيخون"])
def test_towns_that_sound_like_homes_are_towns(town: str) -> None:
    claim = _told(places=(_at(Place, f"بلدة {town}", relation="in", lat=32.0, lon=35.0),))
    assert not is_sensitive(claim, publisher().places)
