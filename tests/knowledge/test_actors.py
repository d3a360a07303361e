"""Actors: every name leads to its own, every parent is known, dates rule out."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from riwaya.errors import BadTable
from riwaya.knowledge.actors import (
    COLUMNS,
    KINDS,
    ROLES,
    Actor,
    ActorTable,
    actor_table,
    adjective_forms,
    read_actors,
    read_forces,
    read_pairs,
    shipped_actors,
)
from riwaya.knowledge.name_words import Hit, keys_of, tokens_of, word_key
from riwaya.knowledge.outlets import shipped_outlets
from riwaya.knowledge.persons import shipped_persons
from riwaya.knowledge.tables import shipped

NOTES = "# origin: recalled\n# licence: any\n"
HEAD = NOTES + "\t".join(COLUMNS) + "\n"
SLUG = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
DATE = re.compile(r"(\d{4}(-\d\d(-\d\d)?)?)?")


def read(folder: Path, *rows: str) -> dict[str, Actor]:
    (folder / "actors.tsv").write_text(HEAD + "".join(f"{row}\n" for row in rows), "utf-8")
    return read_actors(folder / "actors.tsv")


def row(
    entity: str = "a",
    *,
    kind: str = "militia",
    inter: str = "3",
    parent: str = "",
    allies: str = "",
) -> str:
    cells = (entity, "A", "سرايا ألف", kind, inter, "SY", parent, allies, "2012", "", "recalled")
    return "\t".join(cells)


def actor(since: str, until: str) -> Actor:
    return Actor("a", "A", ("أ",), "militia", 3, "SY", "", (), since, until, "recalled")


def test_a_row_becomes_an_actor(tmp_path: Path) -> None:
    found = read(tmp_path, row("a", parent="b", allies="b | c"), row("b", inter=""), row("c"))
    assert found["a"].names == ("سرايا ألف",)
    assert (found["a"].inter, found["a"].parent, found["a"].allies) == (3, "b", ("b", "c"))
    assert (found["a"].since, found["a"].until, found["a"].country) == ("2012", "", "SY")
    assert (found["b"].inter, found["b"].parent, found["b"].allies) == (None, "", ())


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        ([row(), row()], r"actors\.tsv:5: 'a' stands already in actors\.tsv:4"),
        ([row(kind="gang")], r"actors\.tsv:4: unknown kind 'gang'; known: agency, aid"),
        ([row(inter="9")], r"actors\.tsv:4: inter is one digit from 1 to 8, not '9'"),
        ([row(inter="12")], r"actors\.tsv:4: inter .* not '12'"),
        ([row(), row("b", parent="c")], r"actors\.tsv:5: unknown actor 'c'"),
        ([row(), row("b", allies="a | c")], r"actors\.tsv:5: unknown actor 'c'"),
        ([row(parent="a")], r"actors\.tsv:4: parents go in a circle: a → a"),
        (
            [row("a", parent="b"), row("b", parent="c"), row("c", parent="a")],
            r"actors\.tsv:4: parents go in a circle: a → b → c → a",
        ),
        (
            [row("d", parent="a"), row("a", parent="b"), row("b", parent="a")],
            r"actors\.tsv:4: parents go in a circle: d → a → b → a",
        ),
    ],
)
def test_a_wrong_table_is_refused_with_file_and_line(
    tmp_path: Path, rows: list[str], complaint: str
) -> None:
    with pytest.raises(BadTable, match=complaint):
        read(tmp_path, *rows)


def test_a_known_id_may_be_a_parent(tmp_path: Path) -> None:
    (tmp_path / "own.tsv").write_text(f"{HEAD}{row(parent='iraq')}\n", "utf-8")
    assert read_actors(tmp_path / "own.tsv", known=shipped_actors().actors)["a"].parent == "iraq"


@pytest.mark.parametrize(
    ("since", "until", "day", "exists"),
    [
        ("", "", "2015-11-21", True),
        ("2013-04-08", "", "2013-04-07", False),
        ("2013-04-08", "", "2013-04-08", True),
        ("2013-04", "", "2013-04-01", True),
        ("2013", "", "2012-12-31", False),
        ("", "2017-07-10", "2017-07-10", True),
        ("", "2017-07-10", "2017-07-11", False),
        ("", "2017-07", "2017-07-31", True),  # a month lasts to its end
        ("", "2017-07", "2017-08-01", False),
        ("", "2017", "2017-12-31", True),
        ("", "2017", "2018-01-01", False),
        ("2013", "2017", None, True),
    ],
)
def test_dates_rule_out(since: str, until: str, day: str | None, exists: bool) -> None:
    assert actor(since, until).exists_on(day) is exists


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (
            "form\tentity\tbasis\nروسي\trussia\trecalled\nصيني\tchina\trecalled\n",
            r":5: unknown actor 'china'",
        ),
        (
            "form\tentity\tbasis\nروسي\trussia\trecalled\nروسي\trussia\trecalled\n",
            r":5: 'روسي' stands",
        ),
        ("form\tentity\nروسي\trussia\n", r":3: missing columns: basis"),
    ],
)
def test_wrong_adjectives_are_refused(tmp_path: Path, text: str, complaint: str) -> None:
    (tmp_path / "pairs.tsv").write_text(NOTES + text, "utf-8")
    with pytest.raises(BadTable, match=rf"pairs\.tsv{complaint}"):
        read_pairs(tmp_path / "pairs.tsv", ["russia"])


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        ("RU\tarmy\tother\n", r":4: unknown actor 'other'"),
        ("RU\tcavalry\trussia\n", r":4: unknown role 'cavalry'"),
        ("RU\tarmy\trussia\nRU\tarmy\trussia\n", r":5: 'RU army russia' stands already"),
    ],
)
def test_wrong_forces_are_refused(tmp_path: Path, rows: str, complaint: str) -> None:
    (tmp_path / "forces.tsv").write_text(f"{NOTES}country\trole\tentity\n{rows}", "utf-8")
    with pytest.raises(BadTable, match=rf"forces\.tsv{complaint}"):
        read_forces(tmp_path / "forces.tsv", ["russia"])


def test_the_shipped_table_has_what_was_promised() -> None:
    found = read_actors(shipped("actors/actors.tsv"))
    assert len(found) >= 450
    assert {a.kind for a in found.values()} <= KINDS
    countries = Counter(a.country for a in found.values())
    promised = [
        "SY",
        "IQ",
        "YE",
        "LY",
        "SD",
        "PS",
        "IL",
        "LB",
        "TR",
        "IR",
        "EG",
        "SA",
        "AE",
        "QA",
        "AF",
        "SO",
        "RU",
        "US",
        "GB",
        "FR",
    ]
    assert [code for code in promised if not countries[code]] == []


def test_every_parent_and_ally_is_known() -> None:
    found = shipped_actors().actors
    unknown = [
        (a.id, other)
        for a in found.values()
        for other in (a.parent, *a.allies)
        if other and other not in found
    ]
    assert unknown == []
    assert [a.id for a in found.values() if a.id in {a.parent, *a.allies}] == []


def test_ids_are_slugs_of_one_thing() -> None:
    persons = shipped_persons()
    ids = Counter([*shipped_actors().actors, *persons.persons, *persons.offices])
    assert [entity for entity, times in ids.items() if times > 1] == []
    assert [entity for entity in ids if not SLUG.fullmatch(entity)] == []


def test_dates_and_countries_are_iso() -> None:
    found = shipped_actors().actors.values()
    assert [a.id for a in found if not re.fullmatch("([A-Z]{2})?", a.country)] == []
    assert [a.id for a in found for day in (a.since, a.until) if not DATE.fullmatch(day)] == []
    assert [a.id for a in found if a.until and a.until < a.since[: len(a.until)]] == []


@cache
def owners() -> list[tuple[str, str, Hit | None, int]]:
    """Every name with its actor, with whom it leads to, and with its number of words."""
    table = shipped_actors()
    return [
        (name, known.id, table.names.at(tokens_of(name), 0), len(keys_of(name)))
        for known in table.actors.values()
        for name in known.names
    ]


def test_every_name_is_found_whole() -> None:
    broken = [
        name for name, _, hit, size in owners() if hit is None or (hit.first, hit.last) != (0, size)
    ]
    assert broken == []


def test_every_name_leads_to_its_actor() -> None:
    assert [(name, a, hit.value) for name, a, hit, _ in owners() if hit and hit.value != a] == []


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("داعش", "islamic-state"),
        ("لتنظيم الدولة الإسلامية", "islamic-state"),
        ("العمال الكردستاني", "pkk"),  # without its first noun
        ("وحزب الله", "hezbollah"),
    ],
)
def test_a_name_in_text_is_known(text: str, entity: str) -> None:
    hit = shipped_actors().names.at(tokens_of(text), 0)
    assert hit is not None
    assert hit.value == entity


def test_a_long_name_is_also_said_without_a_head_noun(tmp_path: Path) -> None:
    rows = [
        row("party", kind="party").replace("سرايا ألف", "حزب العمل الوطني"),
        row("short", kind="party").replace("سرايا ألف", "حزب الباء"),
        row("army", kind="military").replace("سرايا ألف", "جيش الجيم الوطني"),
        row("other", kind="party").replace("سرايا ألف", "نداء الدال الوطني"),
    ]
    table = ActorTable(read(tmp_path, *rows), {}, {}, {})
    said = ["العمل الوطني", "الباء", "الجيم الوطني", "الدال الوطني"]
    hits = [table.names.at(tokens_of(name), 0) for name in said]
    assert [hit and hit.value for hit in hits] == ["party", None, None, None]


def test_outlets_are_actors_too() -> None:
    alone = read_actors(shipped("actors/actors.tsv"))
    table = shipped_actors()
    for outlet in shipped_outlets().outlets.values():
        found = table[outlet.id]
        assert set(outlet.names) <= set(found.names)
        if outlet.id in alone:
            assert set(alone[outlet.id].names) <= set(found.names)
            assert found.kind == alone[outlet.id].kind
        else:
            assert found.kind == ("agency" if outlet.kind == "agency" else "outlet")


@pytest.mark.parametrize(
    ("form", "entity"),
    [
        ("روسي", "russia"),
        ("سوري", "syria"),
        ("اميركي", "united-states"),
        ("أمريكي", "united-states"),
    ],
)
def test_an_adjective_leads_to_a_state(form: str, entity: str) -> None:
    assert shipped_actors().adjectives[word_key(form)] == entity


def test_every_adjective_is_one_word() -> None:
    assert [form for form in adjective_forms() if len(keys_of(form)) != 1] == []


def test_a_capital_speaks_for_its_state() -> None:
    table = shipped_actors()
    hit = table.capitals.at(tokens_of("موسكو"), 0)
    assert hit is not None
    assert hit.value == "russia"


#: Palestine has no army: a bare «الجيش» there is the one that it is at war with.
BARE = {("PS", "army"), ("PS", "air"), ("PS", "navy")}


def test_forces_belong_to_their_country() -> None:
    table = shipped_actors()
    wrong = [
        (country, role, entity)
        for (country, role), entity in table.forces.items()
        if role not in ROLES
        or (table[entity].country in {country, ""}) == (role == "enemy" or (country, role) in BARE)
    ]
    assert wrong == []
    assert table[table.forces["RU", "defence_ministry"]].kind == "ministry"
    assert table.forces["SY", "state"] == "syria"


def test_a_force_is_the_one_that_the_country_had_on_the_day() -> None:
    table = shipped_actors()
    assert table.force("LY", "army", "2011-05-01") == "gaddafi-forces"
    assert table.force("LY", "army", "2019-05-01") == "libyan-national-army"
    assert table.force("LY", "government", "2019-05-01") == "libyan-gna"
    assert table.force("LY", "cavalry", "2019-05-01") is None


def test_authorities_are_the_state_where_nobody_fights_it_at_home() -> None:
    table = shipped_actors()
    assert table.force("TR", "authorities", None) == "turkey"
    assert table.force("SY", "authorities", None) == "syrian-government"


def test_a_force_that_is_meant_in_a_country_need_not_be_its_own() -> None:
    table = shipped_actors()
    assert table.force("PS", "army", None) == "israeli-army"
    assert table.own_force("PS", "army", None) is None
    assert table.own_force("SY", "army", None) == "syrian-army"


@pytest.mark.parametrize(
    ("country", "day", "branch"),
    [
        ("YE", "2012-01-01", "al-qaeda-in-the-arabian-peninsula"),
        ("YE", "2002-01-01", None),
        ("IQ", None, "al-qaeda-in-iraq"),
        ("SE", "2012-01-01", None),
    ],
)
def test_a_branch_of_a_group_in_a_country(
    country: str, day: str | None, branch: str | None
) -> None:
    assert shipped_actors().branch("al-qaeda", country, day) == branch


def test_an_air_force_is_found_by_what_it_belongs_to() -> None:
    table = shipped_actors()
    assert table.air
    for parent, entity in table.air.items():
        assert table[entity].parent == parent


def test_an_unknown_id_is_no_actor() -> None:
    assert shipped_actors().get("no-such-actor") is None
    with pytest.raises(KeyError):
        shipped_actors()["no-such-actor"]


def test_the_shipped_table_is_loaded_once_and_a_user_s_is_another(tmp_path: Path) -> None:
    (tmp_path / "actors.tsv").write_text(f"{HEAD}{row(parent='iraq')}\n", "utf-8")
    own = actor_table(tmp_path / "actors.tsv")
    assert own["a"].parent == "iraq"
    assert shipped_actors() is shipped_actors()
    assert shipped_actors().get("a") is None
    assert own.actors.keys() - shipped_actors().actors.keys() == {"a"}
