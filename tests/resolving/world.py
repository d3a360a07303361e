"""A small world of actors, persons and places, so that a test hangs on no shipped row of names.

Head nouns, short forms and place words are the shipped ones: the code is of no use without them.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from riwaya.knowledge.actors import Actor, ActorTable
from riwaya.knowledge.gazetteer import CAPITAL, COUNTRY, Spot, place_key
from riwaya.knowledge.persons import Office, Person, PersonTable, Tenure
from riwaya.knowledge.places import PlaceTable
from riwaya.records.claim import Claim
from riwaya.records.mention import Mention
from riwaya.resolving.actors import identify
from riwaya.resolving.claims import Knowledge
from riwaya.resolving.fixes import Fix
from riwaya.resolving.identity import Identity, Who, Words
from riwaya.resolving.report_places import locate_all
from riwaya.resolving.scene import Scene, scene_of

#: id | names | kind | country | parent | from | to
ACTORS = """
syria | سوريا, سورية | state | SY | | |
syrian-government | الحكومة السورية, نظام الأسد | government | SY | syria | |
syrian-army | الجيش السوري, قوات النظام السوري | military | SY | syrian-government | |
syrian-air-force | سلاح الجو السوري | military | SY | syrian-army | |
syrian-police | الشرطة السورية | police | SY | syrian-government | |
russia | روسيا | state | RU | | |
russian-government | الحكومة الروسية | government | RU | russia | |
russian-army | الجيش الروسي | military | RU | russia | |
russian-aerospace | القوات الجوفضائية الروسية | military | RU | russian-army | |
russian-navy | البحرية الروسية | military | RU | russia | |
iraq | العراق | state | IQ | | |
iraqi-army | الجيش العراقي | military | IQ | iraq | |
lebanon | لبنان | state | LB | | |
india | الهند | state | IN | | |
libya | ليبيا | state | LY | | |
libyan-national-army | الجيش الوطني الليبي | military | LY | libya | |
soviet-union | الاتحاد السوفياتي | state | SU | | 1922 | 1991-12-26
islamic-state | تنظيم داعش, داعش, تنظيم الدولة | armed_group | | | 2013-04-08 |
al-qaeda | تنظيم القاعدة, القاعدة | armed_group | | | |
al-qaeda-in-yemen | تنظيم القاعدة في جزيرة العرب | armed_group | YE | al-qaeda | |
hamas | حركة حماس, حماس | armed_group | PS | | |
haqqani-network | شبكة حقاني | armed_group | AF | | |
gulf-coalition | التحالف العربي | coalition | | | |
united-nations | الأمم المتحدة | un | | | |
unifil | يونيفيل | un | | united-nations | |
observatory | المرصد السوري لحقوق الإنسان | observatory | SY | | |
israel | إسرائيل | state | IL | | |
israeli-army | الجيش الإسرائيلي | military | IL | israel | |
iraqi-joint-operations | قيادة العمليات المشتركة العراقية | military | IQ | iraqi-army | |
iraqi-parliament | البرلمان العراقي | government | IQ | iraq | |
mosul-hospital | مستشفى السلام في الموصل | hospital | IQ | | |
al-jazeera | قناة الجزيرة | outlet | | | |
"""
FORCES = {
    ("SY", "state"): "syria",
    ("SY", "government"): "syrian-government",
    ("SY", "army"): "syrian-army",
    ("SY", "air"): "syrian-air-force",
    ("SY", "police"): "syrian-police",
    ("RU", "state"): "russia",
    ("RU", "government"): "russian-government",
    ("RU", "army"): "russian-army",
    ("RU", "air"): "russian-aerospace",
    ("RU", "navy"): "russian-navy",
    ("IQ", "state"): "iraq",
    ("IQ", "army"): "iraqi-army",
    ("LB", "state"): "lebanon",
    ("IN", "state"): "india",
    ("LY", "state"): "libya",
    ("LY", "army"): "libyan-national-army",
    ("IL", "state"): "israel",
    ("IL", "army"): "israeli-army",
}
ADJECTIVES = {
    "سوري": "syria",
    "روسي": "russia",
    "عراقي": "iraq",
    "لبناني": "lebanon",
    "هندي": "india",
    "إسرائيلي": "israel",
}
CAPITALS = {"موسكو": "russia", "دمشق": "syria", "بغداد": "iraq", "بيروت": "lebanon"}
#: id | names | country | affiliation
PERSONS = """
sergei-shoigu | سيرغي شويغو | RU | russian-government
andrei-belousov | أندريه بيلوسوف | RU | russian-government
khalifa-haftar | خليفة حفتر, حفتر | LY | libyan-national-army
haider-al-abadi | حيدر العبادي | IQ | iraq
nouri-al-maliki | نوري المالكي | IQ | iraq
"""
#: id | names | body | country
OFFICES = """
russian-defence-minister | وزير الدفاع الروسي | russian-government | RU
iraqi-prime-minister | رئيس الوزراء العراقي, رئيس وزراء العراق | iraq | IQ
kremlin-spokesman | متحدث باسم الكرملين | russian-government | RU
lebanese-judge | القاضي اللبناني الأول | | LB
"""
TENURES = """
russian-defence-minister | sergei-shoigu | 2012-11-06 | 2024-05-12
russian-defence-minister | andrei-belousov | 2024-05-14 |
iraqi-prime-minister | nouri-al-maliki | 2006-05-20 | 2014-09-08
iraqi-prime-minister | haider-al-abadi | 2014-09-08 | 2018-10-25
"""
#: id | names | kind | country | lat | lon | radius | population; "+" before the id: in a list.
PLACES = """
deir-ez-zor | دير الزور, ديرالزور | town | SY | 35.336 | 40.14 | 5 | 240000
deir-ez-zor-province | دير الزور | region | SY | 35.1 | 40.3 | 100 | 0
damascus | دمشق | town | SY | 33.51 | 36.29 | 10 | 1700000
aleppo | حلب | town | SY | 36.2 | 37.16 | 10 | 1800000
aleppo-sukkari | السكري | neighbourhood | SY | 36.22 | 37.16 | 2 | 0
mosul-sukkari | السكري | neighbourhood | IQ | 36.34 | 43.13 | 2 | 0
qaim-iq | القائم | town | IQ | 34.37 | 41.09 | 5 | 74000
hawija | الحويجة | town | IQ | 35.32 | 43.77 | 5 | 100000
kirkuk | كركوك | town | IQ | 35.47 | 44.39 | 10 | 1000000
baghdad | بغداد | town | IQ | 33.34 | 44.4 | 10 | 7000000
mosul | الموصل | town | IQ | 36.34 | 43.12 | 10 | 1700000
rusafa-sy | الرصافة | town | SY | 35.63 | 38.76 | 2 | 3000
rusafa-iq | الرصافة | town | IQ | 33.35 | 44.42 | 2 | 3000
hindiya | الهندية | town | IQ | 32.54 | 44.22 | 5 | 80000
mumbai | مومباي | town | IN | 19.07 | 72.88 | 10 | 12000000
beirut | بيروت | town | LB | 33.89 | 35.5 | 10 | 1900000
+omar-field | حقل العمر, العمر | field | SY | 35.1 | 40.57 | 5 | 0
+shati-camp | مخيم الشاطئ | camp | PS | 31.53 | 34.44 | 10 | 0
+eastern-ghouta | الغوطة الشرقية | region | SY | 33.53 | 36.45 | 15 | 0
"""
COUNTRIES = {
    "SY": (35.0, 38.5, 400.0),
    "IQ": (33.0, 43.7, 450.0),
    "LB": (33.9, 35.9, 100.0),
    "IN": (22.0, 79.0, 1500.0),
    "RU": (61.5, 96.7, 4000.0),
}


def cells(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


def names(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(", "))


def actor_table(forces: Mapping[tuple[str, str], str] = FORCES) -> ActorTable:
    actors = {
        at: Actor(
            at, at.replace("-", " ").title(), names(said), kind, None, country, parent, (), since,
            until, "recalled",
        )
        for at, said, kind, country, parent, since, until in cells(ACTORS)
    }  # fmt: skip
    return ActorTable(actors, ADJECTIVES, CAPITALS, {key: [f] for key, f in forces.items()})


def person_table() -> PersonTable:
    return PersonTable(
        [Person(at, at.title(), names(said), of, body) for at, said, of, body in cells(PERSONS)],
        [Office(at, at.title(), names(said), body, of) for at, said, body, of in cells(OFFICES)],
        [Tenure(*row) for row in cells(TENURES)],
        ADJECTIVES,
    )


def spot(at: str, kind: str = "town", **more: Any) -> Spot:
    values = {
        "name": at.title(), "arabic": at, "country": "SY", "region": "", "lat": 35.0, "lon": 40.0,
        "radius_km": 5.0, "population": 0, "basis": "recalled",
    }  # fmt: skip
    return Spot(id=at, kind=kind, **{**values, **more})


#: Countries whose capital the gazetteer has.
SEATS = {"SY": "damascus", "IQ": "baghdad", "LB": "beirut"}


class FewPlaces:
    """A gazetteer of some places, by key."""

    def __init__(self, spots: Iterable[tuple[Spot, tuple[str, ...]]]) -> None:
        self._by_key: dict[str, list[Spot]] = {}
        for place, said in spots:
            for key in {place_key(name) for name in said}:
                self._by_key.setdefault(key, []).append(place)
            if SEATS.get(place.country) == place.id:
                self._by_key[CAPITAL + place.country] = [place]
        for code, (lat, lon, radius) in COUNTRIES.items():
            land = spot(f"country-{code}", "country", country=code, lat=lat, lon=lon,
                        radius_km=radius)  # fmt: skip
            self._by_key[COUNTRY + code] = [land]

    def find(self, key: str) -> list[Spot]:
        return self._by_key.get(key, [])


def place_table() -> PlaceTable:
    listed, others = [], []
    for at, said, kind, country, lat, lon, radius, people in cells(PLACES):
        place = spot(
            at.removeprefix("+"), kind, country=country, lat=float(lat), lon=float(lon),
            radius_km=float(radius), population=int(people), listed=at.startswith("+"),
        )  # fmt: skip
        (listed if place.listed else others).append((place, names(said)))
    return PlaceTable(listed, FewPlaces(others))


WHO = Who(actor_table(), person_table())
PLACE_TABLE = place_table()
WORLD = Knowledge(WHO, PLACE_TABLE)


def scene(raw: str, published: str | None = None, country: str | None = None) -> Scene:
    return scene_of(raw, WHO.actors, WHO.persons, published=published, country=country)


def stretch(marked: str) -> tuple[str, int, int]:
    """A text whose brackets mark a mention: its raw text and the mention's offsets."""
    start, end = marked.index("["), marked.index("]") - 1
    return marked.replace("[", "").replace("]", ""), start, end


def who_is(marked: str, published: str | None = None, **how: Any) -> Identity:
    """Who the words in brackets are."""
    raw, start, end = stretch(marked)
    return identify(scene(raw, published), WHO, start, end, **how)


def words_of(marked: str, *, source: bool = False, agent: bool = False) -> tuple[Words, Scene]:
    """The words in brackets and the scene that they stand in."""
    raw, start, end = stretch(marked)
    where = scene(raw)
    return Words(where.tokens_in(start, end), start, end, source, named=True, agent=agent), where


def where_is(marked: str, country: str | None = None) -> Fix:
    """Where the words in brackets are."""
    raw, start, end = stretch(marked)
    found = locate_all(scene(raw, country=country), PLACE_TABLE, WHO, [(start, end)])
    return found[start, end][0].fix


def mention(raw: str, part: str, record: type[Any] = Mention, **fields: Any) -> Any:
    """The mention of the first such words of the text."""
    start = raw.index(part)
    return record.of(raw, start, start + len(part), **fields)


def claim(raw: str, trigger: str, **fields: Any) -> Claim:
    """An affirmed, actual claim about the first such trigger of the text."""
    values: dict[str, Any] = {
        "id": "c1", "event": "kill", "trigger": mention(raw, trigger), "polarity": "affirmed",
        "reality": "actual", "stance": "states", "quoted": False,
    }  # fmt: skip
    return Claim(**{**values, **fields})
