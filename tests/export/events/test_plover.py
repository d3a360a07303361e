"""POLECAT's columns, and types and modes of the PLOVER manual only."""

from collections.abc import Callable
from pathlib import Path

from riwaya.export.events.event_rules import rules_of
from riwaya.export.events.plover import CODES
from tests.export.event_data import check_losses, check_trace, table

Export = Callable[..., Path]
COLUMNS = (  # noqa: SIM905 (as the specification lists them)
    "Event ID, Event Date, Event Type, Event Mode, Intensity, Quad Code, Contexts, Actor Name, "
    "Actor Country, Actor COW, Primary Actor Sector, Actor Sectors, Actor Title, Actor Name Raw, "
    "Wikipedia Actor ID, Recipient Name, Recipient Country, Recipient COW, Primary Recipient "
    "Sector, Recipient Sectors, Recipient Title, Recipient Name Raw, Wikipedia Recipient ID, "
    "Placename, City, District, Province, Country, Latitude, Longitude, GeoNames ID, Raw "
    "Placename, Feature Type, Source, Publication Date, Story People, Story Organizations, Story "
    "Locations, Language, Version"
).split(", ")
MODES = {
    "AGREE": "", "SUPPORT": "", "CONCEDE": "", "COOPERATE": "", "AID": "",
    "CONSULT": "visit third-party multilateral phone",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "REJECT": "assist change yield meet",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives "
    "suicide-attack aerial drone heavy-weapons crowd-control unconventional",
}  # fmt: skip
CONTEXTS = set(
    (  # noqa: SIM905
        "military intelligence executive legislative election political_institutions pro_democracy "
        "pro_autocracy economic legal reparations human_rights rights_freedoms repression "
        "human_security gender lgbt religion_ethnicity inequality diplomatic territory peacekeeping "
        "health asylum migration disasters natural_resource environment technology terrorism cbrn "
        "cyber misinformation crime corruption illegal_drugs trafficking"
    ).split()
)


def test_the_columns_are_polecats_in_their_order(exported: Export) -> None:
    path = exported("plover", "p.tsv")
    columns, rows = table(path, "\t")
    assert columns == COLUMNS
    assert len(columns) == 40
    check_trace(path, len(rows))
    check_losses(path, columns, rows)
    assert len({row["Event ID"] for row in rows}) == len(rows)


def test_every_rule_gives_a_type_mode_and_context_that_plover_has() -> None:
    for rule in rules_of("plover", CODES):
        assert rule.codes["mode"] in ["", *MODES[rule.codes["type"]].split()]
        assert set(filter(None, rule.codes["contexts"].split(" | "))) <= CONTEXTS
        if rule.codes["intensity"]:
            assert -10 <= float(rule.codes["intensity"]) <= 10


def test_deaths_by_a_strike_are_no_event_of_their_own(exported: Export) -> None:
    _, rows = table(exported("plover", "p.tsv", "--place", "maarat-al-numan"), "\t")
    assert {(row["Event Type"], row["Event Mode"]) for row in rows} == {
        ("ASSAULT", "aerial"), ("ASSAULT", "heavy-weapons"),
    }  # fmt: skip
    air = next(row for row in rows if row["Event Mode"] == "aerial")
    assert (air["Actor Name"], float(air["Intensity"])) == ("Russia", -9.5)
    assert air["Actor Name Raw"] == "طائرات حربية روسية"
    shelled = next(row for row in rows if row["Event Mode"] == "heavy-weapons")
    assert shelled["Actor Name"] == ""  # who speaks of it names nobody


def test_a_protest_is_not_the_police_protesting(exported: Export) -> None:
    _, rows = table(exported("plover", "p.tsv", "--place", "nasiriyah"), "\t")
    protest = next(row for row in rows if row["Event Type"] == "PROTEST")
    assert "security" not in protest["Actor Name"]
