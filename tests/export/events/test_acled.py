"""ACLED's columns as shared/spec/formats.md lists them, and the codes of the invented incidents."""

from collections.abc import Callable
from pathlib import Path

import pytest

from riwaya.errors import BadTable
from riwaya.export.events import event_rules
from riwaya.export.events.acled import DISORDER, INTERACTIONS, TYPES, _interaction
from riwaya.export.events.acting import Actor
from riwaya.export.events.event_rules import rules_of
from tests.export.event_data import check_losses, check_trace, losses, table, trace

Export = Callable[..., Path]
COLUMNS = (  # noqa: SIM905 (as the specification lists them)
    "event_id_cnty, event_date, year, time_precision, disorder_type, event_type, sub_event_type, "
    "actor1, assoc_actor_1, inter1, actor2, assoc_actor_2, inter2, interaction, "
    "civilian_targeting, iso, region, country, admin1, admin2, admin3, location, latitude, "
    "longitude, geo_precision, source, source_scale, notes, fatalities, tags, timestamp"
).split(", ")
SUB_TYPES = {
    "Battles": {
        "Armed clash", "Government regains territory", "Non-state actor overtakes territory",
    },
    "Explosions/Remote violence": {
        "Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED", "Grenade",
    },
    "Violence against civilians": {
        "Sexual violence", "Attack", "Abduction/forced disappearance",
    },
    "Protests": {
        "Peaceful protest", "Protest with intervention", "Excessive force against protesters",
    },
    "Riots": {"Violent demonstration", "Mob violence"},
    "Strategic developments": {
        "Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use",
        "Headquarters or base established", "Looting/property destruction",
        "Non-violent transfer of territory", "Other",
    },
}  # fmt: skip


def test_the_columns_are_acleds_in_their_order(exported: Export) -> None:
    path = exported("acled", "a.csv")
    columns, rows = table(path)
    assert columns == COLUMNS
    assert len(columns) == 31
    check_trace(path, len(rows))
    check_losses(path, columns, rows)


def test_every_rule_gives_a_type_that_acled_has() -> None:
    for rule in rules_of("acled", TYPES):
        assert rule.codes["sub_event_type"] in SUB_TYPES[rule.codes["event_type"]]
        assert rule.codes["event_type"] in DISORDER


def test_the_market_is_an_air_strike_on_civilians_by_a_state(exported: Export) -> None:
    _, rows = table(exported("acled", "a.csv"))
    row = next(row for row in rows if row["location"] == "Maarat al-Numan")
    assert row | {"notes": "", "source": ""} == dict.fromkeys(COLUMNS, "") | {
        "event_id_cnty": row["event_id_cnty"], "event_date": "2016-03-11", "year": "2016",
        "time_precision": "1", "disorder_type": "Political violence",
        "event_type": "Explosions/Remote violence", "sub_event_type": "Air/drone strike",
        "actor1": "Russia", "inter1": "1", "actor2": "Civilians (Syria)", "inter2": "7",
        "interaction": "17", "civilian_targeting": "Civilian targeting", "country": "Syria",
        "admin1": "Idlib", "location": "Maarat al-Numan", "latitude": "35.6483",
        "longitude": "36.6769", "geo_precision": "1", "fatalities": "21",
    }  # fmt: skip
    assert set(row["source"].split("; ")) == {"الضفة نيوز", "صدى الشمال", "وكالة المدى", "المرفأ"}


def test_a_clash_has_two_armed_groups_and_a_protest_protesters(exported: Export) -> None:
    _, rows = table(exported("acled", "a.csv"))
    clash = next(row for row in rows if row["location"] == "Manbij")
    protest = next(row for row in rows if row["event_type"] == "Protests")
    assert (clash["event_type"], clash["interaction"]) == ("Battles", "22")
    assert clash["fatalities"] == "12"
    assert (protest["actor1"], protest["inter1"]) == ("Protesters (Iraq)", "6")
    assert protest["interaction"] in {"16", "60"}
    assert protest["disorder_type"] == "Demonstrations"


def test_what_has_no_type_is_left_out_and_said(exported: Export) -> None:
    path = exported("acled", "a.csv")
    told = losses(path)
    assert told["left_out"] == {"no ACLED type for its events (damage, kill)": 1}
    assert told["not_carried"]["that it is denied or blamed on others"] == 1
    assert told["incidents"] == told["rows"] + sum(told["left_out"].values())


def test_the_trace_names_the_claims_of_the_event(exported: Export) -> None:
    path = exported("acled", "a.csv", "--place", "maarat-al-numan")
    (one,) = trace(path)
    assert one["codes"] == "Explosions/Remote violence / Air/drone strike"
    assert len(one["claims"].split(" | ")) == 3
    assert one["review_status"] == "partly"


def test_the_public_row_rests_on_what_was_reviewed(exported: Export) -> None:
    path = exported("acled", "p.csv", "--public")
    _, (row,) = table(path)
    assert row["fatalities"] == "14"
    assert trace(path)[0]["review_status"] == "reviewed"


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [(1, 7, 17), (7, 1, 17), (2, None, 20), (6, 1, 16), (None, 1, None), (1, 0, 10), (7, 7, None)],
)
def test_interaction_has_the_smaller_code_first(
    one: int | None, other: int | None, code: int | None
) -> None:
    second = Actor(None, "B", other) if other else None
    found = _interaction(Actor(None, "A", one), second)
    assert found == code
    assert found is None or found in INTERACTIONS


@pytest.mark.parametrize(
    "row", ["x\tno_event\t\tBattles\tArmed clash", "x\tkill\tagent:alien\tB\tA"]
)
def test_a_wrong_rule_is_named_with_its_line(
    row: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "acled.tsv"
    head = (
        "# origin: recalled\n# licence: Apache-2.0\nrule\tevent\twhen\tevent_type\tsub_event_type\n"
    )
    source.write_text(f"{head}{row}\n", "utf-8")
    monkeypatch.setattr(event_rules, "shipped", lambda _name: source)
    with pytest.raises(BadTable, match=r"acled\.tsv:4: unknown"):
        rules_of.__wrapped__("acled", TYPES)
