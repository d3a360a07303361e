"""What the tests of event-data forms share: reading a table, its trace and its losses."""

import csv
import json
from pathlib import Path
from typing import Any


def table(path: Path, delimiter: str = ",") -> tuple[list[str], list[dict[str, str]]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, delimiter=delimiter)
        found = list(reader)
        return list(reader.fieldnames or ()), found


def trace(path: Path) -> list[dict[str, str]]:
    with path.with_name(f"{path.name}.trace.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def losses(path: Path) -> dict[str, Any]:
    return json.loads(path.with_name(f"{path.name}.losses.json").read_text("utf-8"))


def check_trace(path: Path, rows: int) -> None:
    """Every row has its rule, which the shipped table has, and what read it."""
    traced = trace(path)
    assert [int(one["row"]) for one in traced] == list(range(1, rows + 1))
    for one in traced:
        name, _, rule = one["rule"].partition(":")
        lines = Path("src/riwaya/data/exports", name).read_text("utf-8").splitlines()
        assert any(line.split("\t")[0] == rule for line in lines)
        assert one["review_status"] in {"open", "partly", "reviewed"}
        assert 0 <= float(one["confidence"]) <= 1
        assert len(one["models"]) == 64
        assert one["riwaya"]


def check_losses(path: Path, columns: list[str], rows: list[dict[str, str]]) -> None:
    """Columns that are said to be empty are, and no incident is lost without a word."""
    told = losses(path)
    assert told["rows"] == len(rows) == sum(told["rules"].values())
    assert told["incidents"] >= 5
    assert set(told["columns_never_filled"]) <= set(columns)
    for column in told["columns_never_filled"]:
        assert {row[column] for row in rows} <= {""}
