"""The commands of a workspace as a user calls them, each a process of its own or through Typer's runner."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from riwaya.cli import app
from tests.workspace.conftest import REPORTS

runner = CliRunner()


def run(*arguments: object, code: int = 0) -> str:
    result = runner.invoke(app, [str(argument) for argument in arguments])
    assert result.exit_code == code, result.output + str(result.exception)
    return result.stdout


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("commands")
    reports = folder / "reports"
    reports.mkdir()
    for name, text in REPORTS.items():
        (reports / name).write_text(text, encoding="utf-8")
    run("init", folder / "ws", "--by", "tester")
    run("add", reports, "-w", folder / "ws", "--published", "2015-11-21", "--outlet", "al-Marfa")
    return folder / "ws"


def found(workspace: Path, *arguments: object) -> list[dict[str, object]]:
    claims: list[dict[str, object]] = json.loads(
        run("search", *arguments, "-w", workspace, "--format", "json")
    )
    return claims


def test_search_gives_claims_in_the_specifications_form_with_report_and_source(
    workspace: Path,
) -> None:
    claims = found(workspace, "--event", "kill")
    assert claims
    for claim in claims:
        assert {"id", "event", "trigger", "polarity", "attribution", "report", "source"} <= set(
            claim
        )
        assert Path(str(claim["source"])).name in REPORTS
        assert claim["event"] == "kill"


@pytest.mark.parametrize("words", ["الميادين", "بالميادين", "والميادين", "Mayadin", "دير الزور"])
def test_spellings_and_languages_find_the_claims_of_the_town(workspace: Path, words: str) -> None:
    sources = {Path(str(claim["source"])).name for claim in found(workspace, words)}
    assert "strike.txt" in sources
    assert "clash.txt" not in sources


@pytest.mark.parametrize(
    ("arguments", "source"),
    [
        (("--number", "killed>=12"), "strike.txt"),
        (("--number", "injured=7"), "clash.txt"),
        (("--stance", "denies"), "denial.txt"),
        (("--near", "35.02,40.45,20km", "--event", "kill"), "strike.txt"),
        (("--near", "الرمادي,30km"), "clash.txt"),
        (("--actor", "iraqi-army"), "clash.txt"),
        (("--actor", "target:داعش", "--event", "clash"), "clash.txt"),
        (("--source", "syrian-observatory"), "strike.txt"),
        (("--source", "المرصد السوري"), "strike.txt"),
        (("--source", "وزارة الدفاع الروسية"), "denial.txt"),
        (("--within", "43,33 43.6,33 43.6,33.7 43,33.7"), "clash.txt"),
        (("--since", "2015-11-20", "--until", "2015-11-20", "--event", "kill"), "strike.txt"),
    ],
)
def test_each_filter_finds_what_fits(
    workspace: Path, arguments: tuple[str, ...], source: str
) -> None:
    assert {Path(str(claim["source"])).name for claim in found(workspace, *arguments)} == {source}


def test_filters_that_nothing_fits_give_an_empty_list(workspace: Path) -> None:
    assert found(workspace, "--number", "killed>=1000") == []
    assert found(workspace, "--outlet", "another") == []
    assert found(workspace, "--published-since", "2016") == []


def test_all_claims_are_of_the_outlet_that_was_said(workspace: Path) -> None:
    count = json.loads(run("search", "-w", workspace, "--count", "--json"))["count"]
    assert count == len(found(workspace, "--outlet", "al-Marfa", "--limit", 0)) > 3


def test_facets_add_up(workspace: Path) -> None:
    count = json.loads(run("search", "-w", workspace, "--count", "--json"))["count"]
    bins = json.loads(run("search", "-w", workspace, "--facet", "event", "--json"))
    assert sum(one["count"] for one in bins) == count


def test_table_csv_and_lines(workspace: Path) -> None:
    assert "al-Marfa" in run("search", "-w", workspace, "--event", "kill")
    assert run("search", "-w", workspace, "--format", "csv").startswith("report,outlet")
    lines = run("search", "-w", workspace, "--format", "jsonl").splitlines()
    assert json.loads(lines[0])["report"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--event", "kil"), "did you mean kill?"),
        (("--number", "killed"), "killed>=30"),
        (("--since", "2015-13"), "no such day"),
        (("--near", "nowhere"), "nowhere"),
        (("--actor", "لا أحد يعرفه أبداً"), "riwaya lookup"),
        (("--format", "xml"), "jsonl"),
    ],
)
def test_what_isnt_understood_is_said_without_a_traceback(
    workspace: Path, arguments: tuple[str, ...], said: str
) -> None:
    result = runner.invoke(app, ["search", *arguments, "-w", str(workspace)])
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.exception is None or isinstance(result.exception, SystemExit)


def test_adding_again_says_so(workspace: Path) -> None:
    reports = workspace.parent / "reports"
    arguments = ("add", reports, "-w", workspace, "--published", "2015-11-21")
    again = json.loads(run(*arguments, "--outlet", "al-Marfa", "--json"))
    assert (again["known"], again["reports"], again["read"]) == (3, 0, 0)


def test_a_bad_source_ends_with_two_and_the_others_are_taken_in(
    workspace: Path, tmp_path: Path
) -> None:
    (tmp_path / "good.txt").write_text("قتل ثلاثة مدنيين في انفجار عبوة ناسفة في بغداد.", "utf-8")
    (tmp_path / "bad.txt").write_bytes(bytes(range(256)) * 10)
    copy = tmp_path / "copy"
    run("backup", copy, "-w", workspace)
    result = runner.invoke(
        app, ["add", str(tmp_path / "good.txt"), str(tmp_path / "bad.txt"), "-w", str(copy)]
    )
    assert result.exit_code == 2
    assert "bad.txt" in result.stderr
    assert found(copy, "عبوة ناسفة")


def test_verify_seal_and_tampering(workspace: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    run("backup", copy, "-w", workspace)
    seal = run("seal", "-w", copy).strip()
    run("verify", "-w", copy, "--against", seal)
    assert json.loads(run("verify", "-w", copy, "--json"))["passed"]
    blob = next(path for path in (copy / "archive").glob("??/??/*"))
    blob.chmod(0o644)
    blob.write_bytes(blob.read_bytes().replace(b"\xd9", b"\xd8", 1))
    said = run("verify", "-w", copy, code=1)
    assert blob.name in said


def test_bundle_and_its_check(workspace: Path, tmp_path: Path) -> None:
    run("bundle", tmp_path / "case.zip", "-w", workspace)
    run("verify", tmp_path / "case.zip")


def test_redact_and_rebuild(workspace: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    run("backup", copy, "-w", workspace)
    report = str(found(copy, "--stance", "denies")[0]["report"])
    run("redact", report, "--reason", "at risk", "--yes", "-w", copy)
    assert found(copy, "--stance", "denies") == []
    run("verify", "-w", copy)
    run("rebuild", "-w", copy)
    assert found(copy, "--stance", "denies") == []
    assert found(copy, "--event", "kill")


def test_reread_has_nothing_to_do(workspace: Path) -> None:
    assert json.loads(run("reread", "-w", workspace, "--json"))["read"] == 0


def test_no_workspace_says_what_to_do(tmp_path: Path) -> None:
    result = runner.invoke(app, ["search", "-w", str(tmp_path)])
    assert result.exit_code == 2
    assert "riwaya init" in result.stderr
