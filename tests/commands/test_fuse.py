"""From files to incidents on the command line, and the same from Python."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import riwaya
from riwaya.cli import app

runner = CliRunner()
STRIKE = (
    "دير الزور - قال المرصد السوري لحقوق الإنسان إن طائرات روسية شنت غارات على بلدة الميادين في ريف "
    "دير الزور الشرقي يوم الاثنين، ما أدى إلى مقتل 12 مدنياً بينهم 4 أطفال."
)
REPORTS = {
    "agency": ("رويترز", "2016-05-03", STRIKE),
    "copy": ("السورية", "2016-05-03", STRIKE),
    "denial": (
        "الأخبار",
        "2016-05-03",
        "نفت وزارة الدفاع الروسية أن تكون طائراتها قد قصفت بلدة الميادين أمس الاثنين.",
    ),
    "update": (
        "الشرق",
        "2016-05-04",
        (
            "ارتفعت حصيلة قتلى الغارات الروسية على مدينة الميادين أول من أمس إلى 15 قتيلاً، "
            "بحسب المرصد السوري لحقوق الإنسان."
        ),
    ),
    "elsewhere": (
        "عنب",
        "2016-05-03",
        "قتل 3 مدنيين في قصف مدفعي على مدينة البوكمال أمس، وفق ناشطين.",
    ),
    "later": (
        "عنب",
        "2016-05-10",
        "شنت طائرات روسية أمس الاثنين غارات جديدة على الميادين أدت إلى مقتل 5 مدنيين.",
    ),
}
ONE = {"agency", "copy", "denial", "update"}


def run(*arguments: object) -> str:
    result = runner.invoke(app, [str(argument) for argument in arguments])
    assert result.exit_code == 0, result.output + str(result.exception)
    return result.stdout


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fuse")
    rows = ["file,outlet,published"]
    for name, (outlet, published, text) in REPORTS.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
        rows.append(f"{name}.txt,{outlet},{published}")
    (folder / "meta.csv").write_text("\n".join(rows), "utf-8")
    files = [folder / f"{name}.txt" for name in REPORTS]
    run("init", folder / "ws")
    run("add", *files, "--meta", folder / "meta.csv", "-w", folder / "ws")
    run("fuse", "-w", folder / "ws")
    return folder / "ws"


def names(incident: dict[str, list[dict[str, str]]]) -> set[str]:
    return {Path(member["source"]).stem for member in incident["claims"]}


def listed(workspace: Path, *arguments: object) -> list[dict[str, list[dict[str, str]]]]:
    found = json.loads(run("incidents", "-w", workspace, "--format", "json", *arguments))
    incidents: list[dict[str, list[dict[str, str]]]] = found["incidents"]
    return incidents


def test_accounts_of_one_happening_are_one_incident(workspace: Path) -> None:
    groups = [names(incident) for incident in listed(workspace)]
    assert ONE in groups
    assert {"elsewhere"} in groups
    assert {"later"} in groups


def test_a_copy_is_no_second_origin(workspace: Path) -> None:
    (incident,) = [one for one in listed(workspace) if names(one) == ONE]
    by_name = {origin["name"]: origin for origin in incident["origins"]}
    assert len(by_name) == 2
    observatory = next(one for name, one in by_name.items() if "Observatory" in name)
    assert {Path(source).stem for source in observatory["sources"]} == {"agency", "copy", "update"}


def test_an_update_stands_in_the_place_of_the_earlier_toll(workspace: Path) -> None:
    (incident,) = [one for one in listed(workspace) if names(one) == ONE]
    highs = [
        toll["views"]["latest"][1] for toll in incident["tolls"] if toll["measure"] == "killed"
    ]
    assert 15 in highs
    assert 12 not in highs or 15 in highs
    figures = [f["low"] for toll in incident["tolls"] for f in toll["figures"]]
    assert {12, 15, 4} <= set(figures)


def test_the_denial_is_a_disagreement(workspace: Path) -> None:
    (incident,) = [one for one in listed(workspace) if names(one) == ONE]
    assert "denial" in {one["kind"] for one in incident["disagreements"]}


def test_filters_and_one_incident_in_full(workspace: Path) -> None:
    (incident,) = listed(workspace, "--stance", "denies")
    shown = run("incident", incident["id"], "-w", workspace)
    assert "independent origins" in shown
    assert "0 of" in shown
    assert "Disagreements" in shown
    assert listed(workspace, "--number", "killed>=1000") == []


def test_an_account_has_its_speaker_once_and_a_line_for_each_thing_said(workspace: Path) -> None:
    (incident,) = [one for one in listed(workspace) if names(one) == ONE]
    shown = run("incident", incident["id"], "-w", workspace)
    accounts = shown.partition("\nAccounts\n")[2].partition("\n\n")[0].splitlines()
    heads = [line.strip() for line in accounts if not line.startswith(" " * 8)]
    said = [line.strip() for line in accounts if line.startswith(" " * 8)]
    assert any(head.startswith("Syrian Observatory for Human Rights (") for head in heads)
    assert any("killed" in line for line in said)
    assert not [line for line in said if line.startswith("Syrian Observatory for Human Rights: ")]
    assert "12 · Syrian Observatory for Human Rights · 2016-05-03 · 2 times" in shown


def test_only_what_was_reviewed(workspace: Path) -> None:
    assert listed(workspace, "--reviewed") == []


def test_a_new_report_joins_without_fusing_all_again(workspace: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    run("backup", copy, "-w", workspace)
    (tmp_path / "more.txt").write_text(STRIKE.replace("12", "13"), "utf-8")
    run("add", tmp_path / "more.txt", "--published", "2016-05-03", "--outlet", "اليوم", "-w", copy)
    assert json.loads(run("fuse", "-w", copy, "--json"))["reports"] == 1
    assert ONE | {"more"} in [names(incident) for incident in listed(copy)]


def test_who_passes_on_whom(workspace: Path) -> None:
    graph = json.loads(run("origins", "-w", workspace, "--format", "json"))
    assert any("Observatory" in node["name"] for node in graph["nodes"])
    assert run("origins", "-w", workspace, "--format", "dot").startswith("digraph")


def test_the_same_from_python_in_any_order() -> None:
    readings = [
        riwaya.read(text, published=published, outlet=outlet, id=name)
        for name, (outlet, published, text) in REPORTS.items()
    ]
    found = riwaya.fuse(readings)
    assert ONE in [{member.report for member in incident.claims} for incident in found]
    assert sorted(riwaya.fuse(reversed(readings)), key=lambda i: i.id) == sorted(
        found, key=lambda i: i.id
    )


def test_an_unknown_incident_is_said(workspace: Path) -> None:
    result = runner.invoke(app, ["incident", "i000000000000", "-w", str(workspace)])
    assert result.exit_code == 2
    assert "riwaya incidents" in result.stderr
