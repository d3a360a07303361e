"""`riwaya read --also llm`: two readings beside each other, and never in each other."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from riwaya.cli import app
from tests.llm.made import GOOD, TEXT, said
from tests.llm.stub import failing, saying, serving


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "market.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def run(*arguments: str, cache: Path | None = None) -> Any:
    kept = ["--cache", str(cache)] if cache else ["--no-cache"]
    return CliRunner().invoke(app, ["read", *arguments, "--also", "llm", *kept])


def test_json_holds_the_second_reading_under_a_key_of_its_own(report: Path) -> None:
    alone = json.loads(CliRunner().invoke(app, ["read", str(report), "--format", "json"]).stdout)
    with serving(saying(GOOD)) as server:
        result = run(str(report), "--format", "json", "--endpoint", server.url)
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    (second,) = found.pop("also")
    assert found == alone
    assert second["format"] == "riwaya/1"
    assert second["report"] == found["report"]
    assert second["model"].startswith("llm:small@127.0.0.1:")
    assert [claim["event"] for claim in second["claims"]] == ["air_strike", "kill"]
    assert second["rejected"] == {}
    assert "leaves this machine" not in result.stderr


def test_the_schema_knows_the_second_reading() -> None:
    schema = json.loads(CliRunner().invoke(app, ["schema"]).stdout)
    assert "also" in json.dumps(schema)
    assert "rejected" in json.dumps(schema)


def test_the_listing_shows_both_with_what_was_left_out(report: Path) -> None:
    answer = {"claims": [said(agents=["الأمريكيون"])]}
    with serving(saying(answer)) as server:
        result = run(str(report), "--endpoint", server.url)
    first, _, second = result.stdout.partition("Another reading, by llm:small@")
    assert "2 claims" in first or "3 claims" in first
    assert "Left out of what it said: 1 mentions that aren't in the text word for word." in second
    assert "left out: 1 mentions" in result.stderr


@pytest.mark.parametrize("form", ["csv", "html"])
def test_a_form_without_room_for_it_is_refused(report: Path, form: str) -> None:
    with serving(saying(GOOD)) as server:
        result = run(str(report), "--format", form, "--endpoint", server.url)
        assert server.asked == []
    assert result.exit_code == 2
    assert "no room for a second reading" in result.stderr


@pytest.mark.usefixtures("report")
def test_without_an_answer_the_readers_own_reading_is_whole(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"r{number}.txt").write_text(TEXT, encoding="utf-8")
    with serving(failing(401, "who are you")) as server:
        result = run(
            str(tmp_path), "--format", "jsonl", "--endpoint", server.url, "--llm-model", "m"
        )
        assert len(server.asked) == 3
    assert result.exit_code == 2
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(lines) == 6
    assert all(line["claims"] and "also" not in line for line in lines)
    assert "market.txt: no second reading" in result.stderr
    assert "not asked, after 3 reports in a row" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--also", "llm"], "needs --endpoint"),
        (["--also", "oracle", "--endpoint", "http://127.0.0.1:1/v1"], "known: llm"),
        (["--endpoint", "http://127.0.0.1:1/v1"], "go with --also llm"),
        (["--also", "llm", "--endpoint", "http://api.example.org/v1"], "--insecure"),
        (["--also", "llm", "--endpoint", "nonsense"], "http or https"),
        (["--also", "llm", "--endpoint", "http://127.0.0.1:1/v1", "--api-key-env", "NO_SUCH"], "NO_SUCH"),
        (["--also", "llm", "--endpoint", "http://127.0.0.1:1/v1", "--no-cache", "--cache", "x"], "exclude"),
    ],
)  # fmt: skip
def test_what_does_not_go_together_is_said(report: Path, arguments: list[str], words: str) -> None:
    result = CliRunner().invoke(app, ["read", str(report), *arguments])
    assert result.exit_code == 2
    assert words in result.stderr


def test_a_key_that_is_none_is_never_shown(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "MY_KEY", "geheim\u0627")
    result = run(str(report), "--endpoint", "http://127.0.0.1:1/v1", "--api-key-env", "MY_KEY")
    assert result.exit_code == 2
    assert "geheim" not in result.output


def test_that_texts_leave_the_machine_is_said_to_the_quiet_too(report: Path) -> None:
    # A name that is nobody's (RFC 2606): the question fails, the notice comes before it.
    result = run(str(report), "--quiet", "--endpoint", "https://llm.invalid/v1", "--llm-model", "m")
    assert "sent to llm.invalid; it leaves this machine" in result.stderr
    assert "can't be reached" in result.stderr


def test_the_answers_are_kept_where_it_says(report: Path, tmp_path: Path) -> None:
    with serving(saying(GOOD)) as server:
        for _ in range(2):
            run(str(report), "--endpoint", server.url, cache=tmp_path / "kept")
        assert len(server.asked) == 1
    assert list((tmp_path / "kept").rglob("*.json"))
