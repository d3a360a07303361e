"""Outlets by any of their names and by any of their hosts."""

import re
from pathlib import Path

import pytest

from riwaya.errors import BadTable
from riwaya.knowledge.name_words import tokens_of
from riwaya.knowledge.outlets import (
    COLUMNS,
    KINDS,
    OutletTable,
    country_of,
    read_outlets,
    shipped_outlets,
)

HEAD = "# origin: recalled\n# licence: any\n" + "\t".join(COLUMNS) + "\n"
NAHAR = "nahar\tAn-Nahar\tالنهار | صحيفة النهار\tnewspaper\tLB\tar\tTueni\tliberal\tannahar.com | nahar.lb\trecalled\n"
SANA = "sana\tSANA\tسانا\tagency\t\t\t\t\t\trecalled\n"


def outlets(folder: Path, text: str) -> OutletTable:
    (folder / "outlets.tsv").write_text(HEAD + text, "utf-8")
    return OutletTable(read_outlets(folder / "outlets.tsv"))


def test_a_row_becomes_an_outlet(tmp_path: Path) -> None:
    found = outlets(tmp_path, NAHAR + SANA).outlets
    assert list(found) == ["nahar", "sana"]
    assert found["nahar"].names == ("النهار", "صحيفة النهار")
    assert found["nahar"].domains == ("annahar.com", "nahar.lb")
    assert (found["nahar"].owner, found["nahar"].alignment) == ("Tueni", "liberal")
    assert found["sana"].domains == ()


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        (NAHAR.replace("newspaper", "blog"), r"outlets\.tsv:4: unknown kind 'blog'"),
        (NAHAR + NAHAR, r"outlets\.tsv:5: 'nahar' stands already in outlets\.tsv:4"),
        (NAHAR + "x\n", r"outlets\.tsv:5: 1 cells"),
        (NAHAR.replace("An-Nahar", ""), r"outlets\.tsv:4: name_en is empty"),
    ],
)
def test_a_wrong_table_is_refused_with_file_and_line(
    tmp_path: Path, rows: str, complaint: str
) -> None:
    with pytest.raises(BadTable, match=complaint):
        outlets(tmp_path, rows)


@pytest.mark.parametrize(
    ("url", "outlet"),
    [
        ("https://annahar.com/news/1", "nahar"),
        ("https://www.annahar.com/", "nahar"),
        ("http://WWW.AnNahar.com:8080/x?y=http://other.org", "nahar"),
        ("https://m.en.annahar.com/", "nahar"),
        ("https://nahar.lb", "nahar"),
        ("https://notannahar.com/", None),
        ("https://annahar.com.evil.org/", None),
        ("https://other.org/annahar.com", None),
        ("https://com/", None),
        ("file:///tmp/annahar.com", None),
        ("", None),
    ],
)
def test_a_url_tells_the_outlet(tmp_path: Path, url: str, outlet: str | None) -> None:
    found = outlets(tmp_path, NAHAR + SANA).at(url)
    assert (found and found.id) == outlet


@pytest.mark.parametrize("url", ["http://[::1", "https://[annahar.com/news"])
def test_an_address_that_is_none_tells_no_outlet(tmp_path: Path, url: str) -> None:
    assert outlets(tmp_path, NAHAR).at(url) is None


@pytest.mark.parametrize(
    ("name", "outlet"),
    [
        ("النهار", "nahar"),
        ("صحيفة النهار", "nahar"),
        ("an-nahar", None),  # Latin names are as printed
        ("An-Nahar", "nahar"),
        ("صحيفة النهار اللبنانية", None),  # this very name
        ("", None),
    ],
)
def test_a_name_tells_the_outlet(tmp_path: Path, name: str, outlet: str | None) -> None:
    found = outlets(tmp_path, NAHAR).named(name)
    assert (found and found.id) == outlet


def test_the_shipped_table_has_what_was_promised() -> None:
    found = shipped_outlets().outlets
    assert len(found) >= 250
    assert {outlet.kind for outlet in found.values()} <= KINDS
    assert [i for i in found if not re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", i)] == []
    assert [o.id for o in found.values() if not re.fullmatch("([A-Z]{2})?", o.country)] == []


def test_shipped_domains_are_hosts_and_lead_back() -> None:
    found = shipped_outlets()
    pairs = [(d, o.id) for o in found.outlets.values() for d in o.domains]
    assert len(pairs) >= 250
    assert [d for d, _ in pairs if not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", d)] == []
    assert [
        d for d, i in pairs if (at := found.at(f"https://www.{d}/x")) is None or at.id != i
    ] == []


def test_every_shipped_name_leads_to_its_outlet() -> None:
    table = shipped_outlets()
    names = [(name, outlet) for outlet in table.outlets.values() for name in outlet.names]
    assert [(n, o.id) for n, o in names if table.named(n) is not o] == []
    assert [o.id for o in table.outlets.values() if table.named(o.name) is not o] == []


def test_every_shipped_name_is_found_whole_in_text() -> None:
    table = shipped_outlets()
    lost = []
    for outlet in table.outlets.values():
        for name in outlet.names:
            hit = table.names.at(tokens_of(name), 0)
            if hit is None or hit.last != len(tokens_of(name)):
                lost.append((outlet.id, name))
    assert lost == []


@pytest.mark.parametrize(
    ("outlet", "country"),
    [
        ("رويترز", "GB"),
        ("Reuters", "GB"),
        ("سانا", "SY"),
        ("no such outlet", None),
        ("", None),
        (None, None),
    ],
)
def test_an_outlet_has_a_country(outlet: str | None, country: str | None) -> None:
    assert country_of(outlet) == country
