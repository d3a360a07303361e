"""The workspace's own tables, changed row by row."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.errors import BadInput
from riwaya.pipeline import known_with, shipped_knowledge
from riwaya.resolving.lookup import look_up_actor, look_up_place
from riwaya.workspace.own_names import (
    alias,
    new_actor,
    new_place,
    removal,
    slug,
    without_name,
)
from riwaya.workspace.own_rows import (
    Change,
    Stale,
    checked_cell,
    make_change,
    own_rows,
    state_of,
)
from riwaya.workspace.workspace import Workspace

ACTOR = {
    "name_en": "Brigade of the Two Rivers",
    "names": "لواء النهرين الجديد\nلواء النهرين",
    "kind": "militia",
    "country": "sy",
    "parent": "syrian-army",
}
PLACE = {
    "name_en": "Tell Warda",
    "names": "تل وردة الشرقي",
    "kind": "village",
    "country": "SY",
    "lat": "35.5",
    "lon": "40.25",
    "radius_km": "10",
}


def known(workspace: Workspace):
    return known_with(workspace.folder.knowledge)


def test_a_new_actor_is_known_from_then_on_and_not_after_undoing(empty: Workspace) -> None:
    assert look_up_actor("لواء النهرين الجديد", known(empty)).entity is None
    change = new_actor(ACTOR, shipped_knowledge())
    make_change(empty, change)
    found = look_up_actor("لواء النهرين", known(empty))
    assert (found.entity, found.name) == ("brigade-of-the-two-rivers", "Brigade of the Two Rivers")
    assert known(empty).who.actors["brigade-of-the-two-rivers"].parent == "syrian-army"
    make_change(empty, change.undone())
    assert empty.folder.knowledge is None
    assert own_rows(empty.folder.path) == []


def test_a_new_place_is_known_from_then_on(empty: Workspace) -> None:
    make_change(empty, new_place(PLACE, shipped_knowledge()))
    found = look_up_place("تل وردة الشرقي", known(empty))
    assert (found.entity, found.lat, found.lon) == ("tell-warda", 35.5, 40.25)


FURTHER = {
    "syrian-observatory": "راصد البادية", "reuters": "رويترز العربية الجديدة",
    "omar-oil-field": "حقل الوردة الكبير", "sergei-shoigu": "سيرغي شويغوف", "duma": "دوما الغوطة",
}  # fmt: skip


def test_a_further_name_stands_beside_the_ones_there_were(empty: Workspace) -> None:
    folder = empty.folder.path
    changes = {}
    for entity, name in FURTHER.items():
        changes[entity] = alias(folder, entity, name, shipped_knowledge())
        assert changes[entity].names == (name,)
        make_change(empty, changes[entity])
    now = known(empty)
    for entity, change in changes.items():
        find = look_up_place if change.table == "places" else look_up_actor
        for one in (FURTHER[entity], str(change.after["names"]).split(" | ")[0]):
            assert find(one, now).entity == entity
    with pytest.raises(BadInput, match="already"):
        alias(folder, "duma", FURTHER["duma"], now)


def test_a_name_and_a_row_are_taken_away(empty: Workspace) -> None:
    folder, name = empty.folder.path, FURTHER["duma"]
    make_change(empty, alias(folder, "duma", name, shipped_knowledge()))
    make_change(empty, without_name(folder, "duma", name, shipped_knowledge()))
    assert name not in own_rows(folder)[0].cells["names"]
    make_change(empty, removal(folder, "places", "duma"))
    assert empty.folder.knowledge is None


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name_en": ""}, "English name"),
        ({"names": " \n "}, "Arabic name"),
        ({"names": "abc\tdef"}, None),
        ({"name_en": "A\u202eB"}, "can't be seen"),
        ({"names": "لواء | لواء"}, "one name at a time"),
        ({"names": "لواءی"}, "FARSI YEH"),
        ({"kind": "gang"}, "unknown kind"),
        ({"country": "Syria"}, "two letters"),
        ({"parent": "لا أحد كهذا"}, "not known"),
        ({"from": "2015-13"}, "write 2015"),
        ({"from": "2016", "to": "2015"}, "before it begins"),
        ({"id": "Big Id"}, "small Latin letters"),
        ({"id": "russia"}, "already"),
        ({"source": "javascript:alert(1)"}, "address of a page"),
        ({"inter": "9"}, "inter"),
    ],
)
def test_what_is_wrong_is_said_and_changes_nothing(
    empty: Workspace, wrong: dict[str, str], said: str | None
) -> None:
    if said is None:  # a tab within a name is a blank
        make_change(empty, new_actor(ACTOR | wrong, shipped_knowledge()))
        assert own_rows(empty.folder.path)[0].cells["names"] == "abc def"
        return
    with pytest.raises(BadInput, match=said):
        make_change(empty, new_actor(ACTOR | wrong, shipped_knowledge()))
    assert empty.folder.knowledge is None


def test_a_point_without_a_source_is_vague(empty: Workspace) -> None:
    with pytest.raises(BadInput, match="10 km or more"):
        new_place(PLACE | {"radius_km": "2"}, shipped_knowledge())
    sure = new_place(
        PLACE | {"radius_km": "2", "source": "https://maps.example/tell"}, shipped_knowledge()
    )
    make_change(empty, sure)
    for wrong in ({"lat": "91"}, {"lon": "nan"}, {"radius_km": "-1"}):
        with pytest.raises(BadInput):
            make_change(
                empty,
                new_place(
                    PLACE | {"id": "other", "source": "https://a.example"} | wrong,
                    shipped_knowledge(),
                ),
            )


def test_two_people_lose_nothing(empty: Workspace) -> None:
    folder = empty.folder.path
    seen = state_of(folder)
    make_change(empty, new_actor(ACTOR, shipped_knowledge()), seen)
    with pytest.raises(Stale):
        make_change(empty, new_place(PLACE, shipped_knowledge()), seen)
    (row,) = own_rows(folder)
    changed = Change("actors", row.cells, row.cells | {"name_en": "Brigade"})
    make_change(empty, changed)
    with pytest.raises(Stale, match="this row"):
        make_change(empty, Change("actors", row.cells, None))
    assert own_rows(folder)[0].cells["name_en"] == "Brigade"


def test_the_rest_of_a_table_stays_as_it_was(empty: Workspace) -> None:
    own = empty.folder.path / "knowledge"
    own.mkdir()
    text = "# origin: mine\n# licence: mine\n# further\nbasis\tid\tname_en\tnames\tkind\tinter\tcountry\tparent\tallies\tfrom\tto\nrecalled\tmy-own\tMine\tجماعتي\tmilitia\t\t\t\t\t\t\n"
    text = text.replace("basis\tid", "id\tbasis").replace("recalled\tmy-own", "my-own\trecalled")
    header, row = text.split("\n")[3:5]
    order = header.split("\t")
    (own / "actors.tsv").write_text(text, "utf-8")
    (own / "SY.txt").write_text("", "utf-8")
    change = new_actor(ACTOR, known(empty))
    make_change(empty, change)
    lines = (own / "actors.tsv").read_text("utf-8").split("\n")
    assert lines[:5] == text.split("\n")[:5]
    assert dict(zip(order, lines[5].split("\t"), strict=True)) == change.after
    make_change(empty, change.undone())
    assert (own / "actors.tsv").read_text("utf-8") == text
    assert row in text


@given(st.text(min_size=1))
def test_no_cell_breaks_a_table(text: str) -> None:
    try:
        kept = checked_cell(text, "name")
    except BadInput:
        return
    assert "\t" not in kept
    assert len(kept.splitlines()) == 1


def test_slugs() -> None:
    assert slug("Al-Omar oil field (Deir ez-Zor)") == "al-omar-oil-field-deir-ez-zor"
    assert slug("Ḥalab é") == "halab-e"


def test_a_name_that_is_nobodys_row(empty: Workspace) -> None:
    with pytest.raises(BadInput, match="no actor"):
        alias(Path(empty.folder.path), "nobody-at-all", "اسم", shipped_knowledge())
    with pytest.raises(BadInput, match="no row of your own"):
        removal(empty.folder.path, "actors", "russia")
