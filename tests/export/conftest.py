"""A report of ours with its claims, and small claims to build by hand."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from riwaya.records.claim import Claim
from riwaya.records.mention import Mention
from riwaya.records.report import Document, Report

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def text() -> str:
    """An original report, written for this project; every incident in it is invented."""
    return (HERE / "report.txt").read_text("utf-8")


@pytest.fixture(scope="session")
def document() -> Document:
    """Its claims, annotated by hand; the confidences are made up."""
    return msgspec.json.decode((HERE / "document.json").read_bytes(), type=Document)


def claim_in(raw: str, trigger: str, **fields: Any) -> Claim:
    """An affirmed claim whose trigger is the first such word of the text."""
    start = raw.index(trigger)
    values: dict[str, Any] = {
        "id": "c1",
        "event": "kill",
        "trigger": Mention.of(raw, start, start + len(trigger)),
        "polarity": "affirmed",
        "reality": "actual",
        "stance": "states",
        "quoted": False,
    }
    return Claim(**{**values, **fields})


def words(raw: str, part: str, record: type[Any], **fields: Any) -> Any:
    """The mention of the first such words of the text."""
    start = raw.index(part)
    return record.of(raw, start, start + len(part), **fields)


def document_of(raw: str, *claims: Claim, **fields: Any) -> Document:
    """A document of some claims."""
    return Document(report=Report(id="r", sha256=Report.digest(raw)), claims=claims, **fields)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small workspace of the desk's tests, read and fused once; one report is reviewed."""
    from riwaya.records.decision import Decision  # noqa: PLC0415 (the database is slow to load)
    from riwaya.store.query import Query  # noqa: PLC0415
    from riwaya.store.search import search  # noqa: PLC0415
    from riwaya.workspace.fusing import fuse  # noqa: PLC0415
    from riwaya.workspace.keeping import decide  # noqa: PLC0415
    from tests.web.small import small_workspace  # noqa: PLC0415

    path = tmp_path_factory.mktemp("exports") / "workspace"
    with small_workspace(path) as workspace:
        with workspace.engine.begin() as connection:
            found = search(connection, Query(outlets=("الضفة نيوز",), until="2016-03-31"))
            at = "2016-08-01T00:00:00+00:00"
            decide(connection, [
                Decision(report=one.report, anchor=one.anchor, verdict="accept", author="t", made_at=at)
                for one in found
            ])  # fmt: skip
        fuse(workspace)
    return path


@pytest.fixture(scope="session")
def exported(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Runs `riwaya export` on the small workspace and gives the path of what it wrote."""
    from typer.testing import CliRunner  # noqa: PLC0415

    from riwaya.cli import app  # noqa: PLC0415

    def run(form: str, name: str, *options: str) -> Path:
        into = tmp_path_factory.mktemp("exported") / name
        result = CliRunner().invoke(
            app, ["export", form, "-o", str(into), "-w", str(small), "-q", *options]
        )
        assert result.exit_code == 0, result.output + str(result.exception)
        return into

    return run
