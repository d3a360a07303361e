"""A user's tables: all of them or none, and the shipped ones never change."""

from collections.abc import Callable
from pathlib import Path

import pytest

from riwaya.errors import BadTable
from riwaya.knowledge import actors, places
from riwaya.knowledge.actors import ActorTable, shipped_actors
from riwaya.knowledge.gazetteer import place_key
from riwaya.knowledge.name_words import tokens_of
from riwaya.knowledge.own_tables import own_tables
from riwaya.knowledge.places import PlaceTable, shipped_places

NOTES = "# origin: a user\n# licence: any\n"
ACTORS = NOTES + "\t".join(actors.COLUMNS) + "\n"
PLACES = NOTES + "\t".join(places.COLUMNS) + "\n"
BRIGADE = "own-brigade\tOwn Brigade\tلواء الاختبار الأول\tmilitia\t3\tSY\tsyria\trussia\t2012\t\trecalled\n"
WELL = "own-well\tOwn Well\tبئر الاختبار الأول\tfacility\tSY\tHoms\t34.7\t36.7\t10\trecalled\n"
GEONAME = (
    "99\tTall al Ikhtibār\tTall al Ikhtibar\tTall,تل الاختبار الأول\t35.5\t36.5\tP\tPPL\tSY\t\t"
    "05\t\t\t\t1200\t\t300\tAsia/Damascus\t2020-01-01\n"
)
NAMES = ("لواء الاختبار الأول", "داعش", "حزب الله")
SITES = ("بئر الاختبار الأول", "تل الاختبار الأول", "حقل العمر", "طرابلس")


def seen(known: ActorTable, spots: PlaceTable) -> tuple[object, ...]:
    """What the tables say: changed if a row came, went or is found otherwise."""
    return (
        dict(known.actors),
        dict(known.adjectives),
        dict(known.forces),
        dict(spots.by_id),
        [known.names.at(tokens_of(name), 0) for name in NAMES],
        [spots.find(place_key(name)) for name in SITES],
    )


def write(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (folder / name.replace("_", ".")).write_text(text, "utf-8")
    return folder


def test_all_three_forms_stand_beside_the_shipped(tmp_path: Path) -> None:
    before = seen(shipped_actors(), shipped_places())
    folder = write(
        tmp_path, actors_tsv=ACTORS + BRIGADE, places_tsv=PLACES + WELL, SY_txt=GEONAME,
        README_md="not a table",
    )  # fmt: skip
    known, spots, _ = own_tables(folder)
    hit = known.names.at(tokens_of("ولواء الاختبار الأول"), 0)
    assert hit is not None
    assert hit.value == "own-brigade"
    assert known["own-brigade"].parent == "syria"
    assert [s.id for s in spots.find(place_key("بئر الاختبار الأول"))] == ["own-well"]
    assert [s.id for s in spots.find(place_key("تل الاختبار الأول"))] == ["gn-99"]
    assert known.actors.keys() - {"own-brigade"} == shipped_actors().actors.keys()
    assert spots.by_id.keys() - {"own-well", "gn-99"} == shipped_places().by_id.keys()
    assert seen(shipped_actors(), shipped_places()) == before


@pytest.mark.parametrize(
    ("name", "text", "known", "placed"),
    [
        ("actors.tsv", ACTORS + BRIGADE, True, []),
        ("places.tsv", PLACES + WELL, False, ["own-well"]),
        ("SY.txt", GEONAME, False, ["gn-99"]),
        ("actors.tsv", ACTORS, False, []),
    ],
)
def test_one_file_is_enough(
    tmp_path: Path, name: str, text: str, known: bool, placed: list[str]
) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    table, spots, _ = own_tables(tmp_path)
    assert (table.get("own-brigade") is not None) is known
    assert [s.id for site in SITES[:2] for s in spots.find(place_key(site))] == placed


def test_a_user_s_row_takes_the_place_of_the_shipped_actor_of_its_id(tmp_path: Path) -> None:
    own = BRIGADE.replace("own-brigade", "hezbollah")
    known, _, _ = own_tables(write(tmp_path, actors_tsv=ACTORS + own))
    assert known["hezbollah"].name == "Own Brigade"
    assert shipped_actors()["hezbollah"].name != "Own Brigade"


def swap(old: str, new: str) -> Callable[[str], str]:
    def changed(rows: str) -> str:
        assert old in rows
        return rows.replace(old, new)

    return changed


OTHER = BRIGADE.replace("own-brigade", "own-other").replace("الأول", "الثاني")
BAD_ACTORS = [
    pytest.param(swap("\tbasis\n", "\tsource\n"), r":3: missing columns: basis", id="columns"),
    pytest.param(
        swap("\tbasis\n", "\tbasis\tmore\n"), r":3: unknown columns: 'more'", id="column more"
    ),
    pytest.param(lambda rows: rows + BRIGADE, r":5: 'own-brigade' stands already", id="id twice"),
    pytest.param(swap("\tsyria\t", "\tatlantis\t"), r":4: unknown actor 'atlantis'", id="parent"),
    pytest.param(swap("\trussia\t", "\tatlantis\t"), r":4: unknown actor 'atlantis'", id="ally"),
    pytest.param(
        swap("لواء", "لوا\N{ARABIC LETTER FARSI YEH}"),
        r":4: stray ARABIC LETTER FARSI YEH",
        id="yeh",
    ),
    pytest.param(swap("militia", "gang"), r":4: unknown kind 'gang'", id="kind"),
    pytest.param(swap("\t3\t", "\t33\t"), r":4: inter is one digit", id="inter"),
    pytest.param(
        swap("\tsyria\t", "\town-brigade\t"), r":4: parents go in a circle", id="own parent"
    ),
    pytest.param(
        lambda rows: (
            swap("\tsyria\t", "\town-other\t")(rows) + OTHER.replace("\tsyria\t", "\town-brigade\t")
        ),
        r":4: parents go in a circle: own-brigade → own-other → own-brigade",
        id="circle",
    ),
    pytest.param(swap("# licence", "# license"), r":2: expected '# licence: …'", id="licence"),
    pytest.param(lambda _: "", r":1: expected '# origin: …'", id="empty"),
]
BAD_PLACES = [
    pytest.param(
        swap("\tlat\tlon\t", "\tlatitude\tlon\t"), r":3: missing columns: lat", id="columns"
    ),
    pytest.param(lambda rows: rows + WELL, r":5: 'own-well' stands already", id="id twice"),
    pytest.param(swap("\t34.7\t", "\t355\t"), r":4: lat 355 is beyond ±90", id="latitude"),
    pytest.param(swap("\t36.7\t", "\t-181\t"), r":4: lon -181 is beyond ±180", id="longitude"),
    pytest.param(swap("\t34.7\t", "\tnorth\t"), r":4: lat is a number, not 'north'", id="number"),
    pytest.param(
        swap("\t10\t", "\t9\t"), r":4: a recalled place has a radius of 10 km", id="radius"
    ),
    pytest.param(swap("facility", "well"), r":4: unknown kind 'well'", id="kind"),
    pytest.param(
        swap("بئر", "ب\N{ARABIC LETTER FARSI YEH}ر"), r":4: stray ARABIC LETTER FARSI YEH", id="yeh"
    ),
    pytest.param(swap("\tHoms\t", "\t"), r":4: 9 cells in a table of 10 columns", id="cells"),
]


def refused(folder: Path, complaint: str) -> None:
    """Nothing of a folder is taken: neither its wrong table nor the right ones beside."""
    known, spots = shipped_actors(), shipped_places()
    before = seen(known, spots)
    with pytest.raises(BadTable, match=complaint):
        own_tables(folder)
    assert shipped_actors() is known
    assert shipped_places() is spots
    assert seen(known, spots) == before
    assert known.get("own-brigade") is None
    assert spots.find(place_key("بئر الاختبار الأول")) == []


@pytest.mark.parametrize(("spoil", "complaint"), BAD_ACTORS)
def test_bad_actors_are_refused_and_the_tables_in_use_stay(
    tmp_path: Path, spoil: Callable[[str], str], complaint: str
) -> None:
    folder = write(tmp_path, actors_tsv=spoil(ACTORS + BRIGADE), places_tsv=PLACES + WELL)
    refused(folder, rf"actors\.tsv{complaint}")


@pytest.mark.parametrize(("spoil", "complaint"), BAD_PLACES)
def test_bad_places_are_refused_and_the_tables_in_use_stay(
    tmp_path: Path, spoil: Callable[[str], str], complaint: str
) -> None:
    folder = write(tmp_path, actors_tsv=ACTORS + BRIGADE, places_tsv=spoil(PLACES + WELL))
    refused(folder, rf"places\.tsv{complaint}")


def test_a_bad_country_file_is_refused_and_the_tables_in_use_stay(tmp_path: Path) -> None:
    text = GEONAME + GEONAME.replace("\tAsia/Damascus", "")
    folder = write(tmp_path, actors_tsv=ACTORS + BRIGADE, places_tsv=PLACES + WELL, SY_txt=text)
    refused(folder, r"SY\.txt:2: 18 cells, a GeoNames file has 19")


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    write(tmp_path, places_tsv=PLACES + WELL)
    (tmp_path / "actors.tsv").write_bytes((ACTORS + BRIGADE).encode("cp1256", "ignore"))
    refused(tmp_path, r"actors\.tsv: not UTF-8 at byte \d+")


def test_a_circle_through_the_shipped_table_is_refused(tmp_path: Path) -> None:
    below = next(a.id for a in shipped_actors().actors.values() if a.parent == "syria")
    own = BRIGADE.replace("own-brigade", "syria").replace("\tsyria\trussia", f"\t{below}\t")
    refused(write(tmp_path, actors_tsv=ACTORS + own), r"actors\.tsv:4: parents go in a circle")


def test_a_user_s_name_is_his_own_though_a_shipped_actor_has_it(tmp_path: Path) -> None:
    own = BRIGADE.replace("لواء الاختبار الأول", "داعش")
    known, _, _ = own_tables(write(tmp_path, actors_tsv=ACTORS + own))
    hit = known.names.at(tokens_of("داعش"), 0)
    assert hit is not None
    assert hit.value == "own-brigade"


@pytest.mark.parametrize(
    "name", ["weapons.tsv", "Actors.tsv", "sy.txt", "SYR.txt", "notes.txt", "a.tsv"]
)
def test_a_file_that_is_none_of_these_is_named(tmp_path: Path, name: str) -> None:
    write(tmp_path, actors_tsv=ACTORS + BRIGADE)
    (tmp_path / name).write_text(GEONAME, "utf-8")
    with pytest.raises(BadTable, match=rf"don't know what {name} is; known: actors\.tsv"):
        own_tables(tmp_path)


@pytest.mark.parametrize("name", ["s.tsv", "tors.tsv", "laces.tsv", "Y.txt"])
def test_a_piece_of_a_known_file_name_is_none(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(GEONAME, "utf-8")
    with pytest.raises(BadTable, match="don't know what"):
        own_tables(tmp_path)


def test_a_folder_without_tables_is_named(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("nothing here")
    (tmp_path / "old.tsv").mkdir()
    with pytest.raises(BadTable, match=r"no tables in it; known: actors\.tsv"):
        own_tables(tmp_path)


@pytest.mark.parametrize("name", ["none", "file"])
def test_what_is_no_folder_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BadTable, match=rf"{name}: no such folder"):
        own_tables(tmp_path / name)


def test_an_office_holder_of_one_s_own(tmp_path: Path) -> None:
    notes = "# origin: a test\n# licence: Apache-2.0\n"
    (tmp_path / "persons.tsv").write_text(
        f"{notes}id\tname_en\tnames\tcountry\taffiliation\tbasis\n"
        "zayd\tZayd\tزيد النقيب\tIQ\t\trecalled\n",
        "utf-8",
    )
    (tmp_path / "offices.tsv").write_text(
        f"{notes}id\tname_en\tnames\tbody\tcountry\tbasis\n"
        "mayor\tMayor of Qara\tعمدة قارة\t\tIQ\trecalled\n",
        "utf-8",
    )
    (tmp_path / "tenures.tsv").write_text(
        f"{notes}office\tperson\tfrom\tto\tbasis\nmayor\tzayd\t2014\t2016\trecalled\n", "utf-8"
    )
    persons = own_tables(tmp_path).persons
    assert [t.person for t in persons.holders("mayor", "2015-11-21")] == ["zayd"]
    assert persons.holders("mayor", "2017-01-01") == []
    assert "russian-defence-minister" in persons.offices
